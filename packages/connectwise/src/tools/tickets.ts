import { id, item, text, z, count, type AnyTool } from "@psa-mcp/core";
import {
  dayOrTime,
  nameOrId,
  orderBy,
  paging,
  rawConditions,
  ticketType,
  ticketTypes,
} from "../arguments.ts";
import { where } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { actingMember } from "../lookup/acting.ts";
import { assignedTo, ticketConditions } from "../tickets/conditions.ts";
import { ticketDetail, ticketRecord } from "../tickets/fields.ts";
import { readTicket } from "../tickets/kind.ts";
import { newestNotes, noteRows } from "../tickets/notes.ts";
import { searchTickets } from "../tickets/search.ts";

const searchTool = defineTool({
  name: "cw_search_tickets",
  title: "Search tickets",
  tier: "read",
  toolset: "tickets",
  paged: true,
  description:
    "Find tickets, newest first; open ones only unless open_only is false. Names must fit whole.",
  input: z.object({
    company_id: id("company").optional(),
    company_name: text(100).optional(),
    board: nameOrId.optional(),
    status: text(50).optional(),
    summary_contains: text(100).optional(),
    assigned_to: nameOrId.describe("Member").optional(),
    contact_name: text(100).describe("Part of it").optional(),
    priority: text(50).optional(),
    type: text(50).optional(),
    open_only: z.boolean().optional(),
    entered_after: dayOrTime.optional(),
    entered_before: dayOrTime.optional(),
    updated_after: dayOrTime.optional(),
    before_id: count(1, 2_147_483_647).optional(),
    ticket_type: ticketTypes,
    conditions: rawConditions,
    order_by: orderBy,
    ...paging,
  }),
  handler: async ({ input, vendor }) =>
    searchTickets(vendor, input, {
      ticket_type: input.ticket_type,
      before_id: input.before_id,
      conditions: await ticketConditions(vendor, input),
    }),
});

const myTickets = defineTool({
  name: "cw_my_tickets",
  title: "My tickets",
  tier: "read",
  toolset: "tickets",
  paged: true,
  description: "List the open tickets of the member whose keys are used, as owner or resource.",
  input: z.object({
    before_id: count(1, 2_147_483_647).optional(),
    ticket_type: ticketTypes,
    ...paging,
  }),
  handler: async ({ input, vendor, client, principal }) => {
    const { identifier, warning } = await actingMember({ client, principal });
    const found = await searchTickets(vendor, input, {
      ticket_type: input.ticket_type,
      before_id: input.before_id,
      conditions: where.all(where.is("closedFlag", false), assignedTo(identifier)),
      notes: warning === undefined ? [] : [warning],
    });
    return { ...found, about: { member: identifier } };
  },
});

const getTicket = defineTool({
  name: "cw_get_ticket",
  title: "Get ticket",
  tier: "read",
  toolset: "tickets",
  paged: true,
  description: "Read one ticket with its newest notes, those of time entries included.",
  input: z.object({
    ticket_id: id("ticket"),
    note_count: count(1, 50).optional(),
    ticket_type: ticketType,
  }),
  handler: async ({ input, vendor, client }) => {
    const { kind, record } = await readTicket(vendor, input.ticket_id, input.ticket_type);
    const { notes, withTimeEntries } = await newestNotes(
      vendor,
      kind,
      record.id,
      input.note_count ?? 10,
    );
    return item({ ...ticketRecord(kind, record, client.baseUrl), notes }, ticketDetail, {
      rows: "notes",
      rowsView: noteRows,
      notes: withTimeEntries ? [] : ["This site does not give the notes of time entries here."],
    });
  },
});

/** Tickets: search, one's own, one with its notes. */
export const ticketTools: readonly AnyTool[] = [searchTool, myTickets, getTicket];
