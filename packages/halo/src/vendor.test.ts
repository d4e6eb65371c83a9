import { readFile } from "node:fs/promises";
import { exactTokens, testVendor } from "@psa-mcp/core/testing";
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

  it("is switched by the variables that are named for Halo", async () => {
    const names = async (settings: Record<string, string>): Promise<readonly string[]> => {
      const server = await testVendor(halo, {
        settings: {
          HALO_BASE_URL: "http://127.0.0.1:9",
          HALO_CLIENT_ID: "a",
          HALO_CLIENT_SECRET: "b",
          ...settings,
        },
      });
      const tools = await server.tools();
      await server.close();
      return tools.map(({ name }) => name);
    };
    const found = await names({ HALO_TOOL_MODE: "discover" });
    expect(found).toContain("halo_tools_search");
    expect(found.length).toBeLessThan(6);
    const both = await names({ HALO_TOOL_MODE: "discover", HALO_TOOLSETS: "raw" });
    expect(both).toContain("halo_api_search");
    expect(both).not.toContain("halo_tools_search");
    const quiet = await names({ HALO_READ_ONLY: "true" });
    expect(quiet).toContain("halo_tickets_list");
    expect(quiet).not.toContain("halo_tickets_add_note");
  });

  it("offers exactly the 172 tools of the existing server as compat", async () => {
    const { tools } = await halo.load();
    expect(tools.filter(({ toolset }) => toolset.includes("compat"))).toHaveLength(172);
  });
});
