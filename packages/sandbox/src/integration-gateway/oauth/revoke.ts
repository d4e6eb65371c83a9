import { json, type Answer } from "../../http/message.ts";
import { oauthError } from "../errors.ts";
import type { Call } from "../state.ts";
import { proveClient } from "./client-proof.ts";
import { formOf } from "./web-sessions.ts";

/** `POST /o/revoke_token/`: 200 also for a token that is not known. */
export function revoke({ state, request }: Call): Answer {
  const form = formOf(request);
  const proof = proveClient(state, request, form);
  if ("answer" in proof) return proof.answer;
  const given = form.get("token");
  if (given === null) return oauthError(400, "invalid_request", "Missing token parameter.");
  const owner = state.grants.findAccess(given) ?? state.grants.findRefresh(given);
  if (owner?.clientId === proof.application.clientId) state.grants.revoke(given);
  return { status: 200, headers: {}, body: "" };
}

/** `POST /o/introspect/` */
export function introspect({ state, request }: Call): Answer {
  const form = formOf(request);
  const proof = proveClient(state, request, form);
  if ("answer" in proof) return proof.answer;
  const found = state.grants.findAccess(form.get("token") ?? "");
  if (found === undefined || found.expires <= state.clock.now().getTime()) {
    return json(200, { active: false });
  }
  return json(200, {
    active: true,
    scope: found.scope,
    exp: Math.floor(found.expires / 1000),
    client_id: found.clientId,
    username: found.username,
  });
}
