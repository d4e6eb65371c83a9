import type { ToolCall } from "../app.ts";
import type { Program } from "./program.ts";

/** A JSON-RPC message as it was received. */
export interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: number; readonly message: string };
}

/** What came of one tool call. */
export interface CallAnswer {
  readonly isError: boolean;
  /** All text blocks. */
  readonly text: string;
  /** Our error code, from the structured form. */
  readonly code: string | undefined;
  /** The JSON-RPC error, when the call did not get as far as the tool. */
  readonly refused: Message["error"];
  readonly seconds: number;
  readonly bytes: number;
}

/** A client of the program, over pipes or sockets. */
export interface Caller {
  readonly program: Program;
  /** Everything the program has sent, as text. */
  readonly said: string;
  request(method: string, params?: object): Promise<Message>;
  call(call: ToolCall): Promise<CallAnswer>;
  close(): Promise<void>;
}

/** Longest wait for one answer. Far above every deadline under test, so that only a hang reaches it. */
export const ANSWER_SECONDS = 20;

export const REVISION = "2025-11-25";

export const initializeParams: object = {
  protocolVersion: REVISION,
  capabilities: {},
  clientInfo: { name: "fault-suite", version: "1" },
};

/** Reads a tools/call answer. */
export function readAnswer(message: Message, started: number): CallAnswer {
  const result = message.result ?? {};
  const content = (result["content"] ?? []) as readonly { type: string; text?: string }[];
  const structured = result["structuredContent"] as { error?: { code?: string } } | undefined;
  return {
    isError: result["isError"] === true || message.error !== undefined,
    text: content.map((block) => block.text ?? "").join("\n"),
    code: structured?.error?.code,
    refused: message.error,
    seconds: (performance.now() - started) / 1000,
    bytes: Buffer.byteLength(JSON.stringify(message)),
  };
}
