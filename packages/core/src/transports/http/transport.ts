import type { ServerResponse } from "node:http";
import type {
  JSONRPCMessage,
  RequestId,
  Transport,
  TransportSendOptions,
} from "@modelcontextprotocol/server";
import { asMessage, cancelledId, kindOf, rpc } from "../json-rpc.ts";
import { HttpProblem } from "./answer.ts";
import { Exchange } from "./exchange.ts";
import {
  beginStream,
  KEEP_ALIVE_MILLISECONDS,
  writeComment,
  writeEvent,
  type Beating,
  type Heartbeat,
} from "./streams.ts";

/** The one revision whose clients may send several messages in one array. */
const BATCH_REVISION = "2025-03-26";
const MOST_IN_BATCH = 100;

/** Connects one protocol server of the 2025 era with the HTTP requests of one session, or with a single one. */
export class HttpTransport implements Transport, Beating {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  // oxlint-disable-next-line typescript/no-explicit-any -- the SDK's own signature is generic over the message
  onmessage?: ((message: any) => void) | undefined;
  readonly sessionId: string | undefined;

  readonly #heartbeat: Heartbeat;
  readonly #now: () => number;
  #revision: string | undefined;
  /** Answers in the making, by the id of each request; made when first needed, since most sessions are quiet. */
  #exchanges: Map<RequestId, Exchange> | undefined;
  #stream: ServerResponse | undefined;
  #streamWritten = 0;
  #closed = false;

  constructor(options: { sessionId: string | undefined; heartbeat: Heartbeat; now: () => number }) {
    this.sessionId = options.sessionId;
    this.#heartbeat = options.heartbeat;
    this.#now = options.now;
  }

  /** True while a call runs or the client listens. */
  get busy(): boolean {
    return (
      this.#stream !== undefined || (this.#exchanges !== undefined && this.#exchanges.size > 0)
    );
  }

  get closed(): boolean {
    return this.#closed;
  }

  setProtocolVersion(revision: string): void {
    this.#revision = revision;
  }

  async start(): Promise<void> {}

  /**
   * Takes the body of a POST and answers it on `response`: at once with 202 when it holds no request, otherwise when
   * the results are there. `onDone` follows the last byte. Throws HttpProblem for a body that is no message.
   */
  receive(body: unknown, response: ServerResponse, onDone: () => void): void {
    const batch = Array.isArray(body);
    if (batch) this.#checkBatch(body);
    const messages = batch ? (body as unknown[]) : [body];
    const ids: RequestId[] = [];
    for (const message of messages) {
      const kind = kindOf(message);
      if (kind === "invalid")
        throw new HttpProblem(400, rpc.invalidRequest, "The body is not a JSON-RPC 2.0 message.");
      if (kind !== "request") continue;
      const { id } = message as { id: RequestId };
      if (ids.includes(id) || this.#exchanges?.has(id) === true) {
        throw new HttpProblem(
          400,
          rpc.invalidRequest,
          "A request with this id is still running in the session.",
          { id },
        );
      }
      ids.push(id);
    }
    if (ids.length === 0) {
      response.writeHead(202).end();
      onDone();
    } else {
      const exchange = new Exchange({
        response,
        ids,
        batch,
        sessionId: this.sessionId,
        heartbeat: this.#heartbeat,
        now: this.#now(),
        onDone,
      });
      this.#exchanges ??= new Map();
      for (const id of ids) this.#exchanges.set(id, exchange);
    }
    for (const message of messages) this.#deliver(message);
  }

  #checkBatch(body: readonly unknown[]): void {
    if (this.#revision !== BATCH_REVISION) {
      throw new HttpProblem(
        400,
        rpc.invalidRequest,
        "This protocol revision has no batches; send one message per request.",
      );
    }
    if (body.length === 0 || body.length > MOST_IN_BATCH) {
      throw new HttpProblem(
        400,
        rpc.invalidRequest,
        `A batch holds 1 to ${MOST_IN_BATCH} messages.`,
      );
    }
  }

  #deliver(message: unknown): void {
    const cancelled = cancelledId(message);
    this.onmessage?.(asMessage(message));
    // The protocol server sends nothing for a cancelled request, so its answer is closed here.
    if (cancelled !== undefined) this.#take(cancelled)?.giveUp();
  }

  #take(id: RequestId): Exchange | undefined {
    const exchange = this.#exchanges?.get(id);
    this.#exchanges?.delete(id);
    return exchange;
  }

  async send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    if (!("method" in message)) {
      if (message.id !== undefined) this.#take(message.id)?.answer(message);
      return;
    }
    const related = options?.relatedRequestId;
    const exchange = related === undefined ? undefined : this.#exchanges?.get(related);
    if (exchange?.open === true) {
      exchange.say(message);
      return;
    }
    if (this.#stream !== undefined) {
      writeEvent(this.#stream, message);
      this.#streamWritten = this.#now();
      return;
    }
    // A question nobody can hear must fail; a notice may go unheard.
    if ("id" in message) throw new Error("The client is not listening.");
  }

  /** Opens the stream for what belongs to no request; false when the session has one already. */
  listen(response: ServerResponse): boolean {
    if (this.#stream !== undefined) return false;
    this.#stream = response;
    this.#streamWritten = this.#now();
    beginStream(response, this.sessionId);
    this.#heartbeat.add(this);
    response.on("close", () => {
      if (this.#stream !== response) return;
      this.#stream = undefined;
      this.#heartbeat.delete(this);
    });
    return true;
  }

  beat(now: number): void {
    if (this.#stream === undefined || now - this.#streamWritten < KEEP_ALIVE_MILLISECONDS) return;
    writeComment(this.#stream);
    this.#streamWritten = now;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const exchange of new Set(this.#exchanges?.values())) exchange.abort();
    this.#exchanges = undefined;
    this.#stream?.end();
    this.#heartbeat.delete(this);
    this.onclose?.();
  }
}
