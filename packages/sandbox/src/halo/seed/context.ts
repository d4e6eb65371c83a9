import { stamp, type Fields, type Row } from "../model.ts";

/** How much data there is. */
export type SeedSize = "full" | "small";

/** What a table is made from. */
export interface SeedContext {
  size: SeedSize;
  /** The beginning of the day around which everything is spread, in milliseconds. */
  today: number;
  /** The seeded rows of another table. */
  rows(table: string): readonly Row[];
  /** The rows of another table by their id. */
  find(table: string, id: number): Row;
}

/** How each table is made. */
export type SeedTables = Readonly<Record<string, (context: SeedContext) => Row[]>>;

export const HOUR = 3_600_000;
export const DAY: number = 24 * HOUR;

/** Rows with ids from `first` on. */
export function list<Item>(
  items: readonly Item[],
  make: (item: Item, index: number) => Fields,
  first = 1,
): Row[] {
  return items.map((item, index) => ({ id: first + index, ...make(item, index) }));
}

/** A number of rows with ids from `first` on. */
export function times(
  count: number,
  make: (id: number, index: number) => Fields,
  first = 1,
): Row[] {
  return Array.from({ length: count }, (_, index) => ({
    id: first + index,
    ...make(first + index, index),
  }));
}

/** An element of a list by a number that may go beyond its end. */
export function cycle<Item>(items: readonly [Item, ...Item[]], index: number): Item {
  return items[index % items.length] ?? items[0];
}

/** A number from 0 up to, not including, 1 that depends on two numbers alone. */
export function mixed(first: number, second: number): number {
  let value = Math.imul(first, 0x9e3779b1) ^ Math.imul(second + 1, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39);
  return ((value ^ (value >>> 15)) >>> 0) / 4_294_967_296;
}

/** A GUID that depends on a kind and a number alone. */
export function guid(kind: number, id: number): string {
  const hex = (value: number, length: number): string =>
    value.toString(16).padStart(length, "0").slice(-length);
  const head = hex(Math.floor(mixed(kind, id) * 4_294_967_296), 8);
  return `${head}-${hex(kind, 4)}-4000-8000-${hex(id, 12)}`;
}

/** A moment some days (with fractions) before the day of the seed; later for negative numbers. */
export function daysAgo(context: SeedContext, days: number): string {
  return stamp(context.today - days * DAY);
}
