import type { Dispatcher } from "undici";
import type {
  AnyVendor,
  Settings,
  TokenExchange,
  VendorAnswer,
  VendorProblem,
} from "../define/index.ts";
import { PsaError, type ErrorCode } from "../errors/index.ts";
import { looksLikeHtml, parseJson, plainBytes } from "./body.ts";
import { retryAfterSeconds } from "./retry-after.ts";
import { SendFailure, send, type WireAnswer } from "./send.ts";
import type { TokenAddress } from "./token-address.ts";
import { Stopped } from "./stop.ts";
import { vendorAnswer } from "./problems.ts";
import type { IssuedToken } from "./tokens.ts";

/** A token answer is small; what is larger is something else. */
const LARGEST_ANSWER = 256 * 1024;
const LONGEST_TOKEN = 32 * 1024;
/** Of a token whose answer does not say how long it lives. */
const USUAL_LIFE = 300;
const LONGEST_LIFE = 86_400;
/** What RFC 6750 lets a token consist of. */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

/** One request for a token. Rejects with PsaError: `credential_rejected`, `configuration`, `rate_limited`, `unavailable`, `timeout` … */
export async function requestToken(
  vendor: AnyVendor,
  exchange: TokenExchange,
  address: TokenAddress,
  values: Readonly<Record<string, string>>,
  settings: Settings,
  userAgent: string,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<IssuedToken> {
  const body = new URLSearchParams(exchange.form(values, settings)).toString();
  let answer: WireAnswer;
  let bytes: Awaited<ReturnType<typeof plainBytes>>;
  try {
    answer = await send(
      dispatcher,
      {
        origin: address.origin,
        method: "POST",
        path: address.wire,
        headers: {
          accept: "application/json",
          "accept-encoding": "gzip",
          "content-type": "application/x-www-form-urlencoded",
          "user-agent": userAgent,
          ...exchange.headers?.(values, settings),
        },
        body,
        maxBytes: LARGEST_ANSWER,
      },
      signal,
    );
    bytes = await plainBytes(answer, LARGEST_ANSWER);
  } catch (thrown) {
    throw unanswered(vendor, address, thrown);
  }
  const text = typeof bytes === "string" ? "" : bytes.toString("utf8");
  if (answer.status < 200 || answer.status >= 300)
    throw refused(vendor, exchange, address, answer, text);
  const issued = looksLikeHtml(answer.headers["content-type"], text) ? undefined : readToken(text);
  if (issued === undefined) throw noToken(vendor, address);
  return issued;
}

function noToken(vendor: AnyVendor, address: TokenAddress): PsaError {
  return new PsaError(
    "bad_response",
    `${address.shown} answered without an access token for ${vendor.title}.`,
    { advice: "Check the address of the token endpoint." },
  );
}

function readToken(text: string): IssuedToken | undefined {
  const body = parseJson(text)?.value as
    | { access_token?: unknown; expires_in?: unknown; token_type?: unknown }
    | null
    | undefined;
  const token = body?.access_token;
  if (typeof token !== "string" || token.length > LONGEST_TOKEN || !TOKEN.test(token))
    return undefined;
  const kind = body?.token_type;
  if (typeof kind === "string" && kind.toLowerCase() !== "bearer") return undefined;
  const life = Number(body?.expires_in ?? USUAL_LIFE);
  return {
    token,
    lifeSeconds: Number.isFinite(life) && life > 0 ? Math.min(life, LONGEST_LIFE) : USUAL_LIFE,
  };
}

function unanswered(vendor: AnyVendor, address: TokenAddress, thrown: unknown): unknown {
  if (!(thrown instanceof SendFailure)) return thrown;
  if (thrown.kind === "too_large") return noToken(vendor, address);
  if (thrown.kind === "stopped") {
    const closing = thrown.cause instanceof Stopped && thrown.cause.why === "closing";
    return closing
      ? new PsaError("unavailable", "The server is shutting down; no token was fetched.")
      : new PsaError("timeout", `No access token for ${vendor.title} came in time.`, {
          advice: `Check that ${address.origin} can be reached.`,
        });
  }
  return new PsaError(
    "unavailable",
    `${address.origin}, which issues access tokens for ${vendor.title}, could not be reached.`,
    { advice: "Check the network and the address of the token endpoint.", cause: thrown.cause },
  );
}

/** The error codes of RFC 6749 section 5.2 that speak of the client. */
const CLIENT_ERRORS = new Set([
  "invalid_client",
  "unauthorized_client",
  "invalid_grant",
  "access_denied",
]);

function refused(
  vendor: AnyVendor,
  exchange: TokenExchange,
  address: TokenAddress,
  answer: WireAnswer,
  text: string,
): PsaError {
  const facts = vendorAnswer({ method: "POST", path: address.path }, answer, text);
  const said = oauthError(facts.json);
  const mapped = mappedBy(exchange, facts);
  const usual = usualProblem(vendor, address, answer.status, said.error);
  const retryAfter = retryAfterSeconds(answer.headers, Date.now());
  const reason = [said.error, said.description].filter((part) => part !== undefined).join(": ");
  return new PsaError(mapped.code ?? usual.code, mapped.message ?? usual.message, {
    status: answer.status,
    ...advised(mapped.advice ?? usual.advice),
    reasons: mapped.reasons ?? (reason === "" ? [] : [{ text: reason }]),
    ...(retryAfter === undefined ? {} : { retryAfterSeconds: Math.ceil(retryAfter) }),
  });
}

const advised = (advice: string | undefined): { advice?: string } =>
  advice === undefined ? {} : { advice };

function mappedBy(exchange: TokenExchange, answer: VendorAnswer): VendorProblem {
  try {
    return exchange.errors?.(answer) ?? {};
  } catch {
    // A body that the mapper did not foresee must not hide the status.
    return {};
  }
}

function oauthError(json: unknown): { error?: string; description?: string } {
  const body = (typeof json === "object" && json !== null ? json : {}) as Record<string, unknown>;
  const text = (value: unknown): string | undefined =>
    typeof value === "string" && value !== "" ? value : undefined;
  const error = text(body["error"]);
  const description = text(body["error_description"]);
  return {
    ...(error === undefined ? {} : { error }),
    ...(description === undefined ? {} : { description }),
  };
}

function usualProblem(
  vendor: AnyVendor,
  address: TokenAddress,
  status: number,
  error: string | undefined,
): { readonly code: ErrorCode; readonly message: string; readonly advice?: string } {
  if (error === "invalid_scope") {
    return {
      code: "configuration",
      message: `${vendor.title} does not grant the scope that was asked for.`,
      advice: "Correct the scope, or grant it to the application.",
    };
  }
  if (status === 429) {
    return {
      code: "rate_limited",
      message: `${vendor.title} issues no further access tokens at the moment.`,
    };
  }
  if (status >= 500 || status === 408) {
    return {
      code: "unavailable",
      message: `${vendor.title} failed to issue an access token (status ${status}).`,
    };
  }
  if (CLIENT_ERRORS.has(error ?? "") || status === 400 || status === 401 || status === 403) {
    return {
      code: "credential_rejected",
      message: `${vendor.title} issues no access token for this credential.`,
      advice: "Check id and secret of the application, and that it may use client credentials.",
    };
  }
  return {
    code: "configuration",
    message: `${address.shown} is no token endpoint (status ${status}).`,
    advice: "Correct the address of the token endpoint.",
  };
}
