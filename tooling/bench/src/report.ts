import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Control } from "./measure/control.ts";
import { metricOf, metrics, type Figures, type Metric, type MetricId } from "./metrics.ts";
import { rounded } from "./statistics.ts";
import type { MeasuredServer } from "./servers.ts";

/** One run of the benchmark, as it is written to `bench/`. */
export interface Report {
  /** ISO date and time. */
  readonly takenAt: string;
  readonly node: string;
  readonly cores: number;
  /** Percent of the processors' time that went to other work during the run. */
  readonly others: number;
  /** Bare Node on this machine before and after. */
  readonly before: Control;
  readonly after: Control;
  readonly servers: Readonly<Record<string, ServerReport>>;
}

export interface ServerReport {
  readonly title: string;
  readonly version: string;
  readonly figures: Figures;
  /** This server's lines where they differ from the common ones. */
  readonly lines: Readonly<Partial<Record<MetricId, number>>>;
  readonly notes: readonly string[];
}

/** One figure with all it is compared with. */
export interface Row {
  readonly metric: Metric;
  readonly value: number;
  readonly line: number | undefined;
  /** Whether the line is reached; undefined without a line. */
  readonly reached: boolean | undefined;
  readonly baseline: number | undefined;
  /** Change against the baseline as a fraction of it; undefined without one, and from zero. */
  readonly change: number | undefined;
}

/** The figures of one server in the order of the table of metrics. */
export function rowsOf(server: ServerReport, baseline: ServerReport | undefined): Row[] {
  return metrics.flatMap((metric) => {
    const value = server.figures[metric.id];
    if (value === undefined) return [];
    const line = server.lines[metric.id] ?? metric.line;
    const before = baseline?.figures[metric.id];
    return [
      {
        metric,
        value,
        line,
        reached: line === undefined ? undefined : reaches(metric, value, line),
        baseline: before,
        change: before === undefined || before === 0 ? undefined : (value - before) / before,
      },
    ];
  });
}

function reaches(metric: Metric, value: number, line: number): boolean {
  return metric.better === "more" ? value >= line : value <= line;
}

/** Figures as they are kept: rounded, and none that the table of metrics does not know. */
export function roundedFigures(figures: Figures): Figures {
  const kept: Figures = {};
  for (const [id, value] of Object.entries(figures) as [MetricId, number][]) {
    if (Number.isFinite(value)) kept[id] = rounded(value, metricOf(id).decimals);
  }
  return kept;
}

export function serverReport(
  server: MeasuredServer,
  version: string,
  figures: Figures,
  notes: readonly string[],
): ServerReport {
  return {
    title: server.title,
    version,
    figures: roundedFigures(figures),
    lines: server.lines,
    notes,
  };
}

/** A kept report; undefined when there is none. */
export async function readReport(file: string): Promise<Report | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Report;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

export async function writeReport(file: string, report: Report): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(report, undefined, 2)}\n`);
}

/** A baseline with the figures of a new run put over it, so that a partial run keeps the others. */
export function merged(baseline: Report | undefined, report: Report): Report {
  const servers: Record<string, ServerReport> = { ...baseline?.servers };
  for (const [id, server] of Object.entries(report.servers)) {
    const figures = { ...servers[id]?.figures, ...server.figures };
    servers[id] = { ...server, figures };
  }
  return { ...report, servers };
}
