import { badRequest } from "../errors.ts";

/** The parts of a form: texts by name, and the file. */
export interface Form {
  fields: Map<string, string>;
  file: { name: string; content: Buffer } | undefined;
}

/** Takes a multipart body apart. Throws a 400 for a body without boundary or without an end. */
export function readForm(contentType: string, body: Buffer): Form {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const name = boundary?.[1] ?? boundary?.[2];
  if (name === undefined) throw badRequest("The multipart body has no boundary.");
  const mark = Buffer.from(`--${name}`);
  const form: Form = { fields: new Map(), file: undefined };
  let at = body.indexOf(mark);
  for (;;) {
    if (at < 0) throw badRequest("The multipart body ends too early.");
    const start = at + mark.length;
    if (body.toString("latin1", start, start + 2) === "--") return form;
    const next = body.indexOf(mark, start);
    if (next >= 0) readPart(form, body.subarray(start + 2, next - 2));
    at = next;
  }
}

function readPart(form: Form, part: Buffer): void {
  const gap = part.indexOf("\r\n\r\n");
  if (gap < 0) return;
  const head = part.toString("utf8", 0, gap);
  const content = part.subarray(gap + 4);
  const name = /\bname="([^"]*)"/i.exec(head)?.[1] ?? "";
  const fileName = /\bfilename="([^"]*)"/i.exec(head)?.[1];
  if (fileName === undefined) form.fields.set(name, content.toString("utf8"));
  else form.file = { name: fileName, content: Buffer.from(content) };
}
