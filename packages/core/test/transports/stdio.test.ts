import { spawn, type ChildProcess } from "node:child_process";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { Client as ModernClient } from "@modelcontextprotocol/client";
import { StdioClientTransport as ModernStdio } from "@modelcontextprotocol/client/stdio";
import { Client as FirstClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as FirstStdio } from "@modelcontextprotocol/sdk/client/stdio.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAccess } from "../../src/access/index.ts";
import { serveStdioTransport, type StdioServer } from "../../src/transports/index.ts";
import { acme, call, fixture, initializeBody, verifyInvented, type Fixture } from "./fixture.ts";

interface Line {
  readonly id?: number | string | null;
  readonly error?: { readonly code: number };
  readonly result?: unknown;
  readonly method?: string;
}

interface Wired extends Fixture {
  readonly server: StdioServer;
  readonly input: PassThrough;
  readonly output: PassThrough;
  readonly errors: PassThrough;
  write(...values: (object | string)[]): void;
  /** The next line of the server. */
  next(): Promise<Line>;
}

async function wire(settings: object = {}, maxLineBytes?: number): Promise<Wired> {
  const merged = { transport: "stdio", shutdownSeconds: 1, ...settings };
  const made = fixture(merged);
  const access = createAccess({
    vendor: acme,
    settings: merged,
    verifyCallerCredential: verifyInvented,
  });
  const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const lines: Line[] = [];
  const waiters: ((line: Line) => void)[] = [];
  let rest = "";
  output.on("data", (part: Buffer) => {
    rest += String(part);
    const whole = rest.split("\n");
    rest = whole.pop() ?? "";
    for (const text of whole) {
      const line = JSON.parse(text) as Line;
      const waiter = waiters.shift();
      if (waiter === undefined) lines.push(line);
      else waiter(line);
    }
  });
  const server = await serveStdioTransport(made.runtime, access, {
    input,
    output,
    errors,
    ...(maxLineBytes === undefined ? {} : { maxLineBytes }),
  });
  return {
    ...made,
    server,
    input,
    output,
    errors,
    write(...values) {
      for (const value of values)
        input.write(`${typeof value === "string" ? value : JSON.stringify(value)}\n`);
    },
    next() {
      const line = lines.shift();
      return line === undefined
        ? new Promise((resolve) => waiters.push(resolve))
        : Promise.resolve(line);
    },
  };
}

describe("lines", () => {
  it.each([
    ["no JSON", "{ not json", { id: null, error: { code: -32_700 } }],
    ["no message", '{"hello":1}', { id: null, error: { code: -32_600 } }],
    ["no message, with an id", '{"id":4,"method":7}', { id: 4, error: { code: -32_600 } }],
    ["a batch", JSON.stringify([call("echo")]), { id: null, error: { code: -32_600 } }],
    ["a number", "7", { id: null, error: { code: -32_600 } }],
    [
      "parameters that are a list",
      '{"jsonrpc":"2.0","id":4,"method":"ping","params":[]}',
      { id: 4, error: { code: -32_600 } },
    ],
    [
      "too long",
      `{"jsonrpc":"2.0","id":4,"method":"ping","params":{"a":"${"x".repeat(2000)}"}}`,
      { id: null, error: { code: -32_600 } },
    ],
  ])("%s is answered with an error, and the next is served", async (_name, line, answer) => {
    const wired = await wire({}, 1000);
    wired.write(initializeBody());
    expect((await wired.next()).result).toBeDefined();
    wired.write(line);
    expect(await wired.next()).toMatchObject({ jsonrpc: "2.0", ...answer });
    wired.write("", { jsonrpc: "2.0", id: 5, method: "ping" });
    expect(await wired.next()).toEqual({ jsonrpc: "2.0", id: 5, result: {} });
    await wired.server.close();
  });

  it("are answered before any initialize too", async () => {
    const wired = await wire();
    wired.write("{ not json");
    expect(await wired.next()).toMatchObject({ error: { code: -32_700 } });
    await wired.server.close();
  });

  it("arrive whole however they are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 }),
        async (sizes) => {
          const wired = await wire();
          const bytes = Buffer.from(
            `${JSON.stringify(initializeBody())}\r\n${JSON.stringify(call("echo", { text: "grüße 🌍 ✓" }))}\n`,
          );
          let start = 0;
          for (let index = 0; start < bytes.length; index += 1) {
            const end = start + (sizes[index % sizes.length] ?? 1);
            wired.input.write(bytes.subarray(start, end));
            start = end;
          }
          await wired.next();
          expect(JSON.stringify(await wired.next())).toContain("grüße 🌍 ✓");
          await wired.server.close();
        },
      ),
      { numRuns: 15 },
    );
  });

  it("of ten megabytes are read at once", async () => {
    const wired = await wire();
    wired.write(initializeBody());
    await wired.next();
    const began = process.cpuUsage();
    wired.write(
      `{"jsonrpc":"2.0","id":4,"method":"ping","params":{"a":"${"x".repeat(10_500_000)}"}}`,
    );
    expect(await wired.next()).toEqual({ jsonrpc: "2.0", id: 4, result: {} });
    const spent = process.cpuUsage(began);
    expect(spent.user + spent.system).toBeLessThan(1_500_000);
    await wired.server.close();
  });
});

