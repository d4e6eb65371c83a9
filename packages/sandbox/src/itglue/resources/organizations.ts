import type { Answer } from "../../http/message.ts";
import type { Router } from "../../http/router.ts";
import { findRow, seesOrganization, stamp, type Call, type State } from "../call.ts";
import { invalid, jsonApi, parameterMissing } from "../errors.ts";
import { readMany, bulkId } from "../json-api.ts";
import { text, type Attributes, type Row } from "../model.ts";
import { filterRows, type FilterRule } from "../query.ts";
import { nameOf, toSent, type Resource } from "../resource.ts";
import type { Handler } from "../routes.ts";

/** What may still be changed on an organization that comes from a ticket system. */
const OPEN_WHEN_SYNCED = new Set(["alert", "description", "quick-notes"]);

/** How long a deletion stays pending on the sandbox's clock. */
const DELETION_DELAY = 2000;

/** `psa_id` works only together with the integration's type. */
export const psaFilter: FilterRule = (row, filter) => filter.values.includes(text(row, "_psa-id"));

export const psaTypeFilter: FilterRule = (row, filter) =>
  filter.values.includes(text(row, "_psa-integration-type"));

/** Refuses `psa_id` without `psa_integration_type`. */
export function requirePsaType(call: Call): void {
  const named = (field: string): boolean =>
    call.query.filters.some((filter) => filter.field === field);
  if (named("psa-id") && !named("psa-integration-type")) {
    throw invalid("psa_integration_type is required with psa_id", "filter[psa_integration_type]");
  }
}

export const organizations: Resource = {
  name: "organizations",
  operations: ["index", "show", "create", "update", "bulk-update"],
  filters: {
    id: "id",
    name: "name",
    "organization-type-id": "id",
    "organization-status-id": "id",
    "created-at": "date",
    "updated-at": "date",
    "my-glue-account-id": "id",
    "group-id": (row, filter) => {
      const groups = row.attributes["_group-ids"];
      return Array.isArray(groups) && filter.values.some((id) => groups.includes(Number(id)));
    },
    "psa-id": psaFilter,
    "psa-integration-type": psaTypeFilter,
  },
  sorts: [
    "name",
    "id",
    "updated-at",
    "organization-status-name",
    "organization-type-name",
    "created-at",
    "short-name",
    "my-glue-account-id",
  ],
  fields: {
    name: "string",
    alert: "string",
    description: "string",
    "organization-type-id": "table:organization_types",
    "organization-status-id": "table:organization_statuses",
    "quick-notes": "string",
    "short-name": "string",
    "parent-id": "table:organizations",
  },
  required: ["name"],
  defaults: {
    "psa-integration": "disabled",
    name: null,
    alert: null,
    description: null,
    "organization-type-id": null,
    "organization-status-id": null,
    "my-glue-account-id": null,
    "my-glue-account-status": null,
    logo: null,
    primary: false,
    "quick-notes": null,
    "short-name": null,
    "parent-id": null,
    "ancestor-ids": [],
  },
  gate: (call, operation) => {
    if (operation === "index") requirePsaType(call);
  },
  derive: (call, row) => ({
    "organization-type-name": nameOf(
      call,
      "organization_types",
      row.attributes["organization-type-id"],
    ),
    "organization-status-name": nameOf(
      call,
      "organization_statuses",
      row.attributes["organization-status-id"],
    ),
  }),
  check: (_call, changes, row) => {
    if (row && text(row, "psa-integration") === "enabled") refuseSynced(changes);
  },
  created: (call, row) => {
    call.state.store.table("organizations").update(row, { _account: call.principal.account });
  },
};

function refuseSynced(changes: Attributes): void {
  const refused = Object.keys(changes).filter((name) => !OPEN_WHEN_SYNCED.has(name));
  if (refused.length > 0) {
    throw invalid(
      "Only alert, description and quick_notes can be changed on a synced organization",
      `/data/attributes/${refused[0]}`,
    );
  }
}

/** Refuses every change of a record that comes from a ticket system. */
export function refuseWhenSynced(_call: Call, _changes: Attributes, row: Row | undefined): void {
  if (row && (row.attributes["_synced"] === true || text(row, "psa-integration") === "enabled")) {
    throw invalid("This record is synced and cannot be changed here", "data");
  }
}

/** Adds the deletion of organizations: on the collection only, and not at once. */
export function addOrganizationDeletion(router: Router<Handler>): void {
  router.add("DELETE", "/organizations", markForDeletion);
}

function markForDeletion(call: Call): Answer {
  const table = call.state.store.table("organizations");
  const rows =
    call.body === undefined
      ? filteredRows(call)
      : readMany(call, "organizations").map((given) =>
          findRow(call, "organizations", bulkId(given)),
        );
  const due = call.state.clock.now().getTime() + DELETION_DELAY;
  for (const row of rows) table.update(row, { _delete: due, "updated-at": stamp(call) });
  return jsonApi(200, {
    data: rows.map((row) => toSent(call, organizations, row)),
    meta: { message: "Organizations are marked for deletion" },
  });
}

/** Without a body the filters choose; with neither, nothing is deleted. */
function filteredRows(call: Call): Row[] {
  const known = call.query.filters.filter((filter) =>
    Object.hasOwn(organizations.filters, filter.field),
  );
  if (known.length === 0) throw parameterMissing("data");
  const rows = call.state.store
    .table("organizations")
    .all()
    .filter((row) => seesOrganization(call, row));
  return filterRows(rows, known, organizations.filters, call.state.switches);
}

/** Carries out the deletions whose time has come, with everything that the organization owned. */
export function purgeMarked(state: State): void {
  const now = state.clock.now().getTime();
  for (const organization of state.store.table("organizations").all()) {
    const due = organization.attributes["_delete"];
    if (typeof due !== "number" || due > now) continue;
    for (const name of state.store.tableNames()) {
      const table = state.store.table(name);
      for (const row of table.by("organization-id", organization.id)) table.remove(row.id);
    }
    state.store.table("organizations").remove(organization.id);
  }
}
