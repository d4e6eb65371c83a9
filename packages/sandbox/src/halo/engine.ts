import type { Answer } from "../http/message.ts";
import { allow, table, type Call, type Handler } from "./call.ts";
import { invalidValue, notFound, ok, sentence } from "./errors.ts";
import { filter } from "./filters.ts";
import { text, type Fields, type Row } from "./model.ts";
import { mergeCustomFields } from "./custom-fields.ts";
import { flag, one, paginate, sort } from "./query.ts";
import { visible, type Draft, type Resource } from "./resource.ts";
import { readFields } from "./schema/convert.ts";
import { readBody } from "./write.ts";

export type AddRoute = (method: string, path: string, handler: Handler) => void;

/** Adds the routes of a resource. */
export function addResource(add: AddRoute, resource: Resource): void {
  const offers = (name: "list" | "get" | "post" | "delete"): boolean =>
    resource.without?.includes(name) !== true;
  if (offers("list")) add("GET", resource.path, (call) => listAll(call, resource));
  if (offers("get")) add("GET", `${resource.path}/:id`, (call) => get(call, resource));
  if (offers("post")) add("POST", resource.path, (call) => post(call, resource));
  if (offers("delete")) add("DELETE", `${resource.path}/:id`, (call) => remove(call, resource));
}

function listAll(call: Call, resource: Resource): Answer {
  allow(call, "read", resource.area);
  const rows = table(call, resource.table)
    .all()
    .filter((row) => (resource.where?.(row) ?? true) && (resource.listed?.(call, row) ?? true));
  return listRows(call, resource, rows);
}

/** Rows, chosen, ordered, cut and wrapped as the query and the resource say. */
export function listRows(call: Call, resource: Resource, rows: readonly Row[]): Answer {
  let left = filter(call, rows, resource.filters ?? {});
  if (resource.unlisted && call.state.switches.unlistedFilters === "honoured") {
    left = filter(call, left, resource.unlisted);
  }
  const wanted = resource.search ? one(call, "search")?.toLowerCase() : undefined;
  if (wanted !== undefined) {
    const names = resource.search ?? [];
    left = left.filter((row) =>
      names.some((name) =>
        String(row[name] ?? "")
          .toLowerCase()
          .includes(wanted),
      ),
    );
  }
  const common = commonOf(call, resource);
  const ordered = sort(call, left, resource.order ?? ["id", false], common.includes("order"));
  const page = paginate(call, ordered, {
    paged: resource.paged === true,
    limit: resource.pageLimit?.(call) ?? 100,
    unpaged: resource.unpaged,
    counted: common.includes("count"),
  });
  const idOnly = flag(call, "idonly") === true;
  const shown = page.rows.map((row) =>
    idOnly ? { id: row.id } : (resource.brief?.(call, row) ?? visible(row)),
  );
  if (resource.envelope === undefined) return ok(shown);
  const around = resource.around?.(call);
  return ok({
    ...(page.page ? { page_no: page.page.number, page_size: page.page.size } : {}),
    record_count: left.length,
    ...around?.before,
    [resource.envelope]: shown,
    ...around?.after,
  });
}

function commonOf(call: Call, resource: Resource): readonly ("order" | "count")[] {
  const both = ["order", "count"] as const;
  if (call.state.switches.unlistedFilters === "honoured") return both;
  return resource.takes ?? (resource.paged === true ? both : []);
}

/** The record of a path: 400 for an id that cannot be one, 404 for one that does not exist. */
export function findRecord(call: Call, resource: Resource): Row {
  const id = call.parameters["id"] ?? "";
  if (resource.textId !== true && !/^-?\d{1,9}$/.test(id)) throw invalidValue("id", id);
  const row = resource.find
    ? resource.find(call, id)
    : table(call, resource.table).get(resource.textId === true ? id : Number(id));
  if (!row || resource.where?.(row) === false) throw notFound();
  return row;
}

function get(call: Call, resource: Resource): Answer {
  allow(call, "read", resource.area);
  return ok(show(call, resource, findRecord(call, resource)));
}

