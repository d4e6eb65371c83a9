import type { Body } from "./body.ts";

/** The fields and files of a multipart body. A field whose value is JSON is parsed. */
export function readMultipart(body: Buffer, boundary: string): Body {
  const payload: Record<string, unknown> = {};
  const files: Body["files"] = [];
  for (const part of body.toString("latin1").split(`--${boundary}`).slice(1, -1)) {
    const [head = "", ...rest] = part.replace(/^\r\n/, "").split("\r\n\r\n");
    const content = rest.join("\r\n\r\n").replace(/\r\n$/, "");
    const name = /name="([^"]*)"/i.exec(head)?.[1] ?? "";
    const fileName = /filename="([^"]*)"/i.exec(head)?.[1];
    if (fileName === undefined) {
      payload[name] = valueOf(Buffer.from(content, "latin1").toString("utf8"));
      continue;
    }
    const type = /content-type:\s*(\S+)/i.exec(head)?.[1] ?? "application/octet-stream";
    files.push({ name: fileName, content_type: type, size: content.length });
  }
  return { payload, files };
}

function valueOf(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
