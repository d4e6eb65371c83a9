import type { Dispatcher } from "undici";
import type { AnyVendor } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import type { Reservation, RollingWindow, WindowRule } from "../state/index.ts";
import { plainBytes } from "./body.ts";
import type { Breaker } from "./breaker.ts";
import type { Bulkhead } from "./bulkhead.ts";
import type { FlightView } from "./flight.ts";
import {
  answerFailure,
  closing,
  sendFailure,
  unsentStop,
  type Failure,
  type Request,
} from "./problems.ts";
import { exhaustedForSeconds, resetSeconds, retryAfterSeconds } from "./retry-after.ts";
import { SendFailure, send, type WireAnswer, type WireRequest } from "./send.ts";
import { Stopped, pause } from "./stop.ts";
import type { Tuning, UpstreamEvent } from "./types.ts";

/** What one credential shares. */
export interface Lane {
  readonly key: string;
  readonly bulkhead: Bulkhead;
  breaker: Breaker | undefined;
}

/** What all requests of one upstream share. */
export interface EngineOptions {
  readonly vendor: AnyVendor;
  readonly tuning: Tuning;
  readonly window: RollingWindow;
  readonly rule: WindowRule;
  readonly rateWaitMilliseconds: number;
  readonly deadlineSeconds: number;
  /** Places for all credentials together. */
  readonly everybody: Bulkhead;
  readonly onRequest: ((event: UpstreamEvent) => void) | undefined;
  dispatcher(): Promise<Dispatcher>;
  breaker(lane: Lane): Promise<Breaker>;
  closed(): boolean;
}

/** One request to the vendor, with what the engine must know about it. */
export interface Exchange extends Request {
  readonly wire: WireRequest;
  /** Path with the names of query keys, for events. */
  readonly label: string;
  /** Hands redirects on instead of refusing them; for downloads. */
  readonly redirects?: boolean;
}

/** A successful answer (or a redirect, where asked for), decompressed. */
export interface Answer {
  readonly status: number;
  readonly headers: WireAnswer["headers"];
  readonly bytes: Buffer;
}

/** How one attempt went. */
type Attempt =
  | { readonly answer: Answer; readonly failure?: undefined; readonly retryAfter?: undefined }
  | {
      readonly answer?: undefined;
      readonly failure: Failure;
      readonly retryAfter: number | undefined;
    };

/**
 * Carries one request through: free place, circuit, rate limit, sending, judging, and further attempts while they are
 * allowed and the deadline has not come. Every rejection is a PsaError.
 */
export async function carry(
  engine: EngineOptions,
  lane: Lane,
  exchange: Exchange,
  flight: FlightView,
): Promise<Answer> {
  const { tuning } = engine;
  const patience = { milliseconds: engine.rateWaitMilliseconds };
  let delay = tuning.retryMilliseconds;
  let last: PsaError | undefined;
  for (let attempt = 1; ; attempt += 1) {
    let result: Attempt;
    try {
      result = await tryOnce(engine, lane, exchange, flight, attempt, patience);
    } catch (thrown) {
      // Why the vendor failed tells more than why it could not be asked again.
      const cancelled = thrown instanceof PsaError && thrown.code === "cancelled";
      throw cancelled ? thrown : (last ?? thrown);
    }
    if (result.answer !== undefined) return result.answer;
    const { failure, retryAfter } = result;
    last = failure.error;
    if (!failure.again || attempt >= tuning.attempts || flight.signal.aborted) throw failure.error;
    // A refusal by the rate limit is waited for at the gate, together with everybody else's.
    if (failure.error.code === "rate_limited") continue;
    delay = jittered(tuning, delay);
    const wait = Math.max(delay, (retryAfter ?? 0) * 1000);
    if (Date.now() + wait >= flight.deadline()) throw failure.error;
    if (retryAfter !== undefined)
      flight.waiting(wait / 1000, `${engine.vendor.title} asked to wait.`);
    try {
      await pause(wait, flight.signal);
    } catch {
      throw failure.error;
    }
  }
}

/** Decorrelated jitter: somewhere between the shortest pause and three times the last one. */
function jittered(tuning: Tuning, last: number): number {
  const longest = Math.min(tuning.longestRetryMilliseconds, last * 3);
  return (
    tuning.retryMilliseconds + tuning.random() * Math.max(0, longest - tuning.retryMilliseconds)
  );
}

async function tryOnce(
  engine: EngineOptions,
  lane: Lane,
  exchange: Exchange,
  flight: FlightView,
  attempt: number,
  patience: { milliseconds: number },
): Promise<Attempt> {
  const asked = Date.now();
  if (engine.closed()) throw closing();
  const breaker = await engine.breaker(lane);
  const dispatcher = await engine.dispatcher();
  const held: Bulkhead[] = [];
  let place: Reservation | undefined;
  let began = false;
  try {
    await hold(lane.bulkhead, held, flight.signal);
    // Before the rate limit, so that a refused request costs nothing of it.
    breaker.check();
    place = await passGate(engine, lane, flight, patience);
    await hold(engine.everybody, held, flight.signal);
    if (engine.closed()) throw closing();
    const started = Date.now();
    const result = await breaker.run(
      () => {
        began = true;
        return attemptOnce(engine, lane, exchange, flight, dispatcher);
      },
      (outcome) => verdict(outcome, flight),
    );
    engine.onRequest?.({
      method: exchange.method,
      target: exchange.label,
      ...statusOf(result),
      outcome: result.answer === undefined ? result.failure.error.code : "ok",
      milliseconds: Date.now() - started,
      attempt,
      waitedMilliseconds: started - asked,
    });
    return result;
  } catch (thrown) {
    if (!began) place?.release();
    throw thrown instanceof Stopped ? unsentStop(engine.vendor, thrown) : thrown;
  } finally {
    for (const bulkhead of held) bulkhead.release();
  }
}

