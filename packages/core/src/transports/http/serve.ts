import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyHttpOptions, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Server as HttpListener } from "node:http";
import { AccessDenied, assertStartable, type Access } from "../../access/index.ts";
import type { Uploads } from "../../uploads/index.ts";
import type { Bindable } from "../bindable.ts";
import { rpc } from "../json-rpc.ts";
import { drain, HttpProblem, sendJson, sendProblem, toProblem } from "./answer.ts";
import { answerBrokenRequest } from "./broken.ts";
import { createEndpoint } from "./endpoint.ts";
import { createGuards } from "./guards.ts";
import { answerPreflight, securityHeaders, setCorsHeaders } from "./headers.ts";
import { listen, shutDown } from "./listen.ts";
import { readHttpSettings } from "./settings.ts";
import { receiveUpload } from "./upload-route.ts";

export interface HttpOptions {
  /** Staged uploads; their route exists when they have a store here. */
  readonly uploads?: Uploads;
  /** Present time in epoch milliseconds. */
  readonly now?: () => number;
}

export interface HttpServer {
  /** Address of the server without a path: `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Address to give to MCP clients. */
  readonly endpoint: string;
  /** Open sessions of 2025-era clients. */
  readonly sessions: number;
  /** Stops accepting, lets running calls finish within `shutdownSeconds`, then ends sessions and streams. */
  close(): Promise<void>;
}

const probes: ReadonlySet<string> = new Set(["/health", "/healthz", "/readyz"]);

