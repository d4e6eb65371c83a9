/** The revision that all servers are asked for, so that their figures compare. */
export const PROTOCOL_VERSION = "2025-06-18";

export interface Answer {
  readonly id?: unknown;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: number; readonly message: string };
}

export function requestText(id: number, method: string, params: object = {}): string {
  return JSON.stringify({ jsonrpc: "2.0", id, method, params });
}

export function initializeText(id: number): string {
  return requestText(id, "initialize", {
    protocolVersion: PROTOCOL_VERSION,
    capabilities: {},
    clientInfo: { name: "bench", version: "1" },
  });
}

export const initializedText: string = JSON.stringify({
  jsonrpc: "2.0",
  method: "notifications/initialized",
});

export function callText(id: number, call: Call): string {
  return requestText(id, "tools/call", { name: call.tool, arguments: call.arguments });
}

/** One tool call. */
export interface Call {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** The result of an answer; throws for errors and for results that say they are one. */
export function resultOf(answer: Answer): Readonly<Record<string, unknown>> {
  if (answer.error !== undefined) throw new Error(`The server answered: ${answer.error.message}`);
  if (answer.result === undefined) throw new Error("The server's answer has no result.");
  if (answer.result["isError"] === true) {
    throw new Error(
      `The tool answered with an error: ${JSON.stringify(answer.result["content"]).slice(0, 500)}`,
    );
  }
  return answer.result;
}
