import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Packages of the clients; the manifest of the first SDK is not among its exports, so it is found beside its code. */
const manifests: Readonly<Record<string, () => URL>> = {
  "sdk-1": () =>
    new URL(
      "../../../package.json",
      import.meta.resolve("@modelcontextprotocol/sdk/client/index.js"),
    ),
  "sdk-2-legacy": () =>
    new URL("../package.json", import.meta.resolve("@modelcontextprotocol/client")),
  "sdk-2-auto": () =>
    new URL("../package.json", import.meta.resolve("@modelcontextprotocol/client")),
  "sdk-2-pinned": () =>
    new URL("../package.json", import.meta.resolve("@modelcontextprotocol/client")),
  inspector: () => new URL(import.meta.resolve("@modelcontextprotocol/inspector/package.json")),
  "mcp-remote": () => new URL(import.meta.resolve("mcp-remote/package.json")),
  "ai-sdk": () => new URL(import.meta.resolve("@ai-sdk/mcp/package.json")),
};

/** The version of a client's package. */
export function versionOf(client: string): string {
  const manifest = manifests[client];
  if (manifest === undefined) throw new Error(`The package of ${client} is not known.`);
  const text = readFileSync(fileURLToPath(manifest()), "utf8");
  const { version } = JSON.parse(text) as { readonly version?: string };
  if (version === undefined) throw new Error(`The package of ${client} has no version.`);
  return version;
}
