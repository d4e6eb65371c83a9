import type { Readable, Writable } from "node:stream";
import type { JSONRPCMessage, RequestId, Transport } from "@modelcontextprotocol/server";
import {
  asMessage,
  cancelledId,
  echoableId,
  kindOf,
  rpc,
  rpcError,
  type RpcError,
} from "../json-rpc.ts";

const NEWLINE = 0x0a;

export interface LineTransportOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** Longest line in bytes; a longer one is skipped and answered with an error. */
  readonly maxLineBytes: number;
  /** Called once: when input has ended, or when the pipe broke (then with the reason). */
  onEnded(reason?: Error): void;
}

/**
 * JSON-RPC messages as lines. Every line gets an answer or is a notification: what cannot be read is refused with an
 * error instead of being dropped. Work per byte is constant, whatever the length of a line.
 */
export class LineTransport implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  // oxlint-disable-next-line typescript/no-explicit-any -- the SDK's own signature is generic over the message
  onmessage?: ((message: any) => void) | undefined;

  readonly #options: LineTransportOptions;
  /** Requests without an answer yet. */
  readonly #waiting = new Set<RequestId>();
  #idleWaiters: (() => void)[] = [];
  #parts: Buffer[] = [];
  #length = 0;
  #skipping = false;
  #ended = false;
  #closed = false;

  constructor(options: LineTransportOptions) {
    this.#options = options;
  }

  /** Resolves when every request that was delivered is answered. */
  whenIdle(): Promise<void> {
    if (this.#waiting.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  async start(): Promise<void> {
    const { input, output } = this.#options;
    input.on("data", this.#onData);
    input.on("end", this.#onEnd);
    input.on("close", this.#onEnd);
    input.on("error", this.#onBroken);
    output.on("error", this.#onBroken);
    if (input.readableEnded || input.destroyed) setImmediate(this.#onEnd);
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if (this.#closed) return;
    await this.#write(message);
    if ("id" in message && message.id !== undefined && !("method" in message))
      this.#answered(message.id);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const { input } = this.#options;
    input.off("data", this.#onData);
    input.off("end", this.#onEnd);
    input.off("close", this.#onEnd);
    input.pause();
    this.#parts = [];
    this.onclose?.();
  }

  readonly #onData = (chunk: Buffer | string): void => {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      this.#keep(bytes.subarray(start, end));
      this.#endLine();
      start = end + 1;
    }
    if (start < bytes.length) this.#keep(bytes.subarray(start));
  };

  #keep(part: Buffer): void {
    if (this.#skipping) return;
    this.#length += part.length;
    if (this.#length > this.#options.maxLineBytes) {
      this.#skipping = true;
      this.#parts = [];
      return;
    }
    this.#parts.push(part);
  }

  #endLine(): void {
    const skipped = this.#skipping;
    const [first] = this.#parts;
    const line =
      this.#parts.length === 1 && first !== undefined ? first : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    this.#skipping = false;
    if (skipped) {
      this.#refuse(
        rpcError(
          rpc.invalidRequest,
          `A line may have ${this.#options.maxLineBytes} bytes; this one was longer.`,
        ),
      );
      return;
    }
    const text = line.toString("utf8").trim();
    if (text !== "") this.#receive(text);
  }

  #receive(text: string): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.#refuse(
        rpcError(rpc.parseError, "This line is not JSON. Send one JSON-RPC message per line."),
      );
      return;
    }
    const kind = kindOf(value);
    if (kind === "invalid") {
      const problem = Array.isArray(value)
        ? "Batches are not taken; send one JSON-RPC message per line."
        : "This is not a JSON-RPC 2.0 message.";
      this.#refuse(rpcError(rpc.invalidRequest, problem, echoableId(value)));
      return;
    }
    const message = asMessage(value);
    if (kind === "request" && "id" in message && message.id !== undefined) {
      if (this.#waiting.has(message.id)) {
        this.#refuse(
          rpcError(rpc.invalidRequest, "A request with this id is still running.", message.id),
        );
        return;
      }
      // A subscription stays open until the connection ends: nobody waits for its answer.
      if (!("method" in message) || message.method !== "subscriptions/listen")
        this.#waiting.add(message.id);
    }
    const cancelled = kind === "notification" ? cancelledId(value) : undefined;
    this.onmessage?.(message);
    // A cancelled request gets no answer, so nothing is left to wait for.
    if (cancelled !== undefined) this.#answered(cancelled);
  }

  #refuse(error: RpcError): void {
    this.#write(error).catch(() => {});
  }

  #answered(id: RequestId): void {
    this.#waiting.delete(id);
    if (this.#waiting.size > 0) return;
    const waiters = this.#idleWaiters;
    this.#idleWaiters = [];
    for (const waiter of waiters) waiter();
  }

  #write(message: JSONRPCMessage | RpcError): Promise<void> {
    const { output } = this.#options;
    return new Promise((resolve, reject) => {
      output.write(`${JSON.stringify(message)}\n`, (error) => (error ? reject(error) : resolve()));
    });
  }

  readonly #onEnd = (): void => {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#length > 0) this.#endLine();
    this.#options.onEnded();
  };

  readonly #onBroken = (error: Error): void => {
    this.onerror?.(error);
    if (this.#ended) return;
    this.#ended = true;
    this.#options.onEnded(error);
  };
}
