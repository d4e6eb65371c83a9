import { createHash } from "node:crypto";
import { PsaError } from "../errors/index.ts";
import { canonical } from "./canonical.ts";

/** Signs and checks short-lived statements; see state/. */
export interface Signer {
  sign(payload: Record<string, unknown>, ttlSeconds: number): string;
  verify(token: string): Record<string, unknown> | undefined;
}

/** What exactly is confirmed: this tool, these arguments, this caller. */
export interface ConfirmedCall {
  readonly tool: string;
  readonly binding: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Seconds for which a person may think. */
export const CONFIRM_SECONDS = 600;

const MOST_SPENT = 10_000;

/** Issues and redeems confirm tokens. A token holds for one call of one caller, once. */
export interface Confirmations {
  issue(call: ConfirmedCall): string;
  /** Throws `invalid_arguments` unless the token was issued for this very call and not yet used. */
  redeem(token: string, call: ConfirmedCall): void;
  /** Uses up a token that was verified elsewhere. Throws `invalid_arguments` when it was used already. */
  spend(token: string): void;
}

const digest = (call: ConfirmedCall): string =>
  createHash("sha256")
    .update(JSON.stringify([call.tool, call.binding, canonical(call.input)]))
    .digest("base64url")
    .slice(0, 22);

/** Confirm tokens over a signer. Spent tokens are remembered for as long as they could be valid. */
export function createConfirmations(signer: Signer, now: () => number = Date.now): Confirmations {
  const spent = new Map<string, number>();

  function spend(token: string): void {
    for (const [old, until] of spent) {
      if (until >= now()) break;
      spent.delete(old);
    }
    if (spent.has(token)) {
      throw new PsaError("invalid_arguments", "The confirm token was used already.", {
        advice: "Call once more without confirm to get a new one.",
      });
    }
    // Forgetting one that is still valid would let it be used again.
    if (spent.size >= MOST_SPENT) {
      throw new PsaError("rate_limited", "Too many calls were confirmed in the last minutes.", {
        retryAfterSeconds: CONFIRM_SECONDS,
      });
    }
    spent.set(token, now() + CONFIRM_SECONDS * 1000);
  }

  return {
    spend,
    issue: (call) => signer.sign({ confirms: digest(call), at: now() }, CONFIRM_SECONDS),
    redeem(token, call) {
      const payload = signer.verify(token);
      if (payload === undefined || payload["confirms"] !== digest(call)) {
        throw new PsaError(
          "invalid_arguments",
          "The confirm token does not belong to this call, or it has expired.",
          {
            advice:
              "Call once more without confirm, show the person what would happen, then repeat with the new token.",
          },
        );
      }
      spend(token);
    },
  };
}
