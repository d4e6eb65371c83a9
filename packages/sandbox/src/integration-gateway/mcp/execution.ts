import type { Outcome } from "../engine/run.ts";
import type { Value } from "../model.ts";

/** What the tools that run something return. */
export function executionResult(outcome: Outcome): Record<string, Value> {
  const { success, runHistoryId, output, messages } = outcome;
  return {
    success,
    run_history_id: runHistoryId,
    output: JSON.parse(JSON.stringify(output)) as Value,
    ...(messages.length === 0 ? {} : { messages }),
  };
}
