import { randomUUID } from "node:crypto";
import type { Value } from "../model.ts";
import { notification, type RequestId } from "./messages.ts";
import { Stream } from "./stream.ts";

/** Sessions that nobody uses end after half an hour of the imitation's time. Our guess. */
const IDLE_MILLISECONDS = 30 * 60 * 1000;
/** How many streams with answers are kept for a client that comes back. */
const KEPT_STREAMS = 20;

/** What one client and the endpoint know of each other. */
export class Session {
  readonly id: string;
  readonly username: string;
  readonly protocolVersion: string;
  readonly capabilities: Readonly<Record<string, unknown>>;
  lastSeen: number;
  /** What the client wants to hear of the log; nothing until it says so. */
  logLevel: string | undefined;
  /** What the client opened with GET. */
  standalone: Stream | undefined;
  /** Requests at work, to be stopped by a cancellation. */
  readonly running: Map<RequestId, AbortController> = new Map();
  /** Questions to the client that are not answered yet. */
  readonly asked: Map<RequestId, (answer: { result?: unknown; error?: unknown }) => void> =
    new Map();
  #streams: Stream[] = [];
  #made = 0;

  constructor(
    username: string,
    protocolVersion: string,
    capabilities: Readonly<Record<string, unknown>>,
    now: number,
  ) {
    this.id = randomUUID();
    this.username = username;
    this.protocolVersion = protocolVersion;
    this.capabilities = capabilities;
    this.lastSeen = now;
  }

  makeStream(): Stream {
    this.#made += 1;
    const stream = new Stream(`s${this.#made}`);
    this.#streams.push(stream);
    if (this.#streams.length > KEPT_STREAMS) {
      this.#streams.splice(
        this.#streams.findIndex(({ isFinished }) => isFinished),
        1,
      );
    }
    return stream;
  }

  /** The stream of an event and the event's number in it. */
  find(eventId: string): { stream: Stream; after: number } | undefined {
    const [, id, after] = /^(s\d+)_(\d+)$/.exec(eventId) ?? [];
    const stream = this.#streams.find((candidate) => candidate.id === id);
    return stream === undefined ? undefined : { stream, after: Number(after) };
  }

  streams(): readonly Stream[] {
    return this.#streams;
  }

  end(): void {
    for (const running of this.running.values()) running.abort();
    for (const stream of this.#streams) stream.end();
  }
}

/** The sessions of the endpoint. */
export class McpSessions {
  #open = new Map<string, Session>();
  /** How many were opened since the start or the last reset. */
  opened = 0;

  get size(): number {
    return this.#open.size;
  }

  open(
    username: string,
    protocolVersion: string,
    capabilities: Readonly<Record<string, unknown>>,
    now: number,
  ): Session {
    const session = new Session(username, protocolVersion, capabilities, now);
    this.#open.set(session.id, session);
    this.opened += 1;
    return session;
  }

  /** The session with this id, when it belongs to this user and is not too old. */
  find(id: string, username: string, now: number): Session | undefined {
    const session = this.#open.get(id);
    if (session === undefined || session.username !== username) return undefined;
    if (now - session.lastSeen > IDLE_MILLISECONDS) {
      this.close(id);
      return undefined;
    }
    session.lastSeen = now;
    return session;
  }

  close(id: string): void {
    this.#open.get(id)?.end();
    this.#open.delete(id);
  }

  /** Forgets every session, as a restart of the instance does. */
  forget(): number {
    const count = this.#open.size;
    for (const id of this.#open.keys()) this.close(id);
    return count;
  }

  reset(): void {
    this.forget();
    this.opened = 0;
  }

  /** Breaks every open stream; the sessions stay. */
  cutStreams(): number {
    let count = 0;
    for (const session of this.#open.values()) {
      for (const stream of session.streams()) {
        if (!stream.isOpen) continue;
        count += 1;
        stream.cut();
      }
    }
    return count;
  }

  /** Tells every client that listens. */
  announce(method: string, params?: Record<string, Value>): void {
    for (const { standalone } of this.#open.values())
      standalone?.send(notification(method, params));
  }
}
