import { groupOf, groups, type Metric } from "./metrics.ts";
import { rowsOf, type Report, type Row } from "./report.ts";
import type { Control } from "./measure/control.ts";

const NARROW = 12;
const WIDE = 16;
const TITLE = 46;

/** The report as text for a terminal: a section for each server, a block for each group. */
export function renderTable(report: Report, baseline: Report | undefined): string {
  const lines = [
    `Node ${report.node}, ${report.cores} cores, ${report.others} % of them used by others meanwhile.`,
    `Before: ${controlText(report.before)}`,
    `After:  ${controlText(report.after)}`,
  ];
  for (const [id, server] of Object.entries(report.servers)) {
    const rows = rowsOf(server, baseline?.servers[id]);
    lines.push("", `${server.title} server ${server.version}`, head());
    let group = "";
    for (const row of rows) {
      const title = groups[groupOf(row.metric.id)];
      if (title !== group) lines.push("", title);
      group = title;
      lines.push(rowText(row));
    }
    const judged = rows.filter((row) => row.reached !== undefined);
    const missed = judged.filter((row) => row.reached === false);
    lines.push("", `${judged.length - missed.length} of ${judged.length} lines reached.`);
    for (const note of server.notes) lines.push(`Note: ${note}`);
  }
  return `${lines.join("\n")}\n`;
}

function head(): string {
  const widths = [NARROW, NARROW, 8, NARROW, NARROW, WIDE];
  const columns = ["figure", "line", "", "best of six", "baseline", "change"];
  const cells = columns.map((column, index) => cell(column, widths[index]));
  return `${"".padEnd(TITLE)}${cells.join("")}`.trimEnd();
}

function rowText(row: Row): string {
  const { metric, value, line, reached, baseline } = row;
  const sign = metric.better === "more" ? "≥" : "≤";
  return [
    `  ${metric.title}`.padEnd(TITLE),
    cell(withUnit(metric, value)),
    cell(line === undefined ? "" : `${sign} ${numberText(metric, line)}`),
    cell(reached === undefined ? "" : reached ? "ok" : "MISSED", 8),
    cell(metric.best === undefined ? "" : numberText(metric, metric.best)),
    cell(baseline === undefined ? "" : numberText(metric, baseline)),
    cell(changeText(row), WIDE),
  ]
    .join("")
    .trimEnd();
}

function cell(text: string, width: number = NARROW): string {
  return text.padStart(width);
}

/** The change in percent, with a word where it is more than the usual noise of such a figure. */
export function changeText({ metric, change }: Row): string {
  if (change === undefined) return "";
  const percent = Math.round(change * 100);
  if (percent === 0) return "=";
  const noise = metric.exact === true ? 0 : 0.15;
  const text = `${percent > 0 ? "+" : "−"}${Math.abs(percent)} %`;
  if (metric.better === "neither" || Math.abs(change) <= noise) return text;
  const worse = change > 0 === (metric.better === "less");
  return `${text} ${worse ? "worse" : "better"}`;
}

export function numberText(metric: Metric, value: number): string {
  return value.toLocaleString("en-US", {
    minimumFractionDigits: Number.isInteger(value) ? 0 : metric.decimals,
    maximumFractionDigits: metric.decimals,
  });
}

export function withUnit(metric: Metric, value: number): string {
  const text = numberText(metric, value);
  if (metric.unit === "") return text;
  return metric.unit === "/s" || metric.unit === "×"
    ? `${text}${metric.unit}`
    : `${text} ${metric.unit}`;
}

export function controlText({ startWall, startCpu, echo }: Control): string {
  return (
    `bare Node start ${startWall} ms (CPU ${startCpu} ms), bare node:http echo ` +
    `${echo.join(" / ")} requests/s at 1 / 16 / 64 clients.`
  );
}
