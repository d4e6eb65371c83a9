import type { AnyVendor, VendorAnswer, VendorProblem } from "../define/index.ts";
import { PsaError, type ErrorCode } from "../errors/index.ts";
import { looksLikeHtml, parseJson } from "./body.ts";
import type { SendFailure, WireAnswer } from "./send.ts";
import { Stopped } from "./stop.ts";

/** What the errors of one request need to know about it. */
export interface Request {
  readonly method: string;
  /** Path below the base URL, without query. */
  readonly path: string;
  /** True when sending it twice does no harm. */
  readonly repeatable: boolean;
}

/** A failed attempt: what to tell, whether it speaks against the vendor, whether trying again is allowed. */
export interface Failure {
  readonly error: PsaError;
  readonly counts: boolean;
  readonly again: boolean;
}

const CHECK = "Look whether the change was made before sending it again.";

const byStatus: Readonly<Record<number, ErrorCode>> = {
  400: "invalid_arguments",
  401: "credential_rejected",
  403: "forbidden",
  404: "not_found",
  405: "unsupported",
  408: "timeout",
  409: "conflict",
  410: "not_found",
  412: "conflict",
  413: "too_large",
  414: "too_large",
  415: "invalid_arguments",
  422: "invalid_arguments",
  425: "unavailable",
  428: "conflict",
  429: "rate_limited",
  431: "too_large",
};

/** The code of a status for which the vendor's mapper names none. */
export function codeForStatus(status: number): ErrorCode {
  const known = byStatus[status];
  if (known !== undefined) return known;
  if (status >= 500) return "unavailable";
  return status >= 400 ? "invalid_arguments" : "bad_response";
}

/** Said of each code, after the vendor's title. */
const sentences: Partial<Record<ErrorCode, string>> = {
  invalid_arguments: "did not accept the request",
  not_found: "has no such record, or this credential may not see it",
  conflict: "refused the change because the record is in another state",
  credential_rejected: "rejected the credential",
  forbidden: "does not allow this to the credential",
  rate_limited: "counts too many requests of this credential",
  unavailable: "failed to answer",
  timeout: "gave up waiting for the request",
  too_large: "refused the request because it is too large",
  unsupported: "does not offer this",
};

/** Codes of a mapper that tell nothing about what became of a write. */
const VAGUE: ReadonlySet<ErrorCode | undefined> = new Set([
  "unavailable",
  "timeout",
  "bad_response",
]);

