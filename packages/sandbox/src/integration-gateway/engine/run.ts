import { setTimeout as wait } from "node:timers/promises";
import { flag, text, type Fields, type Row } from "../model.ts";
import type { Principal, State } from "../state.ts";
import { CodeError } from "./expression.ts";
import { functionsOf } from "./functions.ts";
import { Ended, runHook, type HookRun } from "./hooks.ts";
import { masked } from "./masks.ts";
import { callSystem, json, serviceRequests, type Step } from "./requests.ts";
import { brokenRules } from "./rules.ts";

/** What an integration gets, by the names of its code. */
export interface Input {
  payload: unknown;
  method: string;
  params: Readonly<Record<string, string>>;
  path: Readonly<Record<string, string>>;
  fullpath: string;
  headers: Readonly<Record<string, string>>;
  files: readonly { name: string; content_type: string; size: number }[];
  user: string;
}

/** What came of a run. */
export interface Outcome {
  success: boolean;
  /** Null when the integration keeps no history. */
  runHistoryId: number | null;
  output: { payload: unknown; status: number; headers: Record<string, string> };
  messages: string[];
}

/** How a run speaks while it is at work. */
export interface Listener {
  signal: AbortSignal;
  progress(done: number, total: number, message: string): void;
}

const MOST_CALLS = 5;

/** An input as a call without HTTP makes it. */
export function plainInput(payload: unknown, user: string): Input {
  return {
    payload,
    method: "POST",
    params: {},
    path: {},
    fullpath: "",
    headers: {},
    files: [],
    user,
  };
}

/**
 * Runs an integration: rules on the input, every service request in its order with its field mappings,
 * then the hooks of success or failure. The run is written to the history with its steps.
 */
export async function runIntegration(
  state: State,
  integration: Row,
  input: Input,
  principal: Principal,
  listener: Listener,
  depth = 0,
): Promise<Outcome> {
  const started = state.clock.tick();
  const steps: Step[] = [{ type: "INPUT", name: "input", content: json(input) }];
  if (input.headers["idempotency-key"] !== undefined) {
    steps.push({ type: "IDEMPOTENT_REQUEST", name: "idempotency", content: null });
  }
  const labels: string[] = [];
  const scope: Record<string, unknown> = { ...functionsOf(state, integration), input };
  const run: HookRun = {
    scope,
    output: { payload: null, status: 200, headers: {} },
    label: (label) => labels.push(label),
    debug: (values) => steps.push({ type: "DEBUG", name: "debug", content: json(values) }),
    async callint(pathName, payload) {
      const [called] = state.store.table("integrations").by("path_name", pathName);
      if (called === undefined) throw new CodeError(`LookupError: no integration '${pathName}'`);
      if (depth >= MOST_CALLS)
        throw new CodeError("RecursionError: too many calls of integrations");
      const inner = plainInput(payload, input.user);
      const outcome = await runIntegration(state, called, inner, principal, listener, depth + 1);
      if (!outcome.success) throw new CodeError(`IntegrationError: ${outcome.messages.join("; ")}`);
      return outcome.output.payload;
    },
    async sleep(seconds) {
      // In parts, so that somebody who listens hears that it is still at work.
      const parts = Math.max(1, Math.ceil(seconds));
      for (let part = 0; part < parts; part += 1) {
        await wait((seconds * 1000) / parts, undefined, { signal: listener.signal }).catch(() => {
          throw new CodeError("CancelledError: the run was stopped");
        });
        listener.progress(part + 1, parts, `${part + 1} of ${parts} seconds`);
      }
    },
  };
  scope["output"] = run.output;
  const messages: string[] = [];
  try {
    await perform(state, integration, run, steps, listener);
  } catch (error) {
    if (!(error instanceof Ended)) {
      if (!(error instanceof CodeError)) throw error;
      messages.push(error.message);
      run.output.status = error.status;
      run.output.payload = { success: false, messages: [error.message] };
      await closing(text(integration, "on_failure_hook"), run, messages);
    }
  }
  await closing(text(integration, "finally_hook"), run, messages);
  const success = messages.length === 0;
  steps.push({ type: "OUTPUT", name: "output", content: json(run.output) });
  const fields = {
    status: success ? "success" : "failure",
    started_at: started.toISOString(),
    finished_at: state.clock.tick().toISOString(),
    user: principal.username,
    labels,
    messages,
  };
  const runHistoryId = keep(state, integration, fields, steps);
  return { success, runHistoryId, output: run.output, messages };
}

async function perform(
  state: State,
  integration: Row,
  run: HookRun,
  steps: Step[],
  listener: Listener,
): Promise<void> {
  if (configOf(state, integration) === undefined) {
    throw new CodeError("ConfigurationError: the integration has no integration config");
  }
  const broken = brokenRules(state, integration, run.scope);
  if (broken.length > 0) {
    steps.push({ type: "VALIDATION FAILURE", name: "input", content: broken });
    throw new CodeError(`ValidationError: ${broken.join("; ")}`, 400);
  }
  await runHook(text(integration, "before_hook"), run);
  const requests = serviceRequests(state, integration);
  for (const [index, request] of requests.entries()) {
    listener.progress(index, requests.length, text(request, "service_name"));
    await callSystem(state, request, run, steps);
  }
  await runHook(text(integration, "on_success_hook"), run);
}

async function closing(code: string, run: HookRun, messages: string[]): Promise<void> {
  try {
    await runHook(code, run);
  } catch (error) {
    if (error instanceof Ended) return;
    if (!(error instanceof CodeError)) throw error;
    messages.push(error.message);
  }
}

function configOf(state: State, integration: Row): Row | undefined {
  return state.store.table("integrationconfigs").by("integration", integration.id)[0];
}

/** Writes the run to the history; null where storage is off. */
function keep(state: State, integration: Row, run: Fields, steps: readonly Step[]): number | null {
  const config = configOf(state, integration);
  if (config === undefined || !flag(config, "store_run_history")) return null;
  const row = state.store.table("runs").insert({ ...run, integration: integration.id });
  const storesPayloads = flag(config, "store_payload_in_run_history");
  for (const [sequence, { type, name, content }] of steps.entries()) {
    const kept = storesPayloads ? masked(state, integration, type, content) : null;
    state.store.table("runitems").insert({ run: row.id, sequence, type, name, content: kept });
  }
  return row.id;
}
