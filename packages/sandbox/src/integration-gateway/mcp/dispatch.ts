import { object } from "../model.ts";
import type { Value } from "../model.ts";
import type { Principal, State } from "../state.ts";
import { callTool } from "./call-tool.ts";
import { listTools } from "./catalogue.ts";
import { complete, getPrompt, listPrompts } from "./prompts.ts";
import {
  errorMessage,
  INTERNAL_ERROR,
  INVALID_PARAMS,
  METHOD_NOT_FOUND,
  ProtocolError,
  resultMessage,
  type Message,
  type RequestId,
} from "./messages.ts";
import { listResources, listTemplates, readResource } from "./resources.ts";
import type { Session } from "./sessions.ts";
import { negotiate } from "./versions.ts";

/** How the work on a request speaks to the client. */
export interface Channel {
  notify(method: string, params: Record<string, Value>): void;
  ask(
    method: string,
    params: Record<string, Value>,
    signal: AbortSignal,
  ): Promise<{ result?: unknown; error?: unknown }>;
}

/** What a method has at hand. */
export interface Context {
  state: State;
  principal: Principal;
  base: string;
  session: Session | undefined;
  signal: AbortSignal;
  channel: Channel;
  /** Tells a client that asked for it how far a call is. */
  progress(done: number, total: number, message: string): void;
}

type Method = (context: Context, params: Record<string, unknown>) => unknown;

const METHODS: Readonly<Record<string, Method>> = {
  ping: () => ({}),
  "tools/list": listTools,
  "tools/call": callTool,
  "logging/setLevel": setLevel,
};

const RESOURCE_METHODS: Readonly<Record<string, Method>> = {
  "resources/list": listResources,
  "resources/templates/list": listTemplates,
  "resources/read": readResource,
  "prompts/list": listPrompts,
  "prompts/get": getPrompt,
  "completion/complete": complete,
};

/** Carries a request out. Never rejects: what goes wrong is an answer too. */
export async function dispatch(
  context: Context,
  request: Message & { id: RequestId; method: string },
): Promise<{ message: object; opened?: Session }> {
  const params = object(request.params);
  if (request.method === "initialize") return initialize(context, request.id, params);
  try {
    const method = methodOf(context.state, request.method);
    return { message: resultMessage(request.id, await method(context, params)) };
  } catch (error) {
    if (error instanceof ProtocolError) {
      return { message: errorMessage(request.id, error.code, error.message) };
    }
    // The imitation itself broke: say so plainly, so that nobody takes it for a vendor's answer.
    const text = `Sandbox failure: ${String(error)}`;
    return { message: errorMessage(request.id, INTERNAL_ERROR, text) };
  }
}

const LEVELS = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"];

function setLevel({ session }: Context, { level }: Record<string, unknown>): unknown {
  if (typeof level !== "string" || !LEVELS.includes(level)) {
    throw new ProtocolError(INVALID_PARAMS, `Unknown level: ${String(level)}`);
  }
  if (session !== undefined) session.logLevel = level;
  return {};
}

function methodOf({ switches }: State, name: string): Method {
  const known =
    switches.resources === "present" ? { ...METHODS, ...RESOURCE_METHODS } : { ...METHODS };
  const method = Object.hasOwn(known, name) ? known[name] : undefined;
  if (method === undefined) throw new ProtocolError(METHOD_NOT_FOUND, "Method not found");
  return method;
}

function initialize(
  { state, principal }: Context,
  id: RequestId,
  params: Record<string, unknown>,
): { message: object; opened?: Session } {
  const { switches } = state;
  const protocolVersion = negotiate(switches, params["protocolVersion"]);
  const listChanged = switches.listChanged === "on";
  const message = resultMessage(id, {
    protocolVersion,
    capabilities: {
      tools: { listChanged },
      logging: {},
      ...(switches.resources === "present"
        ? { resources: { listChanged: false }, prompts: { listChanged: false }, completions: {} }
        : {}),
    },
    serverInfo: { name: "integration-gateway-sandbox", version: "1.0.0" },
    instructions:
      "A local imitation of an Integration Gateway instance with invented data. It approximates: schemas and texts are guesses where the vendor publishes none.",
  });
  if (switches.sessions === "stateless") return { message };
  const now = state.clock.now().getTime();
  const capabilities = object(params["capabilities"]);
  return {
    message,
    opened: state.mcp.open(principal.username, protocolVersion, capabilities, now),
  };
}

/** True for a call whose work may speak before it answers. */
export function needsStream(
  { switches }: State,
  session: Session | undefined,
  { method, params }: Message,
): boolean {
  if (method !== "tools/call") return false;
  const meta = object(object(params)["_meta"]);
  const isExecution = object(params)["name"] === "execute_integration";
  return (
    session?.logLevel !== undefined ||
    meta["progressToken"] !== undefined ||
    (isExecution && switches.serverRequests !== "none")
  );
}
