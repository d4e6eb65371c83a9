import type { Credential } from "../define/index.ts";
import { toPsaError } from "../errors/index.ts";

/** What the vendor says about a credential; `unknown` when it could not be asked. */
export type Verdict =
  | { readonly kind: "good" }
  | { readonly kind: "bad" }
  | { readonly kind: "unknown"; readonly retryAfterSeconds: number };

/** A credential that the vendor accepted is believed for ten minutes. */
const GOOD_MILLISECONDS = 600_000;
/** One that it refused is not asked about again for half a minute. */
const BAD_MILLISECONDS = 30_000;
/** While the vendor cannot be asked, one that it accepted within this time is passed on: the vendor judges each call itself. */
const ONCE_GOOD_MILLISECONDS = 86_400_000;
const MOST_GOOD = 5000;
const MOST_BAD = 1000;
/** Questions to the vendor at one time; more callers wait outside, so that guessing cannot flood the vendor. */
const MOST_AT_ONCE = 16;
const RETRY_SECONDS = 5;

/** A bounded map of expiring marks; the oldest goes first. */
class Marks {
  readonly #until = new Map<string, number>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  has(key: string, now: number): boolean {
    const until = this.#until.get(key);
    if (until === undefined) return false;
    if (until > now) {
      // Re-inserted so that the order is by last use.
      this.#until.delete(key);
      this.#until.set(key, until);
      return true;
    }
    this.#until.delete(key);
    return false;
  }

  delete(key: string): void {
    this.#until.delete(key);
  }

  add(key: string, until: number): void {
    this.#until.delete(key);
    this.#until.set(key, until);
    if (this.#until.size > this.#limit) {
      const oldest = this.#until.keys().next().value;
      if (oldest !== undefined) this.#until.delete(oldest);
    }
  }
}

export interface Verifier {
  /** Never throws. Equal credentials asked about at the same time share one question. */
  check(credential: Credential): Promise<Verdict>;
}

/** Asks the vendor once whether a caller's credential counts, and remembers the answer by fingerprint. */
export function createVerifier(
  ask: (credential: Credential) => Promise<void>,
  now: () => number,
): Verifier {
  const good = new Marks(MOST_GOOD);
  const onceGood = new Marks(MOST_GOOD);
  const bad = new Marks(MOST_BAD);
  const running = new Map<string, Promise<Verdict>>();

  async function question(credential: Credential): Promise<Verdict> {
    try {
      await ask(credential);
      good.add(credential.fingerprint, now() + GOOD_MILLISECONDS);
      onceGood.add(credential.fingerprint, now() + ONCE_GOOD_MILLISECONDS);
      return { kind: "good" };
    } catch (thrown) {
      const error = toPsaError(thrown);
      if (error.code === "credential_rejected" || error.code === "forbidden") {
        bad.add(credential.fingerprint, now() + BAD_MILLISECONDS);
        onceGood.delete(credential.fingerprint);
        return { kind: "bad" };
      }
      if (onceGood.has(credential.fingerprint, now())) {
        good.add(credential.fingerprint, now() + BAD_MILLISECONDS);
        return { kind: "good" };
      }
      return { kind: "unknown", retryAfterSeconds: error.retryAfterSeconds ?? RETRY_SECONDS };
    }
  }

  return {
    check(credential) {
      const key = credential.fingerprint;
      if (good.has(key, now())) return Promise.resolve({ kind: "good" });
      if (bad.has(key, now())) return Promise.resolve({ kind: "bad" });
      const shared = running.get(key);
      if (shared !== undefined) return shared;
      if (running.size >= MOST_AT_ONCE)
        return Promise.resolve({ kind: "unknown", retryAfterSeconds: 1 });
      const asked = question(credential).finally(() => running.delete(key));
      running.set(key, asked);
      return asked;
    },
  };
}
