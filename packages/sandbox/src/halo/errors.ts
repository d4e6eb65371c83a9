import { json, type Answer } from "../http/message.ts";

const JSON_TYPE = "application/json; charset=utf-8";

/** Ends a request with an answer that is not a success. */
export class ApiError extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`HTTP ${answer.status}`);
    this.answer = answer;
  }
}

/** 401, 403, 404 and 500 have no body. */
export function empty(status: number): Answer {
  return { status, headers: {}, body: "" };
}

export function unauthorized(): ApiError {
  return new ApiError(empty(401));
}

/** Scope or role: the vendor does not say which. */
export function forbidden(): ApiError {
  return new ApiError(empty(403));
}

export function notFound(): ApiError {
  return new ApiError(empty(404));
}

/** A parameter that cannot be read: a map of names. */
export function invalidValue(name: string, value: string): ApiError {
  return mapped({ [name]: [`The value '${value}' is not valid.`] });
}

/** A map of names with messages, as model binding and JSON conversion answer. */
export function mapped(problems: Readonly<Record<string, readonly string[]>>): ApiError {
  return new ApiError(json(400, problems, JSON_TYPE));
}

/** What validation says: the body is nothing but a JSON string. */
export function sentence(message: string): ApiError {
  return new ApiError(json(400, message, JSON_TYPE));
}

/** A serialized .NET exception, which is what unforeseen mistakes become. */
export function exception(message: string): ApiError {
  return new ApiError(
    json(
      400,
      {
        ClassName: "System.Exception",
        Message: message,
        Data: null,
        InnerException: null,
        HelpURL: null,
        StackTraceString: null,
        RemoteStackTraceString: null,
        RemoteStackIndex: 0,
        ExceptionMethod: null,
        HResult: -2_146_233_088,
        Source: null,
        WatsonBuckets: null,
      },
      JSON_TYPE,
    ),
  );
}

/** The remaining form: a code with a message. */
export function coded(resultCode: number, errorMessage: string): ApiError {
  return new ApiError(json(400, { resultCode, errorMessage }, JSON_TYPE));
}

export function unsupported(): ApiError {
  return new ApiError(empty(415));
}

/** The plain text of a full window. */
export function tooMany(requests: number, windowSeconds: number): Answer {
  const minutes = windowSeconds / 60;
  return {
    status: 429,
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: `Rate Limit Reached - ${requests} Requests per rolling ${minutes} minute window.`,
  };
}

/** Success with JSON. */
export function ok(body: unknown, status = 200): Answer {
  return json(status, body, JSON_TYPE);
}
