import type { Clock } from "../http/clock.ts";
import type { RollingLimiter } from "../http/limiter.ts";
import type { Answer } from "../http/message.ts";
import { denied, notFound } from "./errors.ts";
import { stamp, type Fields, type Json, type Row } from "./model.ts";
import type { ProfileName, Switches } from "./profiles.ts";
import { level, type Action, type Module } from "./security.ts";
import type { Store } from "./store.ts";

/** A message that the vendor would have sent; a test can look that there was none. */
export interface Mail {
  time: string;
  ticketId: number | undefined;
  to: string[];
  why: string;
}

/** The parts of a running imitation. */
export interface State {
  store: Store;
  clock: Clock;
  limiter: RollingLimiter;
  profile: ProfileName;
  switches: Switches;
  /** The address of the API without a path, known once it listens. */
  origin: string;
  mails: Mail[];
  /** Key pairs made at run time, as `public:private`, with their member. */
  issued: Map<string, number>;
  /** Where the records of a table live, such as `/service/boards/:_parent/statuses`. */
  paths: Map<string, string>;
  /** Called when a record changes to which a callback can be attached. */
  onChange(event: ChangeEvent): void;
}

/** A record that was made, changed or deleted. */
export interface ChangeEvent {
  action: "added" | "updated" | "deleted";
  table: string;
  row: Row;
  /** The record as the API shows it. */
  shown: Fields;
  member: string;
}

/** Who is asking. */
export interface Principal {
  member: Row;
  identifier: string;
  role: number;
}

/** One authenticated request on its way through a handler. */
export interface Call {
  state: State;
  principal: Principal;
  method: string;
  url: URL;
  /** The address up to and without the path of the resource; links are made with it. */
  base: string;
  path: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  parameters: Readonly<Record<string, string>>;
  /** The query by lower-case names. */
  query: ReadonlyMap<string, string>;
  body: Json;
  raw: Buffer;
}

/** A route's work. */
export type Handler = (call: Call) => Answer;

/** The moment of a write, in whole seconds. */
export function now(call: Call): string {
  return stamp(call.state.clock.now());
}

/** Who did it and when, for a record that is being made. */
export function madeBy(call: Call): Fields {
  const time = now(call);
  const who = call.principal.identifier;
  return { _entered: time, _enteredBy: who, _updated: time, _updatedBy: who };
}

/** Who did it and when, for a record that is being changed. */
export function changedBy(call: Call): Fields {
  return { _updated: now(call), _updatedBy: call.principal.identifier };
}

/** A whole number of the path; 404 for anything else. */
export function pathId(call: Call, name: string, label = "Record"): number {
  const given = call.parameters[name] ?? "";
  if (!/^\d{1,9}$/.test(given)) throw notFound(`${label} ${given} not found`);
  return Number(given);
}

/** The record of a table with this id, or a 404. */
export function mustFind(call: Call, table: string, id: number, label: string): Row {
  const row = call.state.store.table(table).get(id);
  if (!row) throw notFound(`${label} ${id} not found`);
  return row;
}

/** Answers 403 when the caller's role does not reach a record. */
export function allow(call: Call, module: Module | undefined, action: Action, mine: boolean): void {
  if (module === undefined && action === "inquire") return;
  const reach = level(call.principal.role, module ?? "setup", action);
  if (reach === "None" || (reach === "My" && !mine)) throw denied();
}
