import { webAddress, type Call } from "../call.ts";
import { invalid, onlyForJwt } from "../errors.ts";
import { number, type Attributes, type Json, type Row } from "../model.ts";
import type { Resource } from "../resource.ts";

/** Document folders; listed and made under the organization, the rest on their own path too. */
export const documentFolders: Resource = {
  name: "document_folders",
  // The list exists only under an organization.
  operations: ["show", "create", "update", "bulk-update"],
  nested: ["index", "show", "create", "update", "bulk-update"],
  filters: { id: "id", name: "name", "parent-id": "id" },
  nestedFilters: ["id"],
  sorts: ["name", "id", "created-at", "updated-at"],
  fields: { name: "string", "parent-id": "table:document_folders", restricted: "boolean" },
  required: ["name"],
  defaults: { name: null, "parent-id": null, "ancestor-ids": [], restricted: false },
  gate: (call) => {
    const { kind, folders } = call.principal;
    if (kind !== "jwt" && (!folders || call.state.switches.folders === "jwt-only")) {
      throw onlyForJwt();
    }
  },
  derive: (call, row) => ({
    "documents-count": call.state.store.table("documents").by("document-folder-id", row.id).length,
    "resource-url": webAddress(
      call,
      `${number(row, "organization-id") ?? 0}/documents/folder/${row.id}/`,
    ),
  }),
  check: checkParent,
  changed: (call, row) => {
    call.state.store
      .table("document_folders")
      .update(row, { "ancestor-ids": ancestors(call, row.attributes["parent-id"]) });
  },
};

/** A folder stays in its organization and never lies inside itself. */
function checkParent(call: Call, changes: Attributes, row: Row | undefined): void {
  const parent = changes["parent-id"];
  if (typeof parent !== "number") return;
  const found = call.state.store.table("document_folders").get(parent);
  const organization = number(row, "organization-id") ?? changes["organization-id"];
  if (number(found, "organization-id") !== organization) {
    throw invalid("must exist in the same organization", "/data/attributes/parent-id");
  }
  if (row && [parent, ...ancestors(call, parent)].includes(row.id)) {
    throw invalid("cannot be inside itself", "/data/attributes/parent-id");
  }
}

function ancestors(call: Call, parent: Json | undefined): number[] {
  const line: number[] = [];
  let current = typeof parent === "number" ? parent : undefined;
  while (current !== undefined && !line.includes(current)) {
    line.unshift(current);
    const above = call.state.store.table("document_folders").get(current);
    current = number(above, "parent-id");
  }
  return line;
}
