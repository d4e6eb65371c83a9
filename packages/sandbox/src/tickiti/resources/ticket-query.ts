import { ok, type Call, type Handler } from "../call.ts";
import { criteriaTest, PRIORITIES } from "../criteria.ts";
import { invalid, notFound } from "../errors.ts";
import { Input } from "../input.ts";
import {
  isFields,
  type Condition,
  type Fields,
  type Json,
  type Perspective,
  type Ticket,
} from "../model.ts";
import { isStaff, visibleTickets } from "../roles.ts";

/** The rows of a perspective, as the caller would see them on the screen. */
export const query: Handler = (call) => {
  const { store, switches } = call.state;
  const input = new Input(call.body);
  const perspectiveId = input.integer("perspective_id");
  const given = input.raw("search_object");
  input.object("search_object");
  input.done();
  const search = isFields(given) ? given : {};
  const perspective = choose(call, perspectiveId, search);
  const matches = criteriaTest(call, search["criteria"]);
  const queues = new Map(
    store
      .table("queues")
      .all()
      .map(({ id, name }) => [id, name]),
  );
  const holds = perspective.conditions.map((condition) => conditionTest(call, condition));
  const found = visibleTickets(call)
    .filter((ticket) => holds.every((test) => test(ticket)) && matches(ticket))
    .toSorted(order(perspective));
  const limit = switches.queryLimit === "none" ? found.length : Number(switches.queryLimit);
  const rows = found.slice(0, limit).map((ticket) => {
    const row = rowOf(ticket, queues.get(ticket.queue_id) ?? "");
    return switches.queryColumns === "all" ? row : pick(row, perspective.columns);
  });
  return ok(switches.queryEnvelope === "array" ? rows : { ok: true, data: rows });
};

/** The perspective that was asked for. Customers get `All`, whatever they ask for. */
function choose(call: Call, id: number | undefined, search: Fields): Perspective {
  const table = call.state.store.table("perspectives");
  const all = table.find(({ name, built_in }) => built_in && name === "All");
  if (!all) throw notFound("Perspective", "perspective_not_found");
  if (!isStaff(call)) return all;
  const wantedId = id ?? idOf(search["search_perspective_id"]);
  const name = search["search_perspective"];
  if (wantedId === undefined && (name === undefined || name === null || name === "")) return all;
  const found = table.find(
    (perspective) =>
      mayUse(call, perspective) &&
      (wantedId === undefined ? perspective.name === name : perspective.id === wantedId),
  );
  if (!found) throw notFound("Perspective", "perspective_not_found");
  return found;
}

function idOf(value: Json): number | undefined {
  if (value === undefined || value === null) return undefined;
  const id = Number(value);
  if (!Number.isInteger(id)) {
    throw invalid({
      "search_object.search_perspective_id": [
        "The search perspective id field must be an integer.",
      ],
    });
  }
  return id;
}

/** Built-in and shared perspectives are everybody's, the others their owner's. */
export function mayUse({ user }: Call, perspective: Perspective): boolean {
  return perspective.built_in || perspective.shared || perspective.owner_id === user.id;
}

function rowOf(ticket: Ticket, queue: string): Fields {
  return {
    id: String(ticket.id),
    number: ticket.number,
    subject: ticket.subject,
    status: ticket.status,
    priority: String(ticket.priority),
    queue_id: String(ticket.queue_id),
    queue_name: queue,
    originator_email: ticket.originator_email,
    assigned_to_email: ticket.assigned_to_email,
    on_hold_until: ticket.on_hold_until,
    created_at: ticket.created_at,
    updated_at: ticket.updated_at,
  };
}

function pick(row: Fields, columns: readonly string[]): Fields {
  const shown = ["id", "number", ...columns];
  return Object.fromEntries(Object.entries(row).filter(([name]) => shown.includes(name)));
}

/** Conditions compare fields of the ticket; `me` stands for the caller. */
function conditionTest(call: Call, { field, operator, value }: Condition): (t: Ticket) => boolean {
  const wanted = (Array.isArray(value) ? value : [value]).map((entry) => {
    if (entry === "me") return call.user.email;
    if (field === "priority") return String(PRIORITIES[String(entry).toLowerCase()] ?? entry);
    return entry === null || entry === undefined ? "" : String(entry);
  });
  return (ticket) => {
    const actual = valueOf(call, ticket, field);
    switch (operator) {
      case "=":
      case "in":
        return wanted.includes(actual);
      case "!=":
      case "not in":
        return !wanted.includes(actual);
      case "contains":
        return wanted.some((entry) => actual.toLowerCase().includes(entry.toLowerCase()));
      case ">=":
        return wanted.every((entry) => actual >= entry);
      case "<=":
        return wanted.every((entry) => actual <= entry);
      default:
        return false;
    }
  };
}

function valueOf(call: Call, ticket: Ticket, field: string): string {
  if (field === "queue") {
    return call.state.store.table("queues").get(ticket.queue_id)?.name ?? "";
  }
  if (field === "assigned") return ticket.assigned_to_email ?? "";
  const value = (ticket as unknown as Fields)[field];
  return value === null || value === undefined ? "" : String(value);
}

function order({ orders }: Perspective): (a: Ticket, b: Ticket) => number {
  return (a, b) => {
    for (const { field, ascending } of orders) {
      const [first, second] = [a, b].map((ticket) => (ticket as unknown as Fields)[field]);
      const difference =
        typeof first === "number" && typeof second === "number"
          ? first - second
          : String(first ?? "").localeCompare(String(second ?? ""));
      if (difference !== 0) return ascending ? difference : -difference;
    }
    return b.id - a.id;
  };
}
