import type { Answer } from "../http/message.ts";
import type { Router } from "../http/router.ts";
import { findOrganization, findRow, nestedOrganization, pathId, sees, stamp } from "./call.ts";
import type { Call } from "./call.ts";
import { badRequest, invalid, notVisible, recordNotFound } from "./errors.ts";
import {
  bulkId,
  isBulk,
  itemAnswer,
  listAnswer,
  noContent,
  pageOf,
  readMany,
  readOne,
  type Given,
  type Sent,
} from "./json-api.ts";
import { jsonApi } from "./errors.ts";
import { number, type Attributes, type Row } from "./model.ts";
import { filterRows, sortRows } from "./query.ts";
import {
  newDates,
  present,
  readFields,
  requireFields,
  toSent,
  typeOf,
  type Operation,
  type Resource,
} from "./resource.ts";

export type Handler = (call: Call) => Answer;

/** Finds another family, for `include`. */
export type ResourceLookup = (name: string) => Resource | undefined;

/** Adds the routes that a resource's description promises, and no others. */
export function addResource(
  router: Router<Handler>,
  resource: Resource,
  lookup: ResourceLookup,
): void {
  addOperations(router, resource, lookup, `/${resource.name}`, resource.operations);
  if (resource.nested) {
    const operations = resource.nested === "all" ? resource.operations : resource.nested;
    const path = `/organizations/:organization/relationships/${resource.name}`;
    addOperations(router, resource, lookup, path, operations);
  }
  if (resource.parent) {
    const path = `/${resource.parent.table}/:parent/relationships/${resource.name}`;
    addOperations(router, resource, lookup, path, resource.parent.operations);
  }
}

function addOperations(
  router: Router<Handler>,
  resource: Resource,
  lookup: ResourceLookup,
  path: string,
  operations: readonly Operation[],
): void {
  const handlers: Record<Operation, [string, string, Handler]> = {
    index: ["GET", path, (call) => index(call, resource, lookup)],
    show: ["GET", `${path}/:id`, (call) => show(call, resource, lookup)],
    create: ["POST", path, (call) => create(call, resource)],
    update: ["PATCH", `${path}/:id`, (call) => update(call, resource)],
    "bulk-update": ["PATCH", path, (call) => bulkUpdate(call, resource)],
    delete: ["DELETE", `${path}/:id`, (call) => remove(call, resource)],
    "bulk-delete": ["DELETE", path, (call) => bulkRemove(call, resource)],
  };
  for (const operation of operations) {
    const [method, pattern, handler] = handlers[operation];
    router.add(method, pattern, (call) => {
      resource.gate?.(call, operation);
      return handler(call);
    });
  }
}

/** The rows that the path and the caller's key leave. */
export function visibleRows(call: Call, resource: Resource): Row[] {
  const table = call.state.store.table(resource.name);
  const organization = nestedOrganization(call);
  if (organization !== undefined) return [...table.by("organization-id", organization)];
  const parent = parentId(call, resource);
  const rows = parent === undefined ? table.all() : [...table.by(parent.attribute, parent.id)];
  return rows.filter((row) => sees(call, resource.name, row));
}

function parentId(call: Call, resource: Resource): { attribute: string; id: number } | undefined {
  if (!resource.parent || call.parameters["parent"] === undefined) return undefined;
  const id = pathId(call, "parent");
  findRow(call, resource.parent.table, id);
  return { attribute: resource.parent.attribute, id };
}

/** Filters, sorts and pages rows, and sends them. */
export function index(call: Call, resource: Resource, lookup: ResourceLookup): Answer {
  return indexRows(call, resource, lookup, visibleRows(call, resource));
}

export function indexRows(
  call: Call,
  resource: Resource,
  lookup: ResourceLookup,
  rows: readonly Row[],
): Answer {
  const { switches } = call.state;
  const nested = call.parameters["organization"] !== undefined;
  // The vendor does not filter on nested routes, so an ignored filter gives the whole list.
  const filters =
    nested && switches.nestedFilters === "ignored"
      ? call.query.filters.filter((filter) => resource.nestedFilters?.includes(filter.field))
      : call.query.filters;
  const kept = filterRows(rows, filters, resource.filters, switches);
  const value = (row: Row, name: string) =>
    row.attributes[name] ?? present(call, resource, row)[name] ?? null;
  const sorted = sortRows(kept, call.query.sort, resource.sorts, value, switches);
  const { page, rows: shown } = pageOf(call, sorted);
  const sent = shown.map((row) => toSent(call, resource, row));
  const included = include(call, resource, lookup, shown, sent);
  return listAnswer(call, sent, page, kept.length, included);
}

function include(
  call: Call,
  resource: Resource,
  lookup: ResourceLookup,
  rows: readonly Row[],
  sent: readonly Sent[],
): Sent[] {
  const included = new Map<string, Sent>();
  for (const name of call.query.include) {
    const rule = resource.includes?.[name];
    const other = rule && lookup(rule.resource);
    if (!rule || !other) continue;
    for (const [position, row] of rows.entries()) {
      const related = rule.rows(call, row).filter((entry) => sees(call, other.name, entry));
      const type = typeOf(other);
      const data = related.map((entry) => ({ id: String(entry.id), type }));
      const record = sent[position];
      if (record) record.relationships[name.replaceAll("_", "-")] = { data };
      for (const entry of related) {
        included.set(`${type} ${entry.id}`, toSent(call, other, entry));
      }
    }
  }
  return [...included.values()];
}

