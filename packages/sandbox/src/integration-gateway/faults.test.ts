import { describe, expect, it } from "vitest";
import { harness } from "./api.fixture.ts";
import { EventReader, WireClient } from "./mcp/client.fixture.ts";

const { sandbox, call, control, switch: set } = harness();

const onMcp = { path: "^/integrations/mcp/$", method: "POST" };

describe("faults", () => {
  it("can be a 401 in the middle of a session, which goes on afterwards", async () => {
    const client = await WireClient.open(sandbox());
    sandbox().fault({ match: onMcp, kind: "status", status: 401, times: 1 });
    const { status, headers } = await client.request("ping");
    expect([status, headers.get("www-authenticate")]).toEqual([
      401,
      'Bearer error="invalid_token"',
    ]);
    expect((await client.request("ping")).status).toBe(200);
  });

  it.each([
    [{ kind: "status", status: 502 }, 502, "text/html"],
    [{ kind: "retry-after", retryAfter: 3 }, 429, "application/json"],
    [{ kind: "html" }, 200, "text/html"],
    [{ kind: "malformed" }, 200, "application/json"],
    [{ kind: "latency", milliseconds: 20 }, 200, "application/json"],
    [{ kind: "slow-body", milliseconds: 500 }, 200, "application/json"],
  ] as const)("can be %j", async (rule, status, type) => {
    const client = await WireClient.open(sandbox());
    sandbox().fault({ match: onMcp, times: 1, ...rule });
    const response = await fetch(client.url, {
      method: "POST",
      headers: client.headers,
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" }),
    });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain(type);
    await response.arrayBuffer();
  });

  it("can be a broken connection after the work was done", async () => {
    const client = await WireClient.open(sandbox());
    const before = (await control("GET", "/state")).body.counts.runs;
    sandbox().fault({ match: onMcp, kind: "reset", times: 1, commit: true });
    const params = { name: "execute_integration", arguments: { integration: "echo" } };
    await expect(client.request("tools/call", params)).rejects.toThrow();
    expect((await control("GET", "/state")).body.counts.runs).toBe(before + 1);
  });

  it("can be a slow body in front of a stream", async () => {
    await set({ answers: "sse" });
    const client = await WireClient.open(sandbox());
    sandbox().fault({ match: onMcp, kind: "slow-body", milliseconds: 10, times: 1 });
    const response = await fetch(client.url, {
      method: "POST",
      headers: client.headers,
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" }),
    });
    const { message } = await new EventReader(response).next();
    expect(message).toMatchObject({ id: 1, result: {} });
  });

  it("can be an answer of the token endpoint", async () => {
    sandbox().fault({ match: { path: "^/o/token/$" }, kind: "status", status: 500, times: 1 });
    const { status, text } = await call("POST", "/o/token/");
    expect([status, text]).toEqual([500, expect.stringContaining("Server Error")]);
  });
});

describe("the control server", () => {
  it("limits requests only when it is told to", async () => {
    const client = await WireClient.open(sandbox());
    await control("POST", "/limit", { requests: 1, windowSeconds: 60 });
    const { status, headers } = await client.request("ping");
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("saves, restores and resets", async () => {
    const client = await WireClient.open(sandbox());
    await control("POST", "/save");
    const given = { integration: "echo", component_type: "integration" };
    await client.value("delete_integration_component", given);
    await control("POST", "/restore");
    expect(
      (await client.value("read_integration", { integration: "echo" })).integration.id,
    ).toBeGreaterThan(0);
    await control("POST", "/reset");
    expect((await client.request("ping")).status).toBe(401);
  });

  it("leaves one token alone, for who tries a server without signing in", async () => {
    await control("POST", "/tokens/revoke");
    sandbox().reset();
    const client = new WireClient(sandbox().mcpUrl, sandbox().variables["IG_TOKEN"] ?? "");
    expect((await client.initialize()).status).toBe(200);
    expect(
      (await client.value("read_integration", { integration: "ofac-screening" })).warnings,
    ).toEqual([]);
  });

  it("records what arrived, and gives tokens for active users", async () => {
    const { body } = await control("POST", "/tokens", { username: "aquill" });
    const headers = { authorization: `Bearer ${body.access_token}` };
    expect((await call("POST", "/integrations/mcp/", { headers })).status).toBe(415);
    expect(sandbox().writes().at(-1)).toMatchObject({ path: "/integrations/mcp/", status: 415 });
    expect((await control("POST", "/tokens", { username: "eroper" })).status).toBe(400);
    expect((await control("POST", "/clients", { redirect_uris: "x" })).status).toBe(400);
    expect((await control("POST", "/streams/cut", { next: -1 })).status).toBe(400);
  });

  it("has profiles that take every switch to another side", async () => {
    for (const profile of ["bare", "modern", "hostile", "documented"]) {
      const { body } = await control("POST", "/profile", { profile });
      expect(body.profile).toBe(profile);
      const client = new WireClient(sandbox().mcpUrl, sandbox().tokenFor("staff"));
      expect((await client.initialize()).status).toBe(200);
    }
  });
});
