import { randomBytes } from "node:crypto";
import type { FilePart } from "../define/index.ts";

/** Quotes and line breaks would end a name early (RFC 7578, section 4.2). */
const quoted = (name: string): string =>
  name.replace(/["\r\n\\]/g, (character) => encodeURIComponent(character));

/** A form with one file, as bytes and the content type that names its boundary. */
export function multipart(file: FilePart): { readonly body: Buffer; readonly contentType: string } {
  const boundary = `psa-mcp-${randomBytes(18).toString("hex")}`;
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.mimeType)
    ? file.mimeType
    : "application/octet-stream";
  const head =
    `--${boundary}\r\n` +
    `Content-Disposition: form-data; name="${quoted(file.field)}"; filename="${quoted(file.fileName)}"\r\n` +
    `Content-Type: ${type}\r\n\r\n`;
  return {
    body: Buffer.concat([Buffer.from(head), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}
