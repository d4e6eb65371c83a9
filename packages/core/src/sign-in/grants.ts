import type { RemoteClient, RemoteEndpoint } from "../define/index.ts";
import { PsaError, registerSecret } from "../errors/index.ts";
import type { SignInServer } from "./discovery.ts";
import { signInFetch } from "./outgoing.ts";
import type { Tokens } from "./store.ts";

type Library = typeof import("openid-client");

/** The part of a token answer that is kept. */
interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token?: string | undefined;
  readonly expires_in?: number | undefined;
  readonly scope?: string | undefined;
}

/** An authorization request that was begun: what the browser is sent with, and what its return is checked by. */
export interface BegunRequest {
  readonly url: string;
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

/** The `resource` parameter for all three requests; nothing where it is left out. */
function resourceOf(
  endpoint: RemoteEndpoint,
  client: RemoteClient,
  server: SignInServer,
): Record<string, string> {
  if (client.resource === undefined) return {};
  return {
    resource: client.resource === "auto" ? (server.resource ?? endpoint.url) : client.resource,
  };
}

/** Begins an authorization request with PKCE (S256) and a fresh state. */
export async function beginRequest(
  endpoint: RemoteEndpoint,
  client: RemoteClient,
  server: SignInServer,
  redirectUri: string,
): Promise<BegunRequest> {
  const library = await import("openid-client");
  const verifier = library.randomPKCECodeVerifier();
  const state = library.randomState();
  const url = library.buildAuthorizationUrl(configured(library, endpoint, client, server, "post"), {
    ...client.authorizeParameters,
    redirect_uri: redirectUri,
    response_type: "code",
    code_challenge: await library.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    ...(client.scope === undefined || client.scope === "" ? {} : { scope: client.scope }),
    ...resourceOf(endpoint, client, server),
  });
  return { url: url.href, state, verifier, redirectUri };
}

/** Exchanges what the browser brought back. Checks state and, where it is sent, the issuer. Throws PsaError. */
export async function finishRequest(
  endpoint: RemoteEndpoint,
  client: RemoteClient,
  server: SignInServer,
  begun: BegunRequest,
  query: URLSearchParams,
): Promise<Tokens> {
  const library = await import("openid-client");
  const returned = new URL(begun.redirectUri);
  returned.search = query.toString();
  return tokensOf(
    server,
    await withEitherMethod(library, endpoint, client, server, (configuration) =>
      library.authorizationCodeGrant(
        configuration,
        returned,
        { pkceCodeVerifier: begun.verifier, expectedState: begun.state },
        resourceOf(endpoint, client, server),
      ),
    ),
  );
}

/** Renews tokens. A renewal token that is not replaced stays. Throws PsaError; `credential_rejected` ends the sign-in. */
export async function renew(
  endpoint: RemoteEndpoint,
  client: RemoteClient,
  server: SignInServer,
  tokens: Tokens,
): Promise<Tokens> {
  const library = await import("openid-client");
  const answer = await withEitherMethod(library, endpoint, client, server, (configuration) =>
    library.refreshTokenGrant(
      configuration,
      tokens.refreshToken ?? "",
      resourceOf(endpoint, client, server),
    ),
  );
  const renewed = tokensOf(server, answer);
  return renewed.refreshToken === undefined && tokens.refreshToken !== undefined
    ? { ...renewed, refreshToken: tokens.refreshToken }
    : renewed;
}

/** Asks for a code that is typed on another machine. Throws `unsupported` where the server has none. */
export async function deviceSignIn(
  endpoint: RemoteEndpoint,
  client: RemoteClient,
  server: SignInServer,
  show: (text: { readonly url: string; readonly code: string }) => Promise<void>,
  signal: AbortSignal,
): Promise<Tokens> {
  if (server.deviceUrl === undefined) {
    throw new PsaError("unsupported", "The server offers no sign-in by code.", {
      advice: "Sign in with --no-browser instead.",
    });
  }
  const library = await import("openid-client");
  const configuration = configured(library, endpoint, client, server, "post");
  try {
    const begun = await library.initiateDeviceAuthorization(configuration, {
      ...(client.scope === undefined ? {} : { scope: client.scope }),
      ...resourceOf(endpoint, client, server),
    });
    await show({
      url: begun.verification_uri_complete ?? begun.verification_uri,
      code: begun.user_code,
    });
    return tokensOf(
      server,
      await library.pollDeviceAuthorizationGrant(configuration, begun, undefined, { signal }),
    );
  } catch (thrown) {
    throw explained(thrown, client);
  }
}

function configured(
  library: Library,
  endpoint: RemoteEndpoint,
  client: RemoteClient,
  server: SignInServer,
  method: "post" | "basic",
): InstanceType<Library["Configuration"]> {
  const { clientSecret } = client;
  registerSecret(clientSecret);
  const proof =
    clientSecret === undefined
      ? library.None()
      : method === "post"
        ? library.ClientSecretPost(clientSecret)
        : library.ClientSecretBasic(clientSecret);
  const configuration = new library.Configuration(
    {
      issuer: server.issuer,
      authorization_endpoint: server.authorizeUrl,
      token_endpoint: server.tokenUrl,
      ...(server.deviceUrl === undefined
        ? {}
        : { device_authorization_endpoint: server.deviceUrl }),
      authorization_response_iss_parameter_supported: server.namesIssuer,
    },
    client.clientId,
    undefined,
    proof,
  );
  configuration[library.customFetch] = signInFetch(endpoint) as never;
  // The addresses were checked before: plain http is on loopback alone.
  if (endpoint.allowHttp === true) library.allowInsecureRequests(configuration);
  return configuration;
}

/** One try with the way the server names (or in the body), and one with the other when the client is not recognised. */
async function withEitherMethod(
  library: Library,
  endpoint: RemoteEndpoint,
  client: RemoteClient,
  server: SignInServer,
  grant: (configuration: InstanceType<Library["Configuration"]>) => Promise<TokenAnswer>,
): Promise<TokenAnswer> {
  const post =
    server.methods === undefined ||
    server.methods.includes("client_secret_post") ||
    !server.methods.includes("client_secret_basic");
  const order = post ? (["post", "basic"] as const) : (["basic", "post"] as const);
  try {
    return await grant(configured(library, endpoint, client, server, order[0]));
  } catch (thrown) {
    if (errorOf(thrown) !== "invalid_client" || client.clientSecret === undefined)
      throw explained(thrown, client);
  }
  try {
    return await grant(configured(library, endpoint, client, server, order[1]));
  } catch (thrown) {
    throw explained(thrown, client);
  }
}

function tokensOf(server: SignInServer, answer: TokenAnswer): Tokens {
  const issuedAt = Date.now();
  return {
    accessToken: answer.access_token,
    ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
    ...(answer.expires_in === undefined ? {} : { expiresAt: issuedAt + answer.expires_in * 1000 }),
    issuedAt,
    ...(answer.scope === undefined ? {} : { scope: answer.scope }),
    tokenUrl: server.tokenUrl,
    issuer: server.issuer,
  };
}

/** The standard's word for a refusal. A challenge in place of a body is a client that was not recognised. */
function errorOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  if ("error" in thrown && typeof thrown.error === "string") return thrown.error;
  return "code" in thrown && thrown.code === "OAUTH_WWW_AUTHENTICATE_CHALLENGE"
    ? "invalid_client"
    : undefined;
}

