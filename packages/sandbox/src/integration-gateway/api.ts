import { randomUUID } from "node:crypto";
import { json, type Answer, type Incoming } from "../http/message.ts";
import { Router } from "../http/router.ts";
import { ApiError, plainPage } from "./errors.ts";
import { MCP_PATH } from "./mcp/path.ts";
import { mcpEndpoint, missingSlash } from "./mcp/transport.ts";
import { doAuthorize, showAuthorize } from "./oauth/authorize.ts";
import { discover } from "./oauth/discovery.ts";
import { introspect, revoke } from "./oauth/revoke.ts";
import { doSignIn, home, showSignIn, signOut } from "./oauth/sign-in.ts";
import { token } from "./oauth/token.ts";
import { baseOf, type Call, type State } from "./state.ts";

/** Answers a request. */
type View = (call: Call) => Answer | Promise<Answer>;

const VIEWS: readonly (readonly [method: string, path: string, view: View])[] = [
  ["GET", "/", home],
  ["GET", "/accounts/login/", showSignIn],
  ["POST", "/accounts/login/", doSignIn],
  ["GET", "/o/authorize/", showAuthorize],
  ["POST", "/o/authorize/", doAuthorize],
  ["POST", "/o/token/", token],
  ["POST", "/o/revoke_token/", revoke],
  ["POST", "/o/introspect/", introspect],
  ["POST", "/integrations/services/auth/logout", signOut],
];

/** Makes the function that answers every request of the imitated instance. */
export function createApi(state: State): (request: Incoming) => Promise<Answer> {
  const router = new Router<View>();
  for (const [method, path, view] of VIEWS) router.add(method, path, view);
  return async (request) => {
    try {
      return dressed(await respond(state, router, request));
    } catch (error) {
      if (error instanceof ApiError) return dressed(error.answer);
      throw error;
    }
  };
}

function respond(state: State, router: Router<View>, request: Incoming): Answer | Promise<Answer> {
  const { pathname } = request.url;
  const call: Call = { state, request, base: baseOf(state, request), parameters: {} };
  const decision = state.limiter.take(account(request), state.clock.now().getTime());
  if (!decision.allowed) {
    const answer = json(429, {
      detail: `Request was throttled. Expected available in ${decision.waitSeconds} seconds.`,
    });
    answer.headers["retry-after"] = String(decision.waitSeconds);
    return answer;
  }
  if (pathname === MCP_PATH) return mcpEndpoint(call);
  if (`${pathname}/` === MCP_PATH) return missingSlash(call);
  const document = request.method === "GET" ? discover(call) : undefined;
  if (document !== undefined) return document;
  const route = router.find(request.method, pathname);
  if (route === undefined) return notFound(router, pathname);
  return route.handler({ ...call, parameters: route.parameters });
}

function account(request: Incoming): string {
  return request.headers.authorization ?? "";
}

function notFound(router: Router<View>, path: string): Answer {
  const others = ["GET", "POST"].filter((method) => router.find(method, path) !== undefined);
  if (others.length === 0) return plainPage(404, "Not Found", "There is nothing at this address.");
  const answer = plainPage(405, "Method Not Allowed");
  answer.headers["allow"] = others.join(", ");
  return answer;
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