/** What a mapper found without its verdict. */
function withoutMeaning({ reasons, requestId }: VendorProblem): VendorProblem {
  return {
    ...(reasons === undefined ? {} : { reasons }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** Statuses after which a repeatable request may simply be sent again. */
const PASSING = new Set([408, 425, 502, 503, 504]);

/**
 * What an answer without success means. Of a write that may not be repeated, a 5xx is `outcome_unknown`, because the
 * vendor may have carried it out before it failed, except a 503 with Retry-After, which is a refusal: `unavailable`.
 * The vendor's mapper decides before the status does, unless it says no more than that the vendor is away.
 */
export function answerFailure(
  vendor: AnyVendor,
  request: Request,
  answer: WireAnswer,
  text: string,
  retryAfter: number | undefined,
): Failure {
  const { status } = answer;
  if (status >= 300 && status < 400) return redirectFailure(vendor, request, answer);
  const mapped = vendorProblem(vendor, request, answer, text);
  const refused = status === 503 && retryAfter !== undefined;
  const unsure = !request.repeatable && (status >= 500 || status === 408) && !refused;
  // A mapper says of any request that the vendor is away; to a write that would read as "try again".
  const problem = unsure && VAGUE.has(mapped.code) ? withoutMeaning(mapped) : mapped;
  const code = problem.code ?? (unsure ? "outcome_unknown" : codeForStatus(status));
  const message =
    problem.message ??
    (code === "outcome_unknown"
      ? `${vendor.title} failed while it worked on the change (status ${status}).`
      : `${vendor.title} ${sentences[code] ?? "failed"} (status ${status}).`);
  const advice = problem.advice ?? (code === "outcome_unknown" ? CHECK : undefined);
  const error = new PsaError(code, message, {
    status,
    ...(advice === undefined ? {} : { advice }),
    ...(problem.reasons === undefined ? {} : { reasons: problem.reasons }),
    ...(problem.requestId === undefined ? {} : { requestId: problem.requestId }),
    ...(retryAfter === undefined ? {} : { retryAfterSeconds: Math.ceil(retryAfter) }),
  });
  return { error, counts: status >= 500, again: PASSING.has(status) && request.repeatable };
}

/** More of a text is never a reason. */
const LONGEST_TEXT = 500;

/** An answer without success as a vendor's mapper may see it. */
export function vendorAnswer(
  request: Pick<Request, "method" | "path">,
  answer: WireAnswer,
  text: string,
): VendorAnswer {
  const headers = { ...answer.headers };
  delete headers["set-cookie"];
  const page = looksLikeHtml(headers["content-type"], text);
  const parsed = page ? undefined : parseJson(text);
  const plain = page || parsed !== undefined ? "" : text.trim().slice(0, LONGEST_TEXT);
  return {
    status: answer.status,
    headers,
    json: parsed?.value,
    ...(plain === "" ? {} : { text: plain }),
    method: request.method,
    path: request.path,
  };
}

function vendorProblem(
  vendor: AnyVendor,
  request: Request,
  answer: WireAnswer,
  text: string,
): VendorProblem {
  try {
    return vendor.errors(vendorAnswer(request, answer, text));
  } catch {
    // A body that the mapper did not foresee must not hide the status.
    return {};
  }
}

/** Redirects of API requests are never followed; the address may carry tokens, so only its origin is told. */
function redirectFailure(vendor: AnyVendor, request: Request, answer: WireAnswer): Failure {
  const location = answer.headers["location"] ?? "";
  const origin = URL.canParse(location) ? new URL(location).origin : undefined;
  const where = origin === undefined || origin === "null" ? "another address" : origin;
  return {
    error: new PsaError(
      "bad_response",
      `${vendor.title} redirected the request to ${where}; redirects are not followed.`,
      {
        status: answer.status,
        advice: "Check the configured address and region of the vendor.",
        details: { method: request.method },
      },
    ),
    counts: false,
    again: false,
  };
}

/** What a request without a whole answer means. */
export function sendFailure(
  vendor: AnyVendor,
  request: Request,
  failure: SendFailure,
  seconds: number,
): Failure {
  const unsure = failure.sent && !request.repeatable;
  if (failure.kind === "too_large") {
    const error = unsure
      ? new PsaError(
          "outcome_unknown",
          `${vendor.title} accepted the change, but its answer was too large to read.`,
          { advice: CHECK },
        )
      : new PsaError(
          "too_large",
          `The answer of ${vendor.title} is larger than this server reads.`,
        );
    return { error, counts: false, again: false };
  }
  if (failure.kind === "stopped") return stoppedFailure(vendor, failure, unsure, seconds);
  const code = networkCode(failure.cause);
  if (code === "UND_ERR_CLOSED" || code === "UND_ERR_DESTROYED") {
    return { error: closing(), counts: false, again: false };
  }
  if (code === "UND_ERR_INVALID_ARG") {
    const error = new PsaError("internal", "The request could not be put together.", {
      cause: failure.cause,
    });
    return { error, counts: false, again: false };
  }
  if (unsure) {
    const error = new PsaError(
      "outcome_unknown",
      `The connection to ${vendor.title} broke after the change had been sent (${code}).`,
      {
        advice: CHECK,
        cause: failure.cause,
      },
    );
    return { error, counts: true, again: false };
  }
  if (failure.cause instanceof Error && failure.cause.name === "HTTPParserError") {
    const error = new PsaError(
      "bad_response",
      `${vendor.title} answered with something that is not HTTP.`,
      { cause: failure.cause },
    );
    return { error, counts: true, again: false };
  }
  const certificate = /CERT|SELF_SIGNED|VERIFY|^ERR_TLS|^ERR_SSL/.test(code);
  const error = certificate
    ? new PsaError(
        "unavailable",
        `The TLS certificate of ${vendor.title} could not be verified (${code}).`,
        {
          advice:
            "Check the vendor's address, this machine's clock and its certificate authorities.",
          cause: failure.cause,
        },
      )
    : new PsaError("unavailable", `${vendor.title} could not be reached (${code}).`, {
        advice: failure.sent
          ? "The connection broke before the answer was complete; try again."
          : "Check the network, the vendor's address and its status page; then try again.",
        cause: failure.cause,
      });
  return { error, counts: true, again: !certificate };
}

function stoppedFailure(
  vendor: AnyVendor,
  failure: SendFailure,
  unsure: boolean,
  seconds: number,
): Failure {
  const why = failure.cause instanceof Stopped ? failure.cause.why : "cancelled";
  if (why === "deadline") {
    const error = unsure
      ? new PsaError(
          "outcome_unknown",
          `${vendor.title} did not confirm the change within ${seconds} s.`,
          { advice: CHECK },
        )
      : new PsaError("timeout", `${vendor.title} did not answer within ${seconds} s.`);
    return { error, counts: true, again: false };
  }
  const error = unsure
    ? new PsaError("outcome_unknown", "The call was cancelled after the change had been sent.", {
        advice: CHECK,
      })
    : new PsaError("cancelled", "The call was cancelled.");
  return { error, counts: false, again: false };
}

/** What a stop means while a request still waited to be sent. */
export function unsentStop(vendor: AnyVendor, stopped: Stopped): PsaError {
  if (stopped.why === "cancelled")
    return new PsaError("cancelled", "The call was cancelled before the request was sent.");
  if (stopped.why === "closing") return closing();
  return new PsaError(
    "timeout",
    `No free place for a request to ${vendor.title} in time; it was not sent.`,
    {
      advice: "Wait a moment, then call again with fewer calls at once.",
    },
  );
}

/** The refusal of an upstream that shuts down. */
export function closing(): PsaError {
  return new PsaError("unavailable", "The server is shutting down; the request was not sent.");
}

/** The system's or undici's short code, never its message: that can name addresses. */
function networkCode(cause: unknown): string {
  let current: unknown = cause;
  for (let depth = 0; depth < 4 && current instanceof Error; depth += 1) {
    if (
      "code" in current &&
      typeof current.code === "string" &&
      /^[A-Z0-9_]{2,60}$/.test(current.code)
    )
      return current.code;
    current = current.cause;
  }
  return "connection failed";
}

/** A success that cannot be used. Of a write that may not be repeated, the change itself was made or may have been. */
export function junk(vendor: AnyVendor, request: Request, status: number, what: string): PsaError {
  if (request.repeatable) {
    return new PsaError("bad_response", `${vendor.title} answered with ${what} instead of data.`, {
      status,
    });
  }
  return new PsaError(
    "outcome_unknown",
    `${vendor.title} took the change but answered with ${what} instead of data.`,
    {
      status,
      advice: CHECK,
    },
  );
}
