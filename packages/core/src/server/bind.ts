import {
  CLIENT_CAPABILITIES_META_KEY,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ClientCapabilities,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { QuestionKind } from "../define/ask.ts";
import type { Principal } from "../define/principal.ts";
import { decide, type Profile, type SelectionRequest } from "../policy/index.ts";
import { auditCall, auditRefusal } from "./audit.ts";
import { runCall } from "./call.ts";
import { checkSubscription, completeArgument, getPrompt, readResource } from "./reading.ts";
import { progressReporter } from "./progress.ts";
import type { Runtime } from "./runtime.ts";
import { sendChanges } from "./watching.ts";

/** Who is calling over which transport, as the handlers of one bound server know it. */
export interface Bound {
  readonly runtime: Runtime;
  readonly principal: Principal;
  readonly profile: Profile;
  readonly transport: "stdio" | "http";
}

/** Seconds for which a client may keep a list; lists change with the operator's settings only. */
const LIST_SECONDS = 300;
const CACHE = { ttlMs: LIST_SECONDS * 1000, cacheScope: "private" } as const;

/** A protocol server over the compiled registry for one principal: a few closures, no schemas, no copies. */
export function bindServer(
  runtime: Runtime,
  principal: Principal,
  selection: SelectionRequest,
  transport: "stdio" | "http",
): Server {
  const { vendor } = runtime;
  const profile = runtime.profile(principal, selection);
  const bound: Bound = { runtime, principal, profile, transport };
  const form = selection.results ?? resultForm(runtime.settings["results"]);
  const offers = new Set(vendor.offers);
  const resources = offers.has("resources");
  const prompts = offers.has("prompts");
  const listChanged = offers.has("list-changes");
  const subscribe = resources && offers.has("subscriptions");

  // The low-level class is deprecated for everyday use; here it saves building every schema for every request.
  // oxlint-disable-next-line typescript/no-deprecated
  const server = new Server(
    { name: `psa-mcp-${vendor.id}`, title: vendor.title, version: runtime.version },
    {
      capabilities: {
        tools: { listChanged },
        ...(resources ? { resources: { listChanged, subscribe } } : {}),
        ...(prompts ? { prompts: { listChanged } } : {}),
        ...(resources || prompts ? { completions: {} } : {}),
        ...(offers.has("logging") ? { logging: {} } : {}),
      },
      instructions: vendor.instructions,
      cacheHints: {
        "tools/list": CACHE,
        "prompts/list": CACHE,
        "resources/list": CACHE,
        "resources/templates/list": CACHE,
        "server/discover": CACHE,
      },
    },
  );

  server.setRequestHandler("tools/list", async () => ({
    tools: (await runtime.lists(profile, form !== "text", principal)).tools as never,
  }));

  server.setRequestHandler("tools/call", async (request, context) => {
    const started = performance.now();
    const { name } = request.params;
    const found = (await runtime.content(principal)).toolsByName.get(name);
    const decision = found === undefined ? undefined : decide(found.facts, profile);
    const tool = found?.forCall?.(request.params.arguments ?? {}) ?? found;
    if (tool === undefined || decision?.allowed !== true) {
      auditRefusal(
        bound,
        name,
        decision === undefined || decision.allowed ? "unknown" : decision.because,
        context,
      );
      throw new ProtocolError(
        ProtocolErrorCode.InvalidParams,
        `Unknown tool: ${name.slice(0, 128)}`,
      );
    }
    const outcome = await carried(
      runCall(runtime, {
        tool,
        given: request.params.arguments ?? {},
        principal,
        form,
        canAsk: canAsk(server, context),
        context,
        report: progressReporter(context),
        ...(tool === found ? {} : { decision: decide(tool.facts, profile) }),
      }),
      (because) => auditRefusal(bound, name, because, context),
    );
    auditCall(bound, tool, outcome, performance.now() - started, context);
    return "content" in outcome.result
      ? server.projectCallToolResult(outcome.result as never, undefined)
      : outcome.result;
  });

  if (resources) {
    server.setRequestHandler("resources/list", async () => ({
      resources: (await runtime.lists(profile, false, principal)).resources as never,
    }));
    server.setRequestHandler("resources/templates/list", async () => ({
      resourceTemplates: (await runtime.lists(profile, false, principal))
        .resourceTemplates as never,
    }));
    server.setRequestHandler("resources/read", (request, context) =>
      readResource(bound, request.params.uri, canAsk(server, context), context),
    );
  }
  const subscriptions = listChanged || subscribe ? sendChanges(bound, server) : undefined;
  if (subscribe) {
    server.setRequestHandler("resources/subscribe", async (request) => {
      await checkSubscription(bound, request.params.uri);
      if (subscriptions?.add(request.params.uri) === false) {
        throw new ProtocolError(
          ProtocolErrorCode.InvalidParams,
          "There are too many subscriptions in this session.",
        );
      }
      return {};
    });
    server.setRequestHandler("resources/unsubscribe", (request) => {
      subscriptions?.delete(request.params.uri);
      return {};
    });
  }
  if (prompts) {
    server.setRequestHandler("prompts/list", async () => ({
      prompts: (await runtime.lists(profile, false, principal)).prompts as never,
    }));
    server.setRequestHandler("prompts/get", (request, context) =>
      getPrompt(
        bound,
        request.params.name,
        request.params.arguments ?? {},
        canAsk(server, context),
        context,
      ),
    );
  }
  if (resources || prompts) {
    server.setRequestHandler("completion/complete", (request, context) =>
      completeArgument(bound, request.params, context),
    );
  }
  return server;
}

const resultForm = (value: unknown): "text" | "structured" | "both" =>
  value === "structured" || value === "both" ? value : "text";

/** Passes an outcome on; a state of another call, or a changed one, is noted before it is refused. */
async function carried<Outcome>(
  call: Promise<Outcome>,
  refused: (because: string) => void,
): Promise<Outcome> {
  try {
    return await call;
  } catch (thrown) {
    refused("request-state");
    throw thrown;
  }
}

/** What this client can be asked, in either protocol era. */
function canAsk(server: Server, context: ServerContext): ReadonlySet<QuestionKind> {
  const envelope: Readonly<Record<string, unknown>> | undefined = context.mcpReq.envelope;
  const said = envelope?.[CLIENT_CAPABILITIES_META_KEY] as ClientCapabilities | undefined;
  // oxlint-disable-next-line typescript/no-deprecated
  const declared = said ?? server.getClientCapabilities();
  const kinds = new Set<QuestionKind>();
  const elicitation = declared?.elicitation;
  // Clients from before there were pages declare elicitation as an empty object and mean forms.
  if (
    elicitation !== undefined &&
    (elicitation.form !== undefined || elicitation.url === undefined)
  )
    kinds.add("form");
  if (elicitation?.url !== undefined) kinds.add("page");
  if (declared?.sampling !== undefined) kinds.add("sampling");
  if (declared?.roots !== undefined) kinds.add("roots");
  return kinds;
}
