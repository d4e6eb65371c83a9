import { stamp, webAddress, type Call } from "../call.ts";
import { invalid, noPasswordAccess } from "../errors.ts";
import { number, text, type Attributes, type Json, type Row } from "../model.ts";
import { nameOf, newDates, type Resource } from "../resource.ts";
import { sameOrganization } from "./configurations.ts";
import { HOLDERS, holderIncludes, pointedAt } from "./kinds.ts";

/** Stored passwords. Their values depend on the key and on `show_password`. */
export const passwords: Resource = {
  name: "passwords",
  operations: ["index", "show", "create", "update", "bulk-update", "delete", "bulk-delete"],
  nested: "all",
  filters: {
    id: "id",
    name: "contains",
    "organization-id": "id",
    "password-category-id": "id",
    url: "contains",
    "cached-resource-name": "contains",
    archived: "boolean",
  },
  sorts: ["name", "username", "url", "id", "created-at", "updated-at"],
  includes: withoutPasswords(),
  fields: {
    name: "string",
    username: "string",
    password: "string",
    url: "string",
    notes: "string",
    "password-category-id": "table:password_categories",
    "password-folder-id": "table:password_folders",
    "resource-type": "string",
    "resource-id": "number",
    archived: "boolean",
    "otp-secret": "string",
    "autofill-selectors": "json",
    restricted: "boolean",
  },
  required: ["name"],
  defaults: {
    _password: null,
    _versions: [],
    restricted: false,
    "my-glue": false,
    name: null,
    username: null,
    url: null,
    notes: null,
    "password-updated-at": null,
    "updated-by": 55,
    "updated-by-type": "User",
    "resource-id": null,
    "resource-type": null,
    "parent-url": null,
    "password-category-id": null,
    "password-folder-id": null,
    "otp-enabled": false,
    "vault-id": null,
    "autofill-selectors": null,
    "rotation-permitted": false,
    archived: false,
  },
  gate: (call) => {
    const asked = call.query.search.get("show_password") === "true";
    if (asked && !call.principal.passwords) throw noPasswordAccess();
  },
  derive: (call, row) => {
    const { attributes } = row;
    const resource = pointedAt(call, attributes["resource-type"], attributes["resource-id"]);
    const typeId = number(resource, "configuration-type-id");
    return {
      "resource-url": webAddress(
        call,
        `${number(row, "organization-id") ?? 0}/passwords/${row.id}`,
      ),
      "cached-resource-type-name":
        typeId === undefined
          ? (attributes["resource-type"] ?? null)
          : nameOf(call, "configuration_types", typeId),
      "cached-resource-name": resource?.attributes["name"] ?? null,
      "password-category-name": nameOf(
        call,
        "password_categories",
        attributes["password-category-id"],
      ),
    };
  },
  present: (call, row, attributes) => {
    if (!reveals(call)) return attributes;
    const shown = isShow(call);
    if (shown) audit(call, row);
    return {
      ...attributes,
      password: shown ? versionOf(call, row) : (row.attributes["_password"] ?? null),
    };
  },
  check: (call, changes, row) => {
    sameOrganization(call, changes, row, "password-folder-id", "password_folders");
    checkResource(call, changes, row);
  },
  changed: (call, row, event) => {
    hideSecrets(call, row);
    call.state.onEvent("Password", row, event);
  },
};

function withoutPasswords(): NonNullable<Resource["includes"]> {
  const { attachments, related_items } = holderIncludes("passwords");
  return {
    ...(attachments ? { attachments } : {}),
    ...(related_items ? { related_items } : {}),
  };
}

/** Whether this answer carries values: lists only when asked, everything else unless asked not to. */
function reveals(call: Call): boolean {
  const asked = call.query.search.get("show_password");
  const list = call.method === "GET" && call.url.pathname.endsWith("/passwords");
  return call.principal.passwords && (list ? asked === "true" : asked !== "false");
}

function isShow(call: Call): boolean {
  return call.method === "GET" && /\/passwords\/\d+\/?$/.test(call.url.pathname);
}

/** An older value by its number from 1, with `version_id`. */
function versionOf(call: Call, row: Row): Json {
  const wanted = call.query.search.get("version_id");
  const versions = row.attributes["_versions"];
  if (wanted !== null && Array.isArray(versions)) return versions[Number(wanted) - 1] ?? null;
  return row.attributes["_password"] ?? null;
}

/** A look at a value is written down, and can set off a Workflow. */
function audit(call: Call, row: Row): void {
  call.state.store.table("logs").insert({
    "organization-id": row.attributes["organization-id"] ?? null,
    "user-id": null,
    action: "password_viewed",
    "resource-type": "Password",
    "resource-id": row.id,
    "resource-name": row.attributes["name"] ?? null,
    "ip-address": "127.0.0.1",
    ...newDates(call),
  });
  call.state.onEvent("Password Access", row, "viewed");
}

function checkResource(call: Call, changes: Attributes, row: Row | undefined): void {
  const id = changes["resource-id"];
  if (id === undefined || id === null) return;
  const type = changes["resource-type"] ?? row?.attributes["resource-type"];
  const known = HOLDERS.some(({ singular }) => singular === type);
  const resource = known ? pointedAt(call, type, id) : undefined;
  const organization = changes["organization-id"] ?? row?.attributes["organization-id"];
  if (!resource || resource.attributes["organization-id"] !== organization) {
    throw invalid("must exist in the same organization", "/data/attributes/resource-id");
  }
}

/** Moves what was written out of the attributes that are sent. */
function hideSecrets(call: Call, row: Row): void {
  const { attributes } = row;
  const changes: Attributes = {};
  const value = attributes["password"];
  if (value !== undefined) {
    const versions = Array.isArray(attributes["_versions"]) ? attributes["_versions"] : [];
    changes["_password"] = value;
    changes["_versions"] = [...versions, value];
    changes["password-updated-at"] = stamp(call);
  }
  if (text(row, "otp-secret") !== "") changes["otp-enabled"] = true;
  delete attributes["password"];
  delete attributes["otp-secret"];
  call.state.store.table("passwords").update(row, changes);
}

const FOLDER_ALL = ["index", "show", "create", "update"] as const;

/** Password folders: under the organization, and in bulk on their own path. */
export const passwordFolders: Resource = {
  name: "password_folders",
  operations: ["bulk-update", "bulk-delete"],
  nested: FOLDER_ALL,
  filters: { id: "id", name: "contains" },
  nestedFilters: ["id"],
  sorts: ["name", "id", "created-at", "updated-at"],
  fields: { name: "string", "parent-id": "table:password_folders", restricted: "boolean" },
  required: ["name"],
  defaults: { name: null, "parent-id": null, "ancestor-ids": [], restricted: false },
  check: (call, changes, row) => {
    sameOrganization(call, changes, row, "parent-id", "password_folders");
  },
};
