import type { PlainRecord } from "@psa-mcp/core";

/** True for a JSON object. */
export const isRecord = (value: unknown): value is PlainRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What `tickets/*` wraps in `{ok, data}`; everything else as it is. */
export function unwrapped(answer: unknown): unknown {
  if (!isRecord(answer) || !Object.hasOwn(answer, "data")) return answer;
  const known = Object.keys(answer).every((key) => ["ok", "data", "message"].includes(key));
  return known ? answer["data"] : answer;
}

/** Names of fields that hold credentials. */
const CREDENTIAL = /(?:^|_)(?:password|secret|api_?key|token|credential)s?$/i;

const HIDDEN = "[hidden]";

/** A value whose credentials are hidden at every depth. */
export function concealed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(concealed);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      CREDENTIAL.test(key) && typeof inner === "string" && inner !== ""
        ? [key, HIDDEN]
        : [key, concealed(inner)],
    ),
  );
}

/** The list in an answer: the answer itself, or what stands under one of the keys, or its only list. Undefined when there is none. */
export function listIn(
  answer: unknown,
  ...keys: readonly string[]
): readonly unknown[] | undefined {
  if (Array.isArray(answer)) return answer;
  if (!isRecord(answer)) return undefined;
  const named = keys.map((key) => answer[key]).find(Array.isArray);
  if (named !== undefined) return named;
  const lists = Object.values(answer).filter(Array.isArray);
  return lists.length === 1 ? lists[0] : undefined;
}

/** Rows as records with hidden credentials; a plain value becomes a record under `key`. */
export function rowsOf(list: readonly unknown[], key = "name"): readonly PlainRecord[] {
  return list.map((row) => (isRecord(row) ? (concealed(row) as PlainRecord) : { [key]: row }));
}
