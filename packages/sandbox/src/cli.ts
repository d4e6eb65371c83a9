#!/usr/bin/env node
import { parseArgs } from "node:util";
import { startItglueSandbox, type ItglueSandboxOptions } from "./itglue/index.ts";
import { isProfileName, PROFILES } from "./itglue/profiles.ts";
import { VENDORS } from "./index.ts";

const USAGE = `Usage: sandbox <vendor> [options]

Starts a local imitation of a vendor's API with invented data. It runs until Ctrl-C.

Vendors: ${VENDORS.join(", ")}

Options:
  --port N           port of the API (default: a free one)
  --host H           address to listen on (default: 127.0.0.1)
  --control-port N   port of the control server (default: a free one; always on loopback)
  --profile NAME     ${Object.keys(PROFILES).join(", ")}
  --documents N      size of the seed, 1 to 100000 (default: 600)
  --quiet            print the addresses only
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
  if (values.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const [vendor, ...rest] = positionals;
  if (vendor === undefined) throw new UsageError("Name a vendor, for example: sandbox itglue");
  if (!(VENDORS as readonly string[]).includes(vendor)) {
    throw new UsageError(`There is no vendor "${vendor}". Known: ${VENDORS.join(", ")}.`);
  }
  if (rest.length > 0) throw new UsageError(`Unexpected argument "${rest[0] ?? ""}".`);
  const sandbox = await startItglueSandbox(options(values));
  const keys = Object.entries(sandbox.keys).map(([name, key]) => `  ${name.padEnd(20)} ${key}`);
  const addresses = `IT Glue sandbox  ${sandbox.url}\nControl          ${sandbox.controlUrl}\n`;
  const details = `Keys (header x-api-key; invented, they work here only):\n${keys.join("\n")}\n`;
  // Before the output: whoever waits for it may end the program at once.
  const end = (): void => {
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  process.stdout.write(
    values.quiet === true ? addresses : `${addresses}${details}Ctrl-C ends it.\n`,
  );
}

interface Flags {
  port?: string;
  host?: string;
  "control-port"?: string;
  profile?: string;
  documents?: string;
  quiet?: boolean;
  help?: boolean;
}

function parse(): { values: Flags; positionals: string[] } {
  return parseArgs({
    allowPositionals: true,
    options: {
      port: { type: "string" },
      host: { type: "string" },
      "control-port": { type: "string" },
      profile: { type: "string" },
      documents: { type: "string" },
      quiet: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
}

function options(flags: Flags): ItglueSandboxOptions {
  const { profile, host } = flags;
  if (profile !== undefined && !isProfileName(profile)) {
    throw new UsageError(
      `--profile takes one of: ${Object.keys(PROFILES).join(", ")}, not "${profile}".`,
    );
  }
  return {
    port: whole(flags.port, "--port", 0, 65_535, 0),
    controlPort: whole(flags["control-port"], "--control-port", 0, 65_535, 0),
    documents: whole(flags.documents, "--documents", 1, 100_000, 600),
    ...(host === undefined ? {} : { host }),
    ...(profile === undefined ? {} : { profile }),
  };
}

function whole(
  value: string | undefined,
  flag: string,
  low: number,
  high: number,
  fallback: number,
): number {
  if (value === undefined) return fallback;
  if (!/^\d+$/.test(value) || Number(value) < low || Number(value) > high) {
    throw new UsageError(`${flag} takes a whole number from ${low} to ${high}, not "${value}".`);
  }
  return Number(value);
}

main();
