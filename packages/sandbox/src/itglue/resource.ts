import type { Call } from "./call.ts";
import { stamp } from "./call.ts";
import { invalid } from "./errors.ts";
import type { Given, Sent } from "./json-api.ts";
import { kebab, number, type Attributes, type Json, type Row } from "./model.ts";
import type { FilterRule } from "./query.ts";

/** What a route can do with a resource. Everything not named is a route that does not exist. */
export type Operation =
  | "index"
  | "show"
  | "create"
  | "update"
  | "bulk-update"
  | "delete"
  | "bulk-delete";

/** How a writable attribute is read. `table:<name>` is the id of a record that the caller sees. */
export type Field = "string" | "number" | "boolean" | "date" | "json" | `table:${string}`;

/** A list of records of another resource that `include` adds. */
export interface Include {
  resource: string;
  rows(call: Call, row: Row): readonly Row[];
}

/** One resource family. The engine in routes.ts serves it by these facts alone. */
export interface Resource {
  /** The path segment, also the name of the table. */
  name: string;
  operations: readonly Operation[];
  /** The operations under `/organizations/:id/relationships/…`; `all` repeats `operations`. */
  nested?: "all" | readonly Operation[];
  /** A parent other than the organization, such as the manufacturer of models. */
  parent?: { table: string; attribute: string; operations: readonly Operation[] };
  filters: Readonly<Record<string, FilterRule>>;
  /** Filters that also work under an organization. */
  nestedFilters?: readonly string[];
  sorts: readonly string[];
  includes?: Readonly<Record<string, Include>>;
  fields: Readonly<Record<string, Field>>;
  required?: readonly string[];
  /** What a new record has when nothing is said. */
  defaults?: Attributes;
  /** The names and addresses that are worked out from other records. */
  derive?(call: Call, row: Row): Attributes;
  /** Last word on what is sent, for values that depend on the caller. */
  present?(call: Call, row: Row, attributes: Attributes): Attributes;
  /** Refuses a change; `row` is missing on create. */
  check?(call: Call, changes: Attributes, row: Row | undefined): void;
  /** Refuses a change by what stands in the body, also by attributes that cannot be written. */
  refuse?(call: Call, given: Given, row: Row): void;
  created?(call: Call, row: Row, given: Given): void;
  changed?(call: Call, row: Row, event: "created" | "updated", given: Given): void;
  removed?(call: Call, row: Row): void;
  /** Answers 401, 403, 404 or 422 for the whole resource when the key, a switch or a parameter asks for it. */
  gate?(call: Call, operation: Operation): void;
}

/** `configuration_types` → `configuration-types`, the type as answers spell it. */
export function typeOf(resource: Resource): string {
  return kebab(resource.name);
}

/** The attributes of a record as the caller sees them. */
export function present(call: Call, resource: Resource, row: Row): Attributes {
  const attributes: Attributes = {};
  const organizationId = number(row, "organization-id");
  if (organizationId !== undefined) {
    const organization = call.state.store.table("organizations").get(organizationId);
    attributes["organization-id"] = organizationId;
    attributes["organization-name"] = organization?.attributes["name"] ?? null;
  }
  for (const [name, value] of Object.entries(row.attributes)) {
    if (!name.startsWith("_") && name !== "created-at" && name !== "updated-at") {
      attributes[name] = value;
    }
  }
  Object.assign(attributes, resource.derive?.(call, row));
  attributes["created-at"] = row.attributes["created-at"] ?? null;
  attributes["updated-at"] = row.attributes["updated-at"] ?? null;
  return resource.present?.(call, row, attributes) ?? attributes;
}

/** A record in the envelope of a list or an item. */
export function toSent(call: Call, resource: Resource, row: Row): Sent {
  return {
    id: String(row.id),
    type: typeOf(resource),
    attributes: present(call, resource, row),
    relationships: {},
  };
}

/** Reads the writable attributes out of a body. Unknown ones are passed over, as the vendor does. */
export function readFields(call: Call, resource: Resource, given: Attributes): Attributes {
  const changes: Attributes = {};
  for (const [name, field] of Object.entries(resource.fields)) {
    const value = given[name];
    if (value !== undefined) changes[name] = readField(call, name, field, value);
  }
  return changes;
}

function readField(call: Call, name: string, field: Field, value: Json): Json {
  const pointer = `/data/attributes/${name}`;
  if (value === null) return null;
  if (field === "json") return value;
  if (field === "string") {
    if (typeof value === "object") throw invalid("is invalid", pointer);
    return String(value);
  }
  if (field === "boolean") {
    if (value === true || value === "true" || value === 1 || value === "1") return true;
    if (value === false || value === "false" || value === 0 || value === "0") return false;
    throw invalid("must be true or false", pointer);
  }
  if (field === "date") {
    if (typeof value !== "string" || Number.isNaN(Date.parse(value))) {
      throw invalid("is not a valid date", pointer);
    }
    return value;
  }
  const amount = typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof amount !== "number") throw invalid("is not a number", pointer);
  if (field !== "number" && !call.state.store.table(field.slice("table:".length)).get(amount)) {
    throw invalid("must exist", pointer);
  }
  return amount;
}

/** Refuses a record that lacks a required attribute. */
export function requireFields(resource: Resource, attributes: Attributes): void {
  for (const name of resource.required ?? []) {
    const value = attributes[name];
    if (value === undefined || value === null || value === "") {
      throw invalid("can't be blank", `/data/attributes/${name}`);
    }
  }
}

/** The dates of a new record. */
export function newDates(call: Call): Attributes {
  const now = stamp(call);
  return { "created-at": now, "updated-at": now };
}

/** The name of a record of another table, for the `…-name` attributes. */
export function nameOf(call: Call, table: string, id: Json | undefined): Json {
  if (typeof id !== "number") return null;
  return call.state.store.table(table).get(id)?.attributes["name"] ?? null;
}
