// The program itself, as a child process from its sources: what a client starts, and what a team serves over HTTP.
import { execFile, spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import {
  startHaloSandbox,
  type HaloApplicationName,
  type HaloSandbox,
} from "@psa-mcp/sandbox/halo";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

const program = ["-C", "@psa-mcp/source", path.join(import.meta.dirname, "../src/cli.ts")];
const TICKET = 1001;

let sandbox: HaloSandbox;
beforeAll(async () => (sandbox = await startHaloSandbox({ seed: "small" })));
afterAll(() => sandbox.close());

const instance = (): Record<string, string> => ({
  HALO_BASE_URL: sandbox.url,
  HALO_TENANT: sandbox.tenant,
});

const serverKeys = (name: HaloApplicationName): Record<string, string> => ({
  HALO_CLIENT_ID: sandbox.applications[name].clientId,
  HALO_CLIENT_SECRET: sandbox.applications[name].clientSecret,
});

const ownKeys = (name: HaloApplicationName): Record<string, string> => ({
  "x-halo-client-id": sandbox.applications[name].clientId,
  "x-halo-client-secret": sandbox.applications[name].clientSecret,
});

const textOf = async (
  client: Client,
  name: string,
  given: Record<string, unknown> = {},
): Promise<string> => JSON.stringify((await client.callTool({ name, arguments: given })).content);

describe("a client that starts the server", () => {
  async function connect(
    args: readonly string[],
    env: Record<string, string> = {},
  ): Promise<Client> {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [...program, ...args],
      env,
      stderr: "pipe",
    });
    const client = new Client({ name: "test", version: "1" });
    await client.connect(transport);
    return client;
  }

  it("works in sandbox mode without any variable, with the core tools", async () => {
    const client = await connect(["--sandbox"]);
    const names = (await client.listTools()).tools.map((tool) => tool.name);
    expect(names).toContain("halo_tickets_list");
    expect(names).not.toContain("halo_invoices_list");
    expect(await textOf(client, "halo_clients_list", { search: "northwind" })).toContain(
      "Northwind Dental",
    );
    await client.close();
  });

  it("works with the variables of the existing server, and all its tools where they are asked for", async () => {
    const env = {
      ...instance(),
      ...serverKeys("technician"),
      HALO_SCOPE: "all",
      HALO_TOOLSETS: "compat",
      MCP_TRANSPORT: "stdio",
      LOG_LEVEL: "warn",
    };
    const client = await connect([], env);
    const names = (await client.listTools()).tools.map((tool) => tool.name);
    expect(names).toHaveLength(172);
    expect(await textOf(client, "halo_agents_me")).toContain("Jo Lind");
    const { resources } = await client.listResources();
    expect(resources).toHaveLength(6);
    await client.close();
  });
});

describe("a person at a shell", () => {
  const run = promisify(execFile);
  const type = async (
    args: readonly string[],
    env: Record<string, string> = {},
  ): Promise<{ stdout: string; stderr: string }> =>
    run(process.execPath, [...program, ...args], { env });

  it("finds the flags in --help", async () => {
    const { stdout } = await type(["--help"]);
    for (const name of ["--transport", "--port", "--base-url", "--toolsets", "--help, -h"])
      expect(stdout).toContain(name);
  });

  it("gets everything in order from doctor, and exit code 1 with wrong keys", async () => {
    const good = await type(["doctor"], { ...instance(), ...serverKeys("services") });
    expect(good.stdout).toContain("Everything is in order.");
    await expect(type(["doctor"], { ...instance(), ...serverKeys("wrong") })).rejects.toMatchObject(
      { code: 1 },
    );
  });

  it("is told by doctor where tokens are issued, when it is elsewhere", async () => {
    const hosted = await startHaloSandbox({ seed: "small", profile: "separate-auth" });
    const env = { ...serverKeys("services"), HALO_BASE_URL: hosted.url };
    const lost = await type(["doctor"], env).catch((error: unknown) => error);
    expect(lost).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(`${hosted.authServerUrl}: set HALO_AUTH_URL`),
    });
    const found = { ...env, HALO_AUTH_URL: hosted.authServerUrl, HALO_TENANT: hosted.tenant };
    expect((await type(["doctor"], found)).stdout).toContain("Everything is in order.");
    await hosted.close();
  });

  it("is told what is missing", async () => {
    await expect(type([], {})).rejects.toMatchObject({
      code: expect.any(Number),
      stderr: expect.stringContaining("HALO_BASE_URL"),
    });
    const unknown = type(["--toolsets", "spaceships"], {
      ...instance(),
      ...serverKeys("services"),
    });
    await expect(unknown).rejects.toMatchObject({ stderr: expect.stringContaining("spaceships") });
  });
});

