import { PsaError } from "@psa-mcp/core";
import { wholeSecond } from "../time/moments.ts";

declare const conditionBrand: unique symbol;

/** A condition that `where` built, or that `checkedConditions` read; a plain string is not one. */
export type Condition = string & { readonly [conditionBrand]: true };

/** A point in time inside a condition, made by `moment`. */
export interface Moment {
  readonly moment: string;
}

/** What a field is compared with. */
export type Literal = string | number | boolean | null | Moment;

const FIELD = /^_?[A-Za-z][A-Za-z0-9]*(?:\/[A-Za-z][A-Za-z0-9]*)*$/;

/** A time as a literal: whole seconds in UTC. Throws `invalid_arguments` for what is no ISO time. */
export function moment(text: string): Moment {
  return { moment: wholeSecond(text) };
}

/** One value as the grammar writes it; whatever a text contains, it stays inside its quotes. */
export function literal(value: Literal): string {
  if (value === null) return "null";
  if (typeof value === "string") return `"${value.replace(/[\\"]/g, (mark) => `\\${mark}`)}"`;
  if (typeof value === "object") return `[${value.moment}]`;
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new PsaError("invalid_arguments", "A number of the conditions is not finite.");
  }
  return String(value);
}

function compare(field: string, operator: string, value: string): Condition {
  if (!FIELD.test(field)) throw new PsaError("internal", "A condition names no field.");
  return `${field} ${operator} ${value}` as Condition;
}

/** The parts that are present, joined by a word; each keeps its own meaning. */
function join(
  word: "AND" | "OR",
  parts: readonly (Condition | undefined)[],
): Condition | undefined {
  const present = parts.filter((part) => part !== undefined);
  if (present.length < 2) return present[0];
  return present
    .map((part) => (/ (?:and|or) /i.test(part) ? `(${part})` : part))
    .join(` ${word} `) as Condition;
}

/**
 * A field that contains a text. The API takes `*` and `%` for any characters and has no way of writing them, so a text
 * with one is looked for by the parts around it. Throws `invalid_arguments` for a text of nothing else.
 */
function containing(field: string, text: string): Condition {
  const parts = text.split(/[*%]+/).filter((part) => part.trim() !== "");
  const found = join(
    "AND",
    parts.map((part) => compare(field, "contains", literal(part))),
  );
  if (found !== undefined) return found;
  throw new PsaError(
    "invalid_arguments",
    "ConnectWise cannot search for a text of * and % alone.",
    {
      advice: "Give some letters or digits.",
    },
  );
}

/** Builds conditions out of data. Values are never part of the grammar, so that a search text cannot change a search. */
export const where = {
  /** Equal; a text with `*`, which the API takes for any characters, is looked for by its parts instead. */
  is: (field: string, value: Literal): Condition =>
    typeof value === "string" && value.includes("*")
      ? containing(field, value)
      : compare(field, "=", literal(value)),
  isNot: (field: string, value: Literal): Condition => compare(field, "!=", literal(value)),
  /** Contains a text; see `containing`. */
  contains: (field: string, value: string): Condition => containing(field, value),
  /** A pattern of ours, `%` for any characters. */
  like: (field: string, pattern: string): Condition => compare(field, "like", literal(pattern)),
  from: (field: string, value: Moment | number): Condition => compare(field, ">=", literal(value)),
  before: (field: string, value: Moment | number): Condition => compare(field, "<", literal(value)),
  until: (field: string, value: Moment | number): Condition => compare(field, "<=", literal(value)),
  oneOf: (field: string, values: readonly (string | number)[]): Condition =>
    compare(field, "in", `(${values.map(literal).join(",")})`),
  /** All that are given must hold; undefined when none is. */
  all: (...parts: readonly (Condition | undefined)[]): Condition | undefined => join("AND", parts),
  /** One of those that are given must hold; undefined when none is. */
  any: (...parts: readonly (Condition | undefined)[]): Condition | undefined => join("OR", parts),
} as const;
