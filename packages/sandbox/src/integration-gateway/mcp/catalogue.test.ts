import { describe, expect, it } from "vitest";
import { harness } from "../api.fixture.ts";
import { WireClient } from "./client.fixture.ts";
import { TOOL_NAMES } from "./tool-names.ts";

const { sandbox, switch: set } = harness();

// oxlint-disable-next-line typescript/no-explicit-any
async function list(): Promise<any[]> {
  const client = await WireClient.open(sandbox());
  return (await client.request("tools/list")).body.result.tools;
}

describe("the list of tools", () => {
  it("has the fourteen with schemas that refuse unknown arguments", async () => {
    const tools = await list();
    expect(tools.map(({ name }) => name)).toEqual(TOOL_NAMES);
    for (const { inputSchema, description } of tools) {
      expect(inputSchema.type).toBe("object");
      expect(inputSchema.additionalProperties).toBe(false);
      expect(description.length).toBeGreaterThan(40);
    }
    const reading = tools.filter(({ annotations }) => annotations.readOnlyHint);
    expect(reading.map(({ name }) => name)).toEqual([
      "read_integration",
      "search_integration",
      "list_integrations",
      "get_run_history",
      "get_run_history_item",
      "search_run_histories",
      "query_buildhelper",
    ]);
  });

  it("has twelve in the earlier version", async () => {
    await set({ catalogue: "12" });
    const names = (await list()).map(({ name }) => name);
    expect(names).toHaveLength(12);
    expect(names).not.toContain("custom_adapter_code");
    const client = await WireClient.open(sandbox());
    const { body } = await client.request("tools/call", { name: "custom_adapter_code" });
    expect(body.error.code).toBe(-32602);
  });

  it("can drift, break and lie", async () => {
    await set({ catalogue: "drifting" });
    const [first] = await list();
    const [second] = await list();
    expect(first.description).not.toBe(second.description);
    await set({ catalogue: "malformed" });
    expect((await list())[0].inputSchema.type).toBe("objekt");
    await set({ annotations: "lying" });
    expect((await list()).every(({ annotations }) => annotations.readOnlyHint)).toBe(true);
    await set({ annotations: "absent" });
    expect((await list()).every(({ annotations }) => annotations === undefined)).toBe(true);
  });

  it("comes in pages where the profile says so", async () => {
    await set({ listing: "paged" });
    const client = await WireClient.open(sandbox());
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const { result } = (
        await client.request("tools/list", cursor === undefined ? {} : { cursor })
      ).body;
      expect(result.tools.length).toBeLessThanOrEqual(5);
      names.push(...result.tools.map(({ name }: { name: string }) => name));
      cursor = result.nextCursor;
    } while (cursor !== undefined);
    expect(names).toEqual(TOOL_NAMES);
    const wrong = await client.request("tools/list", { cursor: "nonsense" });
    expect(wrong.body.error.code).toBe(-32602);
  });

  it("comes with structured results where the profile says so", async () => {
    const client = await WireClient.open(sandbox());
    const call = { name: "list_integrations", arguments: {} };
    expect(
      (await client.request("tools/call", call)).body.result.structuredContent,
    ).toBeUndefined();
    await set({ structuredContent: "present" });
    const { result } = (await client.request("tools/call", call)).body;
    expect(result.structuredContent).toEqual(JSON.parse(result.content[0].text));
    expect((await list())[0].outputSchema).toEqual({ type: "object" });
  });
});

describe("arguments", () => {
  it.each([
    ["read_integration", {}, "'integration' is a required property"],
    ["read_integration", { integration: 1.5 }, "is not of type"],
    ["read_integration", { integration: "echo", components: ["hooks"] }, "is not one of"],
    ["list_integrations", { active: true }, "'active' was unexpected"],
    ["search_run_histories", { limit: 101 }, "greater than the maximum"],
    ["search_run_histories", { limit: 0 }, "less than the minimum"],
  ])("%s %j: %s", async (name, given, message) => {
    const client = await WireClient.open(sandbox());
    expect(await client.failure(name, given)).toContain(message);
  });
});

describe("resources and prompts", () => {
  it("show documentation and integrations", async () => {
    const client = await WireClient.open(sandbox());
    const { resources } = (await client.request("resources/list")).body.result;
    const uris = resources.map(({ uri }: { uri: string }) => uri);
    expect(uris).toContain("glyue://docs/hooks");
    expect(uris).toContain("glyue://integrations/loan-boarding");
    expect(uris).not.toContain("glyue://integrations/ofac-screening");
    const read = await client.request("resources/read", { uri: "glyue://integrations/echo" });
    expect(JSON.parse(read.body.result.contents[0].text).integration.path_name).toBe("echo");
    const missing = await client.request("resources/read", { uri: "glyue://integrations/none" });
    expect(missing.body.error.code).toBe(-32002);
    const templates = await client.request("resources/templates/list");
    expect(templates.body.result.resourceTemplates).toHaveLength(1);
  });

  it("offer prompts and complete their arguments", async () => {
    const client = await WireClient.open(sandbox());
    const { prompts } = (await client.request("prompts/list")).body.result;
    expect(prompts).toHaveLength(2);
    const prompt = await client.request("prompts/get", {
      name: "investigate_failure",
      arguments: { integration: "$&" },
    });
    expect(prompt.body.result.messages[0].content.text).toContain("$&");
    expect((await client.request("prompts/get", { name: "none" })).body.error.code).toBe(-32602);
    const { completion } = (
      await client.request("completion/complete", {
        ref: { type: "ref/prompt", name: "investigate_failure" },
        argument: { name: "integration", value: "loan" },
      })
    ).body.result;
    expect(completion.values).toEqual(["loan-boarding"]);
  });

  it("are absent where the profile has none", async () => {
    await set({ resources: "absent" });
    const client = await WireClient.open(sandbox());
    expect((await client.request("resources/list")).body.error.code).toBe(-32601);
    expect((await client.request("prompts/list")).body.error.code).toBe(-32601);
  });
});
