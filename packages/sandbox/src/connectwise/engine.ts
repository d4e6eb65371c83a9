import type { Answer } from "../http/message.ts";
import { allow, changedBy, madeBy, type Call, type Handler } from "./call.ts";
import { badRequest, invalidObject } from "./errors.ts";
import { isFields, text, type Fields, type Row } from "./model.ts";
import { readPatch } from "./patch.ts";
import { listAnswer, paginate, projection, select, selectionOf, type Selection } from "./query.ts";
import {
  answer,
  findRecord,
  isMine,
  noContent,
  parentOf,
  schemaOf,
  scopeOf,
  show,
  tableOf,
  visibleRows,
  type Draft,
  type Resource,
} from "./resource.ts";
import { problem, readFields, resourceName } from "./write.ts";

/** Adds a route. */
export type Add = (method: string, path: string, handler: Handler) => void;

/** Adds the routes of a resource. */
export function serve(add: Add, resource: Resource): void {
  const { path, operations } = resource;
  if (operations.includes("list")) {
    add("GET", path, (call) => list(call, resource, selectionOf(call)));
    add("GET", `${path}/count`, (call) => count(call, resource));
  }
  if (operations.includes("search")) {
    add("POST", `${path}/search`, (call) => list(call, resource, filterValues(call)));
  }
  if (operations.includes("get")) {
    add("GET", `${path}/:id`, (call) => {
      const row = findRecord(call, resource);
      return answer(200, projection(call, scopeOf(call, resource))(show(call, resource, row)));
    });
  }
  if (operations.includes("create")) add("POST", path, (call) => create(call, resource));
  if (operations.includes("replace")) {
    add("PUT", `${path}/:id`, (call) => change(call, resource, replacement(call, resource)));
  }
  if (operations.includes("update")) {
    add("PATCH", `${path}/:id`, (call) => {
      findRecord(call, resource);
      return change(call, resource, readPatch(call, resource));
    });
  }
  if (operations.includes("delete")) add("DELETE", `${path}/:id`, (call) => remove(call, resource));
}

/** A page of rows, chosen and shown as the query says. */
export function listRows(
  call: Call,
  resource: Resource,
  rows: readonly Row[],
  selection: Selection,
): Answer {
  const scope = scopeOf(call, resource);
  const page = paginate(call, select(call, scope, rows, selection));
  const project = projection(call, scope);
  const shown = page.rows.map((row) => project(show(call, resource, row)));
  return listAnswer(answer(200, shown), page);
}

function list(call: Call, resource: Resource, selection: Selection): Answer {
  return listRows(call, resource, visibleRows(call, resource), selection);
}

function count(call: Call, resource: Resource): Answer {
  const scope = scopeOf(call, resource);
  const rows = select(call, scope, visibleRows(call, resource), selectionOf(call));
  return answer(200, { count: rows.length });
}

/** The body of a search: the same as the query, in the vendor's own spelling. */
function filterValues(call: Call): Selection {
  const body = bodyOf(call);
  const names = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]));
  const read = (name: string): string | undefined => {
    const value = names.get(name);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  return {
    conditions: read("conditions"),
    childConditions: read("childconditions"),
    customFieldConditions: read("customfieldconditions"),
    orderBy: read("orderby"),
  };
}

/** The body as an object, or a 400. */
export function bodyOf(call: Call): Fields {
  if (!isFields(call.body)) throw badRequest("The body has to be an object.", "InvalidObject");
  return call.body;
}

function create(call: Call, resource: Resource): Answer {
  const row = insert(call, resource, bodyOf(call));
  return answer(201, show(call, resource, row));
}

