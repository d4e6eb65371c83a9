import {
  CLIENT_CAPABILITIES_META_KEY,
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  Server,
  type ClientCapabilities,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { QuestionKind } from "../define/ask.ts";
import type { PlainRecord } from "../define/result.ts";
import type { Principal } from "../define/principal.ts";
import type { Offer } from "../define/vendor.ts";
import { decide, type Profile, type Refusal } from "../policy/index.ts";
import type { CompiledTool } from "../registry/index.ts";
import { auditCall, auditRefusal } from "./audit.ts";
import { runCall } from "./call.ts";
import type { Discovery } from "./discover.ts";
import { completeArgument, findResource, getPrompt, readResource } from "./reading.ts";
import { progressReporter } from "./progress.ts";
import type { Lists, Runtime } from "./runtime.ts";
import { sendChanges } from "./watching.ts";

/** Who is calling one vendor over which transport, as the handlers of one bound server know it. */
export interface Bound {
  readonly runtime: Runtime;
  readonly principal: Principal;
  readonly profile: Profile;
  readonly transport: "stdio" | "http";
}

/** How a server presents itself, made once per process. */
export interface ServerFace {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** How the tools fit together, for the model. */
  readonly instructions: string;
  readonly offers: ReadonlySet<Offer>;
  /** The tools that stand for all others, for callers who discover them. */
  readonly discovery: Discovery;
}
/** Said of a call that is not allowed, where the tool it is made with is. */
const REFUSED: Readonly<Record<Refusal, string>> = {
  role: "Your role does not include that.",
  "read-only": "This server only reads.",
  secret: "This server does not handle secrets (MCP_ALLOW_SECRETS).",
  denied: "It is not offered here.",
  "not-selected": "It is not offered here.",
  ability: "It is not offered here.",
};

/** Seconds for which a client may keep a list; lists change with the operator's settings only. */
const LIST_SECONDS = 300;
const CACHE = { ttlMs: LIST_SECONDS * 1000, cacheScope: "private" } as const;

/**
 * A protocol server over the compiled registries of one vendor, or of several, for one principal: a few closures, no
 * schemas, no copies. Names do not collide between vendors; the first that knows a name serves it.
 */
export function bindServer(
  face: ServerFace,
  bounds: readonly [Bound, ...Bound[]],
  form: "text" | "structured" | "both",
): Server {
  const { offers } = face;
  const [first] = bounds;
  const resources = offers.has("resources");
  const prompts = offers.has("prompts");
  const listChanged = offers.has("list-changes");
  const subscribe = resources && offers.has("subscriptions");
  const discovers = bounds.some(({ profile }) => profile.listed !== undefined);

  // The low-level class is deprecated for everyday use; here it saves building every schema for every request.
  // oxlint-disable-next-line typescript/no-deprecated
  const server = new Server(
    { name: face.name, title: face.title, version: face.version },
    {
      capabilities: {
        tools: { listChanged },
        ...(resources ? { resources: { listChanged, subscribe } } : {}),
        ...(prompts ? { prompts: { listChanged } } : {}),
        ...(resources || prompts ? { completions: {} } : {}),
        ...(offers.has("logging") ? { logging: {} } : {}),
      },
      instructions: face.instructions,
      cacheHints: {
        "tools/list": CACHE,
        "prompts/list": CACHE,
        "resources/list": CACHE,
        "resources/templates/list": CACHE,
        "server/discover": CACHE,
      },
    },
  );

  /** One list of all vendors, in their order. */
  async function listed<Listing>(
    pick: (lists: Lists) => readonly Listing[],
    structured = false,
  ): Promise<readonly Listing[]> {
    const lists = await Promise.all(
      bounds.map(async ({ runtime, profile, principal }) =>
        pick(await runtime.lists(profile, structured, principal)),
      ),
    );
    return lists.length === 1 ? (lists[0] ?? []) : lists.flat();
  }

  server.setRequestHandler("tools/list", async () => {
    const tools = await listed((lists) => lists.tools, form !== "text");
    return {
      tools: (discovers
        ? [...face.discovery.listings(bounds.map(({ profile }) => profile)), ...tools]
        : tools) as never,
    };
  });

  /** The tool that a call means, with the vendor and the arguments it is called with; a refusal is thrown. */
  async function meant(
    name: string,
    given: PlainRecord,
    context: ServerContext,
  ): Promise<{ tool: CompiledTool; bound: Bound; given: PlainRecord }> {
    if (discovers) {
      const meta = face.discovery.metaTool(name, bounds);
      if (meta !== undefined) {
        const inner = await face.discovery.innerCall(name, given, bounds);
        return inner ?? { tool: meta, bound: first, given };
      }
    }
    for (const bound of bounds) {
      const tool = (await bound.runtime.content(bound.principal)).toolsByName.get(name);
      if (tool === undefined) continue;
      const decision = decide(tool.facts, bound.profile);
      if (decision.allowed) return { tool, bound, given };
      auditRefusal(bound, name, decision.because, context);
      throw unknownTool(name);
    }
    auditRefusal(first, name, "unknown", context);
    throw unknownTool(name);
  }

  server.setRequestHandler("tools/call", async (request, context) => {
    const started = performance.now();
    const { tool, bound, given } = await meant(
      request.params.name,
      request.params.arguments ?? {},
      context,
    );
    const outcome = await carried(
      runCall(bound.runtime, {
        tool,
        given,
        principal: bound.principal,
        refusal({ tier, role, requires }) {
          const facts = {
            ...tool.facts,
            tier,
            ...(role === undefined ? {} : { role }),
            ...(requires === undefined ? {} : { requires }),
          };
          const decided = decide(facts, bound.profile);
          return decided.allowed ? undefined : REFUSED[decided.because];
        },
        form,
        canAsk: canAsk(server, context),
        context,
        report: progressReporter(context),
      }),
      (because) => auditRefusal(bound, tool.facts.name, because, context),
    );
    auditCall(bound, tool, outcome, performance.now() - started, context);
    return "content" in outcome.result
      ? server.projectCallToolResult(outcome.result as never, undefined)
      : outcome.result;
  });

  /** The vendor that serves an address; a refusal is noted and thrown. */
  async function readerOf(uri: string, context?: ServerContext): Promise<Bound> {
    for (const bound of bounds) if ((await findResource(bound, uri)) !== undefined) return bound;
    if (context !== undefined) auditRefusal(first, uri, "unknown or not allowed", context);
    throw new ResourceNotFoundError(uri);
  }

  if (resources) {
    server.setRequestHandler("resources/list", async () => ({
      resources: (await listed((lists) => lists.resources)) as never,
    }));
    server.setRequestHandler("resources/templates/list", async () => ({
      resourceTemplates: (await listed((lists) => lists.resourceTemplates)) as never,
    }));
    server.setRequestHandler("resources/read", async (request, context) => {
      const { uri } = request.params;
      return readResource(await readerOf(uri, context), uri, canAsk(server, context), context);
    });
  }
  const subscriptions = listChanged || subscribe ? sendChanges(bounds, offers, server) : undefined;
  if (subscribe) {
    server.setRequestHandler("resources/subscribe", async (request) => {
      await readerOf(request.params.uri);
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
      prompts: (await listed((lists) => lists.prompts)) as never,
    }));
    server.setRequestHandler("prompts/get", async (request, context) => {
      const { name } = request.params;
      const bound = await firstWith(({ promptsByName }) => promptsByName.has(name));
      return getPrompt(
        bound,
        name,
        request.params.arguments ?? {},
        canAsk(server, context),
        context,
      );
    });
  }
  if (resources || prompts) {
    server.setRequestHandler("completion/complete", async (request, context) => {
      const { ref } = request.params;
      const bound = await firstWith((content) =>
        ref.type === "ref/resource"
          ? content.resources.some(({ resource }) => resource.uri === ref.uri)
          : content.promptsByName.has(ref.name),
      );
      return completeArgument(bound, request.params, context);
    });
  }
  return server;

  /** The first vendor whose content has what is asked for; the first of all when none has, which then refuses it. */
  async function firstWith(
    has: (content: Awaited<ReturnType<Runtime["content"]>>) => boolean,
  ): Promise<Bound> {
    for (const bound of bounds) if (has(await bound.runtime.content(bound.principal))) return bound;
    return first;
  }
}

function unknownTool(name: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${name.slice(0, 128)}`);
}

/** What results carry, by the operator's setting. */
export function resultForm(value: unknown): "text" | "structured" | "both" {
  return value === "structured" || value === "both" ? value : "text";
}

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
