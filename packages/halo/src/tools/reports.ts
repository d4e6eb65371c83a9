import { id, item, path, PsaError, view, z, type AnyTool, type PlainRecord } from "@psa-mcp/core";
import { defineTool } from "../define.ts";
import { cleanRecord, isRecord } from "../records/records.ts";
import { loadedRows, REPORT_SECONDS, USUAL_ROWS } from "../reports/report.ts";
import { guardedSql } from "../reports/sql.ts";
import { assertSwitchedOn } from "../switches.ts";
import { textOf } from "../tickets/ticket.ts";

const maxRows = z.int().min(1).max(5000);

const run = defineTool({
  name: "halo_reports_run",
  title: "Run report",
  tier: "read",
  toolset: "reports",
  description:
    "Run a saved report (id from halo_reports_list) and read its rows. Heavy ones take up to a minute and are not tried twice.",
  input: z.object({ id: id("report"), max_rows: maxRows.optional() }),
  handler: async ({ input, vendor }) => {
    const answer = await vendor.client.get(path`/Report/${input.id}`, {
      query: { loadreport: true },
      once: true,
      seconds: REPORT_SECONDS,
    });
    return loadedRows(
      recordOf(answer),
      input.max_rows ?? USUAL_ROWS,
      "Correct the report in Halo.",
    );
  },
});

function recordOf(answer: unknown): PlainRecord {
  const first: unknown = Array.isArray(answer) ? answer[0] : answer;
  if (isRecord(first)) return first;
  throw new PsaError("bad_response", "Halo answered without a report.");
}

const definition = defineTool({
  name: "halo_reports_definition",
  title: "Report definition",
  tier: "read",
  toolset: "reports",
  description: "Read how a saved report is made: its SQL, columns and filters. Does not run it.",
  input: z.object({ id: id("report") }),
  handler: async ({ input, vendor }) => {
    const record = cleanRecord(
      await vendor.get(path`/Report/${input.id}`, { query: { includedetails: true } }),
    );
    const names = (key: string): string | undefined => {
      const list = record[key];
      if (!Array.isArray(list) || list.length === 0) return undefined;
      return list
        .map((one) =>
          isRecord(one) ? textOf(one, "name") || textOf(one, "fieldname") : String(one),
        )
        .filter((name) => name !== "")
        .join(", ");
    };
    return item(
      {
        id: record["id"],
        name: record["name"],
        description: record["description"],
        group: record["group_name"],
        sql: record["sql"],
        columns: names("columns") ?? names("available_columns"),
        filters: names("filters"),
        last_run: record["last_run_date"],
      },
      view(
        "reports",
        "id",
        "name",
        "description",
        "group",
        { key: "columns", max: 2000 },
        { key: "filters", max: 2000 },
        { key: "last_run", format: "datetime" },
        { key: "sql", max: 8000 },
      ),
    );
  },
});

const sql = defineTool({
  name: "halo_reports_sql",
  title: "Query reporting database",
  tier: "read",
  role: "admin",
  toolset: "reports",
  description:
    "Run one SELECT (T-SQL) over Halo's reporting database; for administrators, where the operator allows it. No comments or semicolons; a TOP is added. halo_reports_definition shows SQL of saved reports to start from.",
  input: z.object({ sql: z.string().min(1).max(9000), max_rows: maxRows.optional() }),
  handler: async ({ input, vendor, settings }) => {
    assertSwitchedOn(settings, "haloAllowSql", "SQL");
    const most = input.max_rows ?? USUAL_ROWS;
    // One row more than is shown tells that there are more.
    const statement = guardedSql(input.sql, most + 1);
    // A POST that stores nothing: Halo runs what is sent so and forgets it.
    const answer = await vendor.client.postRead(path`/Report`, {
      body: [
        {
          id: 0,
          name: "",
          apiquery_id: 0,
          sql: statement,
          _testonly: false,
          _loadreportonly: true,
        },
      ],
      once: true,
      seconds: REPORT_SECONDS,
    });
    return loadedRows(
      recordOf(answer),
      most,
      "Correct the statement; names of tables and columns are Halo's.",
    );
  },
});

/** Running reports and asking the reporting database. */
export const reportTools: readonly AnyTool[] = [run, definition, sql];
