import { combinedSettings } from "../config/combined-settings.ts";
import { declaredSettings } from "../config/core-settings.ts";
import type { ReadSettings } from "../config/read-settings.ts";
import type { AnyVendor, Setting } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { nearest } from "../registry/nearest.ts";
import { clients, type Connection } from "./clients.ts";
import { programName, type Program } from "./program.ts";
import type { CombinedInput } from "./combined.ts";
import type { Output } from "./output.ts";
import type { CommandInput } from "./run.ts";

/** Prints what to paste into one client's configuration, and where. */
export function printClientConfig({ program, read, output }: CommandInput): Promise<number> {
  return printConfig(read, output, connectionOf(program, read));
}

/** The same for a server with several vendors, with the variables of those that are served. */
export function printCombinedConfig(input: CombinedInput): Promise<number> {
  const { program, parts, read, output } = input;
  const declared = combinedSettings(program.parts.map(({ vendor }) => vendor));
  const needed = parts.flatMap(({ program: part }) => neededVariables(part.vendor, read));
  return printConfig(read, output, connection(program, declared, needed, read));
}

async function printConfig(
  read: ReadSettings,
  output: Output,
  connected: Connection,
): Promise<number> {
  const [name, ...further] = read.rest;
  const known = Object.keys(clients);
  if (name === undefined || further.length > 0) {
    throw new PsaError("configuration", "config takes the name of one client.", {
      advice: `Known: ${known.join(", ")}.`,
    });
  }
  const client = clients[name.toLowerCase()];
  if (client === undefined) {
    const near = nearest(name, known);
    throw new PsaError("configuration", `There is no configuration for that client.`, {
      advice: `${near === undefined ? "" : `Did you mean ${near}? `}Known: ${known.join(", ")}.`,
    });
  }
  await output.out(`${client(connected).trimEnd()}\n`);
  return 0;
}

/** How a client reaches this server: over HTTP when the settings or `--url` say so, else by starting it. */
export function connectionOf(program: Program, read: ReadSettings): Connection {
  const { vendor } = program;
  return connection(program, declaredSettings(vendor), neededVariables(vendor, read), read);
}

function connection(
  program: Pick<Program, "packageName">,
  declared: readonly Setting[],
  variables: readonly string[],
  read: ReadSettings,
): Connection {
  const { settings, options } = read;
  const own = programName(program).replace(/^server-/, "");
  const name = own === "server" ? "psa" : own;
  const url = options["url"];
  if (typeof url === "string") return { name, transport: "http", url: endpoint(url) };
  if (settings["transport"] === "http") {
    const base = settings["publicUrl"] ?? `http://127.0.0.1:${String(settings["port"])}`;
    return { name, transport: "http", url: endpoint(String(base)) };
  }
  const args = ["-y", program.packageName, ...typedFlags(declared, read)];
  return { name, transport: "stdio", args, variables };
}

function endpoint(base: string): string {
  return base.endsWith("/mcp") ? base : `${base}/mcp`;
}

/** Settings that were given as flags go into the client's arguments; values from the environment stay where they are. */
function typedFlags(declared: readonly Setting[], read: ReadSettings): string[] {
  return declared.flatMap((setting) => {
    const value = read.settings[setting.key];
    if (
      setting.flag === undefined ||
      read.sources[setting.key] !== setting.flag ||
      setting.key === "transport"
    )
      return [];
    if (setting.kind === "boolean")
      return value === true ? [setting.flag] : [`${setting.flag}=false`];
    return [setting.flag, Array.isArray(value) ? value.join(",") : String(value)];
  });
}

/** The variables without which the vendor cannot be called; none in sandbox mode. */
function neededVariables(vendor: AnyVendor, read: ReadSettings): string[] {
  if (read.settings["sandbox"] === true) return [];
  const keys =
    vendor.needs ??
    Object.values(vendor.credential.fields)
      .filter((field) => field.required !== false)
      .map((field) => field.setting);
  return vendor.settings
    .filter((setting) => keys.includes(setting.key))
    .map((setting) => setting.env);
}
