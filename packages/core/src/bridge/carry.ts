import type { PlainRecord, QuestionKind, ReadContext } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import type { Connection } from "./connection.ts";
import { HeldCall, type HeldCalls } from "./held.ts";

/** What a handler's context gives for carrying a request through; tools, resources and prompts have it alike. */
export type CarryContext = Pick<
  ReadContext<unknown>,
  "principal" | "signal" | "progress" | "canAsk" | "ask" | "carried" | "log"
>;

export interface CarriedRequest {
  readonly method: string;
  readonly params: PlainRecord;
  readonly repeatable: boolean;
  readonly seconds: number;
}

/** Methods with which a remote server asks the client, and what the client must be able to do. */
function needed(method: string, params: PlainRecord): QuestionKind {
  if (method === "sampling/createMessage") return "sampling";
  if (method === "roots/list") return "roots";
  return params["mode"] === "url" ? "page" : "form";
}

const LEVELS: Readonly<Record<string, "debug" | "info" | "notice" | "warning" | "error">> = {
  debug: "debug",
  info: "info",
  notice: "notice",
  warning: "warning",
};

/**
 * Sends a request to the remote server on behalf of the caller and carries everything between them: progress, log lines,
 * cancellation, and the questions that the remote server asks.
 */
export async function carryThrough(
  connection: Connection,
  held: HeldCalls,
  request: CarriedRequest,
  context: CarryContext,
): Promise<PlainRecord> {
  const { binding } = context.principal;
  const call = takeUp(held, context) ?? start(connection, request, context);
  for (;;) {
    const step = await call.next();
    if (step.kind === "done") return step.value;
    if (step.kind === "failed") throw step.thrown;
    const { key, needs, method, params } = step.question;
    // Kept before the client is asked: where it answers in another request, this handler ends at `ask`.
    const carry = held.keep(call, binding);
    const answers = await context
      .ask({ [key]: { kind: "relay", needs, method, params } as const }, carry)
      .catch((thrown: unknown) => {
        if (!(thrown instanceof Error && thrown.name === "AwaitingInput"))
          held.take(carry, binding)?.cancel();
        throw thrown;
      });
    held.take(carry, binding);
    attach(call, context);
    call.answer(key, answers[key] ?? {});
  }
}

/** The call that an earlier round left waiting for this answer. */
function takeUp(held: HeldCalls, context: CarryContext): HeldCall | undefined {
  if (context.carried === undefined) return undefined;
  const call = held.take(context.carried, context.principal.binding);
  if (call === undefined) {
    throw new PsaError("outcome_unknown", "The call no longer waited for this answer.", {
      advice: "Look whether it was done, then call again.",
    });
  }
  attach(call, context);
  return call;
}

function attach(call: HeldCall, context: CarryContext): void {
  call.attach(context.signal);
  call.canAsk = context.canAsk;
  call.report = (done, total, message) => context.progress(done, total, message);
  call.log = (level, data) =>
    context.log(LEVELS[level] ?? "error", typeof data === "string" ? data : JSON.stringify(data));
}

function start(connection: Connection, request: CarriedRequest, context: CarryContext): HeldCall {
  const call = new HeldCall();
  attach(call, context);
  call.settle(
    connection.request({
      ...request,
      signal: call.signal,
      onProgress: (done, total, message) => call.report?.(done, total, message),
      log: (level, data) => call.log?.(level, data),
      relay: async (method, params) => {
        const needs = needed(method, params);
        if (!call.canAsk.has(needs)) {
          throw Object.assign(new Error(`The client cannot be asked this way: ${method}.`), {
            code: -32_601,
          });
        }
        return await call.ask(method, params, needs);
      },
    }),
  );
  return call;
}
