import type { PlainRecord } from "../../define/result.ts";
import { cleanUntrusted, escapeDelimiter } from "../../text/clean.ts";
import type { RenderedResult, RenderOptions } from "./index.ts";

/** Marks text of third parties as data: cleaned, and without anything that could end the fence. */
export function fenced(data: string, options: Pick<RenderOptions, "vendor">): string {
  if (data === "") return "";
  const tag = `${options.vendor.id}-data`;
  return `<${tag}>\n${escapeDelimiter(cleanUntrusted(data), tag)}\n</${tag}>`;
}

/** A sentence of a handler below the data: one line, since it may quote what third parties wrote. */
export function noteLine(note: string): string {
  return cleanUntrusted(note).replace(/\s+/g, " ").trim();
}

/** Puts text and structure together as the client wants them. JSON text is always one whole value. */
export function shaped(
  text: string,
  structured: PlainRecord,
  summary: string,
  options: RenderOptions,
): RenderedResult {
  const json = options.format === "json";
  const data = json || options.form !== "text" ? (cleaned(structured) as PlainRecord) : structured;
  const readable = json ? JSON.stringify(data) : options.form === "structured" ? summary : text;
  return {
    content: [{ type: "text", text: readable }],
    ...(options.form === "text" ? {} : { structuredContent: data }),
  };
}

/** Data without invisible characters, in keys as in values. */
function cleaned(node: unknown): unknown {
  if (typeof node === "string") return cleanUntrusted(node);
  if (Array.isArray(node)) return node.map(cleaned);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, inner]) => [cleanUntrusted(key), cleaned(inner)]),
  );
}
