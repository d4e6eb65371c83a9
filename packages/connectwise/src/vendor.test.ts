import { exactTokens } from "@psa-mcp/core/testing";
import { describe, expect, it } from "vitest";
import { connectwise } from "./vendor.ts";

describe("the vendor", () => {
  it("selects only tools and toolsets that exist, and has no toolset without tools", async () => {
    const { tools } = await connectwise.load();
    const names = new Set(tools.map((tool) => tool.name));
    expect(names.size).toBe(tools.length);
    for (const preset of Object.values(connectwise.presets)) {
      for (const tool of preset.tools ?? []) expect(names).toContain(tool);
      for (const toolset of preset.toolsets ?? [])
        expect(connectwise.toolsets).toHaveProperty(toolset);
    }
    expect(new Set(tools.flatMap((tool) => tool.toolset))).toEqual(
      new Set(Object.keys(connectwise.toolsets)),
    );
  });

  it("keeps its instructions under 400 tokens and its descriptions short", async () => {
    expect(exactTokens(connectwise.instructions)).toBeLessThan(400);
    const { tools } = await connectwise.load();
    for (const tool of tools) expect(exactTokens(tool.description), tool.name).toBeLessThan(60);
  });

  it("is not loaded with its catalogue", async () => {
    const source = await import("node:fs/promises").then(({ readFile }) =>
      readFile(new URL("tools/endpoints.ts", import.meta.url), "utf8"),
    );
    expect(source).not.toMatch(/^import (?!type)[^;]*reference\//m);
  });
});
