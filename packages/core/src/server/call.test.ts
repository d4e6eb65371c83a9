import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { testVendor, type TestOptions, type TestVendor } from "../testing/test-vendor.ts";
import { acme, startAcme, type AcmeApi } from "./acme.fixture.ts";

let api: AcmeApi;
const opened: TestVendor[] = [];
const open = async (
  options: TestOptions = {},
  more: Record<string, string> = {},
): Promise<TestVendor> => {
  const server = await testVendor(acme, {
    settings: { ACME_URL: api.url, ACME_KEY: "k-0123456789abcdef", ...more },
    ...options,
  });
  opened.push(server);
  return server;
};
beforeEach(async () => {
  api = await startAcme();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()));
  await api.close();
});
const cursorIn = (text: string): string => /cursor "([^"]+)"/.exec(text)?.[1] ?? "";

describe("a list", () => {
  it("goes on through the cursor over budget and pages until everything was seen once", async () => {
    const server = await open({}, { MCP_RESULT_TOKENS: "500" });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const answer = await server.call("acme_list_things", cursor === undefined ? {} : { cursor });
      seen.push(...[...answer.text.matchAll(/^(\d+) \| Thing/gm)].map((match) => match[1] ?? ""));
      cursor = cursorIn(answer.text) || undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(Array.from({ length: 100 }, (_unused, index) => String(index + 1)));
  });

  it("reports progress to a client that listens", async () => {
    const server = await open();
    const heard: number[] = [];
    await server.call("acme_list_things", {}, { onProgress: (done) => heard.push(done) });
    expect(heard.length).toBeGreaterThan(0);
  });
});

describe("a call", () => {
  it("answers in text alone unless structured content is wanted", async () => {
    const plain = await (await open()).call("acme_get_thing", { thing_id: "7" });
    expect(plain.text).toContain("name: Thing 7");
    expect(plain.structured).toBeUndefined();
    const both = await (await open({ results: "both" })).call("acme_thing", { thing_id: 7 });
    expect(both.structured).toEqual({ item: { id: 7, name: "Thing 7" } });
    const json = await (
      await open()
    ).call("acme_get_thing", { thing_id: 7, response_format: "json" });
    expect(JSON.parse(json.text)).toEqual({ item: { id: 7, name: "Thing 7" } });
  });

  it("says which argument is wrong, and which was meant", async () => {
    const server = await open({ results: "both" });
    const answer = await server.call("acme_get_thing", { thing_idd: 7 });
    expect(answer.isError).toBe(true);
    expect(answer.text).toContain('did you mean "thing_id"?');
    expect(answer.text).toContain("thing_id: is required");
    expect(answer.structured).toMatchObject({ error: { code: "invalid_arguments" } });
    expect(api.requests).toEqual([]);
  });

  it("passes the vendor's reasons on, and hides what nobody planned", async () => {
    const server = await open({ toolsets: ["all"] });
    const missing = await server.call("acme_get_thing", { thing_id: 999 });
    expect(missing.text).toContain("no such thing");
    expect(missing.text).toContain("[not_found");
    const broken = await server.call("acme_break");
    expect(broken.isError).toBe(true);
    expect(broken.text).not.toContain("internals");
    expect(server.audit.map((event) => event.outcome)).toEqual(["not_found", "internal"]);
  });

  it("never carries the credential, whatever the vendor echoes", async () => {
    const server = await open({ results: "both" });
    api.answer = (request, response) => {
      const key = String(request.headers["x-key"]);
      const reason = [
        key,
        encodeURIComponent(key),
        Buffer.from(`user:${key}`).toString("base64"),
      ].join(" ");
      response
        .writeHead(400, { "content-type": "application/json" })
        .end(JSON.stringify({ reason }));
      return true;
    };
    const answer = JSON.stringify(await server.call("acme_get_thing", { thing_id: 1 }));
    expect(answer).not.toContain("0123456789abcdef");
    expect(answer).not.toContain(Buffer.from("0123456789abcdef").toString("base64").slice(2, -4));
  });

  it("says which variable is missing when there is no credential", async () => {
    const server = await open({}, { ACME_KEY: "" });
    expect((await server.call("acme_get_thing", { thing_id: 1 })).text).toMatch(/ACME_KEY/);
  });

  it("stops at the vendor's socket when the client cancels", async () => {
    const server = await open();
    const abort = new AbortController();
    let closed = false;
    api.answer = (request) => {
      request.socket.on("close", () => (closed = true));
      queueMicrotask(() => abort.abort());
      return true;
    };
    await expect(
      server.call("acme_get_thing", { thing_id: 1 }, { signal: abort.signal }),
    ).rejects.toThrow();
    await vi.waitFor(() => expect(closed).toBe(true));
  });
});

