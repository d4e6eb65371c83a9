import type { IncomingMessage, ServerResponse } from "node:http";
import {
  classifyInboundRequest,
  isInitializeRequest,
  PROTOCOL_VERSION_META_KEY,
  SUPPORTED_PROTOCOL_VERSIONS,
} from "@modelcontextprotocol/server";
import type { Access } from "../../access/index.ts";
import type { Principal } from "../../define/index.ts";
import type { Bindable } from "../bindable.ts";
import { echoableId, kindOf, rpc } from "../json-rpc.ts";
import { readSelection, SelectionError, type Selection } from "../selection.ts";
import { HttpProblem } from "./answer.ts";
import { readJson } from "./body.ts";
import { createModern } from "./modern.ts";
import { Sessions, type Session } from "./sessions.ts";
import type { HttpSettings } from "./settings.ts";
import { createHeartbeat } from "./streams.ts";
import { HttpTransport } from "./transport.ts";

/** The MCP endpoint, whatever routes lead to it. */
export interface Endpoint {
  /** Serves one request; throws HttpProblem or AccessDenied for what it refuses before an answer has begun. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  readonly sessions: Sessions;
  /** Calls that are being answered. */
  readonly running: number;
  /** From now on no new call is taken; what helps running calls to finish still is. */
  stopTaking(): void;
  /** Resolves when no call is running. */
  whenIdle(): Promise<void>;
  close(): Promise<void>;
}

const legacyRevisions: ReadonlySet<string> = new Set(SUPPORTED_PROTOCOL_VERSIONS);

export interface EndpointOptions {
  readonly runtime: Bindable;
  readonly access: Access;
  readonly settings: HttpSettings;
  readonly now: () => number;
}

/**
 * Whether a body belongs to the 2025 revisions. The common case is seen from two properties; everything that might be
 * modern is judged by the SDK's own classification, which also owns the error answers.
 */
function isLegacy(request: IncomingMessage, body: unknown): boolean {
  const revision = request.headers["mcp-protocol-version"];
  if (typeof body === "object" && body !== null && !Array.isArray(body)) {
    const params = (body as { params?: { _meta?: unknown } }).params;
    const meta = typeof params === "object" && params !== null ? params._meta : undefined;
    const claims = typeof meta === "object" && meta !== null && PROTOCOL_VERSION_META_KEY in meta;
    if (!claims && (revision === undefined || legacyRevisions.has(String(revision)))) return true;
  }
  const header = (name: string): string | undefined => {
    const value = request.headers[name];
    return value === undefined ? undefined : String(value);
  };
  const version = header("mcp-protocol-version");
  const method = header("mcp-method");
  const name = header("mcp-name");
  const outcome = classifyInboundRequest({
    httpMethod: request.method ?? "POST",
    body,
    ...(version === undefined ? {} : { protocolVersionHeader: version }),
    ...(method === undefined ? {} : { mcpMethodHeader: method }),
    ...(name === undefined ? {} : { mcpNameHeader: name }),
  });
  return outcome.kind === "legacy";
}

function sessionIdOf(request: IncomingMessage): string | undefined {
  const value = request.headers["mcp-session-id"];
  return value === undefined ? undefined : String(value);
}

function checkRevision(request: IncomingMessage): void {
  const revision = request.headers["mcp-protocol-version"];
  if (revision === undefined || legacyRevisions.has(String(revision))) return;
  throw new HttpProblem(400, rpc.refused, `MCP-Protocol-Version is one of ${[...legacyRevisions].join(", ")}.`);
}

function checkAccept(request: IncomingMessage, ...types: readonly string[]): void {
  const accepted = request.headers.accept ?? "";
  const takes = (type: string): boolean =>
    accepted.includes(type) || accepted.includes("*/*") || accepted.includes(`${type.split("/")[0]}/*`);
  if (types.every(takes)) return;
  throw new HttpProblem(406, rpc.refused, `Send Accept: ${types.join(", ")}.`);
}

