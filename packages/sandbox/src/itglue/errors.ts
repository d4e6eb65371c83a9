import { html, json, type Answer } from "../http/message.ts";
import type { Json } from "./model.ts";

/** The media type of every JSON answer. */
export const MEDIA_TYPE = "application/vnd.api+json";

/** Ends a request with an answer that is not a success. */
export class ApiError extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`HTTP ${answer.status}`);
    this.answer = answer;
  }
}

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  413: "Payload Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Entity",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** One entry of an `errors` list. */
export interface Problem {
  detail: string | string[];
  pointer?: string;
}

/** An answer with JSON:API errors. The status inside is a number here, and a string in two other cases. */
export function errorAnswer(status: number, problems: readonly Problem[]): Answer {
  const errors = problems.map(({ detail, pointer }) => ({
    status,
    title: titles[status] ?? "Error",
    detail,
    ...(pointer === undefined ? {} : { source: { pointer } }),
  }));
  return jsonApi(status, { errors });
}

/** A JSON:API answer. */
export function jsonApi(status: number, body: unknown): Answer {
  return json(status, body, `${MEDIA_TYPE}; charset=utf-8`);
}

/** The body of a 401 for a key that is missing, wrong, revoked or expired. Its status is a string. */
export function badKey(form: "errors" | "message"): ApiError {
  const detail = "The API key is invalid, expired or revoked";
  const body: Json =
    form === "errors"
      ? { errors: [{ status: "401", title: "Unauthorized", detail }] }
      : { message: "Unauthorized" };
  return new ApiError(jsonApi(401, body));
}

/** A record that exists in another organization or account, or a wrong organization or type id. */
export function notVisible(): ApiError {
  return new ApiError(
    errorAnswer(401, [{ detail: "Unauthorized resource access", pointer: "id" }]),
  );
}

/** A route that only session tokens may use. */
export function onlyForJwt(): ApiError {
  return new ApiError(errorAnswer(401, [{ detail: "Only supported for JWT requests" }]));
}

/** A value that the key may not see. */
export function noPasswordAccess(): ApiError {
  return new ApiError(errorAnswer(401, [{ detail: "This API key does not have Password Access" }]));
}

/** A record that does not exist. */
export function recordNotFound(): ApiError {
  return new ApiError(errorAnswer(404, [{ detail: "Record not found" }]));
}

/** A path that does not exist: a page of HTML, as web frameworks send. */
export function routeNotFound(): ApiError {
  return new ApiError(
    html(
      404,
      "<!DOCTYPE html><html><head><title>The page you were looking for doesn't exist (404)</title></head>" +
        "<body><h1>The page you were looking for doesn't exist.</h1></body></html>",
    ),
  );
}

/** A parameter that has to be there. */
export function parameterMissing(name: string): ApiError {
  return new ApiError(
    errorAnswer(400, [{ detail: `param is missing or the value is empty: ${name}` }]),
  );
}

export function badRequest(detail: string): ApiError {
  return new ApiError(errorAnswer(400, [{ detail }]));
}

export function forbidden(detail: string): ApiError {
  return new ApiError(errorAnswer(403, [{ detail }]));
}

/** One attribute, or the whole, does not validate. */
export function invalid(detail: string | string[], pointer?: string): ApiError {
  return new ApiError(errorAnswer(422, [pointer === undefined ? { detail } : { detail, pointer }]));
}

/** Several problems at once. */
export function invalidAll(problems: readonly Problem[]): ApiError {
  return new ApiError(errorAnswer(422, problems));
}
