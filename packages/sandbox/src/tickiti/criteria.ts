import type { Call } from "./call.ts";
import { invalid } from "./errors.ts";
import { plainText } from "./html.ts";
import { isDay } from "./input.ts";
import { isFields, type Json, type Ticket, type Watchlist } from "./model.ts";
import { visibleResponses } from "./roles.ts";

/** The sixteen ways to search. */
export const MODES = [
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
  "created_from",
  "created_to",
  "updated_from",
  "updated_to",
] as const;

export type Mode = (typeof MODES)[number];

/** Priorities by name; the number is what the wire has. */
export const PRIORITIES: Readonly<Record<string, number>> = {
  low: 10,
  normal: 20,
  high: 30,
  urgent: 40,
};

type Test = (ticket: Ticket) => boolean;

/**
 * Makes the test of `criteria: [{ mode, tokens[] }]`. Tokens and criteria of one mode are alternatives;
 * different modes must all hold. Throws a 422 for an unknown mode or a date that is none.
 */
export function criteriaTest(call: Call, criteria: Json): Test {
  if (criteria === undefined || criteria === null) return () => true;
  if (!Array.isArray(criteria)) {
    throw invalid({ "search_object.criteria": ["The criteria field must be an array."] });
  }
  const byMode = new Map<Mode, Test[]>();
  for (const [index, criterion] of criteria.entries()) {
    const field = `search_object.criteria.${index}`;
    if (!isFields(criterion)) throw invalid({ [field]: ["The criterion must be an array."] });
    const mode = MODES.find((known) => known === criterion["mode"]);
    if (!mode) throw invalid({ [`${field}.mode`]: ["The selected mode is invalid."] });
    const tokens = readTokens(criterion["tokens"], `${field}.tokens`);
    const tests = tokens.map((token) => tokenTest(call, mode, token, `${field}.tokens`));
    byMode.set(mode, [...(byMode.get(mode) ?? []), ...tests]);
  }
  const groups = [...byMode.values()];
  return (ticket) => groups.every((tests) => tests.some((test) => test(ticket)));
}

function readTokens(value: Json, field: string): string[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw invalid({ [field]: ["The tokens field must have at least 1 items."] });
  }
  return value.map((token) => String(token));
}

function tokenTest(call: Call, mode: Mode, token: string, field: string): Test {
  const wanted = token.trim().toLowerCase();
  const subject: Test = (ticket) => ticket.subject.toLowerCase().includes(wanted);
  const content: Test = (ticket) =>
    visibleResponses(call, ticket).some(({ html }) =>
      plainText(html).toLowerCase().includes(wanted),
    );
  switch (mode) {
    case "subject":
      return subject;
    case "content":
      return content;
    case "subject_content":
      return (ticket) => subject(ticket) || content(ticket);
    case "assigned":
      return ({ assigned_to_email }) => assigned_to_email === wanted;
    case "participant":
      return ({ participants }) => participants.includes(wanted);
    case "raised":
      return ({ originator_email }) => originator_email === wanted;
    case "priority": {
      const priority = PRIORITIES[wanted] ?? Number(wanted);
      return (ticket) => ticket.priority === priority;
    }
    case "status": {
      const status = wanted.replaceAll(/[ _]/g, "-");
      return (ticket) => ticket.status === status;
    }
    case "queue": {
      const queue = call.state.store
        .table("queues")
        .find(({ name }) => name.toLowerCase() === wanted);
      return ({ queue_id }) => queue_id === queue?.id;
    }
    case "watchlist": {
      const list = call.state.store.table("watchlists").get(Number(wanted));
      const ids = list && maySee(call, list) ? list.ticket_ids : [];
      return ({ id }) => ids.includes(id);
    }
    case "hashtag":
      return ({ hashtags }) => hashtags.includes(wanted.replace(/^#/, ""));
    case "ticket_number":
      return ({ number }) => String(number) === wanted;
    case "created_from":
    case "created_to":
    case "updated_from":
    case "updated_to":
      return dateTest(mode, token, field);
  }
}

function dateTest(mode: Mode, token: string, field: string): Test {
  if (!isDay(token)) throw invalid({ [field]: ["The date must match the format Y-m-d."] });
  const property = mode.startsWith("created") ? "created_at" : "updated_at";
  return mode.endsWith("from")
    ? (ticket) => ticket[property].slice(0, 10) >= token
    : (ticket) => ticket[property].slice(0, 10) <= token;
}

/** One's own watchlists and shared ones. */
export function maySee({ user }: Call, list: Watchlist): boolean {
  return list.shared || list.owner_id === user.id;
}
