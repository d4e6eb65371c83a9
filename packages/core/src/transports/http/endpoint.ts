import type { IncomingMessage, ServerResponse } from "node:http";
import { isInitializeRequest, type InitializeRequest } from "@modelcontextprotocol/server";
import type { HttpAccess } from "../../access/index.ts";
import type { Principal } from "../../define/index.ts";
import type { AuditEvent } from "../../telemetry/index.ts";
import type { Bindable } from "../bindable.ts";
import { echoableId, kindOf, rpc } from "../json-rpc.ts";
import { readSelection, SelectionError, type Selection } from "../selection.ts";
import { HttpProblem } from "./answer.ts";
import { readJson } from "./body.ts";
import { checkAccept, checkRevision, isLegacy, sessionIdOf } from "./inspect.ts";
import { createModern, isListening } from "./modern.ts";
import { Sessions, type Session } from "./sessions.ts";
import type { HttpSettings } from "./settings.ts";
import { createHeartbeat } from "./streams.ts";
import { HttpTransport } from "./transport.ts";

/** The MCP endpoint, whatever routes lead to it. */
export interface Endpoint {
  /**
   * Serves one request of the client at address `ip`; throws HttpProblem or AccessDenied for what it refuses before an
   * answer has begun.
   */
  handle(request: IncomingMessage, response: ServerResponse, ip: string): Promise<void>;
  readonly sessions: Sessions;
  /** Calls that are being answered. */
  readonly running: number;
  /** From now on no new call is taken; what helps running calls to finish still is. */
  stopTaking(): void;
  /** Resolves when no call is running. */
  whenIdle(): Promise<void>;
  close(): Promise<void>;
}

export interface EndpointOptions {
  readonly runtime: Bindable;
  readonly access: HttpAccess;
  readonly settings: HttpSettings;
  readonly now: () => number;
}

/** Serves both protocol eras on one endpoint. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const { runtime, access, settings, now } = options;
  const heartbeat = createHeartbeat(now);
  const modern = createModern(runtime, {
    maxSubscriptions: settings.sessionLimit,
    maxSubscriptionsPerPrincipal: settings.sessionLimitPerPrincipal,
    credentialHeaders: ["authorization", ...access.callerHeaders],
  });
  const sessions = new Sessions(
    {
      total: settings.sessionLimit,
      perPrincipal: settings.sessionLimitPerPrincipal,
      idleMilliseconds: settings.sessionIdleMilliseconds,
    },
    now,
    (session) => runtime.audit.record({ ...sessionFacts(session), event: "session.end" }),
  );
  const sweeper = setInterval(
    () => sessions.sweep(),
    Math.min(30_000, settings.sessionIdleMilliseconds / 2),
  );
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

  function sessionFacts(session: Session): Omit<AuditEvent, "event"> {
    return {
      outcome: "ok",
      vendor: runtime.vendor.id,
      transport: "http",
      actor: session.principal,
      sessionId: session.id,
    };
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
      if (error instanceof SelectionError)
        throw new HttpProblem(400, rpc.invalidParams, error.message);
      throw error;
    }
  }

  function deliver(
    transport: HttpTransport,
    body: unknown,
    response: ServerResponse,
    onDone?: () => void,
  ): void {
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

  function bind(
    principal: Principal,
    selection: Selection,
    sessionId: string | undefined,
  ): Session {
    const transport = new HttpTransport({ sessionId, heartbeat, now });
    const server = runtime.bind(principal, selection, "http");
    return { id: sessionId ?? "", principal, server, transport, lastUsed: now() };
  }

  async function open(
    request: IncomingMessage,
    response: ServerResponse,
    principal: Principal,
    body: InitializeRequest,
    ip: string,
  ): Promise<void> {
    const selection = selectionOf(request);
    sessions.makeRoom(principal);
    // Counted before anything is waited for, so that requests at the same moment cannot pass a limit together.
    const session = bind(principal, selection, sessions.newId());
    sessions.add(session);
    await session.server.connect(session.transport);
    const { clientInfo, protocolVersion } = body.params;
    runtime.audit.record({
      ...sessionFacts(session),
      event: "session.start",
      client: { name: clientInfo.name, version: clientInfo.version },
      protocolVersion,
      ip,
    });
    deliver(session.transport, body, response);
  }

  /** One request of the 2025 era without a session: a server for this answer alone. */
  async function serveAlone(
    request: IncomingMessage,
    response: ServerResponse,
    principal: Principal,
    body: unknown,
  ): Promise<void> {
    const { server, transport } = bind(principal, selectionOf(request), undefined);
    await server.connect(transport);
    const end = (): void => void server.close().catch(() => {});
    try {
      deliver(transport, body, response, end);
    } catch (error) {
      end();
      throw error;
    }
  }

  async function post(
    request: IncomingMessage,
    response: ServerResponse,
    principal: Principal,
    ip: string,
  ): Promise<void> {
    const body = await readJson(request, settings.bodyLimitBytes);
    const kind = Array.isArray(body) ? "request" : kindOf(body);
    if (kind === "request") refuseWhenStopping();
    if (!isLegacy(request, body)) {
      const caller = { principal, selection: selectionOf(request) };
      // A stream of notices is no call that a shutdown should wait for.
      if (isListening(body)) return modern.handle(request, response, body, caller);
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
      throw new HttpProblem(400, rpc.invalidRequest, "The body is not a JSON-RPC 2.0 message.", {
        id: echoableId(body),
      });
    }
    if (!settings.sessions) {
      checkRevision(request);
      return serveAlone(request, response, principal, body);
    }
    const id = sessionIdOf(request);
    const opens = kind === "request" && (body as { method?: unknown }).method === "initialize";
    if (id === undefined) {
      if (!opens) {
        throw new HttpProblem(
          400,
          rpc.invalidRequest,
          "Send initialize first, then its Mcp-Session-Id with every request.",
          {
            id: echoableId(body),
          },
        );
      }
      if (!isInitializeRequest(body)) {
        throw new HttpProblem(
          400,
          rpc.invalidParams,
          "initialize needs protocolVersion, capabilities and clientInfo.",
          {
            id: echoableId(body),
          },
        );
      }
      return open(request, response, principal, body, ip);
    }
    const session = sessions.find(id, principal);
    checkRevision(request);
    if (opens) {
      throw new HttpProblem(400, rpc.invalidRequest, "This session is initialized already.", {
        id: echoableId(body),
      });
    }
    deliver(session.transport, body, response);
  }

  function existing(request: IncomingMessage, principal: Principal): Session {
    const id = sessionIdOf(request);
    if (id === undefined)
      throw new HttpProblem(400, rpc.invalidRequest, "Send the Mcp-Session-Id of your session.");
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
    whenIdle: () =>
      running === 0 ? Promise.resolve() : new Promise((resolve) => idleWaiters.push(resolve)),
    async close() {
      clearInterval(sweeper);
      heartbeat.stop();
      sessions.endAll();
      await modern.close();
    },
    async handle(request, response, ip) {
      const { method } = request;
      const allowed = settings.sessions ? "POST, GET, DELETE, OPTIONS" : "POST, OPTIONS";
      if (method !== "POST" && !(settings.sessions && (method === "GET" || method === "DELETE"))) {
        throw new HttpProblem(405, rpc.refused, `${method} is not served here.`, {
          headers: { Allow: allowed },
        });
      }
      const principal = await access.http(request.headers, request.rawHeaders);
      if (method === "POST") return post(request, response, principal, ip);
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
