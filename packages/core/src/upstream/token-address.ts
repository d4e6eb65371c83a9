import type { Settings, TokenExchange } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { isLoopbackHost } from "./addresses.ts";
import type { BaseAddress } from "./target.ts";

/** Where tokens come from. */
export interface TokenAddress {
  readonly origin: string;
  /** Path and query as they go on the wire. */
  readonly wire: string;
  /** Origin and path, for messages. */
  readonly shown: string;
  readonly path: string;
}

/**
 * The token endpoint that the settings name. Throws `configuration` for an address that cannot be used: a secret goes
 * over https, or over http to this machine or where the API itself is spoken to over http.
 */
export function readTokenAddress(
  exchange: TokenExchange,
  settings: Settings,
  base: BaseAddress,
): TokenAddress {
  const address = exchange.address(settings);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    url.username !== "" ||
    url.password !== "" ||
    url.hash !== ""
  ) {
    throw new PsaError(
      "configuration",
      "The address of the token endpoint must be http or https, without user, password or fragment.",
    );
  }
  const open = base.origin.startsWith("http:") || isLoopbackHost(url.hostname);
  if (url.protocol === "http:" && !open) {
    throw new PsaError(
      "configuration",
      "The token endpoint must be an https address: the credential is sent there.",
    );
  }
  return {
    origin: url.origin,
    wire: url.pathname + url.search,
    shown: url.origin + url.pathname,
    path: url.pathname,
  };
}
