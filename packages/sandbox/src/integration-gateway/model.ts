/** A value of a record. */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Value[]
  | { readonly [name: string]: Value };

/** A record of a table. */
export interface Row {
  readonly id: number;
  readonly [name: string]: Value;
}

/** Properties of a record, without its id. */
export type Fields = Readonly<Record<string, Value>>;

/** A text property; empty when there is none. */
export function text(row: Fields, name: string): string {
  const value = row[name];
  return typeof value === "string" ? value : "";
}

/** A number property. */
export function number(row: Fields, name: string): number | undefined {
  const value = row[name];
  return typeof value === "number" ? value : undefined;
}

/** A property that is true. */
export function flag(row: Fields, name: string): boolean {
  return row[name] === true;
}

/** A list of texts. */
export function texts(row: Fields, name: string): string[] {
  const value = row[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** An object, or an empty one. */
export function object(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
