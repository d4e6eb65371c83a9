import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import type { WireAnswer } from "./send.ts";

const decoders = new Map([
  ["gzip", promisify(gunzip)],
  ["x-gzip", promisify(gunzip)],
  ["deflate", promisify(inflate)],
  ["br", promisify(brotliDecompress)],
]);

/** What is wrong with a body before anybody looks at its meaning. */
export type BodyProblem = "too_large" | "unreadable";

/** The bytes as the vendor meant them, decompressed to at most `maxBytes`. */
export async function plainBytes(
  answer: WireAnswer,
  maxBytes: number,
): Promise<Buffer | BodyProblem> {
  const coding = answer.headers["content-encoding"]?.trim().toLowerCase() ?? "";
  if (coding === "" || coding === "identity" || answer.bytes.length === 0) return answer.bytes;
  const decode = decoders.get(coding);
  if (decode === undefined) return "unreadable";
  try {
    return await decode(answer.bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "ERR_BUFFER_TOO_LARGE" ? "too_large" : "unreadable";
  }
}

/** Parsed JSON, or undefined when the text is none. A byte order mark is skipped. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text) };
  } catch {
    return undefined;
  }
}

/** True when a body is a page for people. */
export function looksLikeHtml(contentType: string | undefined, text: string): boolean {
  return (
    /\bhtml\b/i.test(contentType ?? "") ||
    /^\s*<(?:!doctype|html|head|body)\b/i.test(text.slice(0, 200))
  );
}
