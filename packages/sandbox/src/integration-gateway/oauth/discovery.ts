import { json, type Answer } from "../../http/message.ts";
import { MCP_PATH } from "../mcp/path.ts";
import type { Switches } from "../profiles.ts";
import type { Call, State } from "../state.ts";

/** The documents by path, as the profile wants them. `base` is how the caller knows the instance. */
export function discover({ state, request, base }: Call): Answer | undefined {
  const document = documents(state, base)[request.url.pathname];
  return document === undefined ? undefined : json(200, document);
}

/** Where the protected resource describes itself; undefined when it does not. */
export function resourceMetadataUrl(state: State, base: string): string | undefined {
  if (state.switches.discovery !== "protected-resource") return undefined;
  return `${base}/.well-known/oauth-protected-resource${MCP_PATH}`;
}

/** How the authorization server names itself. */
export function issuerOf({ discovery }: Switches, base: string): string {
  return discovery === "authorization-server" ? base : `${base}/o`;
}

function documents(state: State, base: string): Record<string, object> {
  switch (state.switches.discovery) {
    case "protected-resource": {
      const resource = {
        resource: `${base}${MCP_PATH}`,
        authorization_servers: [issuerOf(state.switches, base)],
        bearer_methods_supported: ["header"],
        ...scopes(state),
      };
      return {
        [`/.well-known/oauth-protected-resource${MCP_PATH}`]: resource,
        [`/.well-known/oauth-protected-resource${MCP_PATH.slice(0, -1)}`]: resource,
        "/.well-known/oauth-authorization-server/o": server(state, base),
      };
    }
    case "authorization-server":
      return { "/.well-known/oauth-authorization-server": server(state, base) };
    case "openid":
      return {
        "/o/.well-known/openid-configuration": {
          ...server(state, base),
          jwks_uri: `${base}/o/.well-known/jwks.json`,
          subject_types_supported: ["public"],
          id_token_signing_alg_values_supported: ["RS256"],
        },
      };
    case "none":
      return {};
  }
}

function server(state: State, base: string): object {
  const methods = { post: ["client_secret_post"], basic: ["client_secret_basic"] };
  const wish = state.switches.clientAuthentication;
  return {
    issuer: issuerOf(state.switches, base),
    ...(state.switches.issuer === "absent"
      ? {}
      : { authorization_response_iss_parameter_supported: true }),
    authorization_endpoint: `${base}/o/authorize/`,
    token_endpoint: `${base}/o/token/`,
    revocation_endpoint: `${base}/o/revoke_token/`,
    introspection_endpoint: `${base}/o/introspect/`,
    response_types_supported: ["code"],
    grant_types_supported: ["authorization_code", "refresh_token", "client_credentials"],
    token_endpoint_auth_methods_supported:
      wish === "either" ? [...methods.post, ...methods.basic] : methods[wish],
    code_challenge_methods_supported: ["S256"],
    ...scopes(state),
  };
}

function scopes(state: State): object {
  return state.switches.scopes === "none" ? {} : { scopes_supported: ["read", "write"] };
}
