import type { Row } from "../model.ts";
import { isObject, number, text } from "../model.ts";
import { nameOf, type Resource } from "../resource.ts";
import { sameOrganization } from "./configurations.ts";
import { holderIncludes } from "./kinds.ts";
import { psaFilter, psaTypeFilter, refuseWhenSynced, requirePsaType } from "./organizations.ts";

const ALL = ["index", "show", "create", "update", "bulk-update", "bulk-delete"] as const;

/** People of a customer. */
export const contacts: Resource = {
  name: "contacts",
  operations: ALL,
  nested: "all",
  filters: {
    id: "id",
    "first-name": "contains",
    "last-name": "contains",
    title: "contains",
    "contact-type-id": "id",
    important: "boolean",
    "primary-email": (row, filter) => filter.values.includes(primaryMail(row)),
    "organization-id": "id",
    "psa-id": psaFilter,
    "psa-integration-type": psaTypeFilter,
  },
  sorts: ["first-name", "last-name", "id", "created-at", "updated-at"],
  includes: {
    ...holderIncludes("contacts"),
    location: {
      resource: "locations",
      rows: (call, row) => {
        const found = call.state.store.table("locations").get(number(row, "location-id") ?? 0);
        return found ? [found] : [];
      },
    },
  },
  fields: {
    "first-name": "string",
    "last-name": "string",
    title: "string",
    "contact-type-id": "table:contact_types",
    "location-id": "table:locations",
    important: "boolean",
    notes: "string",
    "contact-emails": "json",
    "contact-phones": "json",
    restricted: "boolean",
  },
  required: ["first-name"],
  defaults: {
    name: null,
    "first-name": null,
    "last-name": null,
    title: null,
    "contact-type-id": null,
    "location-id": null,
    important: false,
    notes: null,
    "contact-emails": [],
    "contact-phones": [],
    "psa-integration": "disabled",
    restricted: false,
    "my-glue": false,
  },
  gate: (call, operation) => {
    if (operation === "index") requirePsaType(call);
  },
  derive: (call, row) => ({
    name: [text(row, "first-name"), text(row, "last-name")].filter((part) => part).join(" "),
    "contact-type-name": nameOf(call, "contact_types", row.attributes["contact-type-id"]),
    "location-name": nameOf(call, "locations", row.attributes["location-id"]),
  }),
  check: (call, changes, row) => {
    refuseWhenSynced(call, changes, row);
    sameOrganization(call, changes, row, "location-id", "locations");
  },
  changed: (call, row) => {
    const name = [text(row, "first-name"), text(row, "last-name")].filter((part) => part).join(" ");
    call.state.store.table("contacts").update(row, { name });
  },
};

function primaryMail(row: Row): string {
  const mails = row.attributes["contact-emails"];
  const first = Array.isArray(mails) ? mails[0] : undefined;
  const value = isObject(first) ? first["value"] : undefined;
  return typeof value === "string" ? value : "";
}

/** Sites of a customer; they can be deleted one by one under the organization. */
export const locations: Resource = {
  name: "locations",
  operations: ALL,
  nested: [...ALL, "delete"],
  filters: {
    id: "id",
    name: "contains",
    city: "contains",
    "region-id": "id",
    "country-id": "id",
    "organization-id": "id",
    "psa-id": psaFilter,
    "psa-integration-type": psaTypeFilter,
  },
  sorts: ["name", "id", "created-at", "updated-at"],
  includes: holderIncludes("locations"),
  fields: {
    name: "string",
    primary: "boolean",
    "address-1": "string",
    "address-2": "string",
    city: "string",
    "postal-code": "string",
    "region-id": "table:regions",
    "country-id": "table:countries",
    phone: "string",
    fax: "string",
    notes: "string",
  },
  required: ["name"],
  defaults: {
    name: null,
    primary: false,
    "address-1": null,
    "address-2": null,
    city: null,
    "postal-code": null,
    "region-id": null,
    "country-id": null,
    phone: null,
    fax: null,
    notes: null,
    "psa-integration": "disabled",
  },
  derive: (call, row) => ({
    "region-name": nameOf(call, "regions", row.attributes["region-id"]),
    "country-name": nameOf(call, "countries", row.attributes["country-id"]),
  }),
  check: refuseWhenSynced,
  changed: (call, row) => {
    if (row.attributes["primary"] !== true) return;
    // An organization has one primary site; the newest choice wins.
    const table = call.state.store.table("locations");
    for (const other of table.by("organization-id", number(row, "organization-id"))) {
      if (other !== row && other.attributes["primary"] === true)
        table.update(other, { primary: false });
    }
  },
};
