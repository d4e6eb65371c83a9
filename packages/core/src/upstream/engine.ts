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
  vendorAnswer,
  type Failure,
  type Request,
} from "./problems.ts";
import { exhaustedForSeconds, resetSeconds, retryAfterSeconds } from "./retry-after.ts";
import { SendFailure, send, type WireAnswer, type WireRequest } from "./send.ts";
import { Stopped, pause } from "./stop.ts";
import type { AccessToken, TokenSource } from "./tokens.ts";
import type { BudgetEvent, Tuning, UpstreamEvent } from "./types.ts";

/** What one credential shares. */
export interface Lane {
  readonly key: string;
  readonly bulkhead: Bulkhead;
  breaker: Breaker | undefined;
  /** The access token of the credential; absent where the credential itself is sent. */
  readonly tokens?: TokenSource;
  /** The rate limit as far as it is known. */
  rule: WindowRule;
  /** Refusals by the rate limit in a row. */
  refusals: number;
  /** True since a budget nearly used up was told of, until it has recovered. */
  warned: boolean;
}

/** What all requests of one upstream share. */
export interface EngineOptions {
  readonly vendor: AnyVendor;
  readonly tuning: Tuning;
  readonly window: RollingWindow;
  readonly rateWaitMilliseconds: number;
  readonly deadlineSeconds: number;
  /** Places for all credentials together. */
  readonly everybody: Bulkhead;
  readonly onRequest: ((event: UpstreamEvent) => void) | undefined;
  readonly onBudget: ((event: BudgetEvent) => void) | undefined;
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
  /** Hands every answer on but a refused credential and an exhausted limit. */
  readonly anyStatus?: boolean;
  /** Goes without an access token. */
  readonly anonymous?: boolean;
  /** Is not sent again after a failure. */
  readonly once?: boolean;
  /** Its own time until it is given up. */
  readonly seconds?: number;
}

/** A successful answer (or a redirect, where asked for), decompressed. */
export interface Answer {
  readonly status: number;
  readonly headers: WireAnswer["headers"];
  readonly bytes: Buffer;
  /** Masks the access token that the request carried. */
  readonly redact?: (text: string) => string;
}

