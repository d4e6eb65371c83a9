import { markdownTable, textTable } from "@psa-mcp/conformance/page";
import { columns, type Cell } from "./matrix.ts";

/** One client against one server. */
export interface Row {
  readonly server: string;
  readonly client: string;
  readonly version: string;
  readonly cells: readonly Cell[];
}

/** A whole run, as `--json` prints it. */
export interface InteropReport {
  readonly node: string;
  readonly rows: readonly Row[];
  /** What was wrong beside the cells. */
  readonly problems: readonly string[];
}

export function isClean(report: InteropReport): boolean {
  return (
    report.problems.length === 0 &&
    report.rows.length > 0 &&
    report.rows.every((row) => row.cells.every((cell) => failed(cell).length === 0))
  );
}

const failed = (cell: Cell): string[] =>
  cell.steps.filter(({ problem }) => problem !== undefined).map(({ name }) => name);

const head = ["Server", "Client", ...columns.map(({ title }) => title)];

function rowOf({ server, client, version, cells }: Row): string[] {
  const shown = columns.map(({ id }) => {
    const cell = cells.find(({ column }) => column === id);
    if (cell === undefined) return "–";
    const problems = failed(cell);
    return problems.length === 0 ? "ok" : `FAILED: ${problems.join(", ")}`;
  });
  return [server, `${client} (${version})`, ...shown];
}

/** The matrix for a terminal, and below it everything that failed. */
export function renderTable(report: InteropReport): string {
  const told = report.rows.flatMap((row) =>
    row.cells.flatMap((cell) =>
      cell.steps
        .filter(({ problem }) => problem !== undefined)
        .map(({ name, problem }) => `${row.client}, ${cell.column}, ${name}: ${problem}`),
    ),
  );
  return [
    textTable(head, report.rows.map(rowOf)),
    "",
    ...report.problems,
    ...told,
    isClean(report)
      ? "Interoperability: every client works in every column."
      : "Interoperability: FAILED.",
    "",
  ].join("\n");
}

/** The section of `docs/quality.md` on interoperability, made of a report alone. */
export function renderInterop(report: InteropReport): string {
  return [
    "Run with `pnpm interop` against the built servers in sandbox mode. In every cell the client lists the tools, calls " +
      "one, sees a failure of the vendor as an error, and is refused where it should be: a tool that does not exist, a write " +
      "as a viewer, a wrong token, a key that does not count.",
    markdownTable(head, report.rows.map(rowOf)),
  ].join("\n\n");
}
