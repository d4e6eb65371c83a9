import type { Value } from "../model.ts";

/** A JSON-RPC message that is known to be an object. */
export interface Message {
  jsonrpc?: unknown;
  id?: unknown;
  method?: unknown;
  params?: unknown;
  result?: unknown;
  error?: unknown;
}

export type RequestId = string | number;

/** A request that cannot be carried out: an error of the protocol, not of a tool. */
export class ProtocolError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export const PARSE_ERROR = -32700;
export const INVALID_REQUEST = -32600;
export const METHOD_NOT_FOUND = -32601;
export const INVALID_PARAMS = -32602;
export const INTERNAL_ERROR = -32603;
export const RESOURCE_NOT_FOUND = -32002;

/** An answer that worked. */
export function resultMessage(id: RequestId, result: unknown): object {
  return { jsonrpc: "2.0", id, result };
}

/** An answer that did not. */
export function errorMessage(id: RequestId | null, code: number, message: string): object {
  return { jsonrpc: "2.0", id, error: { code, message } };
}

/** Something that wants no answer. */
export function notification(method: string, params?: Record<string, Value>): object {
  return { jsonrpc: "2.0", method, ...(params === undefined ? {} : { params }) };
}
