import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { QuestionKind } from "../define/ask.ts";
import type { ReadContext } from "../define/tool.ts";
import { PsaError, toPsaError } from "../errors/index.ts";
import { shownLine } from "../errors/shown.ts";
import { decide } from "../policy/index.ts";
import type { AuditOutcome } from "../telemetry/index.ts";
import { matchUri, type CompiledResource } from "../registry/index.ts";
import { cannotAsk, createAsking, type Asking } from "./ask.ts";
import { auditRead, auditRefusal } from "./audit.ts";
import type { Bound } from "./bind.ts";
import { clientFacing } from "./client-facing.ts";
import { start } from "./cursor.ts";
import { progressReporter } from "./progress.ts";
import { encodeBlock, resourceContents } from "./render/content.ts";
import { renderResult } from "./render/index.ts";
import { questionWithoutSecrets, valueWithoutSecrets } from "./secrets.ts";

const MOST_SUGGESTIONS = 100;
const LONGEST_SUGGESTION = 200;

type Variables = Readonly<Record<string, string>>;

function readContext(
  bound: Bound,
  input: Variables,
  context: ServerContext,
  asking: Pick<Asking, "ask" | "canAsk" | "carried">,
): ReadContext<unknown> {
  const { runtime, principal } = bound;
  const client = runtime.upstream.connect({
    ...(principal.credential === undefined ? {} : { credential: principal.credential }),
    signal: context.mcpReq.signal,
  });
  return {
    ...clientFacing(runtime, principal, context, asking),
    input,
    client,
    vendor: runtime.vendor.api(client) as unknown,
    signal: context.mcpReq.signal,
    principal,
    settings: runtime.settings,
    progress: progressReporter(context),
  };
}

/** A failure of a read as a JSON-RPC error: its text is safe, its code says whose fault it is. */
function asProtocolError(thrown: unknown, uri?: string): Error {
  const error = toPsaError(thrown);
  if (error.code === "not_found" && uri !== undefined) return new ResourceNotFoundError(uri);
  const code =
    error.code === "invalid_arguments"
      ? ProtocolErrorCode.InvalidParams
      : ProtocolErrorCode.InternalError;
  const reasons = error.reasons.map(({ text }) => text).join("; ");
  const text = [error.message, reasons, error.advice].filter((part) => part !== "").join(" ");
  return new ProtocolError(code, text, { code: error.code });
}

/** Runs one read and notes what came of it; a failure becomes a JSON-RPC error. */
async function audited(
  bound: Bound,
  read: Parameters<typeof auditRead>[1],
  asking: Asking,
  context: ServerContext,
  work: () => Promise<object>,
): Promise<never> {
  const started = performance.now();
  const note = (outcome: AuditOutcome, reason?: string): void =>
    auditRead(
      bound,
      read,
      {
        outcome,
        ...(reason === undefined ? {} : { reason }),
        milliseconds: performance.now() - started,
      },
      context,
    );
  try {
    const answer = await work();
    if (asking.pending !== undefined) throw asking.pending;
    note("ok");
    return valueWithoutSecrets(answer, bound.principal, bound.runtime.vendor) as never;
  } catch (thrown) {
    if (asking.pending !== undefined) {
      note("question");
      return questionWithoutSecrets(
        asking.pending.result,
        bound.principal,
        bound.runtime.vendor,
      ) as never;
    }
    const error = toPsaError(thrown);
    if (error.code === "internal")
      bound.runtime.logger.error({ err: thrown, name: read.name }, "a read failed unexpectedly");
    note(error.code, error.message);
    throw asProtocolError(error, read.uri);
  }
}

/** A remote server's own addresses are matched by that server; here the address itself is the variable. */
function matchResource({ resource }: CompiledResource, uri: string): Variables | undefined {
  if (resource.raw === undefined) return matchUri(resource.uri, uri);
  const listed = resource.raw !== null && "uri" in resource.raw;
  return !listed || resource.uri === uri ? { uri } : undefined;
}

/** The resource whose address fits and which this caller may read, with its variables. */
export async function findResource(
  bound: Bound,
  uri: string,
): Promise<{ entry: CompiledResource; variables: Variables } | undefined> {
  for (const entry of (await bound.runtime.content(bound.principal)).resources) {
    const variables = matchResource(entry, uri);
    if (variables !== undefined && decide(entry.facts, bound.profile).allowed)
      return { entry, variables };
  }
  return undefined;
}

