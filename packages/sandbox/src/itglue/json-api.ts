import type { Answer } from "../http/message.ts";
import { badRequest, jsonApi, parameterMissing } from "./errors.ts";
import type { Call } from "./call.ts";
import { isObject, kebab, type Attributes, type Json } from "./model.ts";
import { readPage, type Page } from "./query.ts";

/** A record as it is sent. */
export interface Sent {
  id: string;
  type: string;
  attributes: Attributes;
  relationships: { [name: string]: Json };
}

/** Cuts the page that was asked for out of a list. */
export function pageOf<T>(call: Call, rows: readonly T[]): { page: Page; rows: T[] } {
  const page = readPage(call.query.search, call.state.switches);
  const start = (page.number - 1) * page.size;
  return { page, rows: rows.slice(start, start + page.size) };
}

/** The answer for a list: data, meta, links and, when something was included, that. */
export function listAnswer(
  call: Call,
  sent: readonly Sent[],
  page: Page,
  total: number,
  included: readonly Sent[] = [],
): Answer {
  const pages = Math.max(1, Math.ceil(total / page.size));
  const next = page.number < pages ? page.number + 1 : null;
  const previous = page.number > 1 ? Math.min(page.number - 1, pages) : null;
  return jsonApi(200, {
    data: sent,
    ...(included.length > 0 ? { included } : {}),
    meta: {
      "current-page": page.number,
      "next-page": next,
      "prev-page": previous,
      "total-pages": pages,
      "total-count": total,
    },
    links: {
      self: link(call, page.number, page.size),
      first: link(call, 1, page.size),
      prev: previous === null ? null : link(call, previous, page.size),
      next: next === null ? null : link(call, next, page.size),
      last: link(call, pages, page.size),
    },
  });
}

/** The answer for one record. */
export function itemAnswer(status: number, sent: Sent, included: readonly Sent[] = []): Answer {
  return jsonApi(status, { data: sent, ...(included.length > 0 ? { included } : {}) });
}

/** An answer without a body. */
export function noContent(): Answer {
  return { status: 204, headers: {}, body: "" };
}

function link(call: Call, page: number, size: number): string {
  const url = new URL(call.state.baseUrl + call.url.pathname);
  for (const [key, value] of call.query.search) {
    if (key !== "page[number]" && key !== "page[size]") url.searchParams.append(key, value);
  }
  url.searchParams.set("page[number]", String(page));
  url.searchParams.set("page[size]", String(size));
  return url.href;
}

/** One record of a request body. */
export interface Given {
  attributes: Attributes;
  /** `relationships.<name>.data[]`, for the routes that take nested records. */
  nested(name: string): Attributes[];
}

/** True when the body's `data` is a list. */
export function isBulk(call: Call): boolean {
  return isObject(call.body) && Array.isArray(call.body["data"]);
}

/** Reads `data` as one record of a type. */
export function readOne(call: Call, type: string): Given {
  const data = isObject(call.body) ? call.body["data"] : undefined;
  if (!isObject(data)) throw parameterMissing("data");
  return readRecord(data, type);
}

/** Reads `data` as a list of records; one record counts as a list of one. */
export function readMany(call: Call, type: string): Given[] {
  const data = isObject(call.body) ? call.body["data"] : undefined;
  if (isObject(data)) return [readRecord(data, type)];
  if (!Array.isArray(data) || data.length === 0) throw parameterMissing("data");
  return data.map((entry) => {
    if (!isObject(entry)) throw parameterMissing("data");
    return readRecord(entry, type);
  });
}

/** The id of a record in a bulk body: it stands among the attributes. */
export function bulkId(given: Given): number {
  const id = given.attributes["id"];
  if (typeof id === "number" && Number.isSafeInteger(id)) return id;
  if (typeof id === "string" && /^\d{1,16}$/.test(id)) return Number(id);
  throw parameterMissing("id");
}

function readRecord(data: { [key: string]: Json }, type: string): Given {
  const given = data["type"];
  if (given !== undefined && (typeof given !== "string" || kebab(given) !== type)) {
    throw badRequest(`Invalid resource type, expected ${type}`);
  }
  const attributes = data["attributes"];
  if (!isObject(attributes)) throw parameterMissing("attributes");
  return {
    attributes: kebabKeys(attributes),
    nested: (name) => nestedRecords(data["relationships"], name),
  };
}

function nestedRecords(relationships: Json | undefined, name: string): Attributes[] {
  if (!isObject(relationships)) return [];
  const relation = relationships[name] ?? relationships[kebab(name)];
  const data = isObject(relation) ? relation["data"] : undefined;
  if (!Array.isArray(data)) return [];
  return data
    .map((entry) => (isObject(entry) ? entry["attributes"] : undefined))
    .filter(isObject)
    .map(kebabKeys);
}

/** Turns the keys of one level to kebab case; values are left alone. */
export function kebabKeys(attributes: { [key: string]: Json }): Attributes {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([key]) => !key.startsWith("_"))
      .map(([key, value]) => [kebab(key), value]),
  );
}
