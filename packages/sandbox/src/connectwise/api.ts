import { randomUUID } from "node:crypto";
import { html, json, type Answer, type Incoming } from "../http/message.ts";
import { Router } from "../http/router.ts";
import type { Call, Handler, Principal, State } from "./call.ts";
import {
  ApiError,
  badRequest,
  errorAnswer,
  notFound,
  otherError,
  tooMany,
  unauthorized,
} from "./errors.ts";
import { CONNECTWISE_CLIENT_ID, CONNECTWISE_COMPANY_ID, memberOf } from "./keys.ts";
import { number, text, type Json } from "./model.ts";
import { addAllRoutes } from "./resources/index.ts";

/** The release that the imitation speaks, as paths and headers name it. */
export const RELEASE: { path: string; header: string } = { path: "v2026_1", header: "2026.1" };

const ROOTS = ["v4_6_release", RELEASE.path];
const VERBS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Makes the function that answers every request of the imitated API. */
export function createApi(state: State): (request: Incoming) => Answer {
  let routes: Router<Handler> | undefined;
  return (request) => {
    // The routes are laid out at the first request, so that starting costs nothing.
    routes ??= layOut(state);
    const answer = attempt(state, routes, request);
    return dress(request, answer);
  };
}

function layOut(state: State): Router<Handler> {
  const added: { method: string; path: string; handler: Handler }[] = [];
  addAllRoutes((method, path, handler) => added.push({ method, path, handler }), state.paths);
  const places = (path: string): number => path.split(":").length;
  const router = new Router<Handler>();
  // Literal paths go first: `/company/companies/types` is no company.
  for (const { method, path, handler } of added.toSorted(
    (a, b) => places(a.path) - places(b.path),
  )) {
    router.add(method, path, handler);
  }
  return router;
}

function attempt(state: State, routes: Router<Handler>, request: Incoming): Answer {
  try {
    return respond(state, routes, request);
  } catch (error) {
    if (error instanceof ApiError) return plainNotFound(state, error.answer);
    throw error;
  }
}

function plainNotFound(state: State, answer: Answer): Answer {
  if (answer.status !== 404 || state.switches.notFoundBody === "json") return answer;
  return html(404, "<!DOCTYPE html><html><head><title>404 - Not Found</title></head></html>");
}

function respond(state: State, routes: Router<Handler>, request: Incoming): Answer {
  const { url, method } = request;
  if (url.href.length > 10_000) {
    throw otherError(Number(state.switches.longUrl), "The request URL is too long.");
  }
  const login = /^\/login\/companyinfo\/([^/]+)$/i.exec(url.pathname)?.[1];
  if (login !== undefined && method === "GET") return companyInfo(state, decodeURIComponent(login));
  const key = /^\/callback-keys\/(\d+)$/.exec(url.pathname)?.[1];
  if (key !== undefined) return json(200, { signing_key: `sandbox-signing-key-${key}` });
  const [, root, path] = /^\/(\w+)\/apis\/3\.0(\/.*)$/.exec(url.pathname) ?? [];
  if (root === undefined || path === undefined || !ROOTS.includes(root)) {
    throw notFound("The requested URL was not found.");
  }
  if (state.switches.bareCloudHost === "on") {
    return errorAnswer(403, "Security", "SSL is required.");
  }
  const isOpen = path === "/system/info" && state.switches.systemInfo === "open";
  const principal = isOpen ? nobody() : authenticate(state, request);
  const clientId = String(request.headers["clientid"] ?? "");
  const decision = state.limiter.take(clientId, state.clock.now().getTime());
  if (!decision.allowed) return tooMany(decision.waitSeconds);
  const route = routes.find(method, path);
  if (!route) throw wrongRoute(routes, path);
  const call: Call = {
    state,
    principal,
    method,
    url,
    base: `${state.origin}/${root}/apis/3.0`,
    path,
    headers: request.headers,
    parameters: route.parameters,
    query: new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value])),
    body: readBody(request, path),
    raw: request.body,
  };
  return route.handler(call);
}

