import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listTokens } from "../testing/tokens.ts";
import type { TestAnswer } from "../testing/test-vendor.ts";
import { stage } from "./acme-with.fixture.ts";
import { acme } from "./acme.fixture.ts";

const scene = stage();
beforeEach(() => scene.start());
afterEach(() => scene.end());

const open = scene.open;
const discover = { toolsets: ["discover"] };

describe("discover mode", () => {
  it("lists the meta tools alone, for few tokens", async () => {
    const server = await open(acme, discover);
    const tools = await server.tools();
    expect(tools.map((tool) => tool.name)).toEqual([
      "acme_tools_search",
      "acme_tools_describe",
      "acme_tools_read",
      "acme_tools_call",
    ]);
    expect(listTokens(tools)).toBeLessThan(600);
    expect(tools.find((tool) => tool.name === "acme_tools_call")).toMatchObject({
      annotations: { readOnlyHint: false, destructiveHint: true },
    });
  });

  it("lists further toolsets beside them", async () => {
    const server = await open(acme, { toolsets: ["discover", "rare"] });
    const names = (await server.tools()).map((tool) => tool.name);
    expect(names).toContain("acme_break");
    expect(names).not.toContain("acme_get_thing");
  });

  it("finds a tool by words, describes it and calls it", async () => {
    const server = await open(acme, discover);
    const found = await server.call("acme_tools_search", { query: "rename things" });
    expect(found.text.split("\n")[0]).toMatch(/^acme_rename_thing \(write\): .*\[thing_id, name/);
    const described = await server.call("acme_tools_describe", { names: ["acme_get_thing"] });
    expect(described.text).toContain('"thing_id":{"type":"integer"');
    const read = await server.call("acme_tools_read", {
      name: "acme_get_thing",
      arguments: { thing_id: 7 },
    });
    expect(read.text).toContain("Thing 7");
    expect(server.audit.at(-1)).toMatchObject({ event: "tool.call", tool: "acme_get_thing" });
    await server.call("acme_tools_call", {
      name: "acme_create_thing",
      arguments: { name: "New" },
    });
    expect(scene.api().requests).toContain("POST /things");
  });

  it("shows the groups of tools to a search without words", async () => {
    const server = await open(acme, discover);
    const groups = await server.call("acme_tools_search");
    expect(groups.text).toContain("core: Core, 5 tools");
    const one = await server.call("acme_tools_search", { group: "rare" });
    expect(one.text.trim()).toBe("acme_break");
    const wrong = await server.call("acme_tools_search", { group: "none" });
    expect(wrong).toMatchObject({ isError: true });
    expect(wrong.text).toContain("core, rare");
  });

  it("asks before an inner tool that deletes, and does it with the token", async () => {
    const server = await open(acme, discover);
    const call = (more: object = {}): Promise<TestAnswer> =>
      server.call("acme_tools_call", {
        name: "acme_delete_thing",
        arguments: { thing_id: 3, ...more },
      });
    const asked = await call();
    expect(scene.api().requests).not.toContain("DELETE /things/3");
    const token = /confirm "([^"]+)"/.exec(asked.text)?.[1] ?? "";
    await call({ confirm: token });
    expect(scene.api().requests).toContain("DELETE /things/3");
  });

  it("asks the person where the client can", async () => {
    const server = await open(acme, {
      ...discover,
      onElicit: () => ({ action: "accept", content: { confirm: true } }),
    });
    const done = await server.call("acme_tools_call", {
      name: "acme_delete_thing",
      arguments: { thing_id: 4 },
    });
    expect(done.text).toContain("Deleted.");
  });

  it("goes on by the inner tool's cursor", async () => {
    const server = await open(acme, discover);
    const read = (given: object): Promise<TestAnswer> =>
      server.call("acme_tools_read", { name: "acme_list_things", arguments: given });
    const first = await read({});
    const cursor = /cursor "([^"]+)"/.exec(first.text)?.[1] ?? "";
    expect((await read({ cursor })).text).toContain("Thing 51");
  });

  it("does not read through what writes", async () => {
    const server = await open(acme, discover);
    const refused = await server.call("acme_tools_read", {
      name: "acme_create_thing",
      arguments: { name: "x" },
    });
    expect(refused).toMatchObject({ isError: true });
    expect(refused.text).toContain("acme_tools_call");
    expect(scene.api().requests).toEqual([]);
  });

  it("gives a viewer no way to write, in the words of an unknown tool", async () => {
    const server = await open(acme, { ...discover, role: "viewer" });
    const names = (await server.tools()).map((tool) => tool.name);
    expect(names).not.toContain("acme_tools_call");
    await expect(
      server.call("acme_tools_call", { name: "acme_get_thing", arguments: { thing_id: 1 } }),
    ).rejects.toThrow("Unknown tool: acme_tools_call");
    const texts = await Promise.all(
      ["acme_create_thing", "acme_nothing"].map(
        async (name) => (await server.call("acme_tools_read", { name })).text,
      ),
    );
    expect(texts[0]?.replace("acme_create_thing", "?").split(".")[0]).toBe(
      texts[1]?.replace("acme_nothing", "?").split(".")[0],
    );
    expect(texts.join("\n")).not.toContain("Did you mean acme_create_thing");
    const found = await server.call("acme_tools_search", { query: "create a thing" });
    expect(found.text).not.toContain("acme_create_thing");
  });

  it("reaches what the operator chose and nothing else", async () => {
    const server = await open(acme, discover, { MCP_TOOLSETS: "rare" });
    const refused = await server.call("acme_tools_read", {
      name: "acme_get_thing",
      arguments: { thing_id: 1 },
    });
    expect(refused.text).toContain("Unknown tool");
    const denied = await open(acme, discover, { MCP_DENY_TOOLS: "acme_get_*" });
    expect(
      (
        await denied.call("acme_tools_read", {
          name: "acme_get_thing",
          arguments: { thing_id: 1 },
        })
      ).text,
    ).toContain("Unknown tool");
  });

  it("says what is wrong with a call of its own", async () => {
    const server = await open(acme, discover);
    const wrong = await server.call("acme_tools_read", {
      name: "acme_get_thing",
      argument: { thing_id: 1 },
    });
    expect(wrong.text).toContain('did you mean "arguments"');
    const inner = await server.call("acme_tools_read", {
      name: "acme_get_thing",
      arguments: { id: 1 },
    });
    expect(inner.text).toContain("thing_id");
    const misspelt = await server.call("acme_tools_read", { name: "acme_get_thin" });
    expect(misspelt.text).toContain("Did you mean acme_get_thing?");
  });

  it("knows no meta tools without it", async () => {
    const server = await open(acme);
    await expect(server.call("acme_tools_search", {})).rejects.toThrow("Unknown tool");
  });
});
