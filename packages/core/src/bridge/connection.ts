import { z } from "zod";
import type { PlainRecord, RemoteEndpoint, RemoteServer } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import type { RollingWindow, WindowRule } from "../state/index.ts";
import type { Breaker } from "../upstream/breaker.ts";
import { Bulkhead } from "../upstream/bulkhead.ts";
import { pause } from "../upstream/stop.ts";
import { closeSession, openSession, type Session, type SessionEvents } from "./client.ts";
import { failureOf, type Failure } from "./problems.ts";
import { scopes, type HttpFacts, type RequestScope } from "./scope.ts";
import type { Wire } from "./wire.ts";

export interface ConnectionOptions {
  readonly server: RemoteServer;
  readonly endpoint: RemoteEndpoint;
  /** Stands for server, address and caller; rate limit and circuit hang on it. */
  readonly key: string;
  readonly version: string;
  readonly window: RollingWindow;
  readonly rule: WindowRule;
  readonly concurrency: number;
  readonly rateWaitMilliseconds: number;
  /** See `WireOptions.token`. */
  token(refused?: string): Promise<string | undefined>;
  readonly events: Omit<SessionEvents, "closed">;
}

/** One request to the remote server. */
export interface RemoteRequest {
  readonly method: string;
  readonly params?: PlainRecord;
  /** True when it may be sent a second time. */
  readonly repeatable: boolean;
  readonly seconds: number;
  readonly signal: AbortSignal;
  onProgress?(done: number, total: number | undefined, message: string | undefined): void;
  readonly relay?: RequestScope["relay"];
  readonly log?: RequestScope["log"];
}

/** Any result is passed on: what the remote server says may differ from what the library knows. */
const ANY = z.looseObject({});
const FAILURES = 5;
const OPEN_MILLISECONDS = 30_000;
const QUEUE = 100;

