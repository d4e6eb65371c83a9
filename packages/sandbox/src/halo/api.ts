import { html, json, type Answer, type Incoming } from "../http/message.ts";
import { Router } from "../http/router.ts";
import { authServer } from "./auth/server.ts";
import type { Call, Handler, Principal, State } from "./call.ts";
import { ApiError, empty, notFound, tooMany, unauthorized } from "./errors.ts";
import { HALO_TENANT } from "./keys.ts";
import { objects, text, type Row } from "./model.ts";
import { addAllRoutes } from "./resources/index.ts";
import { instanceInfo } from "./resources/instance.ts";

/** Makes the function that answers every request to the tenant's host. */
export function createApi(state: State): (request: Incoming) => Answer {
  let routes: Router<Handler> | undefined;
  return (request) => {
    // The routes are laid out at the first request, so that starting costs nothing.
    routes ??= layOut();
    try {
      return respond(state, routes, request);
    } catch (error) {
      if (error instanceof ApiError) return error.answer;
      throw error;
    }
  };
}

/** Makes the function that answers every request to the authorization server of its own. */
export function createAuthApi(state: State): (request: Incoming) => Answer {
  return (request) => authServer(state, request, request.url.pathname.toLowerCase()) ?? empty(404);
}

function layOut(): Router<Handler> {
  const added: { method: string; path: string; handler: Handler }[] = [];
  addAllRoutes((method, path, handler) => added.push({ method, path, handler }));
  const places = (path: string): number => path.split(":").length;
  const router = new Router<Handler>();
  // Literal paths go first: `/Agent/me` is no agent.
  for (const { method, path, handler } of added.toSorted(
    (a, b) => places(a.path) - places(b.path),
  )) {
    router.add(method, path.toLowerCase(), handler);
  }
  return router;
}

function respond(state: State, routes: Router<Handler>, request: Incoming): Answer {
  const { url, method } = request;
  // The vendor's paths are the same in any case of letters.
  const path = url.pathname.toLowerCase();
  if (path.startsWith("/auth/") && state.switches.authLayout === "tenant") {
    return authServer(state, request, path.slice("/auth".length)) ?? empty(404);
  }
  const rest = /^\/api(\/.+)$/.exec(path)?.[1];
  if (rest === undefined) throw notFound();
  const open = method === "GET" ? openAnswer(state, rest) : undefined;
  if (open) return open;
  const principal = authenticate(state, request);
  const limit = state.limiter.limit;
  const decision = state.limiter.take(principal.clientId, state.clock.now().getTime());
  const headers: Record<string, string> = {};
  if (state.switches.rateHeaders === "on") {
    headers["x-ratelimit-limit"] = String(decision.limit);
    headers["x-ratelimit-remaining"] = String(decision.remaining);
  }
  if (!decision.allowed) {
    const refused = tooMany(limit.requests, limit.windowSeconds);
    if (state.switches.retryAfter === "seconds") {
      headers["retry-after"] = String(decision.waitSeconds);
    }
    return { ...refused, headers: { ...refused.headers, ...headers } };
  }
  const route = routes.find(method, rest);
  if (!route) throw notFound();
  const call: Call = {
    state,
    principal,
    method,
    url,
    headers: request.headers,
    parameters: route.parameters,
    query: queryOf(url),
    raw: request.body,
  };
  try {
    const answer = route.handler(call);
    return { ...answer, headers: { ...answer.headers, ...headers } };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { answer } = error;
    return { ...answer, headers: { ...answer.headers, ...headers } };
  }
}

function queryOf(url: URL): Map<string, string[]> {
  const query = new Map<string, string[]>();
  for (const [given, value] of url.searchParams) {
    const name = given.toLowerCase().replace(/\[\]$/, "");
    const values = query.get(name);
    if (values) values.push(value);
    else query.set(name, [value]);
  }
  return query;
}

/** What can be read without a token. */
function openAnswer(state: State, path: string): Answer | undefined {
  if (path === "/authinfo") {
    const root = state.switches.authLayout === "tenant" ? `${state.origin}/auth` : state.authOrigin;
    return json(200, { auth_url: root, tenant_id: HALO_TENANT });
  }
  if (path === "/health") return json(200, { status: "Healthy" });
  if (path === "/instanceinfo" && state.switches.instanceInfo === "open") {
    return json(200, instanceInfo(state));
  }
  return undefined;
}

function authenticate(state: State, request: Incoming): Principal {
  const token = /^bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? "")?.[1];
  const grant = token === undefined ? undefined : state.tokens.find(token);
  const agent = grant && state.store.table("agents").get(grant.agentId);
  if (!grant || !agent || agent["isdisabled"] === true) throw unauthorized();
  return { clientId: grant.clientId, agent, roles: rolesOf(agent), scopes: grant.scopes };
}

function rolesOf(agent: Row): string[] {
  return objects(agent, "roles").map((role) => text(role, "name"));
}

/** An error in the vendor's shape, for faults and for what fails before a handler is reached. */
export function vendorError(status: number, detail: string): Answer {
  if (status >= 502 && status <= 504) {
    return html(status, `<html><body><h1>${status} - Server Error</h1></body></html>`);
  }
  if (status === 429) return tooMany(700, 300);
  if (status < 400) return json(status, {});
  if (status === 400 || status === 413) return json(status, detail);
  return empty(status);
}
