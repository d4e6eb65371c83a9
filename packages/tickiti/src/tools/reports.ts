import {
  attempt,
  day,
  id,
  item,
  PsaError,
  reasonOf,
  text,
  view,
  z,
  type AnyTool,
  type PlainRecord,
  type ToolResult,
} from "@psa-mcp/core";
import { isRecord, listIn } from "../answers/records.ts";
import { shown, tableOrRecord } from "../answers/show.ts";
import { passedOn } from "../arguments.ts";
import { defineTool } from "../define.ts";

const ROUTES = {
  meta: "reports.meta",
  resolutions: "reports.resolutions",
  volumes: "reports.volumes",
  "response-times": "reports.response_times",
  "agent-activity": "reports.agent_activity",
} as const;

const ROW_FIELDS = ["date", "period", "name", "queue"];

/** An earlier server hinted at from and to; the API reads date_from and date_to. */
function renamed(filters: PlainRecord = {}): PlainRecord {
  const { from, to, ...rest } = filters;
  return {
    ...(from === undefined ? {} : { date_from: from }),
    ...(to === undefined ? {} : { date_to: to }),
    ...rest,
  };
}

const runReport = defineTool({
  name: "tickiti_run_report",
  title: "Run report",
  tier: "read",
  toolset: "reports",
  aliases: ["run_report"],
  description:
    "Run one report over days (UTC): volumes, response-times, resolutions, agent-activity; meta says what can be asked. tickiti_report_summary has three of them on a page.",
  input: z.object({
    report: z.enum(["meta", "resolutions", "volumes", "response-times", "agent-activity"]),
    date_from: day().optional(),
    date_to: day().optional(),
    group_by: text(40).optional(),
    queue_id: id("queue").optional(),
    filters: passedOn,
  }),
  handler: async ({ input, vendor }): Promise<ToolResult> => {
    const { report, filters, ...given } = input;
    const answer = await vendor.read(ROUTES[report], { ...renamed(filters), ...given });
    return report === "meta" ? shown(answer, "report") : tableOrRecord(answer, "rows", ROW_FIELDS);
  },
});

const PARTS = ["volumes", "response-times", "agent-activity"] as const;

const reportSummary = defineTool({
  name: "tickiti_report_summary",
  title: "Report summary",
  tier: "read",
  toolset: "reports",
  description:
    "One page about some days (UTC): how many tickets, how fast the answers, who was active.",
  input: z.object({ date_from: day(), date_to: day(), queue_id: id("queue").optional() }),
  handler: async ({ input, vendor }) => {
    const parts = await Promise.all(
      PARTS.map(async (part) => {
        const grouped = part === "agent-activity" ? {} : { group_by: "day" };
        return attempt(vendor.read(ROUTES[part], { ...input, ...grouped }));
      }),
    );
    const failures = parts.flatMap(({ failure }) => (failure === undefined ? [] : [failure]));
    const [first] = failures;
    if (first !== undefined && failures.length === parts.length) throw first;
    const record = Object.fromEntries(
      PARTS.map((part, index) => [part.replace("-", "_"), figuresOf(parts[index]?.value)]),
    );
    return item(
      { ...input, ...record },
      view(
        "summary",
        "date_from",
        "date_to",
        ...PARTS.map((part) => ({
          key: part.replace("-", "_"),
          format: "json" as const,
          max: 6000,
        })),
      ),
      { notes: failures.map((failure) => reasonOf(failure)) },
    );
  },
});

/** The rows of a part, or the part itself. */
function figuresOf(answer: unknown): unknown {
  if (answer === undefined) return undefined;
  if (!isRecord(answer) && !Array.isArray(answer)) {
    throw new PsaError("bad_response", "Tickiti answered without figures.");
  }
  return isRecord(answer) && Object.keys(answer).length === 1 ? (listIn(answer) ?? answer) : answer;
}

/** Reports. */
export const reportTools: readonly AnyTool[] = [runReport, reportSummary];
