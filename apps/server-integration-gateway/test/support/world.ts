// The shipped program before the sandbox, and real MCP clients of it: over standard input and output, and over HTTP.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import {
  startIntegrationGatewaySandbox,
  type IntegrationGatewaySandbox,
  type IntegrationGatewaySandboxOptions,
} from "@psa-mcp/sandbox/integration-gateway";

export const program: string = join(import.meta.dirname, "../../src/cli.ts");
/** How a test starts the program from its sources. */
export const programArguments: readonly string[] = ["-C", "@psa-mcp/source", program];

export interface Answer {
  readonly isError: boolean;
  readonly text: string;
  /** The text as JSON, where it is JSON. */
  readonly data: Record<string, unknown>;
  readonly structured: Record<string, unknown> | undefined;
}

/** A client with everything that it was told. */
export interface Caller {
  readonly client: Client;
  readonly changes: string[];
  readonly asked: { readonly message: string; readonly url?: string }[];
  /** What the program wrote to standard error. */
  errors(): string;
  call(tool: string, given?: Record<string, unknown>): Promise<Answer>;
  tools(): Promise<readonly string[]>;
  /** Resolves when the list of tools was announced as changed so often. */
  changed(count: number): Promise<void>;
  close(): Promise<void>;
}

export interface CallerOptions {
  /** Answers questions; without it the client cannot be asked. */
  readonly onElicit?: (request: { readonly message: string; readonly url?: string }) => {
    action: "accept" | "decline" | "cancel";
    content?: Record<string, unknown>;
  };
  readonly headers?: Readonly<Record<string, string>>;
  readonly argv?: readonly string[];
}

function makeClient(options: CallerOptions): Omit<Caller, "close" | "errors"> {
  const { onElicit } = options;
  const client = new Client(
    { name: "tester", version: "1" },
    { capabilities: onElicit === undefined ? {} : { elicitation: { form: {}, url: {} } } },
  );
  const changes: string[] = [];
  const waiting: (() => void)[] = [];
  const asked: { message: string; url?: string }[] = [];
  for (const kind of ["tools", "resources", "prompts"] as const) {
    client.setNotificationHandler(`notifications/${kind}/list_changed`, () => {
      changes.push(kind);
      for (const wake of waiting.splice(0)) wake();
    });
  }
  if (onElicit !== undefined) {
    client.setRequestHandler("elicitation/create", async ({ params }) => {
      const question = {
        message: params.message,
        ...("url" in params ? { url: String(params.url) } : {}),
      };
      asked.push(question);
      return onElicit(question) as never;
    });
  }
  return {
    client,
    changes,
    asked,
    async call(tool, given = {}) {
      const result = await client.callTool({ name: tool, arguments: given }, { timeout: 180_000 });
      const text = (result.content as readonly { readonly text?: string }[])
        .map((block) => block.text ?? "")
        .join("\n");
      let data: Record<string, unknown> = {};
      try {
        data = JSON.parse(text) as Record<string, unknown>;
      } catch {
        // A text for people.
      }
      return {
        isError: result.isError === true,
        text,
        data,
        structured: result.structuredContent as Record<string, unknown> | undefined,
      };
    },
    tools: async () => (await client.listTools()).tools.map(({ name }) => name),
    async changed(count) {
      while (changes.filter((kind) => kind === "tools").length < count)
        await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}

/** The sandbox with a folder for the program's state. */
export interface World {
  readonly sandbox: IntegrationGatewaySandbox;
  readonly folder: string;
  /** Variables that lead to the sandbox, with a token of a user or with the client to sign in with. */
  variables(more?: Readonly<Record<string, string>>): Record<string, string>;
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  stdio(env: Readonly<Record<string, string>>, options?: CallerOptions): Promise<Caller>;
  http(env: Readonly<Record<string, string>>): Promise<HttpProgram>;
  close(): Promise<void>;
}

export interface HttpProgram {
  readonly url: string;
  errors(): string;
  connect(options?: CallerOptions): Promise<Caller>;
  close(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

export async function openWorld(options: IntegrationGatewaySandboxOptions = {}): Promise<World> {
  const sandbox = await startIntegrationGatewaySandbox(options);
  const folder = await mkdtemp(join(tmpdir(), "psa-ig-"));
  const closing: (() => Promise<unknown>)[] = [];
  const base = (env: Readonly<Record<string, string>>): Record<string, string> => ({
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    MCP_STATE_DIR: folder,
    LOG_LEVEL: "warn",
    MCP_AUDIT_FILE: join(folder, "audit.ndjson"),
    ...env,
  });
  return {
    sandbox,
    folder,
    variables: (more = {}) => ({
      IG_URL: sandbox.mcpUrl,
      IG_ALLOW_HTTP: "1",
      IG_SIGN_IN: "ask",
      ...more,
    }),
    async control(method, path, body) {
      const response = await fetch(`${sandbox.controlUrl}${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${path}: ${text}`);
      return text === "" ? undefined : (JSON.parse(text) as unknown);
    },
    async stdio(env, callerOptions = {}) {
      const transport = new StdioClientTransport({
        command: process.execPath,
        args: [...programArguments, ...(callerOptions.argv ?? [])],
        env: base(env),
        stderr: "pipe",
      });
      let said = "";
      transport.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
      const made = makeClient(callerOptions);
      await made.client.connect(transport);
      const close = async (): Promise<void> => made.client.close();
      closing.push(close);
      return { ...made, errors: () => said, close };
    },
    async http(env) {
      const port = await freePort();
      const child = spawn(process.execPath, programArguments, {
        env: base({ LOG_LEVEL: "info", ...env, TRANSPORT: "http", PORT: String(port) }),
        stdio: ["ignore", "pipe", "pipe"],
      });
      let said = "";
      child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
      await untilListening(child, () => said);
      closing.push(() => end(child));
      const url = `http://127.0.0.1:${port}`;
      return {
        url,
        errors: () => said,
        close: () => end(child),
        async connect(callerOptions = {}) {
          const made = makeClient(callerOptions);
          await made.client.connect(
            new StreamableHTTPClientTransport(new URL(`${url}/mcp`), {
              requestInit: { headers: { ...callerOptions.headers } },
            }),
          );
          const close = async (): Promise<void> => made.client.close();
          closing.push(close);
          return { ...made, errors: () => said, close };
        },
      };
    },
    async close() {
      for (const close of closing.toReversed()) await close().catch(() => undefined);
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilListening(child: ChildProcess, said: () => string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on("data", () => {
      if (said().includes("listening")) resolve();
    });
    child.once("exit", (code) => reject(new Error(`ended with ${String(code)}: ${said()}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}
