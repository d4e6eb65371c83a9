import type { Answer, Incoming } from "../http/message.ts";
import { Router } from "../http/router.ts";
import { answerOf, type Call, type Handler, type State } from "./call.ts";
import { Failure, failureAnswer, page, plain, Refusal, refusalAnswer } from "./errors.ts";
import { tokenOf, type TokenRecord } from "./keys.ts";
import { isFields, stamp, type Fields, type User } from "./model.ts";
import { runNightlyJob } from "./nightly.ts";
import { handlers } from "./resources/index.ts";
import { hasRole } from "./roles.ts";
import { ROUTES, type Role, type Route } from "./routes.ts";

const ROOT = "/api/v1/";

/** The built-in account that the system itself acts as. */
const SYSTEM_USER_ID = 6;

interface Entry {
  route: Route;
  handler: Handler;
}

/** Makes the function that answers every request of the imitated API. */
export function createApi(state: State): (request: Incoming) => Answer {
  let router: Router<Entry> | undefined;
  return (request) => {
    // The routes are laid out at the first request, so that starting costs nothing.
    router ??= layOut();
    return respond(state, router, request);
  };
}

function layOut(): Router<Entry> {
  const router = new Router<Entry>();
  const places = ({ path }: Route): number => path.split("{").length;
  // Literal paths go first.
  for (const route of ROUTES.toSorted((a, b) => places(a) - places(b))) {
    const handler = handlers[`${route.family}.${route.action}`];
    if (!handler) throw new Error(`Nothing serves ${route.family}.${route.action}.`);
    const pattern = ROOT + route.path.replaceAll(/\{(\w+)\}/g, ":$1");
    router.add("POST", pattern, { route, handler });
  }
  return router;
}

function respond(state: State, router: Router<Entry>, request: Incoming): Answer {
  const { url, method } = request;
  if (!url.pathname.startsWith("/api/")) return page(404, "Not Found");
  const found = router.find("POST", url.pathname);
  const path = url.pathname.slice(1);
  const asPage = state.switches.errorPages === "html";
  if (!found) {
    return asPage ? page(404, "Not Found") : plain(404, `The route ${path} could not be found.`);
  }
  if (method !== "POST") {
    const text = `The ${method} method is not supported for route ${path}. Supported methods: POST.`;
    const answer = asPage ? page(405, "Method Not Allowed") : plain(405, text);
    answer.headers["allow"] = "POST";
    return answer;
  }
  const { route, handler } = found.handler;
  const token = tokenOf(request.headers.authorization);
  const isOpen = route.family === "idempotency_key" && state.switches.mintKey === "open";
  if (!token && !isOpen) return plain(401, "Unauthenticated.");
  const limited = limit(state, token, request);
  if (limited && !limited.allowed) return limited.answer();
  const user = actor(state, token);
  const refused = refusal(state, route, token, user);
  if (refused) return refused;
  runNightlyJob(state);
  const call: Call = {
    state,
    route,
    token,
    user,
    body: readBody(request),
    parameters: found.parameters,
    request,
  };
  const answer = attempt(call, handler);
  Object.assign(answer.headers, limited?.headers);
  return answer;
}

function attempt(call: Call, handler: Handler): Answer {
  const { switches } = call.state;
  try {
    if (!call.route.idempotent) return copy(answerOf(call, handler(call)));
    return copy(once(call, handler));
  } catch (error) {
    if (error instanceof Failure) return failureAnswer(error, call.route.family, switches);
    if (error instanceof Refusal) return refusalAnswer(error, switches);
    throw error;
  }
}

/** A stored answer must not get the headers of a later request. */
function copy(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers } };
}

function once(call: Call, handler: Handler): Answer {
  const { idempotency, clock, switches } = call.state;
  const key = call.request.headers["idempotency-key"];
  return idempotency.run(
    {
      owner: call.token?.id ?? 0,
      key: Array.isArray(key) ? key[0] : key,
      action: call.route.action,
      payload: call.body,
      now: clock.now().getTime(),
      switches,
    },
    () => answerOf(call, handler(call)),
  );
}

interface Limited {
  allowed: boolean;
  headers: Record<string, string>;
  answer(): Answer;
}

/** Laravel's customary throttle. It counts per token, else per caller without one. */
function limit(
  state: State,
  token: TokenRecord | undefined,
  { headers }: Incoming,
): Limited | undefined {
  const { switches, clock } = state;
  const isSet = Number.isFinite(state.limiter.limit.requests);
  if (switches.rateLimit === "none" && !isSet) return undefined;
  const limiter = isSet ? state.limiter : state.customaryLimiter;
  const who = String(token?.id ?? headers["user-agent"] ?? "");
  const { allowed, limit: most, remaining, waitSeconds } = limiter.take(who, clock.now().getTime());
  const told = { "x-ratelimit-limit": String(most), "x-ratelimit-remaining": String(remaining) };
  return {
    allowed,
    headers: told,
    answer() {
      const answer = plain(429, "Too Many Attempts.");
      const reset = Math.ceil(clock.now().getTime() / 1000) + waitSeconds;
      Object.assign(answer.headers, told, {
        "retry-after": String(waitSeconds),
        "x-ratelimit-reset": String(reset),
      });
      return answer;
    },
  };
}

/** As whom a call runs; the pages of the vendor disagree, hence the switch. */
function actor(state: State, token: TokenRecord | undefined): User {
  const id = state.switches.actsAs === "system" ? SYSTEM_USER_ID : (token?.userId ?? 0);
  const user = state.store.table("users").get(id);
  return user ?? nobody();
}

function nobody(): User {
  return {
    id: 0,
    name: "",
    email: "",
    is_staff: false,
    is_admin: false,
    is_sysadmin: false,
    is_superuser: false,
    api_user: false,
    tonic_notifications: false,
    password: "",
    created_at: stamp(0),
  };
}

/** The three guards in the order of the framework: ability, role, plan. Each has words of its own. */
function refusal(
  state: State,
  route: Route,
  token: TokenRecord | undefined,
  user: User,
): Answer | undefined {
  const { abilities, role, sysadmin, plan } = route;
  if (abilities.length > 0 && !abilities.some((name) => token?.abilities.includes(name))) {
    return plain(403, "Invalid ability provided.");
  }
  if (role && !hasRole(user, role)) return plain(403, ROLE_TEXTS[role]);
  if (sysadmin && !hasRole(user, "sysadmin")) return plain(403, ROLE_TEXTS.sysadmin);
  if (plan && !state.plan[plan]) {
    return plain(403, "Your current plan does not include this feature.");
  }
  return undefined;
}

const ROLE_TEXTS: Readonly<Record<Role, string>> = {
  staff: "Staff access is required.",
  admin: "Administrator access is required.",
  sysadmin: "System administrator access is required.",
  superuser: "Superuser access is required.",
};

/** The framework passes over a body that is no JSON object: its fields are then missing. */
function readBody({ headers, body }: Incoming): Fields {
  const type = (headers["content-type"] ?? "").toLowerCase();
  if (body.length === 0 || !type.includes("json")) return {};
  try {
    const parsed: unknown = JSON.parse(body.toString("utf8"));
    return isFields(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
