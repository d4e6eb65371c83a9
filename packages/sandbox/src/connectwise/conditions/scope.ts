import { badCondition } from "../errors.ts";
import { fullName, isFields, type Fields, type Json, type Row } from "../model.ts";
import { schema, type Field, type Schema } from "../schema/fields.ts";
import { reference } from "../schema/references.ts";
import { compileComparison, type Predicate, type Target } from "./compare.ts";
import type { Comparison, Expression } from "./parser.ts";

/** What names may be used, and how to get from one record to another. */
export interface Scope {
  schema: Schema;
  /** Properties that are returned but cannot be used in conditions. */
  unfilterable: ReadonlySet<string>;
  /** Names beyond the schema. */
  extra: Readonly<Record<string, Target>>;
  /** The record of a table. */
  find(table: string, id: number): Row | undefined;
  /** Date literals lose their time of day. */
  dayOnly: boolean;
}

const INFO: Readonly<Record<string, [string, Target["kind"]]>> = {
  dateEntered: ["_entered", "date"],
  enteredBy: ["_enteredBy", "text"],
  lastUpdated: ["_updated", "date"],
  updatedBy: ["_updatedBy", "text"],
};

function unknown(path: readonly string[]): Error {
  return badCondition(`${path.join("/")} is not a recognized name.`);
}

/** What a path stands for on a record of the scope. Throws a 400 for a name that cannot be used. */
export function resolve(scope: Scope, path: readonly string[]): Target {
  const joined = path.join("/");
  const extra = Object.hasOwn(scope.extra, joined) ? scope.extra[joined] : undefined;
  if (extra) return extra;
  const [first = "", ...rest] = path;
  if (scope.unfilterable.has(first)) throw unknown(path);
  if (first === "id" && rest.length === 0) {
    return { kind: "number", get: (record) => (record as Row).id };
  }
  if (first === "_info") {
    const [name, kind] = INFO[rest[0] ?? ""] ?? [];
    if (name === undefined || kind === undefined || rest.length !== 1) throw unknown(path);
    return { kind, get: (record) => (record as Row)[name] };
  }
  const field = scope.schema.fields.get(first);
  if (!field) throw unknown(path);
  return ofField(scope, field, rest, path, (record) => (record as Fields)[first]);
}

function ofField(
  scope: Scope,
  field: Field,
  rest: readonly string[],
  path: readonly string[],
  get: (record: unknown) => Json,
): Target {
  if (field.kind === "reference") return ofReference(scope, field.target ?? "", rest, path, get);
  if (rest.length > 0 || field.kind === "list" || field.kind === "record") throw unknown(path);
  if (field.kind === "choice") return { kind: "choice", choices: field.choices ?? [], get };
  return { kind: field.kind === "whole" ? "number" : field.kind, get };
}

function ofReference(
  scope: Scope,
  type: string,
  rest: readonly string[],
  path: readonly string[],
  get: (record: unknown) => Json,
): Target {
  const spec = reference(type);
  const [name] = rest;
  if (name === undefined) return { kind: "reference", get };
  if (rest.length > 1) throw unknown(path);
  const shown = spec.shown.find(([label]) => label === name);
  if (name !== "id" && !shown) throw unknown(path);
  const kind: Target["kind"] =
    name === "id" || name === "sort" ? "number" : name.endsWith("Flag") ? "flag" : "text";
  const property = shown?.[1] ?? "id";
  const { table } = spec;
  return {
    kind,
    get(record) {
      const value = get(record);
      if (isFields(value)) return value[name];
      if (typeof value !== "number" || table === undefined) return undefined;
      if (property === "id") return value;
      const target = scope.find(table, value);
      if (!target) return undefined;
      return property === "@full" ? fullName(target) : target[property];
    },
  };
}

/** Makes a predicate of `conditions`. */
export function compile(scope: Scope, expression: Expression): Predicate {
  return walk(expression, (comparison) =>
    compileComparison(comparison, resolve(scope, comparison.path), scope.dayOnly),
  );
}

function walk(expression: Expression, leaf: (comparison: Comparison) => Predicate): Predicate {
  if (expression.kind === "comparison") return leaf(expression);
  const parts = expression.parts.map((part) => walk(part, leaf));
  return expression.kind === "and"
    ? (record) => parts.every((part) => part(record))
    : (record) => parts.some((part) => part(record));
}

/** Makes a predicate of `childConditions`: one element of the child list has to answer all of it. */
export function compileChild(scope: Scope, expression: Expression): Predicate {
  const roots = rootsOf(expression);
  if (roots.size > 1 && expression.kind === "and") {
    if (expression.parts.some((part) => rootsOf(part).size > 1)) {
      throw badCondition("Different child collections cannot be joined by OR.");
    }
    const parts = [...roots].map((root) => {
      const [first, ...more] = expression.parts.filter((part) => rootsOf(part).has(root));
      if (!first) return () => true;
      return compileChild(scope, { kind: "and", parts: [first, ...more] });
    });
    return (record) => parts.every((part) => part(record));
  }
  const [root = ""] = roots;
  const item = scope.schema.fields.get(root)?.item;
  if (roots.size !== 1 || !item)
    throw badCondition(`${root} is not a recognized child collection.`);
  const predicate = walk(expression, (comparison) =>
    compileComparison(comparison, resolveItem(scope, item, comparison.path), scope.dayOnly),
  );
  return (record) => elements(record, root).some((element) => predicate(element));
}

function rootsOf(expression: Expression): Set<string> {
  if (expression.kind === "comparison") return new Set([expression.path[0] ?? ""]);
  return new Set(expression.parts.flatMap((part) => [...rootsOf(part)]));
}

function resolveItem(scope: Scope, item: Field, path: readonly string[]): Target {
  const rest = path.slice(1);
  if (item.kind === "reference") {
    return ofReference(scope, item.target ?? "", rest, path, (element) => element as Json);
  }
  if (item.kind !== "record") throw unknown(path);
  const inner: Scope = {
    ...scope,
    schema: schema(item.target ?? ""),
    unfilterable: new Set(),
    extra: {},
  };
  return resolve(inner, rest);
}

/** Makes a predicate of `customFieldConditions`: one custom field has to answer all of it. */
export function compileCustom(scope: Scope, expression: Expression): Predicate {
  if (!scope.schema.fields.has("customFields")) throw unknown(["customFields"]);
  const inner: Scope = {
    ...scope,
    schema: schema("CustomFieldValue"),
    unfilterable: new Set(),
    extra: {},
  };
  const predicate = compile(inner, expression);
  return (record) => elements(record, "customFields").some((element) => predicate(element));
}

function elements(record: unknown, name: string): Json[] {
  const value = (record as Fields)[name];
  return Array.isArray(value) ? value : [];
}
