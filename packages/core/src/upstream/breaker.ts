import {
  CircuitState,
  ConsecutiveBreaker,
  TaskCancelledError,
  circuitBreaker,
  handleType,
  type CircuitBreakerPolicy,
} from "cockatiel";
import { PsaError } from "../errors/index.ts";

// This file loads cockatiel; reach it by `await import` alone.

export interface BreakerOptions {
  /** The vendor's title. */
  readonly title: string;
  readonly failures: number;
  readonly openMilliseconds: number;
}

/** What a guarded attempt came to, as the circuit sees it. */
export type Verdict = "alive" | "failing" | "unknown";

/** Carries an attempt that counts as a failure through the policy. */
class Failing<Result> extends Error {
  readonly result: Result;
  constructor(result: Result) {
    super("failing");
    this.result = result;
  }
}

/** Carries an attempt that says nothing about the vendor. */
class Unknown<Result> extends Error {
  readonly result: Result;
  constructor(result: Result) {
    super("unknown");
    this.result = result;
  }
}

/**
 * A circuit for one credential at one vendor. After so many failures in a row it opens: requests are refused at once,
 * unsent. When the time is over exactly one request is let through; the others are refused until it has succeeded.
 */
export class Breaker {
  readonly #options: BreakerOptions;
  readonly #policy: CircuitBreakerPolicy;
  #openUntil = 0;

  constructor(options: BreakerOptions) {
    this.#options = options;
    this.#policy = circuitBreaker(handleType(Failing), {
      breaker: new ConsecutiveBreaker(options.failures),
      halfOpenAfter: options.openMilliseconds,
    });
    this.#policy.onBreak(() => {
      this.#openUntil = Date.now() + options.openMilliseconds;
    });
  }

  /** True while nothing is held against the vendor, so that forgetting this circuit changes nothing. */
  get closed(): boolean {
    return this.#policy.state === CircuitState.Closed;
  }

  /** Throws `unavailable` while requests are refused. */
  check(): void {
    const wait = this.#openUntil - Date.now();
    if (this.#policy.state === CircuitState.Open && wait > 0) throw this.#refusal(wait);
    // The policy would let all others wait for the probe and then pass together; refusing them keeps it one.
    if (this.#policy.state === CircuitState.HalfOpen) throw this.#refusal(1000);
  }

  /** Runs one attempt. Throws as `check` does, before the attempt begins. */
  async run<Result>(
    attempt: () => Promise<Result>,
    judge: (result: Result) => Verdict,
  ): Promise<Result> {
    this.check();
    const probing = this.#policy.state !== CircuitState.Closed;
    try {
      return await this.#policy.execute(async () => {
        const result = await attempt();
        const verdict = judge(result);
        // A probe that was cancelled proves nothing, but the policy would take it for a success and close.
        if (verdict === "failing" || (verdict === "unknown" && probing)) throw new Failing(result);
        if (verdict === "unknown") throw new Unknown(result);
        return result;
      });
    } catch (thrown) {
      if (thrown instanceof Failing || thrown instanceof Unknown) return thrown.result as Result;
      if (thrown instanceof TaskCancelledError) throw this.#refusal(1000);
      throw thrown;
    }
  }

  #refusal(waitMilliseconds: number): PsaError {
    const seconds = Math.max(1, Math.ceil(waitMilliseconds / 1000));
    return new PsaError(
      "unavailable",
      `${this.#options.title} has failed repeatedly; no request was sent.`,
      {
        advice: `Try again in ${seconds} s.`,
        retryAfterSeconds: seconds,
      },
    );
  }
}
