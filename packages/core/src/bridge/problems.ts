import type { RemoteServer } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { STREAM_ENDED } from "./client.ts";
import type { HttpFacts } from "./scope.ts";

/** A failed request: what to tell, whether it speaks against the remote server, whether it may be sent again. */
export interface Failure {
  readonly error: PsaError;
  readonly counts: boolean;
  readonly again: boolean;
  /** True when the session is gone and the next request needs a new one. */
  readonly sessionLost: boolean;
}

export interface FailedRequest {
  readonly server: RemoteServer;
  readonly url: string;
  readonly method: string;
  readonly repeatable: boolean;
  readonly http: HttpFacts;
  readonly aborted: boolean;
  readonly seconds: number;
}

const CHECK = "Look whether it was done before calling again.";

/** What a thrown value of the client library, the network or ourselves means for one request. */
export function failureOf(thrown: unknown, request: FailedRequest): Failure {
  const { http, server, repeatable } = request;
  const plain = (error: PsaError, more: Partial<Failure> = {}): Failure => ({
    error,
    counts: false,
    again: false,
    sessionLost: false,
    ...more,
  });
  if (request.aborted) return plain(new PsaError("cancelled", "The call was cancelled."));
  const own = ownError(thrown);
  if (own !== undefined && own.code !== "bad_response") return plain(own);
  const code = codeOf(thrown);
  if (code === "REQUEST_TIMEOUT") {
    const message = `${server.title} did not answer within ${String(request.seconds)} s.`;
    return plain(
      repeatable
        ? new PsaError("timeout", message)
        : new PsaError("outcome_unknown", message, { advice: CHECK }),
      { counts: true },
    );
  }
  if (code === STREAM_ENDED) return broken(request, "The connection broke before the answer came.");
  if (typeof code === "number") return plain(refused(thrown, server));
  const status = http.status;
  if (status !== undefined && (status < 200 || status >= 300)) return byStatus(status, request);
  if (!http.sent) return plain(unreachable(thrown, request), { counts: true, again: repeatable });
  if (status !== undefined) {
    const what = http.html === true ? "a web page" : "something that is not MCP";
    return plain(
      new PsaError(
        repeatable ? "bad_response" : "outcome_unknown",
        `${server.title} answered with ${what}.`,
        repeatable ? { cause: thrown } : { advice: CHECK, cause: thrown },
      ),
    );
  }
  const neverLeft = connectFailure(thrown);
  if (neverLeft) return plain(unreachable(thrown, request), { counts: true, again: true });
  return broken(request, "The connection broke before the answer came.");
}

function broken(request: FailedRequest, why: string): Failure {
  const { server, repeatable } = request;
  return {
    error: repeatable
      ? new PsaError("unavailable", `${server.title}: ${why}`)
      : new PsaError("outcome_unknown", `${server.title}: ${why}`, { advice: CHECK }),
    counts: true,
    again: repeatable,
    sessionLost: false,
  };
}

function byStatus(status: number, request: FailedRequest): Failure {
  const { server, http, repeatable, url } = request;
  const options = {
    status,
    ...(http.retryAfter === undefined ? {} : { retryAfterSeconds: Math.ceil(http.retryAfter) }),
  };
  const own = server.advice?.(status);
  const advice = own === undefined ? {} : { advice: own };
  const failure = (error: PsaError, more: Partial<Failure> = {}): Failure => ({
    error,
    counts: status >= 500,
    again: false,
    sessionLost: false,
    ...more,
  });
  const title = server.title;
  if (status === 401) {
    return failure(
      new PsaError("credential_rejected", `${title} does not accept the token.`, {
        ...options,
        ...advice,
      }),
    );
  }
  if (status === 403) {
    return failure(
      new PsaError("forbidden", `${title} refuses this account.`, { ...options, ...advice }),
    );
  }
  if (status === 404 && request.method !== "initialize") {
    // A session that the server does not know any more: nothing was carried out.
    return failure(
      new PsaError("unavailable", `The session with ${title} had ended; nothing was carried out.`, {
        ...options,
        advice: "Call again.",
      }),
      { again: repeatable, sessionLost: true },
    );
  }
  if (status === 429) {
    return failure(new PsaError("rate_limited", `${title} counts too many requests.`, options));
  }
  const slash = !new URL(url).pathname.endsWith("/");
  if (slash && (status === 404 || status === 405 || status === 500 || isRedirect(status))) {
    return failure(
      new PsaError(
        "configuration",
        `${title} is not served at ${url} (status ${String(status)}).`,
        {
          status,
          advice: `The address lacks its last slash: use ${url}/`,
        },
      ),
    );
  }
  if (isRedirect(status) || status === 404 || status === 405) {
    return failure(
      new PsaError("configuration", `No MCP server answers at ${url} (status ${String(status)}).`, {
        status,
        advice: own ?? "Check the address, its path and its last slash.",
      }),
    );
  }
  if (status >= 500) {
    const what = http.html === true ? " with a web page" : "";
    const message = `${title} failed${what} (status ${String(status)}).`;
    return failure(
      repeatable
        ? new PsaError("unavailable", message, options)
        : new PsaError("outcome_unknown", message, { ...options, advice: CHECK }),
      { again: repeatable && status !== 500 },
    );
  }
  return failure(
    new PsaError("invalid_arguments", `${title} refused the request (status ${String(status)}).`, {
      ...options,
      ...advice,
    }),
  );
}

/** A JSON-RPC error of the remote server, with its own words as the reason. */
function refused(thrown: unknown, server: RemoteServer): PsaError {
  const { code, message } = thrown as { code: number; message: string };
  const kind =
    code === -32_602 || code === -32_600
      ? "invalid_arguments"
      : code === -32_601
        ? "unsupported"
        : code === -32_002
          ? "not_found"
          : "bad_response";
  return new PsaError(kind, `${server.title} refused the request.`, {
    reasons: [{ text: message.replace(/^MCP error -?\d+: /, "") }],
    ...(kind === "bad_response" ? { advice: "" } : {}),
    details: { remote_code: code },
  });
}

function unreachable(thrown: unknown, { server, url }: FailedRequest): PsaError {
  const cause = innermost(thrown);
  const code = "code" in cause ? String(cause.code) : cause.message;
  const advice = /CERT|SIGNED|TLS|SSL/i.test(code)
    ? "The certificate is not trusted: set NODE_EXTRA_CA_CERTS when a company proxy signs it anew."
    : "Check the address, the network, and whether this machine's address is on the allow-list.";
  return new PsaError(
    "unavailable",
    `${server.title} cannot be reached at ${new URL(url).origin} (${code}).`,
    { advice, cause: thrown },
  );
}

const NEVER_LEFT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function connectFailure(thrown: unknown): boolean {
  const cause = innermost(thrown);
  return "code" in cause && NEVER_LEFT.has(String(cause.code));
}

function innermost(thrown: unknown): Error {
  let error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error instanceof AggregateError && error.errors[0] instanceof Error) error = error.errors[0];
  while (error.cause instanceof Error) error = error.cause;
  return error;
}

function ownError(thrown: unknown): PsaError | undefined {
  for (let error: unknown = thrown; error instanceof Error; error = error.cause)
    if (error instanceof PsaError) return error;
  return undefined;
}

function codeOf(thrown: unknown): unknown {
  return thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
}

const isRedirect = (status: number): boolean => status >= 300 && status < 400;
