import type { Call } from "../call.ts";
import { exception, invalidValue } from "../errors.ts";
import type { Filter } from "../filters.ts";
import { isFields, type Json, type Row } from "../model.ts";
import { compare, one } from "../query.ts";

type Test = (value: Json, wanted: string) => boolean;

/** Compares a row's value with text: as numbers when both are. */
function difference(value: Json, wanted: string): number {
  const number = Number(wanted);
  if (typeof value === "number" && wanted.trim() !== "" && !Number.isNaN(number)) {
    return value - number;
  }
  return compare(value, wanted);
}

function isOneOf(value: Json, wanted: string): boolean {
  return wanted.split(",").some((part) => difference(value, part.trim()) === 0);
}

/** LIKE of the database: `%` stands for anything; without one it is looked for inside. */
function isLike(value: Json, wanted: string): boolean {
  const text = String(value ?? "").toLowerCase();
  const pattern = wanted.toLowerCase();
  if (!pattern.includes("%")) return text.includes(pattern);
  const parts = pattern.split("%").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(text);
}

/** The operators by their number. */
const OPERATORS: Readonly<Record<number, Test>> = {
  0: isOneOf,
  1: (value, wanted) => !isOneOf(value, wanted),
  2: (value, wanted) => difference(value, wanted) === 0,
  3: (value, wanted) => difference(value, wanted) !== 0,
  4: isLike,
  5: (value, wanted) => !isLike(value, wanted),
  6: (value, wanted) => difference(value, wanted) === 0,
  7: (value, wanted) => difference(value, wanted) > 0,
  8: (value, wanted) => difference(value, wanted) >= 0,
  9: (value, wanted) => difference(value, wanted) < 0,
  10: (value, wanted) => difference(value, wanted) <= 0,
};

/** `advanced_search`: JSON text of a list of `{ filter_name, filter_type, filter_value }`, joined by AND. */
export const advancedSearch: Filter = (call, name) => {
  const source = one(call, name);
  if (source === undefined) return undefined;
  const conditions = parse(call, name, source);
  return (row) => conditions.every((condition) => condition(row));
};

function parse(call: Call, name: string, source: string): ((row: Row) => boolean)[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(source);
  } catch {
    throw invalidValue(name, source);
  }
  if (!Array.isArray(parsed)) throw invalidValue(name, source);
  return parsed.filter(isFields).map((condition) => {
    const property = String(condition["filter_name"] ?? "").toLowerCase();
    const type = Number(condition["filter_type"] ?? 2);
    const wanted = String(condition["filter_value"] ?? "");
    const test = OPERATORS[type];
    if (!test || (type === 6 && call.state.switches.operatorSix === "error")) {
      throw exception(`The filter type ${type} is not supported.`);
    }
    return (row) => test(row[property], wanted);
  });
}
