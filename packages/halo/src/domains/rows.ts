import { view, type PlainRecord, type View } from "@psa-mcp/core";
import { cleanRecord, isRecord } from "../records/records.ts";
import { keysOf, viewOf, type Domain } from "./domain.ts";

/** What a call may say about the fields it wants: names in a list or with commas between, `all` for everything. */
export type WantedFields = string | readonly string[] | undefined;

/** Most fields of a record whose detail nobody has chosen. */
const MOST_FIELDS = 60;

/** The names of wanted fields; undefined when the call leaves the choice to us. */
export function fieldNames(fields: WantedFields): readonly string[] | undefined {
  if (fields === undefined) return undefined;
  const names = (typeof fields === "string" ? fields.split(",") : fields)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return names.length === 0 ? undefined : names;
}

const pick = (record: PlainRecord, keys: readonly string[]): PlainRecord =>
  Object.fromEntries(
    keys.flatMap((key) => (record[key] === undefined ? [] : [[key, record[key]]])),
  );

/** Rows of a list with the fields that were asked for, or with those that tell most. */
export function rowsOf(
  domain: Domain,
  records: readonly PlainRecord[],
  fields: WantedFields,
): { readonly items: readonly PlainRecord[]; readonly view: View } {
  const names = fieldNames(fields);
  const clean = records.map(cleanRecord);
  if (names === undefined) {
    const keys = keysOf(domain.columns);
    return {
      items: clean.map((record) => pick(record, keys)),
      view: viewOf(domain.nouns, domain.columns),
    };
  }
  const keys = names.includes("all")
    ? [...new Set(clean.flatMap((record) => Object.keys(record)))]
    : names;
  return {
    items: clean.map((record) => pick(record, keys)),
    view: view(domain.nouns, ...keys.map(plainField)),
  };
}

const plainField = (key: string): { key: string } => ({ key });

/** One record with the fields that were asked for, those chosen for its kind, or its plain ones. */
export function detailOf(
  domain: Domain,
  record: PlainRecord,
  fields: WantedFields,
): { readonly record: PlainRecord; readonly view: View; readonly left: number } {
  const names = fieldNames(fields);
  const clean = cleanRecord(record);
  const all = Object.keys(clean);
  if (names === undefined && domain.detail !== undefined) {
    const keys = keysOf(domain.detail).filter((key) => clean[key] !== undefined);
    const shown = pick(clean, keys);
    return {
      record: shown,
      view: viewOf(domain.nouns, domain.detail),
      left: all.length - keys.length,
    };
  }
  const keys =
    names === undefined
      ? all.filter((key) => !isNested(clean[key]) || key === "custom_fields").slice(0, MOST_FIELDS)
      : names.includes("all")
        ? all
        : names;
  const formatted = keys.map((key) =>
    isNested(clean[key])
      ? ({ key, format: "json", max: 4000 } as const)
      : ({ key, max: 4000 } as const),
  );
  return {
    record: pick(clean, keys),
    view: view(domain.nouns, ...formatted),
    left: names === undefined ? all.length - keys.length : 0,
  };
}

const isNested = (value: unknown): boolean => isRecord(value) || Array.isArray(value);

/** What a record is called in a sentence: its id and its name. */
export function headline(domain: Domain, record: PlainRecord): string {
  const { noun } = domain;
  const name = [
    "summary",
    "name",
    "subject",
    "title",
    "ref",
    "invoicenumber",
    "filename",
    "text",
    "value",
    "inventory_number",
  ]
    .map((key) => record[key])
    .find((value) => typeof value === "string" && value !== "");
  const id = record["id"];
  const number = typeof id === "number" || typeof id === "string" ? ` ${String(id)}` : "";
  return `${noun}${number}${typeof name === "string" ? ` (${name.slice(0, 80)})` : ""}`;
}
