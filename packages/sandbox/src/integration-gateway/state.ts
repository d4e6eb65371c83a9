import type { Clock } from "../http/clock.ts";
import type { RollingLimiter } from "../http/limiter.ts";
import type { Incoming } from "../http/message.ts";
import type { UserType } from "./keys.ts";
import type { McpSessions } from "./mcp/sessions.ts";
import type { Applications } from "./oauth/applications.ts";
import type { Grants } from "./oauth/grants.ts";
import type { WebSessions } from "./oauth/web-sessions.ts";
import type { ProfileName, Switches } from "./profiles.ts";
import type { KeptAnswers } from "./rest/idempotency.ts";
import type { Store } from "./store.ts";

/** Which of a bank's three instances is imitated. */
export type Environment = "dev" | "test" | "prod";

export const ENVIRONMENTS: readonly Environment[] = ["dev", "test", "prod"];

/** The parts of a running imitation. */
export interface State {
  environment: Environment;
  store: Store;
  clock: Clock;
  limiter: RollingLimiter;
  profile: ProfileName;
  switches: Switches;
  /** The address without a path, known once it listens. */
  origin: string;
  applications: Applications;
  grants: Grants;
  web: WebSessions;
  mcp: McpSessions;
  kept: KeptAnswers;
  /** How often the tools were listed; descriptions drift with it. */
  listings: number;
  /** How many of the next streamed answers are cut before the result. */
  cuts: number;
  /** Fires when the imitation ends, so that slow work does not outlive it. */
  ending: AbortSignal;
}

/** Who is asking. */
export interface Principal {
  userId: number;
  username: string;
  type: UserType;
  /** What the token may do; undefined when scopes do not matter. */
  scopes: readonly string[] | undefined;
}

/** A request on its way through a view. */
export interface Call {
  state: State;
  request: Incoming;
  /** Scheme, host and port by which the caller knows the instance. */
  base: string;
}

/** The address that the caller used, as web frameworks work it out from the Host header. */
export function baseOf(state: State, request: Incoming): string {
  const { host } = request.headers;
  return host === undefined || !/^[\w.:[\]-]+$/.test(host) ? state.origin : `http://${host}`;
}
