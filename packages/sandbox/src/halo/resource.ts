import type { Call } from "./call.ts";
import type { Filters } from "./filters.ts";
import type { Fields, Row } from "./model.ts";
import type { Area } from "./scopes.ts";

/** What is known while a record is being written. */
export interface Draft {
  /** The properties that the caller named, converted. */
  given: Fields;
  /** The flags that the caller sent: names with a leading underscore and their like. */
  flags: Fields;
  /** The record as it was; missing on create. */
  before: Row | undefined;
  /** The record as it would be. */
  row: Fields;
}

/** One family of records. The engine serves it by these facts alone. */
export interface Resource {
  /** The path of the list, as the vendor spells it. */
  path: string;
  table: string;
  /** The key of the array in a list; a bare array without it. */
  envelope?: string;
  /** True when the list has pages. */
  paged?: boolean;
  /**
   * Which of the common parameters a list takes; those with pages take both unless this says otherwise,
   * the others neither.
   */
  takes?: readonly ("order" | "count")[];
  /** The most rows of a page; 100 without it. */
  pageLimit?(call: Call): number;
  /** The rows of a list that asks for neither pages nor a count; all of them without it. */
  unpaged?: number;
  /** The scope and the right that reading and writing need. */
  area: Area;
  /** The area for writing where it differs from that for reading. */
  editArea?: Area;
  /** What cannot be done; a route that does not exist. */
  without?: readonly ("list" | "get" | "post" | "delete")[];
  /** True for ids that are texts; a malformed one is unknown, not malformed. */
  textId?: boolean;
  /** Which rows of a shared table belong here. */
  where?(row: Row): boolean;
  /** Which rows a list shows when no filter says otherwise. */
  listed?(call: Call, row: Row): boolean;
  filters?: Filters;
  /** Filters that older clients send; see the switch. */
  unlisted?: Filters;
  /** The properties in which `search` looks; without them the parameter is unknown. */
  search?: readonly string[];
  order?: readonly [string, boolean];
  /** The properties of a list row; all without it. */
  brief?(call: Call, row: Row): Fields;
  /** What further properties a list has around its rows. */
  around?(call: Call): { before?: Fields; after?: Fields };
  /** The single record; the whole row without it. */
  whole?(call: Call, row: Row): Fields;
  /** Finds the single record where the id alone does not say it. */
  find?(call: Call, id: string): Row | undefined;
  /** The key of the record that a POST updates, where the id alone does not say it; 0 to create. */
  keyOf?(given: Fields, call: Call): number | string;
  /** Texts that are returned when a property is missing on create. */
  required?: readonly (readonly [string, string])[];
  /** Properties that no two records share, with what is said. */
  unique?: readonly (readonly [string, string])[];
  /** What is set on create when nothing is said. */
  defaults?(call: Call, draft: Draft): Fields;
  /** Throws for what is wrong, and sets what follows from the change. */
  check?(call: Call, draft: Draft): void;
  /** The id of a new record; the next number without it. */
  newId?(call: Call, draft: Draft): number | string;
  /** True when the caller only wants to know what would be stored. */
  isTrial?(call: Call, draft: Draft): boolean;
  saved?(call: Call, row: Row, draft: Draft): Row | undefined;
  /** Throws when the record may not be deleted. True when it was marked instead of removed. */
  removing?(call: Call, row: Row): boolean | undefined;
}

/** A row without its hidden properties, and without further ones when they are named. */
export function visible(row: Row, without: readonly string[] = []): Fields {
  const shown: Fields = {};
  for (const [name, value] of Object.entries(row)) {
    if (!name.startsWith("$") && !without.includes(name)) shown[name] = value;
  }
  return shown;
}
