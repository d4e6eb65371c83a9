import type { Setting } from "../define/index.ts";

/** Where and how the server listens. */
export const serverSettings: readonly Setting[] = [
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

/** What the server tells its operator. */
export const loggingSettings: readonly Setting[] = [
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
