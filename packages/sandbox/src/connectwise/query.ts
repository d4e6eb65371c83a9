import type { Answer } from "../http/message.ts";
import type { Call } from "./call.ts";
import type { Predicate } from "./conditions/compare.ts";
import { parseConditions, type Expression } from "./conditions/parser.ts";
import { compile, compileChild, compileCustom, resolve, type Scope } from "./conditions/scope.ts";
import { badCondition, badRequest } from "./errors.ts";
import { isFields, type Fields, type Json, type Row } from "./model.ts";

/** The parts of a query that choose and order records; each as it was given. */
export interface Selection {
  conditions?: string | undefined;
  childConditions?: string | undefined;
  customFieldConditions?: string | undefined;
  orderBy?: string | undefined;
}

/** Reads the selection from the query. */
export function selectionOf(call: Call): Selection {
  return {
    conditions: call.query.get("conditions"),
    childConditions: call.query.get("childconditions"),
    customFieldConditions: call.query.get("customfieldconditions"),
    orderBy: call.query.get("orderby"),
  };
}

/** The rows that a selection leaves, in its order. */
export function select(call: Call, scope: Scope, rows: readonly Row[], wanted: Selection): Row[] {
  const parse = (source: string): Expression =>
    parseConditions(source, { singleQuotes: call.state.switches.singleQuotes === "accepted" });
  const tests: Predicate[] = [];
  if (wanted.conditions !== undefined) {
    const expression = parse(wanted.conditions);
    refuseConfigurationInOr(expression, false);
    tests.push(compile(scope, expression));
  }
  if (wanted.childConditions !== undefined) {
    tests.push(compileChild(scope, parse(wanted.childConditions)));
  }
  if (wanted.customFieldConditions !== undefined) {
    tests.push(compileCustom(scope, parse(wanted.customFieldConditions)));
  }
  const left =
    tests.length === 0 ? [...rows] : rows.filter((row) => tests.every((test) => test(row)));
  return order(scope, left, wanted.orderBy);
}

/** The filter by attached configuration works alone or with AND only. */
function refuseConfigurationInOr(expression: Expression, inOr: boolean): void {
  if (expression.kind === "comparison") {
    if (inOr && expression.path[0] === "configuration") {
      throw badCondition("configuration/id cannot be joined by OR.");
    }
    return;
  }
  for (const part of expression.parts) {
    refuseConfigurationInOr(part, inOr || expression.kind === "or");
  }
}

function order(scope: Scope, rows: Row[], source: string | undefined): Row[] {
  if (source === undefined || source.trim() === "") return rows;
  const keys = source.split(",").map((part) => {
    const [name = "", direction = "asc", ...rest] = part.trim().split(/\s+/);
    if (!/^(?:asc|desc)$/i.test(direction) || rest.length > 0) {
      throw badCondition(`"${part.trim()}" is not a valid order.`);
    }
    const target = resolve(scope, name.split("/"));
    return { get: target.get, sign: direction.toLowerCase() === "desc" ? -1 : 1 };
  });
  return rows.toSorted((left, right) => {
    for (const { get, sign } of keys) {
      const difference = compareValues(get(left), get(right));
      if (difference !== 0) return difference * sign;
    }
    return left.id - right.id;
  });
}

