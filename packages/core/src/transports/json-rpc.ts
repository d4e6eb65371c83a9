import {
  isJSONRPCNotification,
  isJSONRPCRequest,
  type JSONRPCMessage,
  type RequestId,
} from "@modelcontextprotocol/server";

/** Codes used before a message reaches the protocol server. */
export const rpc = {
  parseError: -32_700,
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  invalidParams: -32_602,
  internalError: -32_603,
  /** Refusals and transport problems that have no code of their own, as clients of existing servers know them. */
  refused: -32_000,
  forbidden: -32_003,
} as const;

/** An error answer; `id` is null when the request's own could not be read. */
export interface RpcError {
  readonly jsonrpc: "2.0";
  readonly id: RequestId | null;
  readonly error: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** Builds an error answer. */
export function rpcError(
  code: number,
  message: string,
  id: RequestId | null = null,
  data?: unknown,
): RpcError {
  return { jsonrpc: "2.0", id, error: { code, message, ...(data === undefined ? {} : { data }) } };
}

export type MessageKind = "request" | "notification" | "response" | "invalid";

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is RequestId {
  return typeof value === "string" || Number.isSafeInteger(value);
}

const plainMembers: ReadonlySet<string> = new Set(["jsonrpc", "id", "method", "params"]);

/** True for a call without metadata and without members of its own: the form alone says then that it is good. */
function isPlain(call: Readonly<Record<string, unknown>>, params: unknown): boolean {
  if (isRecord(params) && params["_meta"] !== undefined) return false;
  return Object.keys(call).every((member) => plainMembers.has(member));
}

/**
 * What a parsed value is by its outer form; `params`, `result` and `error` must be objects. A few property reads, unless
 * it is unusual: the protocol server drops what its schema does not know without an answer, so that is refused here.
 */
export function kindOf(value: unknown): MessageKind {
  if (!isRecord(value) || value["jsonrpc"] !== "2.0") return "invalid";
  if (typeof value["method"] === "string") {
    const params = value["params"];
    if (params !== undefined && !isRecord(params)) return "invalid";
    const plain = isPlain(value, params);
    if (!("id" in value)) return plain || isJSONRPCNotification(value) ? "notification" : "invalid";
    return isId(value["id"]) && (plain || isJSONRPCRequest(value)) ? "request" : "invalid";
  }
  const answers = isRecord(value["result"]) !== isRecord(value["error"]);
  return answers && isId(value["id"]) ? "response" : "invalid";
}

/** The id to echo in an error about a value that may not be a message at all. */
export function echoableId(value: unknown): RequestId | null {
  return isRecord(value) && isId(value["id"]) ? value["id"] : null;
}

/** A value whose form `kindOf` has found good. */
export function asMessage(value: unknown): JSONRPCMessage {
  return value as JSONRPCMessage;
}

/** The id that a `notifications/cancelled` names, or undefined for any other message. */
export function cancelledId(value: unknown): RequestId | undefined {
  if (
    !isRecord(value) ||
    value["method"] !== "notifications/cancelled" ||
    !isRecord(value["params"])
  )
    return undefined;
  const id = value["params"]["requestId"];
  return isId(id) ? id : undefined;
}
