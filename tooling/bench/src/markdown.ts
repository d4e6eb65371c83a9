import { groupOf, groups } from "./metrics.ts";
import { rowsOf, type Report, type Row } from "./report.ts";
import { controlText, numberText, withUnit } from "./table.ts";

export const BEGIN_MARK = "<!-- bench:begin -->";
export const END_MARK = "<!-- bench:end -->";

/** The section of `docs/quality.md` that tells of speed and size, made of a kept report alone. */
export function renderMarkdown(report: Report): string {
  const parts = [
    `Measured with \`pnpm bench\` on Node ${report.node} with ${report.cores} cores; the client and the ` +
      `imitated vendor run on the same machine, so requests per second are lower bounds. ` +
      `The machine before the run: ${controlText(report.before)}`,
    "CPU is user and system time of the server process. Tokens are counted with o200k_base. " +
      "RSS includes garbage that is not collected yet. “Best known” is the best of six existing servers, " +
      "measured in the same way.",
  ];
  for (const server of Object.values(report.servers)) {
    parts.push(`### ${server.title} server`, tableOf(rowsOf(server, undefined)));
  }
  return parts.join("\n\n");
}

function tableOf(rows: readonly Row[]): string {
  const lines = ["| figure | value | line | best known |", "|---|---:|---:|---:|"];
  let group = "";
  for (const row of rows) {
    const title = groups[groupOf(row.metric.id)];
    if (title !== group) lines.push(`| **${title}** | | | |`);
    group = title;
    lines.push(rowOf(row));
  }
  return lines.join("\n");
}

function rowOf({ metric, value, line, reached }: Row): string {
  const sign = metric.better === "more" ? "≥" : "≤";
  const missed = reached === false ? " (missed)" : "";
  const cells = [
    metric.title,
    withUnit(metric, value),
    line === undefined ? "" : `${sign} ${numberText(metric, line)}${missed}`,
    metric.best === undefined ? "" : numberText(metric, metric.best),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** The page with the text between the markers replaced; throws when it has no markers. */
export function replaceSection(page: string, section: string): string {
  const begin = page.indexOf(BEGIN_MARK);
  const end = page.indexOf(END_MARK);
  if (begin === -1 || end < begin) {
    throw new Error(`The page needs the lines ${BEGIN_MARK} and ${END_MARK}.`);
  }
  return `${page.slice(0, begin + BEGIN_MARK.length)}\n\n${section}\n\n${page.slice(end)}`;
}