async function hold(bulkhead: Bulkhead, held: Bulkhead[], signal: AbortSignal): Promise<void> {
  await bulkhead.acquire(signal);
  held.push(bulkhead);
}

function statusOf(attempt: Attempt): { status?: number } {
  const status = attempt.answer?.status ?? attempt.failure?.error.status;
  return status === undefined ? {} : { status };
}

function verdict(attempt: Attempt, flight: FlightView): "alive" | "failing" | "unknown" {
  if (attempt.answer !== undefined) return "alive";
  if (attempt.failure.counts) return "failing";
  return flight.signal.aborted ? "unknown" : "alive";
}

/** Waits for a place within the rate limit, and for the end of a stop that the vendor asked for. */
async function passGate(
  engine: EngineOptions,
  lane: Lane,
  flight: FlightView,
  patience: { milliseconds: number },
): Promise<Reservation> {
  const left = (): number => Math.min(patience.milliseconds, flight.deadline() - Date.now());
  const place = await engine.window.reserve(lane.key, engine.rule, left());
  if (!place.granted) throw overBudget(engine, place.waitMilliseconds);
  try {
    let wait = place.waitMilliseconds;
    while (wait > 0) {
      if (wait > left()) throw overBudget(engine, wait);
      flight.waiting(wait / 1000, `The rate limit of ${engine.vendor.title} is used up.`);
      patience.milliseconds -= wait;
      await pause(wait, flight.signal);
      // The vendor may have asked for a stop in the meantime.
      wait = await engine.window.blocked(lane.key);
    }
    return place;
  } catch (thrown) {
    place.release();
    throw thrown;
  }
}

function overBudget(engine: EngineOptions, waitMilliseconds: number): PsaError {
  const seconds = Math.max(1, Math.ceil(waitMilliseconds / 1000));
  return new PsaError(
    "rate_limited",
    `The rate limit of ${engine.vendor.title} is used up for this credential; no request was sent.`,
    {
      advice: `Wait ${seconds} s, then call again.`,
      retryAfterSeconds: seconds,
    },
  );
}

async function attemptOnce(
  engine: EngineOptions,
  lane: Lane,
  exchange: Exchange,
  flight: FlightView,
  dispatcher: Dispatcher,
): Promise<Attempt> {
  const failed = (failure: Failure, retryAfter?: number): Attempt => ({ failure, retryAfter });
  try {
    const answer = await send(dispatcher, exchange.wire, flight.signal);
    const success = answer.status >= 200 && answer.status < 300;
    const now = Date.now();
    const retryAfter = success ? undefined : await heedLimits(engine, lane, answer, now);
    if (success) {
      const spent = exhaustedForSeconds(answer.headers, now);
      if (spent !== undefined) await stop(engine, lane, spent);
    }
    const redirect = answer.status >= 300 && answer.status < 400 && exchange.redirects === true;
    const bytes = redirect ? answer.bytes : await plainBytes(answer, exchange.wire.maxBytes);
    if (success && bytes === "too_large") throw new SendFailure("too_large", true, undefined);
    if (success && bytes === "unreadable") {
      const error = unreadable(engine.vendor, exchange, answer.status);
      return failed({ error, counts: false, again: false });
    }
    if (success || redirect) {
      return { answer: { status: answer.status, headers: answer.headers, bytes: bytes as Buffer } };
    }
    const text = typeof bytes === "string" ? "" : bytes.toString("utf8");
    const failure = answerFailure(engine.vendor, exchange, answer, text, retryAfter);
    // The limiter refused it unread, so even a write may be sent again.
    return failed(
      answer.status === 429
        ? { ...failure, counts: false, again: failure.error.code === "rate_limited" }
        : failure,
      retryAfter,
    );
  } catch (thrown) {
    if (!(thrown instanceof SendFailure)) throw thrown;
    return failed(sendFailure(engine.vendor, exchange, thrown, engine.deadlineSeconds));
  }
}

function unreadable(vendor: AnyVendor, exchange: Exchange, status: number): PsaError {
  return new PsaError(
    exchange.repeatable ? "bad_response" : "outcome_unknown",
    `${vendor.title} answered in a compression that could not be read.`,
    { status },
  );
}

/** Learns from a refusal: how long to wait and, for a 429, a stop for the whole credential. Seconds. */
async function heedLimits(
  engine: EngineOptions,
  lane: Lane,
  answer: WireAnswer,
  now: number,
): Promise<number | undefined> {
  const asked = retryAfterSeconds(answer.headers, now);
  if (answer.status !== 429) return asked;
  const seconds = asked ?? resetSeconds(answer.headers, now) ?? engine.tuning.usualStopSeconds;
  return stop(engine, lane, seconds);
}

async function stop(engine: EngineOptions, lane: Lane, seconds: number): Promise<number> {
  const capped = Math.min(seconds, engine.tuning.longestStopSeconds);
  if (capped > 0) await engine.window.block(lane.key, capped * 1000);
  return capped;
}