function compareValues(left: Json, right: Json): number {
  const empty = Number(left === undefined || left === null);
  const other = Number(right === undefined || right === null);
  // As on SQL Server, nothing comes before everything.
  if (empty + other > 0) return other - empty;
  if (typeof left === "number" && typeof right === "number") return left - right;
  const [first, second] = [String(left).toLowerCase(), String(right).toLowerCase()];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

/** One page with the `Link` header that belongs to it. */
export interface Page {
  rows: Row[];
  link: string | undefined;
}

const DEFAULT_SIZE = 25;
const MAXIMUM_SIZE = 1000;

/** True when a request asks for pages that only go forward. */
export function isForwardOnly(call: Call): boolean {
  return String(call.headers["pagination-type"] ?? "").toLowerCase() === "forward-only";
}

/** Cuts a page out of a list. */
export function paginate(call: Call, rows: readonly Row[]): Page {
  const size = pageSize(call);
  if (isForwardOnly(call)) return forward(call, rows, size);
  const page = positive(call, "page", 1);
  const last = Math.max(1, Math.ceil(rows.length / size));
  const links: string[] = [];
  const to = (target: number, relation: string): void => {
    links.push(link(call, { pageSize: size, page: target }, relation));
  };
  if (page > 1) {
    to(1, "first");
    to(page - 1, "prev");
  }
  if (page < last) {
    to(page + 1, "next");
    to(last, "last");
  }
  return {
    rows: rows.slice((page - 1) * size, page * size),
    link: links.length === 0 ? undefined : links.join(", "),
  };
}

function forward(call: Call, rows: readonly Row[], size: number): Page {
  if (call.query.has("orderby")) {
    throw badRequest("orderBy is not supported with forward-only pagination.");
  }
  const after = call.query.has("pageid") ? whole(call, "pageid", 0) : 0;
  const page = rows
    .filter((row) => row.id > after)
    .toSorted((left, right) => left.id - right.id)
    .slice(0, size);
  const next = page.at(-1)?.id ?? after;
  return { rows: page, link: link(call, { pageSize: size, pageId: next }, "next") };
}

function link(call: Call, values: Readonly<Record<string, number>>, relation: string): string {
  const dropped = new Set(["page", "pagesize", "pageid"]);
  const kept = [...call.url.searchParams].filter(([name]) => !dropped.has(name.toLowerCase()));
  const parameters = new URLSearchParams(kept);
  for (const [name, value] of Object.entries(values)) parameters.set(name, String(value));
  return `<${call.base}${call.path}?${parameters.toString()}>; rel="${relation}"`;
}

function pageSize(call: Call): number {
  const size = positive(call, "pagesize", DEFAULT_SIZE);
  if (size <= MAXIMUM_SIZE) return size;
  if (call.state.switches.overMaximum === "refused") {
    throw badRequest(`pageSize must be at most ${MAXIMUM_SIZE}.`);
  }
  return MAXIMUM_SIZE;
}

function positive(call: Call, name: string, fallback: number): number {
  return call.query.has(name) ? whole(call, name, 1) : fallback;
}

function whole(call: Call, name: string, least: number): number {
  const given = call.query.get(name) ?? "";
  if (!/^\d{1,9}$/.test(given)) throw badRequest("Input string was not in a correct format.");
  if (Number(given) < least) throw badRequest(`${name} must be at least ${least}.`);
  return Number(given);
}

/** Makes the projection that `fields` asks for; without it records stay whole. */
export function projection(call: Call, scope: Scope): (record: Fields) => Fields {
  const source = call.query.get("fields");
  if (source === undefined || source.trim() === "") return (record) => record;
  const paths = source.split(",").map((part) => part.trim().split("/"));
  for (const path of paths) {
    const [first = ""] = path;
    const isKnown = first === "id" || first === "_info" || scope.schema.fields.has(first);
    if (!isKnown && call.state.switches.unknownFields === "refused") {
      throw badRequest(`${path.join("/")} is not a recognized name.`, "InvalidField");
    }
  }
  return (record) => {
    const shown: Fields = {};
    for (const path of paths) copy(record, shown, path);
    return shown;
  };
}

function copy(from: Fields, to: Fields, path: readonly string[]): void {
  const [name = "", ...rest] = path;
  const value = Object.hasOwn(from, name) ? from[name] : undefined;
  if (value === undefined) return;
  if (rest.length === 0) {
    to[name] = value;
    return;
  }
  if (Array.isArray(value)) {
    const before = to[name];
    to[name] = value.map((element, index) => {
      const part = Array.isArray(before) && isFields(before[index]) ? { ...before[index] } : {};
      if (isFields(element)) copy(element, part, rest);
      return part;
    });
    return;
  }
  if (!isFields(value)) return;
  const inner = isFields(to[name]) ? to[name] : {};
  copy(value, inner, rest);
  to[name] = inner;
}

/** A list with its paging header. */
export function listAnswer(answer: Answer, page: Page): Answer {
  if (page.link !== undefined) answer.headers["link"] = page.link;
  return answer;
}
