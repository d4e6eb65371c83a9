import {
  id,
  item,
  joinPaths,
  page,
  path,
  PsaError,
  text,
  view,
  z,
  type AnyTool,
  type View,
} from "@psa-mcp/core";
import type { FieldEdit } from "../api.ts";
import { nameOrId, paging, ticketType } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { members, partsOf, spoken, statusesOf } from "../lookup/directories.ts";
import { find } from "../lookup/lookup.ts";
import { nameOf, readable } from "../records/records.ts";
import { boardOf } from "../tickets/classify.ts";
import { attachedConfigurations } from "../tickets/configurations.ts";
import { ticketDetail, ticketRecord } from "../tickets/fields.ts";
import { locateTicket, readTicket } from "../tickets/kind.ts";
import { noteRecord } from "../tickets/notes.ts";

const history = defineTool({
  name: "cw_ticket_history",
  title: "Ticket history",
  tier: "read",
  toolset: "tickets",
  paged: true,
  description: "List who changed what of a ticket and when, from the audit trail.",
  input: z.object({ ticket_id: id("ticket"), ...paging }),
  handler: async ({ input, vendor }) => {
    // The trail's entries have no id of their own.
    const number = input.page_number ?? 1;
    const found = await vendor.list(
      path`/system/audittrail`,
      { params: { type: "Ticket", id: input.ticket_id } },
      number,
      input.page_size ?? 25,
    );
    return page({
      items: found.records.map(readable),
      view: view(
        "changes",
        { key: "entered_date", label: "at", format: "datetime" },
        { key: "entered_by", label: "by" },
        { key: "audit_type", label: "kind" },
        { key: "text", max: 300 },
      ),
      page: number,
      ...(found.hasMore ? { next: { page_number: number + 1 } } : {}),
    });
  },
});

const assign = defineTool({
  name: "cw_assign_ticket",
  title: "Assign ticket",
  tier: "write",
  toolset: "tickets",
  description: "Make a member the owner of a ticket, or give it to a team of its board.",
  input: z.object({
    ticket_id: id("ticket"),
    member: nameOrId.optional(),
    team: nameOrId.optional(),
    ticket_type: ticketType,
  }),
  handler: async ({ input, vendor, client }) => {
    const {
      kind,
      path: target,
      record,
    } = await readTicket(vendor, input.ticket_id, input.ticket_type);
    const edits: FieldEdit[] = [];
    for (const [field, wanted, directory] of [
      ["owner", input.member, members],
      ["team", input.team, partsOf(boardOf(record), "teams")],
    ] as const) {
      if (wanted === undefined) continue;
      const found = await find(vendor, directory, wanted);
      edits.push({
        path: field,
        value: { id: found.id },
        before: nameOf(record[field]),
        shown: spoken(found),
      });
    }
    const after = await vendor.edit(target, edits, record);
    return item(ticketRecord(kind, after, client.baseUrl), ticketDetail);
  },
});

const merge = defineTool({
  name: "cw_merge_tickets",
  title: "Merge tickets",
  tier: "write",
  toolset: "tickets",
  asksFirst: true,
  description:
    "Merge service tickets into another one, which keeps their notes and time; the merged ones get the status. It cannot be undone.",
  input: z.object({
    ticket_id: id("ticket").describe("The one that stays"),
    merge_ticket_ids: z.array(id("ticket")).min(1).max(20),
    status: nameOrId.describe("For the merged ones, of their board"),
  }),
  preview: async ({ input, vendor }) => {
    const kept = await vendor.get(path`/service/tickets/${input.ticket_id}`, {
      fields: ["id", "summary"],
    });
    return `Merges ${input.merge_ticket_ids.map(String).join(", ")} into ticket ${String(input.ticket_id)} "${String(kept["summary"])}". This cannot be undone.`;
  },
  handler: async ({ input, vendor, client }) => {
    const target = path`/service/tickets/${input.ticket_id}`;
    const kept = await vendor.get(target);
    const merged = [...new Set(input.merge_ticket_ids)];
    if (merged.includes(input.ticket_id)) {
      throw new PsaError("invalid_arguments", "A ticket cannot be merged into itself.");
    }
    const status = await find(vendor, statusesOf(boardOf(kept)), input.status);
    const answer = await vendor.act(joinPaths(target, path`/merge`), {
      mergeTicketIds: merged,
      status: { id: status.id },
    });
    const said = typeof answer["message"] === "string" ? [answer["message"]] : [];
    const after = client.dryRun ? kept : await vendor.get(target);
    return item(ticketRecord("service", after, client.baseUrl), ticketDetail, { notes: said });
  },
});

