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
import { causesIn, itemsOf, messagesOfRun, wordsOf, type Cause } from "../composites/causes.ts";
import {
  assertTool,
  lastRuns,
  readStructure,
  runLine,
  type Structure,
} from "../composites/read.ts";
import { defineTool } from "../define.ts";

const MOST_ITEMS = 3;
const MOST_WORDS = 4;
const MOST_PLACES = 5;

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
        messages: details.messages,
        causes,
        places,
      },
      diagnosisView,
      { rows: "places", rowsView: placeView, notes: details.notes },
    );
  },
});

const diagnosisView = view(
  "diagnoses",
  "integration",
  { key: "run", format: "json" },
  { key: "messages", format: "json", max: 2000 },
  { key: "causes", format: "json", max: 6000 },
);
const placeView = view("places", "pattern", "part", "id", "field", "line", {
  key: "text",
  max: 200,
});

/** The run's items; those that failed are read one by one where the run is too long to be shown whole. */
async function detailsOf(
  gateway: Remote,
  id: number,
): Promise<{
  readonly items: readonly PlainRecord[];
  readonly messages: readonly string[];
  readonly notes: readonly string[];
}> {
  const run = await gateway.call("get_run_history", { run_history_id: id });
  const items = itemsOf(run);
  const truncated =
    typeof run === "object" && run !== null && (run as PlainRecord)["truncated"] === true;
  const messages = messagesOfRun(run);
  if (!truncated || !(await gateway.has("get_run_history_item")))
    return { items, messages, notes: [] };
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
  return { items: read.length === 0 ? items : read, messages, notes };
}

/** The matches of one search, a line each. */
function placesIn(pattern: string, answer: unknown): readonly PlainRecord[] {
  const matches = (answer as { readonly matches?: unknown } | null)?.matches ?? answer;
  if (typeof matches !== "object" || matches === null) return [];
  const lists = Array.isArray(matches) ? { match: matches as unknown } : (matches as PlainRecord);
  return Object.entries(lists).flatMap(([part, list]) =>
    (Array.isArray(list) ? (list as readonly PlainRecord[]) : [])
      .slice(0, MOST_PLACES)
      .map((found) => ({
        pattern,
        part,
        id: found["id"] ?? null,
        field: found["field"] ?? null,
        line: found["line"] ?? null,
        text: String(found["match"] ?? found["text"] ?? "").slice(0, 200),
      })),
  );
}

/** Where the integration mentions what the failure mentions: the mapping that fills a field, then its code. */
async function placesOf(
  gateway: Remote,
  integration: string,
  causes: readonly Cause[],
): Promise<readonly PlainRecord[]> {
  const words = wordsOf(causes).slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  const structure = await attempt(readStructure(gateway, integration));
  const places = structure.value === undefined ? [] : [...mappingsOf(words, structure.value)];
  if (!(await gateway.has("search_integration"))) return places;
  for (const pattern of words) {
    const found = await attempt(gateway.call("search_integration", { integration, pattern }));
    if (found.failure === undefined) places.push(...placesIn(pattern, found.value));
  }
  return places;
}

/** The field mappings of these fields, and the values that a value mapping they use knows. */
function mappingsOf(words: readonly string[], { parts }: Structure): readonly PlainRecord[] {
  return words.flatMap((pattern) =>
    (parts["fieldmappings"] ?? [])
      .filter(({ field }) => field === pattern || String(field).endsWith(`.${pattern}`))
      .flatMap((mapping): readonly PlainRecord[] => {
        const value = String(mapping["value"] ?? "");
        const place = { pattern, part: "fieldmappings", id: mapping["id"] ?? null };
        const used = /map_value\(\s*["']([^"']+)["']/.exec(value)?.[1];
        const set = (parts["valuemappingsets"] ?? []).find(({ name }) => name === used);
        const known = (parts["valuemappings"] ?? [])
          .filter((entry) => set !== undefined && entry["valuemappingset"] === set["id"])
          .map((entry) => String(entry["from_value"]));
        return [
          { ...place, field: "value", line: null, text: value.slice(0, 200) },
          ...(set === undefined
            ? []
            : [
                {
                  pattern,
                  part: "valuemappingsets",
                  id: set["id"] ?? null,
                  field: used,
                  line: null,
                  text: `knows ${known.slice(0, 20).join(", ")}`,
                },
              ]),
        ];
      }),
  );
}

export const failureTools: readonly AnyTool[] = [diagnoseLastFailure];
