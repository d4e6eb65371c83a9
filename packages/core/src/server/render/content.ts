import type { Block, ContentResult } from "../../define/content.ts";
import type { RenderedResult, RenderOptions, ContentBlock } from "./index.ts";
import { estimateTokens } from "./tokens.ts";

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");

/** One piece in the protocol's words. */
export function encodeBlock(block: Block): ContentBlock {
  switch (block.kind) {
    case "text":
      return { type: "text", text: block.text };
    case "image":
    case "audio":
      return { type: block.kind, data: base64(block.bytes), mimeType: block.mimeType };
    case "resource": {
      const { uri, mimeType } = block;
      const body = "text" in block ? { text: block.text } : { blob: base64(block.bytes) };
      return { type: "resource", resource: { uri, mimeType, ...body } };
    }
    case "link": {
      const { kind: _kind, ...link } = block;
      return { type: "resource_link", ...link };
    }
  }
}

/** The pieces of a resource: each with its own address, or the one that was asked for. */
export function resourceContents(
  result: ContentResult,
  uri: string,
  mimeType: string,
): ({ uri: string; mimeType: string } & ({ text: string } | { blob: string }))[] {
  return result.blocks.map((block) => {
    switch (block.kind) {
      case "text":
        return { uri, mimeType, text: block.text };
      case "image":
      case "audio":
        return { uri, mimeType: block.mimeType, blob: base64(block.bytes) };
      case "resource":
        return {
          uri: block.uri,
          mimeType: block.mimeType,
          ...("text" in block ? { text: block.text } : { blob: base64(block.bytes) }),
        };
      case "link":
        return { uri: block.uri, mimeType: block.mimeType ?? "text/plain", text: block.name };
    }
  });
}

/** Ready pieces as a tool's answer. Whole pieces of text are left out beyond the budget, and a note says how many. */
export function renderContent(result: ContentResult, options: RenderOptions): RenderedResult {
  const content: ContentBlock[] = [];
  let room = options.budget;
  let leftOut = 0;
  for (const block of result.blocks) {
    const cost = estimateTokens(readable(block));
    if (cost > room) {
      leftOut += 1;
      continue;
    }
    room -= cost;
    const encoded = encodeBlock(block);
    content.push(
      encoded.type === "text"
        ? { type: "text", text: options.text.cleanUntrusted(encoded.text) }
        : encoded,
    );
  }
  if (leftOut > 0) {
    content.push({
      type: "text",
      text: `Left out for length: ${leftOut} of ${result.blocks.length} parts.`,
    });
  }
  // A tool that is listed with an output schema must always answer with structured content.
  return options.form === "text"
    ? { content }
    : { content, structuredContent: result.record ?? {} };
}

/** What of a piece counts as text: pictures and sound are paid for in other ways. */
function readable(block: Block): string {
  if (block.kind === "text") return block.text;
  if (block.kind === "resource") return "text" in block ? block.text : "";
  return block.kind === "link" ? `${block.name} ${block.description ?? ""} ${block.uri}` : "";
}
