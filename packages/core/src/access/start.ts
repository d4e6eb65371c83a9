import type { Settings } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import {
  callerHeaders,
  credentialVariables,
  serverCredential,
  type CredentialOwner,
} from "./credential.ts";
import { parseRoleTokens } from "./tokens.ts";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;

/** True for addresses that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** The host that HTTP listens on. */
export function hostOf(settings: Settings): string {
  const host = settings["host"];
  return typeof host === "string" && host !== "" ? host : "127.0.0.1";
}

/** True when the operator asked for HTTP without authentication, in as many words and on a loopback address. */
export function isOpenOnPurpose(settings: Settings): boolean {
  return settings["allowUnauthenticated"] === true && isLoopback(hostOf(settings));
}

/**
 * Refuses to start HTTP open or unusable. Tokens suffice; so do callers' own credentials when the operator chose `open`,
 * or when there is no server-wide credential that a missing token would lay open. Throws PsaError `configuration`.
 */
export function assertStartable(settings: Settings, vendor: CredentialOwner): void {
  if (settings["transport"] !== "http") return;
  const { tokens } = parseRoleTokens(settings);
  const shared = serverCredential(vendor, settings);
  const policy = settings["callerKeys"];
  const ownKeys = policy !== "disabled" && callerHeaders(vendor).length > 0;

  if (shared === undefined && !ownKeys) {
    throw new PsaError("configuration", `HTTP has no ${vendor.title} credential to work with.`, {
      advice: `Set ${credentialVariables(vendor).join(" and ")}.`,
    });
  }
  if (tokens.length > 0 || isOpenOnPurpose(settings)) return;
  if (ownKeys && (policy === "open" || shared === undefined)) return;

  const alternatives = [
    "Set MCP_TOKENS_VIEWER, MCP_TOKENS_EDITOR or MCP_TOKENS_ADMIN to label:token",
    ...(callerHeaders(vendor).length === 0
      ? []
      : [
          `or CLIENT_${vendor.envPrefix}_KEYS=open so that callers bring their own ${vendor.title} credential`,
        ]),
    "or, for trials on this machine alone, MCP_ALLOW_UNAUTHENTICATED=1 with HOST=127.0.0.1",
  ];
  const exposed =
    settings["allowUnauthenticated"] === true
      ? `MCP_ALLOW_UNAUTHENTICATED works on a loopback address only, and HOST is ${hostOf(settings)}.`
      : "HTTP would start without authentication: whoever reaches the port could use the server's credential.";
  throw new PsaError("configuration", exposed, { advice: `${alternatives.join(", ")}.` });
}
