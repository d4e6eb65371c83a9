import type { Json } from "../model.ts";
import type { Row } from "../model.ts";
import type { Store } from "../store.ts";
import { compare } from "../query.ts";
import { SqlError } from "./lexer.ts";
import { parseSelect, type Expression, type Select, type Source } from "./parser.ts";
import { SQL_TABLES, type SqlTable } from "./tables.ts";

/** The most rows that a report brings. */
export const MOST_ROWS = 50_000;

export interface SqlResult {
  columns: string[];
  rows: Record<string, Json>[];
}

/** One joined row: the row of each source by its alias; undefined where a left join found none. */
type Joined = ReadonlyMap<string, Row | undefined>;

interface Scope {
  tables: ReadonlyMap<string, SqlTable>;
  now: Date;
}

/** Runs one SELECT over the records. Throws a SqlError with what the database would say. */
export function runSql(store: Store, source: string, now: Date): SqlResult {
  if (source.includes("--")) throw new SqlError("Comments are not allowed.");
  const trimmed = source.trim().replace(/;\s*$/, "");
  if (trimmed.includes(";")) throw new SqlError("Only one statement is allowed.");
  if (!/^(?:select|with)\b/i.test(trimmed))
    throw new SqlError("Only SELECT statements are allowed.");
  const select = parseSelect(trimmed);
  const tables = new Map<string, SqlTable>();
  for (const { table, alias } of select.sources) {
    const found = Object.hasOwn(SQL_TABLES, table) ? SQL_TABLES[table] : undefined;
    if (!found) throw new SqlError(`Invalid object name '${table}'.`);
    tables.set(alias, found);
  }
  const scope: Scope = { tables, now };
  checkColumns(scope, select);
  let rows = join(store, scope, select.sources);
  const { where } = select;
  if (where) rows = rows.filter((row) => truth(evaluate(scope, where, row)));
  const groups = group(scope, select, rows);
  const shown = expand(scope, select);
  const { orderBy } = select;
  const ordered =
    orderBy.length === 0
      ? groups
      : groups.toSorted((left, right) => {
          for (const { expression, descending } of orderBy) {
            const target = aliased(select, expression);
            const difference = compare(
              aggregate(scope, target, left),
              aggregate(scope, target, right),
            );
            if (difference !== 0) return descending ? -difference : difference;
          }
          return 0;
        });
  const results = ordered.map((members) =>
    Object.fromEntries(
      shown.map(({ name, expression }) => [name, aggregate(scope, expression, members) ?? null]),
    ),
  );
  const unique = select.distinct ? distinct(results) : results;
  return {
    columns: shown.map(({ name }) => name),
    rows: unique.slice(0, Math.min(select.top ?? MOST_ROWS, MOST_ROWS)),
  };
}

