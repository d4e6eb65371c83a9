import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import path from "node:path";

/** Absolute path of the repository. */
export const root: string = path.resolve(import.meta.dirname, "../../..");

/** One event of the audit trail, as the server wrote it. */
export type AuditLine = Readonly<Record<string, unknown>>;

/** The server with all vendors, built, below the repository's root. */
export const program = "apps/server/dist/cli.js";

/** The server of the demo, serving HTTP against the sandboxes. */
export interface RunningServer {
  /** Address without a path. */
  readonly url: string;
  /** Address of all vendors together. */
  readonly endpoint: string;
  /** Address of one vendor alone. */
  endpointOf(vendor: string): string;
  readonly token: string;
  /** Audit events so far, oldest first. */
  readonly audit: readonly AuditLine[];
  /** Told about each further audit event. */
  onAudit(listener: (line: AuditLine) => void): void;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

/** True when somebody listens on a loopback port already. Port 0 is always free. */
export async function portTaken(port: number): Promise<boolean> {
  const probe = createServer();
  return await new Promise((resolve) => {
    probe.once("error", () => resolve(true));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(false)));
  });
}

/** Starts the built server in sandbox mode with a fresh administrator's token; rejects with its own words when it fails. */
export async function startServer(port: number): Promise<RunningServer> {
  const token = randomBytes(24).toString("base64url");
  const child = spawn(
    process.execPath,
    [path.join(root, program), "--sandbox", "--transport", "http", "--port", String(port)],
    {
      env: {
        PATH: process.env["PATH"],
        HOST: "127.0.0.1",
        MCP_TOKENS_ADMIN: `demo:${token}`,
      },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const audit: AuditLine[] = [];
  const listeners: ((line: AuditLine) => void)[] = [];
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const endpoint = await new Promise<string>((resolve, reject) => {
    let words = "";
    readLines(child, (line) => {
      const event = parsed(line);
      if (event === undefined) words += `${line}\n`;
      else if (event["msg"] === "listening") resolve(String(event["url"]));
      else if (typeof event["event"] === "string") {
        audit.push(event);
        for (const listener of listeners) listener(event);
      }
    });
    child.once("error", reject);
    child.once("exit", () =>
      reject(new Error(words.trim() || `${program} ended before it served`)),
    );
  });
  const url = endpoint.replace(/\/mcp$/, "");
  return {
    url,
    endpoint,
    endpointOf: (vendor) => `${url}/${vendor}/mcp`,
    token,
    audit,
    onAudit: (listener) => void listeners.push(listener),
    ended,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function readLines(child: ChildProcess, take: (line: string) => void): void {
  let rest = "";
  child.stderr?.on("data", (bytes: Buffer) => {
    const lines = (rest + bytes.toString("utf8")).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(take);
  });
}

function parsed(line: string): AuditLine | undefined {
  try {
    return JSON.parse(line) as AuditLine;
  } catch {
    return undefined;
  }
}
