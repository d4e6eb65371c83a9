import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyHttpOptions, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Server as HttpListener } from "node:http";
import { AccessDenied, type HttpAccess } from "../../access/index.ts";
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
import { serveSignInEnd, serveSignInStart } from "./sign-in-route.ts";
import { receiveUpload } from "./upload-route.ts";

export interface HttpOptions {
  /** Present time in epoch milliseconds. */
  readonly now?: () => number;
}

/** One MCP endpoint of an HTTP server, with the routes that belong to it. */
export interface Mount {
  /** Paths of the endpoint: `/mcp`. */
  readonly paths: readonly string[];
  /** What its health and upload routes begin with: nothing, or `/acme`. */
  readonly prefix: string;
  readonly runtime: Bindable;
  readonly access: HttpAccess;
  /** Staged uploads; their route exists when they have a store here. */
  readonly uploads?: Uploads;
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

const probe = /^(?:\/[a-z-]+)?\/(?:health|healthz|readyz)$/;

/** Starts the HTTP transport with one endpoint or several; the first mount's settings and log are the server's. */
export async function startHttp(
  mounts: readonly [Mount, ...Mount[]],
  options: HttpOptions,
): Promise<HttpServer> {
  for (const { access } of mounts) access.assertStartable();
  const [{ runtime }] = mounts;
  const settings = readHttpSettings(runtime.settings);
  const now = options.now ?? Date.now;
  const guards = createGuards(settings);
  const everyAnswer = securityHeaders(settings.publicUrl);
  const served = mounts.map((mount) => ({
    ...mount,
    endpoint: createEndpoint({ runtime: mount.runtime, access: mount.access, settings, now }),
  }));
  const endpoints = served.map(({ endpoint }) => endpoint);
  const requestHeaders = [
    ...new Set(
      mounts.flatMap(({ access, runtime: { vendor } }) => [
        ...access.callerHeaders,
        ...(vendor.toolsetHeaders ?? []),
      ]),
    ),
  ];
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
    const path = pathOf(request);
    const { vendor } = (mounts.find(({ paths }) => paths.includes(path)) ?? mounts[0]).runtime;
    const userAgent = request.headers["user-agent"];
    runtime.audit.record({
      event: reason.startsWith("session_limit") ? "ratelimit.block" : "auth.deny",
      outcome: "refused",
      vendor: vendor.id,
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
    const form = path.includes("/upload/") ? "plain" : "rpc";
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
      if (!probe.test(path) && !guards.allowsHost(request.host)) {
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
        requestHeaders,
        request.headers["access-control-request-private-network"] === "true",
      );
      return;
    }
    done();
  });

  for (const { paths, prefix, runtime: own, access, uploads, endpoint } of served) {
    for (const route of paths) {
      app.all(route, (request, reply) =>
        serve(request, reply, "rpc", (raw, response) => endpoint.handle(raw, response, request.ip)),
      );
    }
    const health = {
      status: "ok",
      name: own.name ?? `psa-mcp-${own.vendor.id}`,
      version: own.version,
      ...(own.about === undefined ? {} : own.about),
    };
    for (const route of ["/health", "/healthz"]) {
      app.get(`${prefix}${route}`, (request, reply) =>
        serve(request, reply, "plain", (_raw, response) => sendJson(response, 200, health)),
      );
    }
    app.get(`${prefix}/readyz`, (request, reply) =>
      serve(request, reply, "plain", (_raw, response) => {
        const ready = !stopping && (own.ready?.() ?? true);
        sendJson(response, ready ? 200 : 503, {
          status: ready ? "ready" : stopping ? "stopping" : "degraded",
        });
      }),
    );
    const { webSignIn } = own;
    if (webSignIn !== undefined) {
      const route = `/oauth/upstream/${own.vendor.id}`;
      const secure = settings.publicUrl?.startsWith("https:") === true;
      app.get(`${route}/start`, (request, reply) =>
        serve(request, reply, "plain", (raw, response) =>
          serveSignInStart(webSignIn, raw, response, secure),
        ),
      );
      app.get(`${route}/callback`, (request, reply) =>
        serve(request, reply, "plain", (raw, response) => serveSignInEnd(webSignIn, raw, response)),
      );
    }
    const store = uploads?.store;
    if (store === undefined) continue;
    app.put<{ Params: { id: string } }>(`${prefix}/upload/:id`, (request, reply) =>
      serve(request, reply, "plain", async (raw, response) => {
        if (stopping)
          throw new HttpProblem(503, rpc.refused, "The server is shutting down.", {
            headers: { "Retry-After": "5" },
          });
        const principal = await access.http(raw.headers, raw.rawHeaders);
        const stored = await receiveUpload(store, principal, request.params.id, raw);
        own.audit.record({
          event: "upload.store",
          outcome: "ok",
          vendor: own.vendor.id,
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
    const isMcp = mounts.some(({ paths }) => paths.includes(path));
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
  for (const { uploads, prefix } of mounts)
    uploads?.announce(`${settings.publicUrl ?? url}${prefix}`);

  let closing: Promise<void> | undefined;
  return {
    url,
    endpoint: `${url}/mcp`,
    get sessions() {
      return endpoints.reduce((sum, { sessions }) => sum + sessions.size, 0);
    },
    close() {
      stopping = true;
      closing ??= shutDown(app, endpoints, settings.shutdownMilliseconds);
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
