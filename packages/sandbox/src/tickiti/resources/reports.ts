import { ok, type Call, type Handler } from "../call.ts";
import { Input } from "../input.ts";
import type { Ticket, TicketResponse } from "../model.ts";

const GROUPS = ["day", "week", "month"];

/** What the screen of the reports offers. */
export const meta: Handler = (call) => {
  const { store } = call.state;
  const dates = tickets(call, undefined).map(({ created_at }) => created_at.slice(0, 10));
  return ok({
    queues: store
      .table("queues")
      .all()
      .map(({ id, name }) => ({ id, name })),
    agents: store
      .table("users")
      .all()
      .filter(({ is_staff, api_user }) => is_staff && !api_user)
      .map(({ id, name, email }) => ({ id, name, email })),
    group_by: GROUPS,
    first_date: dates.toSorted()[0] ?? null,
    last_date: dates.toSorted().at(-1) ?? null,
  });
};

/** Closed tickets by category. */
export const resolutions: Handler = (call) => {
  const range = read(call);
  const closed = tickets(call, range.queueId).filter(({ resolved }) => within(range, resolved));
  const rows = call.state.store
    .table("resolutionCategories")
    .all()
    .map(({ id, name, colour }) => ({
      category_id: id,
      name,
      colour,
      count: closed.filter(({ resolution_category_id }) => resolution_category_id === id).length,
    }));
  const uncategorised = closed.filter(({ resolution_category_id }) => !resolution_category_id);
  return ok({ rows, uncategorised: uncategorised.length, total: closed.length });
};

/** What came in, was closed and was written, by day, week or month. */
export const volumes: Handler = (call) => {
  const range = read(call);
  const all = tickets(call, range.queueId);
  const created = all.filter(({ created_at }) => within(range, created_at));
  const closed = all.filter(({ resolved }) => within(range, resolved));
  const written = responses(call, all).filter(({ created_at }) => within(range, created_at));
  const rows = periods(range).map((period) => ({
    period,
    created: created.filter((one) => periodOf(one.created_at, range.group) === period).length,
    closed: closed.filter((one) => periodOf(one.resolved ?? "", range.group) === period).length,
    responses: written.filter((one) => periodOf(one.created_at, range.group) === period).length,
  }));
  const totals = { created: created.length, closed: closed.length, responses: written.length };
  return ok({ rows, totals });
};

/** How long customers waited for the first public answer, in minutes. */
export const responseTimes: Handler = (call) => {
  const range = read(call);
  const all = tickets(call, range.queueId);
  const byTicket = Map.groupBy(responses(call, all), ({ ticket_id }) => ticket_id);
  const waits = all
    .filter(({ created_at }) => within(range, created_at))
    .flatMap((ticket) => {
      const answers = (byTicket.get(ticket.id) ?? [])
        .filter(({ staff_response, is_internal }) => staff_response && !is_internal)
        .map(({ created_at }) => Date.parse(created_at));
      if (answers.length === 0) return [];
      const minutes = (Math.min(...answers) - Date.parse(ticket.created_at)) / 60_000;
      return [{ period: periodOf(ticket.created_at, range.group), minutes }];
    });
  const summary = (list: typeof waits): { tickets: number; average_minutes: number | null } => ({
    tickets: list.length,
    average_minutes:
      list.length === 0
        ? null
        : Math.round(list.reduce((sum, { minutes }) => sum + minutes, 0) / list.length),
  });
  const rows = periods(range).map((period) => ({
    period,
    ...summary(waits.filter((wait) => wait.period === period)),
  }));
  return ok({ rows, totals: summary(waits) });
};

/** What each member of staff wrote. */
export const agentActivity: Handler = (call) => {
  const range = read(call);
  const all = tickets(call, range.queueId);
  const written = responses(call, all).filter(
    ({ staff_response, created_at }) => staff_response && within(range, created_at),
  );
  const closed = all.filter(({ resolved }) => within(range, resolved));
  const rows = call.state.store
    .table("users")
    .all()
    .filter(({ is_staff, api_user }) => is_staff && !api_user)
    .map(({ id, name, email }) => {
      const own = written.filter(({ created_by_email }) => created_by_email === email);
      return {
        user_id: id,
        name,
        email,
        public_responses: own.filter(({ is_internal }) => !is_internal).length,
        internal_notes: own.filter(({ is_internal }) => is_internal).length,
        closed: closed.filter(({ assigned_to_email }) => assigned_to_email === email).length,
      };
    });
  return ok({ rows });
};

interface Range {
  from: string;
  to: string;
  group: string;
  queueId: number | undefined;
}

function read(call: Call): Range {
  const input = new Input(call.body);
  const from = input.day("date_from", true);
  const to = input.day("date_to", true);
  const group = input.text("group_by", { oneOf: GROUPS });
  if (from !== "" && to !== "" && to < from) {
    input.fail("date_to", "The date to field must be a date after or equal to date from.");
  }
  const isHonoured = call.state.switches.reportQueue === "honoured";
  const queueId = isHonoured ? input.integer("queue_id") : undefined;
  input.done();
  return { from, to, group: group || "day", queueId };
}

function tickets(call: Call, queueId: number | undefined): Ticket[] {
  const all = call.state.store.table("tickets").all();
  return queueId === undefined ? all : all.filter(({ queue_id }) => queue_id === queueId);
}

function responses(call: Call, of: readonly Ticket[]): TicketResponse[] {
  const ids = new Set(of.map(({ id }) => id));
  return call.state.store
    .table("responses")
    .all()
    .filter(({ ticket_id, deleted_at }) => ids.has(ticket_id) && deleted_at === null);
}

function within({ from, to }: Range, time: string | null): boolean {
  const day = time?.slice(0, 10) ?? "";
  return day !== "" && day >= from && day <= to;
}

/** The day itself, the Monday of its week, or its month. */
function periodOf(time: string, group: string): string {
  const day = time.slice(0, 10);
  if (group === "month") return day.slice(0, 7);
  if (group === "day") return day;
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

/** Every period of the range, also those in which nothing happened; at most 1,000. */
function periods({ from, to, group }: Range): string[] {
  const found = new Set<string>();
  const end = Date.parse(to);
  for (let time = Date.parse(from); time <= end && found.size < 1000; time += 86_400_000) {
    found.add(periodOf(new Date(time).toISOString(), group));
  }
  return [...found];
}
