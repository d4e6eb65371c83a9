import type { ErrorCode } from "./codes.ts";
import { PsaError } from "./psa-error.ts";

/** How one part of a larger answer went: its value, or why it is missing. */
export type Attempt<Value> =
  | { readonly value: Value; readonly failure?: undefined }
  | { readonly value?: undefined; readonly failure: PsaError };

/** Failures after which the rest of the call makes no sense either. */
const FATAL: readonly ErrorCode[] = [
  "cancelled",
  "credential_missing",
  "credential_rejected",
  "rate_limited",
];

/**
 * Awaits one part of an answer of several parts, turning its failure into a finding. Failures of the `fatal` codes still
 * end the whole call: by default cancellation, a refused credential and an exhausted budget.
 */
export async function attempt<Value>(
  part: Promise<Value>,
  fatal: readonly ErrorCode[] = FATAL,
): Promise<Attempt<Value>> {
  return part.then(
    (value) => ({ value }),
    (thrown: unknown) => {
      if (thrown instanceof PsaError && !fatal.includes(thrown.code)) return { failure: thrown };
      throw thrown;
    },
  );
}

/** A failure in one line, with the vendor's own first reason. */
export function reasonOf(failure: PsaError): string {
  const reason = failure.reasons[0]?.text;
  return reason === undefined ? failure.message : `${failure.message} (${reason})`;
}
