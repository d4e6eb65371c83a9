import type { AnyVendor, Setting } from "../define/index.ts";

/** What the core settings need to know of a vendor: its prefix and its rate limit. */
export type SettingsOwner = Pick<AnyVendor, "id" | "envPrefix" | "title" | "limits" | "settings">;

/** Every setting of a vendor's server: the vendor's own first, then those that all servers share. */
export function declaredSettings(vendor: SettingsOwner): readonly Setting[] {
  return [...vendor.settings, ...coreSettings(vendor)];
}

/** The settings that every server has, with the vendor's prefix where a variable carries one. */
export function coreSettings(vendor: SettingsOwner): readonly Setting[] {
  return [
    ...serverSettings,
    ...accessSettings(vendor),
    ...toolSettings(vendor),
    ...limitSettings(vendor),
    ...loggingSettings,
    ...uploadSettings(vendor),
  ];
}

const serverSettings: readonly Setting[] = [
  {
    key: "transport",
    env: "TRANSPORT",
    alsoEnv: ["MCP_TRANSPORT"],
    flag: "--transport",
    kind: "choice",
    choices: ["stdio", "http"],
    default: "stdio",
    description:
      "How clients connect: stdio (started by the client) or http (a server of its own).",
    group: "server",
  },
  {
    key: "port",
    env: "PORT",
    alsoEnv: ["MCP_PORT"],
    flag: "--port",
    kind: "integer",
    min: 0,
    max: 65_535,
    default: 3000,
    description: "Port of the HTTP server; 0 takes a free one.",
    group: "server",
  },
  {
    key: "host",
    env: "HOST",
    alsoEnv: ["MCP_HOST"],
    flag: "--host",
    kind: "text",
    default: "127.0.0.1",
    description: "Address the HTTP server listens on; 0.0.0.0 in a container.",
    group: "server",
  },
  {
    key: "publicUrl",
    env: "MCP_PUBLIC_URL",
    alsoEnv: ["PUBLIC_BASE_URL"],
    kind: "url",
    description:
      "Address under which clients reach the server, when a reverse proxy stands before it.",
    example: "https://mcp.example.com",
    group: "server",
  },
  {
    key: "trustProxy",
    env: "MCP_TRUST_PROXY",
    kind: "text",
    description:
      "Proxies whose X-Forwarded headers count: a number of hops, or addresses and networks.",
    example: "1",
    group: "server",
  },
  {
    key: "allowedHosts",
    env: "ALLOWED_HOSTS",
    alsoEnv: ["MCP_ALLOWED_HOSTS"],
    kind: "list",
    description: "Host names requests may be addressed to, beside loopback and the public URL.",
    example: "mcp.example.com",
    group: "server",
  },
  {
    key: "allowedOrigins",
    env: "ALLOWED_ORIGINS",
    alsoEnv: ["MCP_ALLOWED_ORIGINS"],
    kind: "list",
    description: "Browser origins that may call the server.",
    example: "https://app.example.com",
    group: "server",
  },
  {
    key: "sessions",
    env: "MCP_SESSIONS",
    kind: "choice",
    choices: ["on", "off"],
    default: "on",
    description:
      "Sessions for clients of the 2025 protocol revisions; off serves them statelessly.",
    group: "server",
  },
  {
    key: "shutdownSeconds",
    env: "MCP_SHUTDOWN_SECONDS",
    kind: "duration",
    min: 0,
    max: 600,
    default: 10,
    description: "How long running calls may take to finish after a stop signal.",
    group: "server",
  },
  {
    key: "sandbox",
    env: "MCP_SANDBOX",
    flag: "--sandbox",
    kind: "boolean",
    default: false,
    description:
      "Work against a built-in imitation of the vendor with sample data; needs no account.",
    group: "server",
  },
];

function accessSettings(vendor: SettingsOwner): readonly Setting[] {
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
        "Signs confirmations and cursors (32 random bytes or more); the same on all replicas. Random when absent.",
      group: "access",
    },
  ];
}

function toolSettings(vendor: SettingsOwner): readonly Setting[] {
  return [
    {
      key: "toolsets",
      env: "MCP_TOOLSETS",
      alsoEnv: [`${vendor.envPrefix}_TOOLSETS`],
      flag: "--toolsets",
      kind: "list",
      description: "Toolsets or presets to show instead of the default ones; all shows every tool.",
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

function limitSettings(vendor: SettingsOwner): readonly Setting[] {
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

const loggingSettings: readonly Setting[] = [
  {
    key: "logLevel",
    env: "LOG_LEVEL",
    alsoEnv: ["MCP_LOG_LEVEL"],
    flag: "--log-level",
    kind: "choice",
    choices: ["debug", "info", "warn", "error", "silent"],
    default: "info",
    description: "What is logged, on stderr.",
    group: "logging",
  },
  {
    key: "auditFile",
    env: "MCP_AUDIT_FILE",
    kind: "text",
    description:
      "File that audit events are appended to, one JSON object a line; stderr when absent.",
    example: "/var/log/psa-mcp/audit.ndjson",
    group: "logging",
  },
];

function uploadSettings(vendor: SettingsOwner): readonly Setting[] {
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
