import { cycle, DAY, HOUR, mixed, type SeedContext } from "./context.ts";
import { SITES_PER_CLIENT, USERS_PER_CLIENT } from "./customers.ts";

/** The first service ticket. */
export const FIRST_TICKET = 1001;

/** How many service tickets there are; some of them are tasks of projects. */
export function ticketCount(context: SeedContext): number {
  return context.size === "full" ? 5000 : 200;
}

/** The ids that a service ticket by its place refers to. */
export function caseOf(index: number): {
  client: number;
  user: number;
  site: number;
  agent: number;
} {
  // Northwind Dental (18) has far more tickets than the others.
  const client = mixed(index, 1) < 0.08 ? 18 : 2 + Math.floor(mixed(index, 2) * 38);
  const place = 1 + Math.floor(mixed(index, 3) * 8);
  return {
    client,
    user: (client - 1) * USERS_PER_CLIENT + 1 + place,
    site: (client - 1) * SITES_PER_CLIENT + 1 + (place % 3),
    agent: 5 + Math.floor(mixed(index, 4) * 10),
  };
}

/** The moment at which a service ticket by its place was opened, in milliseconds. */
export function openedAt(context: SeedContext, index: number): number {
  const age = 1 - index / ticketCount(context);
  // Two years, denser towards the present, in office hours.
  const day = Math.floor(age * age * 730);
  const hour = 7 + Math.floor(mixed(index, 5) * 11);
  const moment =
    context.today - day * DAY + hour * HOUR + Math.floor(mixed(index, 6) * 60) * 60_000;
  return day === 0 ? context.today - DAY + (moment - context.today) : moment;
}

/** The status of a service ticket: nearly all old ones are closed. */
export function statusOf(context: SeedContext, index: number): number {
  const age = 1 - index / ticketCount(context);
  const open = age < 0.08 ? mixed(index, 7) < 0.75 : index % 131 === 0;
  // Resolved tickets close by themselves after some days.
  if (!open) return age < 0.1 && mixed(index, 8) < 0.4 ? 8 : 9;
  return cycle([1, 2, 2, 3, 2, 4, 5, 6], Math.floor(mixed(index, 9) * 8));
}

/** One action of a ticket before it is a record. */
export interface Step {
  kind: "logged" | "note" | "email" | "reply" | "system" | "close";
  /** Milliseconds. */
  time: number;
  hours: number;
}

/** Actions of a ticket by its place: six on average, so that 5,000 tickets have 30,000. */
const COUNTS: readonly [number, ...number[]] = [3, 9, 4, 8, 5, 7, 6, 6];

const KINDS: readonly [Step["kind"], ...Step["kind"][]] = [
  "note",
  "email",
  "reply",
  "note",
  "system",
  "note",
];

/** What happened in a service ticket, in order. */
export function planOf(context: SeedContext, index: number): Step[] {
  const count = cycle(COUNTS, index);
  const opened = openedAt(context, index);
  const latest = Math.max(opened, context.today - HOUR);
  const closes = statusOf(context, index) === 9;
  let time = opened;
  return Array.from({ length: count }, (_, place): Step => {
    if (place === 0) return { kind: "logged", time: opened, hours: 0 };
    const pause = (0.25 + mixed(index, 100 + place) * 7) * HOUR;
    time = Math.min(Math.floor((time + pause) / 60_000) * 60_000, latest + place * 60_000);
    const kind = closes && place === count - 1 ? "close" : cycle(KINDS, place + index);
    const worked = kind === "note" || kind === "email" || kind === "close";
    return { kind, time, hours: worked ? cycle([0.25, 0.5, 0.25, 1], place + index) : 0 };
  });
}