/** resources/read: the resource whose address fits, rendered like a tool's answer but never cut into pages. */
export async function readResource(
  bound: Bound,
  uri: string,
  canAsk: ReadonlySet<QuestionKind>,
  context: ServerContext,
): Promise<never> {
  const found = await findResource(bound, uri);
  if (found === undefined) {
    auditRefusal(bound, uri, "unknown or not allowed", context);
    throw new ResourceNotFoundError(uri);
  }
  const { resource } = found.entry;
  const asking = askingOf(bound, `resources/read ${uri}`, {}, canAsk, context);
  return audited(
    bound,
    { event: "resource.read", name: resource.name, uri },
    asking,
    context,
    async () => {
      const result = await resource.read(
        readContext(bound, found.variables, context, asking) as never,
      );
      if (result.kind === "raw") return result.value;
      const cacheHint = cacheHintOf(resource.cacheSeconds, context);
      if (result.kind === "file") {
        const blob = Buffer.from(result.bytes).toString("base64");
        return { contents: [{ uri, mimeType: result.mimeType, blob }], ...cacheHint };
      }
      if (result.kind === "content") {
        return { contents: resourceContents(result, uri, resource.mimeType), ...cacheHint };
      }
      const rendered = renderResult(result, {
        vendor: bound.runtime.vendor,
        tool: resource.name,
        given: {},
        paged: false,
        position: start,
        form: "text",
        format: resource.mimeType === "application/json" ? "json" : "markdown",
        budget: Number(bound.runtime.settings["resultTokens"] ?? 6000) * 2,
        text: await bound.runtime.text(),
      });
      const text = rendered.content
        .map((part) => (part.type === "text" ? part.text : ""))
        .join("\n");
      return { contents: [{ uri, mimeType: resource.mimeType, text }], ...cacheHint };
    },
  );
}

/** How long a client may keep an answer; a word of the 2026 revision that earlier ones do not know. */
function cacheHintOf(seconds: number | undefined, context: ServerContext): object {
  if (seconds === undefined || context.mcpReq.envelope === undefined) return {};
  return { ttlMs: seconds * 1000, cacheScope: "private" };
}

/** The questions that a read may ask; reads change nothing, so they may be started again at any time. */
function askingOf(
  bound: Bound,
  what: string,
  given: Variables,
  canAsk: ReadonlySet<QuestionKind>,
  context: ServerContext,
): Asking {
  const { signer, confirmations } = bound.runtime;
  const call = { what, binding: bound.principal.binding, given };
  return createAsking({ call, context, signer, confirmations, canAsk, hasWritten: () => false });
}

/** prompts/get: the prompt's messages; a mere text becomes the user's. */
export async function getPrompt(
  bound: Bound,
  name: string,
  given: Variables,
  canAsk: ReadonlySet<QuestionKind>,
  context: ServerContext,
): Promise<never> {
  const entry = (await bound.runtime.content(bound.principal)).promptsByName.get(name);
  const decision = entry === undefined ? undefined : decide(entry.facts, bound.profile);
  if (entry === undefined || decision?.allowed !== true) {
    auditRefusal(
      bound,
      name,
      decision === undefined || decision.allowed ? "unknown" : decision.because,
      context,
    );
    throw new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      `Unknown prompt: ${name.slice(0, 128)}`,
    );
  }
  const asking = askingOf(bound, `prompts/get ${name}`, given, canAsk, context);
  return audited(bound, { event: "prompt.get", name }, asking, context, async () => {
    const missing = entry.prompt.arguments.filter(
      (argument) => argument.required === true && !given[argument.name],
    );
    if (missing.length > 0) {
      const names = missing.map((argument) => argument.name).join(", ");
      throw new PsaError("invalid_arguments", `${name} needs the argument ${names}.`, {
        advice: "",
      });
    }
    const rendered = await entry.prompt.render(readContext(bound, given, context, asking) as never);
    if (typeof rendered === "object" && "kind" in rendered) return rendered.value;
    const messages =
      typeof rendered === "string"
        ? [{ role: "user", content: { type: "text", text: rendered } }]
        : rendered.map(({ role, content }) => ({ role, content: encodeBlock(content) }));
    return { description: entry.prompt.description, messages };
  });
}

interface CompletionRequest {
  readonly ref: { readonly type: string; readonly uri?: string; readonly name?: string };
  readonly argument: { readonly name: string; readonly value: string };
  readonly context?: { readonly arguments?: Variables | undefined } | undefined;
}

/** completion/complete: suggestions for a prompt's argument or a variable of a resource address. */
export async function completeArgument(
  bound: Bound,
  request: CompletionRequest,
  context: ServerContext,
): Promise<never> {
  const content = await bound.runtime.content(bound.principal);
  const isResource = request.ref.type === "ref/resource";
  const entry = isResource
    ? content.resources.find((candidate) => candidate.resource.uri === request.ref.uri)
    : content.promptsByName.get(request.ref.name ?? "");
  if (entry === undefined || !decide(entry.facts, bound.profile).allowed) {
    throw new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      "There is nothing to complete by that name.",
    );
  }
  const definition = "resource" in entry ? entry.resource : entry.prompt;
  const { name, value } = request.argument;
  try {
    const reading = readContext(bound, request.context?.arguments ?? {}, context, cannotAsk);
    const all = (await definition.complete?.(name, value, reading as never)) ?? [];
    const values = all
      .slice(0, MOST_SUGGESTIONS)
      .map((suggestion) => shownLine(suggestion, LONGEST_SUGGESTION));
    return {
      completion: { values, total: all.length, hasMore: all.length > values.length },
    } as never;
  } catch (thrown) {
    if (thrown instanceof PsaError) return { completion: { values: [] } } as never;
    throw asProtocolError(thrown);
  }
}