/** Makes a record as a POST of this body would. */
export function insert(call: Call, resource: Resource, body: Fields): Row {
  const parent = parentOf(call, resource);
  allow(call, resource.module, "add", true);
  const start: Fields = {};
  if (parent) {
    start["_parent"] = parent.id;
    if (resource.parent?.field !== undefined) start[resource.parent.field] = parent.id;
  }
  const problems: Draft["problems"] = [];
  if (schemaOf(resource).fields.has("customFields")) {
    start["customFields"] = definedCustomFields(call, resource);
  }
  const given = readFields(call, resource, body, start, problems);
  const draft: Draft = { row: { ...start, ...given }, given, before: undefined, problems };
  const defaults = resource.defaults?.(call, draft) ?? {};
  for (const [name, value] of Object.entries(defaults)) draft.row[name] ??= value;
  finish(call, resource, draft);
  allow(call, resource.module, "add", isMine(call, resource, { ...madeBy(call), ...draft.row }));
  const row = tableOf(call, resource).insert({ ...stored(resource, draft.row), ...madeBy(call) });
  resource.saved?.(call, row, draft);
  announce(call, resource, row, "added");
  return row;
}

/** Changes a record as a PATCH of these properties would. */
export function change(call: Call, resource: Resource, body: Fields): Answer {
  const before = findRecord(call, resource);
  allow(call, resource.module, "edit", isMine(call, resource, before));
  const problems: Draft["problems"] = [];
  const given = readFields(call, resource, body, before, problems);
  const draft: Draft = { row: { ...before, ...given }, given, before: { ...before }, problems };
  finish(call, resource, draft);
  tableOf(call, resource).update(before, { ...stored(resource, draft.row), ...changedBy(call) });
  resource.saved?.(call, before, draft);
  announce(call, resource, before, "updated");
  return answer(200, show(call, resource, before));
}

/** The body of a PUT: what is not named is taken away. */
function replacement(call: Call, resource: Resource): Fields {
  findRecord(call, resource);
  const body = bodyOf(call);
  const whole: Fields = {};
  for (const field of schemaOf(resource).fields.values()) {
    if (!resource.readOnly?.includes(field.name) && resource.parent?.field !== field.name) {
      whole[field.name] = body[field.name] ?? null;
    }
  }
  return whole;
}

/** The custom fields that a kind of record has, without values. */
function definedCustomFields(call: Call, resource: Resource): Fields[] {
  const rows = call.state.store.table("userDefinedFields").by("_table", resource.table);
  return rows.map((row) => ({
    id: row.id,
    caption: row["caption"],
    type: row["fieldTypeIdentifier"],
    entryMethod: row["entryTypeIdentifier"],
    numberOfDecimals: row["numberDecimals"],
  }));
}

function finish(call: Call, resource: Resource, draft: Draft): void {
  const required = [...schemaOf(resource).fields.values()]
    .filter((field) => field.required)
    .map((field) => field.name);
  for (const name of new Set([...required, ...(resource.required?.(call) ?? [])])) {
    const value = draft.row[name];
    const refused = draft.problems.some(({ field }) => field.split("/")[0] === name);
    if ((value === undefined || value === "") && !refused) {
      draft.problems.push(problem(resource, "MissingRequiredField", name, `${name} is required.`));
    }
  }
  for (const name of resource.unique ?? []) {
    const wanted = text(draft.row, name).toLowerCase();
    const taken = tableOf(call, resource)
      .all()
      .some((row) => row.id !== draft.before?.id && text(row, name).toLowerCase() === wanted);
    if (wanted !== "" && taken) {
      draft.problems.push(
        problem(resource, "ObjectExists", name, `${resource.label} ${wanted} already exists.`),
      );
    }
  }
  resource.check?.(call, draft);
  if (draft.problems.length > 0) throw invalidObject(resourceName(resource), draft.problems);
}

function stored(resource: Resource, row: Fields): Fields {
  const kept = { ...row };
  for (const name of resource.transient ?? []) delete kept[name];
  return kept;
}

function remove(call: Call, resource: Resource): Answer {
  const row = findRecord(call, resource);
  allow(call, resource.module, "delete", isMine(call, resource, row));
  resource.removing?.(call, row);
  announce(call, resource, row, "deleted");
  if (resource.softDelete?.(call, row) !== true) tableOf(call, resource).remove(row.id);
  return noContent();
}

/** Tells the callbacks what happened. */
export function announce(
  call: Call,
  resource: Resource,
  row: Row,
  action: "added" | "updated" | "deleted",
): void {
  call.state.onChange({
    action,
    table: resource.table,
    row,
    shown: show(call, resource, row),
    member: call.principal.identifier,
  });
}
