import { createHash } from "node:crypto";
import { json, type Answer } from "../../http/message.ts";
import { oauthError } from "../errors.ts";
import type { Application } from "../keys.ts";
import type { Call, State } from "../state.ts";
import { proveClient } from "./client-proof.ts";
import { ACCESS_SECONDS } from "./grants.ts";
import { isScopeKnown, scopeOf } from "./scopes.ts";
import { principalOf } from "./users.ts";
import { formOf } from "./web-sessions.ts";

type Grant = (state: State, application: Application, form: URLSearchParams) => Answer;

const GRANTS: Readonly<Record<string, { kind: Application["grant"]; grant: Grant }>> = {
  authorization_code: { kind: "authorization-code", grant: exchangeCode },
  refresh_token: { kind: "authorization-code", grant: refresh },
  client_credentials: { kind: "client-credentials", grant: clientCredentials },
};

/** `POST /o/token/` */
export function token({ state, request }: Call): Answer {
  const form = formOf(request);
  const type = form.get("grant_type") ?? "";
  const known = Object.hasOwn(GRANTS, type) ? GRANTS[type] : undefined;
  if (known === undefined) return oauthError(400, "unsupported_grant_type");
  const proof = proveClient(state, request, form);
  if ("answer" in proof) return proof.answer;
  if (proof.application.grant !== known.kind) return oauthError(400, "unauthorized_client");
  const { resource } = state.switches;
  if (resource === "required" && form.get("resource") === null) {
    return oauthError(400, "invalid_target", "A resource has to be named.");
  }
  if (resource === "refused" && form.get("resource") !== null) {
    return oauthError(400, "invalid_request", "The parameter resource is not supported.");
  }
  return known.grant(state, proof.application, form);
}

function exchangeCode(state: State, application: Application, form: URLSearchParams): Answer {
  const code = form.get("code");
  if (code === null) return oauthError(400, "invalid_request", "Missing code parameter.");
  const now = state.clock.now().getTime();
  const grant = state.grants.findCode(code, now);
  if (grant === undefined || grant.clientId !== application.clientId) {
    return oauthError(400, "invalid_grant");
  }
  const verifier = form.get("code_verifier");
  if (verifier === null) return oauthError(400, "invalid_request", "Code verifier required.");
  if (!isVerifierGood(verifier, grant.challenge, grant.challengeMethod)) {
    return oauthError(400, "invalid_grant");
  }
  if (form.get("redirect_uri") !== grant.redirectUri) {
    return oauthError(400, "invalid_request", "Mismatching redirect URI.");
  }
  state.grants.useCode(code);
  const { clientId, username, scope } = grant;
  const access = state.grants.issueAccess({ clientId, username, scope }, now);
  return tokens(
    access.token,
    scope,
    state.switches.refresh === "none" ? undefined : state.grants.issueRefresh(access).token,
  );
}

/** The used token is worthless at once: of two programs that refresh with it, one loses. */
function refresh(state: State, application: Application, form: URLSearchParams): Answer {
  const given = form.get("refresh_token");
  if (given === null) return oauthError(400, "invalid_request", "Missing refresh token parameter.");
  const old = state.grants.findRefresh(given);
  if (
    old === undefined ||
    old.clientId !== application.clientId ||
    state.switches.refresh === "none" ||
    principalOf(state, old.username) === undefined
  ) {
    return oauthError(400, "invalid_grant");
  }
  const { clientId, username, scope } = old;
  const now = state.clock.now().getTime();
  if (state.switches.refresh === "static") {
    state.grants.revoke(old.access);
    const access = state.grants.issueAccess({ clientId, username, scope }, now);
    state.grants.attach(old, access);
    return tokens(access.token, scope, undefined);
  }
  state.grants.revoke(given);
  const access = state.grants.issueAccess({ clientId, username, scope }, now);
  return tokens(access.token, scope, state.grants.issueRefresh(access).token);
}

function clientCredentials(state: State, application: Application, form: URLSearchParams): Answer {
  const asked = form.get("scope");
  if (!isScopeKnown(state.switches, asked)) return oauthError(400, "invalid_scope");
  const scope = scopeOf(state.switches, asked);
  const { clientId, username = "" } = application;
  const now = state.clock.now().getTime();
  return tokens(
    state.grants.issueAccess({ clientId, username, scope }, now).token,
    scope,
    undefined,
  );
}

function isVerifierGood(verifier: string, challenge: string, method: string): boolean {
  if (method === "plain") return verifier === challenge;
  return createHash("sha256").update(verifier).digest("base64url") === challenge;
}

function tokens(access: string, scope: string, refreshToken: string | undefined): Answer {
  const answer = json(200, {
    access_token: access,
    expires_in: ACCESS_SECONDS,
    token_type: "Bearer",
    scope,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
  });
  answer.headers["cache-control"] = "no-store";
  answer.headers["pragma"] = "no-cache";
  return answer;
}
