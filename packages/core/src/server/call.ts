import {
  inputRequired,
  inputResponse,
  type InputRequiredResult,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { QuestionKind } from "../define/ask.ts";
import type { VendorClient } from "../define/client.ts";
import type { Principal } from "../define/principal.ts";
import type { PlainRecord, ToolResult } from "../define/result.ts";
import type { ToolContext } from "../define/tool.ts";
import { PsaError, toPsaError } from "../errors/index.ts";
import type { Decision } from "../policy/index.ts";
import { checkArguments, type CheckedArguments, type CompiledTool } from "../registry/index.ts";
import { answered, madeBy, planned, untouched, type Made } from "./answered.ts";
import { createAsking, type Asking } from "./ask.ts";
import { readCursor, start, type Position } from "./cursor.ts";
import { fenced, renderPlan, type RenderedResult, type RenderOptions } from "./render/index.ts";
import { renderError } from "./render/error.ts";
import { clientFacing } from "./client-facing.ts";
import type { Runtime } from "./runtime.ts";
import { questionWithoutSecrets, withoutSecrets } from "./secrets.ts";

/** One call, as the protocol layer hands it over. */
export interface Call {
  readonly tool: CompiledTool;
  readonly given: PlainRecord;
  readonly principal: Principal;
  readonly form: "text" | "structured" | "both";
  /** What the client can be asked. */
  readonly canAsk: ReadonlySet<QuestionKind>;
  readonly context: ServerContext;
  report(done: number, total?: number, message?: string): void;
  /** What policy says of this very call, where that depends on its arguments. */
  readonly decision?: Decision;
}

/** What happened, for audit. */
export interface CallOutcome {
  readonly result: RenderedResult | InputRequiredResult;
  readonly error?: PsaError;
  readonly confirmedBy?: "person" | "token" | "none";
  /** True when the handler's questions go to the client first. */
  readonly asked?: boolean;
  readonly dryRun: boolean;
  readonly input: PlainRecord;
}

/**
 * Carries one allowed call through: arguments, confirmation, ledger, handler, rendering. Throws nothing but
 * ProtocolError, for an answer that brings a state of another call.
 */
export async function runCall(runtime: Runtime, call: Call): Promise<CallOutcome> {
  let dryRun = false;
  let input: PlainRecord = {};
  let confirmedBy: CallOutcome["confirmedBy"];
  let client: VendorClient | undefined;
  const safe = (
    result: RenderedResult | InputRequiredResult,
  ): RenderedResult | InputRequiredResult =>
    "content" in result
      ? withoutSecrets(result as RenderedResult, call.principal, runtime.vendor)
      : questionWithoutSecrets(result, call.principal, runtime.vendor);
  const asking = createAsking({
    call: {
      what: `tools/call ${call.tool.facts.name}`,
      binding: call.principal.binding,
      given: call.given,
    },
    context: call.context,
    signer: runtime.signer,
    confirmations: runtime.confirmations,
    canAsk: call.canAsk,
    hasWritten: () => client !== undefined && !client.dryRun && client.planned.length > 0,
  });
  try {
    refuseTreatment(call);
    const { checked, position } = readArguments(call);
    ({ dryRun, input } = checked);
    const text = await runtime.text();
    const options: RenderOptions = {
      vendor: runtime.vendor,
      tool: call.tool.facts.name,
      given: call.given,
      paged: call.tool.tool.paged === true,
      position,
      form: call.form,
      format: checked.responseFormat ?? "markdown",
      budget: Number(runtime.settings["resultTokens"] ?? 6000),
      text,
    };
    const connected = runtime.upstream.connect({
      ...(call.principal.credential === undefined ? {} : { credential: call.principal.credential }),
      signal: call.context.mcpReq.signal,
      dryRun,
      onWait: (seconds, why) =>
        call.report(0, undefined, `Waiting ${Math.ceil(seconds)} s: ${why}`),
    });
    client = connected;
    const context = toolContext(runtime, call, checked.input, connected, asking, checked.cursor);

    if (!dryRun && asks(runtime, call.tool)) {
      const question = await confirmation(runtime, call, checked, context, options, asking);
      if (question.answer !== undefined)
        return { result: safe(question.answer), dryRun, input, confirmedBy: "none" };
      confirmedBy = question.by;
      asking.confirm();
    }
    const work = async (): Promise<ToolResult> => {
      const result = await call.tool.tool.handler(context as never).catch((thrown: unknown) => {
        throw dryRun || call.tool.idempotent ? thrown : halfDone(thrown, connected);
      });
      if (asking.pending !== undefined) throw asking.pending;
      return result;
    };
    const make = async (): Promise<Made> => madeBy(await work(), connected);
    const { writes, idempotent, facts } = call.tool;
    const write = {
      binding: call.principal.binding,
      tool: facts.name,
      input: checked.input,
      ...(checked.idempotencyKey === undefined ? {} : { key: checked.idempotencyKey }),
    };
    const rendered =
      dryRun && call.tool.tool.raw !== undefined
        ? renderPlan([{ method: "tools/call", target: facts.name, body: checked.input }], options)
        : dryRun && writes
          ? planned(await work(), connected, facts.owner, options)
          : answered(
              writes && !idempotent
                ? await runtime.ledger.once(write, make)
                : { value: await make() },
              options,
            );
    return {
      result: safe(rendered),
      dryRun,
      input,
      ...(confirmedBy === undefined ? {} : { confirmedBy }),
    };
  } catch (thrown) {
    if (asking.pending !== undefined)
      return { result: safe(asking.pending.result), dryRun, input, asked: true };
    const error = failure(thrown, call.context.mcpReq.signal);
    if (error.code === "internal") {
      runtime.logger.error(
        { err: thrown, tool: call.tool.facts.name },
        "a tool failed unexpectedly",
      );
    }
    return { result: safe(renderError(error, call.form)), error, dryRun, input };
  }
}

/**
 * A failure after a write that the vendor took: repeating the call would make that write twice, so it ends as unknown,
 * unless the handler says in `details.undone` that it took everything back.
 */
function halfDone(thrown: unknown, client: VendorClient): unknown {
  if (!(thrown instanceof PsaError) || client.planned.length === 0) return thrown;
  if (thrown.code === "outcome_unknown" || thrown.details?.["undone"] === true) return thrown;
  const done = client.planned.map((request) => `${request.method} ${request.target}`).join(", ");
  return new PsaError("outcome_unknown", `${thrown.message} Before that, this was done: ${done}.`, {
    advice: "Look at what is there now, and make only what is missing.",
    reasons: thrown.reasons,
    cause: thrown,
    ...(thrown.status === undefined ? {} : { status: thrown.status }),
    ...(thrown.details === undefined ? {} : { details: thrown.details }),
  });
}

/** What a handler threw, as an error to show. Whatever it makes of a cancelled call is the cancellation. */
function failure(thrown: unknown, signal: AbortSignal): PsaError {
  const error = toPsaError(thrown);
  return error.code === "internal" && signal.aborted
    ? new PsaError("cancelled", "The call was cancelled.")
    : error;
}

/** The tool is there for the caller, but not for what these arguments would do. */
function refuseTreatment({ decision, tool }: Call): void {
  if (decision === undefined || decision.allowed) return;
  const name = tool.facts.name;
  throw new PsaError("forbidden", `${name} is not available to you with these arguments.`, {
    advice:
      decision.because === "ability" || decision.because === "read-only"
        ? "The operator of this server has not switched on changes of this kind."
        : "It takes a higher role at this server.",
  });
}

/** Arguments after the cursor has changed them, checked. */
function readArguments(call: Call): { checked: CheckedArguments; position: Position } {
  const name = call.tool.facts.name;
  const cursor = call.tool.tool.paged === true ? call.given["cursor"] : undefined;
  const position = typeof cursor === "string" ? readCursor(name, call.given, cursor) : start;
  const checked = checkArguments(call.tool, { ...call.given, ...position.change });
  return { checked, position };
}

function toolContext(
  runtime: Runtime,
  call: Call,
  input: PlainRecord,
  client: VendorClient,
  asking: Asking,
  cursor: string | undefined,
): ToolContext<PlainRecord, unknown> {
  return {
    ...clientFacing(runtime, call.principal, call.context, asking),
    input,
    client,
    vendor: runtime.vendor.api(client) as unknown,
    signal: call.context.mcpReq.signal,
    principal: call.principal,
    settings: runtime.settings,
    cursor,
    files: client.dryRun ? untouched(runtime.files(call.principal)) : runtime.files(call.principal),
    progress: call.report,
  };
}

function asks(runtime: Runtime, tool: CompiledTool): boolean {
  const mode = runtime.settings["confirm"];
  if (mode === "never") return false;
  return mode === "always" ? tool.writes : tool.asksFirst;
}

interface Confirmation {
  readonly answer?: RenderedResult | InputRequiredResult;
  readonly by?: "person" | "token";
}

/** Asks the person through the client, or hands out a token that the next call must bring. */
async function confirmation(
  runtime: Runtime,
  call: Call,
  checked: CheckedArguments,
  context: ToolContext<PlainRecord, unknown>,
  options: RenderOptions,
  asking: Asking,
): Promise<Confirmation> {
  if (asking.takeConfirmed()) return { by: "person" };
  const name = call.tool.facts.name;
  const confirmed = { tool: name, binding: call.principal.binding, input: checked.input };
  if (checked.confirm !== undefined) {
    runtime.confirmations.redeem(checked.confirm, confirmed);
    return { by: "token" };
  }
  const response = inputResponse(call.context.mcpReq.inputResponses, "confirm");
  if (response.kind === "elicit") {
    const state = call.context.mcpReq.requestState();
    if (typeof state !== "string")
      throw new PsaError("invalid_arguments", "The confirmation has lost its state.");
    runtime.confirmations.redeem(state, confirmed);
    if (response.action === "accept" && response.content?.["confirm"] === true)
      return { by: "person" };
    return {
      answer: plain(
        "Not done: the person did not confirm it. Nothing was changed.",
        { confirmed: false },
        options,
      ),
    };
  }
  const preview =
    call.tool.tool.preview === undefined
      ? `${call.tool.listing.title}: ${JSON.stringify(checked.input)}`
      : await call.tool.tool.preview(context as never);
  const token = runtime.confirmations.issue(confirmed);
  const question = questionText(options.text.cleanUntrusted(preview));
  if (call.canAsk.has("form")) {
    return {
      answer: inputRequired({
        requestState: token,
        inputRequests: {
          confirm: inputRequired.elicit({
            message: question,
            requestedSchema: {
              type: "object",
              properties: {
                confirm: {
                  type: "boolean",
                  title: "Do it",
                  description: "Yes, do exactly this",
                  default: false,
                },
              },
              required: ["confirm"],
            },
          }),
        },
      }),
    };
  }
  return {
    answer: plain(
      [
        "Nothing was done yet. This would happen:",
        fenced(question, options),
        `If the person agrees, repeat the call with confirm "${token}" within 10 minutes.`,
      ].join("\n"),
      { confirmation_required: true, preview: question, confirm: token },
      options,
    ),
  };
}

/** Nobody reads more before a yes or no. */
const LONGEST_QUESTION = 2000;

const questionText = (text: string): string =>
  text.length > LONGEST_QUESTION
    ? `${text.slice(0, LONGEST_QUESTION)}…[${text.length - LONGEST_QUESTION} more characters]`
    : text;

function plain(text: string, record: PlainRecord, options: RenderOptions): RenderedResult {
  return {
    content: [{ type: "text", text: options.format === "json" ? JSON.stringify(record) : text }],
    ...(options.form === "text" ? {} : { structuredContent: record }),
  };
}