export function show(call: Call, resource: Resource, row: Row): Fields {
  return resource.whole?.(call, row) ?? visible(row);
}

function post(call: Call, resource: Resource): Answer {
  allow(call, "edit", resource.editArea ?? resource.area);
  const elements = readBody(call);
  const results = elements.map((element, index) =>
    show(call, resource, save(call, resource, element, index)),
  );
  const { postStatus, postAnswer } = call.state.switches;
  const alone = results.length === 1 && postAnswer === "object";
  return ok(alone ? results[0] : results, Number(postStatus));
}

/** Stores one element of a POST: an id that is there and not 0 updates, anything else creates. */
export function save(call: Call, resource: Resource, element: Fields, index = 0): Row {
  const given = readFields(element, index, call.raw.toString("utf8"), resource.textId === true);
  const flags = Object.fromEntries(
    Object.entries(element).filter(([name]) => name.startsWith("_")),
  );
  const before = existing(call, resource, given);
  const merged = before && call.state.switches.updates === "merge" ? before : keep(before);
  const draft: Draft = { given, flags, before, row: { ...merged, ...given } };
  if (given["customfields"] !== undefined) {
    draft.row["customfields"] = mergeCustomFields(call, merged, given);
  }
  if (!before) {
    for (const [name, value] of Object.entries(resource.defaults?.(call, draft) ?? {})) {
      draft.row[name] ??= value;
    }
  }
  for (const [name, message] of resource.required ?? []) {
    if (text(draft.row, name).trim() === "" && typeof draft.row[name] !== "number") {
      throw sentence(message);
    }
  }
  checkUnique(call, resource, draft);
  resource.check?.(call, draft);
  for (const name of TRANSIENT) delete draft.row[name];
  if (resource.isTrial?.(call, draft) === true) return { ...draft.row, id: before?.id ?? 0 };
  const rows = table(call, resource.table);
  const stored = before
    ? rows.replace(before, { ...draft.row, id: before.id })
    : rows.insert({ ...draft.row, id: resource.newId?.(call, draft) ?? rows.nextId() });
  return resource.saved?.(call, stored, draft) ?? stored;
}

/** Instructions to the vendor that are no part of a record, though they look like it. */
const TRANSIENT = [
  "apply_rules",
  "data",
  "data_base64",
  "do_lookups",
  "domerge",
  "dont_do_rules",
  "return_this",
];

function existing(call: Call, resource: Resource, given: Fields): Row | undefined {
  const id = resource.keyOf ? resource.keyOf(given, call) : given["id"];
  if (id === undefined || id === null || id === 0 || id === "" || id === "0") return undefined;
  const row = table(call, resource.table).get(id as number | string);
  if (row && resource.where?.(row) !== false) return row;
  if (call.state.switches.unknownId === "400") throw sentence("The record could not be found");
  throw notFound();
}

/** What even a replacing update leaves: what never leaves the imitation. */
function keep(before: Row | undefined): Fields {
  if (!before) return {};
  const kept = Object.entries(before).filter(([name]) => name.startsWith("$"));
  return { ...Object.fromEntries(kept), id: before.id };
}

function checkUnique(call: Call, resource: Resource, draft: Draft): void {
  for (const [name, message] of resource.unique ?? []) {
    const wanted = text(draft.row, name).toLowerCase();
    if (wanted === "") continue;
    const taken = table(call, resource.table)
      .all()
      .some((row) => row.id !== draft.before?.id && text(row, name).toLowerCase() === wanted);
    if (taken) throw sentence(message);
  }
}

function remove(call: Call, resource: Resource): Answer {
  allow(call, "edit", resource.editArea ?? resource.area);
  const row = findRecord(call, resource);
  if (resource.removing?.(call, row) !== true) table(call, resource.table).remove(row);
  if (call.state.switches.deleteAnswer === "empty") return { status: 200, headers: {}, body: "" };
  return ok(visible(row));
}
