import { PsaError, segment, type ApiPath } from "@psa-mcp/core";
import { endpointAt, findEndpoints, type Endpoint } from "./catalogue.ts";

/** Routes that hand out credentials or settings of sign-in, mail and payment. */
const CLOSED =
  /token|sso|ldap|password|credential|apiMembers|integratorLogin|emailConnector|imap|smtp|office365|google|ePay|payment(?!types?\b)|merchant|certificate|securityRoles?\/.*\/settings|portalSecurit|managementItSolution|callback|cloudService|thirdParty/i;

/** Routes that answer bytes. */
const BINARY = /\/(?:download|downloadImage|pdf|thumbnail|image|export)$/i;

export interface AllowedRead {
  readonly endpoint: Endpoint;
  readonly path: ApiPath;
}

const refused = (message: string, advice: string): PsaError =>
  new PsaError("invalid_arguments", `path: ${message}`, { advice });

/**
 * The route that a caller's path means, and the path to read. The whole address of a record on the same host is taken
 * as well. Throws `invalid_arguments` for another host, a query, an unknown route, and what stays closed.
 */
export function allowedRead(given: string, baseUrl: string): AllowedRead {
  const path = below(given.trim(), baseUrl);
  if (/[?#]/.test(path)) {
    throw refused("a query does not belong here.", "Use conditions, fields, order_by and params.");
  }
  if (
    !/^\/[\w./{} -]*$/.test(path) ||
    /\/\.{0,2}(?:\/|$)/.test(path.replace(/\/$/, "")) ||
    path.length > 300
  ) {
    throw refused("this is no plain path.", "Give something like /service/tickets/123.");
  }
  const endpoint =
    endpointAt(path) ?? endpointAt(path.replace(/\/$/, "")) ?? endpointAt(`${path}/`);
  if (endpoint === undefined || !endpoint.verbs.includes("GET")) {
    const near = findEndpoints(path, 3).map((one) => one.path);
    throw refused(
      "the catalogue has no such route to read.",
      near.length === 0
        ? "Ask cw_find_endpoint."
        : `Perhaps ${near.join(", ")}? Ask cw_find_endpoint.`,
    );
  }
  if (CLOSED.test(endpoint.path)) {
    throw new PsaError(
      "forbidden",
      "This route hands out credentials or sign-in settings; it stays closed here.",
      {
        advice: "Look at it in ConnectWise itself.",
      },
    );
  }
  if (BINARY.test(endpoint.path)) {
    throw new PsaError("unsupported", "This route answers a file, which cw_get cannot show.");
  }
  return { endpoint, path: filled(endpoint, path) };
}

/** The part below the API's base of a path or of an address on the same host. */
function below(given: string, baseUrl: string): string {
  if (!/^https?:\/\//i.test(given)) {
    const plain = given.replace(/^\/?v\d[\w.]*\/apis\/3\.0(?=\/)/i, "");
    return plain.startsWith("/") ? plain : `/${plain}`;
  }
  if (!given.toLowerCase().startsWith(`${baseUrl.toLowerCase()}/`)) {
    throw refused("another host is not read.", "Give the path alone.");
  }
  return given.slice(baseUrl.length);
}

/** The route with the caller's ids in it, the words as the contract spells them. */
function filled(endpoint: Endpoint, path: string): ApiPath {
  const given = path.split("/");
  return endpoint.path
    .split("/")
    .map((part, index) => {
      if (!part.startsWith("{")) return part;
      const value = given[index] ?? "";
      if (/[{}]/.test(value)) throw refused(`${part} needs a value.`, "Put the id in its place.");
      return segment(value);
    })
    .join("/") as ApiPath;
}
