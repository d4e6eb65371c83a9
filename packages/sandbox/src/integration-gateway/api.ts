import { randomUUID } from "node:crypto";
import { json, type Answer, type Incoming } from "../http/message.ts";
import { ApiError, plainPage } from "./errors.ts";
import { MCP_PATH } from "./mcp/path.ts";
import { mcpEndpoint, missingSlash } from "./mcp/transport.ts";
import { doAuthorize, showAuthorize } from "./oauth/authorize.ts";
import { discover } from "./oauth/discovery.ts";
import { introspect, revoke } from "./oauth/revoke.ts";
import { doSignIn, home, showSignIn, signOut } from "./oauth/sign-in.ts";
import { token } from "./oauth/token.ts";
import { callEndpoint, isEndpointPath } from "./rest/endpoints.ts";
import { execute, executionOf } from "./rest/execute.ts";
import { frontendOf, showFrontend } from "./rest/frontends.ts";
import { baseOf, type Call, type State } from "./state.ts";

/** Answers a request. */
type View = (call: Call) => Answer | Promise<Answer>;

type Views = Readonly<Record<string, View>>;

/** Views by path, to the slash: one that ends in a slash is not found without it. */
const VIEWS: Readonly<Record<string, Views>> = {
  "/": { GET: home },
  "/accounts/login/": { GET: showSignIn, POST: doSignIn },
  "/o/authorize/": { GET: showAuthorize, POST: doAuthorize },
  "/o/token/": { POST: token },
  "/o/revoke_token/": { POST: revoke },
  "/o/introspect/": { POST: introspect },
  "/integrations/services/auth/logout": { POST: signOut },
};

/** Makes the function that answers every request of the imitated instance. */
export function createApi(state: State): (request: Incoming) => Promise<Answer> {
  return async (request) => {
    try {
      return dressed(await respond(state, request));
    } catch (error) {
      if (error instanceof ApiError) return dressed(error.answer);
      throw error;
    }
  };
}

function respond(state: State, request: Incoming): Answer | Promise<Answer> {
  const { pathname } = request.url;
  const call: Call = { state, request, base: baseOf(state, request) };
  const decision = state.limiter.take(account(request), state.clock.now().getTime());
  if (!decision.allowed) {
    const answer = json(429, {
      detail: `Request was throttled. Expected available in ${decision.waitSeconds} seconds.`,
    });
    answer.headers["retry-after"] = String(decision.waitSeconds);
    return answer;
  }
  if (pathname === MCP_PATH) return mcpEndpoint(call);
  const document = request.method === "GET" ? discover(call) : undefined;
  if (document !== undefined) return document;
  const views = Object.hasOwn(VIEWS, pathname) ? VIEWS[pathname] : undefined;
  if (views !== undefined) return choose(views, call);
  const execution = executionOf(state, pathname);
  if (execution !== undefined) return execute(call, execution);
  if (isEndpointPath(pathname)) return callEndpoint(call);
  const frontend = frontendOf(pathname);
  if (frontend !== undefined) return showFrontend(call, frontend);
  const slashed = `${pathname}/`;
  if (slashed === MCP_PATH || Object.hasOwn(VIEWS, slashed)) return missingSlash(call);
  return plainPage(404, "Not Found", "There is nothing at this address.");
}

function choose(views: Views, call: Call): Answer | Promise<Answer> {
  const { method } = call.request;
  const view = Object.hasOwn(views, method) ? views[method] : undefined;
  if (view !== undefined) return view(call);
  const answer = plainPage(405, "Method Not Allowed");
  answer.headers["allow"] = Object.keys(views).join(", ");
  return answer;
}

function account(request: Incoming): string {
  return request.headers.authorization ?? "";
}

/** The headers that every answer has; they also say that this is no real instance. */
function dressed(answer: Answer): Answer {
  Object.assign(answer.headers, {
    server: "sandbox",
    "x-sandbox": "approximates an Integration Gateway instance",
    "x-request-id": randomUUID(),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  });
  return answer;
}
