import type { LookupFunction } from "node:net";
import type { AnyVendor, Credential, Settings, VendorClient } from "../define/index.ts";
import type { ErrorCode } from "../errors/index.ts";
import type { RollingWindow } from "../state/index.ts";

/** One request that was tried, for logs, metrics and audit. */
export interface UpstreamEvent {
  readonly method: string;
  /** Path below the base URL, with the names of query keys and without their values. */
  readonly target: string;
  /** Status of the vendor's answer, when there was one. */
  readonly status?: number;
  readonly outcome: "ok" | ErrorCode;
  /** From sending to the end of the body. */
  readonly milliseconds: number;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Time spent before sending: for a free place, for the rate limit. */
  readonly waitedMilliseconds: number;
}

/** News of a rate budget, for operators: most of it is used, or the vendor named a lower limit. */
export interface BudgetEvent {
  readonly kind: "nearly-used" | "learned";
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
}

/** For whom and how one tool call speaks to the vendor. */
export interface UpstreamCall {
  readonly credential?: Credential;
  /** Ends everything the call has under way, down to the sockets. */
  readonly signal: AbortSignal;
  /** Records writes instead of sending them. */
  readonly dryRun?: boolean;
  /** Epoch milliseconds by which the whole call must end; each request also has `deadlineSeconds` of its own. */
  readonly deadline?: number;
  /** Told before a wait for the rate limit begins. */
  readonly onWait?: (seconds: number, why: string) => void;
}

/** Figures that operators do not set. */
export interface Tuning {
  /** Most tries of one request. */
  readonly attempts: number;
  /** Shortest and longest pause before another try. */
  readonly retryMilliseconds: number;
  readonly longestRetryMilliseconds: number;
  /** Failures in a row after which a credential's circuit opens, and for how long. */
  readonly breakerFailures: number;
  readonly breakerMilliseconds: number;
  /** Longest stop that a 429 can cause, and the stop after one that names no time. */
  readonly longestStopSeconds: number;
  readonly usualStopSeconds: number;
  /** Deadline of one request for an access token. */
  readonly tokenMilliseconds: number;
  /** Largest JSON answer in bytes, after decompression. */
  readonly answerBytes: number;
  /** Most connections to the vendor, over all credentials. */
  readonly connections: number;
  /** Most requests of one credential that wait for a free place. */
  readonly queue: number;
  /** Most credentials remembered; the least recently used idle ones are forgotten. */
  readonly credentials: number;
  /** Most answers, and most characters of answers, kept for `cacheSeconds`. */
  readonly cacheEntries: number;
  readonly cacheCharacters: number;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Resolves the names of foreign hosts; the system's resolver when absent. */
  readonly lookup?: LookupFunction;
}

export interface UpstreamOptions {
  readonly vendor: AnyVendor;
  /** Reads deadlineSeconds, rateWaitSeconds and rateLimit. */
  readonly settings: Settings;
  /** Where the vendor is; the path is a prefix of every request. */
  readonly baseUrl: string;
  readonly onRequest?: (event: UpstreamEvent) => void;
  readonly onBudget?: (event: BudgetEvent) => void;
  /** Named in the User-Agent. */
  readonly version?: string;
  /** Where budgets are kept; this process's memory when absent. */
  readonly window?: RollingWindow;
  readonly tuning?: Partial<Tuning>;
}

/** One vendor as this process speaks to it: connections, budgets and circuits that all callers share. */
export interface Upstream {
  /** A client for one tool call. Cheap, does no I/O; a missing credential is an error of the first request. */
  connect(call: UpstreamCall): VendorClient;
  /** Loads what the first request needs, so that it need not wait for it. Optional. */
  warm(): Promise<void>;
  /** Refuses new requests and ends when those under way have ended; each has a deadline. */
  close(): Promise<void>;
  /** Connections that are open now, idle ones included. */
  openSockets(): number;
}

export const usualTuning: Tuning = {
  attempts: 3,
  retryMilliseconds: 200,
  longestRetryMilliseconds: 5000,
  breakerFailures: 5,
  breakerMilliseconds: 30_000,
  longestStopSeconds: 120,
  usualStopSeconds: 5,
  tokenMilliseconds: 15_000,
  answerBytes: 8 * 1024 * 1024,
  connections: 64,
  queue: 200,
  credentials: 2000,
  cacheEntries: 500,
  cacheCharacters: 16 * 1024 * 1024,
  random: Math.random,
};
