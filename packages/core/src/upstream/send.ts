import type { Dispatcher } from "undici";

/** One request as it goes on the wire. */
export interface WireRequest {
  /** Only for requests that leave the vendor's origin. */
  readonly origin?: string;
  readonly method: Dispatcher.HttpMethod;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
  /** Most bytes of a successful answer, as they arrive. */
  readonly maxBytes: number;
  /** Called once, just before the first byte is written. */
  onSent?(): void;
}

export interface WireAnswer {
  readonly status: number;
  /** Names in lower case; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Still compressed when the vendor compressed it; of a failure at most 256 KiB. */
  readonly bytes: Buffer;
}

/** A request that got no whole answer. */
export class SendFailure extends Error {
  /** `stopped`: by us; `too_large`: a success with more bytes than allowed; `network`: everything else. */
  readonly kind: "stopped" | "too_large" | "network";
  /** False when certainly no byte of the request was written. */
  readonly sent: boolean;

  constructor(kind: SendFailure["kind"], sent: boolean, cause: unknown) {
    super(kind, { cause });
    this.name = "SendFailure";
    this.kind = kind;
    this.sent = sent;
  }
}

/** Reasons are short; what comes after this much of a failed answer is not read. */
const LONGEST_FAILURE = 256 * 1024;

/**
 * Sends one request and reads the whole answer. Aborting the signal rejects at once and destroys the socket. Every
 * rejection is a SendFailure.
 */
export function send(
  dispatcher: Dispatcher,
  request: WireRequest,
  signal: AbortSignal,
): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let settled = false;
    let status = 0;
    let headers: Record<string, string> = {};
    let limit = 0;
    let size = 0;
    const chunks: Buffer[] = [];

    const settle = (): boolean => {
      if (settled) return false;
      settled = true;
      signal.removeEventListener("abort", onAbort);
      return true;
    };
    const fail = (kind: SendFailure["kind"], cause: unknown): void => {
      if (settle()) reject(new SendFailure(kind, controller !== undefined, cause));
    };
    const succeed = (): void => {
      if (settle()) resolve({ status, headers, bytes: Buffer.concat(chunks) });
    };
    const succeeded = (): boolean => status >= 200 && status < 300;
    const onAbort = (): void => {
      fail("stopped", signal.reason);
      controller?.abort(new Error("no longer wanted"));
    };

    if (signal.aborted) {
      fail("stopped", signal.reason);
      return;
    }
    signal.addEventListener("abort", onAbort, { once: true });
    dispatcher.dispatch(
      {
        ...(request.origin === undefined ? {} : { origin: request.origin }),
        method: request.method,
        path: request.path,
        headers: request.headers as Record<string, string>,
        body: request.body ?? null,
      },
      {
        onRequestStart(given) {
          // Stopped while it waited for a connection: nothing was written and nothing will be.
          if (settled) {
            given.abort(new Error("no longer wanted"));
            return;
          }
          if (controller === undefined) request.onSent?.();
          controller = given;
        },
        onResponseStart(given, code, raw) {
          if (code < 200) return;
          status = code;
          headers = flatHeaders(raw);
          limit = succeeded() ? request.maxBytes : LONGEST_FAILURE;
          if (succeeded() && Number(headers["content-length"] ?? 0) > limit) {
            fail("too_large", undefined);
            given.abort(new Error("too large"));
          }
        },
        onResponseData(given, chunk) {
          if (settled) return;
          size += chunk.length;
          if (size <= limit) {
            chunks.push(chunk);
            return;
          }
          if (succeeded()) fail("too_large", undefined);
          else succeed();
          given.abort(new Error("too large"));
        },
        onResponseEnd: succeed,
        onResponseError: (_given, error) => fail("network", error),
      },
    );
  });
}

function flatHeaders(
  raw: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  // No prototype: a header may be called anything.
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(raw)) {
    if (value !== undefined)
      headers[name.toLowerCase()] = typeof value === "string" ? value : value.join(", ");
  }
  return headers;
}
