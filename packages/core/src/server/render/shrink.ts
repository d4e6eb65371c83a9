import { clipStrings } from "./budget.ts";
import { estimateTokens } from "./tokens.ts";

/** Longest text, and most entries of a list or record, from generous to mean. */
const STEPS: readonly (readonly [text: number, entries: number])[] = [
  [20_000, 5000],
  [8000, 1000],
  [2000, 300],
  [500, 100],
  [200, 40],
  [80, 15],
];
/** Deeper values are left out once anything must be; records of vendors are flatter. */
const DEEPEST = 12;

/** A JSON value that costs about `room` tokens at most: long texts, then long lists, are cut with a mark. Always JSON. */
export function shrink(
  value: unknown,
  room: number,
): { readonly value: unknown; readonly clipped: boolean } {
  let json = JSON.stringify(value) ?? "null";
  // A token has a character at least, and an estimate reads every one.
  if (json.length <= room || (json.length <= room * 20 && estimateTokens(json) <= room))
    return { value, clipped: false };
  for (const [text, entries] of STEPS) {
    const cut = clipEntries(clipStrings(value, text).value, entries, DEEPEST);
    json = JSON.stringify(cut);
    if (json.length <= room || estimateTokens(json) <= room) return { value: cut, clipped: true };
  }
  return { value: { too_long: `${json.slice(0, room * 2)}…` }, clipped: true };
}

function clipEntries(node: unknown, most: number, depth: number): unknown {
  if (typeof node !== "object" || node === null) return node;
  if (depth === 0) return "…";
  if (Array.isArray(node)) {
    const kept = node.slice(0, most).map((inner) => clipEntries(inner, most, depth - 1));
    return node.length > most ? [...kept, `…[${node.length - most} more]`] : kept;
  }
  const entries = Object.entries(node);
  const kept = entries
    .slice(0, most)
    .map(([key, inner]) => [key, clipEntries(inner, most, depth - 1)] as const);
  return Object.fromEntries(
    entries.length > most ? [...kept, ["…", `${entries.length - most} more`]] : kept,
  );
}
