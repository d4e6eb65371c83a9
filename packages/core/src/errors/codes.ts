/** What went wrong, in one word a program can branch on. The table says what a person should know about each. */
export type ErrorCode =
  | "invalid_arguments"
  | "not_found"
  | "conflict"
  | "credential_missing"
  | "credential_rejected"
  | "forbidden"
  | "rate_limited"
  | "unavailable"
  | "timeout"
  | "outcome_unknown"
  | "bad_response"
  | "too_large"
  | "unsupported"
  | "confirmation_required"
  | "cancelled"
  | "configuration"
  | "internal";

/** How one kind of failure behaves: whether trying again can help, and the advice given when a thrower gives none. */
export interface ErrorKind {
  /** True when the same call may succeed later without a change. */
  readonly retryable: boolean;
  /** What the caller should do next; one sentence. */
  readonly advice: string;
}

/** Every failure that a tool call can end in. New codes go here and nowhere else. */
export const errorTable: Readonly<Record<ErrorCode, ErrorKind>> = {
  invalid_arguments: { retryable: false, advice: "Correct the arguments and call again." },
  not_found: { retryable: false, advice: "Check the id; list or search to find the right one." },
  conflict: {
    retryable: false,
    advice: "Read the record again, then repeat the change on its present state.",
  },
  credential_missing: {
    retryable: false,
    advice: "Configure the vendor's credential for this server.",
  },
  credential_rejected: {
    retryable: false,
    advice: "Check that the credential is complete, current and for this region.",
  },
  forbidden: {
    retryable: false,
    advice: "The credential lacks this right; ask an administrator of the vendor.",
  },
  rate_limited: { retryable: true, advice: "Wait, then call again." },
  unavailable: {
    retryable: true,
    advice: "The vendor does not answer well at the moment; try again later.",
  },
  timeout: {
    retryable: true,
    advice: "The vendor took too long; narrow the request or try again.",
  },
  outcome_unknown: {
    retryable: false,
    advice: "The change may have been made. Check before sending it again.",
  },
  bad_response: {
    retryable: true,
    advice: "The vendor's answer could not be used; try again, then report it.",
  },
  too_large: {
    retryable: false,
    advice: "Ask for less: a smaller page, a narrower filter or a single record.",
  },
  unsupported: { retryable: false, advice: "This is not available here." },
  confirmation_required: {
    retryable: false,
    advice: "Show the preview to the person, then call again with the confirm token.",
  },
  cancelled: { retryable: false, advice: "The call was cancelled." },
  configuration: { retryable: false, advice: "Correct the configuration and start again." },
  internal: {
    retryable: false,
    advice: "This is a fault of the server; report it with the request id.",
  },
};
