import { readTextFile } from "../config/process-input.ts";
import { PsaError } from "../errors/index.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Flags of mcp-remote that ours have by another name or form; each gives the words that take its place. */
const WITH_VALUE: Readonly<Record<string, (value: string, env: Environment) => readonly string[]>> =
  {
    "--static-oauth-client-info": (value, env) => ["--client-info", expanded(fileOr(value), env)],
    "--static-oauth-client-metadata": (value, env) => {
      const { scope } = record(expanded(fileOr(value), env), "--static-oauth-client-metadata");
      return typeof scope === "string" && scope !== "" ? ["--scope", scope] : [];
    },
    "--host": (value) =>
      value === "localhost" || value === "127.0.0.1" ? ["--callback-host", value] : [],
    "--ignore-tool": (value) => ["--ignore-tool", value],
    "--resource": (value) => ["--resource", value],
    "--callback-path": (value) => ["--callback-path", value],
    "--authorize-param": (value) => ["--authorize-param", value],
    "--token-endpoint": (value) => ["--token-endpoint", value],
    "--protocol": (value) => ["--protocol", value === "auto" ? "auto" : "legacy"],
    "--transport": (value) => {
      if (value !== "sse-only") return [];
      throw new PsaError("configuration", "--transport sse-only cannot be served.", {
        advice: "The old SSE transport is gone from the protocol; leave the flag out.",
      });
    },
    // Timers of another program's own making: here every request has a deadline of its own.
    "--auth-timeout": () => [],
    "--connect-timeout": () => [],
    "--headers-timeout": () => [],
    "--body-timeout": () => [],
    "--keep-alive": () => [],
    "--ping-interval": () => [],
    "--auth-success-url": () => [],
    "--client-metadata-url": () => [],
  };

const ALONE: Readonly<Record<string, readonly string[]>> = {
  "--allow-http": ["--allow-http"],
  "--enable-proxy": ["--enable-proxy"],
  "--disable-resource-parameter": ["--resource", "off"],
  "--debug": ["--log-level", "debug"],
  "--silent": ["--log-level", "silent"],
  "--ipv4": [],
  "--disable-cookies": [],
  "--use-id-token": [],
  "--device-code": [],
};

/**
 * The argument line of mcp-remote as arguments of ours: `<address> [port] [flags]`, so that a person changes the package's
 * name and nothing else. Any other line comes back as it is. Words that it does not know are passed on in their place.
 */
export function mcpRemoteArguments(argv: readonly string[], env: Environment): readonly string[] {
  const [address, ...rest] = argv;
  if (address === undefined || !/^https?:\/\//i.test(address)) return argv;
  const words = ["--server-url", expanded(address, env)];
  const headers: Record<string, string> = {};
  const queue = [...rest];
  if (/^\d{1,5}$/.test(queue[0] ?? "")) words.push("--callback-port", String(queue.shift()));
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    const [name = "", typed] = splitAtEquals(word);
    if (Object.hasOwn(ALONE, name) && typed === undefined) {
      words.push(...(ALONE[name] ?? []));
    } else if (name === "--header" || name === "--header-file") {
      const value = typed ?? valueOf(name, queue);
      const lines = name === "--header" ? [value] : readTextFile(value).split(/\r?\n/);
      for (const line of lines) Object.assign(headers, header(expanded(line, env)));
    } else if (Object.hasOwn(WITH_VALUE, name)) {
      words.push(...(WITH_VALUE[name]?.(typed ?? valueOf(name, queue), env) ?? []));
    } else {
      words.push(word);
    }
  }
  if (Object.keys(headers).length > 0) words.push("--headers", JSON.stringify(headers));
  return words;
}

function splitAtEquals(word: string): readonly [string, string?] {
  const equals = word.indexOf("=");
  return word.startsWith("--") && equals > 0
    ? [word.slice(0, equals), word.slice(equals + 1)]
    : [word];
}

/** The value behind a flag. JSON that a shell broke at its blanks is put together again. */
function valueOf(name: string, queue: string[]): string {
  const first = queue.shift();
  if (first === undefined)
    throw new PsaError("configuration", `${name} needs a value.`, { advice: "See --help." });
  let value = first;
  if (!value.trimStart().startsWith("{")) return value;
  while (!value.includes("}") && queue.length > 0) value += ` ${String(queue.shift())}`;
  return value;
}

/** `@path` names a file that holds the value. */
const fileOr = (value: string): string =>
  value.startsWith("@") ? readTextFile(value.slice(1)).trim() : value;

/** `${NAME}` stands for a variable; one that is not set stays as it is and is found later. */
const expanded = (value: string, env: Environment): string =>
  value.replace(/\$\{(\w+)\}/g, (whole, name: string) => env[name] ?? whole);

function header(line: string): Readonly<Record<string, string>> {
  const colon = line.indexOf(":");
  if (colon < 1) return {};
  return { [line.slice(0, colon).trim()]: line.slice(colon + 1).trim() };
}

function record(json: string, from: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new PsaError("configuration", `${from} is not JSON.`, {
    advice: 'Give it as one argument: {"scope":"…"}.',
  });
}
