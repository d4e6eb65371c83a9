import type { IncomingHttpHeaders } from "node:http";
import { weakerRole, type Credential, type Principal, type Settings } from "../define/index.ts";
import { isRepeated, readCallerKey } from "./caller-keys.ts";
import {
  callerHeaders,
  credentialVariables,
  registerCredential,
  serverCredential,
  type CredentialOwner,
} from "./credential.ts";
import { AccessDenied, bearerChallenge } from "./denied.ts";
import { makePrincipal } from "./principal.ts";
import { assertStartable, isOpenOnPurpose } from "./start.ts";
import { findToken, parseRoleTokens, type RoleToken } from "./tokens.ts";
import { createVerifier } from "./verifier.ts";

export interface AccessOptions {
  readonly vendor: CredentialOwner;
  readonly settings: Settings;
  /**
   * Asks the vendor whether a caller's own credential counts. Resolves when it does; throws PsaError
   * `credential_rejected` when it does not; anything else means that the vendor could not be asked.
   */
  verifyCallerCredential(credential: Credential): Promise<void>;
  /** The vendors of a server that has several, to which tokens may be narrowed. */
  readonly vendors?: readonly string[];
  /** Present time in epoch milliseconds. */
  readonly now?: () => number;
}

/** Names the callers of an HTTP endpoint. */
export interface HttpAccess {
  /**
   * The caller of an HTTP request, by its headers alone. Pass Node's raw headers too where there are any: they show
   * repetitions that Node has hidden. Throws AccessDenied (400, 401 or 503).
   */
  http(headers: IncomingHttpHeaders, rawHeaders?: readonly string[]): Promise<Principal>;
  /** Headers with which callers bring their own credential, in lower case. */
  readonly callerHeaders: readonly string[];
  /** Throws PsaError `configuration` when HTTP would be open to everybody, or of use to nobody. */
  assertStartable(): void;
}

export interface Access extends HttpAccess {
  /** The one caller of a server that its client started. */
  stdio(): Principal;
  /** What the operator should know about the configured tokens. */
  readonly warnings: readonly string[];
}

const BEARER = /^bearer +(\S+)$/i;

