import type { FieldChange } from "../../define/client.ts";

/** Longest value that is shown whole. */
const LONGEST = 240;
/** Characters kept on either side of what differs in a longer text. */
const AROUND = 60;

/** `name: "old" → "new"`, one line a changed field; of two long texts only where they differ. */
export function changeLines(changes: readonly FieldChange[]): string[] {
  return changes.map(({ field, from, to }) => {
    if (
      typeof from === "string" &&
      typeof to === "string" &&
      Math.max(from.length, to.length) > LONGEST
    ) {
      const [before, after] = differing(from, to);
      return `${field}: ${before} → ${after}`;
    }
    return `${field}: ${shown(from)} → ${shown(to)}`;
  });
}

function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** The parts of two texts around their difference, quoted, with marks where text was left out. */
function differing(from: string, to: string): readonly [string, string] {
  const shorter = Math.min(from.length, to.length);
  let head = 0;
  while (head < shorter && from[head] === to[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1;
  const start = Math.max(0, head - AROUND);
  return [excerpt(from, start, tail), excerpt(to, start, tail)];
}

function excerpt(text: string, start: number, tail: number): string {
  const end = Math.min(text.length, text.length - tail + AROUND);
  const part = text.slice(start, end);
  const clipped = part.length > LONGEST * 2 ? `${part.slice(0, LONGEST * 2)}…` : part;
  return `${start > 0 ? "…" : ""}${JSON.stringify(clipped)}${end < text.length ? "…" : ""}`;
}
