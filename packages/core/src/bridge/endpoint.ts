import type { RemoteEndpoint, RemoteServer } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { isLoopbackHost } from "../upstream/addresses.ts";

/** The endpoint, checked. Throws PsaError `configuration` unless it is https, or http on loopback where that is allowed. */
export function checkEndpoint(server: RemoteServer, endpoint: RemoteEndpoint): RemoteEndpoint {
  const url = URL.canParse(endpoint.url) ? new URL(endpoint.url) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new PsaError("configuration", `The address of ${server.title} is not an https address.`);
  }
  if (url.username !== "" || url.password !== "" || url.hash !== "") {
    throw new PsaError(
      "configuration",
      `The address of ${server.title} must not hold a user, a password or a fragment.`,
    );
  }
  if (url.protocol === "http:" && !(endpoint.allowHttp === true && isLoopbackHost(url.hostname))) {
    throw new PsaError("configuration", `The address of ${server.title} must begin with https.`, {
      advice: isLoopbackHost(url.hostname)
        ? "For a server on this machine allow http in so many words (--allow-http)."
        : "Plain http is possible on this machine alone.",
    });
  }
  return endpoint;
}
