import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { end, keep, plainEnvironment } from "@psa-mcp/conformance/server-process";
import { answerOf, type ClientUnderTest } from "./client.ts";

const program = path.join(
  path.dirname(fileURLToPath(import.meta.resolve("mcp-remote/package.json"))),
  "dist/proxy.js",
);
const LONGEST_MILLISECONDS = 20_000;

/** The bridge that lets hosts without remote servers speak to one, driven line by line as such a host does. */
export const mcpRemote: ClientUnderTest = {
  id: "mcp-remote",
  title: "mcp-remote, over stdio",
  transports: ["http"],
  async connect(target) {
    if (target.kind !== "http") throw new Error("mcp-remote bridges to HTTP alone.");
    const folder = mkdtempSync(path.join(tmpdir(), "psa-mcp-remote-"));
    const headers = Object.entries(target.headers).flatMap(([name, value]) => [
      "--header",
      `${name}: ${value}`,
    ]);
    const child = keep(
      spawn(process.execPath, [program, target.url, "--allow-http", ...headers], {
        // Without a way to open a browser: a server that refuses must not lead to one.
        env: plainEnvironment({
          MCP_REMOTE_CONFIG_DIR: folder,
          BROWSER: "/bin/false",
          HOME: folder,
        }),
        stdio: ["pipe", "pipe", "pipe"],
      }),
    );
    const close = async (): Promise<void> => {
      child.stdin?.end();
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    };
    const ask = conversation(child);
    try {
      await ask("initialize", {
        protocolVersion: "2025-06-18",
        capabilities: {},
        clientInfo: { name: "claude-ai", version: "0.1.0" },
      });
      child.stdin?.write(
        `${JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" })}\n`,
      );
    } catch (error) {
      await close();
      throw error;
    }
    return {
      async tools() {
        const listed = (await ask("tools/list", {})) as { tools: { name: string }[] };
        return listed.tools.map(({ name }) => name);
      },
      call: async (name, given) => answerOf(await ask("tools/call", { name, arguments: given })),
      close,
    };
  },
};

/** Sends a request as one line and waits for the line that answers it. */
function conversation(child: ChildProcess): (method: string, params: object) => Promise<unknown> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let words = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    words = `${words}${text}`.slice(-20_000);
  });
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const { id, result, error } = JSON.parse(line) as {
        id?: number;
        result?: unknown;
        error?: { message: string };
      };
      const waiter = waiting.get(id ?? -1);
      waiting.delete(id ?? -1);
      if (error === undefined) waiter?.resolve(result);
      else waiter?.reject(new Error(error.message));
    });
  }
  child.once("close", () => {
    const why = words.split("\n").filter((line) => /error/i.test(line) && !/^\s+at /.test(line));
    for (const waiter of waiting.values()) waiter.reject(new Error(`It ended: ${why.join(" ")}`));
  });
  let next = 0;
  return (method, params) =>
    new Promise((resolve, reject) => {
      const id = next;
      next += 1;
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new Error(`${method} was not answered in time.`));
      }, LONGEST_MILLISECONDS);
      const settled =
        <Value>(settle: (value: Value) => void) =>
        (value: Value): void => {
          clearTimeout(timer);
          settle(value);
        };
      waiting.set(id, { resolve: settled(resolve), reject: settled(reject) });
      child.stdin?.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
    });
}
