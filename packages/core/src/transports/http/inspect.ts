import type { IncomingMessage } from "node:http";
import {
  classifyInboundRequest,
  PROTOCOL_VERSION_META_KEY,
  SUPPORTED_PROTOCOL_VERSIONS,
} from "@modelcontextprotocol/server";
import { rpc } from "../json-rpc.ts";
import { HttpProblem } from "./answer.ts";

const legacyRevisions: ReadonlySet<string> = new Set(SUPPORTED_PROTOCOL_VERSIONS);

/**
 * Whether a body belongs to the 2025 revisions. The common case is seen from two properties; everything that might be
 * modern is judged by the SDK's own classification, which also owns the error answers.
 */
export function isLegacy(request: IncomingMessage, body: unknown): boolean {
  const revision = request.headers["mcp-protocol-version"];
  if (typeof body === "object" && body !== null && !Array.isArray(body)) {
    const params = (body as { params?: { _meta?: unknown } }).params;
    const meta = typeof params === "object" && params !== null ? params._meta : undefined;
    const claims = typeof meta === "object" && meta !== null && PROTOCOL_VERSION_META_KEY in meta;
    if (!claims && (revision === undefined || legacyRevisions.has(String(revision)))) return true;
    // Whatever claims the modern envelope is modern or an error of the modern handler's, but for the old handshake.
    if (claims && (body as { method?: unknown }).method !== "initialize") return false;
  }
  const header = (name: string): string | undefined => {
    const value = request.headers[name];
    return value === undefined ? undefined : String(value);
  };
  const version = header("mcp-protocol-version");
  const method = header("mcp-method");
  const name = header("mcp-name");
  const outcome = classifyInboundRequest({
    httpMethod: request.method ?? "POST",
    body,
    ...(version === undefined ? {} : { protocolVersionHeader: version }),
    ...(method === undefined ? {} : { mcpMethodHeader: method }),
    ...(name === undefined ? {} : { mcpNameHeader: name }),
  });
  return outcome.kind === "legacy";
}

/** The session that a request names. */
export function sessionIdOf(request: IncomingMessage): string | undefined {
  const value = request.headers["mcp-session-id"];
  return value === undefined ? undefined : String(value);
}

/** Throws HttpProblem 400 for a protocol revision that the 2025 leg does not speak. */
export function checkRevision(request: IncomingMessage): void {
  const revision = request.headers["mcp-protocol-version"];
  if (revision === undefined || legacyRevisions.has(String(revision))) return;
  throw new HttpProblem(
    400,
    rpc.refused,
    `MCP-Protocol-Version is one of ${[...legacyRevisions].join(", ")}.`,
  );
}

/** Throws HttpProblem 406 unless the client takes every one of the types. */
export function checkAccept(request: IncomingMessage, ...types: readonly string[]): void {
  const accepted = request.headers.accept ?? "";
  const takes = (type: string): boolean =>
    accepted.includes(type) ||
    accepted.includes("*/*") ||
    accepted.includes(`${type.split("/")[0]}/*`);
  if (types.every(takes)) return;
  throw new HttpProblem(406, rpc.refused, `Send Accept: ${types.join(", ")}.`);
}
