// Measures our built servers and compares them with the lines to reach and with the baseline: `pnpm bench --help`.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { measureControl, measures } from "./measure/index.ts";
import { processorTime } from "./process-figures.ts";
import { renderMarkdown, replaceSection } from "./markdown.ts";
import type { Figures, Group } from "./metrics.ts";
import { readOptions, usage, type Options } from "./options.ts";
import {
  merged,
  readReport,
  rowsOf,
  serverReport,
  writeReport,
  type Report,
  type ServerReport,
} from "./report.ts";
import type { MeasuredServer } from "./servers.ts";
import { startStandIn } from "./stand-in-process.ts";
import { renderTable } from "./table.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const baselineFile = path.join(repository, "bench", "baseline.json");
/** From here on other work takes so much time that the figures tell of it too. */
const BUSY_PERCENT = 10;
const latestFile = path.join(repository, "bench", "latest.json");

try {
  process.exitCode = await main(readOptions(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function main(options: Options): Promise<number> {
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const baseline = await readReport(baselineFile);
  if (options.docs !== undefined) return await writeDocs(options.docs, baseline);

  const report = await measureAll(options);
  await writeReport(latestFile, report);
  process.stdout.write(
    options.json ? `${JSON.stringify(report, undefined, 2)}\n` : renderTable(report, baseline),
  );
  const busy = report.others > BUSY_PERCENT;
  if (busy) {
    progress("the machine was busy with other work: times and rates are worse than they need be");
  }
  if (options.update && busy && !options.force) {
    throw new Error("The baseline stays as it is. Run again on a quiet machine, or with --force.");
  }
  if (options.update) await writeReport(baselineFile, merged(baseline, report));
  return options.check ? checkCode(report) : 0;
}

async function measureAll(options: Options): Promise<Report> {
  for (const { title, program } of options.servers) {
    if (!existsSync(path.resolve(repository, program))) {
      throw new Error(`The ${title} server is not built: ${program} is missing. Run pnpm build.`);
    }
  }
  const began = processorTime();
  progress("the machine");
  const before = await measureControl(options.effort);
  const servers: Record<string, ServerReport> = {};
  for (const server of options.servers) servers[server.id] = await measureServer(server, options);
  progress("the machine again");
  const after = await measureControl(options.effort);
  const ended = processorTime();
  const others = ended.busy - began.busy - (ended.own - began.own);
  return {
    takenAt: new Date().toISOString(),
    node: process.versions.node,
    cores: availableParallelism(),
    others: Math.max(0, Math.round((100 * others) / (ended.total - began.total))),
    before,
    after,
    servers,
  };
}

async function measureServer(server: MeasuredServer, options: Options): Promise<ServerReport> {
  const standIn = await startStandIn(server.standIn);
  const notes: string[] = [];
  const run = {
    bench: { server, program: path.resolve(repository, server.program), vendorUrl: standIn.url },
    standIn,
    effort: options.effort,
    note: (text: string) => void notes.push(text),
  };
  const figures: Figures = {};
  try {
    for (const [group, measure] of Object.entries(measures)) {
      if (!options.only.has(group as Group)) continue;
      progress(`${server.title}: ${group}`);
      Object.assign(figures, await measure(run));
    }
  } finally {
    await standIn.close();
  }
  return serverReport(server, await versionOf(server), figures, notes);
}

async function versionOf(server: MeasuredServer): Promise<string> {
  const manifest = path.resolve(repository, path.dirname(server.program), "..", "package.json");
  if (!existsSync(manifest)) return "of another build";
  return (JSON.parse(await readFile(manifest, "utf8")) as { version: string }).version;
}

async function writeDocs(page: string, baseline: Report | undefined): Promise<number> {
  if (baseline === undefined) throw new Error("There is no baseline. Run pnpm bench --update.");
  const text = await readFile(page, "utf8");
  await writeFile(page, replaceSection(text, renderMarkdown(baseline)));
  return 0;
}

/** 1 when a line is missed by a figure that is the same on every machine. */
function checkCode(report: Report): number {
  const missed = Object.values(report.servers)
    .flatMap((server) => rowsOf(server, undefined))
    .filter(({ metric, reached }) => metric.exact === true && reached === false);
  for (const { metric } of missed) process.stderr.write(`bench: line missed: ${metric.title}\n`);
  return missed.length === 0 ? 0 : 1;
}

function progress(what: string): void {
  process.stderr.write(`bench: ${what}\n`);
}
