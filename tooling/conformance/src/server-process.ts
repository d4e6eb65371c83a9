import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";

/** What a process of this Node is started with. */
export interface Start {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A started server that listens over HTTP. */
export interface RunningServer {
  /** Address for MCP clients. */
  readonly endpoint: string;
  /** Asks it to end, and makes it end when it does not. */
  stop(): Promise<void>;
}

const START_MILLISECONDS = 15_000;
const STOP_MILLISECONDS = 3000;
const children = new Set<ChildProcess>();

process.once("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

/** The environment of every process that is started here: nothing of this machine but what programs need to run. */
export function plainEnvironment(
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? tmpdir(), ...more };
}

/** Ends the process with this one, whatever happens. */
export function keep(child: ChildProcess): ChildProcess {
  children.add(child);
  child.once("exit", () => children.delete(child));
  child.once("error", () => children.delete(child));
  return child;
}

/** Asks a process to end, and makes it end when it does not. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), STOP_MILLISECONDS);
  await ended;
  clearTimeout(force);
}

/** Starts a server over HTTP on a free port of loopback; rejects with its own words when it does not come to listen. */
export async function startServer(start: Start): Promise<RunningServer> {
  const child = keep(
    spawn(process.execPath, [...start.args, "--transport", "http", "--port", "0"], {
      env: plainEnvironment(start.env),
      stdio: ["ignore", "ignore", "pipe"],
    }),
  );
  const endpoint = await listening(child).catch(async (error: unknown) => {
    await end(child);
    throw error;
  });
  return { endpoint, stop: () => end(child) };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let words = "";
    let done = false;
    const fail = (why: string): void => reject(new Error(`${why}\n${words.trim()}`.trim()));
    const timer = setTimeout(() => fail("The server did not listen in time."), START_MILLISECONDS);
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      // Read to the end, so that the pipe never fills; looked at only until the server listens.
      if (done) return;
      words += text;
      const url = /^\{.*"url":"([^"]+)".*"msg":"listening"\}$/m.exec(words)?.[1];
      if (url === undefined) return;
      done = true;
      clearTimeout(timer);
      resolve(url);
    });
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code) => {
      clearTimeout(timer);
      fail(`The server ended with code ${code}.`);
    });
  });
}
