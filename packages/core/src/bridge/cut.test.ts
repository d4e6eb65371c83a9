import { describe, expect, it } from "vitest";
import { estimateTokens } from "../server/render/tokens.ts";
import { Cutter } from "./cut.ts";

const options = { tool: "read", binding: "ann", budget: 200, structured: false } as const;
const textOf = (result: Record<string, unknown>): string[] =>
  (result["content"] as { type: string; text?: string }[])
    .filter(({ type }) => type === "text")
    .map(({ text }) => text ?? "");
const cursorOf = (result: Record<string, unknown>): string =>
  /cursor "([^"]+)"/.exec(textOf(result).at(-1) ?? "")?.[1] ?? "";

describe("answers that are too long", () => {
  it("are passed on untouched when they fit", () => {
    const result = {
      content: [{ type: "text", text: "short" }],
      structuredContent: { a: 1 },
      _meta: { x: 1 },
    };
    expect(new Cutter().cut(result, options)).toBe(result);
  });

  it("come back whole over their cursors, in order and without a loss", () => {
    const cutter = new Cutter();
    const text = Array.from({ length: 900 }, (_unused, index) => `line ${index} 😀`).join("\n");
    let result = cutter.cut({ content: [{ type: "text", text }] }, options);
    let whole = "";
    for (let round = 0; round < 200; round += 1) {
      const parts = textOf(result);
      const cursor = cursorOf(result);
      const shown = cursor === "" ? parts : parts.slice(0, -1);
      expect(estimateTokens(shown.join(""))).toBeLessThanOrEqual(options.budget + 5);
      whole += shown.join("");
      if (cursor === "") break;
      result = cutter.more(cursor, options);
    }
    expect(whole).toBe(text);
  });

  it("keep pictures, and structured content only where it was promised", () => {
    const picture = { type: "image", data: "AAAA", mimeType: "image/png" };
    const long = "word ".repeat(2000);
    const result = {
      content: [{ type: "text", text: long }, picture],
      structuredContent: { long },
    };
    const cut = new Cutter().cut(result, options);
    expect(cut["content"]).toContainEqual(picture);
    expect(cut).not.toHaveProperty("structuredContent");
    const promised = new Cutter().cut(result, { ...options, structured: true });
    expect(promised["structuredContent"]).toBe(result.structuredContent);
  });

  it("are continued for the same caller and tool alone", () => {
    const cutter = new Cutter();
    const cursor = cursorOf(
      cutter.cut({ content: [{ type: "text", text: "word ".repeat(2000) }] }, options),
    );
    expect(() => cutter.more(cursor, { ...options, binding: "bob" })).toThrow("leads nowhere");
    expect(() => cutter.more(cursor, { ...options, tool: "other" })).toThrow("leads nowhere");
    expect(() => cutter.more("invented", options)).toThrow("leads nowhere");
    expect(textOf(cutter.more(cursor, options)).length).toBeGreaterThan(0);
  });
});