function distinct(rows: Record<string, Json>[]): Record<string, Json>[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

/** ORDER BY may use the alias of a column. */
function aliased({ columns }: Select, expression: Expression): Expression {
  if (expression.kind !== "column" || expression.table !== undefined) return expression;
  const found = columns.find(({ alias }) => alias?.toLowerCase() === expression.name);
  return found?.expression ?? expression;
}

function expand(scope: Scope, { columns }: Select): { name: string; expression: Expression }[] {
  return columns.flatMap(({ expression, alias }, index) => {
    if (expression.kind === "star") {
      return [...scope.tables].flatMap(([table, { columns: names }]) =>
        names.map((name) => ({ name, expression: { kind: "column" as const, table, name } })),
      );
    }
    const own = expression.kind === "column" ? expression.name : `Column${index + 1}`;
    return [{ name: alias ?? own, expression }];
  });
}

function checkColumns(scope: Scope, select: Select): void {
  const check = (expression: Expression | undefined): void => {
    if (!expression) return;
    if (expression.kind === "column") {
      if (!sourceOf(scope, expression.table, expression.name)) {
        throw new SqlError(`Invalid column name '${expression.name}'.`);
      }
      return;
    }
    if (expression.kind === "call" && expression.name === "dateadd") {
      // The first is the name of a unit.
      expression.parameters.slice(1).forEach((parameter) => check(parameter));
      return;
    }
    for (const part of Object.values(expression)) {
      if (Array.isArray(part)) part.forEach((one) => check(one));
      else if (typeof part === "object" && part !== null) check(part);
    }
  };
  select.columns.forEach(({ expression }) => check(expression));
  select.sources.forEach(({ on }) => check(on));
  check(select.where);
  select.groupBy.forEach((expression) => check(expression));
  select.orderBy.forEach(({ expression }) => check(aliased(select, expression)));
}

function sourceOf(scope: Scope, table: string | undefined, name: string): string | undefined {
  for (const [alias, { columns }] of scope.tables) {
    if ((table === undefined || table === alias) && columns.includes(name)) return alias;
  }
  return undefined;
}

function join(store: Store, scope: Scope, sources: readonly Source[]): Joined[] {
  let rows: Joined[] = [new Map()];
  for (const source of sources) {
    const own = scope.tables.get(source.alias)?.rows(store) ?? [];
    if (!source.on) {
      rows = rows.flatMap((row) => own.map((other) => new Map(row).set(source.alias, other)));
      continue;
    }
    rows = joinOn(scope, rows, source, own);
  }
  return rows;
}

/** Joins by one equality with an index, or by trying every pair. */
function joinOn(scope: Scope, rows: Joined[], source: Source, own: readonly Row[]): Joined[] {
  const { on, alias } = source;
  const key = on && equality(scope, on, alias);
  const index =
    key && Map.groupBy(own, (other) => evaluate(scope, key.own, new Map([[alias, other]])));
  return rows.flatMap((row) => {
    const candidates = index && key ? (index.get(evaluate(scope, key.other, row)) ?? []) : own;
    const found = candidates
      .map((other): Joined => new Map(row).set(alias, other))
      .filter((joined) => key !== undefined || !on || truth(evaluate(scope, on, joined)));
    if (found.length > 0 || source.join !== "left") return found;
    return [new Map(row).set(alias, undefined)];
  });
}

function equality(
  scope: Scope,
  on: Expression,
  alias: string,
): { own: Expression; other: Expression } | undefined {
  if (on.kind !== "compare" || on.sign !== "=") return undefined;
  const belongs = (side: Expression): boolean =>
    side.kind === "column" && sourceOf(scope, side.table, side.name) === alias;
  if (belongs(on.left) && !belongs(on.right)) return { own: on.left, other: on.right };
  if (belongs(on.right) && !belongs(on.left)) return { own: on.right, other: on.left };
  return undefined;
}

const AGGREGATES = new Set(["count", "sum", "avg", "min", "max"]);

function hasAggregate(expression: Expression): boolean {
  if (expression.kind === "call" && AGGREGATES.has(expression.name)) return true;
  return (
    expression.kind === "math" && (hasAggregate(expression.left) || hasAggregate(expression.right))
  );
}

function group(scope: Scope, select: Select, rows: Joined[]): Joined[][] {
  if (select.groupBy.length > 0) {
    const keyOf = (row: Joined): string =>
      JSON.stringify(select.groupBy.map((expression) => evaluate(scope, expression, row) ?? null));
    return [...Map.groupBy(rows, keyOf).values()];
  }
  if (select.columns.some(({ expression }) => hasAggregate(expression))) return [rows];
  return rows.map((row) => [row]);
}

/** The value of an expression over the rows of a group. */
function aggregate(scope: Scope, expression: Expression, rows: readonly Joined[]): Json {
  if (expression.kind === "math" && hasAggregate(expression)) {
    const left = aggregate(scope, expression.left, rows);
    return calculate(expression.sign, left, aggregate(scope, expression.right, rows));
  }
  if (expression.kind !== "call" || !AGGREGATES.has(expression.name)) {
    const [first] = rows;
    return first ? evaluate(scope, expression, first) : null;
  }
  const [parameter] = expression.parameters;
  if (expression.name === "count" && (!parameter || parameter.kind === "star")) return rows.length;
  if (!parameter) throw new SqlError(`The ${expression.name} function requires 1 argument(s).`);
  let values = rows
    .map((row) => evaluate(scope, parameter, row))
    .filter((value) => value !== null && value !== undefined);
  if (expression.distinct) values = [...new Set(values)];
  if (expression.name === "count") return values.length;
  if (values.length === 0) return null;
  if (expression.name === "min" || expression.name === "max") {
    const sorted = values.toSorted(compare);
    return (expression.name === "min" ? sorted[0] : sorted.at(-1)) ?? null;
  }
  const sum = values.reduce<number>((total, value) => total + Number(value), 0);
  return expression.name === "sum" ? round(sum) : round(sum / values.length);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function evaluate(scope: Scope, expression: Expression, row: Joined): Json {
  switch (expression.kind) {
    case "value":
      return expression.value;
    case "star":
      throw new SqlError("Incorrect syntax near '*'.");
    case "column": {
      const alias = sourceOf(scope, expression.table, expression.name);
      if (alias === undefined) throw new SqlError(`Invalid column name '${expression.name}'.`);
      const record = row.get(alias);
      const value = record && scope.tables.get(alias)?.read(record, expression.name);
      return typeof value === "boolean" ? Number(value) : (value ?? null);
    }
    case "call":
      return call(scope, expression, row);
    case "math":
      return calculate(
        expression.sign,
        evaluate(scope, expression.left, row),
        evaluate(scope, expression.right, row),
      );
    case "compare":
      return matches(
        expression.sign,
        evaluate(scope, expression.left, row),
        evaluate(scope, expression.right, row),
      );
    case "like":
      return (
        like(evaluate(scope, expression.left, row), evaluate(scope, expression.right, row)) !==
        expression.not
      );
    case "in": {
      const left = evaluate(scope, expression.left, row);
      const found = expression.values.some((value) =>
        matches("=", left, evaluate(scope, value, row)),
      );
      return found !== expression.not;
    }
    case "null":
      return (evaluate(scope, expression.left, row) === null) !== expression.not;
    case "between": {
      const value = evaluate(scope, expression.left, row);
      return (
        matches(">=", value, evaluate(scope, expression.low, row)) &&
        matches("<=", value, evaluate(scope, expression.high, row))
      );
    }
    case "both": {
      const left = truth(evaluate(scope, expression.left, row));
      if (expression.sign === "and") return left && truth(evaluate(scope, expression.right, row));
      return left || truth(evaluate(scope, expression.right, row));
    }
    case "not":
      return !truth(evaluate(scope, expression.inner, row));
  }
}

const UNITS: Readonly<Record<string, number>> = {
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: 2_592_000_000,
  year: 31_536_000_000,
};

function call(scope: Scope, expression: Extract<Expression, { kind: "call" }>, row: Joined): Json {
  const [first, second, third] = expression.parameters;
  const value = (part: Expression | undefined): Json => (part ? evaluate(scope, part, row) : null);
  switch (expression.name) {
    case "getdate":
    case "getutcdate":
      return `${scope.now.toISOString().slice(0, 19)}Z`;
    case "dateadd": {
      const unit = first?.kind === "column" ? UNITS[first.name] : undefined;
      if (unit === undefined) throw new SqlError("'dateadd' is not a recognized datepart.");
      const base = Date.parse(String(value(third)));
      return `${new Date(base + Number(value(second)) * unit).toISOString().slice(0, 19)}Z`;
    }
    case "isnull":
      return value(first) ?? value(second);
    case "lower":
      return String(value(first) ?? "").toLowerCase();
    case "upper":
      return String(value(first) ?? "").toUpperCase();
    case "len":
      return String(value(first) ?? "").length;
    default:
      throw new SqlError(`'${expression.name}' is not a recognized built-in function name.`);
  }
}

function calculate(sign: string, left: Json, right: Json): Json {
  if (left === null || right === null) return null;
  if (sign === "+" && (typeof left === "string" || typeof right === "string")) {
    return `${String(left)}${String(right)}`;
  }
  const [first, second] = [Number(left), Number(right)];
  switch (sign) {
    case "+":
      return round(first + second);
    case "-":
      return round(first - second);
    case "*":
      return round(first * second);
    case "%":
      return first % second;
    default:
      if (second === 0) throw new SqlError("Divide by zero error encountered.");
      return round(first / second);
  }
}

function matches(sign: string, left: Json, right: Json): boolean {
  if (left === null || right === null) return false;
  const numeric = typeof left === "number" && right !== "" && !Number.isNaN(Number(right));
  const difference = numeric ? left - Number(right) : compare(left, right);
  switch (sign) {
    case "=":
      return difference === 0;
    case "<>":
    case "!=":
      return difference !== 0;
    case "<":
      return difference < 0;
    case ">":
      return difference > 0;
    case "<=":
      return difference <= 0;
    default:
      return difference >= 0;
  }
}

function like(value: Json, pattern: Json): boolean {
  if (value === null || pattern === null) return false;
  const source = String(pattern)
    .replaceAll(/[.*+?^${}()|\\]/g, "\\$&")
    .replaceAll("%", ".*")
    .replaceAll("_", ".");
  return new RegExp(`^${source}$`, "is").test(String(value));
}

function truth(value: Json): boolean {
  return value === true || (typeof value === "number" && value !== 0);
}
