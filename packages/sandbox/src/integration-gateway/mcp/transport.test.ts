import { describe, expect, it } from "vitest";
import { harness } from "../api.fixture.ts";
import { EventReader, messagesOf, WireClient } from "./client.fixture.ts";

const { sandbox, call, control, switch: set } = harness();

const open = (
  ...given: Parameters<typeof WireClient.open> extends [unknown, ...infer Rest] ? Rest : never
) => WireClient.open(sandbox(), ...given);
const ping = { jsonrpc: "2.0", id: 1, method: "ping" };

describe("who may come in", () => {
  it("is told how to sign in, and why a token is not good", async () => {
    const missing = await call("POST", "/integrations/mcp/", { body: "{}" });
    expect(missing.status).toBe(401);
    expect(missing.headers.get("www-authenticate")).toMatch(/^Bearer resource_metadata="/);
    const stale = new WireClient(sandbox().mcpUrl, sandbox().tokenFor("staff"));
    await control("POST", "/tokens/expire");
    const { status, headers } = await stale.post(ping);
    expect(status).toBe(401);
    expect(headers.get("www-authenticate")).toContain('error="invalid_token"');
    expect(headers.get("www-authenticate")).toContain("resource_metadata=");
  });

  it("is staff and superusers, not standard users and service accounts", async () => {
    for (const user of ["superuser", "staff", "builder"] as const) {
      const client = new WireClient(sandbox().mcpUrl, sandbox().tokenFor(user));
      expect((await client.initialize()).status).toBe(200);
    }
    for (const user of ["standard", "service"] as const) {
      const client = new WireClient(sandbox().mcpUrl, sandbox().tokenFor(user));
      expect((await client.request("initialize")).status).toBe(403);
    }
    await expect(async () => sandbox().tokenFor("inactive")).rejects.toThrow("eroper");
  });

  it("comes from no foreign web page", async () => {
    const client = await open();
    expect((await client.post(ping, { origin: "https://attacker.example" })).status).toBe(403);
    expect((await client.post(ping, { origin: sandbox().url })).status).toBe(200);
  });
});

describe("the address", () => {
  it("needs its slash at the end", async () => {
    const client = await open();
    const bare = new WireClient(sandbox().mcpUrl.slice(0, -1), "x");
    const moved = await bare.post(ping);
    expect([moved.status, moved.headers.get("location")]).toEqual([301, "/integrations/mcp/"]);
    await set({ missingSlash: "500" });
    expect((await bare.post(ping)).status).toBe(500);
    expect((await client.post(ping)).status).toBe(200);
  });

  it("takes JSON-RPC messages and refuses all else", async () => {
    const client = await open();
    const cases: [unknown, Record<string, string>, number][] = [
      ["{", {}, 400],
      [[ping], {}, 400],
      [{ id: 1, method: "ping" }, {}, 400],
      [ping, { accept: "application/json" }, 406],
      [ping, { accept: "*/*" }, 200],
      [ping, { "content-type": "text/plain" }, 415],
      [ping, { "mcp-protocol-version": "2099-01-01" }, 400],
      [ping, { "mcp-protocol-version": "2025-06-18" }, 200],
    ];
    for (const [message, headers, status] of cases) {
      const reply = await client.post(message, headers);
      expect(reply.status).toBe(status);
      if (status !== 200) expect(reply.body.error.message).toBeTruthy();
    }
    expect((await call("PUT", "/integrations/mcp/", { headers: client.headers })).status).toBe(405);
  });

  it("answers notifications with 202 and unknown methods with an error", async () => {
    const client = await open();
    const notice = await client.post({ jsonrpc: "2.0", method: "notifications/cancelled" });
    expect([notice.status, notice.text]).toEqual([202, ""]);
    expect((await client.request("server/discover")).body.error.code).toBe(-32601);
    expect((await client.request("tools/call", { name: "none" })).body.error.code).toBe(-32602);
  });
});

describe("protocol revisions", () => {
  it.each([
    ["2025-06-18", "2025-06-18", "2025-06-18"],
    ["2025-06-18", "2025-03-26", "2025-03-26"],
    ["2025-06-18", "2025-11-25", "2025-06-18"],
    ["2025-11-25", "2025-11-25", "2025-11-25"],
    ["2025-03-26", "2025-06-18", "2025-03-26"],
  ])("newest %s, asked for %s: %s", async (protocol, protocolVersion, agreed) => {
    await set({ protocol });
    const client = new WireClient(sandbox().mcpUrl, sandbox().tokenFor("staff"));
    const { body } = await client.initialize({ protocolVersion });
    expect(body.result.protocolVersion).toBe(agreed);
  });
});

describe("sessions", () => {
  it("are needed, known, and the caller's own", async () => {
    const client = await open();
    expect(client.headers["mcp-session-id"]).toMatch(/^[\w-]{36}$/);
    const { "mcp-session-id": id = "", ...bare } = client.headers;
    const post = (headers: Record<string, string>): Promise<{ status: number }> =>
      call("POST", "/integrations/mcp/", { headers, body: JSON.stringify(ping) });
    expect((await post(bare)).status).toBe(400);
    expect((await post({ ...bare, "mcp-session-id": "unknown" })).status).toBe(404);
    const other = await open("superuser");
    expect((await other.post(ping, { "mcp-session-id": id })).status).toBe(404);
    expect((await client.post(ping)).status).toBe(200);
  });

  it("end by DELETE, after half an hour, and when the instance forgets them", async () => {
    const ended = await open();
    const { headers } = ended;
    expect((await call("DELETE", "/integrations/mcp/", { headers })).status).toBe(200);
    expect((await ended.post(ping)).status).toBe(404);
    const idle = await open();
    await control("POST", "/clock", { minutes: 31 });
    expect((await idle.post(ping)).status).toBe(404);
    const lost = await open();
    expect((await control("POST", "/sessions/forget")).body.forgotten).toBe(1);
    expect((await lost.post(ping)).status).toBe(404);
    expect((await control("GET", "/sessions")).body).toEqual({ open: 0, opened: 3 });
  });

  it("are found only with their cookie behind a load balancer", async () => {
    await set({ loadBalancer: "sticky" });
    const client = new WireClient(sandbox().mcpUrl, sandbox().tokenFor("staff"));
    const { headers } = await client.initialize();
    expect((await client.post(ping)).status).toBe(404);
    const cookie = headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect((await client.post(ping, { cookie })).status).toBe(200);
  });

  it("are done without where the profile says so", async () => {
    await set({ sessions: "stateless" });
    const client = await open();
    expect(client.headers["mcp-session-id"]).toBeUndefined();
    expect((await client.value("list_integrations")).total).toBeGreaterThan(20);
    expect((await client.listen()).status).toBe(405);
    expect((await call("DELETE", "/integrations/mcp/", { headers: client.headers })).status).toBe(
      405,
    );
  });
});

describe("answers", () => {
  const slow = {
    name: "execute_integration",
    arguments: { integration: "slow-report", payload: { seconds: 0.05 } },
  };

  it("are JSON, or events where progress is asked for", async () => {
    const client = await open();
    const plain = await client.request("tools/call", slow);
    expect(plain.headers.get("content-type")).toBe("application/json");
    const { headers, text } = await client.request("tools/call", {
      ...slow,
      _meta: { progressToken: 7 },
    });
    expect(headers.get("content-type")).toBe("text/event-stream");
    const [progress, ...rest] = messagesOf(text);
    expect(progress).toMatchObject({
      method: "notifications/progress",
      params: { progressToken: 7, progress: 1, total: 1 },
    });
    expect(rest.at(-1).result.isError).toBe(false);
  });

  it("are events or JSON throughout where the profile says so", async () => {
    const client = await open();
    await set({ answers: "sse" });
    const streamed = await client.request("ping");
    expect(streamed.headers.get("content-type")).toBe("text/event-stream");
    expect(messagesOf(streamed.text)).toMatchObject([{ result: {} }]);
    await set({ answers: "json" });
    const plain = await client.request("tools/call", { ...slow, _meta: { progressToken: 7 } });
    expect(plain.body.result.isError).toBe(false);
  });

  it("bring the log to clients that want it", async () => {
    const client = await open();
    expect((await client.request("logging/setLevel", { level: "loud" })).body.error.code).toBe(
      -32602,
    );
    await client.request("logging/setLevel", { level: "info" });
    const { text } = await client.request("tools/call", slow);
    expect(messagesOf(text)[0]).toMatchObject({
      method: "notifications/message",
      params: { level: "info", data: "slow-report ended with success" },
    });
  });

  it("can be fetched after the stream was cut", async () => {
    const client = await open();
    await control("POST", "/streams/cut", { next: 1 });
    const body = JSON.stringify({
      jsonrpc: "2.0",
      id: 9,
      method: "tools/call",
      params: { ...slow, _meta: { progressToken: 7 } },
    });
    const { headers } = client;
    const response = await fetch(client.url, { method: "POST", headers, body });
    const reader = new EventReader(response);
    const first = await reader.next();
    expect(first.message.method).toBe("notifications/progress");
    await expect(reader.next()).rejects.toThrow();
    const rest = await client.listen({ "last-event-id": first.id });
    expect(messagesOf(await rest.text()).at(-1)).toMatchObject({
      id: 9,
      result: { isError: false },
    });
  });

  it("have an event to come back to from the start in the newest revision", async () => {
    await set({ protocol: "2025-11-25", answers: "sse" });
    const client = new WireClient(sandbox().mcpUrl, sandbox().tokenFor("staff"));
    await client.initialize({ protocolVersion: "2025-11-25" });
    expect((await client.request("ping")).text).toMatch(/^id: s\d+_0\ndata: \n\n/);
  });

  it("can be fetched after a cut in front of everything, in the newest revision", async () => {
    await set({ protocol: "2025-11-25", answers: "sse" });
    const client = new WireClient(sandbox().mcpUrl, sandbox().tokenFor("staff"));
    await client.initialize({ protocolVersion: "2025-11-25" });
    await control("POST", "/streams/cut", { next: 1 });
    const { headers } = client;
    const body = JSON.stringify({ jsonrpc: "2.0", id: 3, method: "ping" });
    const reader = new EventReader(await fetch(client.url, { method: "POST", headers, body }));
    const { id, message } = await reader.next();
    expect(message).toBeUndefined();
    await expect(reader.next()).rejects.toThrow();
    const rest = await client.listen({ "last-event-id": id });
    expect(messagesOf(await rest.text())).toEqual([{ jsonrpc: "2.0", id: 3, result: {} }]);
  });

  it("stop when the client cancels", async () => {
    const client = await open();
    const began = performance.now();
    let isOver = false;
    const answer = client.post({
      jsonrpc: "2.0",
      id: "long",
      method: "tools/call",
      params: {
        name: "execute_integration",
        arguments: { integration: "slow-report", payload: { seconds: 30 } },
        _meta: { progressToken: 1 },
      },
    });
    void answer.finally(() => {
      isOver = true;
    });
    // Again until it helps: the cancellation must not overtake its request.
    await expect
      .poll(async () => {
        const params = { requestId: "long" };
        await client.post({ jsonrpc: "2.0", method: "notifications/cancelled", params });
        return isOver;
      })
      .toBe(true);
    expect((await answer).text).toContain("stopped");
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe("the stream of a session", () => {
  const definition = {
    name: "pull_credit",
    description: "Orders a credit report.",
    input_schema: { type: "object", properties: { applicant: { type: "object" } } },
  };

  it("tells of new tools where the profile has that, once per session", async () => {
    await set({ listChanged: "on" });
    const client = await open();
    const stream = await client.listen();
    expect(stream.status).toBe(200);
    expect((await client.listen()).status).toBe(409);
    const reader = new EventReader(stream);
    await client.value("execute_integration", {
      integration: "echo",
      tool_definition: definition,
    });
    const { id, message } = await reader.next();
    expect(message).toEqual({ jsonrpc: "2.0", method: "notifications/tools/list_changed" });
    expect((await control("POST", "/streams/cut")).body.cut).toBe(1);
    await expect(reader.next()).rejects.toThrow();
    await control("POST", "/tools/changed");
    const again = new EventReader(await client.listen({ "last-event-id": id }));
    expect((await again.next()).message.method).toBe("notifications/tools/list_changed");
    await again.cancel();
  });

  it("says nothing by default", async () => {
    const client = new WireClient(sandbox().mcpUrl, sandbox().tokenFor("staff"));
    const { body } = await client.initialize();
    expect(body.result.capabilities.tools).toEqual({ listChanged: false });
    const reader = new EventReader(await client.listen());
    await client.value("execute_integration", { integration: "echo", tool_definition: definition });
    await control("POST", "/streams/cut");
    await expect(reader.next()).rejects.toThrow();
  });

  it("needs a session and the right Accept", async () => {
    const client = await open();
    expect((await client.listen({ accept: "application/json" })).status).toBe(406);
    const { "mcp-session-id": _, ...headers } = client.headers;
    expect((await call("GET", "/integrations/mcp/", { headers })).status).toBe(400);
  });
});

describe("questions to the client", () => {
  const params = {
    name: "execute_integration",
    arguments: { integration: "echo", payload: 1 },
  };

  async function ask(
    client: WireClient,
    answer: object,
  ): Promise<{
    question: { method: string };
    result: { isError: boolean; content: { text: string }[] };
  }> {
    const { headers } = client;
    const body = JSON.stringify({ jsonrpc: "2.0", id: 5, method: "tools/call", params });
    const reader = new EventReader(await fetch(client.url, { method: "POST", headers, body }));
    const { message: question } = await reader.next();
    await client.post({ jsonrpc: "2.0", id: question.id, ...answer });
    let { message } = await reader.next();
    while (message.id !== 5) ({ message } = await reader.next());
    return { question, result: message.result };
  }

  it("can be for a sample of a model, wanted or not", async () => {
    await set({ serverRequests: "sampling" });
    const client = await open();
    const { question, result } = await ask(client, { error: { code: -32601, message: "No." } });
    expect(question.method).toBe("sampling/createMessage");
    expect(result.isError).toBe(false);
  });

  it("can be for a confirmation, of clients that have it", async () => {
    await set({ serverRequests: "elicitation" });
    const client = await open("staff", { elicitation: {} });
    const declined = await ask(client, { result: { action: "decline" } });
    expect(declined.question.method).toBe("elicitation/create");
    expect(declined.result.isError).toBe(true);
    const accepted = await ask(client, {
      result: { action: "accept", content: { reason: "test" } },
    });
    expect(accepted.result.isError).toBe(false);
    const plain = await open();
    const { text } = await plain.request("tools/call", params);
    expect(messagesOf(text)).toHaveLength(1);
  });
});
