import type { ServerResponse } from "node:http";

/**
 * A row of events for the client. They are kept, so that a client whose connection broke can come back
 * with the id of the last event it saw.
 */
export class Stream {
  readonly id: string;
  readonly #events: string[] = [];
  #response: ServerResponse | undefined;
  #isFinished = false;
  /** The connection is cut in place of sending the last event. */
  cutBeforeEnd = false;

  constructor(id: string) {
    this.id = id;
  }

  get isOpen(): boolean {
    return this.#response !== undefined;
  }

  get isFinished(): boolean {
    return this.#isFinished;
  }

  /** Serves a connection, from the event after number `after` on. */
  attach(response: ServerResponse, after = -1): void {
    this.#response?.end();
    this.#response = response;
    response.once("close", () => {
      if (this.#response === response) this.#response = undefined;
    });
    // The work can be over before the first connection is served.
    const isCut = this.cutBeforeEnd && this.#isFinished;
    const events = this.#events.slice(after + 1, isCut ? -1 : undefined);
    for (const event of events) response.write(event);
    if (isCut) {
      this.cutBeforeEnd = false;
      this.cut();
    } else if (this.#isFinished) response.end();
  }

  /** Sends an event without content, so that the client has an id to come back with from the start. */
  prime(): void {
    const event = `id: ${this.id}_${this.#events.length}\ndata: \n\n`;
    this.#events.push(event);
    this.#response?.write(event);
  }

  send(message: object): void {
    const event = eventText(message, `${this.id}_${this.#events.length}`);
    this.#events.push(event);
    this.#response?.write(event);
  }

  /** Sends the answer and ends. */
  finish(message: object): void {
    if (this.cutBeforeEnd && this.isOpen) {
      this.cutBeforeEnd = false;
      this.cut();
    }
    this.send(message);
    this.#isFinished = true;
    this.#response?.end();
  }

  /** Breaks the connection once what was written is out; the events are kept. */
  cut(): void {
    const response = this.#response;
    this.#response = undefined;
    response?.socket?.destroySoon();
  }

  /** Ends the connection in an orderly way. */
  end(): void {
    this.#response?.end();
    this.#response = undefined;
  }
}

/** One message in the form of server-sent events. */
export function eventText(message: object, id?: string): string {
  const name = id === undefined ? "" : `id: ${id}\n`;
  return `event: message\n${name}data: ${JSON.stringify(message)}\n\n`;
}

export const STREAM_HEADERS: Readonly<Record<string, string>> = {
  "content-type": "text/event-stream",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};
