import type { ApiPath, Query } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";

/** Where a vendor is, taken apart once. */
export interface BaseAddress {
  /** Without a trailing slash. */
  readonly url: string;
  readonly origin: string;
  readonly hostname: string;
  /** Path prefix without a trailing slash; empty when the API is at the root. */
  readonly prefix: string;
}

/** A checked target of one request. */
export interface Target {
  /** Path and query as they go on the wire. */
  readonly wire: string;
  /** Path and query below the base URL. */
  readonly below: string;
  /** The same without query values, for logs. */
  readonly label: string;
}

/** Takes a base URL apart. Throws `configuration` unless it is http(s) without credentials, query or fragment. */
export function readBase(baseUrl: string): BaseAddress {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    url.username !== "" ||
    url.password !== ""
  ) {
    throw new PsaError(
      "configuration",
      "The vendor's base URL must be an http or https address without user or password.",
    );
  }
  if (url.search !== "" || url.hash !== "") {
    throw new PsaError(
      "configuration",
      "The vendor's base URL must not have a query or a fragment.",
    );
  }
  const prefix = url.pathname.replace(/\/+$/, "");
  return { url: url.origin + prefix, origin: url.origin, hostname: url.hostname, prefix };
}

/**
 * Spellings of a path that another server may read differently: encoded separators, dots, percent signs and control
 * characters, and letters or digits that need no encoding.
 */
const AMBIGUOUS =
  /%(?![0-9a-f]{2})|%(?:[01][0-9a-f]|2[35def]|3[0-9f]|4[1-9a-f]|5[0-9acf]|6[1-9a-f]|7[0-9aef])/i;

/** A request target under the base. Throws `invalid_arguments` for a path that would leave it or can be misread. */
export function resolveTarget(base: BaseAddress, path: ApiPath, query: Query | undefined): Target {
  const expected = base.prefix + path;
  // Resolving and comparing finds every dot segment, backslash, query, fragment and authority hidden in the path.
  const resolved =
    path.startsWith("/") && !path.startsWith("//") ? parse(base.origin + expected) : undefined;
  if (
    resolved === undefined ||
    resolved.origin !== base.origin ||
    resolved.pathname !== expected ||
    resolved.search !== "" ||
    resolved.hash !== "" ||
    path.includes("//") ||
    AMBIGUOUS.test(path)
  ) {
    throw new PsaError("invalid_arguments", "The path does not stay below the vendor's API.", {
      advice:
        "Give a plain path that begins with a slash, without dot segments, encoded characters or a query.",
    });
  }
  const { pairs, keys } = encodeQuery(query);
  return {
    wire: pairs === "" ? expected : `${expected}?${pairs}`,
    below: pairs === "" ? path : `${path}?${pairs}`,
    label: keys === "" ? path : `${path}?${keys}`,
  };
}

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

/** Query pairs, keys and values percent-encoded (brackets too); `keys` alone is readable, for logs. */
function encodeQuery(query: Query | undefined): { readonly pairs: string; readonly keys: string } {
  if (query === undefined) return { pairs: "", keys: "" };
  const pairs: string[] = [];
  const keys = new Set<string>();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      pairs.push(`${encodeURIComponent(key)}=${encodeURIComponent(wellFormed(String(one)))}`);
      keys.add(key);
    }
  }
  return { pairs: pairs.join("&"), keys: [...keys].join("&") };
}

/** Lone surrogates would make encodeURIComponent throw. */
function wellFormed(text: string): string {
  return text.isWellFormed() ? text : text.toWellFormed();
}
