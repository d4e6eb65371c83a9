import { describe, expect, it } from "vitest";
import { content, type Block } from "../../define/content.ts";
import { cleanUntrusted, htmlToMarkdown, htmlToText } from "../../text/index.ts";
import { start } from "../cursor.ts";
import { renderContent, resourceContents } from "./content.ts";

const options = {
  vendor: { id: "acme", title: "Acme" },
  tool: "acme_show",
  given: {},
  paged: false,
  position: start,
  form: "text",
  format: "markdown",
  budget: 50,
  text: { cleanUntrusted, htmlToMarkdown, htmlToText },
} as const;
const long: Block = { kind: "text", text: "many words that cost much ".repeat(40) };
const picture: Block = { kind: "image", bytes: new Uint8Array(9000), mimeType: "image/png" };

describe("renderContent", () => {
  it("leaves out whole texts beyond the budget and says how many", () => {
    const { content: blocks } = renderContent(
      content([{ kind: "text", text: "short" }, long, picture, { kind: "text", text: "end" }]),
      options,
    );
    expect(blocks.map((block) => block.type)).toEqual(["text", "image", "text", "text"]);
    expect(blocks.at(-1)).toEqual({ type: "text", text: "Left out for length: 1 of 4 parts." });
  });

  it("always has structured content where it was promised", () => {
    expect(
      renderContent(content([picture]), { ...options, form: "both" }).structuredContent,
    ).toEqual({});
  });

  it("encodes a part of a longer buffer as that part", () => {
    const bytes = new Uint8Array([9, 9, 1, 2, 3, 9]).subarray(2, 5);
    expect(
      renderContent(content([{ kind: "image", bytes, mimeType: "image/png" }]), options).content,
    ).toEqual([{ type: "image", data: "AQID", mimeType: "image/png" }]);
  });
});

describe("resourceContents", () => {
  it("gives every piece an address", () => {
    const pieces = content([
      { kind: "text", text: "a" },
      { kind: "image", bytes: new Uint8Array([1]), mimeType: "image/png" },
      { kind: "resource", uri: "acme://b", mimeType: "text/html", text: "b" },
      {
        kind: "resource",
        uri: "acme://c",
        mimeType: "application/pdf",
        bytes: new Uint8Array([2]),
      },
      { kind: "link", uri: "acme://d", name: "d" },
    ]);
    expect(resourceContents(pieces, "acme://a", "text/plain")).toEqual([
      { uri: "acme://a", mimeType: "text/plain", text: "a" },
      { uri: "acme://a", mimeType: "image/png", blob: "AQ==" },
      { uri: "acme://b", mimeType: "text/html", text: "b" },
      { uri: "acme://c", mimeType: "application/pdf", blob: "Ag==" },
      { uri: "acme://d", mimeType: "text/plain", text: "d" },
    ]);
  });
});
