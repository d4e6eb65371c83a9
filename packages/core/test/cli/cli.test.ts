import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { runCli } from "@psa-mcp/core/cli";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { acme } from "./acme-program.ts";

const program = path.join(import.meta.dirname, "acme-main.ts");
const nodeArguments = ["-C", "@psa-mcp/source", program];
const KEY = "acme-sandbox-key-1";

let folder = "";
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), "cli-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const children: ChildProcessWithoutNullStreams[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function start(
  args: readonly string[],
  env: Record<string, string> = {},
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [...nodeArguments, ...args], {
    env: { PATH: process.env["PATH"], ...env },
  });
  children.push(child);
  return child;
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs a command in this process; serving needs a process of its own. */
async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const ended = { out: "", error: "" };
  const code = await runCli(acme, args, env, {
    out: async (text) => void (ended.out += text),
    error: async (text) => void (ended.error += text),
  });
  return { code, ...ended };
}

/** Runs a child process to its end; standard input is closed at once. */
async function runChild(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = start(args, env);
  child.stdin.end();
  const output = collect(child);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out: output.out, error: output.error };
}

function collect(child: ChildProcessWithoutNullStreams): { out: string; error: string } {
  const output = { out: "", error: "" };
  child.stdout.on("data", (bytes: Buffer) => (output.out += bytes.toString()));
  child.stderr.on("data", (bytes: Buffer) => (output.error += bytes.toString()));
  return output;
}

async function until<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Starts the program over HTTP in sandbox mode; resolves with its endpoint. */
async function startHttp(env: Record<string, string> = {}): Promise<{
  readonly child: ChildProcessWithoutNullStreams;
  readonly output: { out: string; error: string };
  readonly url: URL;
}> {
  const child = start(["--sandbox", "--transport=http", "--port", "0"], {
    MCP_TOKENS_EDITOR: "ann:an-editor-token-1234",
    ...env,
  });
  const output = collect(child);
  const url = await until(() => /"url":"([^"]+)"/.exec(output.error)?.[1]);
  return { child, output, url: new URL(url) };
}

async function connect(url: URL, token: string): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(
    new StreamableHTTPClientTransport(url, {
      requestInit: { headers: { Authorization: `Bearer ${token}` } },
    }),
  );
  return client;
}

