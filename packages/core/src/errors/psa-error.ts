import { errorTable, type ErrorCode } from "./codes.ts";
import { redactText } from "./redact.ts";
import { shown, shownLine } from "./shown.ts";

/** One reason the vendor gave: its text and, where it names one, the field it is about. */
export interface VendorReason {
  readonly text: string;
  readonly field?: string;
}

export interface PsaErrorOptions {
  /** What to do next; the table's advice when absent. */
  readonly advice?: string;
  /** HTTP status of the vendor's answer. */
  readonly status?: number;
  /** All reasons the vendor gave. */
  readonly reasons?: readonly VendorReason[];
  /** Seconds after which trying again makes sense. */
  readonly retryAfterSeconds?: number;
  /** The vendor's own id of the failed request, for its support. */
  readonly requestId?: string;
  /** Further facts for programs (suggestions, candidates); redacted like the rest. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Kept for the log alone; never shown to a caller. */
  readonly cause?: unknown;
}

/** Longest vendor text that is passed on; more is rarely a reason and often a page. */
const LONGEST_REASON = 500;

const safe = (text: string): string => shown(text, LONGEST_REASON);
/** A vendor's words. */
const safeLine = (text: string): string => shownLine(text, LONGEST_REASON);

/**
 * The one error that handlers and core throw on purpose. Its text is safe to show: secrets are masked here, in the
 * constructor, so that no thrower can forget it.
 */
export class PsaError extends Error {
  readonly code: ErrorCode;
  readonly advice: string;
  readonly status: number | undefined;
  readonly reasons: readonly VendorReason[];
  readonly retryAfterSeconds: number | undefined;
  readonly requestId: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, message: string, options: PsaErrorOptions = {}) {
    super(safe(message), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "PsaError";
    this.code = code;
    this.advice = options.advice === undefined ? errorTable[code].advice : safe(options.advice);
    this.status = options.status;
    this.reasons = (options.reasons ?? []).slice(0, 20).map((reason) => ({
      text: safeLine(reason.text),
      ...(reason.field === undefined ? {} : { field: safeLine(reason.field) }),
    }));
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.requestId = options.requestId === undefined ? undefined : safeLine(options.requestId);
    this.details =
      options.details === undefined
        ? undefined
        : (JSON.parse(redactText(JSON.stringify(options.details))) as Record<string, unknown>);
  }

  /** True when the same call may succeed later unchanged. */
  get retryable(): boolean {
    return errorTable[this.code].retryable;
  }
}

/** Any thrown value as a PsaError; unknown ones become `internal` with nothing of their text shown. */
export function toPsaError(thrown: unknown): PsaError {
  if (thrown instanceof PsaError) return thrown;
  if (thrown instanceof Error && thrown.name === "AbortError") {
    return new PsaError("cancelled", "The call was cancelled.", { cause: thrown });
  }
  return new PsaError("internal", "Something failed inside the server.", { cause: thrown });
}
