import { mapped } from "../errors.ts";
import { moment } from "../query.ts";
import { stamp, type Fields, type Json } from "../model.ts";
import { INTEGERS } from "./integers.ts";
import { DATES, FLAGS, LISTS, LOOSE, NUMBERS } from "./others.ts";
import { TEXTS } from "./texts.ts";

type Type = "integer" | "number" | "boolean" | "date" | "text" | "list" | "loose";

const NAMES: readonly (readonly [Type, string])[] = [
  ["integer", INTEGERS],
  ["number", NUMBERS],
  ["boolean", FLAGS],
  ["date", DATES],
  ["text", TEXTS],
  ["list", LISTS],
  ["loose", LOOSE],
];

let types: ReadonlyMap<string, Type> | undefined;

/** The type of a property; undefined for one that no record of the contract has. */
export function typeOf(name: string): Type | undefined {
  // Read at the first write, so that starting costs nothing.
  types ??= new Map(
    NAMES.flatMap(([type, names]) =>
      names
        .trim()
        .split(/\s+/)
        .map((known): [string, Type] => [known, type]),
    ),
  );
  return types.get(name);
}

/** What a value becomes; a text says why it cannot be read. */
type Result = { value: Json } | { problem: string };

const problem = (what: string, value: Json): Result => ({
  problem: `Could not convert string to ${what}: ${String(value)}.`,
});

function convert(type: Type, value: Json): Result {
  const unexpected: Result = {
    problem: `Unexpected character encountered while parsing value: ${JSON.stringify(value)?.[0] ?? ""}.`,
  };
  if (type === "loose") return { value };
  if (type === "list") return Array.isArray(value) ? { value } : unexpected;
  if (typeof value === "object") return unexpected;
  switch (type) {
    case "integer":
      return integer(value, unexpected);
    case "number":
      if (typeof value === "boolean") return unexpected;
      return Number.isNaN(Number(value)) ? problem("double", value) : { value: Number(value) };
    case "boolean":
      if (typeof value === "boolean") return { value };
      if (typeof value === "number") return { value: value !== 0 };
      return /^(?:true|false)$/i.test(value ?? "")
        ? { value: value?.toLowerCase() === "true" }
        : problem("boolean", value);
    case "date": {
      if (typeof value === "boolean" || typeof value === "number") return unexpected;
      const time = moment(value ?? "");
      return time === undefined ? problem("DateTime", value) : { value: stamp(time) };
    }
    case "text":
      return { value: String(value) };
  }
}

function integer(value: string | number | boolean | undefined, unexpected: Result): Result {
  if (typeof value === "boolean") return unexpected;
  if (typeof value === "number") {
    if (Number.isInteger(value)) return { value };
    return { problem: `Input string '${value}' is not a valid integer.` };
  }
  return /^\s*-?\d+\s*$/.test(value ?? "") ? { value: Number(value) } : problem("integer", value);
}

/**
 * Reads the properties of one element of a POST. Null and an empty text for a number or a date count as
 * not sent; names that no record has are dropped. The first value that cannot be read ends the request.
 */
export function readFields(element: Fields, index: number, raw: string, textId: boolean): Fields {
  const read: Fields = {};
  for (const [name, value] of Object.entries(element)) {
    const type = name === "id" && !textId ? "integer" : typeOf(name);
    if (type === undefined || value === null || value === undefined) continue;
    if (value === "" && type !== "text" && type !== "loose") continue;
    const result = convert(type, value);
    if ("problem" in result) throw unreadable(name, index, value, result.problem, raw);
    read[name] = result.value;
  }
  return read;
}

function unreadable(name: string, index: number, value: Json, why: string, raw: string): Error {
  const path = `[${index}].${name}`;
  const start = Math.max(0, raw.indexOf(`"${name}"`));
  const literal = JSON.stringify(value) ?? "";
  const end = raw.indexOf(literal, start + name.length + 2) + literal.length;
  const before = raw.slice(0, Math.max(end, start));
  const line = before.split("\n").length;
  const position = before.length - before.lastIndexOf("\n") - 1;
  return mapped({ [path]: [`${why} Path '${path}', line ${line}, position ${position}.`] });
}
