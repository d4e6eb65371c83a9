import {
  PsaError,
  z,
  type FilePart,
  type RawAnswer,
  type SendOptions,
  type Settings,
} from "@psa-mcp/core";
import { instanceOf } from "./settings.ts";

/** A file that a call brings. */
interface GivenFile {
  readonly field?: string | undefined;
  readonly name: string;
  readonly content: string;
  readonly base64?: boolean | undefined;
  readonly mime_type?: string | undefined;
}

const file: z.ZodType<GivenFile, GivenFile> = z.object({
  field: z.string().min(1).max(100).optional(),
  name: z.string().min(1).max(200),
  content: z.string().max(14_000_000).describe("Text, or base64"),
  base64: z.boolean().optional(),
  mime_type: z.string().max(100).optional(),
});

type Named = z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodString>>;

/** Arguments of every call of an address that a customer defined. */
export const bodyArguments: {
  readonly payload: z.ZodOptional<z.ZodUnknown>;
  readonly text: z.ZodOptional<z.ZodString>;
  readonly text_type: z.ZodOptional<z.ZodString>;
  readonly fields: Named;
  readonly files: z.ZodOptional<z.ZodArray<typeof file>>;
  readonly headers: Named;
  readonly timeout_seconds: z.ZodOptional<z.ZodInt>;
} = {
  payload: z.unknown().optional().describe("JSON"),
  text: z.string().max(5_000_000).optional().describe("XML or other text, instead of payload"),
  text_type: z.string().max(100).optional().describe("application/xml by default"),
  fields: z.record(z.string(), z.string()).optional().describe("Form fields"),
  files: z.array(file).max(10).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  timeout_seconds: z.int().min(1).max(600).optional(),
};

/** What such a call sends. Throws `invalid_arguments` where two bodies are given. */
export function bodyOf(input: {
  readonly payload?: unknown;
  readonly text?: string | undefined;
  readonly text_type?: string | undefined;
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly files?: readonly GivenFile[] | undefined;
}): Pick<SendOptions, "body" | "text" | "files" | "fields"> {
  const { payload, text, fields, files } = input;
  const multipart = fields !== undefined || files !== undefined;
  if ([payload !== undefined, text !== undefined, multipart].filter(Boolean).length > 1) {
    throw new PsaError("invalid_arguments", "Give one of payload, text, and fields with files.");
  }
  if (multipart) {
    return {
      ...(fields === undefined ? {} : { fields }),
      files: (files ?? []).map((given): FilePart => ({
        field: given.field ?? "file",
        fileName: given.name,
        mimeType: given.mime_type ?? "application/octet-stream",
        bytes: Buffer.from(given.content, given.base64 === true ? "base64" : "utf8"),
      })),
    };
  }
  if (text !== undefined)
    return { text: { content: text, mimeType: input.text_type ?? "application/xml" } };
  return payload === undefined ? {} : { body: payload };
}

/** Headers of an answer that tell a caller something. */
const TOLD = new Set(["content-type", "content-disposition", "location", "retry-after", "warning"]);

/** Headers that an integration sets itself; those that every page of the server has are no news. */
const OWN = /^x-(?!content-type-options$|frame-options$|xss-protection$|powered-by$)/;

/** An answer as data: status, the headers that matter, the body as JSON where it is JSON. */
export function recordOf(answer: RawAnswer): Record<string, unknown> {
  const headers = Object.fromEntries(
    Object.entries(answer.headers).filter(([name]) => TOLD.has(name) || OWN.test(name)),
  );
  const type = answer.headers["content-type"] ?? "";
  const isText = /json|xml|text|html|javascript|form-urlencoded/i.test(type) || type === "";
  const text = isText ? Buffer.from(answer.bytes).toString("utf8") : undefined;
  return {
    status: answer.status,
    headers,
    body:
      text === undefined
        ? { base64: Buffer.from(answer.bytes).toString("base64"), bytes: answer.bytes.length }
        : (parsed(text) ?? text),
    ...runOf(parsed(text ?? "")),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The run's number, where the integration's answer happens to carry it. */
function runOf(body: unknown): { readonly run_id?: number } {
  if (typeof body !== "object" || body === null) return {};
  const { run_history_id: id } = body as { readonly run_history_id?: unknown };
  return typeof id === "number" ? { run_id: id } : {};
}

/** Throws what a failure's status means, with the body kept. */
export function assertSuccess(answer: RawAnswer, what: string): void {
  const { status } = answer;
  if (status < 400 && !(status >= 300 && status < 400)) return;
  const record = recordOf(answer);
  const details = { status, body: record["body"], headers: record["headers"] };
  const error = (
    code: ConstructorParameters<typeof PsaError>[0],
    message: string,
    advice: string,
  ): PsaError => new PsaError(code, message, { status, advice, details });
  if (status < 400) {
    throw error(
      "forbidden",
      `${what} leads to another page (status ${status}).`,
      "The credential is not accepted here, or the path is wrong.",
    );
  }
  if (status === 409) {
    throw error(
      "conflict",
      `${what}: the first run with this idempotency key is still in progress.`,
      "Wait, then repeat the call with the same idempotency_key: it answers with the first run's result.",
    );
  }
  if (status === 415) {
    throw error(
      "invalid_arguments",
      `${what} does not take this body.`,
      "PUT and PATCH take at most one file; send several with POST.",
    );
  }
  if (status === 403)
    throw error(
      "forbidden",
      `${what} is not permitted to this account.`,
      "It takes execute permission on the integration.",
    );
  if (status === 404) {
    throw error(
      "not_found",
      `${what} is not there.`,
      "Check path_name; the integration must be active and callable over HTTP (http_api).",
    );
  }
  throw error(
    status >= 500 ? "bad_response" : "invalid_arguments",
    `${what} answered with status ${status}.`,
    "The body is the integration's own answer.",
  );
}

/** Throws `configuration` where no instance is set. */
export function assertConfigured(settings: Settings): void {
  if (instanceOf(settings) !== undefined) return;
  throw new PsaError("configuration", "No instance is configured.", {
    advice: "Set IG_URL to the address of the instance.",
  });
}
