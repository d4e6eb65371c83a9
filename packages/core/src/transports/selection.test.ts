import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noSelection, readSelection, SelectionError } from "./selection.ts";

const vendor = {
  toolsets: { tickets: { title: "", description: "" }, people: { title: "", description: "" } },
  presets: { lean: { description: "" } },
};

describe("a selection by a vendor's own header", () => {
  const older = { ...vendor, toolsetHeaders: ["x-acme-toolsets"] };

  it("is taken where no other asks, without names that nobody knows", () => {
    const headers = { "x-acme-toolsets": "Tickets, spaceships" };
    expect(readSelection(older, headers, "/mcp")).toEqual({ toolsets: ["tickets"] });
    expect(readSelection(older, headers, "/mcp?toolsets=people")).toEqual({ toolsets: ["people"] });
    expect(readSelection(older, { "x-acme-toolsets": "spaceships" }, "/mcp")).toEqual({});
    expect(readSelection(vendor, headers, "/mcp")).toBe(noSelection);
  });
});

describe("a selection", () => {
  it("is the operator's when nothing is asked for", () => {
    expect(readSelection(vendor, {}, "/mcp")).toBe(noSelection);
    expect(readSelection(vendor, { "x-mcp-toolsets": " , " }, "/mcp?other=1&toolsets=")).toEqual(
      {},
    );
  });

  it.each([
    ["/mcp?toolsets=Tickets,%20people,tickets", {}, { toolsets: ["tickets", "people"] }],
    ["/mcp?toolsets=tickets&toolsets=lean", {}, { toolsets: ["tickets", "lean"] }],
    ["/mcp?toolsets=all", { "x-mcp-toolsets": "default" }, { toolsets: ["default"] }],
    ["/mcp?readonly", {}, { readOnly: true }],
    ["/mcp?readonly=false", { "x-mcp-readonly": "TRUE" }, { readOnly: true }],
    ["/mcp?results=BOTH", {}, { results: "both" }],
  ])("is read from %s and %j", (url, headers, selection) => {
    expect(readSelection(vendor, headers, url)).toEqual(selection);
  });

  it.each([
    ["/mcp?toolsets=__proto__", {}],
    ["/mcp?toolsets=constructor", {}],
    ["/mcp", { "x-mcp-readonly": "maybe" }],
    ["/mcp?results=html", {}],
    [`/mcp?toolsets=${"tickets,".repeat(500)}`, {}],
  ])("is refused from %s and %j", (url, headers) => {
    expect(() => readSelection(vendor, headers, url)).toThrow(SelectionError);
  });

  it("holds known names and known words, or is refused, whatever is sent", () => {
    const known = new Set(["default", "all", "lean", "tickets", "people"]);
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (toolsets, readOnly, query) => {
        try {
          const headers = { "x-mcp-toolsets": toolsets, "x-mcp-readonly": readOnly };
          const selection = readSelection(vendor, headers, `/mcp?${query}`);
          expect((selection.toolsets ?? []).every((name) => known.has(name))).toBe(true);
          expect([undefined, true]).toContain(selection.readOnly);
        } catch (error) {
          expect(error).toBeInstanceOf(SelectionError);
        }
      }),
    );
  });
});
