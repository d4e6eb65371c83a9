import { PsaError, type PlainRecord } from "@psa-mcp/core";

/** True for text that holds at least one element or entity of HTML. */
const isHtml = (text: string): boolean => /<\/?[a-z][^>]*>|&(?:#\d+|[a-z]+);/i.test(text);

/** A body as HTML: the API takes nothing else, and plain text would lose its lines. */
export function asHtml(text: string): string {
  if (isHtml(text) || !text.includes("\n")) return text;
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped
    .trim()
    .split(/\n{2,}/)
    .map((part) => `<p>${part.replaceAll("\n", "<br>")}</p>`)
    .join("");
}

/** The arguments of a new ticket that decide its shape. */
export interface Shape {
  readonly mode?: "message" | "template" | "intervention" | undefined;
  readonly subject?: string | undefined;
  readonly content?: string | undefined;
  readonly template_identifier?: string | undefined;
  readonly intervention?: string | undefined;
  readonly uid?: string | undefined;
  readonly data?: PlainRecord | undefined;
  readonly queue_name?: string | undefined;
}

const wrong = (message: string): PsaError =>
  new PsaError("invalid_arguments", message, {
    advice:
      "Give exactly one of: subject and content; template_identifier with data; intervention with uid and data.",
  });

/** The one of the three shapes that the arguments have. Throws `invalid_arguments` for none, several or a part of one. */
export function shapeOf(input: Shape): "message" | "template" | "intervention" {
  const subject = input.subject ?? input.data?.["subject"];
  const content = input.content ?? input.data?.["content"];
  const flat = input.subject !== undefined || input.content !== undefined;
  const found = [
    ...(input.template_identifier === undefined ? [] : ["template" as const]),
    ...(input.intervention === undefined ? [] : ["intervention" as const]),
  ];
  if (found.length > 1 || (found.length === 1 && flat)) {
    throw wrong(
      "A ticket is made of a message, of a template or of an intervention, not of several.",
    );
  }
  const [shape = "message"] = found;
  if (input.mode !== undefined && input.mode !== shape) {
    throw wrong(`The arguments are those of a ${shape}, mode says ${input.mode}.`);
  }
  if (shape === "message" && (subject === undefined || content === undefined)) {
    throw wrong("A ticket needs subject and content, a template or an intervention.");
  }
  if (shape === "intervention") {
    if (input.uid === undefined || input.data === undefined) {
      throw wrong("An intervention needs uid and data.");
    }
    if (input.queue_name !== undefined) {
      throw wrong("An intervention has a queue of its own; leave queue_name out.");
    }
  }
  if (shape !== "intervention" && input.uid !== undefined)
    throw wrong("uid belongs to an intervention.");
  return shape;
}
