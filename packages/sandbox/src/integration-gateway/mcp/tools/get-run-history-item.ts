import { number, text } from "../../model.ts";
import { findRun, MOST_BYTES, needRunHistory } from "../run-history.ts";
import { LOOKS, ToolFailure, type Tool } from "../tool.ts";

const USUAL_CHARACTERS = 20_000;
const USUAL_MATCHES = 20;

export const getRunHistoryItem: Tool = {
  name: "get_run_history_item",
  title: "Get run history item",
  description:
    "Returns one item of a run as text, a part at a time, or the places in it where a text occurs. Item ids come from get_run_history.",
  inputSchema: {
    type: "object",
    properties: {
      run_history_id: { type: "integer" },
      item_id: { type: "integer" },
      search: { type: "string", description: "Return the places of this text, in any case." },
      context_chars: { type: "integer", default: 200, minimum: 0, maximum: 5000 },
      offset: { type: "integer", default: 0, minimum: 0, description: "Characters, or matches." },
      limit: { type: "integer", minimum: 1, description: "Characters, or matches." },
    },
    required: ["item_id"],
    additionalProperties: false,
  },
  annotations: LOOKS,
  run(context, given) {
    needRunHistory(context);
    const item = context.state.store.table("runitems").get(Number(given["item_id"]));
    const runId = given["run_history_id"] ?? number(item ?? {}, "run");
    if (item === undefined || item["run"] !== runId) {
      throw new ToolFailure(`Run history item ${String(given["item_id"])} was not found.`);
    }
    const { run } = findRun(context, runId);
    const content = JSON.stringify(item["content"]);
    const head = {
      run_history_id: run.id,
      item_id: item.id,
      type: text(item, "type"),
      name: text(item, "name"),
      total_chars: content.length,
    };
    const offset = Number(given["offset"] ?? 0);
    const wanted = given["limit"];
    if (typeof given["search"] !== "string") {
      const limit = Math.min(Number(wanted ?? USUAL_CHARACTERS), MOST_BYTES / 2);
      const end = offset + limit;
      const next = end < content.length ? end : null;
      return { ...head, offset, content: content.slice(offset, end), next_offset: next };
    }
    const around = Number(given["context_chars"] ?? 200);
    const places = placesOf(content, given["search"]);
    const limit = Math.min(Number(wanted ?? USUAL_MATCHES), 100);
    const matches = places.slice(offset, offset + limit).map((position) => ({
      position,
      excerpt: content.slice(Math.max(0, position - around), position + around),
    }));
    return { ...head, total_matches: places.length, offset, matches };
  },
};

function placesOf(content: string, search: string): number[] {
  const places: number[] = [];
  const inAnyCase = content.toLowerCase();
  const wanted = search.toLowerCase();
  if (wanted === "") throw new ToolFailure("search may not be empty.");
  for (let at = inAnyCase.indexOf(wanted); at >= 0; at = inAnyCase.indexOf(wanted, at + 1)) {
    places.push(at);
  }
  return places;
}
