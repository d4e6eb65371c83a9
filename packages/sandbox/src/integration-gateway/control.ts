import { commonControlRoutes } from "../http/common-control.ts";
import { fieldsOf } from "../http/control-body.ts";
import type { ControlRoute } from "../http/control.ts";
import type { Service } from "../http/service.ts";
import type { NewApplication } from "./oauth/applications.ts";
import { principalOf } from "./oauth/users.ts";
import { profiles } from "./profiles.ts";
import type { State } from "./state.ts";

/** The routes of the control port. */
export function controlRoutes(
  state: State,
  service: Service,
  reset: () => void,
): Record<string, ControlRoute> {
  return {
    ...commonControlRoutes({ state, service, profiles, store: state.store, reset }),
    "GET /sessions": () => ({ open: state.mcp.size, opened: state.mcp.opened }),
    "POST /sessions/forget": () => ({ forgotten: state.mcp.forget() }),
    "POST /streams/cut": (body) => {
      const { next } = body === undefined ? { next: undefined } : fieldsOf(body);
      if (next === undefined) return { cut: state.mcp.cutStreams() };
      if (typeof next !== "number" || !Number.isInteger(next) || next < 0) {
        throw new Error('"next" has to be a whole number: how many answers to cut.');
      }
      state.cuts = next;
      return { next };
    },
    "POST /tools/changed": () => state.mcp.announce("notifications/tools/list_changed"),
    "POST /tokens": (body) => ({ access_token: issueToken(state, fieldsOf(body)["username"]) }),
    "POST /tokens/expire": () => state.grants.end(false),
    "POST /tokens/revoke": () => state.grants.end(true),
    "POST /clients": (body) => registered(state, fieldsOf(body)),
  };
}

/** An access token for a user, without the way through the browser. */
export function issueToken(state: State, username: unknown): string {
  if (typeof username !== "string" || principalOf(state, username) === undefined) {
    throw new Error(`There is no active user "${String(username)}".`);
  }
  const owner = { clientId: "control", username, scope: "read write" };
  return state.grants.issueAccess(owner, state.clock.now().getTime()).token;
}

function registered(state: State, body: Record<string, unknown>): unknown {
  const { redirect_uris: redirectUris = [], grant = "authorization-code" } = body;
  if (!Array.isArray(redirectUris) || !redirectUris.every((uri) => URL.canParse(String(uri)))) {
    throw new Error('"redirect_uris" has to be a list of addresses.');
  }
  if (grant !== "authorization-code" && grant !== "client-credentials") {
    throw new Error('"grant" is "authorization-code" or "client-credentials".');
  }
  const wanted: NewApplication = {
    redirectUris: redirectUris.map(String),
    grant,
    skipAuthorization: body["skip_authorization"] !== false,
    ...(typeof body["client_id"] === "string" ? { clientId: body["client_id"] } : {}),
    ...(typeof body["client_secret"] === "string" ? { clientSecret: body["client_secret"] } : {}),
    ...(typeof body["name"] === "string" ? { name: body["name"] } : {}),
    ...(typeof body["username"] === "string" ? { username: body["username"] } : {}),
  };
  const { clientId, clientSecret } = state.applications.register(wanted);
  return { client_id: clientId, client_secret: clientSecret };
}
