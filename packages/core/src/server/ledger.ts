import { createHash } from "node:crypto";
import { PsaError } from "../errors/index.ts";
import type { RenderedResult } from "./render/index.ts";

type Entry =
  | { readonly state: "running"; readonly result: Promise<RenderedResult>; readonly digest: string; readonly until: number }
  | { readonly state: "done"; readonly result: RenderedResult; readonly digest: string; readonly at: number; readonly until: number }
  | { readonly state: "unknown"; readonly digest: string; readonly at: number; readonly until: number };

const MOST_ENTRIES = 10_000;

export interface LedgerCall {
  /** Digest of who calls: a ledger entry is never shared between principals. */
  readonly binding: string;
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The caller's own key; without one, equal arguments are the key. */
  readonly key?: string;
}

/** Remembers recent writes that must not happen twice, so that a repeated call gets the first one's answer. */
export interface Ledger {
  /**
   * Runs a write once. A repeat within the window gets the first answer with a note; a repeat of a write whose outcome
   * is unknown is refused (`outcome_unknown`); a key used for other arguments is refused (`conflict`).
   */
  once(call: LedgerCall, write: () => Promise<RenderedResult>): Promise<RenderedResult>;
}

/** A ledger with a window in seconds; a window of 0 remembers nothing. */
export function createLedger(windowSeconds: number, now: () => number = Date.now): Ledger {
  const entries = new Map<string, Entry>();

  const find = (id: string): Entry | undefined => {
    const entry = entries.get(id);
    if (entry !== undefined && entry.until < now()) {
      entries.delete(id);
      return undefined;
    }
    return entry;
  };
  const keep = (id: string, entry: Entry): void => {
    entries.delete(id);
    entries.set(id, entry);
    for (const [old, { state }] of entries) {
      if (entries.size <= MOST_ENTRIES) break;
      if (state !== "running") entries.delete(old);
    }
  };

  return {
    async once(call, write) {
      if (windowSeconds <= 0) return write();
      const digest = hash([call.tool, sorted(call.input)]);
      const id = hash([call.binding, call.tool, call.key ?? digest]);
      const entry = find(id);
      if (entry !== undefined) {
        if (entry.digest !== digest) {
          throw new PsaError("conflict", "This idempotency_key was used for other arguments.", {
            advice: "Give a new idempotency_key for a new change.",
          });
        }
        if (entry.state === "unknown") {
          throw new PsaError("outcome_unknown", `The same call ${ago(entry.at, now())} ended without a known outcome.`, {
            advice: "Check whether the change was made. To send it all the same, repeat the call with a new idempotency_key.",
          });
        }
        return repeated(await entry.result, entry.state === "done" ? ago(entry.at, now()) : "just now");
      }
      const until = now() + windowSeconds * 1000;
      const result = write();
      keep(id, { state: "running", result, digest, until: Number.POSITIVE_INFINITY });
      try {
        const done = await result;
        if (done.isError === true) entries.delete(id);
        else keep(id, { state: "done", result: done, digest, at: now(), until });
        return done;
      } catch (error) {
        const unknown = error instanceof PsaError && error.code === "outcome_unknown";
        if (unknown) keep(id, { state: "unknown", digest, at: now(), until });
        else entries.delete(id);
        throw error;
      }
    },
  };
}

const hash = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("base64url");

const sorted = (input: Readonly<Record<string, unknown>>): unknown =>
  Object.entries(input)
    .filter(([, value]) => value !== undefined)
    .toSorted(([left], [right]) => left.localeCompare(right));

const ago = (at: number, now: number): string => `${Math.max(1, Math.round((now - at) / 1000))} s ago`;

function repeated(result: RenderedResult, when: string): RenderedResult {
  const note =
    `Not sent again: the same call was made ${when}, and this is its answer. ` +
    "For a second one on purpose, repeat the call with a new idempotency_key.";
  return {
    ...result,
    content: [...result.content, { type: "text", text: note }],
    ...(result.structuredContent === undefined ? {} : { structuredContent: { ...result.structuredContent, repeated: true } }),
  };
}