describe("the end", () => {
  it("of input lets a running call finish and is exit code 0", async () => {
    const wired = await wire({ shutdownSeconds: 30 });
    wired.write(initializeBody(), call("hold"));
    await wired.gate.arrived();
    wired.input.end();
    wired.gate.open();
    await wired.next();
    expect(JSON.stringify(await wired.next())).toContain("released");
    expect(await wired.server.closed).toBe(0);
  });

  it("of input does not wait for a call for ever", async () => {
    const wired = await wire({ shutdownSeconds: 0 });
    wired.write(initializeBody(), call("hold"));
    await wired.gate.arrived();
    wired.input.end();
    expect(await wired.server.closed).toBe(0);
    expect(wired.gate.waiting).toBe(0);
  });

  it("of input does not wait for a cancelled call", async () => {
    const wired = await wire({ shutdownSeconds: 30 });
    wired.write(initializeBody(), call("hold", {}, 9));
    await wired.gate.arrived();
    wired.write({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 9 } });
    wired.input.end();
    expect(await wired.server.closed).toBe(0);
  });

  it("of a last line without a line feed still serves it", async () => {
    const wired = await wire();
    wired.write(initializeBody());
    await wired.next();
    wired.input.end(JSON.stringify({ jsonrpc: "2.0", id: 5, method: "ping" }));
    expect(await wired.next()).toMatchObject({ id: 5 });
    expect(await wired.server.closed).toBe(0);
  });

  it("of output is told on stderr in one line and is exit code 1", async () => {
    const wired = await wire();
    wired.output.destroy(new Error("EPIPE"));
    expect(await wired.server.closed).toBe(1);
    expect(String(wired.errors.read())).toMatch(/^The connection to the client broke: EPIPE\n$/);
  });

  it("by close is exit code 0", async () => {
    const wired = await wire();
    await wired.server.close();
    expect(await wired.server.closed).toBe(0);
  });
});

describe("a process", () => {
  const program = fileURLToPath(new URL("./stdio-program.ts", import.meta.url));
  const args = ["--conditions=@psa-mcp/source", program];

  async function exitOf(child: ChildProcess): Promise<number | null> {
    return new Promise((resolve) => child.on("exit", (code) => resolve(code)));
  }

  it("serves a version 1 client", async () => {
    const client = new FirstClient({ name: "t", version: "1" });
    await client.connect(new FirstStdio({ command: process.execPath, args }));
    expect((await client.listTools()).tools).toHaveLength(5);
    expect(JSON.stringify(await client.callTool({ name: "echo", arguments: { a: 1 } }))).toContain(
      "stdio",
    );
    await client.close();
  });

  it.each([["legacy"], ["auto"], [{ pin: "2026-07-28" }]] as const)(
    "serves a version 2 client, %j",
    async (mode) => {
      const client = new ModernClient(
        { name: "t", version: "1" },
        {
          versionNegotiation: { mode },
        },
      );
      await client.connect(new ModernStdio({ command: process.execPath, args }));
      expect(client.getProtocolEra()).toBe(mode === "legacy" ? "legacy" : "modern");
      expect((await client.listTools()).tools).toHaveLength(5);
      expect(
        JSON.stringify(await client.callTool({ name: "echo", arguments: { a: 1 } })),
      ).toContain("stdio");
      await client.close();
    },
  );

  it("ends with code 0 when its input ends, whatever else is open, and writes nothing but protocol", async () => {
    const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "pipe"] });
    let out = "";
    child.stdout.on("data", (part) => (out += String(part)));
    child.stdin.end(`${JSON.stringify(initializeBody())}\n{ not json\n`);
    expect(await exitOf(child)).toBe(0);
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);
    expect(lines.map((line) => String(line.error?.code ?? "result")).toSorted()).toEqual([
      "-32700",
      "result",
    ]);
  });

  it("ends with code 1 when nobody reads it any more", async () => {
    const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "pipe"] });
    let told = "";
    child.stderr.on("data", (part) => (told += String(part)));
    child.stdout.once("data", () => {
      child.stdout.destroy();
      child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: 2, method: "ping" })}\n`);
      child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: 3, method: "ping" })}\n`);
    });
    child.stdin.on("error", () => {});
    child.stdin.write(`${JSON.stringify(initializeBody())}\n`);
    expect(await exitOf(child)).toBe(1);
    expect(told).toMatch(/^The connection to the client broke: .*EPIPE.*\n$/);
  });
});
