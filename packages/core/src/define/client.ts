import type { ApiPath } from "./path.ts";
import type { PlainRecord } from "./result.ts";

/** A query as data: arrays repeat the key, undefined and null are left out. */
export type Query = Readonly<
  Record<string, string | number | boolean | readonly (string | number)[] | null | undefined>
>;

export interface ReadOptions {
  readonly query?: Query;
  /** Seconds for which an equal read of the same credential may be answered from memory; none when absent. */
  readonly cacheSeconds?: number;
  /** True for addresses that are open to everybody: the credential is not sent, and no access token is fetched. */
  readonly anonymous?: boolean;
  /** True for reads that cost the vendor much (a report): sent once, never repeated after a failure. */
  readonly once?: boolean;
  /** Seconds until this read is given up, where it may take longer than others. */
  readonly seconds?: number;
}

/** Options of a read that the vendor takes as a POST. */
export interface PostReadOptions extends ReadOptions {
  /** Sent as JSON; `{}` when absent. */
  readonly body?: unknown;
}

/** A file of a multipart write. */
export interface FilePart {
  /** Name of the form's field. */
  readonly field: string;
  readonly fileName: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/** Options of a read that the vendor takes as a POST. */
export interface PostReadOptions extends ReadOptions {
  /** Sent as JSON; `{}` when absent. */
  readonly body?: unknown;
}

/** A file of a multipart write. */
export interface FilePart {
  /** Name of the form's field. */
  readonly field: string;
  readonly fileName: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/** What a list answered, with the links that its answer's `Link` header names. */
export interface LinkedAnswer<T> {
  readonly body: T;
  /** Addresses by relation (`next`, `last`); absent when the answer had no such header. */
  readonly links?: Readonly<Record<string, string>>;
}

export interface WriteOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as a multipart form instead of JSON. */
  readonly file?: FilePart;
  /**
   * Sent as `Idempotency-Key`, for vendors that recognise a repeated write by it; such a write may be retried. At most 255
   * printable characters. A handler takes `idempotencyKey` of its context.
   */
  readonly idempotencyKey?: string;
  readonly query?: Query;
  /** Fields before the change, in the same shape as `after`; shows a difference in a dry run and in the result. */
  readonly before?: PlainRecord;
  /** True for a POST that changes a record which exists (vendors with one address for both): its difference is shown. */
  readonly updates?: boolean;
  /** Fields that the request sets. */
  readonly after?: PlainRecord;
  /** What the vendor would answer, for the later steps of a dry run; `{}` when absent. */
  readonly simulated?: unknown;
  /** True when sending twice does no harm (sets fields to given values, deletes by id): such a write may be retried. */
  readonly idempotent?: boolean;
  /** True when the vendor answers this write with 200 or 201 and no body; null is returned. Deletes and status 202, 204 need no mention. */
  readonly emptyAnswer?: boolean;
}

/** A request to an address whose answers have no shape of the vendor's own. */
export interface SendOptions {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly query?: Query;
  /** Further headers; those of connection and credential are refused. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of JSON. */
  readonly text?: { readonly content: string; readonly mimeType: string };
  /** Sent as a multipart form, with `fields` beside them. */
  readonly files?: readonly FilePart[];
  readonly fields?: Readonly<Record<string, string>>;
  /** Sent as `Idempotency-Key`; such a request may be repeated. */
  readonly idempotencyKey?: string;
  /** True when it changes nothing: then it is sent in a dry run, and may be repeated. */
  readonly reads?: boolean;
  /** Longest time in seconds, when it may differ from `MCP_DEADLINE_SECONDS`. */
  readonly seconds?: number;
}

/** What came back, whatever its status. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case; without cookies. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** One write that was sent, or would be sent in a dry run. */
export interface PlannedRequest {
  readonly method: string;
  /** Path with query, below the vendor's base URL. */
  readonly target: string;
  readonly body?: unknown;
  readonly changes?: readonly FieldChange[];
  /** True for a POST that changes a record which exists. */
  readonly updates?: boolean;
}

export interface FieldChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

export interface Download {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  /** Name that the host gives the file (Content-Disposition), without any path. */
  readonly fileName?: string;
}

/** What is left of a vendor's rate limit for one credential. */
export interface BudgetState {
  readonly limit: number;
  readonly remaining: number;
  /** Length of the rolling window in seconds. */
  readonly windowSeconds: number;
  /** Seconds until a full stop ends; 0 when calls go through. */
  readonly waitSeconds: number;
  /** True when the limit was lowered because the vendor named a lower one in a refusal. */
  readonly learned: boolean;
}

/**
 * How a handler speaks to the vendor. Deadline, retry, circuit breaker, rate budget, cancellation, response limits and
 * error mapping happen inside; every failure is a PsaError. In a dry run reads are sent and writes are only recorded.
 */
export interface VendorClient {
  get<T = unknown>(path: ApiPath, options?: ReadOptions): Promise<T>;
  /** A read that also tells the answer's links (RFC 8288), for lists whose vendor pages by them. */
  getLinked<T = unknown>(path: ApiPath, options?: ReadOptions): Promise<LinkedAnswer<T>>;
  /** A read that the vendor takes as a POST with JSON: it is sent in a dry run too, shared and repeated as `get` is. */
  postRead<T = unknown>(path: ApiPath, options?: PostReadOptions): Promise<T>;
  post<T = unknown>(path: ApiPath, options?: WriteOptions): Promise<T>;
  put<T = unknown>(path: ApiPath, options?: WriteOptions): Promise<T>;
  patch<T = unknown>(path: ApiPath, options?: WriteOptions): Promise<T>;
  delete<T = unknown>(path: ApiPath, options?: WriteOptions): Promise<T>;
  /**
   * Sends a request and hands over whatever came back, failures too: for addresses that a customer defined. A refused
   * credential (401) and an exhausted limit (429) are still PsaErrors. Undefined in a dry run, when it would change things.
   */
  send(path: ApiPath, options: SendOptions): Promise<RawAnswer | undefined>;
  /**
   * Fetches bytes that the vendor points to (an attachment, an image). A link on the vendor's own origin carries the
   * credential; one on another origin must be public https, carries nothing and is checked against private addresses.
   */
  download(
    link: string,
    options: {
      readonly maxBytes: number;
      /** POST for vendors that make a document when they are asked so; nothing changes by it. */
      readonly method?: "POST";
    },
  ): Promise<Download>;
  /**
   * Fetches bytes from an address that a caller gave. Never carries a credential; public addresses only, each redirect
   * checked again.
   */
  fetchPublic(link: string, options: { readonly maxBytes: number }): Promise<Download>;
  /**
   * What `make` gave, kept for this credential in this process for some seconds; calls at the same time share one making.
   * A failure is not kept.
   */
  remember<T>(key: string, seconds: number, make: () => Promise<T>): Promise<T>;
  /** True when writes are recorded instead of sent. */
  readonly dryRun: boolean;
  /** The writes of this call so far, in order. */
  readonly planned: readonly PlannedRequest[];
  /** The vendor's base URL, without a trailing slash. */
  readonly baseUrl: string;
  budget(): BudgetState;
  /**
   * A client for taking back what this call did before it failed: it outlives the call's cancellation and deadline, by
   * at most a minute. For nothing else.
   */
  forUndo(): VendorClient;
}
