import type { Call } from "./call.ts";
import { invalidValue } from "./errors.ts";
import type { Json, Row } from "./model.ts";

/** The first value of a parameter; undefined when it is missing or empty. */
export function one(call: Call, name: string): string | undefined {
  const value = call.query.get(name)?.[0];
  return value === undefined || value === "" ? undefined : value;
}

/** A whole number; the vendor's model-binding error for anything else. */
export function int(call: Call, name: string): number | undefined {
  const value = one(call, name);
  if (value === undefined) return undefined;
  if (!/^-?\d{1,9}$/.test(value)) throw invalidValue(name, value);
  return Number(value);
}

/** A boolean; the vendor's model-binding error for anything else. */
export function flag(call: Call, name: string): boolean | undefined {
  const value = one(call, name)?.toLowerCase();
  if (value === undefined) return undefined;
  if (value === "true" || value === "1") return true;
  if (value === "false" || value === "0") return false;
  throw invalidValue(name, one(call, name) ?? "");
}

/** A list, as JSON text, joined by commas, or as a parameter that is repeated. */
export function list(call: Call, name: string): string[] | undefined {
  const given = (call.query.get(name) ?? []).filter((value) => value !== "");
  if (given.length === 0) return undefined;
  const { arrays } = call.state.switches;
  const [first = ""] = given;
  if (first.trimStart().startsWith("[") && (arrays === "any" || arrays === "json")) {
    return fromJson(name, first);
  }
  if (given.length > 1) return arrays === "any" || arrays === "repeated" ? given : [first];
  if (arrays === "any" || arrays === "csv") return first.split(",").map((part) => part.trim());
  // In the wrong form the vendor reads no list; one plain value is a list of one in every form.
  return /^[^,[]+$/.test(first) ? [first] : [];
}

function fromJson(name: string, source: string): string[] {
  try {
    const parsed = JSON.parse(source) as unknown;
    return Array.isArray(parsed) ? parsed.map(String) : [];
  } catch {
    throw invalidValue(name, source);
  }
}

/** The moment that a text stands for, in UTC where it names no zone; undefined when it is none. */
export function moment(value: string): number | undefined {
  const text = value.trim().replace(" ", "T");
  const zoned = /T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/.test(text) ? `${text}Z` : text;
  const parsed = Date.parse(zoned);
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** Rows in the order that `order` and its four successors ask for, or in their own. */
export function sort(
  call: Call,
  rows: readonly Row[],
  fallback: readonly [string, boolean],
  ordered: boolean,
): readonly Row[] {
  const keys: [string, boolean][] = [];
  for (const suffix of ordered ? ["", "2", "3", "4", "5"] : []) {
    const name = one(call, `order${suffix}`);
    if (name !== undefined) {
      keys.push([name.toLowerCase(), flag(call, `orderdesc${suffix}`) ?? false]);
    }
  }
  // A name that no row has orders nothing, as every unknown parameter.
  const known = keys.filter(([name]) => rows[0] !== undefined && Object.hasOwn(rows[0], name));
  if (known.length === 0) known.push([fallback[0], fallback[1]]);
  return rows.toSorted((left, right) => {
    for (const [name, descending] of known) {
      const difference = compare(left[name], right[name]);
      if (difference !== 0) return descending ? -difference : difference;
    }
    return compare(left.id, right.id);
  });
}

/** Compares two values as the database does: nothing first, texts without regard to case. */
export function compare(left: Json, right: Json): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  const [first, second] = [plain(left), plain(right)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function plain(value: Json): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value).toLowerCase();
}

/** One page or one cut of a list. */
export interface Page {
  rows: readonly Row[];
  /** Set when the trio `pageinate`, `page_no` and `page_size` was honoured. */
  page?: { number: number; size: number };
}

/** How a list is cut. */
export interface PageRules {
  paged: boolean;
  /** The most rows of a page. */
  limit: number;
  /** The rows without paging and count; undefined for all. */
  unpaged: number | undefined;
  /** Whether `count` limits the list. */
  counted: boolean;
}

/** Pages need `pageinate=true` and a `page_no` from 1; otherwise `count`, the default, or everything. */
export function paginate(call: Call, rows: readonly Row[], rules: PageRules): Page {
  const number = int(call, "page_no");
  const size = int(call, "page_size") ?? 50;
  if (rules.paged && flag(call, "pageinate") === true && number !== undefined && number >= 1) {
    const shown = Math.min(Math.max(size, 1), rules.limit);
    return { rows: rows.slice((number - 1) * shown, number * shown), page: { number, size } };
  }
  const count = (rules.counted ? int(call, "count") : undefined) ?? rules.unpaged;
  return { rows: count === undefined || count < 0 ? rows : rows.slice(0, count) };
}
