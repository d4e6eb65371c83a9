import { readFile } from "node:fs/promises";
import { exactTokens } from "@psa-mcp/core/testing";
import { describe, expect, it } from "vitest";
import { halo } from "./vendor.ts";

describe("the vendor", () => {
  it("selects only tools and toolsets that exist, and has no toolset without tools", async () => {
    const { tools } = await halo.load();
    const names = new Set(tools.map((tool) => tool.name));
    expect(names.size).toBe(tools.length);
    for (const preset of Object.values(halo.presets)) {
      for (const tool of preset.tools ?? []) expect(names).toContain(tool);
      for (const toolset of preset.toolsets ?? []) expect(halo.toolsets).toHaveProperty(toolset);
    }
    expect(new Set(tools.flatMap((tool) => tool.toolset))).toEqual(
      new Set(Object.keys(halo.toolsets)),
    );
  });

  it("keeps its instructions under 400 tokens and its descriptions short", async () => {
    expect(exactTokens(halo.instructions)).toBeLessThan(400);
    const { tools } = await halo.load();
    for (const tool of tools) expect(exactTokens(tool.description), tool.name).toBeLessThan(70);
  });

  it("is not loaded with its index of operations", async () => {
    const source = await readFile(new URL("tools/api.ts", import.meta.url), "utf8");
    expect(source).not.toMatch(/^import (?!type)[^;]*reference\/(?:catalogue|operations|bodies)/m);
    const allowed = await readFile(new URL("tools/beyond.ts", import.meta.url), "utf8");
    expect(allowed).not.toContain("reference/");
  });

  it("offers exactly the 172 tools of the existing server as compat", async () => {
    const { tools } = await halo.load();
    expect(tools.filter(({ toolset }) => toolset.includes("compat"))).toHaveLength(172);
  });
});
