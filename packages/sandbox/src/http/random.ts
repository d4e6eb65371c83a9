/** A small seeded generator: the same name always gives the same row of numbers. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<T>(values: readonly [T, ...T[]]): T;
  /** True about `share` of the time (0 to 1). */
  chance(share: number): boolean;
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
}

/** Makes a generator for a name, so that every table is independent of the order of building. */
export function createRandom(name: string): Random {
  let state = 2166136261;
  for (let index = 0; index < name.length; index += 1) {
    state = Math.imul(state ^ name.charCodeAt(index), 16777619);
  }
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: <T>(values: readonly [T, ...T[]]): T =>
      values[Math.floor(next() * values.length)] ?? values[0],
    chance: (share) => next() < share,
    hex(length) {
      let digits = "";
      while (digits.length < length) digits += Math.floor(next() * 16).toString(16);
      return digits;
    },
  };
}
