import { json, type Answer } from "../http/message.ts";
import { allow, type Call } from "./call.ts";
import type { Target } from "./conditions/compare.ts";
import type { Scope } from "./conditions/scope.ts";
import { denied, notFound, type Problem } from "./errors.ts";
import { numbers, text, type Fields, type Row } from "./model.ts";
import { present, type View } from "./present.ts";
import { level, type Module } from "./security.ts";
import { schema, type Schema } from "./schema/fields.ts";
import type { Table } from "./store.ts";

/** What a route can do with a resource. Everything not named is a route that does not exist. */
export type Operation = "list" | "get" | "create" | "replace" | "update" | "delete" | "search";

/** Reads and writes of an ordinary record. */
export const EVERYTHING: readonly Operation[] = [
  "list",
  "get",
  "create",
  "replace",
  "update",
  "delete",
];

/** Reads only. */
export const READ: readonly Operation[] = ["list", "get"];

/** What is known while a record is being written. */
export interface Draft {
  /** The record as it would be. */
  row: Fields;
  /** The properties that the caller named, with what they were read as. */
  given: Fields;
  /** The record as it was; missing on create. */
  before: Row | undefined;
  /** What is wrong; the record is refused with all of it. */
  problems: Problem[];
}

/** One family of records. The engine serves it by these facts alone. */
export interface Resource {
  /** The path of the list; `:name` is the parent. */
  path: string;
  table: string;
  schema: string;
  /** How messages call one of them, such as "Ticket". */
  label: string;
  operations: readonly Operation[];
  /** The function of the security matrix; setup tables have none and can be read by everybody. */
  module?: Module;
  parent?: {
    parameter: string;
    table: string;
    label: string;
    /** The property that shows the parent. */
    field?: string;
    visible?(call: Call, parent: Row): boolean;
  };
  /** Which rows of a shared table belong here. */
  where?(row: Row): boolean;
  /** Which rows the caller's location, boards and rights leave. */
  visible?(call: Call, row: Row): boolean;
  /** Whether a row is the caller's own, for rights of the level My. */
  mine?(call: Call, row: Fields): boolean;
  unfilterable?: readonly string[];
  extra?(call: Call): Readonly<Record<string, Target>>;
  readOnly?: readonly string[];
  /** Read on create or change, never stored or shown. */
  transient?: readonly string[];
  unique?: readonly string[];
  /** Dates in which fractions of a second are refused. */
  wholeSeconds?: readonly string[];
  /** True when a deletion only marks the record; called in place of removing it. */
  softDelete?(call: Call, row: Row): boolean;
  /** Properties whose record has to belong to another property's record: `status` to `board`. */
  within?: Readonly<Record<string, { field: string; label: string; child: string }>>;
  /** Required beyond the contract. */
  required?(call: Call): readonly string[];
  /** What is set when nothing is said. */
  defaults?(call: Call, draft: Draft): Fields;
  /** Looks for what is wrong, and sets what follows from the change. */
  check?(call: Call, draft: Draft): void;
  saved?(call: Call, row: Row, draft: Draft): void;
  /** Throws when the record may not be deleted; cleans up after it. */
  removing?(call: Call, row: Row): void;
  /** Last word on what is shown. */
  show?(call: Call, row: Row, shown: Fields): Fields;
  links?: readonly string[];
}

export function schemaOf(resource: Resource): Schema {
  return schema(resource.schema);
}

export function viewOf(call: Call): View {
  return { state: call.state, base: call.base };
}

export function tableOf(call: Call, resource: Resource): Table {
  return call.state.store.table(resource.table);
}

/** The names that conditions on a resource may use. */
export function scopeOf(call: Call, resource: Resource): Scope {
  return {
    schema: schemaOf(resource),
    unfilterable: new Set([...(resource.unfilterable ?? []), ...(resource.transient ?? [])]),
    extra: resource.extra?.(call) ?? {},
    find: (table, id) => call.state.store.table(table).get(id),
    dayOnly: call.state.switches.dateLiterals === "day-only",
  };
}

