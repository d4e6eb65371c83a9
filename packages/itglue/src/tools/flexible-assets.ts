import {
  id,
  item,
  message,
  path,
  text,
  z,
  type AnyTool,
  type ItemResult,
  type PlainRecord,
} from "@psa-mcp/core";
import { rawTraits, type ItglueApi, type ItglueRecord } from "../api.ts";
import { paging, sort } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { allOf, byName, listPage } from "../records/list.ts";
import { pick } from "../records/pick.ts";
import { requireTraits } from "../traits/check.ts";
import { maskTraits, type TraitField } from "../traits/fields.ts";
import { typeFields } from "../traits/load.ts";
import { setArchived } from "../traits/write.ts";
import { assetDetail, assetKeys, assetRows, traitPreview } from "../views/flexible-assets.ts";

/** Traits of a record that the fields of its type have masked; the API layer alone knows only their keys. */
const shownTraits = (record: ItglueRecord, fields: readonly TraitField[]): PlainRecord =>
  maskTraits(rawTraits(record) ?? record["traits"], fields);

const listAssets = defineTool({
  name: "itglue_list_flexible_assets",
  title: "List flexible assets",
  tier: "read",
  toolset: "flex",
  description:
    "List flexible assets of one type with a preview of their traits. Type ids come from itglue_list_flexible_asset_types.",
  input: z.object({
    flexible_asset_type_id: id("flexible asset type"),
    organization_id: id("organization").optional(),
    filter_name: text().optional(),
    trait_filter: z
      .record(z.string(), text())
      .describe("Trait key to a part of its text")
      .optional(),
    sort,
    ...paging,
  }),
  paged: true,
  handler: async (context) => {
    const { flexible_asset_type_id, organization_id, filter_name, trait_filter } = context.input;
    const fields = await typeFields(context.vendor, flexible_asset_type_id);
    return listPage(context, {
      path: path`/flexible_assets`,
      query: { filter: { flexible_asset_type_id, organization_id } },
      sorts: ["name", "created_at", "updated_at"],
      keys: assetKeys,
      row: (record) => ({
        ...pick(record, assetKeys),
        traits: traitPreview(shownTraits(record, fields)),
      }),
      view: assetRows,
      keep: allOf(byName(filter_name), byTraits(trait_filter, fields)),
      ...(filter_name === undefined ? {} : { narrow: { name: filter_name } }),
    });
  },
});

/** A local filter on texts of traits. Masked ones never match, so that a password cannot be guessed part by part. */
function byTraits(
  wanted: Readonly<Record<string, string>> | undefined,
  fields: readonly TraitField[],
): ((record: ItglueRecord) => boolean) | undefined {
  if (wanted === undefined) return undefined;
  requireTraits(fields, Object.keys(wanted));
  return (record) => {
    const traits = shownTraits(record, fields);
    return Object.entries(wanted).every(([key, part]) =>
      textOf(traits[key]).toLowerCase().includes(part.toLowerCase()),
    );
  };
}

const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
};

const getAsset = defineTool({
  name: "itglue_get_flexible_asset",
  title: "Get flexible asset",
  tier: "read",
  toolset: "flex",
  description: "Get one flexible asset with all traits; values of Password traits are masked.",
  input: z.object({ flexible_asset_id: id("flexible asset") }),
  paged: true,
  handler: async ({ input, vendor }) => wholeAsset(vendor, input.flexible_asset_id),
});

/** A flexible asset with all its traits, passwords masked. */
export async function wholeAsset(vendor: ItglueApi, asset: number): Promise<ItemResult> {
  const { record, fields } = await shownAsset(vendor, asset);
  return item(record, assetDetail(fields));
}

/** An asset as it may be shown, with the fields of its type. */
async function shownAsset(
  vendor: ItglueApi,
  asset: number,
): Promise<{ readonly record: ItglueRecord; readonly fields: readonly TraitField[] }> {
  const record = await vendor.get(path`/flexible_assets/${asset}`);
  const fields = await typeFields(vendor, Number(record["flexible_asset_type_id"]));
  return { record: { ...record, traits: shownTraits(record, fields) }, fields };
}

const archiveAsset = defineTool({
  name: "itglue_archive_flexible_asset",
  title: "Archive flexible asset",
  tier: "write",
  toolset: "flex",
  idempotent: true,
  description: "Archive a flexible asset, or bring it back with archived false. Its traits stay.",
  input: z.object({ flexible_asset_id: id("flexible asset"), archived: z.boolean().default(true) }),
  handler: async ({ input, vendor }) => {
    const record = await setArchived(vendor, input.flexible_asset_id, input.archived);
    return item(pick(record, [...assetKeys, "archived"]), assetDetail([]));
  },
});

const deleteAsset = defineTool({
  name: "itglue_delete_flexible_asset",
  title: "Delete flexible asset",
  tier: "destructive",
  toolset: "flex",
  description:
    "Delete a flexible asset for good; answers with a copy. itglue_archive_flexible_asset keeps it.",
  input: z.object({ flexible_asset_id: id("flexible asset") }),
  preview: async ({ input, vendor }) => {
    const record = await vendor.get(path`/flexible_assets/${input.flexible_asset_id}`);
    return `Deletes the flexible asset "${String(record["name"])}" (${String(record["flexible_asset_type_name"])}) of ${String(record["organization_name"])}.`;
  },
  handler: async ({ input, vendor }) => {
    const { record } = await shownAsset(vendor, input.flexible_asset_id);
    await vendor.remove(path`/flexible_assets/${input.flexible_asset_id}`);
    return message(`Deleted the flexible asset "${String(record["name"])}".`, {
      id: record.id,
      status: "deleted",
      copy: record,
    });
  },
});

/** Flexible assets: list, read, archive, delete. Writing traits is in flexible-asset-traits.ts. */
export const flexibleAssetTools: readonly AnyTool[] = [
  listAssets,
  getAsset,
  archiveAsset,
  deleteAsset,
];
