/** A stretch of time in epoch milliseconds, from `start` up to `end`. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** What is left of some stretches when others are taken out; all in order, none empty. */
export function without(
  free: readonly Interval[],
  taken: readonly Interval[],
): readonly Interval[] {
  return taken.reduce<readonly Interval[]>(
    (left, busy) =>
      left.flatMap((one) =>
        busy.end <= one.start || busy.start >= one.end || busy.end <= busy.start
          ? [one]
          : [
              { start: one.start, end: Math.min(one.end, busy.start) },
              { start: Math.max(one.start, busy.end), end: one.end },
            ].filter(({ start, end }) => end > start),
      ),
    free,
  );
}

/** The stretches that two lists share. */
export function common(left: readonly Interval[], right: readonly Interval[]): readonly Interval[] {
  return left.flatMap((one) =>
    right
      .map((other) => ({
        start: Math.max(one.start, other.start),
        end: Math.min(one.end, other.end),
      }))
      .filter(({ start, end }) => end > start),
  );
}

/** Hours of some stretches together, to the minute. */
export function hoursIn(intervals: readonly Interval[]): number {
  return (
    Math.round(
      (intervals.reduce((sum, { start, end }) => sum + end - start, 0) / 3_600_000) * 100,
    ) / 100
  );
}
