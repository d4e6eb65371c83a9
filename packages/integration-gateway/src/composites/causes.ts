import type { PlainRecord } from "@psa-mcp/core";

const isRecord = (value: unknown): value is PlainRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The items of a run, whatever the answer calls them. */
export function itemsOf(run: unknown): readonly PlainRecord[] {
  if (!isRecord(run)) return [];
  const list = run["items"] ?? run["steps"] ?? run["run_history_items"];
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

const FAILED = /fail|error|exception|abort/i;
const LONGEST = 600;

/** The items that tell of a failure, each with its step and its message; payloads are left out. */
export function causesIn(items: readonly PlainRecord[]): readonly PlainRecord[] {
  return items.flatMap((entry) => {
    const type = String(entry["type"] ?? entry["item_type"] ?? "");
    const response = isRecord(entry["response"]) ? entry["response"] : undefined;
    const messages = messagesOf(entry, response);
    const failed =
      FAILED.test(type) ||
      response?.["success"] === false ||
      entry["success"] === false ||
      /fail/i.test(String(entry["status"] ?? ""));
    if (!failed) return [];
    return [
      {
        item_id: entry["id"] ?? entry["item_id"] ?? null,
        type,
        ...(entry["system"] === undefined ? {} : { system: entry["system"] }),
        ...(entry["service_name"] === undefined ? {} : { service: entry["service_name"] }),
        ...(entry["name"] === undefined ? {} : { step: entry["name"] }),
        messages,
      },
    ];
  });
}

function messagesOf(entry: PlainRecord, response: PlainRecord | undefined): readonly string[] {
  const found: string[] = [];
  for (const holder of [entry, response, entry["detail"]]) {
    if (typeof holder === "string") found.push(holder);
    if (!isRecord(holder)) continue;
    for (const name of ["message", "messages", "error", "errors", "exception", "rule", "matches"]) {
      const value = holder[name];
      for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (typeof one === "string") found.push(one);
        else if (isRecord(one)) found.push(JSON.stringify(one));
      }
    }
  }
  return [...new Set(found.map((text) => text.slice(0, LONGEST)))].filter((text) => text !== "");
}

/** Names in messages that code may mention: quoted words and dotted paths, the longest first. */
export function wordsOf(causes: readonly PlainRecord[]): readonly string[] {
  const text = JSON.stringify(causes.map((cause) => cause["messages"]));
  const words = new Set<string>();
  for (const [, word] of text.matchAll(/['"`\\]([A-Za-z_][\w.]{2,60})['"`\\]/g))
    words.add(String(word));
  for (const [word] of text.matchAll(/\b[A-Za-z_]\w*(?:\.\w+)+\b/g)) words.add(word);
  return [...words].toSorted((left, right) => right.length - left.length);
}
