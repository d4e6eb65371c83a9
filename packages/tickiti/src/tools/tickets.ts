import {
  count,
  day,
  id,
  item,
  page,
  text,
  view,
  z,
  type AnyTool,
  type PageResult,
  type PlainRecord,
} from "@psa-mcp/core";
import { isRecord } from "../answers/records.ts";
import { recordIn } from "../api.ts";
import { anyOf, passedOn, responseChoice, ticketNumber } from "../arguments.ts";
import { defineTool } from "../define.ts";
import {
  chosenResponses,
  responseList,
  responseView,
  ticketRows,
  ticketsView,
} from "../tickets/rows.ts";

/** The modes of a search that take any of several values. */
const MODES = [
  "subject",
  "content",
  "subject_content",
  "assigned",
  "participant",
  "priority",
  "raised",
  "queue",
  "status",
  "watchlist",
  "hashtag",
  "ticket_number",
] as const;

/** Modes that take one day. */
const DAYS = ["created_from", "created_to", "updated_from", "updated_to"] as const;

const KNOWN: ReadonlySet<string> = new Set([...MODES, ...DAYS]);

/** Rows of a search when the call does not say. */
const USUAL_ROWS = 50;

/** The API has no paging here: all rows come, and a part of them is shown. */
function cutPage(
  rows: readonly PlainRecord[],
  input: {
    readonly limit?: number | undefined;
    readonly offset?: number | undefined;
    readonly columns?: readonly string[] | undefined;
  },
  notes: readonly string[],
): PageResult {
  const offset = input.offset ?? 0;
  const end = offset + (input.limit ?? USUAL_ROWS);
  const items = rows.slice(offset, end);
  return page({
    items,
    view: input.columns === undefined ? ticketsView(items) : view("tickets", ...input.columns),
    total: rows.length,
    ...(end < rows.length ? { next: { offset: end } } : {}),
    ...(notes.length === 0 ? {} : { notes }),
  });
}

const searchTickets = defineTool({
  name: "tickiti_search_tickets",
  title: "Search tickets",
  tier: "read",
  toolset: "tickets",
  paged: true,
  description:
    "Find tickets. Values of one argument widen (any of them), different arguments narrow. assigned, participant and raised are e-mail addresses, watchlist an id, days are UTC. perspective is a saved view (tickiti_list_perspectives).",
  input: z.object({
    subject: anyOf,
    content: anyOf,
    subject_content: anyOf,
    status: anyOf.describe("Open, On hold, Closed"),
    priority: anyOf.describe("Urgent, High, Normal, Low"),
    queue: anyOf,
    assigned: anyOf,
    participant: anyOf,
    raised: anyOf,
    watchlist: anyOf,
    hashtag: anyOf,
    ticket_number: anyOf,
    created_from: day().optional(),
    created_to: day().optional(),
    updated_from: day().optional(),
    updated_to: day().optional(),
    perspective: text(200).optional(),
    columns: z.array(text(60)).min(1).max(20).optional(),
    limit: count(1, 500).optional(),
    offset: count(0, 1_000_000).optional(),
  }),
  handler: async ({ input, vendor }) => {
    const criteria = [
      ...MODES.flatMap((mode) => {
        const tokens = input[mode];
        return tokens === undefined ? [] : [{ mode, tokens }];
      }),
      ...DAYS.flatMap((mode) => {
        const date = input[mode];
        return date === undefined ? [] : [{ mode, tokens: [date] }];
      }),
    ];
    const answer = await vendor.read("tickets.query", {
      search_object:
        criteria.length === 0 && input.perspective === undefined
          ? undefined
          : { search_perspective: input.perspective ?? "All", criteria },
    });
    return cutPage(ticketRows(answer), input, []);
  },
});

const queryTickets = defineTool({
  name: "tickiti_query_tickets",
  title: "Query tickets",
  tier: "read",
  toolset: "tickets",
  aliases: ["query_tickets"],
  paged: true,
  description:
    "Run a saved view (perspective), or a search_object of your own: {search_perspective, criteria: [{mode, tokens}]}. tickiti_search_tickets is simpler.",
  input: z.object({
    perspective_id: id("perspective").optional(),
    perspective_name: text(200).optional(),
    search_object: passedOn,
    limit: count(1, 500).optional(),
    offset: count(0, 1_000_000).optional(),
  }),
  handler: async ({ input, vendor }) => {
    const given = input.search_object;
    const search =
      input.perspective_name === undefined
        ? given
        : { ...given, search_perspective: input.perspective_name };
    const answer = await vendor.read("tickets.query", {
      perspective_id: input.perspective_id,
      search_object: search,
    });
    return cutPage(ticketRows(answer), input, unknownModes(given));
  },
});

/** The API may know further modes; the live list of them is not part of it. */
function unknownModes(search: PlainRecord | undefined): readonly string[] {
  const criteria = search?.["criteria"];
  if (!Array.isArray(criteria)) return [];
  const odd = criteria
    .filter(isRecord)
    .map(({ mode }) => String(mode))
    .filter((mode) => !KNOWN.has(mode));
  return odd.length === 0
    ? []
    : [`Not among the documented modes: ${odd.join(", ").slice(0, 200)}.`];
}

const ticketView = view(
  "ticket",
  "number",
  "subject",
  "status",
  "priority",
  "queue",
  { key: "queue_id", label: "queue id" },
  { key: "originator_email", label: "raised by" },
  { key: "assigned_to_email", label: "assigned to" },
  { key: "on_hold_until", label: "on hold until", format: "date" },
  "resolved",
  { key: "created_at", label: "created", format: "datetime" },
  { key: "updated_at", label: "updated", format: "datetime" },
  { key: "id", label: "ticket id" },
);

const getTicket = defineTool({
  name: "tickiti_get_ticket",
  title: "Get ticket",
  tier: "read",
  toolset: "tickets",
  aliases: ["get_ticket"],
  paged: true,
  description:
    "Read one ticket by its number (6 digits) with its responses as text, pinned ones first, then oldest to newest. responses last_n with last_n shows the newest.",
  input: z.object({ ticket_number: ticketNumber, ...responseChoice }),
  handler: async ({ input, vendor }) => {
    const answer = await vendor.read("tickets.show", {
      ticket_number: String(input.ticket_number),
    });
    const ticket = recordIn(answer, "ticket");
    const list = isRecord(answer) && Array.isArray(answer["responses"]) ? answer["responses"] : [];
    return item({ ...ticket, responses: chosenResponses(list, input) }, ticketView, {
      rows: "responses",
      rowsView: responseView,
    });
  },
});

const listResponses = defineTool({
  name: "tickiti_list_responses",
  title: "List responses",
  tier: "read",
  toolset: "tickets",
  aliases: ["list_responses"],
  paged: true,
  description:
    "List the responses of one ticket as text with their attachments' ids, pinned ones first. tickiti_query_responses reads over many tickets.",
  input: z.object({ ticket_number: ticketNumber, ...responseChoice }),
  handler: async ({ input, vendor }) => {
    const answer = await vendor.read("tickets.responses", {
      ticket_number: String(input.ticket_number),
    });
    const all = responseList(answer);
    const items = chosenResponses(all, input);
    return page({
      items,
      view: responseView,
      total: items.length,
      about: { ticket_number: input.ticket_number },
      ...(items.length === all.length
        ? {}
        : { notes: [`${String(all.length)} responses in all.`] }),
    });
  },
});

/** Finding and reading tickets. */
export const ticketTools: readonly AnyTool[] = [
  searchTickets,
  queryTickets,
  getTicket,
  listResponses,
];
