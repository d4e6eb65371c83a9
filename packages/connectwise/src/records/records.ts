import type { PlainRecord } from "@psa-mcp/core";
import { maskedField } from "./custom-fields.ts";

/** True for a JSON object. */
export const isRecord = (value: unknown): value is PlainRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const snake = (key: string): string =>
  key
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();

/** Fields that hold credentials, or what people keep to themselves; they are never passed on. */
const HIDDEN = new Set(
  "password portalPassword token stsUserAdminUrl hourlyCost marriedFlag childrenFlag children significantOther gender birthDay anniversary".split(
    " ",
  ),
);

/** Lists of custom fields and of a configuration's questions, some of which hold credentials. */
const FIELD_LISTS = new Set(["customFields", "questions"]);

/** Facts that the API keeps in `_info` and that readers look for in the record itself. */
const FACTS = ["dateEntered", "enteredBy", "lastUpdated", "updatedBy"] as const;

/**
 * A record of the API with snake_case keys at every depth. Links (`_info`) are left out, but for who entered and changed
 * the record and when; those become fields where the record has none of that name. Credentials in it are hidden.
 */
export function readable(record: PlainRecord): PlainRecord {
  const info = isRecord(record["_info"]) ? record["_info"] : {};
  const facts = FACTS.flatMap((fact) =>
    info[fact] === undefined ? [] : [[snake(fact), info[fact]]],
  );
  return { ...Object.fromEntries(facts), ...(snakeKeys(record) as PlainRecord) };
}

function snakeKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeKeys);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "_info" && !HIDDEN.has(key))
      .map(([key, inner]) => {
        const fields = FIELD_LISTS.has(key) && Array.isArray(inner);
        return [snake(key), snakeKeys(fields ? inner.filter(isRecord).map(maskedField) : inner)];
      }),
  );
}

/** A record without undefined values, so that optional arguments vanish. */
export function given(record: PlainRecord): PlainRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** The name of a reference (`{id, name}` or `{id, identifier}`), or undefined. */
export function nameOf(reference: unknown): string | undefined {
  if (!isRecord(reference)) return undefined;
  const name = reference["name"] ?? reference["identifier"];
  return typeof name === "string" ? name : undefined;
}

/** The id of a reference, or undefined. */
export function idOf(reference: unknown): number | undefined {
  return isRecord(reference) && typeof reference["id"] === "number" ? reference["id"] : undefined;
}
