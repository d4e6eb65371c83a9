import { PsaError } from "../errors/index.ts";

/** So many at once, so many more in a queue, in order of asking. */
export class Bulkhead {
  readonly #capacity: number;
  readonly #queueCapacity: number;
  readonly #what: string;
  readonly #queue = new Set<() => void>();
  #active = 0;

  /** @param what names what is waited for, in the error of a full queue ("requests to Acme"). */
  constructor(what: string, capacity: number, queueCapacity: number) {
    this.#what = what;
    this.#capacity = Math.max(1, capacity);
    this.#queueCapacity = queueCapacity;
  }

  /** True when nobody works and nobody waits. */
  get idle(): boolean {
    return this.#active === 0 && this.#queue.size === 0;
  }

  /** Resolves when a place is ours; `release` must follow. Rejects with the signal's reason, or `rate_limited` when the queue is full. */
  async acquire(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#active < this.#capacity) {
      this.#active += 1;
      return;
    }
    if (this.#queue.size >= this.#queueCapacity) {
      throw new PsaError("rate_limited", `Too many ${this.#what} are waiting already.`, {
        advice: "Wait a moment, then call again with fewer calls at once.",
        retryAfterSeconds: 1,
      });
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.#queue.delete(enter);
        reject(signal.reason);
      };
      const enter = (): void => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      signal.addEventListener("abort", leave, { once: true });
      this.#queue.add(enter);
    });
  }

  /** Hands the place to the next in the queue. */
  release(): void {
    const next = this.#queue.values().next().value;
    if (next === undefined) {
      this.#active -= 1;
      return;
    }
    this.#queue.delete(next);
    next();
  }
}