/** The record of the path; under an organization it has to belong to that one. */
export function pathRow(call: Call, resource: Resource): Row {
  const organization = nestedOrganization(call);
  const row = findRow(call, resource.name, pathId(call, "id"));
  if (organization !== undefined && number(row, "organization-id") !== organization) {
    throw notVisible();
  }
  const parent = parentId(call, resource);
  if (parent && row.attributes[parent.attribute] !== parent.id) throw recordNotFound();
  return row;
}

function show(call: Call, resource: Resource, lookup: ResourceLookup): Answer {
  return showRow(call, resource, lookup, pathRow(call, resource));
}

export function showRow(call: Call, resource: Resource, lookup: ResourceLookup, row: Row): Answer {
  const sent = toSent(call, resource, row);
  return itemAnswer(200, sent, include(call, resource, lookup, [row], [sent]));
}

function create(call: Call, resource: Resource): Answer {
  const given = isBulk(call) ? undefined : readOne(call, typeOf(resource));
  // Only flexible assets have a documented refusal of a list; elsewhere it is a malformed body.
  if (!given) throw badRequest("data must be one record");
  return itemAnswer(201, toSent(call, resource, createRow(call, resource, given)));
}

/** Makes one record out of a body. */
export function createRow(call: Call, resource: Resource, given: Given): Row {
  const changes = readFields(call, resource, given.attributes);
  const organization = nestedOrganization(call);
  if (organization !== undefined) changes["organization-id"] = organization;
  else if (resource.nested) requireOrganization(call, resource, given.attributes, changes);
  const parent = parentId(call, resource);
  if (parent) changes[parent.attribute] = parent.id;
  const attributes = { ...structuredClone(resource.defaults ?? {}), ...changes };
  requireFields(resource, attributes);
  resource.check?.(call, changes, undefined);
  const row = call.state.store
    .table(resource.name)
    .insert({ ...attributes, ...changes, ...newDates(call) });
  resource.created?.(call, row, given);
  resource.changed?.(call, row, "created", given);
  return row;
}

function requireOrganization(
  call: Call,
  resource: Resource,
  given: Attributes,
  changes: Attributes,
): void {
  if (resource.name === "organizations") return;
  const value = given["organization-id"];
  if (value === undefined || value === null || value === "") {
    throw invalid("can't be blank", "/data/attributes/organization-id");
  }
  changes["organization-id"] = findOrganization(call, Number(value)).id;
}

function update(call: Call, resource: Resource): Answer {
  const row = pathRow(call, resource);
  const given = readOne(call, typeOf(resource));
  updateRow(call, resource, row, given);
  return itemAnswer(200, toSent(call, resource, row));
}

/** Changes one record. A record never changes its organization. */
export function updateRow(call: Call, resource: Resource, row: Row, given: Given): void {
  const changes = readFields(call, resource, given.attributes);
  resource.refuse?.(call, given, row);
  resource.check?.(call, changes, row);
  requireFields(resource, { ...row.attributes, ...changes });
  call.state.store.table(resource.name).update(row, { ...changes, "updated-at": stamp(call) });
  resource.changed?.(call, row, "updated", given);
}

/** The records of a bulk body, all of them found and allowed before anything happens. */
export function bulkRows(call: Call, resource: Resource): { row: Row; given: Given }[] {
  const organization = nestedOrganization(call);
  return readMany(call, typeOf(resource)).map((given) => {
    const row = findRow(call, resource.name, bulkId(given));
    if (organization !== undefined && number(row, "organization-id") !== organization) {
      throw notVisible();
    }
    return { row, given };
  });
}

function bulkUpdate(call: Call, resource: Resource): Answer {
  const entries = bulkRows(call, resource);
  for (const { row, given } of entries) {
    resource.refuse?.(call, given, row);
    resource.check?.(call, readFields(call, resource, given.attributes), row);
  }
  for (const { row, given } of entries) updateRow(call, resource, row, given);
  return jsonApi(200, { data: entries.map(({ row }) => toSent(call, resource, row)) });
}

function remove(call: Call, resource: Resource): Answer {
  removeRow(call, resource, pathRow(call, resource));
  return noContent();
}

function bulkRemove(call: Call, resource: Resource): Answer {
  const rows = bulkRows(call, resource).map(({ row }) => row);
  const data = rows.map((row) => toSent(call, resource, row));
  for (const row of rows) removeRow(call, resource, row);
  return jsonApi(200, { data });
}

/** Removes one record and what hangs on it. */
export function removeRow(call: Call, resource: Resource, row: Row): void {
  resource.removed?.(call, row);
  call.state.store.table(resource.name).remove(row.id);
}
