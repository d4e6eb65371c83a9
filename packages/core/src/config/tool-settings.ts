import type { Setting } from "../define/index.ts";
import type { SettingsOwner } from "./core-settings.ts";

/** Which tools there are and how they answer. */
export function toolSettings(vendor: SettingsOwner): readonly Setting[] {
  return [
    {
      key: "toolsets",
      env: "MCP_TOOLSETS",
      alsoEnv: [`${vendor.envPrefix}_TOOLSETS`],
      flag: "--toolsets",
      kind: "list",
      description:
        "Toolsets or presets to show instead of the default ones; all shows every tool, discover a few that find and call all others.",
      example: "lean",
      group: "tools",
    },
    {
      key: "readOnly",
      env: "MCP_READ_ONLY",
      flag: "--read-only",
      kind: "boolean",
      default: false,
      description: "Show and allow only tools that read.",
      group: "tools",
    },
    {
      key: "allowTools",
      env: "MCP_ALLOW_TOOLS",
      flag: "--allow-tools",
      kind: "list",
      description: "Only these tools, by name; * stands for any characters.",
      group: "tools",
    },
    {
      key: "denyTools",
      env: "MCP_DENY_TOOLS",
      flag: "--deny-tools",
      kind: "list",
      description: "Never these tools, by name; * stands for any characters.",
      group: "tools",
    },
    {
      key: "allowSecrets",
      env: "MCP_ALLOW_SECRETS",
      kind: "boolean",
      default: false,
      description: "Also offer the tools that reveal stored secrets, to administrators.",
      group: "tools",
    },
    {
      key: "confirm",
      env: "MCP_CONFIRM",
      kind: "choice",
      choices: ["auto", "always", "never"],
      default: "auto",
      description:
        "Ask before destructive and bulk changes: auto, before every change (always), or never.",
      group: "tools",
    },
    {
      key: "results",
      env: "MCP_RESULTS",
      kind: "choice",
      choices: ["text", "structured", "both"],
      default: "text",
      description: "What results carry: readable text, structured content, or both.",
      group: "tools",
    },
    {
      key: "resultTokens",
      env: "MCP_RESULT_TOKENS",
      kind: "integer",
      min: 500,
      max: 200_000,
      default: 6000,
      description: "Most tokens of one result; the rest follows by cursor.",
      group: "tools",
    },
    {
      key: "idempotencySeconds",
      env: "MCP_IDEMPOTENCY_SECONDS",
      kind: "duration",
      min: 0,
      max: 86_400,
      default: 120,
      description:
        "For how long an equal write is answered from memory instead of being sent again; 0 switches this off.",
      group: "tools",
    },
  ];
}

/** How much, how long, how often. */
export function limitSettings(vendor: SettingsOwner): readonly Setting[] {
  return [
    {
      key: "deadlineSeconds",
      env: "MCP_DEADLINE_SECONDS",
      kind: "duration",
      min: 1,
      max: 600,
      default: 30,
      description: `Longest time for one request to ${vendor.title}, retries included.`,
      group: "limits",
    },
    {
      key: "rateLimit",
      env: "MCP_RATE_LIMIT",
      kind: "integer",
      min: 1,
      max: 1_000_000,
      default: vendor.limits.requests,
      description: `Requests to ${vendor.title} within ${vendor.limits.windowSeconds} seconds, per credential.`,
      group: "limits",
    },
    {
      key: "rateWaitSeconds",
      env: "MCP_RATE_WAIT_SECONDS",
      kind: "duration",
      min: 0,
      max: 300,
      default: 10,
      description: "Longest wait for a free place in the rate limit before a call is refused.",
      group: "limits",
    },
    {
      key: "bodyLimitMegabytes",
      env: "MCP_BODY_LIMIT_MB",
      kind: "integer",
      min: 1,
      max: 100,
      default: 4,
      description: "Largest request body that the HTTP server takes.",
      group: "limits",
    },
    {
      key: "sessionIdleSeconds",
      env: "MCP_SESSION_IDLE_SECONDS",
      kind: "duration",
      min: 10,
      max: 604_800,
      default: 1800,
      description: "After how long without a request a session ends.",
      group: "limits",
    },
    {
      key: "sessionLimit",
      env: "MCP_SESSION_LIMIT",
      kind: "integer",
      min: 1,
      max: 1_000_000,
      default: 5000,
      description: "Most sessions at once.",
      group: "limits",
    },
    {
      key: "sessionLimitPerPrincipal",
      env: "MCP_SESSION_LIMIT_PER_PRINCIPAL",
      kind: "integer",
      min: 1,
      max: 1_000_000,
      default: 500,
      description: "Most sessions of one caller at once.",
      group: "limits",
    },
  ];
}
