import { COLUMNS, MASKED, type Column } from "./columns.ts";
import type { Fields, Row, Value } from "./model.ts";

/** A record as it may be shown: encrypted values masked, files left out. */
export function shownRow(table: string, row: Row): Row {
  const columns = COLUMNS[table] ?? {};
  const shown: Record<string, Value> = {};
  for (const [name, value] of Object.entries(row)) {
    const type = columns[name]?.type;
    if (type === "file") continue;
    shown[name] = type === "encrypted" && value !== "" && value !== null ? MASKED : value;
  }
  return { ...shown, id: row.id };
}

/** What is wrong with properties that somebody sent for a record of a table; nothing when all is well. */
export function mistakesIn(table: string, given: Readonly<Record<string, unknown>>): string[] {
  const columns = COLUMNS[table] ?? {};
  return Object.entries(given).flatMap(([name, value]) => {
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (column === undefined) return [`${name}: there is no such field`];
    if (column.type === "file") return [`${name}: files cannot be sent this way`];
    const mistake = mistakeOf(column, value);
    return mistake === undefined ? [] : [`${name}: ${mistake}`];
  });
}

function mistakeOf({ type, choices, initial }: Column, value: unknown): string | undefined {
  if (type === "json") return undefined;
  if (value === null) return initial === null ? undefined : "may not be null";
  switch (type) {
    case "boolean":
      return typeof value === "boolean" ? undefined : "has to be true or false";
    case "integer":
    case "reference":
      return Number.isInteger(value) ? undefined : "has to be a whole number";
    case "list":
      return Array.isArray(value) ? undefined : "has to be a list";
    default:
      if (typeof value !== "string") return "has to be a text";
      if (choices === undefined || choices.includes(value)) return undefined;
      return `has to be one of ${choices.join(", ")}`;
  }
}

/** The properties of a new record: what was sent on top of the initial values. */
export function initialFields(table: string, given: Fields): Fields {
  const initial = Object.entries(COLUMNS[table] ?? {}).map(
    ([name, column]) => [name, column.initial] as const,
  );
  return { ...Object.fromEntries(initial), ...given };
}

/** Old and new values of the properties that differ. */
export function differences(old: Row, changes: Fields): Record<string, { old: Value; new: Value }> {
  const differing = Object.entries(changes).filter(
    ([name, value]) => JSON.stringify(old[name]) !== JSON.stringify(value),
  );
  return Object.fromEntries(
    differing.map(([name, value]) => [name, { old: old[name] ?? null, new: value ?? null }]),
  );
}