/** Serves both protocol eras on one endpoint. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const { runtime, access, settings, now } = options;
  const heartbeat = createHeartbeat(now);
  const modern = createModern(runtime, settings.sessionLimit);
  const sessions = new Sessions(
    {
      total: settings.sessionLimit,
      perPrincipal: settings.sessionLimitPerPrincipal,
      idleMilliseconds: settings.sessionIdleMilliseconds,
    },
    now,
  );
  const sweeper = setInterval(() => sessions.sweep(), Math.min(30_000, settings.sessionIdleMilliseconds / 2));
  sweeper.unref();

  let running = 0;
  let stopping = false;
  let idleWaiters: (() => void)[] = [];
  function callEnded(): void {
    running -= 1;
    if (running > 0) return;
    const waiters = idleWaiters;
    idleWaiters = [];
    for (const waiter of waiters) waiter();
  }

  function refuseWhenStopping(): void {
    if (!stopping) return;
    throw new HttpProblem(503, rpc.refused, "The server is shutting down.", {
      headers: { "Retry-After": "5", Connection: "close" },
    });
  }

  function selectionOf(request: IncomingMessage): Selection {
    try {
      return readSelection(runtime.vendor, request.headers, request.url ?? "");
    } catch (error) {
      if (error instanceof SelectionError) throw new HttpProblem(400, rpc.invalidParams, error.message);
      throw error;
    }
  }

  function deliver(transport: HttpTransport, body: unknown, response: ServerResponse, onDone?: () => void): void {
    running += 1;
    try {
      transport.receive(body, response, () => {
        callEnded();
        onDone?.();
      });
    } catch (error) {
      callEnded();
      throw error;
    }
  }

  async function connect(principal: Principal, selection: Selection, sessionId: string | undefined): Promise<Session> {
    const transport = new HttpTransport({ sessionId, heartbeat, now });
    const server = runtime.bind(principal, selection, "http");
    await server.connect(transport);
    return { id: sessionId ?? "", binding: principal.binding, server, transport, lastUsed: now() };
  }

  async function open(
    request: IncomingMessage,
    response: ServerResponse,
    principal: Principal,
    body: unknown,
  ): Promise<void> {
    const selection = selectionOf(request);
    sessions.makeRoom(principal);
    const session = await connect(principal, selection, sessions.newId());
    sessions.add(session);
    deliver(session.transport, body, response);
  }

  /** One request of the 2025 era without a session: a server for this answer alone. */
  async function serveAlone(
    request: IncomingMessage,
    response: ServerResponse,
    principal: Principal,
    body: unknown,
  ): Promise<void> {
    const { server, transport } = await connect(principal, selectionOf(request), undefined);
    const end = (): void => void server.close().catch(() => {});
    try {
      deliver(transport, body, response, end);
    } catch (error) {
      end();
      throw error;
    }
  }

  async function post(request: IncomingMessage, response: ServerResponse, principal: Principal): Promise<void> {
    const body = await readJson(request, settings.bodyLimitBytes);
    const kind = Array.isArray(body) ? "request" : kindOf(body);
    if (kind === "request") refuseWhenStopping();
    if (!isLegacy(request, body)) {
      const caller = { principal, selection: selectionOf(request) };
      running += 1;
      try {
        await modern.handle(request, response, body, caller);
      } finally {
        callEnded();
      }
      return;
    }
    checkAccept(request, "application/json", "text/event-stream");
    if (kind === "invalid") {
      throw new HttpProblem(400, rpc.invalidRequest, "The body is not a JSON-RPC 2.0 message.", { id: echoableId(body) });
    }
    if (!settings.sessions) {
      checkRevision(request);
      return serveAlone(request, response, principal, body);
    }
    const id = sessionIdOf(request);
    const opens = kind === "request" && (body as { method?: unknown }).method === "initialize";
    if (id === undefined) {
      if (!opens) {
        throw new HttpProblem(400, rpc.invalidRequest, "Send initialize first, then its Mcp-Session-Id with every request.", {
          id: echoableId(body),
        });
      }
      if (!isInitializeRequest(body)) {
        throw new HttpProblem(400, rpc.invalidParams, "initialize needs protocolVersion, capabilities and clientInfo.", {
          id: echoableId(body),
        });
      }
      return open(request, response, principal, body);
    }
    const session = sessions.find(id, principal);
    checkRevision(request);
    if (opens) {
      throw new HttpProblem(400, rpc.invalidRequest, "This session is initialized already.", { id: echoableId(body) });
    }
    deliver(session.transport, body, response);
  }

  function existing(request: IncomingMessage, principal: Principal): Session {
    const id = sessionIdOf(request);
    if (id === undefined) throw new HttpProblem(400, rpc.invalidRequest, "Send the Mcp-Session-Id of your session.");
    const session = sessions.find(id, principal);
    checkRevision(request);
    return session;
  }

  return {
    sessions,
    get running() {
      return running;
    },
    stopTaking: () => void (stopping = true),
    whenIdle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => idleWaiters.push(resolve))),
    async close() {
      clearInterval(sweeper);
      heartbeat.stop();
      sessions.endAll();
      await modern.close();
    },
    async handle(request, response) {
      const { method } = request;
      const allowed = settings.sessions ? "POST, GET, DELETE, OPTIONS" : "POST, OPTIONS";
      if (method !== "POST" && !(settings.sessions && (method === "GET" || method === "DELETE"))) {
        throw new HttpProblem(405, rpc.refused, `${method} is not served here.`, { headers: { Allow: allowed } });
      }
      const principal = await access.http(request.headers, request.rawHeaders);
      if (method === "POST") return post(request, response, principal);
      const session = existing(request, principal);
      if (method === "DELETE") {
        sessions.end(session);
        response.writeHead(200, { "Content-Length": 0 }).end();
        return;
      }
      refuseWhenStopping();
      checkAccept(request, "text/event-stream");
      if (!session.transport.listen(response)) {
        throw new HttpProblem(409, rpc.refused, "This session has a stream already.");
      }
    },
  };
}
