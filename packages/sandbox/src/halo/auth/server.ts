import { html, json, type Answer, type Incoming } from "../../http/message.ts";
import type { State } from "../call.ts";
import { empty } from "../errors.ts";
import { applicationOf, HALO_TENANT, type HaloApplication } from "../keys.ts";
import { mayRequest, SCOPES } from "../scopes.ts";
import { authorize } from "./authorize.ts";
import { proves, type Grant } from "./tokens.ts";

/** A refused token request. */
class TokenError extends Error {
  readonly error: string;

  constructor(error: string, description: string) {
    super(description);
    this.error = error;
  }
}

/**
 * Serves `/token` and `/authorize`; `path` is what follows the root of the authorization server.
 * Returns undefined for a path that it does not have.
 */
export function authServer(state: State, request: Incoming, path: string): Answer | undefined {
  if (path === "/authorize") return authorize(state, request);
  if (path !== "/token") return undefined;
  if (request.method !== "POST") return { status: 405, headers: { allow: "POST" }, body: "" };
  try {
    return json(200, token(state, request), "application/json; charset=utf-8");
  } catch (error) {
    if (error instanceof TokenError) return refusal(state, error);
    throw error;
  }
}

function refusal(state: State, { error, message }: TokenError): Answer {
  switch (state.switches.tokenErrors) {
    case "oauth":
      return json(400, { error, error_description: message });
    case "empty":
      return empty(400);
    case "html":
      return html(400, "<html><body><h1>Bad Request</h1></body></html>");
  }
}

function token(state: State, request: Incoming): unknown {
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") {
    throw new TokenError("invalid_request", "The body has to be form-encoded.");
  }
  const form = new URLSearchParams(request.body.toString("utf8"));
  checkTenant(state, request.url.searchParams.get("tenant") ?? form.get("tenant") ?? "");
  switch (form.get("grant_type") ?? "") {
    case "client_credentials":
      return clientCredentials(state, form);
    case "authorization_code":
      return authorizationCode(state, form);
    case "refresh_token":
      return refresh(state, form);
    default:
      throw new TokenError("unsupported_grant_type", "The grant type is not supported.");
  }
}

function checkTenant(state: State, given: string): void {
  if (given === "" && state.switches.tenant === "required") {
    throw new TokenError("invalid_request", "The tenant is missing.");
  }
  if (given !== "" && given.toLowerCase() !== HALO_TENANT) {
    throw new TokenError("invalid_request", "The tenant does not exist.");
  }
}

function authenticate(form: URLSearchParams): HaloApplication {
  const application = applicationOf(form.get("client_id") ?? "");
  const secret = form.get("client_secret") ?? "";
  if (!application || application.inactive || application.clientSecret !== secret) {
    throw new TokenError("invalid_client", "The application is unknown or its secret is wrong.");
  }
  return application;
}

function scopesOf(form: URLSearchParams, application: HaloApplication): string[] {
  const asked = (form.get("scope") ?? "").split(/\s+/).filter((scope) => scope !== "");
  for (const scope of asked) {
    if (!SCOPES.has(scope) || !mayRequest(application.scopes, scope)) {
      throw new TokenError("invalid_scope", `The scope ${scope} cannot be requested.`);
    }
  }
  return asked;
}

function clientCredentials(state: State, form: URLSearchParams): unknown {
  const application = authenticate(form);
  if (application.grant !== "client_credentials") {
    throw new TokenError("unauthorized_client", "The application may not use this grant.");
  }
  const scopes = scopesOf(form, application);
  const { clientId, agentId } = application;
  return bearer(state, { clientId, agentId, scopes });
}

function authorizationCode(state: State, form: URLSearchParams): unknown {
  const application = authenticate(form);
  const code = state.tokens.takeCode(form.get("code") ?? "");
  const fits =
    code !== undefined &&
    code.clientId === application.clientId &&
    code.redirectUri === (form.get("redirect_uri") ?? "") &&
    (code.challenge === undefined || proves(form.get("code_verifier") ?? "", code.challenge));
  if (!fits) throw new TokenError("invalid_grant", "The code is not valid.");
  const { clientId, agentId, scopes } = code;
  return withRefresh(state, { clientId, agentId, scopes });
}

function refresh(state: State, form: URLSearchParams): unknown {
  const application = authenticate(form);
  const grant = state.tokens.takeRefresh(form.get("refresh_token") ?? "");
  if (!grant || grant.clientId !== application.clientId) {
    throw new TokenError("invalid_grant", "The refresh token is not valid.");
  }
  return withRefresh(state, grant);
}

function withRefresh(state: State, grant: Grant): unknown {
  const answer = bearer(state, grant);
  if (!grant.scopes.includes("offline_access")) return answer;
  return { ...answer, refresh_token: state.tokens.issueRefresh(grant) };
}

function bearer(state: State, grant: Grant): Record<string, unknown> {
  return {
    scope: grant.scopes.join(" "),
    token_type: "Bearer",
    access_token: state.tokens.issue(grant),
    expires_in: state.tokens.life,
    ...(grant.scopes.includes("openid") ? { id_token: state.tokens.issue(grant) } : {}),
  };
}
