/** How many requests one key may make in a window that moves with the clock. */
export interface RateLimit {
  requests: number;
  windowSeconds: number;
}

/** The limiter's answer for one request. */
export interface RateDecision {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Seconds until the next request would be allowed; 0 when this one is. */
  waitSeconds: number;
}

/** Counts requests per key in a rolling window. Refused requests do not count. */
export class RollingLimiter {
  readonly #times = new Map<string, number[]>();
  limit: RateLimit;

  constructor(limit: RateLimit) {
    this.limit = limit;
  }

  /** Takes one request of `key` at `now` (milliseconds). */
  take(key: string, now: number): RateDecision {
    const { requests, windowSeconds } = this.limit;
    const times = this.#times.get(key) ?? [];
    this.#times.set(key, times);
    const start = now - windowSeconds * 1000;
    let expired = 0;
    while (expired < times.length && (times[expired] ?? 0) <= start) expired += 1;
    if (expired > 0) times.splice(0, expired);
    if (times.length >= requests) {
      const freed = times[times.length - requests] ?? now;
      const waitSeconds = Math.max(1, Math.ceil((freed - start) / 1000));
      return { allowed: false, limit: requests, remaining: 0, waitSeconds };
    }
    times.push(now);
    return { allowed: true, limit: requests, remaining: requests - times.length, waitSeconds: 0 };
  }

  reset(): void {
    this.#times.clear();
  }
}
