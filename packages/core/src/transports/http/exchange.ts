import type { ServerResponse } from "node:http";
import type { JSONRPCMessage, RequestId } from "@modelcontextprotocol/server";
import {
  beginStream,
  KEEP_ALIVE_MILLISECONDS,
  PATIENCE_MILLISECONDS,
  writeComment,
  writeEvent,
  type Beating,
  type Heartbeat,
} from "./streams.ts";

/**
 * The answer to one POST. It is plain JSON when the results come soon and alone, and turns into an event stream when
 * something has to be said before, or when it takes long.
 */
export class Exchange implements Beating {
  readonly ids: readonly RequestId[];
  readonly #response: ServerResponse;
  readonly #sessionId: string | undefined;
  readonly #batch: boolean;
  readonly #heartbeat: Heartbeat;
  readonly #onDone: () => void;
  readonly #began: number;
  #left: number;
  #results: JSONRPCMessage[] = [];
  #lastWrite = 0;
  #streaming = false;
  #done = false;

  constructor(options: {
    readonly response: ServerResponse;
    readonly ids: readonly RequestId[];
    readonly batch: boolean;
    readonly sessionId: string | undefined;
    readonly heartbeat: Heartbeat;
    readonly now: number;
    /** Called once, when the last request is answered or given up. */
    onDone(): void;
  }) {
    this.#response = options.response;
    this.ids = options.ids;
    this.#batch = options.batch;
    this.#sessionId = options.sessionId;
    this.#heartbeat = options.heartbeat;
    this.#onDone = options.onDone;
    this.#began = options.now;
    this.#left = options.ids.length;
    this.#heartbeat.add(this);
  }

  /** True while the client can still be told something on this answer. */
  get open(): boolean {
    return !this.#done && !this.#response.destroyed;
  }

  /** Says something before the result: a notification, or a question to the client. */
  say(message: JSONRPCMessage): void {
    this.#stream();
    this.#event(message);
  }

  /** The answer to one of the requests. */
  answer(message: JSONRPCMessage): void {
    if (this.#streaming) this.#event(message);
    else this.#results.push(message);
    this.#finishOne();
  }

  /** One of the requests was cancelled and gets no answer. */
  giveUp(): void {
    this.#finishOne();
  }

  /** Ends the answer as it is: the session is closing. */
  abort(): void {
    if (this.#done) return;
    this.#left = 0;
    this.#finish();
  }

  beat(now: number): void {
    if (!this.open) return;
    if (!this.#streaming) {
      if (now - this.#began >= PATIENCE_MILLISECONDS) this.#stream();
      this.#lastWrite = now;
    } else if (now - this.#lastWrite >= KEEP_ALIVE_MILLISECONDS) {
      writeComment(this.#response);
      this.#lastWrite = now;
    }
  }

  #stream(): void {
    if (this.#streaming || !this.open) return;
    this.#streaming = true;
    beginStream(this.#response, this.#sessionId);
    for (const result of this.#results) this.#event(result);
    this.#results = [];
  }

  #event(message: JSONRPCMessage): void {
    if (this.open) writeEvent(this.#response, message);
  }

  #finishOne(): void {
    if (this.#done) return;
    this.#left -= 1;
    if (this.#left === 0) this.#finish();
  }

  #finish(): void {
    const response = this.#response;
    if (!response.destroyed) {
      if (this.#streaming) response.end();
      else this.#writeJson(response);
    }
    this.#done = true;
    this.#heartbeat.delete(this);
    this.#onDone();
  }

  #writeJson(response: ServerResponse): void {
    const session = this.#sessionId === undefined ? {} : { "Mcp-Session-Id": this.#sessionId };
    if (this.#results.length === 0) {
      // Every request was cancelled: an accepted message without an answer.
      response.writeHead(202, session).end();
      return;
    }
    const text = JSON.stringify(this.#batch ? this.#results : this.#results[0]);
    response.writeHead(200, {
      ...session,
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(text),
    });
    response.end(text);
  }
}
