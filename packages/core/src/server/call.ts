import {
  inputRequired,
  inputResponse,
  type InputRequiredResult,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { QuestionKind } from "../define/ask.ts";
import type { VendorClient } from "../define/client.ts";
import type { Principal } from "../define/principal.ts";
import type { Tier } from "../define/tiers.ts";
import type { PlainRecord, ToolResult } from "../define/result.ts";
import type { ToolContext } from "../define/tool.ts";
import { PsaError, toPsaError } from "../errors/index.ts";
import {
  checkArguments,
  natureOf,
  type CallNature,
  type CheckedArguments,
  type CompiledTool,
} from "../registry/index.ts";
import { answered, madeBy, planned, untouched, type Made } from "./answered.ts";
import { createAsking, type Asking } from "./ask.ts";
import { readCursor, start, type Position } from "./cursor.ts";
import { fenced, renderPlan, type RenderedResult, type RenderOptions } from "./render/index.ts";
import { renderError } from "./render/error.ts";
import type { LedgerCall } from "./ledger.ts";
import { clientFacing } from "./client-facing.ts";
import type { Runtime } from "./runtime.ts";
import { questionWithoutSecrets, withoutSecrets } from "./secrets.ts";

/** One call, as the protocol layer hands it over. */
export interface Call {
  readonly tool: CompiledTool;
  readonly given: PlainRecord;
  readonly principal: Principal;
  /** Why a call of this nature is not allowed, or undefined. */
  refusal(nature: CallNature): string | undefined;
  readonly form: "text" | "structured" | "both";
  /** What the client can be asked. */
  readonly canAsk: ReadonlySet<QuestionKind>;
  readonly context: ServerContext;
  report(done: number, total?: number, message?: string): void;
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
  /** Tier of this call, where the tool's calls differ. */
  readonly tier?: Tier;
  /** What the call is about, where its arguments say so. */
  readonly target?: { readonly type: string; readonly id: string };
}

/** What is learned of a call on its way, whatever becomes of it. */
type Found = { -readonly [Key in "tier" | "target"]?: NonNullable<CallOutcome[Key]> };

/**
 * Carries one allowed call through: arguments, confirmation, ledger, handler, rendering. Throws nothing but
 * ProtocolError, for an answer that brings a state of another call.
 */
export async function runCall(runtime: Runtime, call: Call): Promise<CallOutcome> {
  const found: Found = {};
  return { ...(await carryOut(runtime, call, found)), ...found };
}

async function carryOut(runtime: Runtime, call: Call, found: Found): Promise<CallOutcome> {
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
    const { checked, position } = readArguments(call);
    ({ dryRun, input } = checked);
    const nature = natureOf(call.tool, checked.input);
    found.tier = nature.tier;
    if (nature.target !== undefined) found.target = nature.target;
    assertPermitted(call, nature);
    const write: LedgerCall = {
      binding: call.principal.binding,
      tool: call.tool.facts.name,
      input: checked.input,
      ...(checked.idempotencyKey === undefined ? {} : { key: checked.idempotencyKey }),
      ...(call.tool.tool.keyed === true ? { recognised: true } : {}),
    };
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
    const context = {
      ...toolContext(runtime, call, checked.input, connected, asking),
      idempotencyKey: runtime.writeKeys.keyOf(write),
      cursor: checked.cursor,
    };

    if (!dryRun && asks(runtime, nature)) {
      const question = await confirmation(runtime, call, checked, context, options, asking);
      if (question.answer !== undefined)
        return { result: safe(question.answer), dryRun, input, confirmedBy: "none" };
      confirmedBy = question.by;
      asking.confirm();
    }
    const work = async (): Promise<ToolResult> => {
      const result = await call.tool.tool.handler(context as never).catch((thrown: unknown) => {
        if (nature.writes && !dryRun) runtime.writeKeys.failed(write, thrown);
        throw dryRun || nature.idempotent ? thrown : halfDone(thrown, connected);
      });
      if (asking.pending !== undefined) throw asking.pending;
      return result;
    };
    const make = async (): Promise<Made> => madeBy(await work(), connected);
    const { writes, idempotent } = nature;
    const { facts } = call.tool;
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
): Omit<ToolContext<PlainRecord, unknown>, "idempotencyKey"> {
  return {
    ...clientFacing(runtime, call.principal, call.context, asking),
    input,
    client,
    vendor: runtime.vendor.api(client) as unknown,
    signal: call.context.mcpReq.signal,
    principal: call.principal,
    settings: runtime.settings,
    files: client.dryRun ? untouched(runtime.files(call.principal)) : runtime.files(call.principal),
    progress: call.report,
  };
}

function asks(runtime: Runtime, nature: CallNature): boolean {
  const mode = runtime.settings["confirm"];
  if (mode === "never") return false;
  return mode === "always" ? nature.writes : nature.asksFirst;
}

/** Throws `forbidden` where the tool may be used and this call of it may not. */
function assertPermitted(call: Call, nature: CallNature): void {
  const refusal = call.tool.tool.calls === undefined ? undefined : call.refusal(nature);
  if (refusal === undefined) return;
  throw new PsaError("forbidden", `This call is of the tier ${nature.tier}. ${refusal}`, {
    advice: "Use what is permitted to you, or ask the operator of this server.",
  });
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
