import { stamp, type Fields, type Row } from "../model.ts";

/** What a table is made from. */
export interface SeedContext {
  /** The beginning of the day around which everything is spread, in milliseconds. */
  today: number;
  /** The seeded rows of another table. */
  rows(table: string): readonly Row[];
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
  return items.map((item, index) => ({ ...SETUP, id: first + index, ...make(item, index) }));
}

/** Who set up what does not change. */
const SETUP: Fields = { _updated: "2024-01-15T09:00:00Z", _updatedBy: "psaapi" };

/** Rows that have a name and, on the first one, the mark of the default. */
export function names(items: readonly string[], extra: Fields = {}): Row[] {
  return list(items, (name, index) => ({ name, defaultFlag: index === 0, ...extra }));
}

/** Who entered a record and when, and who changed it last. */
export function history(
  entered: number,
  by: string,
  updated: number = entered,
  updatedBy: string = by,
): Fields {
  return {
    _entered: stamp(entered),
    _enteredBy: by,
    _updated: stamp(updated),
    _updatedBy: updatedBy,
  };
}

/** An element of a list by a number that may go beyond its end. */
export function cycle<Item>(items: readonly [Item, ...Item[]], index: number): Item {
  return items[index % items.length] ?? items[0];
}
