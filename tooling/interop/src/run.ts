// Lets the clients of others work with our servers in every way of serving: `pnpm interop --help`.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { replaceSection } from "@psa-mcp/conformance/page";
import {
  fixtureServer,
  publishedServers,
  type ServerUnderTest,
} from "@psa-mcp/conformance/servers";
import { clients } from "./clients/index.ts";
import { runRow, startServers, tokens, type Servers } from "./matrix.ts";
import { isClean, renderInterop, renderTable, type InteropReport, type Row } from "./report.ts";
import { versionOf } from "./versions.ts";

const usage = `pnpm interop [options]

  --server id    one of ${[fixtureServer, ...publishedServers()].map(({ id }) => id).join(", ")}; all but ${fixtureServer.id} when absent
  --client id    one of ${clients.map(({ id }) => id).join(", ")}; all when absent
  --json         print the report as JSON
  --docs file    also write the section of a page between <!-- interop:begin --> and <!-- interop:end -->
`;

/** No server may take longer than this; a client that hangs is a failure. */
const MOST_SECONDS = 170;
/** Clients that run at the same time. */
const AT_ONCE = 2;

/** What every client relies on: without a good token there is a 401 that says how to come in. */
async function checkChallenge(servers: Servers): Promise<string[]> {
  const problems: string[] = [];
  for (const column of ["sessions-token", "stateless-token"] as const) {
    const target = servers.target(column);
    if (target.kind !== "http") continue;
    for (const authorization of [undefined, `Bearer ${tokens.wrong}`]) {
      const answer = await fetch(target.url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
          ...(authorization === undefined ? {} : { authorization }),
        },
        body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} }),
      });
      if (answer.status !== 401 || answer.headers.get("www-authenticate") === null) {
        problems.push(`${column}: a request that names nobody was answered with ${answer.status}.`);
      }
      await answer.body?.cancel();
    }
  }
  return problems;
}

async function runAgainst(
  server: ServerUnderTest,
  only: string | undefined,
): Promise<{ readonly rows: Row[]; readonly problems: string[] }> {
  if (server.built !== undefined && !existsSync(server.built)) {
    throw new Error(`The ${server.title} server is not built. Run pnpm build.`);
  }
  const chosen = clients.filter(({ id }) => only === undefined || only === id);
  const servers = await startServers(server);
  try {
    const problems = await checkChallenge(servers);
    const rows = new Map<string, Row>();
    const left = [...chosen];
    const work = async (): Promise<void> => {
      for (let client = left.shift(); client !== undefined; client = left.shift()) {
        process.stderr.write(`interop: ${server.title}, ${client.title}\n`);
        const cells = await runRow(client, server, servers);
        rows.set(client.id, {
          server: server.title,
          client: client.title,
          version: versionOf(client.id),
          cells,
        });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return { problems, rows: chosen.flatMap(({ id }) => rows.get(id) ?? []) };
  } finally {
    await servers.stop();
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: "boolean", short: "h", default: false },
      server: { type: "string" },
      client: { type: "string" },
      json: { type: "boolean", default: false },
      docs: { type: "string" },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const all = [fixtureServer, ...publishedServers()];
  const chosen =
    values.server === undefined ? publishedServers() : all.filter(({ id }) => id === values.server);
  if (chosen.length === 0) throw new Error(`There is no server ${values.server}.`);

  const rows: Row[] = [];
  const problems: string[] = [];
  for (const server of chosen) {
    const found = await runAgainst(server, values.client);
    rows.push(...found.rows);
    problems.push(...found.problems.map((problem) => `${server.title}: ${problem}`));
  }
  const report: InteropReport = { node: process.versions.node, rows, problems };
  process.stdout.write(
    values.json ? `${JSON.stringify(report, undefined, 2)}\n` : renderTable(report),
  );
  if (values.docs !== undefined) {
    const page = await readFile(values.docs, "utf8");
    await writeFile(values.docs, replaceSection(page, "interop", renderInterop(report)));
  }
  return isClean(report) ? 0 : 1;
}

const servers = 1 + publishedServers().length;
const limit = setTimeout(
  () => {
    process.stderr.write(`interop: stopped after ${MOST_SECONDS * servers} s.\n`);
    process.exit(1);
  },
  MOST_SECONDS * servers * 1000,
);
limit.unref();
try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`interop: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  clearTimeout(limit);
}
