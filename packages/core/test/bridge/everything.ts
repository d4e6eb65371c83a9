// The official server that has one of everything, over HTTP, and clients of it: direct, and through our program.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer, type AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

export async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

export interface Everything {
  readonly url: string;
  close(): Promise<void>;
}

export async function startEverything(): Promise<Everything> {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve("@modelcontextprotocol/server-everything/package.json"));
  const port = await freePort();
  const child = spawn(process.execPath, [join(folder, "dist/index.js"), "streamableHttp"], {
    env: { ...process.env, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  await new Promise<void>((resolve, reject) => {
    let said = "";
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes("listening on port")) resolve();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", () => reject(new Error(said)));
  });
  return { url: `http://127.0.0.1:${port}/mcp`, close: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

/** What a person and a model answer, in every client of these tests. */
export function makeClient(
  options: { readonly asks?: boolean; readonly era?: "legacy" | "auto" } = {},
): Client & { readonly asked: string[]; readonly changed: string[]; readonly logged: unknown[] } {
  const asks = options.asks ?? true;
  const client = new Client(
    { name: "tester", version: "1" },
    {
      capabilities: asks ? { elicitation: { form: {}, url: {} }, sampling: {}, roots: {} } : {},
      versionNegotiation: { mode: options.era ?? "legacy" },
    },
  );
  const asked: string[] = [];
  const changed: string[] = [];
  const logged: unknown[] = [];
  if (asks) {
    client.setRequestHandler("elicitation/create", async ({ params }) => {
      asked.push(params.message);
      return params.mode === "url"
        ? { action: "accept" as const }
        : { action: "accept" as const, content: { name: "Ada", check: true } };
    });
    client.setRequestHandler("sampling/createMessage", async () => ({
      role: "assistant" as const,
      model: "test-model",
      content: { type: "text" as const, text: "Sampled." },
    }));
    client.setRequestHandler("roots/list", async () => ({
      roots: [{ uri: "file:///home/ada", name: "Home" }],
    }));
  }
  for (const kind of ["tools", "resources", "prompts"] as const)
    client.setNotificationHandler(
      `notifications/${kind}/list_changed`,
      () => void changed.push(kind),
    );
  client.setNotificationHandler(
    "notifications/message",
    ({ params }) => void logged.push(params.data),
  );
  return Object.assign(client, { asked, changed, logged });
}

export async function connectDirectly(client: Client, url: string): Promise<void> {
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
}

/** Starts our program as a client does and connects to it. */
export async function connectThrough(
  client: Client,
  env: Readonly<Record<string, string>>,
): Promise<StdioClientTransport> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ["-C", "@psa-mcp/source", join(import.meta.dirname, "remote-main.ts")],
    env: { ...(process.env as Record<string, string>), LOG_LEVEL: "warn", ...env },
    stderr: "pipe",
  });
  await client.connect(transport);
  return transport;
}
