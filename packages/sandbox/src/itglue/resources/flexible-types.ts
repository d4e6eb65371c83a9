import { invalid } from "../errors.ts";
import { isObject, slug, text, type Attributes, type Json, type Row } from "../model.ts";
import { newDates, readFields, requireFields, type Resource } from "../resource.ts";
import type { Call } from "../call.ts";

export const KINDS: readonly string[] = [
  "Text",
  "Textbox",
  "Number",
  "Percent",
  "Date",
  "Checkbox",
  "Select",
  "Header",
  "Tag",
  "Upload",
  "Password",
];

/** The kinds of flexible assets. */
export const flexibleAssetTypes: Resource = {
  name: "flexible_asset_types",
  operations: ["index", "show", "create", "update"],
  filters: { id: "id", name: "name", icon: "exact", enabled: "boolean" },
  sorts: ["name", "id", "created-at", "updated-at"],
  includes: {
    flexible_asset_fields: {
      resource: "flexible_asset_fields",
      rows: (call, row) => fieldsOf(call, row.id),
    },
  },
  fields: {
    name: "string",
    description: "string",
    icon: "string",
    enabled: "boolean",
    "show-in-menu": "boolean",
  },
  required: ["name"],
  defaults: {
    name: null,
    description: null,
    icon: null,
    builtin: false,
    enabled: true,
    "show-in-menu": false,
  },
  created: (call, row, given) => {
    const table = call.state.store.table("flexible_asset_fields");
    for (const [place, nested] of given.nested("flexible_asset_fields").entries()) {
      const attributes: Attributes = {
        ...structuredClone(flexibleAssetFields.defaults ?? {}),
        order: place + 1,
        ...readFields(call, flexibleAssetFields, nested),
        "flexible-asset-type-id": row.id,
        ...newDates(call),
      };
      requireFields(flexibleAssetFields, attributes);
      checkKind(attributes);
      table.insert({ ...attributes, "name-key": slug(String(attributes["name"])) });
    }
  },
};

/** The fields of a type. */
export const flexibleAssetFields: Resource = {
  name: "flexible_asset_fields",
  operations: ["show", "create", "update", "bulk-update", "delete"],
  parent: {
    table: "flexible_asset_types",
    attribute: "flexible-asset-type-id",
    operations: ["index", "show", "create", "update", "bulk-update", "delete"],
  },
  filters: { id: "id" },
  sorts: ["order", "name", "id", "created-at", "updated-at"],
  fields: {
    "flexible-asset-type-id": "table:flexible_asset_types",
    order: "number",
    name: "string",
    kind: "string",
    "tag-type": "string",
    hint: "string",
    required: "boolean",
    "use-for-title": "boolean",
    expiration: "boolean",
    "default-value": "string",
    decimals: "number",
    "show-in-list": "boolean",
  },
  required: ["name", "kind", "flexible-asset-type-id"],
  defaults: {
    "flexible-asset-type-id": null,
    order: 1,
    name: null,
    "name-key": null,
    kind: null,
    "tag-type": null,
    hint: "",
    required: false,
    "use-for-title": false,
    expiration: false,
    "default-value": "",
    decimals: null,
    "show-in-list": false,
  },
  present: (call, row, attributes) =>
    call.state.switches.selectOptions === "json" && text(row, "kind") === "Select"
      ? { ...attributes, "default-value": JSON.stringify(optionsOf(row)) }
      : attributes,
  check: (call, changes, row) => {
    checkKind(changes);
    if (!row) return;
    const type = changes["flexible-asset-type-id"];
    if (type !== undefined && type !== row.attributes["flexible-asset-type-id"]) {
      throw invalid("cannot be changed", "/data/attributes/flexible-asset-type-id");
    }
    const kind = changes["kind"];
    if (kind !== undefined && kind !== row.attributes["kind"] && inUse(call, row)) {
      throw invalid("cannot be changed while the field is in use", "/data/attributes/kind");
    }
  },
  changed: (call, row, event) => {
    if (event === "updated") return;
    const table = call.state.store.table("flexible_asset_fields");
    table.update(row, { "name-key": slug(text(row, "name")) });
  },
  removed: (call, row) => {
    // The values go with the field.
    for (const asset of assetsOf(call, row)) {
      const traits = asset.attributes["_traits"];
      if (isObject(traits)) delete traits[text(row, "name-key")];
    }
  },
};

function checkKind(attributes: Attributes): void {
  const { kind } = attributes as { kind?: Json };
  if (kind !== undefined && (typeof kind !== "string" || !KINDS.includes(kind))) {
    throw invalid("is not included in the list", "/data/attributes/kind");
  }
}

function assetsOf(call: Call, field: Row): readonly Row[] {
  return call.state.store
    .table("flexible_assets")
    .by("flexible-asset-type-id", field.attributes["flexible-asset-type-id"]);
}

function inUse(call: Call, field: Row): boolean {
  return assetsOf(call, field).some((asset) => {
    const traits = asset.attributes["_traits"];
    return isObject(traits) && traits[text(field, "name-key")] !== undefined;
  });
}

/** The fields of a type in their order. */
export function fieldsOf(call: Call, type: number): readonly Row[] {
  return call.state.store.table("flexible_asset_fields").by("flexible-asset-type-id", type);
}

/** The options of a Select field: one per line of its default value. */
export function optionsOf(field: Row): string[] {
  return text(field, "default-value")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line);
}
