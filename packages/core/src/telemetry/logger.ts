import type { Logger as Pino } from "pino";
import type { Settings } from "../define/index.ts";
import { PsaError, redactText } from "../errors/index.ts";
import { stderrLines, type LineWriter } from "./line-writer.ts";

/** Facts of a log line; an `error` or `err` is written with its code, text and stack. */
export type LogDetails = object;

/** Writes log lines. Every method takes a message, or facts and a message. */
export interface Logger {
  debug(details: LogDetails | string, message?: string): void;
  info(details: LogDetails | string, message?: string): void;
  warn(details: LogDetails | string, message?: string): void;
  error(details: LogDetails | string, message?: string): void;
  /** Resolves when the lines so far are written, at the latest after a second. */
  flush(): Promise<void>;
}

type Level = "debug" | "info" | "warn" | "error";

const RANK: Readonly<Record<string, number>> = {
  debug: 20,
  info: 30,
  warn: 40,
  error: 50,
  silent: 100,
};

/** Properties whose values are masked whatever they contain, at the top and one level down. */
const SENSITIVE = [
  "authorization",
  "Authorization",
  "cookie",
  "password",
  "secret",
  "token",
  "tokens",
  "apiKey",
  "api_key",
  "credential",
  "credentials",
  "signingKey",
].flatMap((name) => [name, `*.${name}`]);
const HEADER_PATHS = ["headers", "*.headers"].flatMap((parent) =>
  ["x-api-key", "set-cookie"].map((name) => `${parent}["${name}"]`),
);

/**
 * The log of one process: JSON lines on stderr from the level of `settings.logLevel` up. pino is loaded with the first
 * line, so a quiet start does not pay for it. Secrets are masked by property and, over the finished line, by value.
 */
export function createLogger(settings: Settings, lines: LineWriter = stderrLines()): Logger {
  const level = String(settings["logLevel"] ?? "info");
  const lowest = RANK[level] ?? 30;
  const early: { readonly level: Level; readonly details: LogDetails; readonly message: string }[] =
    [];
  let pino: Pino | undefined;
  let loading: Promise<void> | undefined;

  const load = async (): Promise<void> => {
    const { pino: createPino } = await import("pino");
    pino = createPino(
      {
        level,
        base: null,
        redact: { paths: [...SENSITIVE, ...HEADER_PATHS], censor: "[redacted]" },
        serializers: { error: describeError, err: describeError },
        hooks: { streamWrite: redactText },
      },
      { write: (line: string) => lines.write(line) },
    );
    for (const entry of early.splice(0)) pino[entry.level](entry.details, entry.message);
  };

  const log = (at: Level, details: LogDetails | string, message?: string): void => {
    if ((RANK[at] ?? 0) < lowest) return;
    const facts = typeof details === "string" ? {} : details;
    const text = typeof details === "string" ? details : (message ?? "");
    if (pino !== undefined) {
      pino[at](facts, text);
      return;
    }
    early.push({ level: at, details: facts, message: text });
    // A log that cannot be opened must not end the process by an unhandled rejection.
    loading ??= load().catch(() =>
      lines.write(
        JSON.stringify({ level: 50, time: Date.now(), msg: "The log could not be opened." }),
      ),
    );
  };

  return {
    debug: (details, message) => log("debug", details, message),
    info: (details, message) => log("info", details, message),
    warn: (details, message) => log("warn", details, message),
    error: (details, message) => log("error", details, message),
    async flush() {
      await loading;
      await lines.flush();
    },
  };
}

/** An error as data for the log; causes are followed three deep. */
function describeError(thrown: unknown, depth = 0): unknown {
  if (!(thrown instanceof Error)) return typeof thrown === "object" ? "[object]" : String(thrown);
  const code =
    thrown instanceof PsaError || "code" in thrown
      ? { code: (thrown as { code?: unknown }).code }
      : {};
  const facts =
    thrown instanceof PsaError
      ? {
          ...(thrown.status === undefined ? {} : { status: thrown.status }),
          ...(thrown.requestId === undefined ? {} : { request_id: thrown.requestId }),
          ...(thrown.reasons.length === 0
            ? {}
            : { reasons: thrown.reasons.map((reason) => reason.text) }),
        }
      : {};
  return {
    name: thrown.name,
    ...code,
    message: thrown.message,
    ...facts,
    stack: thrown.stack,
    ...(thrown.cause === undefined || depth >= 3
      ? {}
      : { cause: describeError(thrown.cause, depth + 1) }),
  };
}
