import type { AnyVendor } from "../../define/vendor.ts";
import type { FieldChange, PlannedRequest } from "../../define/client.ts";
import type { FileResult, MessageResult, PlainRecord, ToolResult } from "../../define/result.ts";
import { start, writeCursor, type Position } from "../cursor.ts";
import { renderContent } from "./content.ts";
import { renderItem } from "./item.ts";
import { renderPage } from "./page.ts";
import type { TextTools } from "./value.ts";

/** A block of a tool's answer, in the protocol's words. */
export type ContentBlock =
  | { type: "text"; text: string }
  | { type: "image" | "audio"; data: string; mimeType: string }
  | { type: "resource_link"; uri: string; name: string; title?: string; description?: string; mimeType?: string; size?: number }
  | { type: "resource"; resource: { uri: string; mimeType: string; text: string } | { uri: string; mimeType: string; blob: string } };

/** A tool's answer before the SDK puts it on the wire. */
export interface RenderedResult {
  content: ContentBlock[];
  structuredContent?: PlainRecord;
  isError?: boolean;
}

/** How and how much to render. */
export interface RenderOptions {
  readonly vendor: Pick<AnyVendor, "id" | "title">;
  /** Name and arguments of the call, which cursors are bound to. */
  readonly tool: string;
  readonly given: PlainRecord;
  /** True when the tool can go on from a cursor. */
  readonly paged: boolean;
  readonly position: Position;
  /** Which forms the client is sent. */
  readonly form: "text" | "structured" | "both";
  /** The caller's own wish for the text. */
  readonly format: "markdown" | "json";
  /** Tokens the answer may cost. */
  readonly budget: number;
  readonly text: TextTools;
}

/** What the page and item renderers make: readable text, the same as data, and where to go on. */
export interface Rendering {
  /** Sentences of ours above the data. */
  readonly heading: string;
  /** Data written by third parties. */
  readonly data: string;
  readonly notes: readonly string[];
  readonly structured: PlainRecord;
  readonly next?: Position;
}

/** Renders one value once: readable text, structured content, or both, within the budget. */
export function renderResult(result: ToolResult, options: RenderOptions): RenderedResult {
  if (result.kind === "file") return renderFile(result, options);
  if (result.kind === "content") return renderContent(result, options);
  if (result.kind === "message") return renderMessage(result, options);
  const rendering = result.kind === "page" ? renderPage(result, options) : renderItem(result, options);
  const cursor =
    rendering.next === undefined || !options.paged ? undefined : writeCursor(options.tool, options.given, rendering.next);
  const structured = cursor === undefined ? rendering.structured : { ...rendering.structured, next_cursor: cursor };
  const notes = [...rendering.notes];
  if (cursor !== undefined) notes.push(`More: repeat the call with cursor "${cursor}".`);
  return shaped(
    [rendering.heading, fenced(rendering.data, options), ...notes].filter((part) => part !== "").join("\n"),
    structured,
    rendering.heading === "" ? "One record." : rendering.heading,
    options,
  );
}

/** Puts text and structure together as the client wants them. JSON text is always one whole value. */
function shaped(text: string, structured: PlainRecord, summary: string, options: RenderOptions): RenderedResult {
  const json = options.format === "json";
  const readable = json ? JSON.stringify(structured) : options.form === "structured" ? summary : text;
  return {
    content: [{ type: "text", text: readable }],
    ...(options.form === "text" ? {} : { structuredContent: structured }),
  };
}

/** Marks text of third parties as data; a closing mark inside it is broken up so that it cannot end the fence. */
export function fenced(data: string, options: Pick<RenderOptions, "vendor">): string {
  if (data === "") return "";
  const tag = `${options.vendor.id}-data`;
  const harmless = data.replaceAll(new RegExp(`<(/?)(${tag})`, "gi"), "<$1 $2");
  return `<${tag}>\n${harmless}\n</${tag}>`;
}

function renderMessage(result: MessageResult, options: RenderOptions): RenderedResult {
  const text = [options.text.cleanUntrusted(result.text), ...(result.notes ?? [])].join("\n");
  return shaped(text, { ...result.record, message: result.text }, result.text, options);
}

function renderFile(result: FileResult, options: RenderOptions): RenderedResult {
  const content: ContentBlock[] = [];
  const data = Buffer.from(result.bytes);
  if (result.mimeType.startsWith("image/")) {
    content.push({ type: "image", data: data.toString("base64"), mimeType: result.mimeType });
  } else {
    const uri = `file:///${encodeURIComponent(result.name)}`;
    const isText = /^text\/|[/+](json|xml|yaml)$/.test(result.mimeType);
    const body = isText ? { text: data.toString("utf8") } : { blob: data.toString("base64") };
    content.push({ type: "resource", resource: { uri, mimeType: result.mimeType, ...body } });
  }
  for (const note of result.notes ?? []) content.push({ type: "text", text: note });
  if (options.form === "text") return { content };
  return { content, structuredContent: { name: result.name, mime_type: result.mimeType, bytes: result.bytes.length } };
}

const LONGEST_BODY = 4000;

const shown = (value: unknown): string => {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
};

/** `name: "old" → "new"`, one line a changed field. */
export function changeLines(changes: readonly FieldChange[]): string[] {
  return changes.map((change) => `${change.field}: ${shown(change.from)} → ${shown(change.to)}`);
}

/** What a dry run would send: the exact requests and, where the present record is known, the difference. */
export function renderPlan(planned: readonly PlannedRequest[], options: RenderOptions): RenderedResult {
  const lines = planned.flatMap((request, index) => {
    const body = request.body === undefined ? "" : JSON.stringify(request.body);
    const shownBody =
      body.length > LONGEST_BODY ? `${body.slice(0, LONGEST_BODY)}…[${body.length - LONGEST_BODY} more characters]` : body;
    return [
      `${index + 1}. ${request.method} ${request.target}`,
      ...(shownBody === "" ? [] : [`   ${shownBody}`]),
      ...(request.method === "POST" ? [] : changeLines(request.changes ?? []).map((line) => `   ${line}`)),
    ];
  });
  const summary =
    planned.length === 0
      ? "Dry run: nothing was sent, and nothing would be: there is no difference."
      : `Dry run: nothing was sent. ${planned.length === 1 ? "This request" : `These ${planned.length} requests`} would be:`;
  const text = [summary, fenced(lines.join("\n"), options)].filter((part) => part !== "").join("\n");
  return shaped(text, { dry_run: true, requests: planned }, summary, options);
}

export { start };
