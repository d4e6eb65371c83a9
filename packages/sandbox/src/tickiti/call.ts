import type { Clock } from "../http/clock.ts";
import { json, type Answer, type Incoming } from "../http/message.ts";
import type { RollingLimiter } from "../http/limiter.ts";
import type { Idempotency } from "./idempotency.ts";
import type { TokenRecord } from "./keys.ts";
import { stamp, type Fields, type User } from "./model.ts";
import type { ProfileName, Switches } from "./profiles.ts";
import type { PlanFlag, Route } from "./routes.ts";
import type { Store } from "./store.ts";

/** A message that the vendor would have sent; a test can look that there was none. */
export interface Mail {
  time: string;
  ticket_number: number;
  to: string[];
  why: string;
}

/** What the installation has paid for. */
export type Plan = Readonly<Record<PlanFlag, boolean>>;

/** The parts of a running imitation. */
export interface State {
  store: Store;
  clock: Clock;
  /** The limit that somebody set; none by default. */
  limiter: RollingLimiter;
  /** The limit of the switch: sixty a minute. */
  customaryLimiter: RollingLimiter;
  idempotency: Idempotency;
  profile: ProfileName;
  switches: Switches;
  plan: Plan;
  mails: Mail[];
  /** The day on which the nightly job ran last, as `YYYY-MM-DD`. */
  lastNight: string;
}

/** One admitted request on its way through a handler. */
export interface Call {
  state: State;
  route: Route;
  token: TokenRecord | undefined;
  /** As whom the call runs. */
  user: User;
  /** The body as an object; empty for anything else, as the framework does. */
  body: Fields;
  parameters: Readonly<Record<string, string>>;
  request: Incoming;
}

/** A route's work: what it returns is the body of a 200, unless it is a whole answer. */
export type Handler = (call: Call) => Answer | Body;

/** The body of a 200. */
export interface Body {
  body: unknown;
}

/** Wraps the body of a 200. */
export function ok(body: unknown): Body {
  return { body };
}

/** The envelope of the tickets family. */
export function data(body: unknown): Body {
  return { body: { ok: true, data: body } };
}

/** The answer of what a handler returned. */
export function answerOf(call: Call, result: Answer | Body): Answer {
  if ("status" in result) return result;
  const isScreen = call.route.family !== "tickets" && call.state.switches.screenIds === "text";
  return json(200, isScreen ? withTextIds(result.body) : result.body);
}

/** The same with every `id` and `…_id` as a text. */
function withTextIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTextIds);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]: [string, unknown]) => [
      name,
      typeof entry === "number" && /(?:^|_)id$/.test(name) ? String(entry) : withTextIds(entry),
    ]),
  );
}

/** The moment of a write. */
export function now(call: Call): string {
  return stamp(call.state.clock.now());
}
