import { connect } from "node:net";
import { request as plainRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PsaError } from "../../src/errors/index.ts";
import {
  adminToken,
  bearer,
  call,
  editorToken,
  fixture,
  goodKey,
  initializeBody,
  jsonHeaders,
  serveFixture,
  tokenSettings,
  verifyInvented,
  viewerToken,
  acme,
  type Served,
} from "./fixture.ts";
import { createAccess } from "../../src/access/index.ts";
import { serveHttp } from "../../src/transports/index.ts";

let served: Served;
beforeAll(async () => {
  served = await serveFixture({
    allowedOrigins: ["https://app.example.com/"],
    bodyLimitMegabytes: 1,
  });
});
afterAll(() => served.server.close());

/** Sends bytes as they are and gives what comes back until the connection ends. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(served.server.url).port), "127.0.0.1", () =>
      socket.write(bytes),
    );
    let text = "";
    socket.setEncoding("utf8");
    socket.on("data", (part: string) => (text += part));
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
  });
}

/** A request whose Host can be chosen, which fetch does not allow. */
function withHost(
  host: string,
  path = "/mcp",
  headers: Record<string, string> = {},
  server = served,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify(initializeBody());
    const url = new URL(server.server.url);
    const sent = plainRequest(
      {
        host: url.hostname,
        port: url.port,
        path,
        method: "POST",
        headers: {
          ...jsonHeaders,
          ...bearer(adminToken),
          host,
          "content-length": body.length,
          ...headers,
        },
      },
      (answer) => {
        let text = "";
        answer.on("data", (part: Buffer) => (text += String(part)));
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

describe("authentication", () => {
  it.each([
    ["no credentials", {}, 401, -32_001],
    ["a wrong token", bearer("nobody-has-this-token"), 401, -32_001],
    ["an own key without a token", { "x-acme-key": goodKey }, 401, -32_001],
    [
      "an own key that the vendor refuses",
      { ...bearer(adminToken), "x-acme-key": "bad-key-123" },
      401,
      -32_001,
    ],
    [
      "a vendor that is away",
      { ...bearer(adminToken), "x-acme-key": "unreachable-key" },
      503,
      -32_000,
    ],
    ["an own key twice", { ...bearer(adminToken), "x-acme-key": "one, two" }, 400, -32_600],
  ])("%s", async (_name, headers, status, code) => {
    const answer = await served.post(initializeBody(), headers);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ jsonrpc: "2.0", id: null, error: { code } });
    expect(answer.headers.get("www-authenticate") !== null).toBe(status === 401);
    expect(answer.headers.get("retry-after") !== null).toBe(status === 503);
  });

  it("takes the scheme in any case", async () => {
    expect(
      (await served.post(initializeBody(), { authorization: `bEaReR ${viewerToken}` })).status,
    ).toBe(200);
  });

  it.each(["token", "access_token", "api_key"])("ignores ?%s in the address", async (name) => {
    expect((await served.post(initializeBody(), {}, `/mcp?${name}=${adminToken}`)).status).toBe(
      401,
    );
  });

  it("refuses a repeated Authorization header, which Node would hide", async () => {
    const body = JSON.stringify(initializeBody());
    const head = `POST /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${viewerToken}\r\nAuthorization: Bearer ${adminToken}\r\n`;
    const answer = await raw(
      `${head}Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain("Authorization header once");
  });

  it("comes before the body: what would be too long or no JSON is 401 first", async () => {
    expect((await served.post("{ not json", {})).status).toBe(401);
    expect((await served.post("x".repeat(2_000_000), {})).status).toBe(401);
  });

  it("records every refusal", () => {
    const reasons = served.audit
      .filter((event) => event.event === "auth.deny")
      .map((event) => event.reason);
    expect(new Set(reasons)).toEqual(
      new Set([
        "token_missing",
        "token_wrong",
        "key_rejected",
        "key_unverified",
        "header_repeated",
      ]),
    );
    expect(JSON.stringify(served.audit)).not.toContain(adminToken);
  });
});

describe("bad input", () => {
  it.each([
    ["malformed JSON", "{ not json", {}, 400, -32_700],
    ["an empty body", "", {}, 400, -32_700],
    ["JSON that is no message", '{"hello":1}', {}, 400, -32_600],
    ["a number", "7", {}, 400, -32_600],
    ["a null id", '{"jsonrpc":"2.0","id":null,"method":"ping"}', {}, 400, -32_600],
    ["an array", "[]", {}, 400, -32_600],
    ["an array of messages in no session", JSON.stringify([initializeBody()]), {}, 400, -32_600],
    [
      "text/plain",
      JSON.stringify(initializeBody()),
      { "content-type": "text/plain" },
      415,
      -32_000,
    ],
    ["a form", "a=1", { "content-type": "application/x-www-form-urlencoded" }, 415, -32_000],
    ["gzip", "zzz", { "content-encoding": "gzip" }, 415, -32_000],
    [
      "Accept without event-stream",
      JSON.stringify(initializeBody()),
      { accept: "application/json" },
      406,
      -32_000,
    ],
    ["more than the limit", `"${"x".repeat(1_100_000)}"`, {}, 413, -32_600],
    ["ten megabytes", `"${"x".repeat(10_000_000)}"`, {}, 413, -32_600],
    ["no session and no initialize", JSON.stringify(call("echo")), {}, 400, -32_600],
    [
      "initialize without its parameters",
      '{"jsonrpc":"2.0","id":1,"method":"initialize"}',
      {},
      400,
      -32_602,
    ],
    [
      "an unknown session",
      JSON.stringify(call("echo")),
      { "mcp-session-id": "nope" },
      404,
      -32_000,
    ],
    [
      "session __proto__",
      JSON.stringify(call("echo")),
      { "mcp-session-id": "__proto__" },
      404,
      -32_000,
    ],
    [
      "session constructor",
      JSON.stringify(call("echo")),
      { "mcp-session-id": "constructor" },
      404,
      -32_000,
    ],
    [
      "another origin",
      JSON.stringify(initializeBody()),
      { origin: "https://evil.example" },
      403,
      -32_003,
    ],
    ["origin null", JSON.stringify(initializeBody()), { origin: "null" }, 403, -32_003],
    [
      "an unknown toolset",
      JSON.stringify(initializeBody()),
      { "x-mcp-toolsets": "tickets,nonsense" },
      400,
      -32_602,
    ],
    [
      "an unknown form of results",
      JSON.stringify(initializeBody()),
      { "x-mcp-results": "xml" },
      400,
      -32_602,
    ],
  ])("%s", async (_name, body, headers, status, code) => {
    const answer = await served.post(body, { ...bearer(adminToken), ...headers });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ jsonrpc: "2.0", error: { code } });
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    expect(answer.text).not.toMatch(/<html|node_modules|\bat .*:\d+:\d+/i);
  });

  it("names the known toolsets", async () => {
    const answer = await served.post(initializeBody(), {
      ...bearer(adminToken),
      "x-mcp-toolsets": "nonsense",
    });
    expect(answer.body.error.message).toBe(
      "x-mcp-toolsets names no toolset of this server: nonsense. Known are default, all, discover, lean, tickets, people.",
    );
  });

  it.each(["PUT", "PATCH", "HEAD", "OPTIONS"])("%s on the endpoint is 405", async (method) => {
    const answer = await served.send("/mcp", { method, headers: bearer(adminToken) });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toContain("POST");
    if (method !== "HEAD")
      expect(answer.body).toMatchObject({ jsonrpc: "2.0", error: { code: -32_000 } });
  });

  it("answers unknown paths in JSON", async () => {
    for (const path of [
      "/",
      "/nope",
      "/.well-known/oauth-protected-resource",
      "/mcp/x",
      "/upload",
    ]) {
      const answer = await served.send(path);
      expect(answer.status).toBe(404);
      expect(answer.body.error).toContain("MCP clients use /mcp");
    }
  });

  it.each([
    [
      "a control byte in a header",
      "GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: \u0001\r\n\r\n",
    ],
    ["a bare line feed", "GET /health HTTP/1.1\nHost: localhost\nX-A\r\n\r\n"],
    [
      "two lengths",
      "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
  ])("answers %s in JSON", async (_name, bytes) => {
    const answer = await raw(bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4))).toMatchObject({
      error: { code: -32_600 },
    });
  });

  it("answers a request without Host", async () => {
    expect(await raw("POST /mcp HTTP/1.1\r\nConnection: close\r\n\r\n")).toMatch(
      /^HTTP\/1\.1 403 /,
    );
  });

  it("lets a client go on after a body that was too long", async () => {
    const long = "x".repeat(1_500_000);
    const head = (length: number): string =>
      `POST /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${adminToken}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
    const answer = await raw(
      `${head(long.length)}${long}GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('{"status":"ok","name":"psa-mcp-acme","version":"1.2.3"}');
  });

  it("leaves the server alive and a good session usable", async () => {
    const id = await served.initialize();
    expect(
      (await served.post("{ not json", { ...bearer(adminToken), "mcp-session-id": id })).status,
    ).toBe(400);
    expect(
      (await served.post(call("echo"), { ...bearer(adminToken), "mcp-session-id": id })).status,
    ).toBe(200);
  });
});

describe("guards", () => {
  it.each(["localhost", "localhost:9", "127.0.0.1", "[::1]:3000", "LOCALHOST"])(
    "lets %s through",
    async (host) => {
      expect((await withHost(host)).status).toBe(200);
    },
  );

  it.each([
    "evil.example",
    "evil.example:3000",
    "localhost.evil.example",
    "10.0.0.1",
    "a b",
    "localhost@evil.example",
  ])("refuses host %s", async (host) => {
    const answer = await withHost(host);
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.text)).toMatchObject({ jsonrpc: "2.0", error: { code: -32_003 } });
  });

  it("answers health under any name, and to GET alone", async () => {
    expect(
      await raw("GET /health HTTP/1.1\r\nHost: lb.internal\r\nConnection: close\r\n\r\n"),
    ).toContain('{"status":"ok"');
    expect((await withHost("lb.internal", "/health")).status).toBe(404);
  });

  it("knows the public URL, configured hosts and, on every address, bare IP addresses", async () => {
    const wide = await serveFixture({
      host: "0.0.0.0",
      publicUrl: "https://mcp.example.com",
      allowedHosts: ["intern", "other:8443"],
    });
    try {
      for (const [host, status] of [
        ["mcp.example.com", 200],
        ["intern:3000", 200],
        ["other:8443", 200],
        ["other", 403],
        ["192.168.7.7:3000", 200],
        ["evil.example", 403],
      ] as const) {
        expect([host, (await withHost(host, "/mcp", {}, wide)).status]).toEqual([host, status]);
      }
      const answer = await wide.send("/mcp");
      expect(answer.headers.get("strict-transport-security")).toBe(
        "max-age=31536000; includeSubDomains",
      );
    } finally {
      await wide.server.close();
    }
  });

  it("reads the host and the address that a trusted proxy forwards, and only then", async () => {
    const forwarded = { "x-forwarded-host": "mcp.example.com", "x-forwarded-for": "203.0.113.9" };
    for (const [trustProxy, status] of [
      ["1", 200],
      ["127.0.0.1", 200],
      ["10.0.0.0/8", 403],
      [undefined, 403],
    ] as const) {
      const behind = await serveFixture({ publicUrl: "https://mcp.example.com", trustProxy });
      try {
        expect([trustProxy, (await withHost("backend", "/mcp", forwarded, behind)).status]).toEqual(
          [trustProxy, status],
        );
        const ips = behind.audit.map((event) => event.ip);
        expect(ips).toEqual([status === 200 ? "203.0.113.9" : "127.0.0.1"]);
      } finally {
        await behind.server.close();
      }
    }
  });
});

describe("headers", () => {
  it.each(["/mcp", "/health", "/nope", "/upload/x"])("protects %s", async (path) => {
    const { headers } = await served.send(path, { method: path === "/upload/x" ? "PUT" : "GET" });
    expect(Object.fromEntries(headers)).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "x-xss-protection": "0",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
      "permissions-policy": "camera=(), microphone=(), geolocation=()",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers.get("cache-control")).toContain("no-store");
    expect(headers.get("strict-transport-security")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
  });

  it("answers the preflight of an allowed origin and of no other", async () => {
    const ask = (origin: string, path = "/mcp"): ReturnType<Served["send"]> =>
      served.send(path, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": "POST",
          "access-control-request-headers": "authorization, mcp-param-region, x-evil",
        },
      });
    const answer = await ask("https://app.example.com");
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://app.example.com");
    expect(answer.headers.get("access-control-allow-methods")).toBe("POST, GET, DELETE");
    const allowed = answer.headers.get("access-control-allow-headers")?.split(", ") ?? [];
    expect(allowed).toEqual(
      expect.arrayContaining(["authorization", "mcp-session-id", "x-acme-key", "mcp-param-region"]),
    );
    expect(allowed).not.toContain("x-evil");
    expect(
      (await ask("https://app.example.com", "/upload/x")).headers.get(
        "access-control-allow-methods",
      ),
    ).toBe("PUT");
    expect((await ask("http://localhost:6274")).status).toBe(204);
    const foreign = await ask("https://evil.example");
    expect(foreign.status).toBe(403);
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
    expect((await ask("https://app.example.com:444")).status).toBe(403);
  });

  it("lets an allowed origin read the answer, a refusal too", async () => {
    const origin = "https://app.example.com";
    const answer = await served.post(initializeBody(), { ...bearer(adminToken), origin });
    expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
    expect(answer.headers.get("access-control-expose-headers")).toContain("Mcp-Session-Id");
    const refusal = await served.post(initializeBody(), { origin });
    expect(refusal.status).toBe(401);
    expect(refusal.headers.get("access-control-allow-origin")).toBe(origin);
    expect(
      (await served.post(initializeBody())).headers.get("access-control-allow-origin"),
    ).toBeNull();
  });
});

describe("selection", () => {
  it.each([
    ["/mcp", {}, {}],
    [
      "/mcp?toolsets=people,tickets&readonly=1",
      {},
      { toolsets: ["people", "tickets"], readOnly: true },
    ],
    ["/mcp?toolsets=people", { "x-mcp-toolsets": "lean" }, { toolsets: ["lean"] }],
    ["/mcp?readonly=1", { "x-mcp-readonly": "0" }, { readOnly: true }],
    ["/mcp?results=both", { "x-mcp-results": "structured" }, { results: "structured" }],
  ])("reads %s with %j", async (path, headers, selection) => {
    expect(
      (await served.post(initializeBody(), { ...bearer(editorToken), ...headers }, path)).status,
    ).toBe(200);
    expect(served.bound.at(-1)).toMatchObject({
      selection,
      transport: "http",
      principal: { label: "ed" },
    });
  });
});

describe("start and stop", () => {
  const start = (settings: object): Promise<unknown> => {
    const merged = { ...tokenSettings, ...settings };
    const access = createAccess({
      vendor: acme,
      settings: merged,
      verifyCallerCredential: verifyInvented,
    });
    return serveHttp(fixture(merged).runtime, access);
  };

  it("refuses to start open", async () => {
    const open = { tokensViewer: undefined, tokensEditor: undefined, tokensAdmin: undefined };
    await expect(start(open)).rejects.toThrow(/without authentication/);
  });

  it("says that a port is taken and what to do", async () => {
    const { port } = new URL(served.server.url);
    const error: unknown = await start({ port: Number(port) }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PsaError);
    expect(error).toMatchObject({
      code: "configuration",
      message: `Port ${port} on 127.0.0.1 is taken by another program.`,
      advice: expect.stringContaining("PORT") as string,
    });
    await expect(start({ host: "203.0.113.77" })).rejects.toThrow(/not an address of this machine/);
  });

  it("lets a running call finish, refuses new ones, and ends streams", async () => {
    const stopping = await serveFixture();
    const id = await stopping.initialize();
    const session = { ...bearer(adminToken), "mcp-session-id": id };
    const stream = await fetch(stopping.server.endpoint, {
      headers: { ...session, accept: "text/event-stream" },
    });
    expect(stream.status).toBe(200);
    const running = stopping.post(call("hold"), session);
    await stopping.gate.arrived();
    expect((await stopping.send("/readyz")).status).toBe(200);
    const closed = stopping.server.close();
    stopping.gate.open();
    expect((await running).body.result.content[0].text).toBe("released");
    await closed;
    expect(await stream.text()).toBe("");
    await expect(stopping.send("/health")).rejects.toThrow();
  });

  it("takes no new call while it stops", async () => {
    const stopping = await serveFixture();
    const session = { ...bearer(adminToken), "mcp-session-id": await stopping.initialize() };
    const running = stopping.post(call("hold"), session);
    await stopping.gate.arrived();
    const body = JSON.stringify(call("echo", {}, 8));
    const socket = connect(Number(new URL(stopping.server.url).port), "127.0.0.1");
    const answer = new Promise<string>((resolve) => {
      let text = "";
      socket.on("data", (part) => (text += String(part)));
      socket.on("close", () => resolve(text));
    });
    const head = Object.entries({
      host: "localhost",
      ...jsonHeaders,
      ...session,
      "content-length": body.length,
    });
    socket.write(
      `POST /mcp HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`,
    );
    await stopping.send("/health");
    const closed = stopping.server.close();
    socket.write(body);
    expect(await answer).toMatch(/^HTTP\/1\.1 503 [\s\S]*shutting down/);
    stopping.gate.open();
    expect((await running).status).toBe(200);
    await closed;
  });

  it("does not wait longer than it was told", async () => {
    const stopping = await serveFixture({ shutdownSeconds: 0 });
    const id = await stopping.initialize();
    const running = stopping.post(call("hold"), { ...bearer(adminToken), "mcp-session-id": id });
    await stopping.gate.arrived();
    await stopping.server.close();
    const outcome = await running.then(
      (answer) => answer.status,
      () => "cut",
    );
    expect([202, "cut"]).toContain(outcome);
    expect(stopping.gate.waiting).toBe(0);
  });
});
