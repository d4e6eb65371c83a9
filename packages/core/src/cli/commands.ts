import type { CommandShape } from "../config/read-settings.ts";
import type { AnyVendor } from "../define/index.ts";

/** Every command; the first is what a program does when no command is given. */
export const commands: readonly CommandShape[] = [
  { name: "serve", description: "Serve clients over stdio or HTTP" },
  {
    name: "tools",
    description: "List the tools with their tier, toolsets and tokens",
    options: [
      { key: "json", flag: "--json", kind: "boolean", default: false, description: "Print JSON." },
      {
        key: "role",
        flag: "--role",
        kind: "choice",
        choices: ["viewer", "editor", "admin"],
        default: "admin",
        description: "What a caller of this role sees.",
      },
    ],
  },
  {
    name: "config",
    argument: "<client>",
    description: "Print ready-to-paste configuration for a client",
    options: [
      {
        key: "url",
        flag: "--url",
        kind: "url",
        description: "Connect over HTTP to this address instead of starting the server.",
      },
    ],
  },
  {
    name: "token",
    description: "Make a token for callers over HTTP",
    options: [
      {
        key: "role",
        flag: "--role",
        kind: "choice",
        choices: ["viewer", "editor", "admin"],
        default: "viewer",
        description: "What its holder may do: read, write as well, or everything.",
      },
      {
        key: "label",
        flag: "--label",
        kind: "text",
        description: "Whose token it is; the role's name when absent.",
      },
    ],
  },
  { name: "doctor", description: "Check configuration, connection, credential and permissions" },
];

const remoteCommands: readonly CommandShape[] = [
  {
    name: "login",
    description: "Sign in, and keep the tokens for every later start",
    options: [
      {
        key: "noBrowser",
        flag: "--no-browser",
        kind: "boolean",
        default: false,
        description: "Show the address, and take the one that the browser ends on.",
      },
      {
        key: "device",
        flag: "--device",
        kind: "boolean",
        default: false,
        description: "Sign in by a code, where the server offers it.",
      },
    ],
  },
  { name: "logout", description: "Forget the tokens of this machine" },
];

/** The commands of one vendor's program. */
export function commandsOf(vendor: Pick<AnyVendor, "remotes">): readonly CommandShape[] {
  return vendor.remotes === undefined ? commands : [...commands, ...remoteCommands];
}
