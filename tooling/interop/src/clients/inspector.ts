import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { end, keep, plainEnvironment } from "@psa-mcp/conformance/server-process";
import { answerOf, type ClientUnderTest, type Target } from "./client.ts";

const program = path.join(
  path.dirname(fileURLToPath(import.meta.resolve("@modelcontextprotocol/inspector/package.json"))),
  "clients/launcher/build/index.js",
);
const LONGEST_MILLISECONDS = 20_000;

/** The Inspector's command line: every operation is a process that connects, asks one thing and ends. */
export const inspector: ClientUnderTest = {
  id: "inspector",
  title: "Inspector, command line",
  transports: ["stdio", "http"],
  async connect(target) {
    // It keeps a catalog in the home folder, which is not ours to write to.
    const home = mkdtempSync(path.join(tmpdir(), "psa-mcp-inspector-"));
    const run = (...operation: readonly string[]): Promise<unknown> =>
      operate(target, operation, home);
    return {
      async tools() {
        const listed = (await run("--method", "tools/list")) as { tools: { name: string }[] };
        return listed.tools.map(({ name }) => name);
      },
      async call(tool, given) {
        const pairs = Object.entries(given).flatMap(([name, value]) => [
          "--tool-arg",
          `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`,
        ]);
        return answerOf(await run("--method", "tools/call", "--tool-name", tool, ...pairs));
      },
      close: async () => rmSync(home, { recursive: true, force: true }),
    };
  },
};

function connection(target: Target): string[] {
  if (target.kind === "stdio") {
    const variables = Object.entries(target.env).flatMap(([name, value]) => [
      "-e",
      `${name}=${value}`,
    ]);
    return [...variables, process.execPath, ...target.args];
  }
  const headers = Object.entries(target.headers).flatMap(([name, value]) => [
    "--header",
    `${name}: ${value}`,
  ]);
  return [target.url, "--transport", "http", ...headers];
}

/** The result that it prints; throws what it prints instead of one. */
async function operate(
  target: Target,
  operation: readonly string[],
  home: string,
): Promise<unknown> {
  const child = keep(
    spawn(process.execPath, [program, "--cli", ...connection(target), ...operation], {
      env: plainEnvironment({ HOME: home }),
      stdio: ["ignore", "pipe", "pipe"],
    }),
  );
  let printed = "";
  let words = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (printed += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (words += text));
  const timer = setTimeout(() => void end(child), LONGEST_MILLISECONDS);
  // Not `exit`: what it printed last must have arrived.
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearTimeout(timer);
  if (printed.trim() !== "") return JSON.parse(printed) as unknown;
  throw new Error(`It ended with code ${code}: ${words.trim()}`);
}
