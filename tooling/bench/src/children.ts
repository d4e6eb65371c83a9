import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A started process whose messages go to a file, so that reading them costs the measuring side nothing. */
export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** What it has written to stderr. */
  messages(): string;
  /** True while it has not ended. */
  readonly alive: boolean;
}

const running = new Set<ChildProcess>();
let folder: string | undefined;
let started = 0;

process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

/** Starts this Node with arguments and nothing of the environment but PATH, HOME and what is given. */
export function startNode(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  streams: "piped" | "silent",
): Child {
  folder ??= mkdtempSync(path.join(tmpdir(), "psa-mcp-bench-"));
  started += 1;
  const file = path.join(folder, `${started}.stderr`);
  const stderr = openSync(file, "w");
  const stdio: StdioOptions =
    streams === "piped" ? ["pipe", "pipe", stderr] : ["ignore", "ignore", stderr];
  const child = spawn(process.execPath, args, { env: { ...ownVariables(), ...env }, stdio });
  closeSync(stderr);
  if (child.pid === undefined) throw new Error(`${args[0]} could not be started.`);
  running.add(child);
  child.once("exit", () => running.delete(child));
  child.on("error", () => running.delete(child));
  return {
    process: child,
    pid: child.pid,
    messages: () => readFileSync(file, "utf8"),
    get alive() {
      return child.exitCode === null && child.signalCode === null;
    },
  };
}

/** Ends a process: a request to stop, then force. */
export async function end(child: Child): Promise<void> {
  if (!child.alive) return;
  const ended = once(child.process, "exit");
  child.process.kill("SIGTERM");
  const force = setTimeout(() => child.process.kill("SIGKILL"), 2000);
  await ended;
  clearTimeout(force);
}

function ownVariables(): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? tmpdir() };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The promise's value, or an error that names what took too long. */
export async function within<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} took longer than ${seconds} s.`)),
      seconds * 1000,
    );
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
