// What is allowed: read-only at first, classes switched on in words, production apart, roles, and nothing believed.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "./support/world.ts";

const READS = [
  "custom_adapter_code",
  "custom_adapter_config",
  "django_admin",
  "frontend_operations",
  "get_run_history",
  "get_run_history_item",
  "list_integrations",
  "query_buildhelper",
  "read_integration",
  "search_integration",
  "search_run_histories",
];
const OWN = [
  "diagnose_last_failure",
  "diff_integration",
  "ig_login",
  "ig_login_status",
  "integration_overview",
];

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const token = (): Record<string, string> => ({ IG_TOKEN: world.sandbox.tokenFor("superuser") });

describe("policy", () => {
  it("only reads at first, and refuses what a tool could do besides", async () => {
    const caller = await world.stdio(world.variables(token()));
    expect((await caller.tools()).toSorted()).toEqual([...READS, ...OWN].toSorted());
    await expect(caller.call("execute_integration", { integration: "echo" })).rejects.toThrow(
      "Unknown tool: execute_integration",
    );
    for (const [tool, given] of [
      ["django_admin", { operation: "delete", model: "django_glyue_app.Tag", id: 1 }],
      ["django_admin", { operation: "no_such_operation", model: "django_glyue_app.Tag" }],
      ["django_admin", {}],
      ["custom_adapter_code", { operation: "write", adapter: "LeadLedger", code: "x" }],
      ["custom_adapter_config", { operation: "create", adapter: "HTTP", config: {} }],
      ["frontend_operations", { operation: "create", name: "x" }],
      ["frontend_operations", { operation: "delete", name: "loan-status" }],
    ] as const) {
      const answer = await caller.call(tool, given);
      expect(answer.isError, `${tool} ${JSON.stringify(given)}`).toBe(true);
      expect(answer.text).toContain("forbidden");
    }
    const sent = world.sandbox
      .requests()
      .filter(({ body }) => String(JSON.stringify(body)).includes("tools/call"));
    expect(sent).toEqual([]);
  });

  it("switches classes on one by one", async () => {
    const writing = await world.stdio(world.variables({ ...token(), IG_ALLOW: "write" }));
    const tools = await writing.tools();
    expect(tools).toContain("write_integration");
    expect(tools).not.toContain("execute_integration");
    expect(tools).not.toContain("delete_integration_component");
    const created = await writing.call("frontend_operations", { operation: "create", name: "p" });
    expect(created.isError, created.text).toBe(false);
    expect(
      (await writing.call("frontend_operations", { operation: "delete", name: "p" })).text,
    ).toContain("forbidden");
  });

  it("does not take IG_ALLOW for production", async () => {
    const { isolated } = { isolated: "https://glyueprod.bank.example/integrations/mcp/" };
    const env = {
      IG_URL: isolated,
      IG_TOKEN: "token-of-production",
      IG_ALLOW: "write,execute,admin",
    };
    const careful = await world.stdio(env);
    expect((await careful.call("ig_login_status")).text).toContain("IG_ALLOW_PROD");
    expect((await careful.call("ig_login_status")).text).toContain("Allowed: read.");
    const open = await world.stdio({ ...env, IG_ALLOW_PROD: "execute" });
    expect((await open.call("ig_login_status")).text).toContain("Allowed: read, execute.");
  }, 60_000);

  it("counts tools that it does not know as executing, whatever they say of themselves", async () => {
    await world.control("POST", "/profile", {
      profile: "documented",
      switches: { annotations: "lying" },
    });
    const executing = await world.stdio(
      world.variables({ ...token(), IG_ALLOW: "execute", MCP_CONFIRM: "never" }),
    );
    await executing.call("execute_integration", {
      integration: "echo",
      tool_definition: {
        name: "harmless",
        description: "Only reads",
        input_schema: { type: "object" },
      },
    });
    await expect.poll(() => executing.tools(), { timeout: 10_000 }).toContain("harmless");
    const reading = await world.stdio(world.variables(token()));
    expect(await reading.tools()).not.toContain("harmless");
    await expect(reading.call("harmless")).rejects.toThrow("Unknown tool: harmless");
  });

  it("asks before it executes or deletes, and does nothing until then", async () => {
    const caller = await world.stdio(world.variables({ ...token(), IG_ALLOW: "execute,admin" }));
    const asked = await caller.call("execute_integration", { integration: "echo", payload: 1 });
    expect(asked.text).toContain("Nothing was done yet");
    const confirm = /confirm "([^"]+)"/.exec(asked.text)?.[1];
    const other = await caller.call("execute_integration", {
      integration: "echo",
      payload: 2,
      confirm,
    });
    expect(other.isError).toBe(true);
    const done = await caller.call("execute_integration", {
      integration: "echo",
      payload: 1,
      confirm,
    });
    expect(done.data).toMatchObject({ success: true });
    const dry = await caller.call("execute_integration", { integration: "echo", dry_run: true });
    expect(dry.text).toContain("execute_integration");
    expect(dry.isError).toBe(false);
  });

  it("gives roles over HTTP what they may, and keeps administration to administrators", async () => {
    const server = await world.http(
      world.variables({
        ...token(),
        IG_ALLOW: "write,execute,admin",
        MCP_TOKENS_VIEWER: "vera:viewer-token-0123456789abcdef",
        MCP_TOKENS_EDITOR: "ed:editor-token-0123456789abcdef",
      }),
    );
    const viewer = await server.connect({
      headers: { authorization: "Bearer viewer-token-0123456789abcdef" },
    });
    const seen = await viewer.tools();
    expect(seen).toContain("read_integration");
    expect(seen).not.toContain("write_integration");
    expect(seen).not.toContain("django_admin");
    const editor = await server.connect({
      headers: { authorization: "Bearer editor-token-0123456789abcdef" },
    });
    const editing = await editor.tools();
    expect(editing).toContain("write_integration");
    expect(editing).not.toContain("execute_integration");
    expect(editing).not.toContain("delete_integration_component");
    expect(
      (await editor.call("custom_adapter_config", { operation: "delete", id: 501 })).text,
    ).toContain("forbidden");
  });

  it("says when a tool changed its description since it was first seen", async () => {
    await world.control("POST", "/profile", {
      profile: "documented",
      switches: { catalogue: "drifting" },
    });
    const env = world.variables({ ...token(), MCP_REMOTE_LIST_SECONDS: "10" });
    const first = await world.stdio(env);
    await first.tools();
    await first.close();
    const second = await world.stdio(env);
    await second.tools();
    await expect
      .poll(async () => (await second.call("ig_login_status")).text, { timeout: 20_000 })
      .toContain("Changed their description");
  });

  it("leaves out tools with a broken schema and tools that were named to be ignored", async () => {
    await world.control("POST", "/profile", {
      profile: "documented",
      switches: { catalogue: "malformed" },
    });
    const caller = await world.stdio(world.variables({ ...token(), IG_IGNORE_TOOLS: "search_*" }));
    const tools = await caller.tools();
    expect(tools).toContain("list_integrations");
    expect(tools.filter((name) => name.startsWith("search_"))).toEqual([]);
    expect(caller.errors()).toContain("malformed");
  });

  it("notes tool, integration, account and a digest, and never a payload", async () => {
    const caller = await world.stdio(
      world.variables({ ...token(), IG_ALLOW: "execute", MCP_CONFIRM: "never" }),
    );
    await caller.call("execute_integration", {
      integration: "echo",
      payload: { taxId: "123-45-6789", name: "Nora Whitlock" },
    });
    await caller.close();
    const audit = await readFile(join(world.folder, "audit.ndjson"), "utf8");
    const line = audit.split("\n").find((entry) => entry.includes('"execute_integration"')) ?? "{}";
    expect(JSON.parse(line)).toMatchObject({
      event: "tool.call",
      outcome: "ok",
      tool: "execute_integration",
      tool_class: "destructive",
      target: { type: "integration", id: "echo" },
    });
    expect(line).toMatch(/"args_hash":"[0-9a-f]{32}"/);
    expect(audit).not.toContain("123-45-6789");
    expect(audit).not.toContain("Whitlock");
    expect(audit).not.toContain(world.sandbox.tokenFor("superuser"));
  });
});
