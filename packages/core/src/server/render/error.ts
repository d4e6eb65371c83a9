import { PsaError, toPsaError } from "../../errors/index.ts";
import type { RenderedResult } from "./index.ts";

/** A failure as a tool's answer: what happened, the vendor's reasons, what to do; the same as data for programs. */
export function renderError(thrown: unknown, form: "text" | "structured" | "both"): RenderedResult {
  const error = toPsaError(thrown);
  const reasons = error.reasons.map((reason) =>
    reason.field === undefined ? reason.text : `${reason.field}: ${reason.text}`,
  );
  const text = [
    error.message,
    ...(reasons.length === 0 ? [] : [`Reasons given: ${reasons.join("; ")}`]),
    ...(error.retryAfterSeconds === undefined
      ? []
      : [`Try again in ${Math.ceil(error.retryAfterSeconds)} s.`]),
    ...(error.advice === "" ? [] : [error.advice]),
    ...(error.details === undefined ? [] : [JSON.stringify(error.details)]),
    `[${error.code}${error.requestId === undefined ? "" : `, request ${error.requestId}`}]`,
  ].join("\n");
  return {
    content: [{ type: "text", text }],
    isError: true,
    ...(form === "text" ? {} : { structuredContent: errorRecord(error) }),
  };
}

function errorRecord(error: PsaError): Record<string, unknown> {
  const pointer = error.reasons.find((reason) => reason.field !== undefined)?.field;
  return {
    error: {
      code: error.code,
      ...(error.status === undefined ? {} : { status: error.status }),
      title: error.message,
      detail: error.reasons.map((reason) => reason.text),
      ...(pointer === undefined ? {} : { pointer }),
      ...(error.requestId === undefined ? {} : { request_id: error.requestId }),
      ...(error.retryAfterSeconds === undefined ? {} : { retry_after: error.retryAfterSeconds }),
      retryable: error.retryable,
      advice: error.advice,
      ...error.details,
    },
  };
}
