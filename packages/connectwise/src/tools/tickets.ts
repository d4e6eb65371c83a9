import { count, id, item, text, view, z, type AnyTool } from "@psa-mcp/core";
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
import { checkedConditions } from "../conditions/check.ts";
import { defineTool } from "../define.ts";
import { actingMember } from "../lookup/acting.ts";
import { nameOf } from "../records/records.ts";
import { tally } from "../records/tally.ts";
import { companyFilter } from "../lookup/filters.ts";
import { assignedTo, onlyService, ticketConditions } from "../tickets/conditions.ts";
import { ticketDetail, ticketRecord } from "../tickets/fields.ts";
import { included, INCLUDES } from "../tickets/include.ts";
import { readTicket, ticketsOf } from "../tickets/kind.ts";
import { newestNotes, noteRows } from "../tickets/notes.ts";
import { searchTickets } from "../tickets/search.ts";

/** Names or ids; a part of a name is enough where only one fits. */
const ticketFilters = {
  ...companyFilter,
  board: nameOrId.optional(),
  status: text(50).optional(),
  summary_contains: text(100).optional(),
  assigned_to: nameOrId.describe("Member: owner or resource").optional(),
  owner: nameOrId.optional(),
  contact_name: text(100).describe("Part of it").optional(),
  priority: text(50).optional(),
  type: text(50).optional(),
  sub_type: text(50).optional(),
  team: text(50).optional(),
  source: text(50).optional(),
  sla: text(50).optional(),
  in_sla: z.boolean().optional(),
  overdue: z.boolean().describe("Past required date").optional(),
  parent_ticket_id: id("ticket").optional(),
  open_only: z.boolean().optional(),
  closed_only: z.boolean().optional(),
  entered_after: dayOrTime.optional(),
  entered_before: dayOrTime.optional(),
  updated_after: dayOrTime.optional(),
  updated_before: dayOrTime.optional(),
} as const;

const searchTool = defineTool({
  name: "cw_search_tickets",
  title: "Search tickets",
  tier: "read",
  toolset: "tickets",
  paged: true,
  description:
    "Find tickets, newest first; open ones only unless open_only is false. Filters take names or ids; part of a name will do where only one fits.",
  input: z.object({
    ...ticketFilters,
    before_id: count(1, 2_147_483_647).optional(),
    ticket_type: ticketTypes,
    conditions: rawConditions,
    order_by: orderBy,
    ...paging,
  }),
  handler: async ({ input, vendor, client, principal }) =>
    searchTickets(vendor, input, {
      ticket_type: input.ticket_type,
      serviceOnly: onlyService(input),
      before_id: input.before_id,
      conditions: await ticketConditions({ vendor, client, principal }, input),
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

const GROUPS = [
  "status",
  "priority",
  "board",
  "owner",
  "company",
  "type",
  "team",
  "source",
] as const;

/** Most tickets that are read for groups. */
const MOST_GROUPED = 5000;

const countTickets = defineTool({
  name: "cw_count_tickets",
  title: "Count tickets",
  tier: "read",
  toolset: "tickets",
  description:
    "Count service tickets under the filters of a search; group_by counts them by status, owner ….",
  input: z.object({
    ...ticketFilters,
    group_by: z.enum(GROUPS).optional(),
    conditions: rawConditions,
  }),
  handler: async ({ input, vendor, client, principal }) => {
    const own = input.conditions === undefined ? undefined : checkedConditions(input.conditions);
    const conditions = where.all(await ticketConditions({ vendor, client, principal }, input), own);
    const { group_by: group } = input;
    if (group === undefined) {
      const count = await vendor.count(ticketsOf.service, { conditions });
      return item({ count }, view("tickets", "count"));
    }
    const named = group === "owner" ? "identifier" : "name";
    const { records, limitReached } = await vendor.all(
      ticketsOf.service,
      { conditions, fields: ["id", `${group}/${named}`], orderBy: "id desc" },
      MOST_GROUPED,
    );
    const by = tally(records, (record) => nameOf(record[group]) ?? "none");
    return item(
      { count: records.length, [`by_${group}`]: by },
      view("tickets", "count", { key: `by_${group}`, max: 8000 }),
      { notes: limitReached ? [`Only the newest ${String(MOST_GROUPED)} were counted.`] : [] },
    );
  },
});

const getTicket = defineTool({
  name: "cw_get_ticket",
  title: "Get ticket",
  tier: "read",
  toolset: "tickets",
  paged: true,
  description:
    "Read one ticket with its newest notes, those of time entries included; include adds more.",
  input: z.object({
    ticket_id: id("ticket"),
    note_count: count(1, 50).optional(),
    include: z.array(z.enum(INCLUDES)).max(INCLUDES.length).optional(),
    ticket_type: ticketType,
  }),
  handler: async ({ input, vendor, client }) => {
    const ticket = await readTicket(vendor, input.ticket_id, input.ticket_type);
    const { kind, record } = ticket;
    const [{ notes, withTimeEntries }, { parts, missing }] = await Promise.all([
      newestNotes(vendor, kind, record.id, input.note_count ?? 10),
      included(vendor, ticket, input.include ?? []),
    ]);
    return item({ ...ticketRecord(kind, record, client.baseUrl), ...parts, notes }, ticketDetail, {
      rows: "notes",
      rowsView: noteRows,
      notes: [
        ...missing,
        ...(withTimeEntries ? [] : ["This site does not give the notes of time entries here."]),
      ],
    });
  },
});

/** Tickets: search, one's own, one with its notes. */
export const ticketTools: readonly AnyTool[] = [searchTool, myTickets, getTicket, countTickets];
