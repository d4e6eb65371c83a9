import { html, type Answer, type Incoming } from "../http/message.ts";
import { retryAfter } from "../http/fault-actions.ts";
import { Router } from "../http/router.ts";
import type { Call, State } from "./call.ts";
import { ApiError, badKey, badRequest, errorAnswer, forbidden, routeNotFound } from "./errors.ts";
import { serveFile } from "./files.ts";
import type { Principal } from "./keys.ts";
import type { Json } from "./model.ts";
import { parseQuery } from "./query.ts";
import { purgeMarked } from "./resources/organizations.ts";
import { addAllRoutes } from "./resources/index.ts";
import type { Handler } from "./routes.ts";

/** Makes the function that answers every request of the imitated API. */
export function createApi(state: State): (request: Incoming) => Answer {
  const router = new Router<Handler>();
  addAllRoutes(router);
  return (request) => {
    try {
      return answer(state, router, request);
    } catch (error) {
      if (error instanceof ApiError) return error.answer;
      throw error;
    }
  };
}

function answer(state: State, router: Router<Handler>, request: Incoming): Answer {
  const { method, url, headers } = request;
  // Presigned addresses carry their own permission, and stand for another host.
  if (url.pathname.startsWith("/files/")) return serveFile(state, method, url);
  const route = router.find(method, url.pathname);
  if (!route) throw routeNotFound();
  const key = headers["x-api-key"];
  const principal = state.keyring.find(
    Array.isArray(key) ? key[0] : key,
    headers.authorization,
    state.clock.now(),
  );
  if (!principal) throw badKey(state.switches.unauthorizedBody);
  const limited = limit(state, principal);
  if (limited.refused) return limited.refused;
  if (!principal.address) throw forbidden("Access from this IP address is not allowed");
  purgeMarked(state);
  const call: Call = {
    state,
    principal,
    method,
    url,
    parameters: route.parameters,
    query: parseQuery(url.searchParams),
    body: readBody(state, request),
  };
  try {
    const result = route.handler(call);
    Object.assign(result.headers, limited.headers);
    return result;
  } catch (error) {
    if (error instanceof ApiError) Object.assign(error.answer.headers, limited.headers);
    throw error;
  }
}

function limit(
  state: State,
  principal: Principal,
): { headers: Record<string, string>; refused: Answer | undefined } {
  const now = state.clock.now();
  const decision = state.limiter.take(principal.id, now.getTime());
  const headers: Record<string, string> =
    state.switches.rateHeaders === "on"
      ? {
          "x-ratelimit-limit": String(decision.limit),
          "x-ratelimit-remaining": String(decision.remaining),
          "x-ratelimit-reset": String(decision.waitSeconds),
        }
      : {};
  if (decision.allowed) return { headers, refused: undefined };
  const refused = errorAnswer(429, [{ detail: "Rate limit exceeded" }]);
  const { waitSeconds } = decision;
  if (state.switches.retryAfter === "seconds") headers["retry-after"] = String(waitSeconds);
  if (state.switches.retryAfter === "date") {
    headers["retry-after"] = retryAfter(`date:${waitSeconds}`, now);
  }
  Object.assign(refused.headers, headers);
  return { headers, refused };
}

function readBody(state: State, { body, headers, method }: Incoming): Json | undefined {
  if (body.length === 0 || method === "GET") return undefined;
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  const plain = type === "application/json" && state.switches.plainJson === "accepted";
  if (type !== "application/vnd.api+json" && !plain) {
    throw new ApiError(errorAnswer(415, [{ detail: "Use application/vnd.api+json" }]));
  }
  try {
    return JSON.parse(body.toString("utf8")) as Json;
  } catch {
    throw badRequest("The request body is not valid JSON");
  }
}

/** An error in the vendor's shape, for what fails before a handler is reached. */
export function vendorError(status: number, detail: string): Answer {
  if (status === 502 || status === 504) return html(status, `<html><h1>${status}</h1></html>`);
  return errorAnswer(status, [{ detail }]);
}