/** Starts the HTTP transport; see `serveHttp`. */
export async function startHttp(
  runtime: Bindable,
  access: Access,
  options: HttpOptions,
): Promise<HttpServer> {
  assertStartable({ ...runtime.settings, transport: "http" }, runtime.vendor);
  const settings = readHttpSettings(runtime.settings);
  const now = options.now ?? Date.now;
  const guards = createGuards(settings);
  const everyAnswer = securityHeaders(settings.publicUrl);
  const endpoint = createEndpoint({ runtime, access, settings, now });
  const uploads = options.uploads?.store;
  const mcpRoutes = ["/mcp", `/${runtime.vendor.id}/mcp`];
  let stopping = false;

  const { fastify } = await import("fastify");
  const fastifyOptions: FastifyHttpOptions<HttpListener> = {
    logger: false,
    trustProxy: settings.trustProxy,
    // A request without Host is answered by the guard, in JSON.
    http: { requireHostHeader: false },
    routerOptions: { ignoreTrailingSlash: true },
    clientErrorHandler: answerBrokenRequest,
    // A whole request, an upload over a slow line included, has to arrive within this time.
    requestTimeout: 300_000,
    frameworkErrors: (_error, request, reply) => {
      setSecurityHeaders(reply.raw);
      void serve(request, reply, "plain", () => {
        throw new HttpProblem(400, rpc.refused, "The address of this request cannot be read.");
      });
    },
  };
  const app: FastifyInstance = fastify(fastifyOptions);
  // Bodies are read by what serves them, after authentication.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _payload, done) => done(null, undefined));

  function setSecurityHeaders(response: ServerResponse): void {
    for (const [name, value] of everyAnswer) response.setHeader(name, value);
  }

  function refused(request: FastifyRequest, reason: string): void {
    const userAgent = request.headers["user-agent"];
    runtime.audit.record({
      event: reason.startsWith("session_limit") ? "ratelimit.block" : "auth.deny",
      outcome: "refused",
      vendor: runtime.vendor.id,
      transport: "http",
      reason,
      ip: request.ip,
      ...(userAgent === undefined ? {} : { userAgent: userAgent.slice(0, 200) }),
    });
  }

  /** Runs what serves a route and writes its problem, so that no answer is a page or a stack. */
  async function serve(
    request: FastifyRequest,
    reply: FastifyReply,
    form: "rpc" | "plain",
    work: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void,
  ): Promise<void> {
    reply.hijack();
    try {
      await work(request.raw, reply.raw);
    } catch (thrown) {
      const problem = thrown instanceof AccessDenied ? deniedProblem(thrown) : toProblem(thrown);
      if (problem.status === 500) runtime.logger.error({ error: thrown }, "A request failed.");
      if (problem.reason !== undefined) refused(request, problem.reason);
      const rest = drain(request.raw);
      // The connection ends with the answer: a client that is still sending would then not get to read it.
      if (!reply.raw.shouldKeepAlive) await rest;
      sendProblem(reply.raw, problem, form);
      if (!reply.raw.writableEnded) reply.raw.end();
    }
  }

  app.addHook("onRequest", (request, reply, done) => {
    const response = reply.raw;
    setSecurityHeaders(response);
    const path = pathOf(request);
    const form = path.startsWith("/upload/") ? "plain" : "rpc";
    const { origin } = request.headers;
    try {
      if (origin !== undefined && origin !== "") {
        if (!guards.allowsOrigin(origin)) {
          throw new HttpProblem(
            403,
            rpc.forbidden,
            `The origin ${printable(origin)} is not allowed; add it to ALLOWED_ORIGINS.`,
            {
              reason: "origin",
            },
          );
        }
        setCorsHeaders(response, origin);
      }
      // Probes come from load balancers under any name, and tell nothing that matters.
      if (!probes.has(path) && !guards.allowsHost(request.host)) {
        throw new HttpProblem(
          403,
          rpc.forbidden,
          `The host ${printable(request.host)} is not allowed; add it to ALLOWED_HOSTS or set MCP_PUBLIC_URL.`,
          { reason: "host" },
        );
      }
    } catch (problem) {
      void serve(request, reply, form, () => {
        throw problem;
      });
      return;
    }
    if (
      request.method === "OPTIONS" &&
      origin !== undefined &&
      request.headers["access-control-request-method"] !== undefined
    ) {
      reply.hijack();
      const methods = form === "plain" ? "PUT" : "POST, GET, DELETE";
      answerPreflight(
        response,
        methods,
        request.headers["access-control-request-headers"],
        [...access.callerHeaders, ...(runtime.vendor.toolsetHeaders ?? [])],
        request.headers["access-control-request-private-network"] === "true",
      );
      return;
    }
    done();
  });

  for (const route of mcpRoutes) {
    app.all(route, (request, reply) =>
      serve(request, reply, "rpc", (raw, response) => endpoint.handle(raw, response, request.ip)),
    );
  }
  const name = `psa-mcp-${runtime.vendor.id}`;
  for (const route of ["/health", "/healthz"]) {
    app.get(route, (request, reply) =>
      serve(request, reply, "plain", (_raw, response) =>
        sendJson(response, 200, { status: "ok", name, version: runtime.version }),
      ),
    );
  }
  app.get("/readyz", (request, reply) =>
    serve(request, reply, "plain", (_raw, response) => {
      const ready = !stopping && (runtime.ready?.() ?? true);
      sendJson(response, ready ? 200 : 503, {
        status: ready ? "ready" : stopping ? "stopping" : "degraded",
      });
    }),
  );
  if (uploads !== undefined) {
    app.put<{ Params: { id: string } }>("/upload/:id", (request, reply) =>
      serve(request, reply, "plain", async (raw, response) => {
        if (stopping)
          throw new HttpProblem(503, rpc.refused, "The server is shutting down.", {
            headers: { "Retry-After": "5" },
          });
        const principal = await access.http(raw.headers, raw.rawHeaders);
        const stored = await receiveUpload(uploads, principal, request.params.id, raw);
        runtime.audit.record({
          event: "upload.store",
          outcome: "ok",
          vendor: runtime.vendor.id,
          transport: "http",
          actor: principal,
          ip: request.ip,
        });
        sendJson(response, 200, stored);
      }),
    );
  }
  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request);
    const isMcp = mcpRoutes.includes(path);
    return serve(request, reply, isMcp ? "rpc" : "plain", () => {
      if (isMcp) {
        throw new HttpProblem(405, rpc.refused, `${request.method} is not served here.`, {
          headers: { Allow: "POST, GET, DELETE" },
        });
      }
      throw new HttpProblem(
        404,
        rpc.refused,
        `Nothing is served at ${printable(path)}. MCP clients use /mcp.`,
      );
    });
  });
  app.setErrorHandler((error, request, reply) =>
    serve(request, reply, "rpc", () => {
      const status =
        error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
      if (status >= 400 && status < 500)
        throw new HttpProblem(status, rpc.invalidRequest, "The request cannot be read.");
      throw error;
    }),
  );

  const url = await listen(app, settings);
  options.uploads?.announce(settings.publicUrl ?? url);

  let closing: Promise<void> | undefined;
  return {
    url,
    endpoint: `${url}/mcp`,
    get sessions() {
      return endpoint.sessions.size;
    },
    close() {
      stopping = true;
      closing ??= shutDown(app, endpoint, settings.shutdownMilliseconds);
      return closing;
    },
  };
}

function deniedProblem(denied: AccessDenied): HttpProblem {
  return new HttpProblem(denied.status, denied.rpcCode, denied.message, {
    reason: denied.reason,
    headers: {
      ...(denied.challenge === undefined ? {} : { "WWW-Authenticate": denied.challenge }),
      ...(denied.retryAfterSeconds === undefined
        ? {}
        : { "Retry-After": String(Math.ceil(denied.retryAfterSeconds)) }),
    },
  });
}

function pathOf(request: FastifyRequest): string {
  const mark = request.url.indexOf("?");
  const path = mark === -1 ? request.url : request.url.slice(0, mark);
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

/** A value from a request, short and without control characters, for messages. */
function printable(text: string): string {
  return text.replace(/[^\u0020-\u007E]/g, "?").slice(0, 200);
}
