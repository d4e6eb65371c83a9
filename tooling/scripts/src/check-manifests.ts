import { readFile } from "node:fs/promises";
import path from "node:path";
import { root } from "./repository.ts";
import type { PublishedPackage } from "./workspace.ts";

type Json = Readonly<Record<string, unknown>>;

/** Checks an app's `server.json` and `manifest.json` against the rules of their registries; libraries have none. */
export async function checkManifests({
  kind,
  folder,
  manifest,
}: PublishedPackage): Promise<string[]> {
  if (kind === "library") return [];
  const server = await readJson(folder, "server.json");
  const bundle = await readJson(folder, "manifest.json");
  return [...checkServerJson(server, manifest), ...checkBundle(bundle, manifest.version)];
}

async function readJson(folder: string, name: string): Promise<Json> {
  return JSON.parse(await readFile(path.join(root, folder, name), "utf8")) as Json;
}

/** The rules of the MCP registry, schema 2025-12-11. */
export function checkServerJson(
  server: Json,
  manifest: { readonly name: string; readonly version: string; readonly mcpName: string },
): string[] {
  const problems: string[] = [];
  const name = String(server["name"]);
  const description = String(server["description"] ?? "");
  if (!/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/.test(name) || name.length < 3 || name.length > 200) {
    problems.push(`server.json: name ${name} is not namespace/name`);
  }
  if (name !== manifest.mcpName)
    problems.push("server.json: name differs from mcpName of package.json");
  if (description.length < 1 || description.length > 100)
    problems.push("server.json: description has 1 to 100 characters");
  if (server["version"] !== manifest.version)
    problems.push("server.json: version differs from package.json");
  if (/[\^~<>*|]/.test(String(server["version"]))) problems.push("server.json: version is a range");
  for (const entry of (server["packages"] ?? []) as Json[]) {
    if (entry["registryType"] !== "npm") continue;
    if (entry["identifier"] !== manifest.name)
      problems.push("server.json: identifier differs from the package's name");
    if (entry["version"] !== manifest.version)
      problems.push("server.json: package version differs from package.json");
    if ((entry["transport"] as Json | undefined)?.["type"] !== "stdio")
      problems.push("server.json: transport is not stdio");
    for (const variable of (entry["environmentVariables"] ?? []) as Json[]) {
      const complete =
        typeof variable["isSecret"] === "boolean" && typeof variable["isRequired"] === "boolean";
      if (!complete)
        problems.push(`server.json: ${String(variable["name"])} lacks isSecret or isRequired`);
    }
  }
  return problems;
}

/** The rules of an MCPB manifest, version 0.3. */
export function checkBundle(bundle: Json, version: string): string[] {
  const problems: string[] = [];
  if (bundle["manifest_version"] !== "0.3")
    problems.push("manifest.json: manifest_version is not 0.3");
  if (bundle["version"] !== version)
    problems.push("manifest.json: version differs from package.json");
  const options = (bundle["user_config"] ?? {}) as Readonly<Record<string, Json>>;
  const server = bundle["server"] as { mcp_config?: { env?: Record<string, string> } } | undefined;
  for (const [variable, value] of Object.entries(server?.mcp_config?.env ?? {})) {
    const option = /^\$\{user_config\.([a-z0-9_]+)\}$/.exec(value)?.[1];
    if (option === undefined || options[option] === undefined)
      problems.push(`manifest.json: ${variable} has no user_config`);
  }
  for (const [name, option] of Object.entries(options)) {
    if (!["string", "number", "boolean", "directory", "file"].includes(String(option["type"]))) {
      problems.push(`manifest.json: ${name} has an unknown type`);
    }
    if (option["title"] === undefined || option["description"] === undefined)
      problems.push(`manifest.json: ${name} lacks a title or description`);
  }
  return problems;
}
