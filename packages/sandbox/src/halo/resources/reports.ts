import { html, type Answer } from "../../http/message.ts";
import { allow, now, table, type Call } from "../call.ts";
import { ApiError, exception, ok, sentence } from "../errors.ts";
import { addResource, save, type AddRoute } from "../engine.ts";
import { equals, when } from "../filters.ts";
import { number, text, type Fields } from "../model.ts";
import { flag } from "../query.ts";
import { visible, type Resource } from "../resource.ts";
import { SqlError } from "../sql/lexer.ts";
import { runSql } from "../sql/run.ts";
import { readBody } from "../write.ts";

/** A saved report's row without what it asks. */
const DEFINITION = ["sql", "columns", "filters", "apiquery_id", "datasource_id", "charttitle"];

const reports: Resource = {
  path: "/Report",
  table: "reports",
  envelope: "reports",
  paged: true,
  area: "reporting",
  without: ["post"],
  filters: {
    reportgroup_id: equals("group_id"),
    chartonly: when((row) => row["$chart"] === true),
    type: equals("type"),
  },
  unlisted: {
    report_group_id: equals("group_id"),
    chartsonly: when((row) => row["$chart"] === true),
  },
  search: ["name", "description"],
  order: ["name", false],
  brief: (_call, row) => visible(row, DEFINITION),
  whole(call, row) {
    if (flag(call, "loadreport") !== true) return visible(row);
    const stored = table(call, "reports").update(row, { last_run_date: now(call) });
    return { ...visible(stored), ...loaded(call, text(row, "sql")) };
  },
  required: [["name", "Name must be entered"]],
  unique: [["name", "Name must be unique"]],
  defaults: () => ({
    group_id: 0,
    group_name: "",
    type: 0,
    charttype: 0,
    sql: "",
    columns: [],
    filters: [],
  }),
};

/** Runs a statement. A mistake in it is part of a success. */
function loaded(call: Call, sql: string): Fields {
  if (call.state.switches.reports === "504") {
    throw new ApiError(html(504, "<html><body><h1>504 Gateway Time-out</h1></body></html>"));
  }
  try {
    const { columns, rows } = runSql(call.state.store, sql, call.state.clock.now());
    return {
      available_columns: columns.map((name, index) => ({
        id: 0,
        name,
        data_type: typeof rows[0]?.[name] === "number" ? "int" : "nvarchar",
        sequence: index,
      })),
      report: { loaded: true, load_error: "", rows },
    };
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return {
      available_columns: [],
      report: { loaded: false, load_error: error.message, rows: [] },
    };
  }
}

/** Runs what was sent with `_testonly` or `_loadreportonly`, and stores anything else. */
function post(call: Call): Answer {
  allow(call, "edit", "reporting");
  const results = readBody(call).map((element): Fields => {
    const runs = element["_loadreportonly"] === true || element["_testonly"] === true;
    if (!runs) return visible(save(call, reports, element));
    const sql = text(element, "sql");
    if (sql === "") throw sentence("SQL must be entered");
    if (number(element, "apiquery_id") < 0) throw exception("Object reference not set.");
    return { id: 0, name: text(element, "name"), sql, ...loaded(call, sql) };
  });
  const { postStatus, postAnswer } = call.state.switches;
  const alone = results.length === 1 && postAnswer === "object";
  return ok(alone ? results[0] : results, Number(postStatus));
}

export function addReports(add: AddRoute): void {
  add("POST", "/Report", post);
  addResource(add, reports);
}
