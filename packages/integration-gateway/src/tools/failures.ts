import {
  attempt,
  item,
  message,
  PsaError,
  reasonOf,
  view,
  z,
  type PlainRecord,
  type Remote,
  type AnyTool,
} from "@psa-mcp/core";
import { causesIn, itemsOf, wordsOf } from "../composites/causes.ts";
import { assertTool, lastRuns, runLine } from "../composites/read.ts";
import { defineTool } from "../define.ts";

const MOST_ITEMS = 3;
const MOST_WORDS = 4;

const diagnoseLastFailure = defineTool({
  name: "diagnose_last_failure",
  title: "Diagnose last failure",
  tier: "read",
  toolset: "composites",
  description:
    "The last failed run of an integration: what failed, in which step, with which message, and where the code mentions it. One call for search_run_histories, get_run_history and search_integration.",
  input: z.object({ integration: z.string().min(1).max(200).describe("path_name") }),
  async handler({ input, remote }) {
    const gateway = remote("gateway");
    await assertTool(gateway, "search_run_histories");
    const failed = await lastRuns(gateway, input.integration, 1, "failure");
    if (failed.note !== undefined) throw new PsaError("forbidden", failed.note, { advice: "" });
    const [run] = failed.runs;
    if (run === undefined) {
      return message(`No failed run of ${input.integration} is recorded.`, {
        integration: input.integration,
        failures: 0,
      });
    }
    const line = runLine(run);
    const id = line["run_history_id"];
    if (id === null) {
      return message(
        `A run of ${input.integration} failed, but the instance keeps no run history of it (storing is off).`,
        { integration: input.integration, run: line },
      );
    }
    const details = await detailsOf(gateway, Number(id));
    const causes = causesIn(details.items);
    const places = await placesOf(gateway, input.integration, causes);
    return item(
      {
        integration: input.integration,
        run: line,
        causes,
        places,
      },
      diagnosisView,
      { notes: details.notes },
    );
  },
});

const diagnosisView = view(
  "diagnoses",
  "integration",
  { key: "run", format: "json" },
  { key: "causes", format: "json", max: 6000 },
  { key: "places", format: "json", max: 6000 },
);

/** The run's items; those that failed are read one by one where the run is too long to be shown whole. */
async function detailsOf(
  gateway: Remote,
  id: number,
): Promise<{ readonly items: readonly PlainRecord[]; readonly notes: readonly string[] }> {
  const run = await gateway.call("get_run_history", { run_history_id: id });
  const items = itemsOf(run);
  const truncated =
    typeof run === "object" && run !== null && (run as PlainRecord)["truncated"] === true;
  if (!truncated || !(await gateway.has("get_run_history_item"))) return { items, notes: [] };
  const notes = [
    "The run is too long to be shown whole; the items that tell of a failure were read one by one.",
  ];
  const suspects = items
    .filter((entry) => causesIn([entry]).length > 0 || /fail/i.test(String(entry["type"])))
    .slice(0, MOST_ITEMS);
  const read: PlainRecord[] = [];
  for (const suspect of suspects) {
    const whole = await attempt(
      gateway.call("get_run_history_item", {
        run_history_id: id,
        item_id: suspect["id"] ?? suspect["item_id"],
        search: "rror",
      }),
    );
    if (whole.failure === undefined) read.push({ ...suspect, detail: whole.value });
    else notes.push(`One item could not be read: ${reasonOf(whole.failure)}`);
  }
  return { items: read.length === 0 ? items : read, notes };
}

/** Where the integration's own code mentions what the failure mentions. */
async function placesOf(
  gateway: Remote,
  integration: string,
  causes: readonly PlainRecord[],
): Promise<readonly PlainRecord[]> {
  if (!(await gateway.has("search_integration"))) return [];
  const places: PlainRecord[] = [];
  for (const pattern of wordsOf(causes).slice(0, MOST_WORDS)) {
    const found = await attempt(gateway.call("search_integration", { integration, pattern }));
    if (found.failure === undefined && found.value !== null)
      places.push({ pattern, found: found.value });
  }
  return places;
}

export const failureTools: readonly AnyTool[] = [diagnoseLastFailure];
