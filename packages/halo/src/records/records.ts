import type { PlainRecord } from "@psa-mcp/core";

/** True for a JSON object. */
export const isRecord = (value: unknown): value is PlainRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Stands in the place of stored passwords and keys. */
export const HIDDEN = "[hidden]";

/** Names under which Halo keeps secrets of integrations, portals and agents. */
const SECRET =
  /passw(?:or)?d|secret|(?:^|_)token$|token_|apikey|api_key|jirakey|privatekey|private_key|authenticator/i;

/** How Halo says that a date was never set. */
const UNSET = /^(?:1899-12-(?:29|30|31)|1900-01-0[12])T/;

/** One value as readers may have it: nothing for what was never set, secrets hidden, custom fields by name. */
function cleanValue(key: string, value: unknown): unknown {
  if (value === null || value === "") return undefined;
  // Halo says 0 where a reference points to nothing.
  if (value === 0 && key.endsWith("_id")) return undefined;
  if (typeof value === "string") {
    if (SECRET.test(key)) return HIDDEN;
    return UNSET.test(value) ? undefined : value;
  }
  if (key === "customfields" && Array.isArray(value)) return customFields(value);
  if (Array.isArray(value)) {
    const kept = value.map((entry) => (isRecord(entry) ? cleanRecord(entry) : entry));
    return kept.length === 0 ? undefined : kept;
  }
  return isRecord(value) ? cleanRecord(value) : value;
}

/** A record without nulls, empty texts, sentinel dates and secrets; custom fields become a map of name to shown value. */
export function cleanRecord(record: PlainRecord): PlainRecord {
  const clean: PlainRecord = {};
  for (const [key, value] of Object.entries(record)) {
    const kept = cleanValue(key, value);
    if (kept === undefined) continue;
    clean[key === "customfields" ? "custom_fields" : key] = kept;
  }
  return clean;
}

function customFields(fields: readonly unknown[]): PlainRecord | undefined {
  const named: PlainRecord = {};
  for (const field of fields) {
    if (!isRecord(field) || typeof field["name"] !== "string") continue;
    const { name, display, value } = field;
    const shown = display === undefined || display === null || display === "" ? value : display;
    if (shown !== undefined && shown !== null && shown !== "")
      named[name] = SECRET.test(name) ? HIDDEN : shown;
  }
  return Object.keys(named).length === 0 ? undefined : named;
}

/** True when a value, or one within it, is the stand-in of a hidden secret: it must not be written back. */
export function holdsHidden(value: unknown): boolean {
  if (value === HIDDEN) return true;
  if (Array.isArray(value)) return value.some(holdsHidden);
  return isRecord(value) && Object.values(value).some(holdsHidden);
}
