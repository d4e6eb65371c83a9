import { randomBytes } from "node:crypto";
import type { FilePart } from "../define/index.ts";

/** Quotes and line breaks would end a name early (RFC 7578, section 4.2). */
const quoted = (name: string): string =>
  name.replace(/["\r\n\\]/g, (character) => encodeURIComponent(character));

/** A form with files and fields, as bytes and the content type that names its boundary. */
export function multipart(
  files: readonly FilePart[],
  fields: Readonly<Record<string, string>> = {},
): { readonly body: Buffer; readonly contentType: string } {
  const boundary = `psa-mcp-${randomBytes(18).toString("hex")}`;
  return {
    body: Buffer.concat([
      ...Object.entries(fields).map(([name, value]) =>
        Buffer.from(
          `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
        ),
      ),
      ...files.flatMap((file) => filePart(file, boundary)),
      Buffer.from(`--${boundary}--\r\n`),
    ]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

function filePart(file: FilePart, boundary: string): readonly Uint8Array[] {
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.mimeType)
    ? file.mimeType
    : "application/octet-stream";
  const head =
    `--${boundary}\r\n` +
    `Content-Disposition: form-data; name="${quoted(file.field)}"; filename="${quoted(file.fileName)}"\r\n` +
    `Content-Type: ${type}\r\n\r\n`;
  return [Buffer.from(head), file.bytes, Buffer.from("\r\n")];
}