/** Names callers from configuration that is read once; see `Access`. */
export function createAccess(options: AccessOptions): Access {
  const { vendor, settings } = options;
  const { tokens, warnings } = parseRoleTokens(settings, options.vendors);
  const shared = serverCredential(vendor, settings);
  const headers = callerHeaders(vendor);
  const policy = headers.length === 0 ? "disabled" : (settings["callerKeys"] ?? "with-token");
  const capped = settings["callerKeysRole"] === "token";
  const verifier = createVerifier(
    (credential) => options.verifyCallerCredential(credential),
    options.now ?? Date.now,
  );
  const withCredential = shared === undefined ? {} : { credential: shared };

  const holders = tokens.map((token) => ({
    ...token,
    principal: makePrincipal({
      subject: `token:${token.label}`,
      label: token.label,
      role: token.role,
      serverRole: token.role,
      method: "token",
      ...withCredential,
    }),
  }));
  const development = makePrincipal({
    subject: "dev-unauthenticated",
    label: "dev-unauthenticated",
    role: "admin",
    serverRole: "admin",
    method: "none",
    ...withCredential,
  });
  const local = makePrincipal({
    subject: "stdio",
    label: "stdio",
    role: "admin",
    serverRole: "admin",
    method: "stdio",
    ...withCredential,
  });

  function unauthorized(reason: string, message: string): AccessDenied {
    return new AccessDenied(401, message, {
      reason,
      challenge: bearerChallenge(vendor.id, message),
    });
  }

  /** The token of the Authorization header: undefined when there is none or none is expected, null when it is not ours. */
  function presentedToken(
    requestHeaders: IncomingHttpHeaders,
  ): (typeof holders)[number] | null | undefined {
    const value = requestHeaders.authorization;
    if (holders.length === 0 || value === undefined || value.trim() === "" || value.includes("${"))
      return undefined;
    const token = BEARER.exec(value.trim())?.[1];
    return token === undefined ? null : (findToken(holders, token) ?? null);
  }

  async function ownKeyPrincipal(
    credential: Credential,
    token: RoleToken | undefined,
  ): Promise<Principal> {
    const verdict = await verifier.check(credential);
    if (verdict.kind === "bad") {
      throw unauthorized(
        "key_rejected",
        `${vendor.title} refuses the credential in ${headers.join(", ")}. Check it and its region.`,
      );
    }
    if (verdict.kind === "unknown") {
      throw new AccessDenied(
        503,
        `${vendor.title} cannot be reached to check your credential; it was not judged. Try again shortly.`,
        { reason: "key_unverified", retryAfterSeconds: verdict.retryAfterSeconds },
      );
    }
    // Only now: unverified values would push configured secrets out of the list of what is masked.
    registerCredential(vendor, credential);
    const short = credential.fingerprint.slice(0, 8);
    const serverRole = token?.role ?? "viewer";
    return makePrincipal({
      subject: token === undefined ? `byok:${short}` : `token:${token.label}+byok:${short}`,
      label: token === undefined ? `byok:${short}` : `${token.label}+byok:${short}`,
      role: capped ? weakerRole("admin", serverRole) : "admin",
      serverRole,
      method: token === undefined ? "byok" : "token+byok",
      credential,
    });
  }

  return {
    warnings,
    callerHeaders: headers,
    stdio: () => local,
    assertStartable: () => assertStartable({ ...settings, transport: "http" }, vendor),
    async http(requestHeaders, rawHeaders) {
      if (isRepeated(requestHeaders, rawHeaders, "authorization")) {
        throw new AccessDenied(400, "Send the Authorization header once.", {
          reason: "header_repeated",
        });
      }
      const key = readCallerKey(vendor, settings, requestHeaders, rawHeaders);
      if (key.kind === "repeated" || key.kind === "malformed") {
        const wrong = key.kind === "repeated" ? "once" : "as one line of printable characters";
        throw new AccessDenied(400, `Send the ${key.header} header ${wrong}.`, {
          reason: `header_${key.kind}`,
        });
      }
      const hint =
        key.kind === "none" && key.placeholders.length > 0
          ? ` The header ${key.placeholders.join(", ")} still holds a placeholder that the client did not fill in.`
          : "";
      if (key.kind !== "none" && policy === "disabled") {
        throw unauthorized(
          "key_disabled",
          `This server does not take callers' own credentials; leave out ${headers.join(", ")}.`,
        );
      }

      const token = presentedToken(requestHeaders);
      if (token === null) {
        throw unauthorized(
          "token_wrong",
          "The bearer token is not one of this server's. Ask its operator for one.",
        );
      }
      // Without any tokens a key that the vendor accepts is proof enough: nobody gains more than the key gives.
      const needsToken = tokens.length > 0 && !(policy === "open" && key.kind !== "none");
      if (token === undefined && needsToken) {
        throw unauthorized(
          "token_missing",
          `Send Authorization: Bearer with a token of this server.${hint}`,
        );
      }
      if (token?.vendors?.has(vendor.id) === false) {
        throw new AccessDenied(
          403,
          `This token is for ${[...token.vendors].join(", ")} alone, not for ${vendor.id}.`,
          { reason: "token_narrowed" },
        );
      }
      if (key.kind === "incomplete") {
        throw unauthorized(
          "key_incomplete",
          `Your own credential is incomplete: also send ${key.missing.join(", ")}.`,
        );
      }
      if (key.kind === "complete") return ownKeyPrincipal(key.credential, token);
      if (token !== undefined && shared !== undefined) return token.principal;
      if (token === undefined && shared !== undefined && isOpenOnPurpose(settings))
        return development;

      const bring =
        policy === "disabled"
          ? ""
          : `Send your own ${vendor.title} credential in ${headers.join(" and ")}`;
      const configure = `have the operator set ${credentialVariables(vendor).join(" and ")}`;
      if (shared === undefined) {
        const ways = [bring, configure].filter((way) => way !== "").join(", or ");
        throw unauthorized(
          "key_missing",
          `${ways.charAt(0).toUpperCase()}${ways.slice(1)}.${hint}`,
        );
      }
      throw unauthorized(
        "key_missing",
        `${bring === "" ? "No way of authentication is configured" : bring}.${hint}`,
      );
    },
  };
}
