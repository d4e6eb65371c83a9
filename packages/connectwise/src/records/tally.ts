import type { PlainRecord } from "@psa-mcp/core";

/** How often each name occurs, the most frequent first. */
export function tally(
  records: readonly PlainRecord[],
  name: (record: PlainRecord) => string,
): readonly string[] {
  const counts = new Map<string, number>();
  for (const record of records) counts.set(name(record), (counts.get(name(record)) ?? 0) + 1);
  return [...counts]
    .toSorted(([, left], [, right]) => right - left)
    .map(([key, count]) => `${key}: ${String(count)}`);
}
