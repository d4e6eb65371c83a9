import { createHash } from "node:crypto";
import type { Answer } from "../http/message.ts";
import type { State } from "./call.ts";
import { text } from "./model.ts";
import { seededFile } from "./seed/files.ts";

/** How long a presigned address works. */
const LIFE_SECONDS = 3600;

/** The sizes in which an image is offered. */
export type ImageSize = "original" | "slim" | "thumbnail";

/** Makes an address that works for an hour without a key, as long as those of an object store. */
export function presign(state: State, kind: string, id: number | string, name: string): string {
  // Rounded down to five minutes, so that two reads shortly after each other are the same bytes.
  const step = 5 * 60 * 1000;
  const issued = new Date(Math.floor(state.clock.now().getTime() / step) * step);
  const date = issued.toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const path = `/files/${kind}/${id}/${encodeURIComponent(name)}`;
  const search = new URLSearchParams({
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": `SANDBOX/${date.slice(0, 8)}/us-west-2/s3/aws4_request`,
    "X-Amz-Date": date,
    "X-Amz-Expires": String(LIFE_SECONDS),
    "X-Amz-Security-Token": sign(path, date).repeat(17),
    "X-Amz-SignedHeaders": "host",
    "X-Amz-Signature": sign(path, date),
  });
  return `${state.baseUrl}${path}?${search.toString()}`;
}

/** True for the service's own storage addresses, which the sanitizer takes out of HTML. */
export function isStorageAddress(state: State, address: string): boolean {
  return address.startsWith(`${state.baseUrl}/files/`) || /[?&]X-Amz-Signature=/.test(address);
}

/** Serves a presigned address: 403 when it was changed or is too old, 404 when the file is gone. */
export function serveFile(state: State, method: string, url: URL): Answer {
  if (method !== "GET" && method !== "HEAD") return xml(405, "MethodNotAllowed");
  const date = url.searchParams.get("X-Amz-Date") ?? "";
  const signed = url.searchParams.get("X-Amz-Signature") === sign(url.pathname, date);
  const issued = Date.parse(
    date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"),
  );
  const age = state.clock.now().getTime() - issued;
  if (!signed || Number.isNaN(issued) || age > (LIFE_SECONDS + 300) * 1000) {
    return xml(403, "AccessDenied");
  }
  const [, , kind, id, name] = url.pathname.split("/");
  const bytes = fileBytes(state, kind ?? "", id ?? "");
  if (!bytes) return xml(404, "NoSuchKey");
  const type = contentType(decodeURIComponent(name ?? ""));
  return { status: 200, headers: { "content-type": type }, body: bytes };
}

/** The bytes of a stored or seeded file; nothing when its record was deleted. */
function fileBytes(state: State, kind: string, id: string): Buffer | undefined {
  const { store } = state;
  const uploaded = store.files.get(`${kind}/${id}`);
  if (kind.startsWith("images-")) {
    const image = store.image(Number(id));
    if (!image) return undefined;
    return store.files.get(`images/${id}`) ?? seededFile(text(image, "name"), image.id);
  }
  if (kind === "attachments") {
    const attachment = store.table("attachments").get(Number(id));
    if (!attachment) return undefined;
    return uploaded ?? seededFile(text(attachment, "attachment-file-name"), attachment.id);
  }
  if (kind === "exports" && !store.table("exports").get(Number(id))) return undefined;
  return uploaded ?? seededFile(kind === "exports" ? "export.zip" : "file.txt", 1);
}

/** The media type of a file name. */
export function contentType(name: string): string {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const types: Readonly<Record<string, string>> = {
    png: "image/png",
    jpg: "image/jpeg",
    jpeg: "image/jpeg",
    gif: "image/gif",
    webp: "image/webp",
    svg: "image/svg+xml",
    pdf: "application/pdf",
    txt: "text/plain",
    md: "text/markdown",
    csv: "text/csv",
    json: "application/json",
    zip: "application/zip",
    docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  };
  return Object.hasOwn(types, extension)
    ? (types[extension] ?? "application/octet-stream")
    : "application/octet-stream";
}

function sign(path: string, date: string): string {
  return createHash("sha256").update(`sandbox ${date} ${path}`).digest("hex");
}

function xml(status: number, code: string): Answer {
  return {
    status,
    headers: { "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`,
  };
}
