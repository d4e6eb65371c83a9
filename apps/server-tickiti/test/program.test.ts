// The program itself, as a child process from its sources: what a client starts, and what a team serves over HTTP.
import { execFile, spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { startConnectwiseSandbox, type ConnectwiseSandbox } from "@psa-mcp/sandbox/connectwise";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

const program = ["-C", "@psa-mcp/source", path.join(import.meta.dirname, "../src/cli.ts")];
const TICKET = 10_001;

let sandbox: ConnectwiseSandbox;
beforeAll(async () => (sandbox = await startConnectwiseSandbox()));
afterAll(() => sandbox.close());

type Member = keyof ConnectwiseSandbox["members"];

const site = (): Record<string, string> => ({
  CW_BASE_URL: sandbox.apiUrl,
  CW_COMPANY_ID: sandbox.companyId,
  CW_CLIENT_ID: sandbox.clientId,
});

const serverKeys = (member: Member): Record<string, string> => ({
  CW_PUBLIC_KEY: sandbox.members[member].publicKey,
  CW_PRIVATE_KEY: sandbox.members[member].privateKey,
});

const ownKeys = (member: Member): Record<string, string> => ({
  "x-cw-public-key": sandbox.members[member].publicKey,
  "x-cw-private-key": sandbox.members[member].privateKey,
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

  it("works in sandbox mode without any variable, with the tools of a technician", async () => {
    const client = await connect(["--sandbox"]);
    const names = (await client.listTools()).tools.map((tool) => tool.name);
    expect(names).toContain("cw_my_tickets");
    expect(names).not.toContain("cw_list_invoices");
    expect(await textOf(client, "cw_my_tickets")).toContain("member: rvale");
    await client.close();
  });

  it("works with the variables of the existing server", async () => {
    const env = {
      ...site(),
      ...serverKeys("technician"),
      CW_TOOLSETS: "Dispatch,finance",
      CW_MEMBER_IDENTIFIER: "",
    };
    const client = await connect([], env);
    const names = (await client.listTools()).tools.map((tool) => tool.name);
    expect(names).toEqual(expect.arrayContaining(["cw_my_schedule", "cw_list_invoices"]));
    expect(await textOf(client, "cw_search_companies", { name_contains: "orchard" })).toContain(
      "Orchard Dental",
    );
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

  it("finds every flag of the existing server in --help", async () => {
    const { stdout } = await type(["-h"]);
    for (const flag of ["--transport", "--port", "--site", "--toolsets", "--help, -h"])
      expect(stdout).toContain(flag);
  });

  it("gets everything in order from doctor, and exit code 1 with wrong keys", async () => {
    const good = await type(["doctor"], { ...site(), ...serverKeys("manager") });
    expect(good.stdout).toContain("Everything is in order.");
    await expect(type(["doctor"], { ...site(), ...serverKeys("wrong") })).rejects.toMatchObject({
      code: 1,
    });
  });

  it("is told what is missing", async () => {
    await expect(type([], {})).rejects.toMatchObject({
      code: expect.any(Number),
      stderr: expect.stringContaining("CW_SITE"),
    });
    const unknown = type(["--toolsets", "spaceships"], { ...site(), ...serverKeys("technician") });
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
      env: { ...site(), PORT: "0", ...env },
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
      CLIENT_CW_KEYS: "open",
      ...serverKeys("manager"),
      CW_MEMBER_IDENTIFIER: "gpark",
    });
    const [one, other] = await Promise.all([
      connect(url, { ...ownKeys("technician"), "x-cw-member-id": "rvale" }),
      // Says to be somebody else, and is not believed in what it writes.
      connect(url, { ...ownKeys("colleague"), "x-cw-member-id": "rvale" }),
    ]);
    await Promise.all([
      textOf(one, "cw_add_ticket_note", {
        ticket_id: TICKET,
        note: "Note of the one.",
        internal: true,
      }),
      textOf(other, "cw_add_ticket_note", {
        ticket_id: TICKET,
        note: "Note of the other.",
        internal: true,
      }),
    ]);
    const pair = Buffer.from(
      `${sandbox.companyId}+${sandbox.members.manager.publicKey}:${sandbox.members.manager.privateKey}`,
    );
    const notes = (await fetch(
      `${sandbox.apiUrl}/service/tickets/${TICKET}/notes?orderBy=id desc&pageSize=2`,
      {
        headers: { authorization: `Basic ${pair.toString("base64")}`, clientid: sandbox.clientId },
      },
    ).then((response) => response.json())) as {
      text: string;
      member: { identifier: string };
      createdBy: string;
    }[];
    expect(new Map(notes.map((note) => [note.text, note.member.identifier]))).toEqual(
      new Map([
        ["Note of the one.", "rvale"],
        ["Note of the other.", "rvaleri"],
      ]),
    );
    await Promise.all([one.close(), other.close()]);
  });

  it("does not lend the server's member to a caller with keys of its own", async () => {
    const url = await serve({
      CLIENT_CW_KEYS: "open",
      ...serverKeys("manager"),
      CW_MEMBER_IDENTIFIER: "gpark",
    });
    const client = await connect(url, ownKeys("technician"));
    expect(await textOf(client, "cw_my_tickets", { page_size: 1 })).toContain("member: rvale");
    await client.close();
  });

  it("takes the toolsets that an older client's header names", async () => {
    const url = await serve({ CLIENT_CW_KEYS: "open" });
    const client = await connect(url, {
      ...ownKeys("manager"),
      "x-cw-toolsets": "Finance, spaceships",
    });
    const names = (await client.listTools()).tools.map((tool) => tool.name);
    expect(names).toContain("cw_list_invoices");
    expect(names).not.toContain("cw_my_tickets");
    await client.close();
  });

  it("answers every combination of keys and tokens as its policy says", async () => {
    const token = "f".repeat(40);
    const tokens = { MCP_TOKENS_EDITOR: `dana:${token}` };
    const bearer = { authorization: `Bearer ${token}` };
    const half = { "x-cw-public-key": sandbox.members.technician.publicKey };
    const rows: readonly (readonly [Record<string, string>, Record<string, string>, number])[] = [
      [{ ...tokens }, { ...ownKeys("technician"), ...bearer }, 200],
      [{ ...tokens }, ownKeys("technician"), 401],
      [{ ...tokens }, { ...half, ...bearer }, 401],
      [{ ...tokens }, bearer, 401],
      [{ ...tokens, ...serverKeys("technician") }, bearer, 200],
      [{ ...tokens, CLIENT_CW_KEYS: "open" }, ownKeys("technician"), 200],
      [{ ...tokens, CLIENT_CW_KEYS: "open" }, ownKeys("wrong"), 401],
      [{ ...tokens, CLIENT_CW_KEYS: "open" }, ownKeys("inactive"), 401],
      [
        { ...tokens, CLIENT_CW_KEYS: "disabled", ...serverKeys("technician") },
        { ...ownKeys("technician"), ...bearer },
        401,
      ],
      [{ CLIENT_CW_KEYS: "open" }, {}, 401],
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
