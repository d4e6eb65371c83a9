import type { Row, Value } from "../../model.ts";
import { findRun, itemsOf, MOST_BYTES, needRunHistory, runHead } from "../run-history.ts";
import { LOOKS, type Tool } from "../tool.ts";

export const getRunHistory: Tool = {
  name: "get_run_history",
  title: "Get run history",
  description:
    "Returns one run with its items: input, requests, failed validations, debug output, output. The answer is capped at 900 KB; use get_run_history_item with search for what is missing.",
  inputSchema: {
    type: "object",
    properties: {
      run_history_id: { type: "integer" },
      include_payloads: { type: "boolean", default: true },
    },
    required: ["run_history_id"],
    additionalProperties: false,
  },
  annotations: LOOKS,
  run(context, given) {
    needRunHistory(context);
    const { run, integration } = findRun(context, given["run_history_id"]);
    const withPayloads = given["include_payloads"] !== false;
    let room = MOST_BYTES - 4096;
    let truncated = false;
    const items = itemsOf(context, run).map((item) => {
      const head = headOf(item);
      if (!withPayloads) return head;
      const size = Buffer.byteLength(JSON.stringify(item["content"]));
      if (size > room) {
        truncated = true;
        return { ...head, content: null, content_bytes: size, truncated: true };
      }
      room -= size;
      return { ...head, content: item["content"] };
    });
    const hint = "The run is larger than 900 KB. Use get_run_history_item with search.";
    return {
      ...runHead(run, integration),
      items,
      truncated,
      ...(truncated ? { warning: hint } : {}),
    };
  },
};

function headOf(item: Row): Record<string, Value> {
  return { id: item.id, sequence: item["sequence"], type: item["type"], name: item["name"] };
}
