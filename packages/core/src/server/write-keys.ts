import { createHash } from "node:crypto";
import { PsaError, type ErrorCode } from "../errors/index.ts";
import { canonical } from "./canonical.ts";
import type { LedgerCall } from "./ledger.ts";

/** Failures after which the vendor may have made the write all the same, or may never have seen it. */
const OPEN: ReadonlySet<ErrorCode> = new Set([
  "outcome_unknown",
  "unavailable",
  "timeout",
  "bad_response",
  "cancelled",
  "rate_limited",
  "internal",
]);

const MOST_ENTRIES = 10_000;

/** Names writes for vendors that recognise a repeated one by its key. */
export interface WriteKeys {
  /**
   * The key of a write: the caller's own, or one made from caller, tool and arguments that stays the same for repeated
   * calls within the window.
   */
  keyOf(call: LedgerCall): string;
  /** Tells how a write failed: after a refusal for certain, the next attempt gets another key. */
  failed(call: LedgerCall, error: unknown): void;
}

interface Entry {
  /** Start of the window, the same on every replica. */
  readonly since: number;
  readonly until: number;
  readonly attempts: number;
}

/** Keys for writes within a window in seconds; with a window of 0 every call has a key of its own. */
export function createWriteKeys(windowSeconds: number, now: () => number = Date.now): WriteKeys {
  const entries = new Map<string, Entry>();
  const milliseconds = windowSeconds * 1000;
  let calls = 0;

  const idOf = (call: LedgerCall): string => hash([call.binding, call.tool, canonical(call.input)]);
  const find = (id: string): Entry => {
    const known = entries.get(id);
    if (known !== undefined && known.until >= now()) return known;
    const since = milliseconds > 0 ? Math.floor(now() / milliseconds) : now();
    calls += 1;
    return {
      since,
      until: now() + milliseconds,
      attempts: milliseconds > 0 ? 0 : calls,
    };
  };
  const keep = (id: string, entry: Entry): void => {
    entries.delete(id);
    entries.set(id, entry);
    for (const [old, { until }] of entries) {
      if (entries.size <= MOST_ENTRIES && until >= now()) break;
      entries.delete(old);
    }
  };

  return {
    keyOf(call) {
      if (call.key !== undefined) return call.key;
      const id = idOf(call);
      const entry = find(id);
      if (milliseconds > 0) keep(id, entry);
      return hash([id, entry.since, entry.attempts]);
    },
    failed(call, error) {
      if (call.key !== undefined || milliseconds <= 0) return;
      if (!(error instanceof PsaError) || OPEN.has(error.code)) return;
      const id = idOf(call);
      const entry = find(id);
      keep(id, { ...entry, attempts: entry.attempts + 1 });
    },
  };
}

const hash = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url");
