import type { Input } from "../engine/run.ts";
import type { Incoming } from "../../http/message.ts";
import { detail } from "../errors.ts";
import { readMultipart } from "./multipart.ts";
import { readXml } from "./xml.ts";

type File = Input["files"][number];

/** What an integration gets of a request's body. */
export interface Body {
  payload: unknown;
  files: File[];
}

/**
 * JSON and XML are parsed, multipart becomes fields and files, and anything else is one file, named by
 * Content-Disposition or just `file`.
 */
export function readBody({ headers, body, method }: Incoming): Body {
  const header = headers["content-type"] ?? "";
  const type = header.split(";")[0]?.trim().toLowerCase() ?? "";
  if (body.length === 0 || method === "GET" || method === "DELETE") {
    return { payload: null, files: [] };
  }
  if (type === "application/json" || type.endsWith("+json")) {
    return { payload: parseJson(body.toString("utf8")), files: [] };
  }
  if (type === "application/xml" || type === "text/xml" || type.endsWith("+xml")) {
    const payload = readXml(body.toString("utf8"));
    if (payload === undefined) throw detail(400, "XML parse error - not well-formed");
    return { payload, files: [] };
  }
  if (type === "multipart/form-data") {
    const boundary = /boundary="?([^";]+)"?/i.exec(header)?.[1];
    if (boundary === undefined) throw detail(400, "Multipart form parse error - no boundary");
    return readMultipart(body, boundary);
  }
  if (type === "application/x-www-form-urlencoded") {
    return { payload: Object.fromEntries(new URLSearchParams(body.toString("utf8"))), files: [] };
  }
  const name = /filename="?([^";]+)"?/i.exec(headers["content-disposition"] ?? "")?.[1] ?? "file";
  return { payload: null, files: [{ name, content_type: type, size: body.length }] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw detail(400, `JSON parse error - ${(error as Error).message}`);
  }
}
