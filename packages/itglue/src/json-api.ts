import { PsaError, type PlainRecord, type Query } from "@psa-mcp/core";
import { hideTraits, isSecretKey, maskTraits, withoutSecretKeys } from "./traits/fields.ts";
import { passwordMetadata } from "./views/passwords.ts";
import type { ItglueRecord, ListQuery } from "./api.ts";

/** `document_folder_id` as the API spells it: `document-folder-id`. */
export function kebab(key: string): string {
  return key.replaceAll("_", "-");
}

/** `document-folder-id` as tools spell it: `document_folder_id`. */
export function snake(key: string): string {
  return key.includes("-") ? key.replaceAll("-", "_") : key;
}

/** Attributes for a request: top-level keys in kebab case, undefined ones left out, null kept. */
export function wireAttributes(attributes: PlainRecord): PlainRecord {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [kebab(key), value]),
  );
}

const MASK = "[redacted]";

/** The attributes with secret values replaced by a mask, for what a person is shown of a write. */
export function maskedAttributes(attributes: PlainRecord): PlainRecord {
  const shown: PlainRecord = {};
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "traits" && isRecord(value)) shown[key] = maskTraits(value);
    else shown[key] = isSecretKey(key) && value !== null && value !== undefined ? MASK : value;
  }
  return shown;
}

/** Traits as the API sent them, by the record that shows them masked. */
const unmasked = new WeakMap<object, PlainRecord>();

/**
 * The traits of a flexible asset with their secret values, for merging into a write and nothing else: an update replaces
 * all traits, so one that is only known masked would be lost. Undefined for records that have none.
 */
export function rawTraits(record: ItglueRecord): PlainRecord | undefined {
  return unmasked.get(record);
}

/** One resource of the API as a flat record without secrets. Throws `bad_response` for what is none. */
export function flatten(resource: unknown): ItglueRecord {
  const source = isRecord(resource) ? resource : {};
  const id = Number(source["id"]);
  const type = source["type"];
  if (typeof type !== "string" || !Number.isSafeInteger(id)) {
    throw new PsaError("bad_response", "IT Glue answered with something that is no record.");
  }
  const attributes = isRecord(source["attributes"]) ? source["attributes"] : {};
  const entries: [string, unknown][] = [];
  let traits: PlainRecord | undefined;
  for (const [key, value] of Object.entries(attributes)) {
    const name = snake(key);
    if (isSecretKey(name) || name === "id" || name === "type") continue;
    if (name === "traits" && isRecord(value)) traits = value;
    entries.push([name, shownValue(name, value, attributes)]);
  }
  const record = { id, type, ...Object.fromEntries(entries) } as ItglueRecord;
  if (traits !== undefined) unmasked.set(record, traits);
  return record;
}

/** An attribute without what it may hold of secrets inside. */
function shownValue(name: string, value: unknown, beside: PlainRecord): unknown {
  if (name === "traits" && isRecord(value)) return hideTraits(value);
  // What a Password field starts with is a password as well.
  const standard = name === "default_value" && beside["kind"] === "Password";
  if (standard && value !== null && value !== "") return MASK;
  return withoutSecretKeys(value);
}

/** Records that came along with others. Of passwords only what may be told of them: their notes often hold a value. */
export function flattenIncluded(included: unknown): ItglueRecord[] {
  if (!Array.isArray(included)) return [];
  return included.map((resource) => {
    const record = flatten(resource);
    if (snake(record.type) !== "passwords") return record;
    return { ...passwordMetadata(record), id: record.id, type: record.type };
  });
}

/** The `data` of an answer. Throws `bad_response` when there is none. */
export function dataOf(answer: unknown): unknown {
  if (isRecord(answer) && "data" in answer) return answer["data"];
  throw new PsaError("bad_response", "IT Glue answered without the data that was asked for.");
}

/** A list's query as the API reads it. Commas inside values are escaped: a bare one means "or". */
export function listQuery(query: ListQuery): Query {
  const built: Record<string, string | number> = { ...query.raw };
  for (const [key, value] of Object.entries(query.filter ?? {})) {
    if (value !== undefined) built[`filter[${kebab(key)}]`] = filterValue(value);
  }
  for (const [key, value] of Object.entries(query.not ?? {})) {
    if (value !== undefined) built[`filter[${kebab(key)}][ne]`] = filterValue(value);
  }
  for (const [key, value] of Object.entries(query.exclude ?? {})) {
    if (value !== undefined) built[`filter[exclude][${kebab(key)}]`] = filterValue(value);
  }
  for (const [key, [from, to]] of Object.entries(query.range ?? {})) {
    if (from !== undefined || to !== undefined)
      built[`filter[range][${kebab(key)}]`] = `${from ?? "*"},${to ?? "*"}`;
  }
  if (query.sort !== undefined) built["sort"] = query.sort;
  if (query.include !== undefined && query.include.length > 0)
    built["include"] = query.include.join(",");
  if (query.pageNumber !== undefined) built["page[number]"] = query.pageNumber;
  if (query.pageSize !== undefined) built["page[size]"] = Math.min(query.pageSize, 1000);
  return built;
}

type FilterValue = string | number | boolean | readonly (string | number)[];

function filterValue(value: FilterValue): string {
  const values = Array.isArray(value)
    ? (value as readonly (string | number)[])
    : [value as string | number | boolean];
  return values.map((one) => String(one).replaceAll(",", String.raw`\,`)).join(",");
}

/** True for a plain JSON object. */
export function isRecord(value: unknown): value is PlainRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