/** A record as the caller sees it. */
export function show(call: Call, resource: Resource, row: Row): Fields {
  const links: Record<string, string> = {};
  for (const child of resource.links ?? []) {
    links[`${child}_href`] = `${call.base}${pathOf(resource, row)}/${row.id}/${child}`;
  }
  const shown = present(viewOf(call), schemaOf(resource), row, links);
  return resource.show?.(call, row, shown) ?? shown;
}

function pathOf(resource: Resource, row: Row): string {
  return resource.path.replace(/:\w+/, String(row["_parent"]));
}

/** The parent of the path; 404 when it does not exist or is hidden from the caller. */
export function parentOf(call: Call, resource: Resource): Row | undefined {
  const { parent } = resource;
  if (!parent) return undefined;
  const given = call.parameters[parent.parameter] ?? "";
  const row = /^\d{1,9}$/.test(given)
    ? call.state.store.table(parent.table).get(Number(given))
    : undefined;
  if (!row || parent.visible?.(call, row) === false) {
    throw notFound(`${parent.label} ${given} not found`);
  }
  return row;
}

/** The rows of a route that the caller may see. */
export function visibleRows(call: Call, resource: Resource): readonly Row[] {
  const parent = parentOf(call, resource);
  const reach = resource.module
    ? level(call.principal.role, resource.module, "inquire")
    : ("All" as const);
  if (reach === "None") throw denied();
  const table = tableOf(call, resource);
  const rows = parent ? table.by("_parent", parent.id) : table.all();
  return rows.filter(
    (row) =>
      (resource.where?.(row) ?? true) &&
      (resource.visible?.(call, row) ?? true) &&
      (reach === "All" || (resource.mine?.(call, row) ?? true)),
  );
}

/** The record of a path, or 404; 403 when only own records may be read. */
export function findRecord(call: Call, resource: Resource): Row {
  const parent = parentOf(call, resource);
  const given = call.parameters["id"] ?? "";
  const row = /^\d{1,9}$/.test(given) ? tableOf(call, resource).get(Number(given)) : undefined;
  const fits =
    row !== undefined &&
    (parent === undefined || row["_parent"] === parent.id) &&
    (resource.where?.(row) ?? true) &&
    (resource.visible?.(call, row) ?? true);
  if (!row || !fits) throw notFound(`${resource.label} ${given} not found`);
  if (resource.module) allow(call, resource.module, "inquire", isMine(call, resource, row));
  return row;
}

export function isMine(call: Call, resource: Resource, row: Fields): boolean {
  return resource.mine?.(call, row) ?? row["_enteredBy"] === call.principal.identifier;
}

/** True for a row whose `member` is the caller. */
export function ownedByMember(call: Call, row: Fields): boolean {
  return row["member"] === call.principal.member.id;
}

/** Whether the caller's restriction to boards and locations leaves a ticket or a project. */
export function insideRestriction(call: Call, row: Row): boolean {
  const { member } = call.principal;
  if (member["restrictLocationFlag"] === true && row["location"] !== undefined) {
    if (row["location"] !== member["defaultLocation"]) return false;
  }
  const excluded = numbers(member, "excludedServiceBoardIds");
  return !excluded.includes(Number(row["board"]));
}

/** True when a member owns a ticket or is among its resources. */
export function assignedTo(call: Call, ticket: Fields): boolean {
  const { identifier, member } = call.principal;
  if (ticket["owner"] === member.id) return true;
  const names = text(ticket, "resources").split(",");
  return names.some((name) => name.trim().toLowerCase() === identifier.toLowerCase());
}

/** A JSON answer. */
export function answer(status: number, body: unknown): Answer {
  return json(status, body, "application/json; charset=utf-8");
}

/** What actions answer. */
export function success(message: string): Answer {
  return answer(200, { success: true, message });
}

export function noContent(): Answer {
  return { status: 204, headers: {}, body: "" };
}
