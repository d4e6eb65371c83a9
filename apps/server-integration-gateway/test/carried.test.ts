// What is carried between the instance and the client beside tools: questions, resources, prompts, completion.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "./support/world.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const env = (more: Readonly<Record<string, string>> = {}): Record<string, string> =>
  world.variables({
    IG_TOKEN: world.sandbox.tokenFor("superuser"),
    IG_ALLOW: "execute",
    MCP_CONFIRM: "never",
    ...more,
  });
const asking = (serverRequests: string): Promise<unknown> =>
  world.control("POST", "/profile", { profile: "documented", switches: { serverRequests } });

describe("what the instance asks in the middle of a call", () => {
  it.each(["stdio", "http"] as const)(
    "reaches the person over %s, and the answer goes back",
    async (transport) => {
      await asking("elicitation");
      const options = {
        onElicit: () => ({ action: "accept" as const, content: { confirm: true } }),
      };
      const caller =
        transport === "stdio"
          ? await world.stdio(env(), options)
          : await (await world.http(env({ MCP_ALLOW_UNAUTHENTICATED: "1" }))).connect(options);
      const answer = await caller.call("execute_integration", {
        integration: "echo",
        payload: { a: 1 },
      });
      expect(caller.asked.length).toBeGreaterThan(0);
      expect(answer.isError, answer.text).toBe(false);
    },
  );

  it("follows a confirmation of ours in the same call", async () => {
    await asking("elicitation");
    const caller = await world.stdio(env({ MCP_CONFIRM: "auto" }), {
      onElicit: () => ({ action: "accept", content: { confirm: true } }),
    });
    const answer = await caller.call("execute_integration", {
      integration: "echo",
      payload: { a: 1 },
    });
    expect(caller.asked).toHaveLength(2);
    expect(answer.isError, answer.text).toBe(false);
  });

  it("is refused cleanly for a client that cannot be asked", async () => {
    await asking("sampling");
    const caller = await world.stdio(env());
    const answer = await caller.call("execute_integration", {
      integration: "echo",
      payload: { a: 1 },
    });
    expect(answer.text.length).toBeGreaterThan(0);
    expect((await caller.call("list_integrations")).isError).toBe(false);
  });
});

describe("resources and prompts of the instance", () => {
  it("are listed, read, rendered and completed", async () => {
    const { client } = await world.stdio(env());
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toContain("glyue://docs/hooks");
    expect((await client.listResourceTemplates()).resourceTemplates.length).toBeGreaterThan(0);
    const read = await client.readResource({ uri: "glyue://integrations/echo" });
    expect(JSON.stringify(read.contents)).toContain("echo");
    await expect(client.readResource({ uri: "glyue://integrations/none" })).rejects.toThrow(/./);
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toContain("explain_integration");
    const argument = prompts[0]?.arguments?.[0]?.name ?? "";
    const rendered = await client.getPrompt({
      name: "explain_integration",
      arguments: { [argument]: "echo" },
    });
    expect(JSON.stringify(rendered.messages)).toContain("echo");
    const { completion } = await client.complete({
      ref: { type: "ref/prompt", name: "explain_integration" },
      argument: { name: argument, value: "loan" },
    });
    expect(completion.values).toContain("loan-boarding");
  });

  it("are not there for an instance that has none", async () => {
    await world.control("POST", "/profile", { profile: "bare" });
    const { client } = await world.stdio(env());
    expect((await client.listTools()).tools.length).toBeGreaterThan(10);
    expect((await client.listResources()).resources).toEqual([]);
    expect((await client.listPrompts()).prompts).toEqual([]);
  });
});

describe("many tools at once", () => {
  it("are found and called step by step", async () => {
    const caller = await world.stdio(env({ MCP_TOOLSETS: "discover" }));
    const names = await caller.tools();
    expect(names).toContain("ig_tools_search");
    expect(names).not.toContain("read_integration");
    expect((await caller.call("ig_tools_search", { query: "run history" })).text).toContain(
      "get_run_history",
    );
    const answer = await caller.call("ig_tools_read", { name: "list_integrations", arguments: {} });
    expect(answer.data["total"]).toBeGreaterThan(5);
  });

  it("stay within what an assistant is shown beside other vendors", async () => {
    const { client } = await world.stdio(env({ MCP_TOOLSETS: "lean" }));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).toSorted()).toEqual([
      "diagnose_last_failure",
      "get_run_history",
      "get_run_history_item",
      "ig_login",
      "ig_login_status",
      "list_integrations",
      "read_integration",
      "search_run_histories",
    ]);
    // About four characters a token.
    expect(JSON.stringify(tools).length / 4).toBeLessThan(1500);
  });
});
