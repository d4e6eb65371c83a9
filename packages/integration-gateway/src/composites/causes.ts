import type { PlainRecord } from "@psa-mcp/core";

const isRecord = (value: unknown): value is PlainRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The items of a run, whatever the answer calls them. */
export function itemsOf(run: unknown): readonly PlainRecord[] {
  if (!isRecord(run)) return [];
  const list = run["items"] ?? run["steps"] ?? run["run_history_items"];
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

/** Messages that the run itself carries. */
export function messagesOfRun(run: unknown): readonly string[] {
  return isRecord(run) ? messagesIn([run]) : [];
}

const FAILED = /fail|error|exception|abort/i;
const LONGEST = 600;
const MOST_NAMES = 20;

/** One step that tells of a failure. Names of fields, never their values: payloads are a bank's data. */
export interface Cause extends PlainRecord {
  readonly item_id: unknown;
  readonly type: string;
  readonly step?: unknown;
  readonly messages: readonly string[];
  /** Fields that were sent empty. */
  readonly sent_empty?: readonly string[];
  /** Fields that the answer names. */
  readonly named?: readonly string[];
}

/** The items that tell of a failure, each with its step and its message. */
export function causesIn(items: readonly PlainRecord[]): readonly Cause[] {
  return items.flatMap((entry): readonly Cause[] => {
    const type = String(entry["type"] ?? entry["item_type"] ?? "");
    const content = isRecord(entry["content"]) ? entry["content"] : {};
    const response = [entry["response"], content["response"]].find(isRecord);
    const failed =
      FAILED.test(type) ||
      [entry, content, response].some((holder) => holder?.["success"] === false) ||
      FAILED.test(String(entry["status"] ?? ""));
    if (!failed) return [];
    const step = entry["name"] ?? entry["service_name"] ?? entry["system"];
    const request = [entry["request"], content["request"]].find(isRecord);
    const empty = request === undefined ? [] : emptyIn(request);
    const named = namesIn(response?.["payload"]);
    return [
      {
        item_id: entry["id"] ?? entry["item_id"] ?? null,
        type,
        ...(step === undefined ? {} : { step }),
        messages: messagesIn([entry, content, response, entry["detail"]]),
        ...(empty.length === 0 ? {} : { sent_empty: empty }),
        ...(named.length === 0 ? {} : { named }),
      },
    ];
  });
}

const MESSAGES = ["message", "messages", "error", "errors", "exception", "rule"];

function messagesIn(holders: readonly unknown[]): readonly string[] {
  const found: string[] = [];
  for (const holder of holders) {
    if (typeof holder === "string") found.push(holder);
    if (!isRecord(holder)) continue;
    for (const name of MESSAGES) {
      const value = holder[name];
      for (const one of Array.isArray(value) ? (value as readonly unknown[]) : [value])
        if (typeof one === "string") found.push(one);
    }
  }
  return [...new Set(found.map((text) => text.slice(0, LONGEST)))].filter((text) => text !== "");
}

/** Dotted names of the fields that are null or empty. */
function emptyIn(request: PlainRecord, prefix = ""): readonly string[] {
  return Object.entries(request)
    .flatMap(([name, value]): readonly string[] => {
      if (isRecord(value)) return emptyIn(value, `${prefix}${name}.`);
      return value === null || value === "" ? [prefix + name] : [];
    })
    .slice(0, MOST_NAMES);
}

/** Fields that a refusal names: its own words for them. */
function namesIn(payload: unknown): readonly string[] {
  if (!isRecord(payload)) return [];
  return ["field", "fields", "parameter", "path", "pointer"].flatMap((key) => {
    const value = payload[key];
    return (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter(
      (one): one is string => typeof one === "string" && one.length <= 100,
    );
  });
}

/** What code may mention of the causes: fields first, then quoted words and dotted paths, the longest first. */
export function wordsOf(causes: readonly Cause[]): readonly string[] {
  const fields = causes.flatMap((cause) => [
    ...(cause.named ?? []),
    ...(cause.sent_empty ?? []).map((name) => name.slice(name.lastIndexOf(".") + 1)),
  ]);
  const text = causes.flatMap((cause) => cause.messages).join("\n");
  const words = new Set<string>();
  for (const [, word] of text.matchAll(/['"`]([A-Za-z_][\w.]{2,60})['"`]/g))
    words.add(String(word));
  for (const [word] of text.matchAll(/\b[A-Za-z_]\w*(?:\.\w+)+\b/g)) words.add(word);
  const longest = [...words].toSorted((left, right) => right.length - left.length);
  return [...new Set([...fields, ...longest])];
}