const attach = defineTool({
  name: "cw_attach_ticket_configuration",
  title: "Attach configuration to ticket",
  tier: "write",
  toolset: "tickets",
  description: "Attach a configuration (device) to a ticket.",
  input: z.object({
    ticket_id: id("ticket"),
    configuration_id: id("configuration").optional(),
    device_identifier: text(100).optional(),
    ticket_type: ticketType,
  }),
  handler: async ({ input, vendor }) => {
    const { path: ticket } = await locateTicket(vendor, input.ticket_id, input.ticket_type);
    const { configuration_id: configuration, device_identifier: device } = input;
    if ((configuration === undefined) === (device === undefined)) {
      throw new PsaError("invalid_arguments", "Give either configuration_id or device_identifier.");
    }
    const answer = await vendor.create(
      joinPaths(ticket, path`/configurations`),
      configuration === undefined ? { deviceIdentifier: device } : { id: configuration },
    );
    return item(
      { ...readable(answer), ticket_id: input.ticket_id },
      view("configuration", "ticket_id", "id", "device_identifier"),
    );
  },
});

const noteView: View = view("note", "id", "kind", { key: "author", label: "by" }, "text");

const updateNote = defineTool({
  name: "cw_update_ticket_note",
  title: "Update ticket note",
  tier: "write",
  toolset: "tickets",
  description: "Rewrite a note of a ticket, or change who sees it. Mails nobody.",
  input: z.object({
    ticket_id: id("ticket"),
    note_id: id("note"),
    note: z.string().min(1).max(32_000).optional(),
    internal: z.boolean().describe("True: staff only; false: the customer sees it").optional(),
    resolution: z.boolean().optional(),
    ticket_type: ticketType,
  }),
  handler: async ({ input, vendor }) => {
    const { path: ticket } = await locateTicket(vendor, input.ticket_id, input.ticket_type);
    const target = joinPaths(ticket, path`/notes/${input.note_id}`);
    const before = await vendor.get(target);
    const { internal } = input;
    const values = {
      text: input.note,
      detailDescriptionFlag: internal === undefined ? undefined : !internal,
      internalAnalysisFlag: internal,
      resolutionFlag: input.resolution,
    };
    const edits = Object.entries(values).flatMap(([field, value]) =>
      value === undefined ? [] : [{ path: field, value, before: before[field] }],
    );
    return item(noteRecord(await vendor.edit(target, edits, before)), noteView);
  },
});

const deleteNote = defineTool({
  name: "cw_delete_ticket_note",
  title: "Delete ticket note",
  tier: "destructive",
  toolset: "tickets",
  description: "Delete a note of a ticket for good; its text is in the answer.",
  input: z.object({ ticket_id: id("ticket"), note_id: id("note"), ticket_type: ticketType }),
  preview: async ({ input }) =>
    `Deletes the note ${String(input.note_id)} of ticket ${String(input.ticket_id)}.`,
  handler: async ({ input, vendor }) => {
    const { path: ticket } = await locateTicket(vendor, input.ticket_id, input.ticket_type);
    const target = joinPaths(ticket, path`/notes/${input.note_id}`);
    const note = await vendor.get(target);
    await vendor.remove(target);
    return item(noteRecord(note), noteView, { notes: ["Deleted. This was its content."] });
  },
});

const attached = defineTool({
  name: "cw_list_ticket_configurations",
  title: "List ticket configurations",
  tier: "read",
  toolset: "tickets",
  paged: true,
  description: "List the configurations (devices) attached to a ticket.",
  input: z.object({ ticket_id: id("ticket"), ticket_type: ticketType, ...paging }),
  handler: async ({ input, vendor }) => {
    const ticket = await locateTicket(vendor, input.ticket_id, input.ticket_type);
    const number = input.page_number ?? 1;
    const found = await attachedConfigurations(vendor, ticket, number, input.page_size ?? 25);
    return page({
      items: found.records.map(readable),
      view: view(
        "configurations",
        "id",
        "name",
        { key: "type.name", label: "type" },
        { key: "status.name", label: "status" },
        { key: "serial_number", label: "serial" },
        { key: "device_identifier", label: "device" },
      ),
      page: number,
      ...(found.hasMore ? { next: { page_number: number + 1 } } : {}),
    });
  },
});

/** Work on tickets: history, assign, merge, attach, correct notes. */
export const ticketWorkTools: readonly AnyTool[] = [
  history,
  assign,
  merge,
  attached,
  attach,
  updateNote,
  deleteNote,
];
