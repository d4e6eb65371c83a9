import { html, json, type Answer } from "../../http/message.ts";
import { byBearer, type Refusal } from "../authenticate.ts";
import { resourceMetadataUrl } from "../oauth/discovery.ts";
import { object } from "../model.ts";
import { cookieOf } from "../oauth/web-sessions.ts";
import type { Call, Principal, State } from "../state.ts";
import { dispatch, needsStream, type Channel } from "./dispatch.ts";
import {
  errorMessage,
  INVALID_REQUEST,
  notification,
  PARSE_ERROR,
  type Message,
  type RequestId,
} from "./messages.ts";
import type { Session } from "./sessions.ts";
import { eventText, STREAM_HEADERS, type Stream } from "./stream.ts";
import { isVersionSpoken } from "./versions.ts";

/** `/integrations/mcp/`: Streamable HTTP. */
export function mcpEndpoint(call: Call): Answer | Promise<Answer> {
  const { state, request, base } = call;
  const { origin } = request.headers;
  if (origin !== undefined && origin !== base) return refuse(403, "Invalid Origin header");
  const principal = byBearer(state, request);
  if (typeof principal === "string") return unauthorized(call, principal);
  if (principal.type !== "staff" && principal.type !== "superuser") {
    return json(403, { detail: "The MCP server is for Staff and Superuser accounts only." });
  }
  const version = request.headers["mcp-protocol-version"];
  if (version !== undefined && !isVersionSpoken(state.switches, String(version))) {
    return refuse(400, `Unsupported protocol version: ${String(version)}`);
  }
  switch (request.method) {
    case "POST":
      return post(call, principal);
    case "GET":
      return listen(call, principal);
    case "DELETE":
      return end(call, principal);
    default:
      return notAllowed("GET, POST, DELETE");
  }
}

function post(call: Call, principal: Principal): Answer | Promise<Answer> {
  const { request } = call;
  const types = request.headers.accept ?? "";
  const takesBoth = types.includes("application/json") && types.includes("text/event-stream");
  if (!takesBoth && !types.includes("*/*")) {
    return refuse(406, "Client must accept both application/json and text/event-stream");
  }
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") return refuse(415, "Content-Type must be application/json");
  const message = parse(request.body);
  if (message === undefined) return refuse(400, "Parse error", PARSE_ERROR);
  if (Array.isArray(message)) return refuse(400, "Batches are not supported");
  const given = object(message) as Message;
  if (given.jsonrpc !== "2.0") return refuse(400, "Not a JSON-RPC 2.0 message");
  const session = given.method === "initialize" ? undefined : sessionOf(call, principal);
  if (session !== undefined && "status" in session) return session;
  return isRequest(given) ? answer(call, principal, session, given) : accept(session, given);
}

/** A notification or the answer to a question: nothing comes back. */
function accept(session: Session | undefined, given: Message): Answer {
  if (given.method === "notifications/cancelled") {
    const id = object(given.params)["requestId"];
    session?.running.get(id as RequestId)?.abort();
  } else if (given.method === undefined) {
    session?.asked.get(given.id as RequestId)?.({ result: given.result, error: given.error });
  }
  return { status: 202, headers: {}, body: "" };
}

/** Carries a request out and answers in the form that the profile wants. */
async function answer(
  call: Call,
  principal: Principal,
  session: Session | undefined,
  request: Message & { id: RequestId; method: string },
): Promise<Answer> {
  const { state, base } = call;
  const { answers } = state.switches;
  const streamed =
    answers === "sse" || (answers === "mixed" && needsStream(state, session, request));
  const running = new AbortController();
  session?.running.set(request.id, running);
  const signal = AbortSignal.any([running.signal, state.ending]);
  const stream = streamed ? session?.makeStream() : undefined;
  if (session !== undefined && session.protocolVersion >= "2025-11-25") stream?.prime();
  const work = dispatch(
    {
      state,
      principal,
      base,
      session,
      signal,
      channel: channelOf(session, stream),
      progress: () => undefined,
    },
    request,
  ).finally(() => session?.running.delete(request.id));
  if (stream !== undefined && session !== undefined) return streamOf(state, session, stream, work);
  const { message, opened } = await work;
  const answered = streamed
    ? { status: 200, headers: { ...STREAM_HEADERS }, body: eventText(message) }
    : json(200, message);
  if (opened === undefined) return answered;
  answered.headers["mcp-session-id"] = opened.id;
  const isSticky = state.switches.loadBalancer === "sticky";
  return isSticky ? { ...answered, cookies: [`route=${routeOf(opened.id)}; Path=/`] } : answered;
}

function streamOf(
  state: State,
  session: Session,
  stream: Stream,
  work: Promise<{ message: object }>,
): Answer {
  if (state.cuts > 0) {
    state.cuts -= 1;
    stream.cutBeforeEnd = true;
  }
  // Also when nobody is served in the end: the answer can be fetched later.
  void work.then(({ message }) => stream.finish(message));
  return {
    status: 200,
    headers: { ...STREAM_HEADERS, "mcp-session-id": session.id },
    body: "",
    stream: (response) => stream.attach(response),
  };
}

