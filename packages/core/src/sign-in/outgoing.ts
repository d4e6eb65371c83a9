import type { Dispatcher } from "undici";
import type { RemoteEndpoint } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { isLoopbackHost } from "../upstream/addresses.ts";

export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

const PATIENCE_MILLISECONDS = 30_000;

/** Throws `configuration` unless an address of the sign-in is https (http on loopback, where allowed) and of a trusted origin. */
export function checkSignInAddress(address: string, endpoint: RemoteEndpoint, what: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const plain =
    url?.protocol === "http:" && endpoint.allowHttp === true && isLoopbackHost(url.hostname);
  if (url === undefined || !(url.protocol === "https:" || plain) || url.username !== "") {
    throw new PsaError("configuration", `The ${what} is not an https address.`);
  }
  const trusted = [new URL(endpoint.url).origin, ...(endpoint.trustedOrigins ?? [])];
  if (!trusted.includes(url.origin)) {
    throw new PsaError("configuration", `The ${what} is at ${url.origin}, which is not trusted.`, {
      advice: `Credentials go to ${trusted.join(", ")} alone. Add the origin to the trusted ones if it is right.`,
    });
  }
  return url;
}

/** Requests of the sign-in: to checked addresses, bounded in time, redirects handed back instead of followed. */
export function signInFetch(endpoint: RemoteEndpoint): Fetch {
  let proxied: Dispatcher | undefined;
  return async (input, init = {}) => {
    const url = checkSignInAddress(String(input), endpoint, "address of the sign-in");
    const { EnvHttpProxyAgent, fetch: send } = await import("undici");
    const response = await send(url, {
      ...(init as object),
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
      ...(endpoint.proxy === true ? { dispatcher: (proxied ??= new EnvHttpProxyAgent()) } : {}),
    });
    return response;
  };
}
