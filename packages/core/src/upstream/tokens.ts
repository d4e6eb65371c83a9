import { PsaError, redactorFor, registerCallerSecret } from "../errors/index.ts";
import { pause, Stopped } from "./stop.ts";

/** An access token as the vendor issued it. */
export interface IssuedToken {
  readonly token: string;
  /** Seconds from now for which it counts. */
  readonly lifeSeconds: number;
}

/** An access token as a request carries it. */
export interface AccessToken {
  /** The header's value. */
  readonly authorization: string;
  /** Masks the token in an answer that echoes it. */
  readonly redact: (text: string) => string;
  /** True when it was issued while this request waited for it. */
  readonly fresh: boolean;
}

interface Kept {
  readonly authorization: string;
  readonly redact: (text: string) => string;
  /** Epoch milliseconds from which on it is renewed while still in use, and from which on it is not used. */
  readonly renewAt: number;
  readonly endsAt: number;
}

/** A token is renewed this long before its end, or in the last tenth of a short life. */
const RENEW_BEFORE = 60_000;
/** A request must arrive while its token still counts. */
const LAST_USE_BEFORE = 5000;
/** After a renewal that failed the present token is used on for so long before the next try. */
const RENEW_AGAIN = 10_000;
/** After so many exchanges in a row that found the issuer away, it is left alone for a while, then asked once. */
const MOST_FAILURES = 2;
const LEFT_ALONE = 30_000;
/** The same after a refusal by its rate limit that names no time. */
const USUAL_STOP = 5000;
/** No refusal stops for longer. */
const LONGEST_STOP = 120_000;

/** Failures that speak of the issuer, not of the credential. */
const AWAY = new Set(["unavailable", "timeout", "bad_response"]);

/**
 * The access token of one credential. However many requests need one at once, one exchange is under way; it outlives the
 * request that started it. A token near its end is renewed while requests still use it.
 */
export class TokenSource {
  readonly #exchange: (careful: boolean) => Promise<IssuedToken>;
  readonly #now: () => number;
  #kept: Kept | undefined;
  #underWay: Promise<Kept> | undefined;
  #quietUntil = 0;
  #failures = 0;
  /** Why nobody asks at the moment, and until when. */
  #stopped: { readonly until: number; readonly error: PsaError } | undefined;

  /**
   * @param exchange asks the vendor; has a deadline of its own and rejects with PsaError. `careful` after failures: then
   * it asks once and no more.
   */
  constructor(exchange: (careful: boolean) => Promise<IssuedToken>, now: () => number = Date.now) {
    this.#exchange = exchange;
    this.#now = now;
  }

  /** True while an exchange is under way. */
  get busy(): boolean {
    return this.#underWay !== undefined;
  }

  /** A token that counts. Rejects as the exchange does, or with the signal's reason when the caller goes first. */
  async take(signal: AbortSignal): Promise<AccessToken> {
    const now = this.#now();
    const kept = this.#kept;
    if (kept !== undefined && now < kept.endsAt) {
      if (now >= kept.renewAt && now >= this.#quietUntil) this.#renewQuietly();
      return { authorization: kept.authorization, redact: kept.redact, fresh: false };
    }
    const renewed = await whileWanted(this.#renew(), signal);
    return { authorization: renewed.authorization, redact: renewed.redact, fresh: true };
  }

  /** Forgets a token that the vendor rejected, unless another has taken its place meanwhile. */
  reject(token: AccessToken): void {
    if (this.#kept?.authorization === token.authorization) this.#kept = undefined;
  }

  #renew(): Promise<Kept> {
    if (this.#underWay !== undefined) return this.#underWay;
    const stopped = this.#stopped;
    if (stopped !== undefined && this.#now() < stopped.until)
      return Promise.reject(waiting(stopped.error, stopped.until - this.#now()));
    this.#underWay = this.#exchange(this.#failures >= MOST_FAILURES)
      .then(
        (issued) => {
          this.#failures = 0;
          this.#stopped = undefined;
          return (this.#kept = this.#keep(issued));
        },
        (thrown: unknown) => {
          this.#note(thrown);
          throw thrown;
        },
      )
      .finally(() => {
        this.#underWay = undefined;
      });
    return this.#underWay;
  }

  /** Remembers a failure, so that many calls do not ask an issuer that is away or has had enough. */
  #note(thrown: unknown): void {
    if (!(thrown instanceof PsaError)) return;
    if (thrown.code === "rate_limited") {
      const stop = (thrown.retryAfterSeconds ?? USUAL_STOP / 1000) * 1000;
      this.#stopped = { until: this.#now() + Math.min(stop, LONGEST_STOP), error: thrown };
    } else if (AWAY.has(thrown.code)) {
      this.#failures += 1;
      if (this.#failures >= MOST_FAILURES)
        this.#stopped = { until: this.#now() + LEFT_ALONE, error: thrown };
    } else this.#failures = 0;
  }

  #renewQuietly(): void {
    this.#quietUntil = this.#now() + RENEW_AGAIN;
    // The present token still counts; whoever needs the next one hears why there is none.
    this.#renew().catch(() => undefined);
  }

  #keep({ token, lifeSeconds }: IssuedToken): Kept {
    registerCallerSecret(token);
    const life = lifeSeconds * 1000;
    const endsAt = this.#now() + Math.max(life - LAST_USE_BEFORE, life / 2);
    return {
      authorization: `Bearer ${token}`,
      redact: redactorFor([token]),
      renewAt: Math.min(endsAt, this.#now() + Math.max(life - RENEW_BEFORE, life * 0.9)),
      endsAt,
    };
  }
}

/** The failure that stopped the asking, for those who come while it is stopped. */
function waiting(error: PsaError, milliseconds: number): PsaError {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return new PsaError(error.code, error.message, {
    advice: `It is not asked again for ${String(seconds)} s. ${error.advice}`,
    reasons: error.reasons,
    retryAfterSeconds: seconds,
    ...(error.status === undefined ? {} : { status: error.status }),
  });
}

/** Waits for shared work without ending it when this caller goes. */
async function whileWanted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const gone = new AbortController();
  const leaving = new Promise<never>((_resolve, reject) => {
    const leave = (): void => reject(signal.reason);
    if (signal.aborted) leave();
    else {
      signal.addEventListener("abort", leave, { once: true });
      gone.signal.addEventListener("abort", () => signal.removeEventListener("abort", leave));
    }
  });
  try {
    return await Promise.race([work, leaving]);
  } finally {
    gone.abort();
  }
}

/** Repeats an exchange that failed for a passing reason, so often and with pauses between. */
export async function persistently<Value>(
  work: () => Promise<Value>,
  attempts: number,
  pauseMilliseconds: () => number,
  signal: AbortSignal,
): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (thrown) {
      const passing = thrown instanceof PsaError && thrown.code === "unavailable";
      if (!passing || attempt >= attempts || signal.aborted) throw thrown;
      try {
        await pause(pauseMilliseconds(), signal);
      } catch (stopped) {
        throw stopped instanceof Stopped && stopped.why === "closing" ? stopped : thrown;
      }
    }
  }
}
