import { COMPANY } from "./company.ts";
import { FINANCE } from "./finance.ts";
import { SALES } from "./sales.ts";
import { SERVICE } from "./service.ts";
import { SYSTEM } from "./system.ts";
import { TIME } from "./time.ts";

/** What a property holds. */
export type Kind =
  | "text"
  | "whole"
  | "number"
  | "flag"
  | "date"
  | "choice"
  | "reference"
  | "record"
  | "list"
  | "any";

/** One property of a record. */
export interface Field {
  name: string;
  kind: Kind;
  required: boolean;
  /** The longest text. */
  maximum?: number;
  /** The allowed words of a choice. */
  choices?: readonly string[];
  /** The kind of reference, or the schema of a record. */
  target?: string;
  /** What a list is made of. */
  item?: Field;
}

/** A kind of record. */
export interface Schema {
  name: string;
  fields: ReadonlyMap<string, Field>;
  hasId: boolean;
  hasInfo: boolean;
}

const sources: readonly Readonly<Record<string, string>>[] = [
  SERVICE,
  COMPANY,
  TIME,
  FINANCE,
  SALES,
  SYSTEM,
];
const parsed = new Map<string, Schema>();

/**
 * The schema of a name. The notation: `s50` text of at most 50 characters, `i` whole number, `n` number, `b` flag,
 * `d` date, `eA|B` one of some words, `rBoard` reference, `oName` embedded record, `[…]` list, `*` anything.
 * `-id` and `-info` at the beginning say that the record has no id or no `_info`.
 */
export function schema(name: string): Schema {
  const found = parsed.get(name);
  if (found) return found;
  const source = sources.find((group) => Object.hasOwn(group, name))?.[name];
  if (source === undefined) throw new Error(`There is no schema "${name}".`);
  const words = source.split(/\s+/).filter((word) => word !== "");
  const fields = words.filter((word) => word.includes(":")).map((word) => parse(word));
  const made: Schema = {
    name,
    fields: new Map(fields.map((field) => [field.name, field])),
    hasId: !words.includes("-id"),
    hasInfo: !words.includes("-info"),
  };
  parsed.set(name, made);
  return made;
}

/** True when a schema of this name is known; embedded records need none. */
export function hasSchema(name: string): boolean {
  return sources.some((group) => Object.hasOwn(group, name));
}

function parse(word: string): Field {
  const colon = word.indexOf(":");
  const label = word.slice(0, colon);
  const required = label.endsWith("!");
  return kindOf(required ? label.slice(0, -1) : label, required, word.slice(colon + 1));
}

function kindOf(name: string, required: boolean, code: string): Field {
  const rest = code.slice(1);
  const base = { name, required };
  switch (code.slice(0, 1)) {
    case "s":
      return rest === ""
        ? { ...base, kind: "text" }
        : { ...base, kind: "text", maximum: Number(rest) };
    case "i":
      return { ...base, kind: "whole" };
    case "n":
      return { ...base, kind: "number" };
    case "b":
      return { ...base, kind: "flag" };
    case "d":
      return { ...base, kind: "date" };
    case "e":
      return { ...base, kind: "choice", choices: rest.split("|") };
    case "r":
      return { ...base, kind: "reference", target: rest };
    case "o":
      return { ...base, kind: "record", target: rest };
    case "[":
      return { ...base, kind: "list", item: kindOf(name, false, rest.slice(0, -1)) };
    default:
      return { ...base, kind: "any" };
  }
}
