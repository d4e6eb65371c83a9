/** A JSON value, as it travels. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Attributes by kebab-case name. Names that begin with `_` are the sandbox's own and never sent. */
export type Attributes = Record<string, Json>;

/** A stored record. */
export interface Row {
  readonly id: number;
  attributes: Attributes;
}

/** The string in an attribute, or an empty one. */
export function text(row: Row | undefined, name: string): string {
  const value = row?.attributes[name];
  return typeof value === "string" ? value : "";
}

/** The number in an attribute, or undefined. */
export function number(row: Row | undefined, name: string): number | undefined {
  const value = row?.attributes[name];
  return typeof value === "number" ? value : undefined;
}

/** Whether an attribute is true. */
export function flag(row: Row | undefined, name: string): boolean {
  return row?.attributes[name] === true;
}

/** True for a JSON object, not for a list or null. */
export function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `document_folder_id` → `document-folder-id`. */
export function kebab(name: string): string {
  return name.replaceAll("_", "-");
}

/** A name in an address: lower case, hyphens. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}
