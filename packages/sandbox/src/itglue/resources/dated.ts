import { webAddress, type Call } from "../call.ts";
import { routeNotFound } from "../errors.ts";
import { number, type Row } from "../model.ts";
import type { Operation, Resource } from "../resource.ts";
import { holderIncludes } from "./kinds.ts";

/** Routes on which the public evidence disagrees. */
function whenEnabled(call: Call): void {
  if (call.state.switches.extraRoutes === "disabled") throw routeNotFound();
}

function address(path: string): NonNullable<Resource["derive"]> {
  return (call: Call, row: Row) => ({
    "resource-url": webAddress(call, `${number(row, "organization-id") ?? 0}/${path}/${row.id}`),
  });
}

const READ: readonly Operation[] = ["index", "show"];

/** Domains: a list; showing one is not sure. */
export const domains: Resource = {
  name: "domains",
  operations: READ,
  nested: ["index"],
  filters: { id: "id", "organization-id": "id" },
  sorts: ["created-at", "updated-at"],
  includes: holderIncludes("domains"),
  fields: {},
  gate: (call, operation) => {
    if (operation === "show" && call.state.switches.extraRoutes !== "enabled")
      throw routeNotFound();
  },
  derive: address("domains"),
};

/** Everything that expires. */
export const expirations: Resource = {
  name: "expirations",
  operations: READ,
  nested: "all",
  filters: {
    id: "id",
    "resource-id": "id",
    "resource-name": "contains",
    "resource-type-name": "exact",
    description: "contains",
    "expiration-date": "date",
    "organization-id": "id",
    "created-at": "date",
    "updated-at": "date",
  },
  sorts: ["id", "organization-id", "expiration-date", "created-at", "updated-at"],
  fields: {},
};

const CHECKLIST: readonly Operation[] = ["index", "show", "update", "bulk-update", "bulk-delete"];

/** Checklists: read, changed, deleted, not created. */
export const checklists: Resource = {
  name: "checklists",
  operations: CHECKLIST,
  nested: "all",
  filters: { id: "id", "organization-id": "id" },
  sorts: ["completed", "created-at", "updated-at"],
  includes: holderIncludes("checklists"),
  fields: {
    name: "string",
    description: "string",
    completed: "boolean",
    "due-date": "date",
    archived: "boolean",
  },
  required: ["name"],
};

/** Families that one client found after probing. */
export const probed: readonly Resource[] = [
  {
    name: "ssl_certificates",
    operations: READ,
    filters: { id: "id", "organization-id": "id" },
    sorts: ["id", "created-at", "updated-at"],
    includes: holderIncludes("ssl_certificates"),
    fields: {},
    gate: whenEnabled,
    derive: address("ssl_certificates"),
  },
  {
    name: "checklist_templates",
    operations: READ,
    filters: { id: "id" },
    sorts: ["id", "name", "created-at", "updated-at"],
    fields: {},
    gate: whenEnabled,
  },
  {
    name: "tickets",
    operations: READ,
    filters: { id: "id", "organization-id": "id" },
    sorts: ["id", "created-at", "updated-at"],
    fields: {},
    gate: whenEnabled,
    derive: address("tickets"),
  },
];
