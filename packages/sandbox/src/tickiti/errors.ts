import { html, json, type Answer } from "../http/message.ts";
import type { Switches } from "./profiles.ts";
import type { Family } from "./routes.ts";

/** Mistakes by the name of the field, as Laravel lists them. */
export type FieldErrors = Record<string, string[]>;

/** Ends a request with an answer that is not a success. */
export class Failure extends Error {
  readonly status: number;
  /** The machine-readable code that tickets routes send. */
  readonly code: string;
  readonly errors: FieldErrors | undefined;

  constructor(status: number, code: string, message: string, errors?: FieldErrors) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

/** The mark by which an answer with status 200 says that it failed. */
export type RefusalMark = "my_error" | "amf_error" | "error" | "ok";

/** A refusal that screens show in a box: it comes with status 200. */
export class Refusal extends Error {
  readonly mark: RefusalMark;

  constructor(message: string, mark: RefusalMark = "my_error") {
    super(message);
    this.mark = mark;
  }
}

/** What the caller sent does not pass: every mistake at once. */
export function invalid(errors: FieldErrors): Failure {
  const all = Object.values(errors).flat();
  const more = all.length > 1 ? ` (and ${all.length - 1} more errors)` : "";
  return new Failure(422, "validation_failed", `${all[0] ?? "Invalid."}${more}`, errors);
}

/** Not there, or not visible to the caller: nobody is told which. */
export function notFound(what: string, code = "not_found"): Failure {
  return new Failure(404, code, `${what} not found.`);
}

/** The framework's 404 for a record that a screen names by id. */
export function noRecord(model: string, id: number | string): Failure {
  return new Failure(404, "not_found", `No query results for model [App\\Models\\${model}] ${id}`);
}

/** A failure in the envelope of its family. */
export function failureAnswer(failure: Failure, family: Family, switches: Switches): Answer {
  const { status, code, message, errors } = failure;
  const list = errors ? { errors } : {};
  if (family !== "tickets") return json(status, { message, ...list });
  return json(
    status,
    switches.errorCode === "text"
      ? { ok: false, error: code, message, ...list }
      : { ok: false, error: { code, message, ...list } },
  );
}

/** A refusal as the present switches send it. */
export function refusalAnswer({ message, mark }: Refusal, switches: Switches): Answer {
  if (switches.inUse === "409") return json(409, { message });
  return json(200, mark === "ok" ? { ok: false, message } : { [mark]: message });
}

/** What the framework says before a controller is reached. */
export function plain(status: number, message: string): Answer {
  return json(status, { message });
}

/** An error in the vendor's shape, for faults and for bodies that are refused. */
export function vendorError(status: number, detail: string): Answer {
  if (status >= 500) {
    if (status !== 500) return page(status, "Server Error");
    return plain(500, "Server Error");
  }
  if (status === 401) return plain(401, "Unauthenticated.");
  if (status === 429) return plain(429, "Too Many Attempts.");
  return plain(status, detail);
}

/** The page that stands in front of the application when it is away. */
export function page(status: number, title: string): Answer {
  return html(
    status,
    `<!DOCTYPE html><html lang="en"><head><title>${title}</title></head><body><h1>${status} | ${title}</h1></body></html>`,
  );
}
