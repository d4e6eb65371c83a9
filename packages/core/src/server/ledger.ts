import { createHash } from "node:crypto";
import { PsaError } from "../errors/index.ts";
import { canonical } from "./canonical.ts";

type Entry<Value> =
  | {
      readonly state: "running";
      readonly result: Promise<Value>;
      readonly digest: string;
      readonly until: number;
    }
  | {
      readonly state: "done";
      readonly result: Value;
      readonly digest: string;
      readonly at: number;
      readonly until: number;
    }
  | {
      readonly state: "unknown";
      readonly digest: string;
      readonly at: number;
      readonly until: number;
    };

const MOST_ENTRIES = 10_000;

export interface LedgerCall {
  /** Digest of who calls: a ledger entry is never shared between principals. */
  readonly binding: string;
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The caller's own key; without one, equal arguments are the key. */
  readonly key?: string;
  /** True when the vendor itself recognises a repeat, so that one after an unknown outcome may be sent. */
  readonly recognised?: boolean;
}

/** What a write came to. */
export interface Recorded<Value> {
  readonly value: Value;
  /** When the first call was made, for a repeat that got the value of that one ("12 s ago"). */
  readonly repeats?: string;
}

/** Remembers recent writes that must not happen twice, so that a repeated call gets what the first one came to. */
export interface Ledger<Value> {
  /**
   * Runs a write once. A repeat within the window gets what the first one came to; a repeat of a write whose outcome is
   * unknown is refused (`outcome_unknown`) unless the vendor recognises it; a key used for other arguments is refused (`conflict`). A write that failed
   * is forgotten, and a repeat that waited for it is made.
   */
  once(call: LedgerCall, write: () => Promise<Value>): Promise<Recorded<Value>>;
  /** Writes remembered or under way. */
  readonly size: number;
}

/** A ledger with a window in seconds; a window of 0 remembers nothing. */
export function createLedger<Value>(
  windowSeconds: number,
  now: () => number = Date.now,
): Ledger<Value> {
  const entries = new Map<string, Entry<Value>>();

  const find = (id: string): Entry<Value> | undefined => {
    const entry = entries.get(id);
    if (entry !== undefined && entry.until < now()) {
      entries.delete(id);
      return undefined;
    }
    return entry;
  };
  const keep = (id: string, entry: Entry<Value>): void => {
    entries.delete(id);
    entries.set(id, entry);
    // In the order of their ends, but for those under way, of which there are few.
    for (const [old, { state, until }] of entries) {
      if (state === "running") continue;
      if (entries.size <= MOST_ENTRIES && until >= now()) break;
      entries.delete(old);
    }
  };

  async function once(call: LedgerCall, write: () => Promise<Value>): Promise<Recorded<Value>> {
    if (windowSeconds <= 0) return { value: await write() };
    const digest = hash([call.tool, canonical(call.input)]);
    const id = hash([call.binding, call.tool, call.key ?? digest]);
    const entry = find(id);
    if (entry !== undefined) {
      if (entry.digest !== digest) {
        throw new PsaError("conflict", "This idempotency_key was used for other arguments.", {
          advice: "Give a new idempotency_key for a new change.",
        });
      }
      if (entry.state === "unknown" && call.recognised !== true) {
        throw new PsaError(
          "outcome_unknown",
          `The same call ${ago(entry.at, now())} ended without a known outcome.`,
          {
            advice:
              "Check whether the change was made. To send it all the same, repeat the call with a new idempotency_key.",
          },
        );
      }
      if (entry.state === "done") return { value: entry.result, repeats: ago(entry.at, now()) };
      if (entry.state === "running") {
        try {
          return { value: await entry.result, repeats: "just now" };
        } catch {
          return once(call, write);
        }
      }
    }
    const result = write();
    keep(id, { state: "running", result, digest, until: Number.POSITIVE_INFINITY });
    try {
      const value = await result;
      keep(id, {
        state: "done",
        result: value,
        digest,
        at: now(),
        until: now() + windowSeconds * 1000,
      });
      return { value };
    } catch (error) {
      const unknown = error instanceof PsaError && error.code === "outcome_unknown";
      if (unknown)
        keep(id, { state: "unknown", digest, at: now(), until: now() + windowSeconds * 1000 });
      else entries.delete(id);
      throw error;
    }
  }

  return {
    once,
    get size() {
      return entries.size;
    },
  };
}

const hash = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url");

const ago = (at: number, now: number): string =>
  `${Math.max(1, Math.round((now - at) / 1000))} s ago`;
