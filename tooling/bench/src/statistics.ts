/** The element at half the length of the sorted values; throws for none. */
export function median(values: readonly number[]): number {
  return at(sorted(values), Math.floor(values.length / 2));
}

/** Nearest-rank percentile, `rank` within 0 and 100; throws for no values. */
export function percentile(values: readonly number[], rank: number): number {
  const ordered = sorted(values);
  return at(ordered, Math.max(0, Math.ceil((rank / 100) * ordered.length) - 1));
}

/** The sum divided by the number of values; NaN for none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The smallest value; throws for none. */
export function least(values: readonly number[]): number {
  return at(sorted(values), 0);
}

/** A number with at most so many decimals, for figures that are kept in files. */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

function sorted(values: readonly number[]): number[] {
  return values.toSorted((left, right) => left - right);
}

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new Error("There are no values to take a figure from.");
  return value;
}
