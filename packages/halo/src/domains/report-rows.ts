import { item, PsaError, view, type PlainRecord, type ToolResult } from "@psa-mcp/core";
import { withoutSecretColumns } from "../reports/sql.ts";
import { isRecord } from "../records/records.ts";

/**
 * The rows of a report that was run. Halo answers a failed query with 200 and the reason in `load_error`; that is thrown
 * as `invalid_arguments`.
 */
export function reportRows(record: PlainRecord): ToolResult {
  const report = isRecord(record["report"]) ? record["report"] : record;
  const error = report["load_error"];
  if (typeof error === "string" && error !== "") {
    throw new PsaError("invalid_arguments", "Halo could not run the report.", {
      reasons: [{ text: error }],
      advice: "Correct the report's query in Halo.",
    });
  }
  const rows = Array.isArray(report["rows"])
    ? report["rows"].filter(isRecord).map(withoutSecretColumns)
    : [];
  const keys = [...new Set(rows.slice(0, 20).flatMap((row) => Object.keys(row)))];
  return item(
    { id: record["id"], name: record["name"], row_count: rows.length, rows },
    view("reports", "id", "name", "row_count"),
    { rows: "rows", rowsView: view("rows", ...keys) },
  );
}
