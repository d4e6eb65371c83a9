import type { ServerResponse } from "node:http";
import { selectionHeaders } from "../selection.ts";

/** Headers of every answer: nothing here is a page, nothing is kept, nothing is framed. */
export function securityHeaders(
  publicUrl: string | undefined,
): readonly (readonly [string, string])[] {
  const headers: [string, string][] = [
    ["X-Content-Type-Options", "nosniff"],
    ["X-Frame-Options", "DENY"],
    ["X-XSS-Protection", "0"],
    ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
    ["Referrer-Policy", "no-referrer"],
    ["Permissions-Policy", "camera=(), microphone=(), geolocation=()"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
    ["Cache-Control", "no-store, no-transform"],
  ];
  // Over plain http a browser would ignore it, and on a name shared with others it would bind them too.
  if (publicUrl?.startsWith("https:") === true) {
    headers.push(["Strict-Transport-Security", "max-age=31536000; includeSubDomains"]);
  }
  return headers;
}

const exposed =
  "Mcp-Session-Id, WWW-Authenticate, Mcp-Protocol-Version, Last-Event-Id, Retry-After";
const requestHeaders = [
  "accept",
  "authorization",
  "content-type",
  "last-event-id",
  "mcp-method",
  "mcp-name",
  "mcp-protocol-version",
  "mcp-session-id",
  "traceparent",
  "tracestate",
  "x-file-name",
  ...selectionHeaders,
];
/** Parameters of a modern call may travel as headers of this prefix. */
const PARAMETER_PREFIX = "mcp-param-";

/** Lets an allowed origin read the answer. */
export function setCorsHeaders(response: ServerResponse, origin: string): void {
  response.setHeader("Access-Control-Allow-Origin", origin);
  response.setHeader("Access-Control-Expose-Headers", exposed);
  response.setHeader("Vary", "Origin");
}

/** Answers the question that a browser asks before a request of an allowed origin. */
export function answerPreflight(
  response: ServerResponse,
  methods: string,
  asked: string | undefined,
  callerHeaders: readonly string[],
  asksForPrivateNetwork: boolean,
): void {
  const known = new Set([...requestHeaders, ...callerHeaders]);
  const parameters = (asked ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name.startsWith(PARAMETER_PREFIX) && /^[a-z0-9-]{1,100}$/.test(name));
  for (const name of parameters.slice(0, 32)) known.add(name);
  response.setHeader("Access-Control-Allow-Methods", methods);
  response.setHeader("Access-Control-Allow-Headers", [...known].join(", "));
  response.setHeader("Access-Control-Max-Age", "600");
  if (asksForPrivateNetwork) response.setHeader("Access-Control-Allow-Private-Network", "true");
  response.writeHead(204).end();
}
