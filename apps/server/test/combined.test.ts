// The combined program itself, as a child process from its sources, over HTTP and stdio, against the sandboxes.
import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { listTokens } from "@psa-mcp/core/testing";
import { startConnectwiseSandbox, type ConnectwiseSandbox } from "@psa-mcp/sandbox/connectwise";
import { startItglueSandbox, type ItglueSandbox } from "@psa-mcp/sandbox/itglue";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

const program = ["-C", "@psa-mcp/source", path.join(import.meta.dirname, "../src/cli.ts")];
const tokens = {
  admin: "admin-token-0123456789abcdef",
  viewer: "viewer-token-0123456789abcdef",
  narrowed: "narrowed-token-0123456789abcdef",
};
/** Every vendor that the program knows; its sandbox belongs to it. */
const vendors = ["itglue", "connectwise"] as const;

let itglue: ItglueSandbox;
let connectwise: ConnectwiseSandbox;
beforeAll(async () => {
  [itglue, connectwise] = await Promise.all([startItglueSandbox(), startConnectwiseSandbox()]);
});
afterAll(() => Promise.all([itglue.close(), connectwise.close()]));

interface Server {
  readonly url: string;
  log(): string;
  stop(): Promise<void>;
}

const running: Server[] = [];
const clients: Client[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function serve(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<Server> {
  const child: ChildProcess = spawn(
    process.execPath,
    [...program, "--transport", "http", "--port", "0", ...args],
    {
      env: {
        MCP_TOKENS_ADMIN: `ada:${tokens.admin}`,
        MCP_TOKENS_VIEWER: `vera:${tokens.viewer},nora:${tokens.narrowed}@itglue`,
        ...env,
      },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let log = "";
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr?.on("data", (bytes: Buffer) => {
      log += bytes.toString();
      const at = /"url":"(http:\/\/[^"]+?)\/mcp"[^\n]*"listening"/.exec(log)?.[1];
      if (at !== undefined) resolve(at);
    });
    child.once("exit", () => reject(new Error(log)));
  });
  const server = {
    url,
    log: () => log,
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
  running.push(server);
  return server;
}

const both = (): Record<string, string> => ({ ...itglue.variables, ...connectwise.variables });

async function connect(
  server: Server,
  at: string,
  headers: Readonly<Record<string, string>>,
): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${server.url}${at}`), {
      requestInit: { headers },
    }),
  );
  clients.push(client);
  return client;
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

async function names(client: Client): Promise<string[]> {
  return (await client.listTools()).tools.map((tool) => tool.name);
}

async function text(
  client: Client,
  name: string,
  given: Record<string, unknown> = {},
): Promise<string> {
  return JSON.stringify((await client.callTool({ name, arguments: given })).content);
}

const initialize = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "raw", version: "1" },
  },
};

async function status(
  server: Server,
  at: string,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const answer = await fetch(`${server.url}${at}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
    body: JSON.stringify(initialize),
  });
  await answer.text();
  return answer.status;
}

