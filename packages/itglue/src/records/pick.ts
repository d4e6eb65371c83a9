import type { PlainRecord } from "@psa-mcp/core";

/** The named keys of a record, in that order; null is kept, what is missing is left out. */
export function pick(record: PlainRecord, keys: readonly string[]): PlainRecord {
  return Object.fromEntries(
    keys.filter((key) => Object.hasOwn(record, key)).map((key) => [key, record[key]]),
  );
}

/** A record without undefined values, so that optional arguments vanish instead of reading "undefined". */
export function given(record: PlainRecord): PlainRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** A text of a record, or an empty one. */
export function textAt(record: PlainRecord, key: string): string {
  const value = record[key];
  return typeof value === "string" ? value : "";
}
