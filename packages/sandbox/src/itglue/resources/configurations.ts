import { findRow, webAddress, type Call } from "../call.ts";
import { invalid } from "../errors.ts";
import { number, text, type Attributes, type Row } from "../model.ts";
import { nameOf, newDates, readFields, type Resource } from "../resource.ts";
import { holderIncludes } from "./kinds.ts";
import { psaFilter, psaTypeFilter, requirePsaType } from "./organizations.ts";
import { kindOf } from "./reference.ts";

const ALL = ["index", "show", "create", "update", "bulk-update", "bulk-delete"] as const;

/** Devices. */
export const configurations: Resource = {
  name: "configurations",
  operations: ALL,
  nested: "all",
  filters: {
    id: "id",
    name: "contains",
    "organization-id": "id",
    "configuration-type-id": "id",
    "configuration-status-id": "id",
    "contact-id": "id",
    "serial-number": "exact",
    "mac-address": "exact",
    archived: "boolean",
    "psa-id": psaFilter,
    "psa-integration-type": psaTypeFilter,
    "rmm-id": (row, filter) => filter.values.includes(text(row, "_rmm-id")),
    "rmm-integration-type": (row, filter) =>
      filter.values.includes(text(row, "_rmm-integration-type")),
  },
  sorts: ["name", "id", "created-at", "updated-at"],
  includes: {
    ...holderIncludes("configurations"),
    configuration_interfaces: { resource: "configuration_interfaces", rows: interfacesOf },
  },
  fields: {
    name: "string",
    hostname: "string",
    "primary-ip": "string",
    "mac-address": "string",
    "default-gateway": "string",
    "serial-number": "string",
    "asset-tag": "string",
    position: "string",
    "installed-by": "string",
    "purchased-by": "string",
    notes: "string",
    "operating-system-notes": "string",
    "warranty-expires-at": "date",
    "installed-at": "date",
    "purchased-at": "date",
    archived: "boolean",
    restricted: "boolean",
    "configuration-type-id": "table:configuration_types",
    "configuration-status-id": "table:configuration_statuses",
    "manufacturer-id": "table:manufacturers",
    "model-id": "table:models",
    "operating-system-id": "table:operating_systems",
    "location-id": "table:locations",
    "contact-id": "table:contacts",
  },
  required: ["name", "configuration-type-id"],
  defaults: {
    restricted: false,
    "psa-integration": "disabled",
    "my-glue": false,
    name: null,
    hostname: null,
    "primary-ip": null,
    "mac-address": null,
    "default-gateway": null,
    "serial-number": null,
    "asset-tag": null,
    position: null,
    "installed-by": null,
    "purchased-by": null,
    notes: null,
    "operating-system-notes": null,
    "warranty-expires-at": null,
    "mitp-device-expiration-date": null,
    "mitp-end-of-life-date": null,
    "installed-at": null,
    "purchased-at": null,
    archived: false,
    "configuration-type-id": null,
    "configuration-status-id": null,
    "manufacturer-id": null,
    "model-id": null,
    "operating-system-id": null,
    "location-id": null,
    "contact-id": null,
  },
  gate: (call, operation) => {
    if (operation !== "index") return;
    requirePsaType(call);
    const named = (field: string): boolean => call.query.filters.some((one) => one.field === field);
    if (named("rmm-id") && !named("rmm-integration-type")) {
      throw invalid("rmm_integration_type is required with rmm_id", "filter[rmm_integration_type]");
    }
  },
  derive: (call, row) => {
    const { attributes } = row;
    const { store } = call.state;
    const organization = store.table("organizations").get(number(row, "organization-id") ?? 0);
    const type = store.table("configuration_types").get(number(row, "configuration-type-id") ?? 0);
    return {
      "organization-short-name": organization?.attributes["short-name"] ?? null,
      "resource-url": webAddress(call, `${organization?.id ?? 0}/configurations/${row.id}`),
      "configuration-type-name": type?.attributes["name"] ?? null,
      "configuration-type-kind": kindOf(type),
      "configuration-status-name": nameOf(
        call,
        "configuration_statuses",
        attributes["configuration-status-id"],
      ),
      "manufacturer-name": nameOf(call, "manufacturers", attributes["manufacturer-id"]),
      "model-name": nameOf(call, "models", attributes["model-id"]),
      "operating-system-name": nameOf(call, "operating_systems", attributes["operating-system-id"]),
      "location-name": nameOf(call, "locations", attributes["location-id"]),
      "contact-name": nameOf(call, "contacts", attributes["contact-id"]),
    };
  },
  check: (call, changes, row) => {
    for (const [name, table] of [
      ["location-id", "locations"],
      ["contact-id", "contacts"],
    ] as const) {
      sameOrganization(call, changes, row, name, table);
    }
  },
  created: (call, row, given) => {
    for (const nested of given.nested("configuration_interfaces")) {
      call.state.store.table("configuration_interfaces").insert({
        ...configurationInterfaces.defaults,
        ...readFields(call, configurationInterfaces, nested),
        "configuration-id": row.id,
        ...newDates(call),
      });
    }
  },
  removed: (call, row) => {
    const table = call.state.store.table("configuration_interfaces");
    for (const entry of table.by("configuration-id", row.id)) table.remove(entry.id);
  },
};

/** Refuses a link to a record of another organization. */
export function sameOrganization(
  call: Call,
  changes: Attributes,
  row: Row | undefined,
  name: string,
  table: string,
): void {
  const id = changes[name];
  if (typeof id !== "number") return;
  const organization = changes["organization-id"] ?? row?.attributes["organization-id"];
  const linked = call.state.store.table(table).get(id);
  if (linked?.attributes["organization-id"] !== organization) {
    throw invalid("must exist in the same organization", `/data/attributes/${name}`);
  }
}

function interfacesOf(call: Call, row: Row): readonly Row[] {
  return call.state.store.table("configuration_interfaces").by("configuration-id", row.id);
}

/** Network interfaces: listed under their configuration only. */
export const configurationInterfaces: Resource = {
  name: "configuration_interfaces",
  operations: ["show", "create", "update", "bulk-update"],
  parent: {
    table: "configurations",
    attribute: "configuration-id",
    operations: ["index", "show", "create", "update", "bulk-update"],
  },
  filters: { id: "id" },
  sorts: ["name", "id", "created-at", "updated-at"],
  fields: {
    "configuration-id": "table:configurations",
    name: "string",
    "ip-address": "string",
    "mac-address": "string",
    primary: "boolean",
    notes: "string",
    port: "string",
  },
  required: ["configuration-id"],
  defaults: {
    "configuration-id": null,
    name: null,
    "ip-address": null,
    "mac-address": null,
    primary: false,
    notes: null,
    port: null,
  },
  check: (call, changes, row) => {
    const id = number(row, "configuration-id") ?? changes["configuration-id"];
    if (typeof id === "number") findRow(call, "configurations", id);
  },
};
