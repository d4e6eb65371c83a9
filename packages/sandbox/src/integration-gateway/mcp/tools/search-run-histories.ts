import { number, text, texts, type Row } from "../../model.ts";
import type { Context } from "../dispatch.ts";
import { integrationOf, itemsOf, needRunHistory, runHead } from "../run-history.ts";
import { INTEGRATION, integrationFor, LOOKS, ToolFailure, type Tool } from "../tool.ts";

export const searchRunHistories: Tool = {
  name: "search_run_histories",
  title: "Search run histories",
  description:
    "Finds runs by integration, status, time, text and label, newest first. Use get_run_history for the items of one.",
  inputSchema: {
    type: "object",
    properties: {
      integration: INTEGRATION,
      status: { type: "string", enum: ["success", "failure", "running"] },
      start_date: { type: "string", description: "ISO 8601 date or time." },
      end_date: { type: "string", description: "ISO 8601 date or time." },
      text: { type: "string", description: "Occurs in messages or items." },
      label: { type: "string" },
      limit: { type: "integer", default: 20, minimum: 1, maximum: 100 },
      offset: { type: "integer", default: 0, minimum: 0 },
    },
    additionalProperties: false,
  },
  annotations: LOOKS,
  run(context, given) {
    needRunHistory(context);
    const wanted =
      given["integration"] === undefined
        ? undefined
        : integrationFor(context, given["integration"], "read");
    const start = timeOf(given["start_date"], "start_date", false);
    const end = timeOf(given["end_date"], "end_date", true);
    const search = typeof given["text"] === "string" ? given["text"].toLowerCase() : undefined;
    const found = context.state.store
      .table("runs")
      .all()
      .filter((run) => {
        const started = Date.parse(text(run, "started_at"));
        return (
          (wanted === undefined || run["integration"] === wanted.id) &&
          (given["status"] === undefined || run["status"] === given["status"]) &&
          (given["label"] === undefined || texts(run, "labels").includes(String(given["label"]))) &&
          (start === undefined || started >= start) &&
          (end === undefined || started <= end) &&
          integrationOf(context, run) !== undefined &&
          (search === undefined || occurs(context, run, search))
        );
      })
      .toSorted((a, b) => text(b, "started_at").localeCompare(text(a, "started_at")));
    const offset = number(given as Row, "offset") ?? 0;
    const limit = number(given as Row, "limit") ?? 20;
    return {
      total: found.length,
      offset,
      limit,
      results: found.slice(offset, offset + limit).flatMap((run) => {
        const integration = integrationOf(context, run);
        return integration === undefined ? [] : [runHead(run, integration)];
      }),
    };
  },
};

function occurs(context: Context, run: Row, search: string): boolean {
  const heard = JSON.stringify(run["messages"]).toLowerCase();
  if (heard.includes(search)) return true;
  return itemsOf(context, run).some((item) =>
    JSON.stringify(item["content"]).toLowerCase().includes(search),
  );
}

/** A time in milliseconds; a date as an end means the whole of its day. */
function timeOf(given: unknown, name: string, isEnd: boolean): number | undefined {
  if (given === undefined) return undefined;
  const words = String(given);
  const isDate = /^\d{4}-\d\d-\d\d$/.test(words);
  const time = Date.parse(isDate && isEnd ? `${words}T23:59:59.999Z` : words);
  if (Number.isNaN(time)) throw new ToolFailure(`${name}: '${words}' is not an ISO 8601 date.`);
  return time;
}
