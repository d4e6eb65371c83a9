import { createRandom, type Random } from "../../http/random.ts";
import type { Attributes, Row } from "../model.ts";

/** What a seed is made for. The dates of records are fixed; expirations, logs and metrics follow `now`. */
export interface SeedPlan {
  now: Date;
  documents: number;
}

/** The newest date that a seeded record carries. */
const LAST_CHANGE = Date.UTC(2026, 5, 15, 16, 0, 0);
const DAY = 24 * 3600 * 1000;

export const LARKFIELD = 4_100_021;

/** A row with its dates. */
export function row(id: number, attributes: Attributes, made: Attributes): Row {
  return { id, attributes: { ...attributes, ...made } };
}

/** Believable dates: created one to four years ago, changed since. */
export function dates(random: Random): Attributes {
  const updated = LAST_CHANGE - random.between(0, 500) * DAY - random.between(0, DAY / 1000) * 1000;
  const created = updated - random.between(20, 900) * DAY;
  return { "created-at": iso(created), "updated-at": iso(updated) };
}

/** Fixed dates. */
export function datesAt(created: string, updated: string): Attributes {
  return { "created-at": created, "updated-at": updated };
}

export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** A date without time, some days from `now`. */
export function dayFrom(now: Date, days: number): string {
  return iso(now.getTime() + days * DAY).slice(0, 10);
}

/** A table's own generator, so that tables do not disturb each other. */
export function randomFor(table: string): Random {
  return createRandom(`psa-mcp sandbox ${table}`);
}

/** An address out of the ranges that are reserved for documentation. */
export function address(network: number, host: number): string {
  const nets = ["192.0.2", "198.51.100", "203.0.113"];
  return `${nets[network % nets.length] ?? "192.0.2"}.${(host % 250) + 2}`;
}