/** Ways to speak to the client while a request is at work. */
function channelOf(session: Session | undefined, stream: Stream | undefined): Channel {
  const way = (): Stream | undefined => stream ?? session?.standalone;
  let questions = 0;
  return {
    notify: (method, params) => stream?.send(notification(method, params)),
    ask(method, params, signal) {
      const target = way();
      if (session === undefined || target === undefined) {
        return Promise.resolve({ error: { message: "There is no way to ask the client." } });
      }
      questions += 1;
      const id = `ask-${stream?.id ?? "standalone"}-${questions}`;
      return new Promise((resolve) => {
        const settle = (given: { result?: unknown; error?: unknown }): void => {
          session.asked.delete(id);
          resolve(given);
        };
        session.asked.set(id, settle);
        signal.addEventListener("abort", () => settle({ error: { message: "Cancelled." } }), {
          once: true,
        });
        target.send({ jsonrpc: "2.0", id, method, params });
      });
    },
  };
}

/** `GET`: a stream for what the endpoint has to say by itself, or the rest of a broken one. */
function listen(call: Call, principal: Principal): Answer {
  const { request, state } = call;
  if (state.switches.sessions === "stateless") return notAllowed("POST");
  if (!(request.headers.accept ?? "").includes("text/event-stream")) {
    return refuse(406, "Client must accept text/event-stream");
  }
  const session = sessionOf(call, principal);
  if (session === undefined) return refuse(400, "Missing session ID");
  if ("status" in session) return session;
  const last = request.headers["last-event-id"];
  const found = last === undefined ? undefined : session.find(String(last));
  if (found === undefined && session.standalone?.isOpen === true) {
    return refuse(409, "Only one SSE stream is allowed per session");
  }
  if (found === undefined) session.standalone = session.makeStream();
  const stream = found?.stream ?? session.standalone;
  return {
    status: 200,
    headers: { ...STREAM_HEADERS, "mcp-session-id": session.id },
    body: "",
    stream: (response) => stream?.attach(response, found?.after),
  };
}

function end(call: Call, principal: Principal): Answer {
  if (call.state.switches.sessions === "stateless") return notAllowed("POST");
  const session = sessionOf(call, principal);
  if (session === undefined) return refuse(400, "Missing session ID");
  if ("status" in session) return session;
  call.state.mcp.close(session.id);
  return { status: 200, headers: {}, body: "" };
}

/** The request's session, nothing where there are none, or the refusal. */
function sessionOf({ state, request }: Call, principal: Principal): Session | Answer | undefined {
  if (state.switches.sessions === "stateless") return undefined;
  const id = request.headers["mcp-session-id"];
  if (id === undefined) return refuse(400, "Missing session ID");
  const isElsewhere =
    state.switches.loadBalancer === "sticky" && cookieOf(request, "route") !== routeOf(String(id));
  if (isElsewhere) return refuse(404, "Session not found");
  const now = state.clock.now().getTime();
  return state.mcp.find(String(id), principal.username, now) ?? refuse(404, "Session not found");
}

/** The node on which a session lives. */
function routeOf(sessionId: string): string {
  return `node-${sessionId.slice(0, 4)}`;
}

function isRequest(message: Message): message is Message & { id: RequestId; method: string } {
  const { id, method } = message;
  return (typeof id === "string" || typeof id === "number") && typeof method === "string";
}

function unauthorized({ state, base }: Call, refusal: Refusal): Answer {
  const metadata = resourceMetadataUrl(state, base);
  const parts = [
    ...(refusal === "missing"
      ? []
      : ['error="invalid_token"', 'error_description="The access token is not valid any more."']),
    ...(metadata === undefined ? [] : [`resource_metadata="${metadata}"`]),
  ];
  const answered = json(401, { detail: "Authentication credentials were not provided." });
  answered.headers["www-authenticate"] =
    parts.length === 0 ? "Bearer" : `Bearer ${parts.join(", ")}`;
  return answered;
}

/** The framework's answer to the path without its slash. */
export function missingSlash({ state, request }: Call): Answer {
  if (state.switches.missingSlash === "500" && request.method !== "GET") {
    return html(500, "<!doctype html><html><body><h1>Server Error (500)</h1></body></html>");
  }
  return {
    status: 301,
    headers: { location: `${request.url.pathname}/${request.url.search}` },
    body: "",
  };
}

function refuse(status: number, message: string, code: number = INVALID_REQUEST): Answer {
  return json(status, errorMessage(null, code, message));
}

function notAllowed(allow: string): Answer {
  const answered = refuse(405, "Method Not Allowed");
  answered.headers["allow"] = allow;
  return answered;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}
