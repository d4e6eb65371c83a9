import { MemoryChanges } from "../../src/state/index.ts";
import { afterEach, describe, expect, it } from "vitest";
import { until } from "../loopback.ts";
import {
  admin,
  content0,
  envelope,
  init,
  ownKey,
  request,
  serve,
  viewer,
  type Served,
  type WireOptions,
} from "./fixture.ts";

let served: Served;
const leaving: (() => void)[] = [];
afterEach(async () => {
  for (const leave of leaving.splice(0)) leave();
  await served.close();
});

interface Notice {
  readonly method?: string;
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly params?: {
    readonly uri?: string;
    readonly level?: string;
    readonly data?: string;
    readonly _meta?: object;
  };
}

/** What arrives on an answer that stays open. */
async function stream(answer: Response): Promise<Notice[]> {
  const heard: Notice[] = [];
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  const read = async (): Promise<void> => {
    for (;;) {
      const part = await reader?.read();
      if (part === undefined || part.done) return;
      const lines = (rest + part.value).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines)
        if (line.startsWith("data: ")) heard.push(JSON.parse(line.slice(6)) as Notice);
    }
  };
  read().catch(() => {});
  return heard;
}

async function listen(notifications: object, options: WireOptions = {}): Promise<Notice[]> {
  const left = new AbortController();
  leaving.push(() => left.abort());
  const answer = await fetch(served.server.endpoint, {
    ...init("subscriptions/listen", { notifications }, options),
    signal: left.signal,
  });
  const heard = await stream(answer);
  await until(() => heard.length > 0, "the acknowledgement");
  expect(heard[0]?.method).toBe("notifications/subscriptions/acknowledged");
  return heard;
}

const touch = (what: string, options: WireOptions = {}): Promise<unknown> =>
  request(served, "tools/call", { name: "acme_touch", arguments: { what } }, options);
const methods = (heard: readonly Notice[]): string[] =>
  heard.slice(1).map(({ method = "" }) => method);

describe("a stream of the 2026 revision", () => {
  it("tells what was asked for and nothing else, each with the stream's id", async () => {
    served = await serve();
    const heard = await listen({
      toolsListChanged: true,
      resourceSubscriptions: ["acme://things/1"],
    });
    for (const what of ["prompts", "resources", "acme://things/2", "acme://things/1", "tools"])
      await touch(what);
    await until(() => heard.length === 3);
    expect(methods(heard)).toEqual([
      "notifications/resources/updated",
      "notifications/tools/list_changed",
    ]);
    expect(heard[1]?.params).toMatchObject({
      uri: "acme://things/1",
      _meta: { "io.modelcontextprotocol/subscriptionId": 1 },
    });
  });

  it("tells of a resource only those with the same credential who may read it", async () => {
    served = await serve();
    const filter = { resourceSubscriptions: ["acme://things/1", "acme://hidden/1"] };
    const same = await listen(filter, { token: viewer });
    const other = await listen(filter, { headers: { "x-acme-key": ownKey } });
    await touch("acme://hidden/1");
    await touch("acme://things/1");
    await touch("acme://things/1", { headers: { "x-acme-key": ownKey } });
    await until(() => same.length === 2 && other.length === 2);
    await touch("acme://things/1");
    await until(() => same.length === 3);
    expect(other).toHaveLength(2);
  });

  it("is one of as many as a caller may have; others are not kept out, and a closed one makes room", async () => {
    served = await serve({ sessionLimitPerPrincipal: 2 });
    const filter = { toolsListChanged: true };
    await listen(filter);
    await listen(filter);
    const third = await request(served, "subscriptions/listen", { notifications: filter });
    expect(third).toMatchObject({ status: 429, error: { code: -32_000 } });
    await listen(filter, { token: viewer });
    leaving.shift()?.();
    const again = async (): Promise<number> => {
      const left = new AbortController();
      leaving.push(() => left.abort());
      const answer = await fetch(served.server.endpoint, {
        ...init("subscriptions/listen", { notifications: filter }),
        signal: left.signal,
      });
      return answer.status;
    };
    let status = await again();
    while (status === 429) status = await again();
    expect(status).toBe(200);
  });

  it("ends with its client and leaves nothing behind", async () => {
    served = await serve();
    const changes = served.runtime.changes as MemoryChanges;
    const before = changes.listeners;
    await listen({ toolsListChanged: true });
    expect(changes.listeners).toBe(before + 1);
    leaving.pop()?.();
    await until(() => changes.listeners === before, "the stream's end");
  });

  it("ends with the server, which does not wait for it", async () => {
    served = await serve();
    const heard = await listen({ toolsListChanged: true });
    const began = performance.now();
    await served.server.close();
    expect(performance.now() - began).toBeLessThan(2000);
    await until(() => heard.length === 2);
    expect(heard[1]).toMatchObject({ id: 1, result: { resultType: "complete" } });
  });

  it("is acknowledged as empty where the vendor announces nothing", async () => {
    served = await serve({}, ["resources"]);
    const heard = await listen({
      toolsListChanged: true,
      resourceSubscriptions: ["acme://things/1"],
    });
    expect(heard[0]?.params).toMatchObject({ notifications: {} });
    const { result } = await request(served, "server/discover");
    expect(result.capabilities).toEqual({
      tools: { listChanged: false },
      resources: { listChanged: false, subscribe: false },
      completions: {},
    });
  });
});

