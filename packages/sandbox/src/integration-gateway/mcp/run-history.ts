import { mayUseRunHistory, permissionsOf } from "../access.ts";
import { number, text, type Row } from "../model.ts";
import type { Context } from "./dispatch.ts";
import { ToolFailure } from "./tool.ts";

/** Answers of the tools of run histories are no longer than this. */
export const MOST_BYTES: number = 900 * 1024;

/** Throws a ToolFailure that names the right which the three tools need on top. */
export function needRunHistory({ state, principal }: Context): void {
  if (mayUseRunHistory(state, principal)) return;
  throw new ToolFailure(
    "Permission denied: you need the user permission 'Can use MCP Run History tool'.",
  );
}

/** The integration of a run, when the caller may read it; deleted ones leave runs behind. */
export function integrationOf({ state, principal }: Context, run: Row): Row | undefined {
  const integration = state.store.table("integrations").get(number(run, "integration"));
  if (integration === undefined) return undefined;
  return permissionsOf(state, principal, integration).read ? integration : undefined;
}

/** A run by its id. Throws a ToolFailure for one that is missing or not for the caller. */
export function findRun(context: Context, id: unknown): { run: Row; integration: Row } {
  const run = context.state.store.table("runs").get(Number(id));
  if (run === undefined) throw new ToolFailure(`Run history ${String(id)} was not found.`);
  const integration = integrationOf(context, run);
  if (integration === undefined) {
    throw new ToolFailure("Permission denied: you need the 'read' permission on its integration.");
  }
  return { run, integration };
}

/** The head of a run, as lists show it. */
export function runHead(run: Row, integration: Row): Record<string, Row[string]> {
  return {
    id: run.id,
    integration: text(integration, "path_name"),
    status: text(run, "status"),
    started_at: run["started_at"],
    finished_at: run["finished_at"],
    user: run["user"],
    labels: run["labels"],
    messages: run["messages"],
  };
}

/** The items of a run in their order. */
export function itemsOf({ state }: Context, run: Row): Row[] {
  return state.store
    .table("runitems")
    .by("run", run.id)
    .toSorted((a, b) => (number(a, "sequence") ?? 0) - (number(b, "sequence") ?? 0));
}
