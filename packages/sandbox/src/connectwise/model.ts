/** Anything that JSON can say; undefined stands for a property that is left out. */
export type Json = string | number | boolean | null | undefined | Json[] | { [name: string]: Json };

/** An object of JSON. */
export type Fields = Record<string, Json>;

/**
 * A stored record. References are kept as the id of the record they point to; names that begin with `_`
 * never leave the imitation.
 */
export interface Row {
  id: number;
  [name: string]: Json;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A number of a record, or undefined. */
export function number(row: Fields | undefined, name: string): number | undefined {
  const value = row?.[name];
  return typeof value === "number" ? value : undefined;
}

/** A text of a record; empty when there is none. */
export function text(row: Fields | undefined, name: string): string {
  const value = row?.[name];
  return typeof value === "string" ? value : "";
}

/** The numbers of a list. */
export function numbers(row: Fields | undefined, name: string): number[] {
  const value = row?.[name];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "number") : [];
}

/** First and last name, as the vendor shows people. */
export function fullName(row: Fields): string {
  return `${text(row, "firstName")} ${text(row, "lastName")}`.trim();
}

/** A moment as the vendor writes it: UTC, whole seconds. */
export function stamp(moment: Date | number): string {
  return `${new Date(moment).toISOString().slice(0, 19)}Z`;
}

/** Two decimals: hours and money. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