async function session(options: { readonly headers?: Record<string, string> } = {}): Promise<{
  heard: Notice[];
  send(
    method: string,
    params?: object,
  ): Promise<{ result?: unknown; error?: { code: number } } | undefined>;
}> {
  const headers = {
    authorization: `Bearer ${admin}`,
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
    ...options.headers,
  };
  const begun = await fetch(served.server.endpoint, {
    method: "POST",
    headers,
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: {
        protocolVersion: "2025-11-25",
        capabilities: {},
        clientInfo: { name: "t", version: "1" },
      },
    }),
  });
  const within = { ...headers, "mcp-session-id": begun.headers.get("mcp-session-id") ?? "" };
  const left = new AbortController();
  leaving.push(() => left.abort());
  const post = async (body: object): Promise<string> =>
    (
      await fetch(served.server.endpoint, {
        method: "POST",
        headers: within,
        body: JSON.stringify(body),
      })
    ).text();
  await post({ jsonrpc: "2.0", method: "notifications/initialized" });
  const heard = await stream(
    await fetch(served.server.endpoint, { headers: within, signal: left.signal }),
  );
  let id = 1;
  return {
    heard,
    async send(method, params = {}) {
      id += 1;
      const text = await post({ jsonrpc: "2.0", id, method, params });
      if (text.startsWith("{")) return JSON.parse(text) as { result?: unknown };
      const lines = text.split("\n").filter((line) => line.startsWith("data: "));
      for (const line of lines.slice(0, -1)) heard.push(JSON.parse(line.slice(6)) as Notice);
      return JSON.parse(lines.at(-1)?.slice(6) ?? "null") as { result?: unknown };
    },
  };
}

