import {
  attempt,
  id,
  page,
  PsaError,
  reasonOf,
  view,
  z,
  type AnyTool,
  type PlainRecord,
} from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";
import { named, nameOrId } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { applyChange, changeOf, type TicketEdit } from "../tickets/change.ts";
import { readTicket, textOf, type Ticket } from "../tickets/ticket.ts";

const MOST_TICKETS = 50;

const choice = {
  status: nameOrId.optional(),
  agent: nameOrId.optional(),
  team: nameOrId.optional(),
  priority: nameOrId.optional(),
  type: nameOrId.optional(),
  category: nameOrId.optional(),
};

const listedChanges = z.object(
  Object.fromEntries(Object.keys(choice).map((name) => [name, named.optional()])),
);

const bulkUpdate = defineTool({
  name: "halo_tickets_bulk_update",
  title: "Change many tickets",
  tier: "destructive",
  toolset: "tickets",
  idempotent: false,
  description:
    "Make the same changes to up to 50 tickets: status, agent, team, priority, type, category, by name or id. Shows the difference of each first; answers how each went.",
  input: z.object({
    ticket_ids: z.array(id("ticket")).min(1).max(MOST_TICKETS),
    changes: listedChanges,
  }),
  accepts: z.object({ changes: z.strictObject(choice) }),
  preview: async ({ input, vendor }) => {
    const found = await plan(vendor, input.ticket_ids, editOf(input.changes));
    const lines = found.map(({ ticket, change }) => {
      const parts = Object.keys(change.after).map(
        (key) => `${key}: ${String(change.before[key] ?? "none")} → ${String(change.after[key])}`,
      );
      return `${String(ticket.id)} ${textOf(ticket.record, "summary").slice(0, 60)}: ${parts.join(", ")}`;
    });
    return `Changes ${String(found.length)} tickets:\n${lines.join("\n")}`;
  },
  handler: async ({ input, vendor, progress }) => {
    const found = await plan(vendor, input.ticket_ids, editOf(input.changes));
    const rows: PlainRecord[] = [];
    let first: PsaError | undefined;
    for (const { ticket, change } of found) {
      const { failure, value } = await attempt(applyChange(vendor, ticket, change));
      first ??= failure;
      rows.push({
        id: ticket.id,
        summary: ticket.record["summary"],
        result: failure === undefined ? "changed" : failure.code,
        ...(failure === undefined
          ? { last_update: value.record["last_update"] }
          : { reason: reasonOf(failure) }),
      });
      progress(rows.length, found.length);
    }
    const failed = rows.filter(({ result }) => result !== "changed").length;
    if (first !== undefined && failed === rows.length) throw first;
    return page({
      items: rows,
      view: view("tickets", "id", { key: "summary", max: 60 }, "result", {
        key: "reason",
        max: 300,
      }),
      total: rows.length,
      notes: [
        `Changed ${String(rows.length - failed)} of ${String(rows.length)} tickets.`,
        ...(failed > 0 ? ["Look at those that failed before you repeat the call for them."] : []),
      ],
    });
  },
});

function editOf(changes: Readonly<Record<string, unknown>>): TicketEdit {
  const { category, ...rest } = changes as TicketEdit & { readonly category?: string | number };
  const edit = { ...rest, ...(category === undefined ? {} : { category_1: category }) };
  if (Object.values(edit).some((value) => value !== undefined)) return edit;
  throw new PsaError("invalid_arguments", "changes: name at least one change.");
}

/** Every ticket as it is, with its change. Nothing is written when one of them cannot be read or a name is unknown. */
async function plan(
  vendor: HaloApi,
  ids: readonly number[],
  edit: TicketEdit,
): Promise<
  readonly { readonly ticket: Ticket; readonly change: Awaited<ReturnType<typeof changeOf>> }[]
> {
  const tickets = await Promise.all([...new Set(ids)].map((one) => readTicket(vendor, one)));
  return Promise.all(
    tickets.map(async (ticket) => ({ ticket, change: await changeOf(vendor, ticket, edit) })),
  );
}

/** One change to many tickets. */
export const ticketBulkTools: readonly AnyTool[] = [bulkUpdate];
