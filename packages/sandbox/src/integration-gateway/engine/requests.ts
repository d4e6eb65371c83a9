import { flag, number, text, type Row, type Value } from "../model.ts";
import type { State } from "../state.ts";
import { callAdapter, type AdapterAnswer } from "./adapters.ts";
import { CodeError, evaluate, isTrue } from "./expression.ts";
import { runHook, type HookRun } from "./hooks.ts";

/** One line of a run's history. */
export interface Step {
  type: string;
  name: string;
  content: Value;
}

/** The service requests of an integration in their order. */
export function serviceRequests(state: State, integration: Row): Row[] {
  return state.store
    .table("servicerequests")
    .by("integration", integration.id)
    .toSorted((a, b) => (number(a, "sequence") ?? 0) - (number(b, "sequence") ?? 0));
}

/** What a service request sent and got. */
interface Exchange {
  request: Record<string, unknown>;
  response: AdapterAnswer;
}

/** Calls the system of a service request: once, or once for each item where it says so. */
export async function callSystem(
  state: State,
  request: Row,
  run: HookRun,
  steps: Step[],
): Promise<void> {
  const variable = text(request, "formula_variable");
  const keep = (value: unknown): void => {
    if (variable !== "") run.scope[variable] = value;
  };
  const condition = text(request, "call_if");
  if (condition !== "" && !isTrue(evaluate(condition, run.scope))) {
    keep(null);
    return;
  }
  const each = text(request, "call_for_each");
  if (each === "") {
    keep(await exchange(state, request, run, steps, keep));
    return;
  }
  const items = evaluate(each, run.scope);
  if (!Array.isArray(items)) throw new CodeError("TypeError: call_for_each is not a list");
  const exchanges: Exchange[] = [];
  for (const [index, item] of items.entries()) {
    Object.assign(run.scope, { sritem: item as unknown, sridx: index });
    exchanges.push(await exchange(state, request, run, steps, () => undefined));
  }
  keep(exchanges);
}

/** One exchange with its hooks. `answered` gets it before the hooks that look at the answer run. */
async function exchange(
  state: State,
  request: Row,
  run: HookRun,
  steps: Step[],
  answered: (exchange: Exchange) => void,
): Promise<Exchange> {
  const hook = (name: string): Promise<void> => runHook(text(request, `${name}_hook`), run);
  await hook("before_prepare_request");
  const payload: Record<string, unknown> = {};
  try {
    for (const mapping of state.store.table("fieldmappings").by("servicerequest", request.id)) {
      place(payload, mapping, run);
    }
  } catch (error) {
    await hook("after_prepare_request_failure");
    throw error;
  }
  await hook("after_prepare_request_success");
  await hook("before_execute_request");
  const response = callAdapter(text(request, "system"), text(request, "service_name"), payload);
  const name = `${text(request, "system")}.${text(request, "service_name")}`;
  steps.push({ type: "REQUEST", name, content: json({ request: payload, response }) });
  const made = { request: payload, response };
  answered(made);
  if (response.success) {
    await hook("after_execute_request_success");
    run.output.payload = response.payload;
    await hook("after_overall_success");
    return made;
  }
  await hook("after_execute_request_failure");
  await hook("after_overall_failure");
  if (flag(request, "abort_after_execute_request_failure")) {
    throw new CodeError(`RequestError: ${name}: ${response.messages.join("; ")}`);
  }
  run.output.payload = response.payload;
  return made;
}

/** Puts the value of a field mapping where its dotted field says. */
function place(payload: Record<string, unknown>, mapping: Row, run: HookRun): void {
  const condition = text(mapping, "include_if");
  if (condition !== "" && !isTrue(evaluate(condition, run.scope))) return;
  let value: unknown;
  try {
    value = evaluate(text(mapping, "value"), run.scope);
  } catch (error) {
    if (!(error instanceof CodeError) || mapping["nullable"] !== true) throw error;
    value = null;
  }
  const names = text(mapping, "field").split(".");
  let target = payload;
  for (const name of names.slice(0, -1)) {
    const inner = target[name];
    const next = typeof inner === "object" && inner !== null ? inner : {};
    target[name] = next;
    target = next as Record<string, unknown>;
  }
  target[names.at(-1) ?? ""] = value;
}

/** A value as it can be kept. */
export function json(value: unknown): Value {
  return JSON.parse(JSON.stringify(value) ?? "null") as Value;
}
