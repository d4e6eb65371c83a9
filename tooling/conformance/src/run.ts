// Runs the official conformance suite against the fixture server and the published servers: `pnpm conformance --help`.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { replaceSection } from "./page.ts";
import {
  isClean,
  renderConformance,
  renderTable,
  type ConformanceReport,
  type SuiteReport,
} from "./report.ts";
import { startServer } from "./server-process.ts";
import { fixtureServer, publishedServers, type ServerUnderTest } from "./servers.ts";
import { runSuite, versionOf, type SuiteRun } from "./suite.ts";

const usage = `pnpm conformance [options]

  --server id    run against this server only (${[fixtureServer, ...publishedServers()].map(({ id }) => id).join(", ")})
  --json         print the report as JSON
  --docs file    also write the section of a page between <!-- conformance:begin --> and <!-- conformance:end -->
`;

/** No server may take longer than this; a suite that hangs is a failure. */
const MOST_SECONDS = 150;
const SUITE_SECONDS = 60;

type Part = Pick<SuiteRun, "release" | "list"> & { readonly what: string };

const whole: readonly Part[] = [
  { release: "conformance-next", list: { revision: "2025-11-25" }, what: "required by 2025-11-25" },
  { release: "conformance-next", list: { revision: "2026-07-28" }, what: "required by 2026-07-28" },
  { release: "conformance-active", what: "active suite" },
];

/** What every server has to pass, whatever tools it has. */
const withoutFixture: readonly Part[] = [
  {
    release: "conformance-next",
    what: "2025-11-25 without fixtures",
    list: {
      revision: "2025-11-25",
      scenarios: [
        "server-initialize",
        "ping",
        "tools-list",
        "dns-rebinding-protection",
        "server-sse-multiple-streams",
        "server-session-lifecycle",
      ],
    },
  },
  {
    release: "conformance-next",
    what: "2026-07-28 without fixtures",
    list: {
      revision: "2026-07-28",
      scenarios: [
        "server-stateless",
        "tools-list",
        "dns-rebinding-protection",
        "server-sse-multiple-streams",
        "http-header-validation",
      ],
    },
  },
];

async function runAgainst(
  server: ServerUnderTest,
  parts: readonly Part[],
  hasFixture: boolean,
): Promise<SuiteReport[]> {
  if (server.built !== undefined && !existsSync(server.built)) {
    throw new Error(`The ${server.title} server is not built. Run pnpm build.`);
  }
  const running = await startServer({
    args: server.args,
    env: { MCP_ALLOW_UNAUTHENTICATED: "1", MCP_RATE_LIMIT: "100000" },
  });
  try {
    const reports: SuiteReport[] = [];
    for (const { what, ...part } of parts) {
      const title = `${what} (${await versionOf(part.release)})`;
      process.stderr.write(`conformance: ${server.title}, ${title}\n`);
      const result = await runSuite({
        ...part,
        url: running.endpoint.replace(/\/mcp$/, server.path ?? "/mcp"),
        hasFixture,
        seconds: SUITE_SECONDS,
      });
      reports.push({ server: server.title, title, ...result });
    }
    return reports;
  } finally {
    await running.stop();
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: "boolean", short: "h", default: false },
      server: { type: "string" },
      json: { type: "boolean", default: false },
      docs: { type: "string" },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const wanted = ({ id }: ServerUnderTest): boolean =>
    values.server === undefined || values.server === id;
  const chosen = [fixtureServer, ...publishedServers()].filter(wanted);
  if (chosen.length === 0) throw new Error(`There is no server ${values.server}.`);

  const suites: SuiteReport[] = [];
  for (const server of chosen) {
    const isFixture = server === fixtureServer;
    suites.push(...(await runAgainst(server, isFixture ? whole : withoutFixture, isFixture)));
  }
  const report: ConformanceReport = { node: process.versions.node, suites };
  process.stdout.write(
    values.json ? `${JSON.stringify(report, undefined, 2)}\n` : renderTable(report),
  );
  if (values.docs !== undefined) {
    const page = await readFile(values.docs, "utf8");
    await writeFile(values.docs, replaceSection(page, "conformance", renderConformance(report)));
  }
  return suites.every(isClean) ? 0 : 1;
}

const servers = 1 + publishedServers().length;
const limit = setTimeout(
  () => {
    process.stderr.write(`conformance: stopped after ${MOST_SECONDS * servers} s.\n`);
    process.exit(1);
  },
  MOST_SECONDS * servers * 1000,
);
limit.unref();
try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`conformance: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  clearTimeout(limit);
}
