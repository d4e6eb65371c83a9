import type { Clock } from "../http/clock.ts";
import type { RollingLimiter } from "../http/limiter.ts";
import type { Answer } from "../http/message.ts";
import type { Tokens } from "./auth/tokens.ts";
import { forbidden } from "./errors.ts";
import { stamp, type Row } from "./model.ts";
import type { ProfileName, Switches } from "./profiles.ts";
import { permits, reaches, type Access, type Area } from "./scopes.ts";
import type { Store } from "./store.ts";
import type { Table } from "./table.ts";

/** A message that the vendor would have sent; a test can look that there was none. */
export interface Mail {
  time: string;
  ticketId: number;
  to: string[];
  cc: string[];
  subject: string;
  /** `acknowledgement`, `action` or `closure`. */
  why: string;
}

/** The parts of a running imitation. */
export interface State {
  store: Store;
  clock: Clock;
  limiter: RollingLimiter;
  profile: ProfileName;
  switches: Switches;
  tokens: Tokens;
  /** The address of the tenant's host, known once it listens. */
  origin: string;
  /** The address of the authorization server of its own. */
  authOrigin: string;
  mails: Mail[];
}

/** Who is asking. */
export interface Principal {
  clientId: string;
  agent: Row;
  roles: readonly string[];
  scopes: readonly string[];
}

/** One authenticated request on its way through a handler. */
export interface Call {
  state: State;
  principal: Principal;
  method: string;
  url: URL;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The `:name` segments of the path, in lower case. */
  parameters: Readonly<Record<string, string>>;
  /** The query by lower-case names. */
  query: ReadonlyMap<string, readonly string[]>;
  raw: Buffer;
}

/** A route's work. */
export type Handler = (call: Call) => Answer;

export function table(call: Call, name: string): Table {
  return call.state.store.table(name);
}

/** The moment of a write. */
export function now(call: Call): string {
  return stamp(call.state.clock.now());
}

/** Answers 403 when the token's scopes or the agent's roles do not reach an area. */
export function allow(call: Call, access: Access, area: Area): void {
  const { scopes, roles } = call.principal;
  if (!reaches(scopes, access, area) || !permits(roles, access, area)) throw forbidden();
}