describe("the combined endpoint", () => {
  it("lists the tools of every vendor once, within 12,000 tokens, and calls them", async () => {
    const server = await serve({}, ["--sandbox"]);
    const client = await connect(server, "/mcp", bearer(tokens.admin));
    const { tools } = await client.listTools();
    const all = tools.map((tool) => tool.name);
    expect(new Set(all).size).toBe(all.length);
    expect(listTokens(tools)).toBeLessThanOrEqual(12_000);
    expect(await text(client, "itglue_list_organizations", { page_size: 2 })).toContain(
      "44 organizations",
    );
    expect(await text(client, "cw_search_tickets", { page_size: 2 })).toContain("tickets");
  });

  it("has no two tools of one name, aliases and all", async () => {
    const server = await serve({}, ["--sandbox"]);
    const client = await connect(server, "/mcp?toolsets=all", bearer(tokens.admin));
    const all = await names(client);
    expect(all.length).toBeGreaterThan(150);
    expect(new Set(all).size).toBe(all.length);
  });

  it("takes selections for one vendor, for several, and for all", async () => {
    const server = await serve(both());
    const at = async (selection: string): Promise<string[]> =>
      names(await connect(server, `/mcp?toolsets=${selection}`, bearer(tokens.admin)));
    const one = await at("connectwise:tech");
    expect(one.every((name) => name.startsWith("cw_"))).toBe(true);
    expect(await at("connectwise")).toEqual(one);
    const mixed = await at("itglue:lean,connectwise:tech");
    expect(mixed).toContain("itglue_get_document");
    expect(mixed).toContain("cw_get_ticket");
    const lean = await at("lean");
    expect(lean.some((name) => name.startsWith("itglue_"))).toBe(true);
    expect(await status(server, "/mcp?toolsets=nonsense", bearer(tokens.admin))).toBe(400);
  });

  it("discovers over all vendors", async () => {
    const server = await serve(both());
    const client = await connect(server, "/mcp?toolsets=discover", bearer(tokens.viewer));
    expect(await names(client)).toEqual([
      "psa_tools_search",
      "psa_tools_describe",
      "psa_tools_read",
    ]);
    expect(await text(client, "psa_tools_search", { query: "ticket notes" })).toContain("cw_");
    expect(await text(client, "psa_tools_search", { query: "document" })).toContain("itglue_");
    const read = { name: "itglue_list_organizations", arguments: { filter_name: "larkfield" } };
    expect(await text(client, "psa_tools_read", read)).toContain("Larkfield");
    expect(await text(client, "psa_tools_read", { name: "cw_create_ticket" })).toContain(
      "Unknown tool",
    );
  });

  it("reads the resources of every vendor that has some", async () => {
    const server = await serve(both());
    const client = await connect(server, "/mcp", bearer(tokens.admin));
    const { resources } = await client.listResources();
    expect(resources.map((resource) => resource.uri)).toContain("itglue://budget");
    expect(JSON.stringify(await client.readResource({ uri: "itglue://budget" }))).toContain(
      "remaining",
    );
    await expect(client.readResource({ uri: "nowhere://x" })).rejects.toThrow();
  });
});

describe("the endpoints of single vendors", () => {
  it("show what the vendor's own server shows", async () => {
    const server = await serve(both());
    const mounted = await names(await connect(server, "/itglue/mcp", bearer(tokens.admin)));
    expect(mounted).toContain("itglue_create_attachment");
    expect(mounted.every((name) => name.startsWith("itglue_"))).toBe(true);
    const health = await fetch(`${server.url}/itglue/health`);
    expect(await health.json()).toMatchObject({ status: "ok", name: "psa-mcp-itglue" });
    const whole = await fetch(`${server.url}/health`);
    expect(await whole.json()).toMatchObject({
      status: "ok",
      name: "psa-mcp",
      vendors: ["itglue", "connectwise"],
    });
  });

  it("exist for configured vendors only", async () => {
    const server = await serve({
      ...itglue.variables,
      ...connectwise.variables,
      MCP_VENDORS: "itglue,connectwise",
    });
    expect(await status(server, "/connectwise/mcp", bearer(tokens.admin))).toBe(200);
    expect((await fetch(`${server.url}/halo/health`)).status).toBe(404);
  });

  it("keep sessions apart", async () => {
    const server = await serve(both());
    const opened = await fetch(`${server.url}/itglue/mcp`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...bearer(tokens.admin),
      },
      body: JSON.stringify(initialize),
    });
    await opened.text();
    const id = opened.headers.get("mcp-session-id") ?? "";
    const elsewhere = await fetch(`${server.url}/connectwise/mcp`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        "mcp-session-id": id,
        ...bearer(tokens.admin),
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 2, method: "tools/list" }),
    });
    expect(elsewhere.status).toBe(404);
  });
});

describe("a token that is narrowed to one vendor", () => {
  it("sees that vendor's reading tools on the combined endpoint, and nothing elsewhere", async () => {
    const server = await serve(both());
    const client = await connect(server, "/mcp?toolsets=all", bearer(tokens.narrowed));
    const { tools } = await client.listTools();
    expect(tools.length).toBeGreaterThan(10);
    for (const tool of tools) {
      expect(tool.name).toMatch(/^itglue_/);
      expect(tool.annotations?.readOnlyHint).toBe(true);
    }
    await expect(text(client, "cw_search_tickets")).rejects.toThrow("Unknown tool");
    const own = await connect(server, "/itglue/mcp", bearer(tokens.narrowed));
    expect((await names(own)).every((name) => name.startsWith("itglue_"))).toBe(true);
    for (const vendor of vendors.filter((name) => name !== "itglue")) {
      expect(await status(server, `/${vendor}/mcp`, bearer(tokens.narrowed))).toBe(403);
    }
    const others = await connect(server, "/mcp?toolsets=connectwise", bearer(tokens.narrowed));
    expect(await names(others)).toEqual([]);
  });

  it("cannot be narrowed to what the server does not know", async () => {
    await expect(
      serve({ ...both(), MCP_TOKENS_VIEWER: `nora:${tokens.narrowed}@itgule` }),
    ).rejects.toThrow("itgule");
  });
});

