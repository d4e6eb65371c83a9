import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { defineTool, message, path } from "../define/index.ts";
import { acmeWith, changed, stage } from "./acme-with.fixture.ts";

const { api, open, start, end } = stage();
beforeEach(start);
afterEach(end);

const anything = defineTool({
  name: "acme_call",
  title: "Call anything",
  tier: "destructive",
  calls: { least: "read", tierOf: (input) => input.tier },
  toolset: "core",
  description: "Calls anything.",
  input: z.object({ tier: z.enum(["read", "write", "destructive", "secret"]) }),
  handler: async ({ input, client }) => {
    if (input.tier === "read") await client.get(path`/things`);
    else await client.post(path`/things`, { body: {} });
    return message(`Did ${input.tier}.`);
  },
});

describe("a tool of mixed calls", () => {
  it("tells its worst in the list, and decides each call by what it is", async () => {
    const vendor = acmeWith({ tools: [anything] });
    const viewer = await open(vendor, { role: "viewer", results: "both" });
    expect((await viewer.tools())[0]?.["annotations"]).toMatchObject({
      readOnlyHint: false,
      destructiveHint: true,
    });
    expect((await viewer.call("acme_call", { tier: "read" })).text).toContain("Did read");
    const refused = await viewer.call("acme_call", { tier: "write" });
    expect(refused.structured).toMatchObject({ error: { code: "forbidden" } });
    expect(refused.text).toContain("role");
    const editor = await open(vendor, { role: "editor", results: "both" });
    expect((await editor.call("acme_call", { tier: "write" })).text).toContain("Did write");
    expect((await editor.call("acme_call", { tier: "destructive" })).isError).toBe(true);
    expect(api().requests).toEqual(["GET /things", "POST /things"]);
  });

  it("asks before destructive and secret calls alone, and only reads where the server only reads", async () => {
    const vendor = acmeWith({ tools: [anything] });
    const admin = await open(vendor, { results: "both" });
    const asked = await admin.call("acme_call", { tier: "destructive" });
    expect(asked.structured).toMatchObject({ confirmation_required: true });
    expect((await admin.call("acme_call", { tier: "secret" })).isError).toBe(true);
    expect(api().requests).toEqual([]);
    const confirm = asked.structured?.["confirm"];
    expect((await admin.call("acme_call", { tier: "destructive", confirm })).isError).toBe(false);
    const careful = await open(vendor, { results: "both" }, { MCP_READ_ONLY: "1" });
    expect((await careful.call("acme_call", { tier: "read" })).isError).toBe(false);
    expect((await careful.call("acme_call", { tier: "write" })).text).toContain("only reads");
    const dry = await admin.call("acme_call", { tier: "write", dry_run: true });
    expect(dry.structured).toMatchObject({ dry_run: true });
  });

  it("may ask before some of its calls", async () => {
    const some = changed(anything, {
      name: "acme_some",
      tier: "write",
      input: z.object({ careful: z.boolean() }),
      asksFirst: ({ careful }) => careful,
      handler: async () => message("Done."),
    });
    const { calls: _calls, ...plain } = some as typeof some & { calls?: unknown };
    const server = await open(acmeWith({ tools: [plain as never] }), { results: "both" });
    expect((await server.call("acme_some", { careful: false })).text).toContain("Done.");
    const asked = await server.call("acme_some", { careful: true });
    expect(asked.structured).toMatchObject({ confirmation_required: true });
  });
});

describe("former names", () => {
  it("are listed where the vendor says so, and always work", async () => {
    const named = changed(anything, {
      aliases: ["call"],
    });
    const plain = await open(acmeWith({ tools: [named] }));
    expect((await plain.tools()).map(({ name }) => name)).toEqual(["acme_call"]);
    expect((await plain.call("call", { tier: "read" })).isError).toBe(false);
    const compatible = await open(acmeWith({ tools: [named] }, { listsAliases: () => true }));
    expect((await compatible.tools()).map(({ name }) => name)).toEqual(["acme_call", "call"]);
  });
});
