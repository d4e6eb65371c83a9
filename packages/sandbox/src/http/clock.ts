/** A clock that runs with the real one and can be moved, so that expiry can be tested without waiting. */
export interface Clock {
  now(): Date;
  /** Moves the clock by some milliseconds, forwards or back. */
  shift(milliseconds: number): void;
  reset(): void;
}

/** Makes a clock that shows `start` now and runs on from there. */
export function createClock(start: Date): Clock {
  const base = start.getTime();
  const began = performance.now();
  let offset = 0;
  return {
    now: () => new Date(base + Math.floor(performance.now() - began) + offset),
    shift(milliseconds) {
      offset += milliseconds;
    },
    reset() {
      offset = 0;
    },
  };
}
