import { text, type Json, type Row } from "../model.ts";
import type { FilterRule } from "../query.ts";
import { nameOf, type Field, type Operation, type Resource } from "../resource.ts";
import { refuseWhenSynced } from "./organizations.ts";

const SORTS = ["name", "id", "created-at", "updated-at"];
const FILTERS: Readonly<Record<string, FilterRule>> = { id: "id", name: "name" };
const READ: readonly Operation[] = ["index", "show"];
const EDIT: readonly Operation[] = ["index", "show", "create", "update"];

/** A table of names that can be read, and perhaps extended. */
function names(
  name: string,
  operations: readonly Operation[],
  fields: Readonly<Record<string, Field>> = { name: "string" },
): Resource {
  return {
    name,
    operations,
    filters: FILTERS,
    sorts: SORTS,
    fields,
    required: ["name"],
    defaults: { name: null },
  };
}

/** Types, statuses, makers, systems and places. */
export const references: readonly Resource[] = [
  names("organization_types", EDIT),
  names("organization_statuses", EDIT),
  names("configuration_types", EDIT),
  names("configuration_statuses", EDIT),
  names("contact_types", EDIT),
  names("password_categories", EDIT),
  names("manufacturers", EDIT),
  {
    ...names("models", [...EDIT, "bulk-update"], {
      name: "string",
      "manufacturer-id": "table:manufacturers",
    }),
    parent: {
      table: "manufacturers",
      attribute: "manufacturer-id",
      operations: [...EDIT, "bulk-update"],
    },
    filters: { ...FILTERS, "manufacturer-id": "id" },
    required: ["name", "manufacturer-id"],
    derive: (call, row) => ({
      "manufacturer-name": nameOf(call, "manufacturers", row.attributes["manufacturer-id"]),
    }),
    check: refuseWhenSynced,
  },
  names("countries", READ),
  {
    ...names("regions", READ),
    filters: { ...FILTERS, "country-id": "id", iso: "exact" },
    parent: { table: "countries", attribute: "country-id", operations: READ },
    derive: (call, row) => ({
      "country-name": nameOf(call, "countries", row.attributes["country-id"]),
    }),
  },
  {
    ...names("operating_systems", READ),
    derive: (call, row) => ({
      "platform-name": nameOf(call, "platforms", row.attributes["platform-id"]),
    }),
  },
  names("platforms", READ),
  {
    ...names("groups", [
      "index",
      "show",
      "create",
      "update",
      "bulk-update",
      "delete",
      "bulk-delete",
    ]),
  },
];

/** The kind of a configuration type, which configurations repeat. */
export function kindOf(row: Row | undefined): Json {
  return text(row, "kind") || null;
}