describe("a session of the 2025 revisions", () => {
  it("hears of lists from the start, and of resources once it subscribed", async () => {
    served = await serve();
    const { heard, send } = await session();
    await touch("acme://things/1");
    expect(await send("resources/subscribe", { uri: "acme://things/1" })).toMatchObject({
      result: {},
    });
    await touch("acme://things/1");
    await touch("acme://things/2");
    await touch("prompts");
    await until(() => heard.length === 2);
    expect(heard.map(({ method }) => method)).toEqual([
      "notifications/resources/updated",
      "notifications/prompts/list_changed",
    ]);
    expect(heard[0]?.params).toEqual({ uri: "acme://things/1" });
    await send("resources/unsubscribe", { uri: "acme://things/1" });
    await touch("acme://things/1");
    await touch("tools");
    await until(() => heard.length === 3);
    expect(heard[2]?.method).toBe("notifications/tools/list_changed");
  });

  it("cannot subscribe to what it cannot read", async () => {
    served = await serve();
    const { send } = await session();
    for (const uri of ["acme://hidden/1", "acme://nowhere", "file:///etc/passwd"]) {
      expect(await send("resources/subscribe", { uri })).toHaveProperty("error");
    }
  });

  it("hears nothing of another credential's resources", async () => {
    served = await serve();
    const { heard, send } = await session({ headers: { "x-acme-key": ownKey } });
    await send("resources/subscribe", { uri: "acme://things/1" });
    await touch("acme://things/1");
    await touch("tools");
    await until(() => heard.length === 1);
    expect(heard[0]?.method).toBe("notifications/tools/list_changed");
  });

  it("leaves nothing behind when it ends", async () => {
    served = await serve();
    const changes = served.runtime.changes as MemoryChanges;
    const before = changes.listeners;
    const { send } = await session();
    await send("resources/subscribe", { uri: "acme://things/1" });
    expect(changes.listeners).toBe(before + 1);
    await served.server.close();
    expect(changes.listeners).toBe(before);
  });

  it("gets the client's log from the level it chose, without secrets, and none of the cache hints of later revisions", async () => {
    served = await serve();
    const { heard, send } = await session();
    await send("logging/setLevel", { level: "info" });
    await send("tools/call", { name: "acme_chat", arguments: {} });
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({
      method: "notifications/message",
      params: { level: "warning" },
    });
    expect(JSON.stringify(heard)).not.toContain("server-key");
    const read = await send("resources/read", { uri: "acme://things/7" });
    expect(read?.result).toEqual({
      contents: [{ uri: "acme://things/7", mimeType: "text/plain", text: "thing 7" }],
    });
  });
});

describe("standard input and output", () => {
  it("carries changes in the 2025 era", async () => {
    served = await serve();
    const pipe = await served.stdio();
    pipe.send({
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: {
        protocolVersion: "2025-11-25",
        capabilities: {},
        clientInfo: { name: "t", version: "1" },
      },
    });
    await pipe.next();
    pipe.send({ jsonrpc: "2.0", method: "notifications/initialized" });
    pipe.send({
      jsonrpc: "2.0",
      id: 2,
      method: "resources/subscribe",
      params: { uri: "acme://things/1" },
    });
    expect(await pipe.next()).toMatchObject({ id: 2, result: {} });
    await touch("acme://things/2");
    await touch("acme://things/1");
    expect(await pipe.next()).toMatchObject({
      method: "notifications/resources/updated",
      params: { uri: "acme://things/1" },
    });
    await pipe.close();
  });

  it("carries changes in the 2026 era", async () => {
    served = await serve();
    const pipe = await served.stdio();
    const notifications = { toolsListChanged: true, resourceSubscriptions: ["acme://things/1"] };
    pipe.send({
      jsonrpc: "2.0",
      id: 1,
      method: "subscriptions/listen",
      params: { notifications, _meta: envelope() },
    });
    expect(await pipe.next()).toMatchObject({ method: "notifications/subscriptions/acknowledged" });
    await touch("acme://things/2");
    await touch("acme://things/1");
    await touch("prompts");
    await touch("tools");
    expect(await pipe.next()).toMatchObject({
      method: "notifications/resources/updated",
      params: { uri: "acme://things/1" },
    });
    expect(await pipe.next()).toMatchObject({ method: "notifications/tools/list_changed" });
    await pipe.close();
  });
});

describe("a changed list", () => {
  it("is made anew", async () => {
    served = await serve();
    const names = async (): Promise<string[]> =>
      ((await request(served, "tools/list")).result.tools as { name: string }[]).map(
        (tool) => tool.name,
      );
    content0.more = false;
    expect(await names()).not.toContain("acme_more");
    const { loads } = content0;
    await touch("tools");
    expect(await names()).toContain("acme_more");
    expect(content0.loads).toBe(loads + 1);
    await touch("acme://things/1");
    await names();
    expect(content0.loads).toBe(loads + 1);
  });
});

describe("cache hints", () => {
  it("are private and in milliseconds on lists and reads", async () => {
    served = await serve();
    for (const method of [
      "tools/list",
      "resources/list",
      "resources/templates/list",
      "prompts/list",
      "server/discover",
    ]) {
      expect((await request(served, method)).result).toMatchObject({
        ttlMs: 300_000,
        cacheScope: "private",
      });
    }
    const read = await request(served, "resources/read", { uri: "acme://things/7" });
    expect(read.result).toMatchObject({ ttlMs: 60_000, cacheScope: "private" });
  });
});
