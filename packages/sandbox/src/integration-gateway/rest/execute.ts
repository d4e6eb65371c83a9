import type { Answer, Incoming } from "../../http/message.ts";
import { json } from "../../http/message.ts";
import { permissionsOf } from "../access.ts";
import { byAny, type Refusal } from "../authenticate.ts";
import { runIntegration, type Input, type Outcome } from "../engine/run.ts";
import { ApiError, detail } from "../errors.ts";
import { flag, text, type Row } from "../model.ts";
import type { Call, Principal, State } from "../state.ts";
import { readBody } from "./body.ts";

const LONGEST_KEY = 64;

/** The path name in the address of an execution, where the profile has executions at such an address. */
export function executionOf({ switches }: State, path: string): string | undefined {
  const [, root, name] = /^(\/integrations)?\/execute\/([^/]+)\/?$/.exec(path) ?? [];
  const isShort = root === undefined;
  if (switches.executePath !== "both" && isShort !== (switches.executePath === "short")) {
    return undefined;
  }
  return name;
}

/** `POST /integrations/execute/{path_name}` */
export async function execute(call: Call, pathName: string): Promise<Answer> {
  const { state, request } = call;
  const principal = authenticated(state, request);
  if (request.method !== "POST") {
    const answer = json(405, { detail: `Method "${request.method}" not allowed.` });
    answer.headers["allow"] = "POST, OPTIONS";
    return answer;
  }
  const [integration] = state.store.table("integrations").by("path_name", pathName);
  if (integration === undefined || !flag(integration, "active") || !flag(integration, "http_api")) {
    throw detail(404, "Not found.");
  }
  const { payload, files } = readBody(request);
  const input = inputOf(request, principal, { payload, files, path: {} });
  return perform(call, principal, integration, input, outcomeAnswer);
}

/** Runs for a caller who may, once for each idempotency key, and answers at once where the integration says so. */
export async function perform(
  { state, request }: Call,
  principal: Principal,
  integration: Row,
  input: Input,
  answerOf: (outcome: Outcome) => Answer,
): Promise<Answer> {
  if (!permissionsOf(state, principal, integration).execute) {
    const name = text(integration, "path_name");
    throw detail(403, `You do not have the execute permission on integration ${name}.`);
  }
  const listener = { signal: state.ending, progress: () => undefined };
  const run = async (): Promise<Answer> => {
    const working = runIntegration(state, integration, input, principal, listener);
    if (!flag(integration, "run_async")) return answerOf(await working);
    working.catch(() => undefined);
    return json(200, { message: "The integration was started." });
  };
  const key = request.headers["idempotency-key"];
  return key === undefined ? run() : once(state, principal, String(key), run);
}

async function once(
  state: State,
  { username }: Principal,
  key: string,
  run: () => Promise<Answer>,
): Promise<Answer> {
  if (key === "" || key.length > LONGEST_KEY) {
    throw detail(400, `Idempotency-Key has to have 1 to ${LONGEST_KEY} characters.`);
  }
  const now = state.clock.now().getTime();
  const kept = state.kept.find(username, key, now);
  if (kept === "running") {
    throw detail(409, "A request with this Idempotency-Key is still being processed.");
  }
  if (kept !== undefined) return copyOf(kept);
  state.kept.begin(username, key, now);
  try {
    const answer = await run();
    state.kept.finish(username, key, copyOf(answer));
    return answer;
  } catch (error) {
    state.kept.forget(username, key);
    throw error;
  }
}

/** Headers are written into answers on their way out: what is kept stays as it was. */
function copyOf(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers } };
}

/** Whatever the integration put into its output: there is no envelope. */
function outcomeAnswer({ output }: Outcome): Answer {
  return contentAnswer(output, "application/json");
}

/** An output as an answer of this content type, unless its headers name another. */
export function contentAnswer(
  { payload, status, headers }: Outcome["output"],
  usual: string,
): Answer {
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const all: Record<string, string> = { "content-type": usual, ...Object.fromEntries(given) };
  const isText = typeof payload === "string" && all["content-type"] !== "application/json";
  const body = isText ? payload : JSON.stringify(payload);
  return { status, headers: all, body: payload === null ? "" : body };
}

/** What code sees of a request. Credentials are not among its headers. */
export function inputOf(
  { method, url, headers }: Incoming,
  principal: Principal,
  given: Pick<Input, "payload" | "files" | "path">,
): Input {
  const shown = Object.entries(headers).filter(
    ([name]) => !["authorization", "cookie", "x-csrftoken"].includes(name),
  );
  return {
    ...given,
    method,
    params: Object.fromEntries(url.searchParams),
    fullpath: `${url.pathname}${url.search}`,
    headers: Object.fromEntries(shown.map(([name, value]) => [name, String(value)])),
    user: principal.username,
  };
}

/** Who calls; 401 or 403 for nobody. */
export function authenticated(state: State, request: Incoming): Principal {
  const principal = byAny(state, request);
  if (typeof principal !== "string") return principal;
  throw new ApiError(refusal(principal));
}

function refusal(why: Refusal): Answer {
  if (why === "csrf") return json(403, { detail: "CSRF Failed: CSRF token missing or incorrect." });
  const missing = "Authentication credentials were not provided.";
  const answer = json(401, { detail: why === "missing" ? missing : "Invalid credentials." });
  answer.headers["www-authenticate"] = 'Basic realm="api"';
  return answer;
}