describe("commands that print", () => {
  it("--help names every command and the vendor's variables", async () => {
    const { code, out, error } = await run(["--help"]);
    expect(code).toBe(0);
    expect(error).toBe("");
    for (const word of [
      "serve",
      "tools",
      "config <client>",
      "token",
      "doctor",
      "ACME_API_KEY",
      "--transport",
      "-h",
    ]) {
      expect(out).toContain(word);
    }
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("--version is the version alone", async () => {
    expect(await runChild(["--version"])).toEqual({ code: 0, out: "1.2.3\n", error: "" });
  });

  it("tools lists what the settings show, for people and for programs", async () => {
    const table = await run(["tools"]);
    expect(table.out).toMatch(/acme_get_note +read +\d+ +notes/);
    expect(table.out).not.toContain("acme_delete_note");
    expect(table.out).toContain("1 more are not shown");
    const all = JSON.parse((await run(["tools", "--toolsets=all", "--json"])).out) as {
      tools: { name: string; tokens: number }[];
    };
    expect(all.tools.map((tool) => tool.name)).toContain("acme_delete_note");
    expect(all.tools.every((tool) => tool.tokens > 10)).toBe(true);
    const viewer = await run(["tools", "--toolsets=all", "--role", "viewer"]);
    expect(viewer.out).not.toContain("acme_delete_note");
  });

  it("token makes a new token that the server then accepts", async () => {
    const { out } = await run(["token", "--role", "admin", "--label", "cy"]);
    const [, variable = "", value = "", token = ""] =
      /(MCP_TOKENS_ADMIN)=(cy:(\S{43}))/.exec(out) ?? [];
    expect(out).toContain(`Bearer ${token}`);
    const { url, child } = await startHttp({ [variable]: value });
    const client = await connect(url, token);
    expect((await client.listTools()).tools).toHaveLength(3);
    await client.close();
    child.kill("SIGTERM");
    expect((await once(child, "close"))[0]).toBe(0);
    expect((await run(["token"])).out).not.toBe((await run(["token"])).out);
    expect((await run(["token", "--label", "a:b"])).error).toContain("--label takes letters");
  });
});

describe("config", () => {
  it.each(["claude-desktop", "cursor", "vscode", "windsurf", "zed", "mcp-remote"])(
    "%s prints JSON to paste",
    async (client) => {
      for (const more of [[], ["--transport", "http"], ["--url", "https://mcp.example.com"]]) {
        const { code, out } = await run(["config", client, ...more], {
          ACME_API_KEY: "a-real-key-that-stays-here",
        });
        expect(code).toBe(0);
        const text = out.slice(out.indexOf("{"));
        expect(JSON.parse(text)).toBeTypeOf("object");
        expect(out).not.toContain("a-real-key-that-stays-here");
        expect(out).toContain(more[0] === "--url" ? "https://mcp.example.com/mcp" : "acme");
      }
    },
  );

  it("carries typed flags over and asks for no key in sandbox mode", async () => {
    const { out } = await run(["config", "claude-code", "--sandbox", "--toolsets", "all"]);
    expect(out).toContain("-- npx -y @acme/server-acme --sandbox --toolsets all");
    expect(out).not.toContain("ACME_API_KEY");
    expect((await run(["config", "codex"])).out).toContain('args = ["-y", "@acme/server-acme"]');
    expect((await run(["config", "http"])).out).toContain("http://127.0.0.1:3000/mcp");
  });

  it("refuses a client it does not know, with the nearest", async () => {
    const { code, error } = await run(["config", "cursr"]);
    expect(code).toBe(1);
    expect(error).toContain("Did you mean cursor?");
    expect((await run(["config"])).error).toContain("Known: claude-desktop");
  });
});

describe("doctor", () => {
  it("finds everything in order in the sandbox", async () => {
    const { code, out } = await run(["doctor", "--sandbox"]);
    expect(code).toBe(0);
    expect(out).toMatch(/ok +Reachability[\s\S]*ok +Credential[\s\S]*ok +Permissions/);
  });

  it.each([
    [
      "nothing listens",
      { ACME_BASE_URL: "http://127.0.0.1:1", ACME_API_KEY: "some-key-1" },
      /FAILED +Reachability/,
    ],
    [
      "an open HTTP server",
      { TRANSPORT: "http", ACME_API_KEY: "some-key-1" },
      /FAILED +Access.*authentication/,
    ],
    ["a misspelt variable", { ACME_API_KY: "some-key-1" }, /FAILED +Configuration.*ACME_API_KEY/],
  ])("says what to do: %s", async (_name, env, pattern) => {
    const { code, out } = await run(["doctor"], env);
    expect(code).toBe(1);
    expect(out).toMatch(pattern);
    expect(out).not.toContain("some-key-1");
  });

  it("tells a wrong credential from a missing one", async () => {
    const vendor = createServer((request, response) =>
      response.writeHead(request.method === "HEAD" ? 200 : 401).end(),
    );
    await new Promise<void>((resolve) => vendor.listen(0, "127.0.0.1", resolve));
    const address = vendor.address();
    const baseUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const wrong = await run(["doctor"], { ACME_BASE_URL: baseUrl, ACME_API_KEY: "a-wrong-key-1" });
    const missing = await run(["doctor"], { ACME_BASE_URL: baseUrl });
    vendor.close();
    expect([wrong.code, missing.code]).toEqual([1, 1]);
    expect(wrong.out).toMatch(/FAILED +Credential/);
    expect(wrong.out).not.toContain("a-wrong-key-1");
    expect(missing.out).toMatch(/FAILED +Credential: none is configured\n +Set ACME_API_KEY/);
  });
});

describe("mistakes", () => {
  it.each([
    [["--prot", "1"], {}, "did you mean --port?"],
    [["--port"], {}, "--port needs a value"],
    [["--port=eighty"], {}, "--port must be a whole number"],
    [[], { PORT: "99999" }, "PORT must be between"],
    [[], { ACME_API_KEY_FILE: "/no/such/file" }, "cannot be read"],
    [["--transport", "http"], { ACME_API_KEY: "some-key-1" }, "without authentication"],
    [
      ["--transport", "http"],
      { MCP_TOKENS_ADMIN: "${TOKEN}" },
      "MCP_TOKENS_ADMIN still contains a template",
    ],
    [["--toolsets", "nonsense", "tools"], {}, 'no toolset or preset named "nonsense"'],
  ])("%j %j are one line and code 1", async (args, env, text) => {
    const { code, out, error } = await run(args, env);
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(error).toContain(text);
    expect(error.trimEnd()).not.toContain("\n");
    expect(error).not.toContain("some-key-1");
  });

  it("end the process with exit code 1", async () => {
    const { code, out, error } = await runChild(["--prot", "1"]);
    expect([code, out]).toEqual([1, ""]);
    expect(error).toBe(
      "server-acme: Unknown flag --prot; did you mean --port? See --help for every flag.\n",
    );
  });
});

describe("serving stdio", () => {
  it("answers a real client; standard output is the protocol, the audit goes to standard error", async () => {
    const auditFile = path.join(folder, "audit.ndjson");
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [...nodeArguments, "--sandbox"],
      env: { MCP_AUDIT_FILE: auditFile },
      stderr: "pipe",
    });
    const client = new Client({ name: "test", version: "1" });
    await client.connect(transport);
    const result = await client.callTool({ name: "acme_list_notes", arguments: {} });
    expect(JSON.stringify(result.content)).toContain("Second");
    await client.close();
    const [line = ""] = await until(() => {
      const lines = readFileSync(auditFile, "utf8").trimEnd().split("\n");
      return lines.length > 0 ? lines : undefined;
    });
    expect(JSON.parse(line)).toMatchObject({
      event: "tool.call",
      tool: "acme_list_notes",
      outcome: "ok",
    });
    expect(line).not.toContain(KEY);
  });

  it("writes nothing but JSON-RPC to standard output and ends with code 0 when the client goes", async () => {
    const child = start(["--sandbox"], { LOG_LEVEL: "debug" });
    const output = collect(child);
    child.stdin.write(
      `${JSON.stringify({
        jsonrpc: "2.0",
        id: 1,
        method: "initialize",
        params: {
          protocolVersion: "2025-06-18",
          capabilities: {},
          clientInfo: { name: "t", version: "1" },
        },
      })}\n${JSON.stringify({ jsonrpc: "2.0", id: 2, method: "tools/call", params: { name: "acme_get_note", arguments: { note_id: 1 } } })}\n`,
    );
    await until(() => (output.out.includes('"id":2') ? true : undefined));
    child.stdin.end();
    expect((await once(child, "close"))[0]).toBe(0);
    for (const line of output.out.trimEnd().split("\n"))
      expect(JSON.parse(line)).toMatchObject({ jsonrpc: "2.0" });
    expect(output.error).toContain("vendor request");
    expect(output.error).not.toContain(KEY);
  });

  it("starts without a credential and says what is missing at the first call", async () => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: nodeArguments,
      env: { ACME_API_KEY: "${user_config.api_key}" },
      stderr: "pipe",
    });
    let log = "";
    transport.stderr?.on("data", (bytes: Buffer) => (log += bytes.toString()));
    const client = new Client({ name: "test", version: "1" });
    await client.connect(transport);
    expect((await client.listTools()).tools).toHaveLength(3);
    const result = await client.callTool({ name: "acme_list_notes", arguments: {} });
    expect(result.isError).toBe(true);
    expect(JSON.stringify(result.content)).toContain("ACME_API_KEY");
    await until(() => (log.includes("ACME_API_KEY still contains a template") ? true : undefined));
    await client.close();
  });

  it("lives on when nobody reads standard error", async () => {
    const child = start(["--sandbox"], { LOG_LEVEL: "debug" });
    child.stderr.pause();
    let out = "";
    child.stdout.on("data", (bytes: Buffer) => (out += bytes.toString()));
    const send = (message: object): boolean =>
      child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
    send({
      id: 0,
      method: "initialize",
      params: {
        protocolVersion: "2025-06-18",
        capabilities: {},
        clientInfo: { name: "t", version: "1" },
      },
    });
    // Enough audit events to fill a pipe several times over.
    for (let id = 1; id <= 1000; id += 1) {
      send({
        id,
        method: "tools/call",
        params: { name: "acme_no_such_tool", arguments: { note_id: 1, padding: "x".repeat(200) } },
      });
    }
    await until(() => (out.includes('"id":1000') ? true : undefined));
    child.stdin.end();
    child.kill("SIGTERM");
    const [code] = (await once(child, "exit")) as [number | null];
    expect(code).toBe(0);
  });
});