/**
 * One caller's session with a remote server: opened with the first request, opened anew when the server has forgotten
 * it. Every request ends with an answer or a PsaError, within its time.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #bulkhead: Bulkhead;
  #opened: Opened | undefined;
  #wire: Promise<Wire> | undefined;
  #breaker: Breaker | undefined;
  #closed = false;
  /** Requests under way. */
  active = 0;
  lastUsed: number = Date.now();

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#bulkhead = new Bulkhead(`calls of ${options.server.title}`, options.concurrency, QUEUE);
  }

  /** What the remote server said it offers; opens the session. */
  async capabilities(signal: AbortSignal): Promise<PlainRecord> {
    return this.request({ method: "initialize", repeatable: true, seconds: 30, signal });
  }

  /** Sends one request and returns the result as it came. */
  async request(request: RemoteRequest): Promise<PlainRecord> {
    return (await this.#guarded(request)) as PlainRecord;
  }

  /** Ends the session; a later request opens another. */
  async drop(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    if (opened !== undefined) await opened.session.then(closeSession).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.drop();
    await (await this.#wire)?.close();
  }

  async #guarded(request: RemoteRequest): Promise<unknown> {
    const { window, key, rule, server } = this.#options;
    if (this.#closed) throw new PsaError("unavailable", "The server is shutting down.");
    this.active += 1;
    this.lastUsed = Date.now();
    try {
      this.#breaker ??= new (await import("../upstream/breaker.ts")).Breaker({
        title: server.title,
        failures: FAILURES,
        openMilliseconds: OPEN_MILLISECONDS,
      });
      await orAborted(this.#bulkhead.acquire(request.signal), request.signal);
      try {
        this.#breaker.check();
        const place = await window.reserve(key, rule, this.#options.rateWaitMilliseconds);
        if (!place.granted || place.waitMilliseconds > this.#options.rateWaitMilliseconds) {
          place.release();
          const seconds = Math.max(1, Math.ceil(place.waitMilliseconds / 1000));
          throw new PsaError("rate_limited", `The rate limit for ${server.title} is used up.`, {
            retryAfterSeconds: seconds,
          });
        }
        if (place.waitMilliseconds > 0)
          await orAborted(pause(place.waitMilliseconds, request.signal), request.signal);
        return await this.#withSecondTry(request, this.#breaker);
      } finally {
        this.#bulkhead.release();
      }
    } finally {
      this.active -= 1;
      this.lastUsed = Date.now();
    }
  }

  async #withSecondTry(request: RemoteRequest, breaker: Breaker): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await breaker.run(
        () => this.#attempt(request),
        (result) => {
          if (result.failure === undefined) return "alive";
          if (result.failure.counts) return "failing";
          return request.signal.aborted ? "unknown" : "alive";
        },
      );
      if (outcome.failure === undefined) return outcome.value;
      const { failure } = outcome;
      if (failure.sessionLost) await this.drop();
      if (!failure.again || attempt > 1 || request.signal.aborted) throw failure.error;
    }
  }

  async #attempt(
    request: RemoteRequest,
  ): Promise<{ value: unknown; failure?: undefined } | { failure: Failure }> {
    let http: HttpFacts = { sent: false };
    const scope: RequestScope = {
      http,
      ...(request.relay === undefined ? {} : { relay: request.relay }),
      ...(request.log === undefined ? {} : { log: request.log }),
    };
    let opening = true;
    try {
      const opened = this.#open();
      http = opened.http;
      const { client } = await orAborted(opened.session, request.signal);
      if (request.method === "initialize") return { value: client.getServerCapabilities() ?? {} };
      opening = false;
      http = scope.http;
      const params = request.params === undefined ? {} : { params: request.params };
      const value = await scopes.run(scope, () =>
        client.request({ method: request.method, ...params }, ANY, {
          signal: request.signal,
          timeout: request.seconds * 1000,
          maxTotalTimeout: request.seconds * 1000,
          ...(request.onProgress === undefined
            ? {}
            : {
                onprogress: ({ progress, total, message }) =>
                  request.onProgress?.(progress, total, message),
              }),
        }),
      );
      return { value };
    } catch (thrown) {
      const failure = failureOf(thrown, {
        server: this.#options.server,
        url: this.#options.endpoint.url,
        method: opening ? "initialize" : request.method,
        // What fails before the request itself was sent can always be repeated.
        repeatable: opening || request.repeatable,
        http,
        aborted: request.signal.aborted,
        seconds: request.seconds,
      });
      if (http.retryAfter !== undefined && http.status === 429)
        await this.#options.window.block(this.#options.key, Math.min(120, http.retryAfter) * 1000);
      return { failure };
    }
  }

  /** The session, opened once however many wait for it. It outlives the request that opened it. */
  #open(): Opened {
    if (this.#opened !== undefined) return this.#opened;
    const http: HttpFacts = { sent: false };
    // A scope of its own: notices outside of any call must not pass for those of the call that opened the session.
    const session = scopes.run({ http }, () => this.#connect());
    const opened: Opened = { session, http };
    this.#opened = opened;
    session.catch(() => {
      if (this.#opened === opened) this.#opened = undefined;
    });
    return opened;
  }

  async #connect(): Promise<Session> {
    const { endpoint, events, version } = this.#options;
    this.#wire ??= import("./wire.ts").then(({ createWire }) =>
      createWire({
        endpoint,
        token: (refused) => this.#options.token(refused),
        userAgent: `psa-mcp/${version}`,
      }),
    );
    const closed = (): void => void (this.#opened = undefined);
    return openSession(endpoint, await this.#wire, version, { ...events, closed });
  }
}

/** A session that is open or being opened, and what is known about the opening. */
interface Opened {
  readonly session: Promise<Session>;
  readonly http: HttpFacts;
}

/** The result, or `cancelled` as soon as the caller has gone. */
async function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const cancelled = (): PsaError => new PsaError("cancelled", "The call was cancelled.");
  if (signal.aborted) throw cancelled();
  let leave: (() => void) | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<never>((_resolve, reject) => {
        leave = () => reject(cancelled());
        signal.addEventListener("abort", leave, { once: true });
      }),
    ]);
  } finally {
    if (leave !== undefined) signal.removeEventListener("abort", leave);
  }
}
