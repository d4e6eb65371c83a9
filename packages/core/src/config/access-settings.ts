import type { Setting } from "../define/index.ts";
import type { SettingsOwner } from "./core-settings.ts";

/** Who may call. */
export function accessSettings(vendor: SettingsOwner): readonly Setting[] {
  const tokens = (role: string, may: string): Setting => ({
    key: `tokens${role}`,
    env: `MCP_TOKENS_${role.toUpperCase()}`,
    kind: "text",
    secret: true,
    description: `Bearer tokens of callers who may ${may}, as label:token, separated by commas.`,
    example: "alice:a-long-random-token",
    group: "access",
  });
  return [
    tokens("Viewer", "read"),
    tokens("Editor", "read and write"),
    tokens("Admin", "do everything"),
    {
      key: "callerKeys",
      env: `CLIENT_${vendor.envPrefix}_KEYS`,
      kind: "choice",
      choices: ["disabled", "with-token", "open"],
      default: "with-token",
      description: `Whether callers may bring their own ${vendor.title} credential: never, together with a token, or instead of one.`,
      group: "access",
    },
    {
      key: "callerKeysRole",
      env: `CLIENT_${vendor.envPrefix}_KEYS_ROLE`,
      kind: "choice",
      choices: ["full", "token"],
      default: "full",
      description: `What a caller's own credential may do: full (its permissions at ${vendor.title} decide) or token (the token's role decides as well).`,
      group: "access",
    },
    {
      key: "allowUnauthenticated",
      env: "MCP_ALLOW_UNAUTHENTICATED",
      kind: "boolean",
      default: false,
      description: "Serve HTTP without any authentication; only on a loopback address.",
      group: "access",
    },
    {
      key: "signingKey",
      env: "MCP_SIGNING_KEY",
      kind: "text",
      secret: true,
      description:
        "Signs confirmations and questions (32 random bytes or more); the same on all replicas. Random when absent.",
      group: "access",
    },
  ];
}

/** Files that callers hand in. */
export function uploadSettings(vendor: SettingsOwner): readonly Setting[] {
  return [
    {
      key: "uploadStaging",
      env: "UPLOAD_STAGING",
      kind: "choice",
      choices: ["off", "memory", "azure-blob"],
      derived: {
        says: "memory on http, off on stdio",
        from: (settings) => (settings["transport"] === "http" ? "memory" : "off"),
      },
      description: "Where files wait that callers upload for a later call.",
      group: "uploads",
    },
    {
      key: "fileRoots",
      env: "MCP_FILE_ROOTS",
      kind: "list",
      description: "Folders from which tools may read files, on stdio only.",
      example: "/home/alice/Documents",
      group: "uploads",
    },
    {
      key: "azureConnectionString",
      env: "AZURE_STORAGE_CONNECTION_STRING",
      kind: "text",
      secret: true,
      description: "Storage account for azure-blob staging, with its key.",
      group: "uploads",
    },
    {
      key: "azureAccount",
      env: "AZURE_STORAGE_ACCOUNT",
      kind: "text",
      description: "Storage account for azure-blob staging by managed identity.",
      group: "uploads",
    },
    {
      key: "azureContainer",
      env: "AZURE_STORAGE_CONTAINER",
      kind: "text",
      default: `mcp-${vendor.id}-uploads`,
      description: "Container for azure-blob staging.",
      group: "uploads",
    },
  ];
}