describe("callers' own keys", () => {
  const keys = (): Record<string, string> => ({
    "x-itglue-api-key": itglue.keys.full,
    "x-cw-public-key": connectwise.members.technician.publicKey,
    "x-cw-private-key": connectwise.members.technician.privateKey,
  });

  it("go to their own vendor each, in one session", async () => {
    const { ITGLUE_BASE_URL } = itglue.variables;
    const {
      CW_PUBLIC_KEY: _public,
      CW_PRIVATE_KEY: _private,
      CW_MEMBER_IDENTIFIER: _member,
      ...site
    } = connectwise.variables;
    const server = await serve({ ITGLUE_BASE_URL, ...site, LOG_LEVEL: "debug" });
    itglue.reset();
    connectwise.reset();
    const client = await connect(server, "/mcp", { ...bearer(tokens.admin), ...keys() });
    await text(client, "itglue_list_organizations", { page_size: 1 });
    await text(client, "cw_search_tickets", { page_size: 1 });
    const seenByItglue = JSON.stringify(itglue.requests());
    const seenByConnectwise = JSON.stringify(connectwise.requests());
    const { publicKey, privateKey } = connectwise.members.technician;
    const pair = Buffer.from(`${connectwise.companyId}+${publicKey}:${privateKey}`);
    expect(itglue.requests().length).toBeGreaterThan(0);
    expect(connectwise.requests().length).toBeGreaterThan(0);
    expect(seenByItglue).toContain(itglue.keys.full);
    expect(seenByConnectwise).toContain(pair.toString("base64"));
    for (const secret of [publicKey, privateKey, pair.toString("base64"), tokens.admin])
      expect(seenByItglue).not.toContain(secret);
    for (const secret of [itglue.keys.full, tokens.admin])
      expect(seenByConnectwise).not.toContain(secret);
    for (const secret of [privateKey, itglue.keys.full, tokens.admin])
      expect(server.log()).not.toContain(secret);
  });

  it("leave out the vendors whose key is not there, and are refused where one is wrong", async () => {
    const { ITGLUE_BASE_URL } = itglue.variables;
    const server = await serve({
      ITGLUE_BASE_URL,
      ...connectwise.variables,
    });
    const without = await connect(server, "/mcp?toolsets=all", bearer(tokens.admin));
    expect((await names(without)).every((name) => name.startsWith("cw_"))).toBe(true);
    expect(
      await status(server, "/mcp", {
        ...bearer(tokens.admin),
        "x-itglue-api-key": "ITG.wrong-key-0",
      }),
    ).toBe(401);
  });
});

describe("a start", () => {
  it("over stdio serves all vendors to one user", async () => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [...program],
      env: both(),
      stderr: "pipe",
    });
    const client = new Client({ name: "test", version: "1" });
    await client.connect(transport);
    clients.push(client);
    expect(client.getServerVersion()?.name).toBe("psa-mcp");
    expect(await text(client, "cw_search_tickets", { page_size: 1 })).toContain("ticket");
    expect(await text(client, "itglue_list_organizations", { page_size: 1 })).toContain("organi");
  });

  it("with one vendor configured is that vendor's own server", async () => {
    for (const [args, env] of [
      [[], itglue.variables],
      [["itglue"], both()],
      [[], { ...both(), MCP_VENDORS: "itglue" }],
      [["--vendors", "itglue"], both()],
    ] as const) {
      const transport = new StdioClientTransport({
        command: process.execPath,
        args: [...program, ...args],
        env,
        stderr: "pipe",
      });
      const client = new Client({ name: "test", version: "1" });
      await client.connect(transport);
      expect(client.getServerVersion()?.name).toBe("psa-mcp-itglue");
      expect(await names(client)).toContain("itglue_create_attachment");
      await client.close();
    }
  });

  it.each([
    [{ MCP_VENDORS: "hallo" }, "no vendor named hallo"],
    [{ MCP_TOOLSETS: "itglue:nothing" }, "itglue:nothing"],
    [{ MCP_TOKENS_ADMIN: "", MCP_TOKENS_VIEWER: "" }, "without authentication"],
  ])("with %j is refused in one line", async (env, words) => {
    await expect(serve({ ...both(), ...env })).rejects.toThrow(words);
  });
});
