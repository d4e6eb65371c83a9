#!/usr/bin/env node
import { parseArgs } from "node:util";
import type { Command, CommonFlags } from "./command.ts";
import { commands } from "./commands.ts";

const sized = Object.entries(commands).flatMap(([vendor, { size }]) =>
  size === undefined ? [] : [{ vendor, ...size }],
);
const chosen = Object.entries(commands).flatMap(([vendor, { choice }]) =>
  choice === undefined ? [] : [{ vendor, ...choice }],
);

const USAGE = `Usage: sandbox <vendor> [options]

Starts a local imitation of a vendor's API with invented data. It runs until Ctrl-C.

Vendors: ${Object.keys(commands).join(", ")}

Options:
  --port N           port of the API (default: a free one)
  --host H           address to listen on (default: 127.0.0.1)
  --control-port N   port of the control server (default: a free one; always on loopback)
  --profile NAME     which side to take where the evidence disagrees
${Object.entries(commands)
  .map(([vendor, { profiles }]) => `                     ${vendor}: ${profiles.join(", ")}\n`)
  .join("")}${sized
  .map(
    ({ vendor, flag, help, most, usual }) =>
      `  ${`--${flag} N`.padEnd(17)}  ${vendor}: ${help}, 1 to ${most} (default: ${usual})\n`,
  )
  .join("")}${chosen
  .map(
    ({ vendor, flag, help, values }) =>
      `  ${`--${flag} NAME`.padEnd(18)} ${vendor}: ${help}: ${values.join(", ")}\n`,
  )
  .join("")}  --quiet            print the addresses only
  --help             print this
`;

/** A mistake in the command line: one line, no stack. */
class UsageError extends Error {}

function main(): void {
  run().catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`sandbox: ${message.split(/\n|\. /)[0] ?? message}\n`);
    process.exitCode = 1;
  });
}

async function run(): Promise<void> {
  const { values, positionals } = parse();
  if (values["help"] === true) {
    process.stdout.write(USAGE);
    return;
  }
  const [vendor, ...rest] = positionals;
  if (vendor === undefined) throw new UsageError("Name a vendor, for example: sandbox itglue");
  const command = Object.hasOwn(commands, vendor) ? commands[vendor] : undefined;
  if (command === undefined) {
    throw new UsageError(
      `There is no vendor "${vendor}". Known: ${Object.keys(commands).join(", ")}.`,
    );
  }
  if (rest.length > 0) throw new UsageError(`Unexpected argument "${rest[0] ?? ""}".`);
  const running = await command.start(
    { ...common(values, command), ...choiceOf(values, vendor) },
    sizeOf(values, vendor),
  );
  // Before the output: whoever waits for it may end the program at once.
  const end = (): void => {
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  const { addresses, details } = running;
  process.stdout.write(
    values["quiet"] === true ? addresses : `${addresses}${details}Ctrl-C ends it.\n`,
  );
}

type Flags = Readonly<Record<string, string | boolean | undefined>>;

function parse(): { values: Flags; positionals: string[] } {
  const own = [...sized, ...chosen].map(({ flag }) => flag);
  const texts = ["port", "host", "control-port", "profile", ...own];
  return parseArgs({
    allowPositionals: true,
    options: {
      ...Object.fromEntries(texts.map((name) => [name, { type: "string" as const }])),
      quiet: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
}

function common(flags: Flags, { profiles }: Command): CommonFlags {
  const { host, profile } = flags;
  if (profile !== undefined && !profiles.includes(String(profile))) {
    throw new UsageError(
      `--profile takes one of: ${profiles.join(", ")}, not "${String(profile)}".`,
    );
  }
  return {
    port: whole(flags["port"], "--port", 0, 65_535) ?? 0,
    controlPort: whole(flags["control-port"], "--control-port", 0, 65_535) ?? 0,
    ...(host === undefined ? {} : { host: String(host) }),
    ...(profile === undefined ? {} : { profile: String(profile) }),
  };
}

/** The size of the seed, from the flag that belongs to this vendor; another vendor's flag is a mistake. */
function sizeOf(flags: Flags, vendor: string): number | undefined {
  let size: number | undefined;
  for (const { vendor: owner, flag, most } of sized) {
    if (flags[flag] === undefined) continue;
    if (owner !== vendor) throw new UsageError(`--${flag} is for ${owner} only.`);
    size = whole(flags[flag], `--${flag}`, 1, most);
  }
  return size;
}

/** The word from the list that belongs to this vendor; another vendor's flag is a mistake. */
function choiceOf(flags: Flags, vendor: string): { choice?: string } {
  for (const { vendor: owner, flag, values } of chosen) {
    const given = flags[flag];
    if (given === undefined) continue;
    if (owner !== vendor) throw new UsageError(`--${flag} is for ${owner} only.`);
    if (!values.includes(String(given))) {
      throw new UsageError(`--${flag} takes one of: ${values.join(", ")}, not "${String(given)}".`);
    }
    return { choice: String(given) };
  }
  return {};
}

function whole(
  value: string | boolean | undefined,
  flag: string,
  low: number,
  high: number,
): number | undefined {
  if (value === undefined) return undefined;
  const digits = String(value);
  if (!/^\d+$/.test(digits) || Number(digits) < low || Number(digits) > high) {
    throw new UsageError(`${flag} takes a whole number from ${low} to ${high}, not "${digits}".`);
  }
  return Number(digits);
}

main();
