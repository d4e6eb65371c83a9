import { data, type Call, type Handler } from "../call.ts";
import { Input, isDay } from "../input.ts";
import { isFields, wallClock, type Fields, type Ticket, type TicketResponse } from "../model.ts";
import { isStaff, visibleTickets } from "../roles.ts";
import { attachmentsByResponse, HEAVY_FIELDS, responseFields } from "./ticket-shapes.ts";

interface Cursor {
  created_at: string;
  id: number;
}

const MOST = 1000;
const USUAL = 200;

/** Responses across all visible tickets, oldest first, page by page with a keyset. */
export const responsesQuery: Handler = (call) => {
  const input = new Input(call.body);
  const from = moment(input, "created_from", "00:00:00");
  const to = moment(input, "created_to", "23:59:59");
  const isInternal = input.flag("is_internal");
  const byStaff = input.flag("staff_response");
  const includeDeleted = input.flag("include_deleted") === true;
  const queueNames = input.texts("queue");
  const queueIds = input.integers("queue_id");
  const numbers = input.integers("ticket_number");
  const heavy = input.has("fields") ? input.texts("fields") : HEAVY_FIELDS;
  for (const name of heavy) {
    if (!HEAVY_FIELDS.includes(name)) input.fail("fields", "The selected fields is invalid.");
  }
  const limit = Math.min(Math.max(input.integer("limit") ?? USUAL, 1), MOST);
  const cursor = readCursor(input);
  input.done();

  const tickets = new Map(
    visibleTickets(call)
      .filter(inQueues(call, queueNames, queueIds))
      .filter((ticket) => numbers.length === 0 || numbers.includes(ticket.number))
      .map((ticket) => [ticket.id, ticket]),
  );
  const mayReadNotes = isStaff(call);
  const matches = call.state.store
    .table("responses")
    .all()
    .filter((response) => {
      const time = wallClock(response.created_at);
      return (
        tickets.has(response.ticket_id) &&
        (mayReadNotes || !response.is_internal) &&
        (includeDeleted || response.deleted_at === null) &&
        (isInternal === undefined || response.is_internal === isInternal) &&
        (byStaff === undefined || response.staff_response === byStaff) &&
        (from === "" || time >= from) &&
        (to === "" || time <= to) &&
        (!cursor ||
          time > cursor.created_at ||
          (time === cursor.created_at && response.id > cursor.id))
      );
    })
    .toSorted((a, b) => a.created_at.localeCompare(b.created_at) || a.id - b.id);
  const page = matches.slice(0, limit);
  const last = page.at(-1);
  const attachments = attachmentsByResponse(call);
  return data({
    responses: page.map((response) => ({
      ...ticketFacts(tickets.get(response.ticket_id)),
      ...responseFields(response, attachments.get(response.id) ?? [], heavy),
      ...deletion(response, includeDeleted),
    })),
    next_cursor:
      last && matches.length > limit
        ? { created_at: wallClock(last.created_at), id: last.id }
        : null,
  });
};

function ticketFacts(ticket: Ticket | undefined): Fields {
  return {
    ticket_id: String(ticket?.id ?? ""),
    ticket_number: ticket?.number,
    queue_id: String(ticket?.queue_id ?? ""),
  };
}

function deletion(response: TicketResponse, isAsked: boolean): Fields {
  return isAsked ? { deleted_at: response.deleted_at } : {};
}

function inQueues(call: Call, names: string[], ids: number[]): (ticket: Ticket) => boolean {
  if (names.length === 0 && ids.length === 0) return () => true;
  const named = call.state.store
    .table("queues")
    .all()
    .filter(({ name }) => names.includes(name))
    .map(({ id }) => id);
  const wanted = new Set([...named, ...ids]);
  return ({ queue_id }) => wanted.has(queue_id);
}

/** A day, which is taken from its beginning or to its end, or a moment in UTC. */
function moment(input: Input, name: string, time: string): string {
  const value = input.text(name);
  if (value === "") return "";
  if (isDay(value)) return `${value} ${time}`;
  const [, day, clock] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(value) ?? [];
  if (day !== undefined && clock !== undefined && isDay(day)) return `${day} ${clock}`;
  input.fail(name, `The ${name.replaceAll("_", " ")} field must be a valid date.`);
  return "";
}

function readCursor(input: Input): Cursor | undefined {
  const given = input.raw("cursor");
  if (given === undefined || given === null) return undefined;
  if (!isFields(given)) {
    input.fail("cursor", "The cursor field must be an array.");
    return undefined;
  }
  const cursor = input.object("cursor");
  cursor.text("created_at", { required: true });
  const id = cursor.id("id");
  return { created_at: moment(cursor, "created_at", "00:00:00"), id };
}
