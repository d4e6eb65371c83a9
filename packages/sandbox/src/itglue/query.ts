import { badRequest, invalid } from "./errors.ts";
import { kebab, type Json, type Row } from "./model.ts";
import type { Switches } from "./profiles.ts";

/** One `filter[…]` parameter, its name in kebab case. */
export interface Filter {
  field: string;
  operator: "equals" | "not" | "exclude" | "range";
  raw: string;
  /** The comma list, with escaped commas undone. */
  values: string[];
}

/** A query string, understood. */
export interface Query {
  filters: Filter[];
  sort: string | undefined;
  include: string[];
  search: URLSearchParams;
}

/** How a filter compares. A function decides for itself. */
export type FilterRule =
  | "id"
  | "exact"
  | "name"
  | "contains"
  | "boolean"
  | "date"
  | ((row: Row, filter: Filter) => boolean);

/** Reads filters, sort and include. Everything unknown stays where it is and does nothing. */
export function parseQuery(search: URLSearchParams): Query {
  const filters: Filter[] = [];
  for (const [key, raw] of search) {
    const filter = parseFilter(key, raw);
    if (filter) filters.push(filter);
  }
  return {
    filters,
    sort: search.get("sort") ?? undefined,
    include: (search.get("include") ?? "")
      .split(",")
      .map((name) => name.trim().replaceAll("-", "_"))
      .filter((name) => name !== ""),
    search,
  };
}

function parseFilter(key: string, raw: string): Filter | undefined {
  const found = /^filter\[([^\]]+)\](?:\[([^\]]*)\])?$/.exec(key);
  if (!found) return undefined;
  const first = kebab(found[1] ?? "");
  const second = found[2] === undefined ? undefined : kebab(found[2]);
  const values = splitList(raw);
  if (second === undefined) return { field: first, operator: "equals", raw, values };
  if (first === "exclude") return { field: second, operator: "exclude", raw, values };
  if (first === "range") return { field: second, operator: "range", raw, values };
  if (second === "ne") return { field: first, operator: "not", raw, values };
  return undefined;
}

/** Splits at commas; a backslash keeps the comma that follows it. */
export function splitList(raw: string): string[] {
  return raw.split(/(?<!\\),/).map((part) => part.replaceAll("\\,", ",").trim());
}

/** Keeps the rows that pass every filter that the resource knows. */
export function filterRows(
  rows: readonly Row[],
  filters: readonly Filter[],
  rules: Readonly<Record<string, FilterRule>>,
  switches: Switches,
): Row[] {
  let left = [...rows];
  for (const filter of filters) {
    const rule = Object.hasOwn(rules, filter.field) ? rules[filter.field] : undefined;
    if (rule === undefined) continue;
    left = left.filter((row) => passes(row, filter, rule, switches));
  }
  return left;
}

function passes(row: Row, filter: Filter, rule: FilterRule, switches: Switches): boolean {
  if (typeof rule === "function") return rule(row, filter);
  const value = row.attributes[filter.field] ?? (filter.field === "id" ? row.id : null);
  if (filter.operator === "range" || (rule === "date" && filter.operator === "equals")) {
    return inRange(value, filter.values, filter.raw);
  }
  if (filter.raw === "null") return (value === null) === (filter.operator === "equals");
  if (filter.raw === "" && filter.operator === "not") return value !== null;
  const equal = filter.values.some((wanted) => same(value, wanted, rule, switches));
  return filter.operator === "equals" ? equal : !equal;
}

function same(
  value: Json,
  wanted: string,
  rule: Exclude<FilterRule, (...parameters: never[]) => boolean>,
  switches: Switches,
): boolean {
  if (value === null) return false;
  const given = String(value);
  const exact = rule === "name" && switches.nameFilter !== "contains";
  if (rule === "contains" || (rule === "name" && !exact)) {
    return switches.nameFilter === "case-sensitive"
      ? given.includes(wanted)
      : given.toLowerCase().includes(wanted.toLowerCase());
  }
  if (rule === "boolean")
    return given === (wanted === "1" ? "true" : wanted === "0" ? "false" : wanted);
  return given === wanted;
}

/** `start,end`, where `*` leaves an end open; a single value is the whole of that day or number. */
function inRange(value: Json, bounds: readonly string[], raw: string): boolean {
  if (value === null) return false;
  const [low, high] = bounds;
  const single = !raw.includes(",");
  if (typeof value === "number") {
    const above = low === "*" || low === "" || value >= Number(low);
    const below = single
      ? value === Number(low)
      : high === "*" || high === "" || value <= Number(high);
    return above && below;
  }
  const point = Date.parse(String(value));
  const start = low === "*" || low === undefined ? -Infinity : Date.parse(low);
  const last = single ? low : high;
  let end = last === "*" || last === undefined ? Infinity : Date.parse(last);
  // A bare date as the end means the whole day.
  if (last !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(last)) end += 24 * 3600 * 1000 - 1;
  return point >= start && point <= end;
}

/** Orders rows by the allow-list. `value` finds what a name stands for, derived names included. */
export function sortRows(
  rows: Row[],
  sort: string | undefined,
  allowed: readonly string[],
  value: (row: Row, name: string) => Json,
  switches: Switches,
): Row[] {
  if (sort === undefined || sort === "") return rows;
  const down = sort.startsWith("-");
  const name = kebab(down ? sort.slice(1) : sort);
  if (!allowed.includes(name)) {
    if (switches.invalidSort === "refused") throw badRequest(`Invalid sort: ${sort}`);
    return rows;
  }
  const keyed = rows.map((row) => ({ row, key: name === "id" ? row.id : value(row, name) }));
  keyed.sort((a, b) => (down ? -1 : 1) * compare(a.key, b.key) || a.row.id - b.row.id);
  return keyed.map(({ row }) => row);
}

function compare(a: Json, b: Json): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [x, y] = [plain(a), plain(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function plain(value: Json): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value).toLowerCase();
}

/** A page of a list. */
export interface Page {
  number: number;
  size: number;
}

/** The page that was asked for: 50 by default, 1000 at most. Nonsense counts as not asked. */
export function readPage(search: URLSearchParams, switches: Switches): Page {
  const size = positive(search.get("page[size]")) ?? 50;
  if (size > 1000 && switches.overMaximum === "refused") {
    throw invalid("page[size] must be less than or equal to 1000", "page[size]");
  }
  return { number: positive(search.get("page[number]")) ?? 1, size: Math.min(size, 1000) };
}

function positive(value: string | null): number | undefined {
  return value !== null && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : undefined;
}
