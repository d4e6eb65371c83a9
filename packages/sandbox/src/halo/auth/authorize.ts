import { html, type Answer, type Incoming } from "../../http/message.ts";
import type { State } from "../call.ts";
import { applicationOf, HALO_TENANT, type HaloApplication } from "../keys.ts";
import { mayRequest, SCOPES } from "../scopes.ts";

/** The page that asks a person to sign in: GET shows it, POST with `agent_id` agrees. */
export function authorize(state: State, request: Incoming): Answer {
  const query = parametersOf(request);
  const application = applicationOf(query.get("client_id") ?? "");
  const redirect = query.get("redirect_uri") ?? "";
  if (!application || application.inactive || !isRegistered(application, redirect)) {
    // Without a trusted place to send the person back to, the mistake stays on the page.
    return page(400, "The application or its redirect address is not known.");
  }
  const back = (values: Record<string, string>): Answer => {
    const target = new URL(redirect);
    const rest = query.get("state");
    for (const [name, value] of Object.entries(values)) target.searchParams.set(name, value);
    if (rest !== null) target.searchParams.set("state", rest);
    return { status: 302, headers: { location: target.href }, body: "" };
  };
  const problem = problemOf(state, application, query);
  if (problem !== undefined) return back({ error: problem });
  if (request.method !== "POST") return signIn(query);
  if (query.get("decision") === "deny") return back({ error: "access_denied" });
  const agentId = Number(query.get("agent_id") ?? application.agentId);
  const agent = state.store.table("agents").get(agentId);
  if (!agent || agent["isdisabled"] === true) return page(400, "The agent cannot sign in.");
  const code = state.tokens.issueCode({
    clientId: application.clientId,
    agentId,
    scopes: scopesOf(query),
    redirectUri: redirect,
    challenge: query.get("code_challenge") ?? undefined,
  });
  return back({ code });
}

function parametersOf(request: Incoming): URLSearchParams {
  const query = new URLSearchParams(request.url.searchParams);
  if (request.method === "POST") {
    for (const [name, value] of new URLSearchParams(request.body.toString("utf8"))) {
      query.set(name, value);
    }
  }
  return query;
}

/** Redirect addresses are compared exactly; on loopback the port may differ. */
function isRegistered(application: HaloApplication, redirect: string): boolean {
  if (!URL.canParse(redirect)) return false;
  if (application.redirectUris.includes(redirect)) return true;
  const url = new URL(redirect);
  if (url.hostname !== "127.0.0.1") return false;
  url.port = "";
  return application.redirectUris.includes(url.href);
}

function scopesOf(query: URLSearchParams): string[] {
  return (query.get("scope") ?? "").split(/\s+/).filter((scope) => scope !== "");
}

function problemOf(
  state: State,
  application: HaloApplication,
  query: URLSearchParams,
): string | undefined {
  const tenant = query.get("tenant") ?? "";
  if (tenant === "" && state.switches.tenant === "required") return "invalid_request";
  if (tenant !== "" && tenant.toLowerCase() !== HALO_TENANT) return "invalid_request";
  if (application.grant !== "authorization_code") return "unauthorized_client";
  if (query.get("response_type") !== "code") return "unsupported_response_type";
  if (!query.has("code_challenge") || query.get("code_challenge_method") !== "S256") {
    return "invalid_request";
  }
  const refused = scopesOf(query).some(
    (scope) => !SCOPES.has(scope) || !mayRequest(application.scopes, scope),
  );
  return refused ? "invalid_scope" : undefined;
}

function signIn(query: URLSearchParams): Answer {
  const fields = [...query]
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join("");
  return page(
    200,
    `<form method="post">${fields}<label>Agent <input name="agent_id" value="5"></label>` +
      `<button name="decision" value="allow">Sign in</button>` +
      `<button name="decision" value="deny">Deny</button></form>`,
  );
}

function page(status: number, content: string): Answer {
  return html(
    status,
    `<!DOCTYPE html><html><head><title>Sign in</title></head><body>${content}</body></html>`,
  );
}

function escape(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
