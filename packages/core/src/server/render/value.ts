import type { PlainRecord } from "../../define/result.ts";
import type { ViewField } from "../../define/view.ts";

/** The text tools of core, loaded with the first call so that a start stays quick. */
export interface TextTools {
  htmlToMarkdown(html: string): string;
  htmlToText(html: string): string;
  cleanUntrusted(text: string): string;
}

/** The value at a dotted key, or undefined. */
export function valueAt(record: PlainRecord, key: string): unknown {
  if (key in record || !key.includes(".")) return record[key];
  let value: unknown = record;
  for (const part of key.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as PlainRecord)[part];
  }
  return value;
}

const UNITS = ["B", "KB", "MB", "GB"] as const;

function bytes(size: number): string {
  let amount = size;
  let unit = 0;
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${amount >= 100 || unit === 0 ? Math.round(amount) : amount.toFixed(1)} ${UNITS[unit]}`;
}

/** True for what a reader need not see: null, undefined, empty text, empty lists and records. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** A value as text on one or several lines, not yet clipped. */
export function valueText(value: unknown, field: ViewField, text: TextTools): string {
  if (isEmpty(value)) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return field.format === "bytes" ? bytes(value) : String(value);
  if (typeof value === "string") {
    switch (field.format) {
      case "html":
        return text.cleanUntrusted(text.htmlToMarkdown(value));
      case "date":
        return value.slice(0, 10);
      case "datetime":
        return value.slice(0, 16).replace("T", " ");
      default:
        return text.cleanUntrusted(value);
    }
  }
  if (Array.isArray(value)) {
    return value
      .map((entry) =>
        isPlain(entry) ? briefly(entry, field, text) : valueText(entry, field, text),
      )
      .filter((entry) => entry !== "")
      .join("; ");
  }
  return isPlain(value) ? briefly(value, field, text) : "";
}

const isPlain = (value: unknown): value is PlainRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A nested record in one line: `{id, name}` references as "name (id)", everything else as key: value pairs. */
function briefly(record: PlainRecord, field: ViewField, text: TextTools): string {
  const filled = Object.entries(record).filter(([, value]) => !isEmpty(value));
  const name = record["name"];
  const id = record["id"];
  if (
    typeof name === "string" &&
    (field.format === "name" || (id !== undefined && filled.length <= 3))
  ) {
    return `${text.cleanUntrusted(name)}${typeof id === "number" || typeof id === "string" ? ` (${id})` : ""}`;
  }
  return filled.map(([key, value]) => `${key}: ${valueText(value, { key }, text)}`).join(", ");
}

/** The text on one line, cut at `max` characters with a mark. */
export function oneLine(text: string, max: number): string {
  const flat = text.replaceAll(/\s+/g, " ").replaceAll("|", "¦").trim();
  return flat.length > max ? `${flat.slice(0, max - 1).trimEnd()}…` : flat;
}
