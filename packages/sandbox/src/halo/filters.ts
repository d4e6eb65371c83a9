import type { Call } from "./call.ts";
import { number, text, type Row } from "./model.ts";
import { flag, int, list, moment, one } from "./query.ts";

/** A filter reads its parameter and gives the test of a row, or nothing when it was not sent. */
export type Filter = (call: Call, name: string) => ((row: Row) => boolean) | undefined;

/** Filters by the name of their parameter. A parameter without a filter is passed over in silence. */
export type Filters = Readonly<Record<string, Filter>>;

/** A number that a property has to equal. Zero and less ask for nothing, as in the vendor's own forms. */
export function equals(property: string): Filter {
  return (call, name) => {
    const wanted = int(call, name);
    if (wanted === undefined || wanted <= 0) return undefined;
    return (row) => number(row, property) === wanted;
  };
}

/** A list of numbers of which the property has to be one. */
export function among(property: string): Filter {
  return (call, name) => {
    const wanted = list(call, name);
    if (!wanted) return undefined;
    const set = new Set(wanted.map(Number));
    return (row) => set.has(number(row, property));
  };
}

/** A list of numbers of which the property must not be one. */
export function notAmong(property: string): Filter {
  return (call, name) => {
    const unwanted = list(call, name);
    if (!unwanted) return undefined;
    const set = new Set(unwanted.map(Number));
    return (row) => !set.has(number(row, property));
  };
}

/** A text that one of the properties has to contain. */
export function contains(...properties: string[]): Filter {
  return (call, name) => {
    const wanted = one(call, name)?.toLowerCase();
    if (wanted === undefined) return undefined;
    return (row) =>
      properties.some((property) =>
        String(row[property] ?? "")
          .toLowerCase()
          .includes(wanted),
      );
  };
}

/** A text that the property has to equal, without regard to case. */
export function named(property: string): Filter {
  return (call, name) => {
    const wanted = one(call, name)?.toLowerCase();
    return wanted === undefined ? undefined : (row) => text(row, property).toLowerCase() === wanted;
  };
}

/** A switch: set to true it keeps the rows that pass; false asks for nothing. */
export function when(test: (row: Row, call: Call) => boolean): Filter {
  return (call, name) => (flag(call, name) === true ? (row) => test(row, call) : undefined);
}

/** A date that the property must not be before, or after for `last`. */
export function from(property: string): Filter {
  return (call, name) => {
    const start = moment(one(call, name) ?? "");
    return start === undefined ? undefined : (row) => time(row, property) >= start;
  };
}

export function until(property: string): Filter {
  return (call, name) => {
    const given = one(call, name) ?? "";
    const end = moment(given);
    if (end === undefined) return undefined;
    // A bare day is meant whole.
    const last = /^\d{4}-\d{2}-\d{2}$/.test(given.trim()) ? end + 86_399_999 : end;
    return (row) => time(row, property) <= last;
  };
}

export function time(row: Row, property: string): number {
  return moment(text(row, property)) ?? 0;
}

/** Whether a record with the mark `inactive` is listed. */
export function isListed(call: Call, row: Row): boolean {
  const choice = one(call, "activeinactive")?.toLowerCase();
  if (choice === "inactive") return row["inactive"] === true;
  if (row["inactive"] === true) return flag(call, "includeinactive") === true;
  return flag(call, "includeactive") !== false;
}

/** The rows that the filters of a query leave. */
export function filter(call: Call, rows: readonly Row[], filters: Filters): readonly Row[] {
  const tests: ((row: Row) => boolean)[] = [];
  for (const [name, make] of Object.entries(filters)) {
    const test = make(call, name);
    if (test) tests.push(test);
  }
  return tests.length === 0 ? rows : rows.filter((row) => tests.every((test) => test(row)));
}
