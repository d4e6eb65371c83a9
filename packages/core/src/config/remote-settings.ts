import type { Setting } from "../define/index.ts";
import type { SettingsOwner } from "./core-settings.ts";

/** What servers that carry a remote MCP server through have in addition. */
export function remoteSettings(vendor: SettingsOwner): readonly Setting[] {
  return [
    {
      key: "remoteListSeconds",
      env: "MCP_REMOTE_LIST_SECONDS",
      kind: "duration",
      min: 10,
      max: 86_400,
      default: 300,
      description: `After how long the tools of ${vendor.title} are listed again; its own notices count at once.`,
      group: "limits",
    },
    {
      key: "stateDirectory",
      env: "MCP_STATE_DIR",
      kind: "text",
      description: "Folder for tokens and kept lists; .psa-mcp in the home folder when absent.",
      example: "/var/lib/psa-mcp",
      group: "server",
    },
    {
      key: "importDirectory",
      env: "MCP_REMOTE_CONFIG_DIR",
      kind: "text",
      description: "Folder of mcp-remote, whose tokens are taken over once; .mcp-auth when absent.",
      group: "server",
    },
    {
      key: "stateKey",
      env: "MCP_STATE_KEY",
      kind: "text",
      secret: true,
      description:
        "Encrypts kept tokens (32 random bytes or more); a key in the system's keychain, else in a file of the folder, when absent.",
      group: "access",
    },
  ];
}
