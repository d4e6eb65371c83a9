/** A clock that runs with the real one and can be moved, so that expiry can be tested without waiting. */
export interface Clock {
  now(): Date;
  /** The time, at least a millisecond later than the last tick: every write gets a date of its own. */
  tick(): Date;
  /** Moves the clock by some milliseconds, forwards or back. */
  shift(milliseconds: number): void;
  reset(): void;
}

/** Makes a clock that shows `start` now and runs on from there. */
export function createClock(start: Date): Clock {
  const base = start.getTime();
  const began = performance.now();
  let offset = 0;
  let last = 0;
  const now = (): Date => new Date(base + Math.floor(performance.now() - began) + offset);
  return {
    now,
    tick() {
      last = Math.max(now().getTime(), last + 1);
      return new Date(last);
    },
    shift(milliseconds) {
      offset += milliseconds;
    },
    reset() {
      offset = 0;
      last = 0;
    },
  };
}
