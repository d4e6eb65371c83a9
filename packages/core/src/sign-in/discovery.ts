import type { RemoteClient, RemoteEndpoint } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { checkSignInAddress, signInFetch, type Fetch } from "./outgoing.ts";

/** Where to sign in, and how that is known. */
export interface SignInServer {
  readonly issuer: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly deviceUrl?: string;
  /** Ways to present the client's secret, where the server names them. */
  readonly methods?: readonly string[];
  /** True when the server promises to name itself in its answers (RFC 9207). */
  readonly namesIssuer: boolean;
  /** The resource that the protected server names itself, for `resource: "auto"`. */
  readonly resource?: string;
  readonly scopes?: readonly string[];
  readonly found: "configured" | "resource metadata" | "server metadata" | "usual addresses";
}

/**
 * Finds the authorization server: what is configured, what the remote server's refusal or its metadata (RFC 9728) name,
 * the metadata at its own origin (RFC 8414, OpenID), then the usual addresses. Trailing slashes stay as they are.
 */
export async function discoverSignIn(
  endpoint: RemoteEndpoint,
  client: RemoteClient,
): Promise<SignInServer> {
  const origin = new URL(endpoint.url).origin;
  const check = (address: string, what: string): string =>
    checkSignInAddress(address, endpoint, what).href;
  if (client.authorizeUrl !== undefined && client.tokenUrl !== undefined) {
    return {
      issuer: origin,
      authorizeUrl: check(client.authorizeUrl, "authorization address"),
      tokenUrl: check(client.tokenUrl, "token address"),
      namesIssuer: false,
      found: "configured",
    };
  }
  const fetch = signInFetch(endpoint);
  const library = await import("@modelcontextprotocol/client");
  const pointer = await pointerOf(endpoint, fetch, library);
  const named = await library
    .discoverOAuthProtectedResourceMetadata(
      endpoint.url,
      pointer === undefined ? undefined : { resourceMetadataUrl: pointer },
      fetch,
    )
    .catch(() => undefined);
  const issuers = [
    ...(named?.authorization_servers ?? []).slice(0, 1),
    origin,
    // A server below a path of its own describes itself there.
    ...(client.usualTokenUrl === undefined ? [] : [new URL("..", client.usualTokenUrl).href]),
  ];
  for (const [index, issuer] of issuers.entries()) {
    const metadata = await library
      .discoverAuthorizationServerMetadata(issuer.replace(/\/$/, ""), { fetchFn: fetch })
      .catch(() => undefined);
    if (metadata?.authorization_endpoint === undefined) continue;
    return {
      issuer: metadata.issuer,
      authorizeUrl: check(
        client.authorizeUrl ?? metadata.authorization_endpoint,
        "authorization address",
      ),
      tokenUrl: check(client.tokenUrl ?? metadata.token_endpoint, "token address"),
      ...deviceOf(metadata, check),
      ...(metadata.token_endpoint_auth_methods_supported === undefined
        ? {}
        : { methods: metadata.token_endpoint_auth_methods_supported }),
      namesIssuer: metadata["authorization_response_iss_parameter_supported"] === true,
      ...(named?.resource === undefined ? {} : { resource: named.resource }),
      ...(named?.scopes_supported === undefined ? {} : { scopes: named.scopes_supported }),
      found: index === 0 && named !== undefined ? "resource metadata" : "server metadata",
    };
  }
  const authorizeUrl = client.authorizeUrl ?? client.usualAuthorizeUrl;
  const tokenUrl = client.tokenUrl ?? client.usualTokenUrl;
  if (authorizeUrl === undefined || tokenUrl === undefined) {
    throw new PsaError("configuration", "The remote server does not say where to sign in.", {
      advice: "Configure the authorization address and the token address.",
    });
  }
  return {
    issuer: origin,
    authorizeUrl: check(authorizeUrl, "authorization address"),
    tokenUrl: check(tokenUrl, "token address"),
    namesIssuer: false,
    ...(named?.resource === undefined ? {} : { resource: named.resource }),
    found: "usual addresses",
  };
}

/** Where a code for another machine is asked for, which the library's type does not know (RFC 8628). */
function deviceOf(
  metadata: object,
  check: (address: string, what: string) => string,
): { readonly deviceUrl?: string } {
  const url = (metadata as { device_authorization_endpoint?: unknown })
    .device_authorization_endpoint;
  return typeof url === "string" ? { deviceUrl: check(url, "device address") } : {};
}

/** The metadata's address as a refusal of the remote server names it. */
async function pointerOf(
  endpoint: RemoteEndpoint,
  fetch: Fetch,
  library: typeof import("@modelcontextprotocol/client"),
): Promise<URL | undefined> {
  try {
    const refusal = await fetch(endpoint.url, {
      method: "POST",
      headers: {
        accept: "application/json, text/event-stream",
        "content-type": "application/json",
        ...endpoint.headers,
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 0, method: "ping" }),
    });
    await refusal.body?.cancel();
    return library.extractWWWAuthenticateParams(refusal).resourceMetadataUrl;
  } catch {
    return undefined;
  }
}
