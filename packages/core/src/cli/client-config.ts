import { declaredSettings } from "../config/core-settings.ts";
import { PsaError } from "../errors/index.ts";
import { nearest } from "../registry/nearest.ts";
import { clients, type Connection } from "./clients.ts";
import { programName, type Program } from "./program.ts";
import type { CommandInput } from "./run.ts";

/** Prints what to paste into one client's configuration, and where. */
export async function printClientConfig({ program, read, output }: CommandInput): Promise<number> {
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
  await output.out(`${client(connectionOf(program, read)).trimEnd()}\n`);
  return 0;
}

/** How a client reaches this server: over HTTP when the settings or `--url` say so, else by starting it. */
export function connectionOf(program: Program, read: CommandInput["read"]): Connection {
  const { settings, options } = read;
  const name = programName(program).replace(/^server-/, "");
  const url = options["url"];
  if (typeof url === "string") return { name, transport: "http", url: endpoint(url) };
  if (settings["transport"] === "http") {
    const base = settings["publicUrl"] ?? `http://127.0.0.1:${String(settings["port"])}`;
    return { name, transport: "http", url: endpoint(String(base)) };
  }
  const args = ["-y", program.packageName, ...typedFlags(program, read)];
  return { name, transport: "stdio", args, variables: neededVariables(program, read) };
}

function endpoint(base: string): string {
  return base.endsWith("/mcp") ? base : `${base}/mcp`;
}

/** Settings that were given as flags go into the client's arguments; values from the environment stay where they are. */
function typedFlags(program: Program, read: CommandInput["read"]): string[] {
  return declaredSettings(program.vendor).flatMap((setting) => {
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
function neededVariables(program: Program, read: CommandInput["read"]): string[] {
  if (read.settings["sandbox"] === true) return [];
  const { vendor } = program;
  const keys = Object.values(vendor.credential.fields)
    .filter((field) => field.required !== false)
    .map((field) => field.setting);
  return vendor.settings
    .filter((setting) => keys.includes(setting.key))
    .map((setting) => setting.env);
}