describe("what a caller may not use", () => {
  it("is not listed and is refused like a tool that never existed", async () => {
    const server = await open({ role: "viewer" });
    expect((await server.tools()).map((tool) => tool.name)).toEqual([
      "acme_list_things",
      "acme_get_thing",
    ]);
    const refusals = await Promise.all(
      ["acme_delete_thing", "acme_break", "acme_never"].map((name) =>
        server.client
          .callTool({ name, arguments: {} })
          .then(String, (error: unknown) => String(error).replace(name, "X")),
      ),
    );
    expect(new Set(refusals).size).toBe(1);
    expect(server.audit.map((event) => event.reason)).toEqual(["role", "not-selected", "unknown"]);
  });

  it("can be chosen by toolset, preset, allow list and deny list", async () => {
    const names = async (
      options: TestOptions,
      more: Record<string, string> = {},
    ): Promise<string[]> => (await (await open(options, more)).tools()).map((tool) => tool.name);
    expect(await names({ toolsets: ["rare"] })).toEqual(["acme_break"]);
    expect(await names({ toolsets: ["one"] })).toEqual(["acme_break"]);
    expect(
      await names({}, { MCP_ALLOW_TOOLS: "acme_*_thing", MCP_DENY_TOOLS: "acme_delete_*" }),
    ).toEqual(["acme_get_thing", "acme_create_thing", "acme_rename_thing"]);
    expect(await names({}, { MCP_READ_ONLY: "true" })).toEqual([
      "acme_list_things",
      "acme_get_thing",
    ]);
    expect(await names({ toolsets: ["rare"] }, { MCP_TOOLSETS: "core" })).toEqual([]);
    await expect(names({ toolsets: ["nope"] })).rejects.toThrow("nope");
  });
});

describe("a write", () => {
  it("shows exactly what it would send in a dry run, and sends nothing", async () => {
    const server = await open({ results: "both" });
    const answer = await server.call("acme_rename_thing", {
      thing_id: 3,
      name: "New",
      dry_run: true,
    });
    expect(answer.text).toContain("PATCH /things/3");
    expect(answer.text).toContain('name: "Thing 3" → "New"');
    expect(api.requests).toEqual(["GET /things/3"]);
  });

  it("reports its difference", async () => {
    const answer = await (await open()).call("acme_rename_thing", { thing_id: 3, name: "New" });
    expect(answer.text).toContain('name: "Thing 3" → "New"');
    expect(api.requests).toEqual(["GET /things/3", "PATCH /things/3"]);
  });

  it("is sent once when the client repeats it, and again with a new key", async () => {
    const server = await open();
    await server.call("acme_create_thing", { name: "a" });
    const again = await server.call("acme_create_thing", { name: "a" });
    expect(again.text).toContain("Not sent again");
    await server.call("acme_create_thing", { name: "a", idempotency_key: "second" });
    expect(api.requests).toEqual(["POST /things", "POST /things"]);
  });

  it("is not repeated when its answer is lost, neither by the server nor by a second call", async () => {
    const server = await open();
    api.answer = (request) => {
      request.socket.destroy();
      return true;
    };
    const first = await server.call("acme_create_thing", { name: "lost" });
    expect(first.text).toContain("[outcome_unknown");
    api.answer = undefined;
    const second = await server.call("acme_create_thing", { name: "lost" });
    expect(second.text).toContain("[outcome_unknown");
    expect(api.requests).toEqual(["POST /things"]);
  });
});

describe("a deletion", () => {
  it("asks a client that can ask, and does nothing when the person declines", async () => {
    const questions: string[] = [];
    let agree = false;
    const server = await open({
      onElicit: (question) => {
        questions.push(question);
        return agree ? { action: "accept", content: { confirm: true } } : { action: "decline" };
      },
    });
    const declined = await server.call("acme_delete_thing", { thing_id: 5 });
    expect(declined.text).toContain("Nothing was changed");
    expect(api.requests).not.toContain("DELETE /things/5");
    agree = true;
    await server.call("acme_delete_thing", { thing_id: 5 });
    expect(questions).toEqual(['Delete "Thing 5" (5)?', 'Delete "Thing 5" (5)?']);
    expect(api.requests.filter((request) => request === "DELETE /things/5")).toHaveLength(1);
    expect(server.audit.at(-1)).toMatchObject({
      outcome: "ok",
      confirm: { method: "elicitation" },
    });
  });

  it("hands out a token to a client that cannot ask; it holds for this call, once", async () => {
    const server = await open({ results: "both" });
    const preview = await server.call("acme_delete_thing", { thing_id: 5 });
    const confirm = String(preview.structured?.["confirm"]);
    expect(api.requests).not.toContain("DELETE /things/5");
    expect((await server.call("acme_delete_thing", { thing_id: 6, confirm })).isError).toBe(true);
    expect((await server.call("acme_delete_thing", { thing_id: 5, confirm })).isError).toBe(false);
    expect((await server.call("acme_delete_thing", { thing_id: 5, confirm })).isError).toBe(true);
    expect(api.requests.filter((request) => request.startsWith("DELETE"))).toEqual([
      "DELETE /things/5",
    ]);
  });

  it("follows MCP_CONFIRM", async () => {
    await (await open({}, { MCP_CONFIRM: "never" })).call("acme_delete_thing", { thing_id: 5 });
    expect(api.requests).toContain("DELETE /things/5");
    const careful = await open({}, { MCP_CONFIRM: "always" });
    expect((await careful.call("acme_rename_thing", { thing_id: 5, name: "x" })).text).toContain(
      "Nothing was done yet",
    );
  });
});
