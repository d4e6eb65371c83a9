import { PsaError, view, item, type PlainRecord, type ToolResult } from "@psa-mcp/core";
import { isRecord } from "../records/records.ts";
import { withoutSecretColumns } from "./sql.ts";
import { textOf } from "../tickets/ticket.ts";

/** Seconds that Halo's gateway gives a report, and a little more. */
export const REPORT_SECONDS = 75;
/** Rows of an answer when the call does not say. */
export const USUAL_ROWS = 100;

/**
 * The rows of a report that was run, cut to `most`. Halo answers a failed query with status 200 and the reason in
 * `load_error`: that is thrown as `invalid_arguments`. A report that did not load at all is `bad_response`.
 */
export function loadedRows(answer: PlainRecord, most: number, advice: string): ToolResult {
  const report = isRecord(answer["report"]) ? answer["report"] : answer;
  const error = textOf(report, "load_error");
  if (error !== "") {
    throw new PsaError("invalid_arguments", "Halo could not run the report.", {
      reasons: [{ text: error }],
      advice,
    });
  }
  if (!Array.isArray(report["rows"])) {
    throw new PsaError("bad_response", "Halo answered without the rows of the report.");
  }
  const rows = report["rows"].filter(isRecord);
  const shown = rows.slice(0, most).map(withoutSecretColumns);
  const columns = columnsOf(answer, rows);
  const truncated = rows.length > shown.length;
  return item(
    {
      ...(Number(answer["id"]) > 0 ? { id: answer["id"], name: answer["name"] } : {}),
      columns: columns.join(", "),
      row_count: rows.length,
      truncated,
      rows: shown,
    },
    view("reports", "id", "name", { key: "columns", max: 2000 }, "row_count", "truncated"),
    {
      rows: "rows",
      rowsView: view("rows", ...columns),
      ...(truncated
        ? { notes: [`Shows ${String(shown.length)} rows; raise max_rows for more.`] }
        : {}),
    },
  );
}

function columnsOf(answer: PlainRecord, rows: readonly PlainRecord[]): readonly string[] {
  const told = answer["available_columns"];
  const named = Array.isArray(told)
    ? told.filter(isRecord).map((column) => textOf(column, "name"))
    : [];
  const inRows = [...new Set(rows.slice(0, 20).flatMap((row) => Object.keys(row)))];
  const known = named.filter(
    (name) => name !== "" && (inRows.length === 0 || inRows.includes(name)),
  );
  return known.length > 0 ? known : inRows;
}
