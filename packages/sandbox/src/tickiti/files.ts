import { createHash } from "node:crypto";
import type { Call } from "./call.ts";
import { invalid } from "./errors.ts";
import { takeImages } from "./html.ts";
import type { Attachment, Fields } from "./model.ts";

/** The largest image that a body may bring: 10 MB. Our guess. */
const IMAGE_LIMIT = 10 * 1024 * 1024;

const SIGNATURES: readonly [prefix: string, type: string][] = [
  ["89504e470d0a1a0a", "image/png"],
  ["ffd8ff", "image/jpeg"],
  ["47494638", "image/gif"],
  ["424d", "image/bmp"],
  ["25504446", "application/pdf"],
  ["504b0304", "application/zip"],
  ["4d5a", "application/x-dosexec"],
];

/** What the bytes are, whatever the name says. */
export function sniff(bytes: Buffer): string {
  const head = bytes.subarray(0, 16).toString("hex");
  const known = SIGNATURES.find(([prefix]) => head.startsWith(prefix));
  if (known) return known[1];
  if (head.startsWith("52494646") && bytes.subarray(8, 12).toString() === "WEBP") {
    return "image/webp";
  }
  if (bytes.includes(0)) return "application/octet-stream";
  const text = bytes.subarray(0, 512).toString("utf8").trimStart().toLowerCase();
  if (/^(?:<\?xml[^>]*>\s*)?<svg\b/.test(text)) return "image/svg+xml";
  if (text.startsWith("<!doctype html") || text.startsWith("<html")) return "text/html";
  return "text/plain";
}

/** The hash of an attachment's bytes, in hexadecimal. */
export function hashOf(attachment: Attachment): string {
  return digest(Buffer.from(attachment.content, "base64"));
}

function digest(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** How an attachment is told with its response, without its bytes. */
export function attachmentFacts(attachment: Attachment): Fields {
  const { id, name, mime_type, file_size, is_inline, content_id } = attachment;
  return { id: String(id), name, mime_type, file_size, is_inline, content_id };
}

/** A body whose images became attachments; `attach` stores them once the response has its id. */
export function storeImages(
  call: Call,
  html: string,
  field: string,
): { html: string; attach(responseId: number): void } {
  const table = call.state.store.table("attachments");
  const taken = takeImages(
    html,
    (index, bytes) => `${digest(bytes).slice(0, 16)}-${index + 1}@larkfield.example`,
  );
  const tooLarge = taken.images.find(({ bytes }) => bytes.length > IMAGE_LIMIT);
  if (tooLarge) {
    throw invalid({ [field]: [`The image ${tooLarge.name} must not be greater than 10 MB.`] });
  }
  return {
    html: taken.html,
    attach(responseId) {
      for (const { bytes, contentId, name } of taken.images) {
        table.insert({
          response_id: responseId,
          name,
          mime_type: sniff(bytes),
          file_size: bytes.length,
          is_inline: true,
          content_id: contentId,
          content: bytes.toString("base64"),
        });
      }
    },
  };
}
