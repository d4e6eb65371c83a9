import type { AnyVendor } from "../../define/vendor.ts";
import type { FileResult, MessageResult, PlainRecord, ToolResult } from "../../define/result.ts";
import { start, writeCursor, type Position } from "../cursor.ts";
import { head as headOf } from "./budget.ts";
import { renderContent } from "./content.ts";
import { changeLines } from "./changes.ts";
import { fenced, noteLine, shaped } from "./frame.ts";
import { DATA_ROOM, renderItem } from "./item.ts";
import { renderPage } from "./page.ts";
import { renderPlan } from "./plan.ts";
import { shrink } from "./shrink.ts";
import type { TextTools } from "./value.ts";

/** A block of a tool's answer, in the protocol's words. */
export type ContentBlock =
  | { type: "text"; text: string }
  | { type: "image" | "audio"; data: string; mimeType: string }
  | {
      type: "resource_link";
      uri: string;
      name: string;
      title?: string;
      description?: string;
      mimeType?: string;
      size?: number;
    }
  | {
      type: "resource";
      resource:
        | { uri: string; mimeType: string; text: string }
        | { uri: string; mimeType: string; blob: string };
    };

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
  // A remote server's answer is passed on as it is.
  if (result.kind === "raw") return result.value as unknown as RenderedResult;
  if (result.kind === "file") return renderFile(result, options);
  if (result.kind === "content") return renderContent(result, options);
  if (result.kind === "message") return renderMessage(result, options);
  const rendering =
    result.kind === "page" ? renderPage(result, options) : renderItem(result, options);
  const cursor =
    rendering.next === undefined || !options.paged
      ? undefined
      : writeCursor(options.tool, options.given, rendering.next);
  const structured =
    cursor === undefined ? rendering.structured : { ...rendering.structured, next_cursor: cursor };
  const notes = rendering.notes.map(noteLine);
  if (cursor !== undefined) notes.push(`More: repeat the call with cursor "${cursor}".`);
  return shaped(
    [rendering.heading, fenced(rendering.data, options), ...notes]
      .filter((part) => part !== "")
      .join("\n"),
    structured,
    rendering.heading === "" ? "One record." : rendering.heading,
    options,
  );
}

function renderMessage(result: MessageResult, options: RenderOptions): RenderedResult {
  const { shown, complete } = headOf(options.text.cleanUntrusted(result.text), options.budget);
  const cut = complete ? [] : ["Cut: the rest does not fit into one answer."];
  const text = [shown, ...(result.notes ?? []).map(noteLine), ...cut].join("\n");
  const data = shrink(result.record ?? {}, options.budget * DATA_ROOM);
  return shaped(
    text,
    {
      ...(data.value as PlainRecord),
      message: shown,
      ...(data.clipped || !complete ? { truncated: true } : {}),
    },
    shown,
    options,
  );
}

function renderFile(result: FileResult, options: RenderOptions): RenderedResult {
  const content: ContentBlock[] = [];
  const data = Buffer.from(result.bytes);
  if (result.mimeType.startsWith("image/")) {
    content.push({ type: "image", data: data.toString("base64"), mimeType: result.mimeType });
  } else {
    const uri = `file:///${encodeURIComponent(result.name.toWellFormed())}`;
    const isText = /^text\/|[/+](json|xml|yaml)$/.test(result.mimeType);
    const body = isText ? { text: data.toString("utf8") } : { blob: data.toString("base64") };
    content.push({ type: "resource", resource: { uri, mimeType: result.mimeType, ...body } });
  }
  for (const note of result.notes ?? []) content.push({ type: "text", text: noteLine(note) });
  if (options.form === "text") return { content };
  return {
    content,
    structuredContent: {
      name: result.name,
      mime_type: result.mimeType,
      bytes: result.bytes.length,
    },
  };
}

export { changeLines, fenced, renderPlan, start };
