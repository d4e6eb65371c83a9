// Errors: one table of codes, one class, and redaction in its constructor.
export { attempt, reasonOf, type Attempt } from "./attempt.ts";
export { errorTable, type ErrorCode, type ErrorKind } from "./codes.ts";
export { PsaError, toPsaError, type PsaErrorOptions, type VendorReason } from "./psa-error.ts";
export {
  redactorFor,
  redactSecrets,
  redactText,
  registerCallerSecret,
  registerSecret,
} from "./redact.ts";
