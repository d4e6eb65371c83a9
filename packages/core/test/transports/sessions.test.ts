import { afterEach, describe, expect, it } from "vitest";
import {
  adminToken,
  bearer,
  call,
  editorToken,
  goodKey,
  initializeBody,
  jsonHeaders,
  otherKey,
  serveFixture,
  viewerToken,
  type Served,
} from "./fixture.ts";

let served: Served;
afterEach(() => served.server.close());
const admin = bearer(adminToken);
const within = (id: string, headers: object = admin): Record<string, string> => ({
  ...headers,
  "mcp-session-id": id,
});
const note = (method: string, params: object = {}): object => ({ jsonrpc: "2.0", method, params });

/** Waits for a condition that another event brings about. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe("sessions", () => {
  it("serve their owner", async () => {
    served = await serveFixture();
    const id = await served.initialize();
    expect(id).toMatch(/^[\w-]{32}$/);
    expect((await served.post(note("notifications/initialized"), within(id))).status).toBe(202);
    const answer = await served.post(call("echo", { a: 1 }), within(id));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.headers.get("mcp-session-id")).toBe(id);
    expect(answer.body).toMatchObject({
      id: 7,
      result: { content: [{ text: expect.stringContaining('"a":1') as string }] },
    });
    expect((await served.post({ jsonrpc: "2.0", id: 1, result: {} }, within(id))).status).toBe(202);
    expect(
      (await served.post({ jsonrpc: "2.0", id: 5, method: "nope/none" }, within(id))).body.error
        .code,
    ).toBe(-32_601);
    const failed = await served.post(call("fail"), within(id));
    expect(JSON.stringify(failed.body)).not.toContain("node_modules");
    expect(served.audit).toMatchObject([
      { event: "session.start", actor: { label: "ada" }, client: { name: "test" } },
    ]);
  });

  it.each([
    ["another token", admin, bearer(editorToken)],
    ["an own key added", admin, { ...admin, "x-acme-key": goodKey }],
    ["an own key left out", { ...admin, "x-acme-key": goodKey }, admin],
    ["another own key", { ...admin, "x-acme-key": goodKey }, { ...admin, "x-acme-key": otherKey }],
  ])("refuse %s with 403", async (_name, owner, other) => {
    served = await serveFixture();
    const id = await served.initialize(owner);
    for (const method of ["POST", "GET", "DELETE"]) {
      const answer = await served.send("/mcp", {
        method,
        headers: { ...jsonHeaders, ...within(id, other) },
        ...(method === "POST" ? { body: JSON.stringify(call("echo")) } : {}),
      });
      expect([method, answer.status, answer.body.error.code]).toEqual([method, 403, -32_003]);
    }
    expect((await served.post(call("echo"), within(id, {}))).status).toBe(401);
    expect((await served.post(call("echo"), within(id, owner))).status).toBe(200);
    expect(served.audit.some((event) => event.reason === "session_foreign")).toBe(true);
  });

  it("need an id on GET and DELETE, and end with DELETE", async () => {
    served = await serveFixture();
    for (const method of ["GET", "DELETE"]) {
      expect((await served.send("/mcp", { method, headers: admin })).status).toBe(400);
      expect((await served.send("/mcp", { method, headers: within("nope") })).status).toBe(404);
    }
    const id = await served.initialize();
    expect(
      (
        await served.send("/mcp", {
          method: "GET",
          headers: { ...within(id), accept: "text/html" },
        })
      ).status,
    ).toBe(406);
    expect((await served.send("/mcp", { method: "DELETE", headers: within(id) })).status).toBe(200);
    expect((await served.post(call("echo"), within(id))).status).toBe(404);
    expect(served.server.sessions).toBe(0);
    expect(served.audit.at(-1)).toMatchObject({ event: "session.end", actor: { label: "ada" } });
  });

  it("have one stream, which ends with them", async () => {
    served = await serveFixture();
    const id = await served.initialize();
    const headers = { ...within(id), accept: "text/event-stream" };
    const first = await fetch(served.server.endpoint, { headers });
    expect(first.headers.get("content-type")).toBe("text/event-stream");
    expect((await served.send("/mcp", { headers })).status).toBe(409);
    await served.send("/mcp", { method: "DELETE", headers });
    expect(await first.text()).toBe("");
  });

  it("refuse a second initialize, an unknown revision, and an id that still runs", async () => {
    served = await serveFixture();
    const id = await served.initialize();
    expect((await served.post(initializeBody(), within(id))).body.error.code).toBe(-32_600);
    expect(
      (await served.post(call("echo"), { ...within(id), "mcp-protocol-version": "1999-01-01" }))
        .status,
    ).toBe(400);
    expect(
      (await served.post(call("echo"), { ...within(id), "mcp-protocol-version": "2025-06-18" }))
        .status,
    ).toBe(200);
    const running = served.post(call("hold", {}, 9), within(id));
    await served.gate.arrived();
    expect((await served.post(call("echo", {}, 9), within(id))).body).toMatchObject({
      id: 9,
      error: { code: -32_600 },
    });
    served.gate.open();
    expect((await running).body.result.content[0].text).toBe("released");
    expect((await served.post(call("echo", {}, 9), within(id))).status).toBe(200);
  });

  it("take batches in the one revision that has them", async () => {
    served = await serveFixture();
    const batch = [call("echo", {}, "a"), note("notifications/initialized"), call("echo", {}, "b")];
    const old = await served.initialize(admin, "2025-03-26");
    const answer = await served.post(batch, within(old));
    expect(answer.body.map((entry: { id: string }) => entry.id).toSorted()).toEqual(["a", "b"]);
    expect((await served.post([], within(old))).status).toBe(400);
    expect((await served.post([call("echo"), 7], within(old))).status).toBe(400);
    const newer = await served.initialize(admin, "2025-06-18");
    expect((await served.post(batch, within(newer))).body.error).toMatchObject({ code: -32_600 });
  });

  it("answer a cancelled call with an end, and stop it", async () => {
    served = await serveFixture();
    const id = await served.initialize();
    const running = served.post(call("hold", {}, 9), within(id));
    await served.gate.arrived();
    await served.post(note("notifications/cancelled", { requestId: 9 }), within(id));
    expect((await running).status).toBe(202);
    expect(served.gate.waiting).toBe(0);
  });

  it("turn an answer into a stream when something is said before", async () => {
    served = await serveFixture();
    const id = await served.initialize();
    const body = { ...call("steps"), params: { name: "steps", _meta: { progressToken: "p" } } };
    const answer = await served.post(body, within(id));
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    expect(answer.headers.get("x-accel-buffering")).toBe("no");
    expect(answer.text.match(/event: message/g)).toHaveLength(3);
    expect(answer.body.result.content[0].text).toBe("stepped");
  });

  it("end when they are idle, unless the client listens or a call runs", async () => {
    let time = 1_000_000;
    served = await serveFixture({ sessionIdleSeconds: 10, sessionLimit: 3 }, { now: () => time });
    const listening = await served.initialize();
    const stream = await fetch(served.server.endpoint, {
      headers: { ...within(listening), accept: "text/event-stream" },
    });
    const quiet = await served.initialize();
    const busy = await served.initialize();
    const running = served.post(call("hold"), within(busy));
    await served.gate.arrived();
    time += 61_000;
    // At the total limit the one abandoned session makes room.
    const fresh = await served.initialize();
    expect((await served.post(call("echo"), within(quiet))).status).toBe(404);
    for (const id of [listening, fresh])
      expect((await served.post(call("echo"), within(id))).status).toBe(200);
    served.gate.open();
    expect((await running).status).toBe(200);
    await stream.body?.cancel();
  });

  it("are limited per caller with 429 and in total with 503", async () => {
    let time = 1_000_000;
    served = await serveFixture(
      { sessionLimit: 3, sessionLimitPerPrincipal: 2 },
      { now: () => time },
    );
    const first = await served.initialize();
    await served.initialize();
    const own = await served.post(initializeBody());
    expect([own.status, own.body.error.code, own.headers.get("retry-after")]).toEqual([
      429,
      -32_000,
      "60",
    ]);
    await served.initialize(bearer(editorToken));
    const total = await served.post(initializeBody(), bearer(viewerToken));
    expect([total.status, total.body.error.code, total.headers.get("retry-after")]).toEqual([
      503,
      -32_000,
      "60",
    ]);
    time += 60_001;
    await served.post(call("echo"), within(first));
    // The caller's other session is the longest abandoned one.
    await served.initialize();
    expect((await served.post(call("echo"), within(first))).status).toBe(200);
    expect(served.server.sessions).toBe(3);
  });

  it("hold their limits when many begin at the same moment", async () => {
    served = await serveFixture({ sessionLimit: 10, sessionLimitPerPrincipal: 10 });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => served.post(initializeBody())),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(10);
    expect(served.server.sessions).toBe(10);
  });

  it("go on with a call whose client went away, and forget its answer", async () => {
    served = await serveFixture();
    const id = await served.initialize();
    const gone = new AbortController();
    const running = served
      .send("/mcp", {
        method: "POST",
        headers: { ...jsonHeaders, ...within(id) },
        body: JSON.stringify(call("hold")),
        signal: gone.signal,
      })
      .catch(() => "gone");
    await served.gate.arrived();
    gone.abort();
    expect(await running).toBe("gone");
    expect(served.gate.waiting).toBe(1);
    served.gate.open();
    await until(() => served.gate.waiting === 0);
    expect((await served.post(call("echo"), within(id))).status).toBe(200);
  });
});

describe("without sessions", () => {
  it("every request of the 2025 era stands alone", async () => {
    served = await serveFixture({ sessions: "off" });
    const opened = await served.post(initializeBody());
    expect(opened.body.result.protocolVersion).toBe("2025-06-18");
    expect(opened.headers.get("mcp-session-id")).toBeNull();
    expect((await served.post(call("echo"))).body.result.content[0].text).toContain("ada");
    expect((await served.post(note("notifications/initialized"))).status).toBe(202);
    for (const method of ["GET", "DELETE"]) {
      const answer = await served.send("/mcp", {
        method,
        headers: { ...admin, accept: "text/event-stream" },
      });
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
    }
  });
});

describe("the 2026-07-28 revision", () => {
  const meta = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": { name: "t", version: "1" },
  };
  const headers = {
    ...admin,
    "mcp-protocol-version": "2026-07-28",
    "mcp-method": "tools/call",
    "mcp-name": "echo",
  };
  const modern = (name: string, extra: object = {}): object => ({
    jsonrpc: "2.0",
    id: 3,
    method: "tools/call",
    params: { name, arguments: {}, _meta: { ...meta, ...extra } },
  });

  it("is served on the same endpoint, without a session", async () => {
    served = await serveFixture();
    const answer = await served.post(modern("echo"), headers);
    expect(answer.status).toBe(200);
    expect(answer.body.result).toMatchObject({ resultType: "complete" });
    expect(answer.headers.get("mcp-session-id")).toBeNull();
    expect(served.server.sessions).toBe(0);
    expect(served.bound.at(-1)).toMatchObject({ principal: { label: "ada" }, transport: "http" });
  });

  it.each([
    ["no credentials", modern("echo"), { ...headers, authorization: "" }, 401, -32_001],
    [
      "another name in the header",
      modern("echo"),
      { ...headers, "mcp-name": "hold" },
      400,
      -32_020,
    ],
    [
      "an unknown revision",
      modern("echo", { "io.modelcontextprotocol/protocolVersion": "2099-01-01" }),
      { ...headers, "mcp-protocol-version": "2099-01-01" },
      400,
      -32_022,
    ],
    ["no envelope under a modern header", call("echo"), headers, 400, -32_602],
    [
      "an unknown method",
      { ...modern("echo"), method: "nope/none" },
      { ...headers, "mcp-method": "nope/none" },
      404,
      -32_601,
    ],
    ["text/plain", modern("echo"), { ...headers, "content-type": "text/plain" }, 415, -32_000],
    [
      "an unknown toolset",
      modern("echo"),
      { ...headers, "x-mcp-toolsets": "nonsense" },
      400,
      -32_602,
    ],
  ])("%s", async (_name, body, sent, status, code) => {
    served = await serveFixture();
    const answer = await served.post(body, sent);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  it("stops a call when its client goes away", async () => {
    served = await serveFixture();
    const gone = new AbortController();
    const running = served
      .send("/mcp", {
        method: "POST",
        headers: { ...jsonHeaders, ...headers, "mcp-name": "hold" },
        body: JSON.stringify(modern("hold")),
        signal: gone.signal,
      })
      .catch(() => "gone");
    await served.gate.arrived();
    gone.abort();
    await running;
    await until(() => served.gate.waiting === 0);
    expect(served.log.filter((line) => line.includes("A request failed"))).toEqual([]);
  });

  it("never shows a handler the credentials of the request", async () => {
    served = await serveFixture();
    const answer = await served.post(modern("echo"), { ...headers, "x-acme-key": goodKey });
    expect(answer.text).toContain("2026-07-28");
    expect(answer.text).not.toContain(adminToken);
    expect(answer.text).not.toContain(goodKey);
  });
});
