import { view, type PlainRecord, type View, type ViewField } from "@psa-mcp/core";
import { htmlToText } from "@psa-mcp/core/text";
import { isRecord } from "../json-api.ts";
import type { TraitField } from "../traits/fields.ts";

/** Longest text of one trait in a list. */
const PREVIEW = 200;

/** Traits as a list shows them: texts without markup, tagged records by name, each at most 200 characters. */
export function traitPreview(traits: PlainRecord): PlainRecord {
  return Object.fromEntries(Object.entries(traits).map(([key, value]) => [key, previewOf(value)]));
}

function previewOf(value: unknown): unknown {
  if (typeof value === "string") return clipped(htmlToText(value));
  if (!isRecord(value)) return Array.isArray(value) ? clipped(JSON.stringify(value)) : value;
  const tagged = value["values"];
  if (Array.isArray(tagged)) return clipped(tagged.map(nameOf).join(", "));
  return clipped(nameOf(value));
}

/** The name of a tagged record or an uploaded file, or all of it where it has none. */
const nameOf = (value: unknown): string =>
  isRecord(value) && typeof value["name"] === "string" ? value["name"] : JSON.stringify(value);

function clipped(text: string): string {
  return text.length > PREVIEW ? `${text.slice(0, PREVIEW - 1).trimEnd()}…` : text;
}

export const assetKeys: readonly string[] = [
  "id",
  "name",
  "organization_name",
  "flexible_asset_type_name",
  "updated_at",
  "resource_url",
];

export const assetRows: View = view(
  "flexible assets",
  "id",
  "name",
  { key: "organization_name", label: "organization" },
  { key: "flexible_asset_type_name", label: "type" },
  { key: "updated_at", format: "date" },
  { key: "traits", max: 300 },
);

/** One asset with its traits under the names that people see. */
export function assetDetail(fields: readonly TraitField[]): View {
  return view(
    "flexible asset",
    "id",
    "name",
    { key: "flexible_asset_type_name", label: "type" },
    "organization_id",
    { key: "organization_name", label: "organization" },
    "archived",
    { key: "updated_at", format: "datetime" },
    "resource_url",
    ...fields.filter(({ kind }) => kind !== "Header").map(traitView),
  );
}

/** Tagged records and files are shown by name: the frame around them and signed addresses tell a reader nothing. */
function traitView({ key, kind }: TraitField): ViewField {
  const label = key;
  switch (kind) {
    case "Tag":
      return { key: `traits.${key}.values`, label, format: "name" };
    case "Upload":
      return { key: `traits.${key}`, label, format: "name" };
    case "Textbox":
      return { key: `traits.${key}`, label, format: "html" };
    default:
      return { key: `traits.${key}`, label };
  }
}
