#!/usr/bin/env node
import { parseArgs } from "node:util";
import { startConnectwiseSandbox } from "./connectwise/index.ts";
import {
  isProfileName as isConnectwiseProfile,
  PROFILES as CONNECTWISE_PROFILES,
} from "./connectwise/profiles.ts";
import { startItglueSandbox } from "./itglue/index.ts";
import { isProfileName, PROFILES } from "./itglue/profiles.ts";
import { VENDORS } from "./index.ts";

const USAGE = `Usage: sandbox <vendor> [options]

Starts a local imitation of a vendor's API with invented data. It runs until Ctrl-C.

Vendors: ${VENDORS.join(", ")}

Options:
  --port N           port of the API (default: a free one)
  --host H           address to listen on (default: 127.0.0.1)
  --control-port N   port of the control server (default: a free one; always on loopback)
  --profile NAME     itglue: ${Object.keys(PROFILES).join(", ")}
                     connectwise: ${Object.keys(CONNECTWISE_PROFILES).join(", ")}
  --documents N      itglue: size of the seed, 1 to 100000 (default: 600)
  --quiet            print the addresses only
  --help             print this
`;

/** A mistake in the command line: one line, no stack. */
class UsageError extends Error {}

/** A running imitation with what is printed about it. */
interface Running {
  addresses: string;
  details: string;
  close(): Promise<void>;
}

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
  const running = vendor === "itglue" ? await itglue(values) : await connectwise(values);
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
    values.quiet === true ? addresses : `${addresses}${details}Ctrl-C ends it.\n`,
  );
}

async function itglue(flags: Flags): Promise<Running> {
  const { profile } = flags;
  if (profile !== undefined && !isProfileName(profile)) throw wrongProfile(PROFILES, profile);
  const sandbox = await startItglueSandbox({
    ...common(flags),
    documents: whole(flags.documents, "--documents", 1, 100_000, 600),
    ...(profile === undefined ? {} : { profile }),
  });
  const keys = Object.entries(sandbox.keys).map(([name, key]) => `  ${name.padEnd(20)} ${key}`);
  return {
    addresses: `IT Glue sandbox  ${sandbox.url}\nControl          ${sandbox.controlUrl}\n`,
    details: `Keys (header x-api-key; invented, they work here only):\n${keys.join("\n")}\n`,
    close: () => sandbox.close(),
  };
}

async function connectwise(flags: Flags): Promise<Running> {
  const { profile } = flags;
  if (profile !== undefined && !isConnectwiseProfile(profile)) {
    throw wrongProfile(CONNECTWISE_PROFILES, profile);
  }
  if (flags.documents !== undefined) throw new UsageError("--documents is for itglue only.");
  const sandbox = await startConnectwiseSandbox({
    ...common(flags),
    ...(profile === undefined ? {} : { profile }),
  });
  const members = Object.entries(sandbox.members).map(
    ([name, { publicKey, privateKey, identifier }]) =>
      `  ${name.padEnd(12)} ${identifier.padEnd(9)} ${publicKey} ${privateKey}`,
  );
  return {
    addresses: `ConnectWise sandbox  ${sandbox.apiUrl}\nControl              ${sandbox.controlUrl}\n`,
    details:
      `Company ${sandbox.companyId}, clientId ${sandbox.clientId}\n` +
      `Members with public and private keys (invented, they work here only):\n${members.join("\n")}\n`,
    close: () => sandbox.close(),
  };
}

function wrongProfile(known: object, given: string): UsageError {
  return new UsageError(
    `--profile takes one of: ${Object.keys(known).join(", ")}, not "${given}".`,
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

function common(flags: Flags): { port: number; controlPort: number; host?: string } {
  return {
    port: whole(flags.port, "--port", 0, 65_535, 0),
    controlPort: whole(flags["control-port"], "--control-port", 0, 65_535, 0),
    ...(flags.host === undefined ? {} : { host: flags.host }),
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
