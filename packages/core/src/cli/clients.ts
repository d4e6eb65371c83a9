/** How a client reaches the server. */
export type Connection = {
  /** What the client calls the server. */
  readonly name: string;
} & (
  | { readonly transport: "http"; readonly url: string }
  | {
      readonly transport: "stdio";
      /** Arguments of `npx`. */
      readonly args: readonly string[];
      /** Variables that the person fills in. */
      readonly variables: readonly string[];
    }
);

type Client = (connection: Connection) => string;

const TOKEN = "<token>";
const BEARER = `Bearer ${TOKEN}`;
/** A version that was tried; `npx` should not take whatever is newest into a person's desktop. */
const MCP_REMOTE = "mcp-remote@0.15.1";

/** One writer for each known client: where to paste, then what. */
export const clients: Readonly<Record<string, Client>> = {
  "claude-desktop": (connection) =>
    paste("Claude Desktop, Settings > Developer > Edit Config (claude_desktop_config.json):", {
      mcpServers: {
        [connection.name]:
          connection.transport === "http" ? remoteBridge(connection.url) : startCommand(connection),
      },
    }),

  "claude-code": (connection) =>
    connection.transport === "http"
      ? shell("Claude Code, in a shell:", [
          ["claude", "mcp", "add", "--transport", "http", connection.name, connection.url],
          ["--header", `Authorization: ${BEARER}`],
        ])
      : shell("Claude Code, in a shell:", [
          ["claude", "mcp", "add", connection.name],
          ...connection.variables.map((name) => ["--env", `${name}=<${name}>`]),
          ["--", "npx", ...connection.args],
        ]),

  cursor: (connection) =>
    paste("Cursor, ~/.cursor/mcp.json or .cursor/mcp.json of a project:", {
      mcpServers: {
        [connection.name]:
          connection.transport === "http"
            ? remote("url", connection.url)
            : startCommand(connection),
      },
    }),

  vscode: (connection) =>
    connection.transport === "http"
      ? paste("VS Code, .vscode/mcp.json (it asks for the token once):", {
          inputs: [promptFor("token", "Token of the server")],
          servers: {
            [connection.name]: {
              type: "http",
              url: connection.url,
              headers: { Authorization: "Bearer ${input:token}" },
            },
          },
        })
      : paste(
          `VS Code, .vscode/mcp.json${connection.variables.length === 0 ? "" : " (it asks for secrets once)"}:`,
          {
            ...(connection.variables.length === 0
              ? {}
              : { inputs: connection.variables.map((name) => promptFor(inputId(name), name)) }),
            servers: {
              [connection.name]: {
                type: "stdio",
                ...startCommand(connection, (name) => `\${input:${inputId(name)}}`),
              },
            },
          },
        ),

  windsurf: (connection) =>
    paste("Windsurf, ~/.codeium/windsurf/mcp_config.json:", {
      mcpServers: {
        [connection.name]:
          connection.transport === "http"
            ? remote("serverUrl", connection.url)
            : startCommand(connection),
      },
    }),

  zed: (connection) =>
    paste("Zed, settings.json:", {
      context_servers: {
        [connection.name]:
          connection.transport === "http"
            ? remote("url", connection.url)
            : startCommand(connection),
      },
    }),

  codex: (connection) => {
    const head = `Codex, ~/.codex/config.toml:\n\n[mcp_servers.${connection.name}]\n`;
    if (connection.transport === "http") {
      return `${head}url = ${JSON.stringify(connection.url)}\nhttp_headers = { "Authorization" = ${JSON.stringify(BEARER)} }`;
    }
    const env = connection.variables.map((name) => `${name} = ${JSON.stringify(`<${name}>`)}`);
    return `${head}command = "npx"\nargs = [${connection.args.map((word) => JSON.stringify(word)).join(", ")}]${env.length === 0 ? "" : `\nenv = { ${env.join(", ")} }`}`;
  },

  "mcp-remote": (connection) =>
    paste("Any client that only starts programs, through mcp-remote:", {
      mcpServers: { [connection.name]: remoteBridge(urlOf(connection)) },
    }),

  http: (connection) =>
    [
      "Any client that speaks Streamable HTTP:",
      "",
      `  URL     ${urlOf(connection)}`,
      `  Header  Authorization: ${BEARER}`,
      "",
      "The command token makes a token.",
    ].join("\n"),
};

function urlOf(connection: Connection): string {
  return connection.transport === "http" ? connection.url : "http://127.0.0.1:3000/mcp";
}

function startCommand(
  connection: Extract<Connection, { transport: "stdio" }>,
  value: (name: string) => string = (name) => `<${name}>`,
): Record<string, unknown> {
  return {
    command: "npx",
    args: connection.args,
    ...(connection.variables.length === 0
      ? {}
      : { env: Object.fromEntries(connection.variables.map((name) => [name, value(name)])) }),
  };
}

function remote(key: "url" | "serverUrl", url: string): Record<string, unknown> {
  return { [key]: url, headers: { Authorization: BEARER } };
}

/** The header's value travels in a variable: some clients break arguments that contain blanks. */
function remoteBridge(url: string): Record<string, unknown> {
  const plain = url.startsWith("http://") ? ["--allow-http"] : [];
  return {
    command: "npx",
    args: ["-y", MCP_REMOTE, url, ...plain, "--header", "Authorization:${AUTHORIZATION}"],
    env: { AUTHORIZATION: BEARER },
  };
}

function promptFor(id: string, description: string): Record<string, unknown> {
  return { type: "promptString", id, description, password: true };
}

function inputId(variable: string): string {
  return variable.toLowerCase().replaceAll("_", "-");
}

function paste(where: string, value: unknown): string {
  return `${where}\n\n${JSON.stringify(value, null, 2)}`;
}

/** A command over several lines, each part quoted where a shell would read it otherwise. */
function shell(where: string, parts: readonly (readonly string[])[]): string {
  const lines = parts.map((words) => words.map(quoted).join(" "));
  return `${where}\n\n${lines.join(" \\\n  ")}`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `"${word.replaceAll(/["\\$`]/g, "\\$&")}"`;
}
