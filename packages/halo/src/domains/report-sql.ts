import { PsaError, type PlainRecord, type Principal, type Settings } from "@psa-mcp/core";
import { guardedSql, MOST_ROWS } from "../reports/sql.ts";

/** Fields of a report that hold a statement, or run one with the request. */
const STATEMENT = "sql";
const RUNS = new Set([
  "_testonly",
  "_testchart",
  "_loadreportonly",
  "_print_preview",
  "_print_generate",
  "_xls_generate",
  "_json_generate",
]);

/**
 * A statement that a report stores is run by whoever opens it, so that storing one asks for the same as running one:
 * the operator's HALO_ALLOW_SQL, an administrator, and the guard of halo_reports_sql. Throws `forbidden` or
 * `invalid_arguments`.
 */
export function assertReportPermitted(
  records: readonly PlainRecord[],
  settings: Settings,
  principal: Pick<Principal, "role">,
): void {
  for (const record of records) {
    const named = Object.keys(record).filter((key) => {
      const name = key.toLowerCase();
      return name === STATEMENT || RUNS.has(name);
    });
    if (named.length === 0) continue;
    if (settings["haloAllowSql"] !== true || principal.role !== "admin") {
      throw new PsaError(
        "forbidden",
        `data: ${named.join(", ")} of a report stores or runs SQL, which is not permitted here.`,
        {
          advice:
            "Leave it out to change other fields. An operator permits SQL to administrators with HALO_ALLOW_SQL=true.",
        },
      );
    }
    for (const key of named) {
      const value = record[key];
      if (key.toLowerCase() === STATEMENT && typeof value === "string" && value !== "")
        guardedSql(value, MOST_ROWS);
    }
  }
}
