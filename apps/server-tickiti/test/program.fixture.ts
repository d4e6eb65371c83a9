// The program itself, as a child process from its sources: what a client starts, and what a team serves over HTTP.
import { execFile, spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

const program: readonly string[] = [
  "-C",
  "@psa-mcp/source",
  path.join(import.meta.dirname, "../src/cli.ts"),
];

export interface CallAnswer {
  readonly isError: boolean;
  readonly text: string;
  readonly structured: Record<string, unknown>;
  readonly content: readonly Record<string, unknown>[];
}

/** A client that starts the server and speaks to it over its pipes. */
export async function startStdio(
  env: Record<string, string>,
  args: readonly string[] = [],
): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [...program, ...args],
      env: { MCP_RESULTS: "both", ...env },
      stderr: "pipe",
    }),
  );
  return client;
}

export async function callTool(
  client: Client,
  name: string,
  given: Record<string, unknown> = {},
  options: { signal?: AbortSignal; onprogress?: (progress: { progress: number }) => void } = {},
): Promise<CallAnswer> {
  const result = await client.callTool({ name, arguments: given }, options);
  const content = result.content as unknown as Record<string, unknown>[];
  return {
    isError: result.isError === true,
    text: content.map((block) => String(block["text"] ?? "")).join("\n"),
    structured: (result.structuredContent ?? {}) as Record<string, unknown>,
    content,
  };
}

/** Runs the program to its end, as a person at a shell. */
export const type = async (
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ stdout: string; stderr: string }> =>
  promisify(execFile)(process.execPath, [...program, ...args], { env });

export interface Team {
  /** Starts the server over HTTP and gives its endpoint. */
  serve(env: Record<string, string>): Promise<URL>;
  connect(url: URL, headers: Record<string, string>): Promise<Client>;
  /** Status of an `initialize` with these headers. */
  status(url: URL, headers: Record<string, string>): Promise<number>;
  end(): Promise<void>;
}

/** Servers and clients that end together. */
export function team(): Team {
  const running: ChildProcess[] = [];
  const clients: Client[] = [];
  return {
    async serve(env) {
      const child = spawn(process.execPath, [...program, "--transport", "http"], {
        env: { PORT: "0", MCP_RESULTS: "both", ...env },
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
    },
    async connect(url, headers) {
      const client = new Client({ name: "test", version: "1" });
      await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
      clients.push(client);
      return client;
    },
    async status(url, headers) {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          accept: "application/json, text/event-stream",
          "content-type": "application/json",
          ...headers,
        },
        body: JSON.stringify({
          jsonrpc: "2.0",
          id: 1,
          method: "initialize",
          params: {
            protocolVersion: "2025-06-18",
            capabilities: {},
            clientInfo: { name: "test", version: "1" },
          },
        }),
      });
      await response.body?.cancel();
      return response.status;
    },
    async end() {
      await Promise.all(clients.splice(0).map((client) => client.close().catch(() => undefined)));
      for (const child of running.splice(0)) child.kill("SIGKILL");
    },
  };
}
