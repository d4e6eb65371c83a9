import type { Clock } from "../http/clock.ts";
import type { RollingLimiter } from "../http/limiter.ts";
import type { Keyring, Principal } from "./keys.ts";
import { notVisible, recordNotFound } from "./errors.ts";
import { number, text, type Json, type Row } from "./model.ts";
import type { ProfileName, Switches } from "./profiles.ts";
import type { Query } from "./query.ts";
import type { Store } from "./store.ts";

/** The parts of a running imitation. */
export interface State {
  store: Store;
  clock: Clock;
  limiter: RollingLimiter;
  keyring: Keyring;
  profile: ProfileName;
  switches: Switches;
  /** The address of the API, known once it listens. */
  baseUrl: string;
  /** Called when something happens on which a Workflow could act. */
  onEvent(trigger: string, row: Row, name: string): void;
}

/** One authenticated request on its way through a handler. */
export interface Call {
  state: State;
  principal: Principal;
  method: string;
  url: URL;
  parameters: Readonly<Record<string, string>>;
  query: Query;
  body: Json | undefined;
}

/** The date of a write. */
export function stamp(call: Call): string {
  return call.state.clock.tick().toISOString();
}

/** The organization that a row belongs to; an organization belongs to itself. */
export function organizationOf(call: Call, table: string, row: Row): Row | undefined {
  if (table === "organizations") return row;
  const id = number(row, "organization-id");
  return id === undefined ? undefined : call.state.store.table("organizations").get(id);
}

/** Whether the caller's key reaches an organization. */
export function seesOrganization(call: Call, organization: Row | undefined): boolean {
  if (!organization) return false;
  const { account, organizations } = call.principal;
  if (text(organization, "_account") !== account) return false;
  return organizations === undefined || organizations.has(organization.id);
}

/** Whether the caller sees a row: reference data is for everybody, the rest follows its organization. */
export function sees(call: Call, table: string, row: Row): boolean {
  const owned = table === "organizations" || Object.hasOwn(row.attributes, "organization-id");
  if (!owned || row.attributes["organization-id"] === null) return true;
  return seesOrganization(call, organizationOf(call, table, row));
}

/** A number from a path segment; anything else cannot be a record. */
export function pathId(call: Call, name: string): number {
  const given = call.parameters[name] ?? "";
  if (!/^\d{1,16}$/.test(given)) throw recordNotFound();
  return Number(given);
}

/** The record of a path: 404 when it does not exist, 401 when it is somebody else's. */
export function findRow(call: Call, table: string, id: number): Row {
  const row = call.state.store.table(table).get(id);
  if (!row) throw recordNotFound();
  if (!sees(call, table, row)) throw notVisible();
  return row;
}

/** The organization of a nested path. A wrong one reads like a foreign one. */
export function findOrganization(call: Call, id: number): Row {
  const row = call.state.store.table("organizations").get(id);
  if (!row || !seesOrganization(call, row)) throw notVisible();
  return row;
}

/** The organization id of the path, when the route lies under an organization. */
export function nestedOrganization(call: Call): number | undefined {
  if (call.parameters["organization"] === undefined) return undefined;
  return findOrganization(call, pathId(call, "organization")).id;
}

/** The name in the web addresses that records carry. */
export function webAddress(call: Call, path: string): string {
  const account = call.principal.account === "eu" ? "demo-eu" : "demo";
  return `https://${account}.itglue.com/${path}`;
}
