import type { Incoming } from "../http/message.ts";
import { basicPair } from "./oauth/client-proof.ts";
import { principalOf, signIn } from "./oauth/users.ts";
import { isCsrfGood } from "./oauth/web-sessions.ts";
import type { Principal, State } from "./state.ts";

/** Why nobody could be named. */
export type Refusal = "missing" | "invalid" | "csrf";

/** Who a bearer token stands for. */
export function byBearer(state: State, request: Incoming): Principal | Refusal {
  const given = /^bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? "")?.[1];
  if (given === undefined) return "missing";
  const token = state.grants.findAccess(given);
  if (token === undefined || token.expires <= state.clock.now().getTime()) return "invalid";
  const scopes = state.switches.scopes === "none" ? undefined : token.scope.split(" ");
  return principalOf(state, token.username, scopes) ?? "invalid";
}

/** Who calls the HTTP interface: by bearer token, Basic, or a session with its CSRF token. */
export function byAny(state: State, request: Incoming): Principal | Refusal {
  const header = request.headers.authorization ?? "";
  if (/^bearer\s/i.test(header)) return byBearer(state, request);
  if (/^basic\s/i.test(header)) {
    const pair = basicPair(header);
    return (pair && signIn(state, pair.name, pair.password)) ?? "invalid";
  }
  const username = state.web.userOf(request);
  if (username === undefined) return "missing";
  if (request.method !== "GET" && !isCsrfGood(request)) return "csrf";
  return principalOf(state, username) ?? "invalid";
}