describe("a team over HTTP", () => {
  const running: ChildProcess[] = [];
  afterEach(() => {
    for (const child of running.splice(0)) child.kill("SIGKILL");
  });

  async function serve(env: Record<string, string>): Promise<URL> {
    const child = spawn(process.execPath, [...program, "--transport", "http"], {
      env: { ...instance(), MCP_PORT: "0", ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    running.push(child);
    let log = "";
    return new Promise((resolve, reject) => {
      child.stderr.on("data", (bytes: Buffer) => {
        log += bytes.toString();
        const url = /"url":"(http:\/\/[^"]+\/mcp)"/.exec(log)?.[1];
        if (url !== undefined) resolve(new URL(url));
      });
      child.once("exit", () => {
        reject(new Error(`It ended: ${log.slice(-500)}`));
      });
    });
  }

  async function connect(url: URL, headers: Record<string, string>): Promise<Client> {
    const client = new Client({ name: "test", version: "1" });
    await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
    return client;
  }

  const statusOf = async (url: URL, headers: Record<string, string>): Promise<number> => {
    const body = {
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: {
        protocolVersion: "2025-06-18",
        capabilities: {},
        clientInfo: { name: "test", version: "1" },
      },
    };
    const response = await fetch(url, {
      method: "POST",
      headers: {
        accept: "application/json, text/event-stream",
        "content-type": "application/json",
        ...headers,
      },
      body: JSON.stringify(body),
    });
    await response.body?.cancel();
    return response.status;
  };

  it("writes notes under the names of those who wrote them", async () => {
    sandbox.reset();
    const url = await serve({
      CLIENT_HALO_KEYS: "open",
      HALO_TOOLSETS: "core,tickets",
      ...serverKeys("services"),
    });
    const [one, other] = await Promise.all([
      connect(url, ownKeys("technician")),
      connect(url, ownKeys("services")),
    ]);
    const note = (client: Client, text: string): Promise<string> =>
      textOf(client, "halo_actions_upsert", {
        data: { ticket_id: TICKET, outcome: "Private Note", note: text, hiddenfromuser: true },
      });
    await Promise.all([note(one, "Note of the one."), note(other, "Note of the other.")]);
    const shown = await textOf(one, "halo_actions_list", { ticket_id: TICKET, page_size: 5 });
    expect(shown).toMatch(/Jo Lind \| .{0,80}Note of the one/);
    expect(shown).toMatch(/API Integration \| .{0,80}Note of the other/);
    await Promise.all([one.close(), other.close()]);
  });

  it("keeps one budget for all sessions of a credential", async () => {
    sandbox.reset();
    const token = "b".repeat(40);
    const url = await serve({
      ...serverKeys("services"),
      MCP_TOKENS_VIEWER: `dana:${token}`,
      MCP_RATE_LIMIT: "100",
    });
    const headers = { authorization: `Bearer ${token}` };
    const [one, other] = await Promise.all([connect(url, headers), connect(url, headers)]);
    await textOf(one, "halo_clients_list");
    await textOf(other, "halo_sites_list");
    const { contents } = await one.readResource({ uri: "halo://config/rate-limit" });
    expect(JSON.stringify(contents)).toContain('\\"used\\":2');
    await Promise.all([one.close(), other.close()]);
  });

  it("answers every combination of keys and tokens as its policy says", async () => {
    const token = "f".repeat(40);
    const tokens = { MCP_TOKENS_EDITOR: `dana:${token}` };
    const bearer = { authorization: `Bearer ${token}` };
    const half = { "x-halo-client-id": sandbox.applications.technician.clientId };
    const rows: readonly (readonly [Record<string, string>, Record<string, string>, number])[] = [
      [{ ...tokens }, { ...ownKeys("technician"), ...bearer }, 200],
      [{ ...tokens }, ownKeys("technician"), 401],
      [{ ...tokens }, { ...half, ...bearer }, 401],
      [{ ...tokens }, bearer, 401],
      [{ ...tokens, ...serverKeys("technician") }, bearer, 200],
      [{ ...tokens, CLIENT_HALO_KEYS: "open" }, ownKeys("technician"), 200],
      [{ ...tokens, CLIENT_HALO_KEYS: "open" }, ownKeys("wrong"), 401],
      [{ ...tokens, CLIENT_HALO_KEYS: "open" }, ownKeys("inactive"), 401],
      [
        { ...tokens, CLIENT_HALO_KEYS: "disabled", ...serverKeys("technician") },
        { ...ownKeys("technician"), ...bearer },
        401,
      ],
      [{ CLIENT_HALO_KEYS: "open" }, {}, 401],
    ];
    const byEnvironment = Object.groupBy(rows, ([env]) => JSON.stringify(env));
    for (const [env, group = []] of Object.entries(byEnvironment)) {
      const url = await serve(JSON.parse(env) as Record<string, string>);
      for (const [, headers, status] of group) {
        expect(await statusOf(url, headers), `${env} ${JSON.stringify(headers)}`).toBe(status);
      }
    }
  });
});