function wrongRoute(routes: Router<Handler>, path: string): Error {
  const others = VERBS.filter((verb) => routes.find(verb, path));
  if (others.length === 0) return notFound("The requested URL was not found.");
  return otherError(405, "The requested resource does not support this method.");
}

function authenticate(state: State, request: Incoming): Principal {
  const id = memberOf(request.headers.authorization, state.issued);
  const member = state.store.table("members").get(id);
  if (!member || member["inactiveFlag"] === true) {
    if (state.switches.hiddenAuthentication === "on") {
      throw notFound("The requested URL was not found.");
    }
    throw unauthorized();
  }
  // The value itself is never repeated: it identifies an integration.
  if (String(request.headers["clientid"] ?? "").toLowerCase() !== CONNECTWISE_CLIENT_ID) {
    if (state.switches.missingClientId === "401") {
      throw unauthorized("A valid clientId header is required.");
    }
    throw new ApiError(errorAnswer(403, "Security", "A valid clientId header is required."));
  }
  return {
    member,
    identifier: text(member, "identifier"),
    role: number(member, "securityRole") ?? 7,
  };
}

/** Who reads the open system information. */
function nobody(): Principal {
  return { member: { id: 0 }, identifier: "", role: 7 };
}

function companyInfo(state: State, company: string): Answer {
  if (company.toLowerCase() !== CONNECTWISE_COMPANY_ID) return json(200, null);
  return json(200, {
    CompanyName: "Larkfield Managed Services",
    Codebase: `${RELEASE.path}/`,
    VersionCode: `v${RELEASE.header}`,
    VersionNumber: "v4.6.95220",
    CompanyID: CONNECTWISE_COMPANY_ID,
    IsCloud: "True",
    SiteUrl: state.origin.replace(/^https?:\/\//, ""),
  });
}

function readBody({ method, headers, body }: Incoming, path: string): Json {
  if (method === "GET" || body.length === 0) return undefined;
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const isUpload = /^\/system\/documents(?:\/\d+)?$/.test(path);
  if (isUpload) {
    if (type === "multipart/form-data") return undefined;
    throw otherError(415, "Documents are sent as multipart/form-data.");
  }
  if (type !== "application/json" && !/^application\/vnd\.connectwise\.com\+json$/.test(type)) {
    throw otherError(415, "Send application/json.");
  }
  try {
    return JSON.parse(body.toString("utf8")) as Json;
  } catch {
    throw badRequest("The request body is not valid JSON.", "InvalidObject");
  }
}

/** The headers that every answer has, and the content type that was asked for. */
function dress(request: Incoming, answer: Answer): Answer {
  const type = answer.headers["content-type"] ?? "";
  const accept = request.headers.accept ?? "";
  const pinned = /application\/vnd\.connectwise\.com\+json\s*(?:;\s*version=([\w.]+))?/i.exec(
    accept,
  );
  if (pinned && type.startsWith("application/json")) {
    // An unknown version is served as the latest.
    const version = /^20\d\d\.\d{1,2}$/.test(pinned[1] ?? "") ? pinned[1] : RELEASE.header;
    answer.headers["content-type"] = `application/vnd.connectwise.com+json; version=${version}`;
  }
  Object.assign(answer.headers, {
    "x-cw-request-id": randomUUID(),
    "x-server-name": "sandbox-01",
    "api-current-version": RELEASE.header,
    "cache-control": "no-cache",
    pragma: "no-cache",
    "strict-transport-security": "max-age=31536000",
  });
  return answer;
}

/** An error in the vendor's shape, for faults and for what fails before a handler is reached. */
export function vendorError(status: number, detail: string): Answer {
  if (status >= 502 && status <= 504) {
    return html(status, `<html><body><h1>${status} - Server Error</h1></body></html>`);
  }
  if (status === 429) return tooMany(30);
  if (status === 500) {
    return errorAnswer(500, "ConnectWiseApi", "A timeout has occured. Please try again.");
  }
  const codes: Readonly<Record<number, string>> = {
    401: "Unauthorized",
    403: "Security",
    404: "NotFound",
    409: "Conflict",
  };
  return errorAnswer(status, codes[status] ?? "ConnectWiseApi", detail);
}