/** A Django password hash: what the admin page shows in place of a secret once it was saved. */
export function looksHashed(secret: string | undefined): boolean {
  return /^(?:pbkdf2_|argon2|bcrypt|scrypt\$)/.test(secret ?? "");
}

/** What a failure of the sign-in means and what to do, in our words. */
export function explained(thrown: unknown, client: RemoteClient): PsaError {
  if (thrown instanceof PsaError) return thrown;
  for (let error: unknown = thrown; error instanceof Error; error = error.cause)
    if (error instanceof PsaError) return error;
  const error = errorOf(thrown);
  const said = thrown as { error_description?: unknown; code?: unknown; status?: unknown };
  const reasons =
    typeof said.error_description === "string" ? [{ text: said.error_description }] : [];
  if (error === "invalid_client") {
    const hashed = looksHashed(client.clientSecret);
    return new PsaError("credential_rejected", "The client id or the client secret is wrong.", {
      reasons,
      advice: hashed
        ? "The secret is a hash: the server shows it once, before the application is saved. Make a new secret and copy it before saving."
        : "Copy both again. The server shows the secret once, before the application is saved; afterwards it shows a hash, which is of no use.",
    });
  }
  if (error === "invalid_grant") {
    return new PsaError("credential_rejected", "The sign-in has ended or was used already.", {
      reasons,
      advice: "Sign in again.",
    });
  }
  if (error === "access_denied") {
    return new PsaError("forbidden", "The sign-in was declined.", {
      reasons,
      advice: "Sign in again.",
    });
  }
  if (error === "invalid_target") {
    return new PsaError("configuration", "The server does not take the resource parameter.", {
      reasons,
      advice: "Switch the resource parameter off.",
    });
  }
  if (error !== undefined) {
    return new PsaError("credential_rejected", `The sign-in was refused (${error}).`, {
      reasons,
      advice:
        error === "unauthorized_client" || error === "unsupported_grant_type"
          ? "Check the application: its grant type must be the authorization code, its client type confidential."
          : "Check the application's settings at the server.",
    });
  }
  const code = String(said.code ?? "");
  if (code === "OAUTH_INVALID_RESPONSE" && /"?(?:iss|state)\b/.test(messageOf(thrown))) {
    return new PsaError("forbidden", "What came back does not belong to this sign-in.", {
      advice: "Sign in again from the beginning, in one browser.",
      cause: thrown,
    });
  }
  return new PsaError("unavailable", "The sign-in server did not answer as it should.", {
    reasons: [{ text: messageOf(thrown) }],
    cause: thrown,
  });
}

const messageOf = (thrown: unknown): string => {
  let error = thrown;
  while (error instanceof Error && error.cause instanceof Error) error = error.cause;
  return error instanceof Error ? error.message : String(error);
};