describe("serving HTTP", () => {
  it("lets a running call finish after SIGTERM and ends with code 0", async () => {
    const { child, url, output } = await startHttp();
    const client = await connect(url, "an-editor-token-1234");
    const running = client.callTool({ name: "acme_slow_note", arguments: {} });
    await until(() => (output.error.includes("slow request arrived") ? true : undefined));
    child.kill("SIGTERM");
    expect(JSON.stringify((await running).content)).toContain("Slow");
    expect((await once(child, "close"))[0]).toBe(0);
    expect(output.out).toBe("");
    expect(output.error).not.toContain("an-editor-token-1234");
    await client.close().catch(() => undefined);
  });

  it("ends at once at the second signal", async () => {
    const { child, url, output } = await startHttp({ LOG_LEVEL: "info" });
    const client = await connect(url, "an-editor-token-1234");
    const running = client
      .callTool({ name: "acme_slow_note", arguments: {} })
      .catch(() => undefined);
    await until(() => (output.error.includes("slow request arrived") ? true : undefined));
    child.kill("SIGINT");
    await until(() => (output.error.includes("stopping") ? true : undefined));
    child.kill("SIGINT");
    expect((await once(child, "close"))[0]).toBe(130);
    await running;
    await client.close().catch(() => undefined);
  });

  it("reads its tokens from a file and says when the port is taken", async () => {
    const file = path.join(folder, "tokens");
    writeFileSync(file, "ann:a-token-from-a-file-1\nbob:a-token-from-a-file-2\n");
    const { url, child } = await startHttp({ MCP_TOKENS_EDITOR: "", MCP_TOKENS_EDITOR_FILE: file });
    const client = await connect(url, "a-token-from-a-file-2");
    expect((await client.listTools()).tools).toHaveLength(3);
    await client.close();
    const second = await runChild(["--sandbox", "--transport=http", "--port", url.port], {
      MCP_TOKENS_EDITOR: "ann:an-editor-token-1234",
    });
    expect(second.code).toBe(1);
    expect(second.error).toContain(url.port);
    expect(second.error.trimEnd()).not.toContain("\n");
    child.kill("SIGKILL");
  });
});