/** How one attempt went. */
type Attempt =
  | {
      readonly answer: Answer;
      readonly failure?: undefined;
      readonly retryAfter?: undefined;
      readonly rejected?: undefined;
    }
  | {
      readonly answer?: undefined;
      readonly failure: Failure;
      readonly retryAfter: number | undefined;
      /** The access token that the vendor did not accept, where a new one may help. */
      readonly rejected?: AccessToken | undefined;
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
  let renewed = false;
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
    const { failure, retryAfter, rejected } = result;
    if (rejected !== undefined && !renewed && !flight.signal.aborted) {
      // Refused before it was read, so even a write may be sent again; once, and not counted as an attempt.
      renewed = true;
      attempt -= 1;
      lane.tokens?.reject(rejected);
      continue;
    }
    last = failure.error;
    const again = failure.again && exchange.once !== true;
    if (!again || attempt >= tuning.attempts || flight.signal.aborted) throw failure.error;
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
    const token = exchange.anonymous === true ? undefined : await lane.tokens?.take(flight.signal);
    place = await passGate(engine, lane, flight, patience);
    await hold(engine.everybody, held, flight.signal);
    if (engine.closed()) throw closing();
    const started = Date.now();
    const result = await breaker.run(
      () => {
        began = true;
        return attemptOnce(engine, lane, exchange, flight, dispatcher, token);
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
  const place = await engine.window.reserve(lane.key, lane.rule, left());
  if (!place.granted) throw overBudget(engine, place.waitMilliseconds);
  watchBudget(engine, lane);
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
  token: AccessToken | undefined,
): Promise<Attempt> {
  const failed = (failure: Failure, retryAfter?: number): Attempt => ({ failure, retryAfter });
  try {
    const answer = await send(dispatcher, authorized(exchange.wire, token), flight.signal);
    const success = answer.status >= 200 && answer.status < 300;
    const now = Date.now();
    const limited = answer.status === 429;
    const retryAfter = success || limited ? undefined : retryAfterSeconds(answer.headers, now);
    if (!limited) lane.refusals = 0;
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
      const masked = token === undefined ? {} : { redact: token.redact };
      const { status, headers } = answer;
      return { answer: { status, headers, bytes: bytes as Buffer, ...masked } };
    }
    if (exchange.anyStatus === true && !limited && answer.status !== 401) {
      const masked = token === undefined ? {} : { redact: token.redact };
      const read = typeof bytes === "string" ? Buffer.alloc(0) : bytes;
      return { answer: { status: answer.status, headers: answer.headers, bytes: read, ...masked } };
    }
    const text = typeof bytes === "string" ? "" : bytes.toString("utf8");
    if (limited) {
      const stopped = await heedLimits(engine, lane, exchange, answer, text, now);
      const failure = answerFailure(engine.vendor, exchange, answer, text, stopped);
      // The limiter refused it unread, so even a write may be sent again.
      const again = failure.error.code === "rate_limited";
      return failed({ ...failure, counts: false, again }, stopped);
    }
    const failure = answerFailure(engine.vendor, exchange, answer, text, retryAfter);
    // A token that was made for this request would be followed by its like.
    const rejected = answer.status === 401 && token?.fresh === false ? token : undefined;
    return { failure, retryAfter, rejected };
  } catch (thrown) {
    if (!(thrown instanceof SendFailure)) throw thrown;
    return failed(
      sendFailure(engine.vendor, exchange, thrown, exchange.seconds ?? engine.deadlineSeconds),
    );
  }
}

function authorized(wire: WireRequest, token: AccessToken | undefined): WireRequest {
  if (token === undefined) return wire;
  return { ...wire, headers: { ...wire.headers, authorization: token.authorization } };
}

function unreadable(vendor: AnyVendor, exchange: Exchange, status: number): PsaError {
  return new PsaError(
    exchange.repeatable ? "bad_response" : "outcome_unknown",
    `${vendor.title} answered in a compression that could not be read.`,
    { status },
  );
}

/** Most doublings of the stop after a 429 that names no time. */
const MOST_DOUBLINGS = 4;

/** Learns from a 429: the limit where the vendor names it, and a stop for the whole credential. Seconds of the stop. */
async function heedLimits(
  engine: EngineOptions,
  lane: Lane,
  exchange: Exchange,
  answer: WireAnswer,
  text: string,
  now: number,
): Promise<number> {
  learnRule(engine, lane, exchange, answer, text);
  const usual = engine.tuning.usualStopSeconds * 2 ** Math.min(lane.refusals, MOST_DOUBLINGS);
  lane.refusals += 1;
  const asked = retryAfterSeconds(answer.headers, now) ?? resetSeconds(answer.headers, now);
  return stop(engine, lane, asked ?? usual);
}

/** Takes over a limit that the vendor names, when it is lower than what is known: never a higher one. */
function learnRule(
  engine: EngineOptions,
  lane: Lane,
  exchange: Exchange,
  answer: WireAnswer,
  text: string,
): void {
  const { learn } = engine.vendor.limits;
  const named = learn?.(vendorAnswer(exchange, answer, text));
  if (named === undefined || !(named.requests >= 1) || !(named.windowSeconds >= 1)) return;
  const windowMilliseconds = Math.min(named.windowSeconds, LONGEST_WINDOW) * 1000;
  const limit = Math.floor(named.requests);
  if (limit / windowMilliseconds >= lane.rule.limit / lane.rule.windowMilliseconds) return;
  lane.rule = { limit, windowMilliseconds };
  engine.onBudget?.({
    kind: "learned",
    limit,
    windowSeconds: windowMilliseconds / 1000,
    remaining: engine.window.state(lane.key, lane.rule).remaining,
  });
}

const LONGEST_WINDOW = 86_400;
/** Shares of the budget at which its end is told of, and at which that may be told again. */
const NEARLY_USED = 0.8;
const RECOVERED = 0.5;

/** Tells once that most of a budget is used, until it has recovered. */
function watchBudget(engine: EngineOptions, lane: Lane): void {
  if (engine.onBudget === undefined) return;
  const { limit, windowMilliseconds } = lane.rule;
  const { remaining } = engine.window.state(lane.key, lane.rule);
  const used = (limit - remaining) / limit;
  if (used < RECOVERED) lane.warned = false;
  if (used < NEARLY_USED || lane.warned) return;
  lane.warned = true;
  engine.onBudget({
    kind: "nearly-used",
    limit,
    windowSeconds: windowMilliseconds / 1000,
    remaining,
  });
}

async function stop(engine: EngineOptions, lane: Lane, seconds: number): Promise<number> {
  const capped = Math.min(seconds, engine.tuning.longestStopSeconds);
  if (capped > 0) await engine.window.block(lane.key, capped * 1000);
  return capped;
}
