import { json, type Answer } from "../http/message.ts";

/** One entry of an `errors` list. */
export interface Problem {
  code: string;
  message: string;
  resource: string;
  field: string;
}

/** Ends a request with an answer that is not a success. */
export class ApiError extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`HTTP ${answer.status}`);
    this.answer = answer;
  }
}

/** An error in the vendor's usual envelope. */
export function errorAnswer(
  status: number,
  code: string,
  message: string,
  errors?: readonly Problem[],
): Answer {
  return json(status, { code, message, errors: errors ?? null }, "application/json; charset=utf-8");
}

function failure(status: number, code: string, message: string): ApiError {
  return new ApiError(errorAnswer(status, code, message));
}

/** A record that does not pass: every problem at once. */
export function invalidObject(resource: string, problems: readonly Problem[]): ApiError {
  const message = `${resource} object is invalid`;
  return new ApiError(errorAnswer(400, "InvalidObject", message, problems));
}

/** A mistake in `conditions` and its relatives. */
export function badCondition(message: string): ApiError {
  return failure(400, "ApiFindCondition", message);
}

/** A parameter or a body that cannot be read, or a step that the record's state does not allow. */
export function badRequest(message: string, code = "ConnectWiseApi"): ApiError {
  return failure(400, code, message);
}

export function unauthorized(message = "Incorrect public/private key"): ApiError {
  return failure(401, "Unauthorized", message);
}

/** The member's security role does not allow it. */
export function denied(): ApiError {
  return failure(403, "Security", "You do not have security permission to perform this action.");
}

export function notFound(message: string): ApiError {
  return failure(404, "NotFound", message);
}

export function conflict(message: string): ApiError {
  return failure(409, "Conflict", message);
}

export function otherError(status: number, message: string): ApiError {
  return failure(status, "ConnectWiseApi", message);
}

/** Too many requests: the one envelope with `error` in place of `code`. */
export function tooMany(seconds: number): Answer {
  const answer = json(
    429,
    {
      error: "ConnectWiseAPI",
      message: `Too many requests. Please try again in ${seconds} seconds.`,
    },
    "application/json; charset=utf-8",
  );
  answer.headers["retry-after"] = String(seconds);
  return answer;
}
