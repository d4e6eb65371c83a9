import { startServer, type RunningServer, type Start } from "@psa-mcp/conformance/server-process";
import type { ServerUnderTest } from "@psa-mcp/conformance/servers";
import type { ClientUnderTest, Target } from "./clients/index.ts";
import { checkOwnKey, checkPlain, checkToken, type Step } from "./steps.ts";

/** Invented tokens of the two roles that the matrix needs, and one that nobody has. */
export const tokens = {
  viewer: "interop-viewer-token-2c1d0e",
  admin: "interop-admin-token-7a8b9c",
  wrong: "interop-wrong-token-000000",
} as const;

export const columns = [
  { id: "stdio", title: "stdio" },
  { id: "sessions-none", title: "sessions, no auth" },
  { id: "sessions-token", title: "sessions, role token" },
  { id: "sessions-own-key", title: "sessions, own key" },
  { id: "stateless-none", title: "stateless, no auth" },
  { id: "stateless-token", title: "stateless, role token" },
  { id: "stateless-own-key", title: "stateless, own key" },
] as const;

export type ColumnId = (typeof columns)[number]["id"];

/** What came of one client in one column. */
export interface Cell {
  readonly column: ColumnId;
  readonly steps: readonly Step[];
}

/** The running servers of one vendor, by column. */
export interface Servers {
  target(column: ColumnId): Target;
  stop(): Promise<void>;
}

const openEnvironment = { MCP_ALLOW_UNAUTHENTICATED: "1" };

function guardedEnvironment(server: ServerUnderTest): Record<string, string> {
  return {
    MCP_TOKENS_VIEWER: `vera:${tokens.viewer}`,
    MCP_TOKENS_ADMIN: `ada:${tokens.admin}`,
    [`CLIENT_${server.envPrefix}_KEYS`]: "open",
  };
}

/** Starts what the columns need: with and without sessions, each open and guarded. */
export async function startServers(server: ServerUnderTest): Promise<Servers> {
  const started: RunningServer[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((running) => running.stop()));
  };
  const start = async (env: Start["env"]): Promise<string> => {
    const running = await startServer({
      args: server.args,
      env: { MCP_RATE_LIMIT: "100000", ...env },
    });
    started.push(running);
    return running.endpoint.replace(/\/mcp$/, server.path ?? "/mcp");
  };
  try {
    const urls = new Map<string, string>();
    for (const [serving, sessions] of [
      ["sessions", "on"],
      ["stateless", "off"],
    ] as const) {
      const common = { MCP_SESSIONS: sessions };
      urls.set(`${serving}-none`, await start({ ...common, ...openEnvironment }));
      const guarded = await start({ ...common, ...guardedEnvironment(server) });
      urls.set(`${serving}-token`, guarded);
      urls.set(`${serving}-own-key`, guarded);
    }
    return {
      stop,
      target(column) {
        if (column === "stdio") return { kind: "stdio", args: server.args, env: {} };
        return { kind: "http", url: urls.get(column) ?? "", headers: {} };
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** All cells of one client, one after the other. */
export async function runRow(
  client: ClientUnderTest,
  server: ServerUnderTest,
  servers: Servers,
): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const { id } of columns) {
    const target = servers.target(id);
    if (!client.transports.includes(target.kind)) continue;
    cells.push({ column: id, steps: await runCell(client, server, target, id) });
  }
  return cells;
}

async function runCell(
  client: ClientUnderTest,
  server: ServerUnderTest,
  target: Target,
  column: ColumnId,
): Promise<readonly Step[]> {
  if (target.kind === "stdio" || column.endsWith("-none"))
    return checkPlain(client, server, target);
  const withHeaders = (headers: Record<string, string>): Target => ({ ...target, headers });
  if (column.endsWith("-token")) {
    const bearer = (token: string): Target => withHeaders({ Authorization: `Bearer ${token}` });
    return checkToken(client, server, {
      admin: bearer(tokens.admin),
      viewer: bearer(tokens.viewer),
      wrong: bearer(tokens.wrong),
    });
  }
  const { good, wrong } = server.ownKey;
  return checkOwnKey(client, server, {
    good: withHeaders({ ...good }),
    wrong: withHeaders({ ...wrong }),
  });
}
