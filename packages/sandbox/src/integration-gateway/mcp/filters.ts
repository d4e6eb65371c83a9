import { COLUMNS } from "../columns.ts";
import type { Row, Value } from "../model.ts";
import { ToolFailure } from "./tool.ts";

type Test = (value: Value, wanted: unknown) => boolean;

const same: Test = (value, wanted) => value === wanted;
const lower = (value: unknown): string => String(value).toLowerCase();
const order = (value: Value, wanted: unknown): number =>
  typeof value === "number" && typeof wanted === "number"
    ? value - wanted
    : String(value).localeCompare(String(wanted));

const LOOKUPS: Readonly<Record<string, Test>> = {
  exact: same,
  iexact: (value, wanted) => lower(value) === lower(wanted),
  contains: (value, wanted) => String(value).includes(String(wanted)),
  icontains: (value, wanted) => lower(value).includes(lower(wanted)),
  startswith: (value, wanted) => String(value).startsWith(String(wanted)),
  gt: (value, wanted) => value !== null && order(value, wanted) > 0,
  gte: (value, wanted) => value !== null && order(value, wanted) >= 0,
  lt: (value, wanted) => value !== null && order(value, wanted) < 0,
  lte: (value, wanted) => value !== null && order(value, wanted) <= 0,
  in: (value, wanted) => Array.isArray(wanted) && wanted.includes(value),
  isnull: (value, wanted) => (value === null) === wanted,
};

/** A test for `{ field: value, field__lookup: value }`. Throws a ToolFailure for unknown names. */
export function filterFor(
  table: string,
  filters: Readonly<Record<string, unknown>>,
): (row: Row) => boolean {
  const tests = Object.entries(filters).map(([key, wanted]) => {
    const [name = "", lookup = "exact", ...rest] = key.split("__");
    const column = COLUMNS[table]?.[name];
    const isHidden = column?.type === "encrypted" || column?.type === "file";
    if (isHidden || (column === undefined && name !== "id") || rest.length > 0) {
      throw new ToolFailure(`filters: there is no field '${key}' to filter by.`);
    }
    const test = Object.hasOwn(LOOKUPS, lookup) ? LOOKUPS[lookup] : undefined;
    if (test === undefined) throw new ToolFailure(`filters: there is no lookup '${lookup}'.`);
    return (row: Row) => test(row[name], wanted);
  });
  return (row) => tests.every((test) => test(row));
}
