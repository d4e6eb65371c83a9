import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernHttp,
} from "@modelcontextprotocol/client";
import { Client as FirstClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as FirstHttp } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adminToken, bearer, serveFixture, type Served } from "./fixture.ts";

const info = { name: "interop", version: "1" };
const sure = { action: "accept" as const, content: { sure: true } };

describe.each([
  ["sessions", {}],
  ["stateless", { sessions: "off" }],
])("SDK clients over HTTP, %s", (_name, settings) => {
  let served: Served;
  beforeAll(async () => {
    served = await serveFixture(settings);
  });
  afterAll(() => served.server.close());
  const init = (): { requestInit: RequestInit } => ({
    requestInit: { headers: bearer(adminToken) },
  });

  it.each(["/mcp", "/acme/mcp"])("serves version 1 on %s", async (path) => {
    const client = new FirstClient(info, { capabilities: { elicitation: {} } });
    client.setRequestHandler(ElicitRequestSchema, async () => sure);
    await client.connect(new FirstHttp(new URL(served.server.url + path), init()));
    expect((await client.listTools()).tools.map((tool) => tool.name)).toContain("echo");
    const answer = await client.callTool({ name: "echo", arguments: { text: "hi" } });
    expect(JSON.stringify(answer)).toContain("ada");
    const steps: number[] = [];
    await client.callTool({ name: "steps" }, undefined, {
      onprogress: ({ progress }) => void steps.push(progress),
    });
    expect(steps).toEqual([1, 2]);
    const asked = await client.callTool({ name: "ask" });
    if (settings === undefined || !("sessions" in settings))
      expect(JSON.stringify(asked)).toContain("sure: true");
    else expect(asked.isError).toBe(true);
    await client.close();
  });

  it.each([["legacy"], ["auto"], [{ pin: "2026-07-28" }]] as const)(
    "serves version 2, %j",
    async (mode) => {
      const client = new ModernClient(info, {
        capabilities: { elicitation: {} },
        versionNegotiation: { mode },
      });
      client.setRequestHandler("elicitation/create", () => sure as never);
      await client.connect(new ModernHttp(new URL(served.server.endpoint), init()));
      expect(client.getProtocolEra()).toBe(mode === "legacy" ? "legacy" : "modern");
      expect((await client.listTools()).tools.map((tool) => tool.name)).toContain("echo");
      expect(
        JSON.stringify(await client.callTool({ name: "echo", arguments: { text: "hi" } })),
      ).toContain("ada");
      const steps: number[] = [];
      await client.callTool(
        { name: "steps" },
        { onprogress: ({ progress }) => void steps.push(progress) },
      );
      expect(steps).toEqual([1, 2]);
      const asked = await client.callTool({ name: "ask" });
      if ("sessions" in settings && mode === "legacy") expect(asked.isError).toBe(true);
      else expect(JSON.stringify(asked)).toContain("sure: true");
      await client.close();
    },
  );
});
