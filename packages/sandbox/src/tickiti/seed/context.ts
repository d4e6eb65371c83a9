import type { TableName, Tables } from "../model.ts";

/** What a table is made from. */
export interface SeedContext {
  /** The beginning of the day around which everything is spread, in milliseconds. */
  today: number;
  /** The seeded rows of another table. */
  rows<Name extends TableName>(table: Name): readonly Tables[Name][];
}

/** How each table is made. */
export type SeedTables = {
  readonly [Name in TableName]: (context: SeedContext) => Tables[Name][];
};

export const MINUTE = 60_000;
export const HOUR: number = 60 * MINUTE;
export const DAY: number = 24 * HOUR;

/** When what does not change was set up. */
export const SET_UP = "2024-01-15T09:00:00+00:00";

/** Rows with ids from `first` on. */
export function list<Item, Row extends { id: number }>(
  items: readonly Item[],
  make: (item: Item, index: number) => Omit<Row, "id">,
  first = 1,
): Row[] {
  return items.map((item, index) => ({ ...make(item, index), id: first + index }) as Row);
}

/** An element of a list by a number that may go beyond its end. */
export function cycle<Item>(items: readonly [Item, ...Item[]], index: number): Item {
  return items[index % items.length] ?? items[0];
}
