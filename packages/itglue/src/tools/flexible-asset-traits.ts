import {
  id,
  item,
  page,
  path,
  view,
  z,
  type AnyTool,
  type ItemResult,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import { rawTraits, type ItglueApi } from "../api.ts";
import { defineTool } from "../define.ts";
import { ifUpdatedAt } from "../records/stale.ts";
import { checkTraits } from "../traits/check.ts";
import { maskTraits, type TraitField } from "../traits/fields.ts";
import { storedAsset, typeFields } from "../traits/load.ts";
import { shownTraits } from "../traits/merge.ts";
import {
  acceptTraits,
  keepPasswords,
  mergedTraits,
  replacedTraits,
  sendTraits,
} from "../traits/write.ts";
import { assetDetail } from "../views/flexible-assets.ts";

const traits = z.record(z.string(), z.unknown());

const createAsset = defineTool({
  name: "itglue_create_flexible_asset",
  title: "Create flexible asset",
  tier: "write",
  toolset: "flex",
  description:
    "Create a flexible asset. traits go by the name_key of the type's fields: tags as ids, days as 2026-11-30; checked before sending.",
  input: z.object({
    organization_id: id("organization"),
    flexible_asset_type_id: id("flexible asset type"),
    traits,
  }),
  handler: async ({ input, vendor }) => {
    const fields = await typeFields(vendor, input.flexible_asset_type_id);
    const accepted = acceptTraits(fields, input.traits, { complete: true });
    const filled = Object.fromEntries(
      Object.entries(accepted.traits).filter(([, value]) => value !== null),
    );
    keepPasswords(fields, filled);
    const record = await vendor.create(
      path`/flexible_assets`,
      "flexible-assets",
      {
        organization_id: input.organization_id,
        flexible_asset_type_id: input.flexible_asset_type_id,
        traits: filled,
      },
      { mask: (attributes) => maskedTraits(attributes, fields) },
    );
    return shown(maskedRecord(record, rawTraits(record), fields), fields, accepted.warnings);
  },
});

/** Attributes of a write with the traits in the form in which they may be shown. */
function maskedTraits(attributes: PlainRecord, fields: readonly TraitField[]): PlainRecord {
  const given = attributes["traits"];
  return typeof given === "object" && given !== null
    ? { ...attributes, traits: shownTraits(fields, given as PlainRecord) }
    : attributes;
}

const maskedRecord = (
  record: PlainRecord,
  stored: PlainRecord | undefined,
  fields: readonly TraitField[],
): PlainRecord => ({ ...record, traits: maskTraits(stored ?? record["traits"], fields) });

const shown = (
  record: PlainRecord,
  fields: readonly TraitField[],
  warnings: readonly string[],
): ItemResult =>
  item(record, assetDetail(fields), warnings.length === 0 ? {} : { notes: warnings });

/** Writes traits over an asset, merged or whole, and reads it again as it may be shown. */
async function writeTraits(
  vendor: ItglueApi,
  write: {
    readonly asset: number;
    readonly traits: PlainRecord;
    readonly mode: "replace" | "merge";
    readonly ifUpdatedAt?: string | undefined;
  },
): Promise<ItemResult> {
  const stored = await storedAsset(vendor, write.asset, write.ifUpdatedAt);
  const { traits: whole, warnings } =
    write.mode === "merge"
      ? await mergedTraits(vendor, stored, write.traits)
      : replacedTraits(stored, write.traits);
  await sendTraits(vendor, stored, whole, write.traits);
  const record = await vendor.get(path`/flexible_assets/${write.asset}`);
  return shown(maskedRecord(record, rawTraits(record), stored.fields), stored.fields, warnings);
}

const updateAsset = defineTool({
  name: "itglue_update_flexible_asset",
  title: "Update flexible asset",
  tier: "write",
  toolset: "flex",
  idempotent: true,
  description:
    "Replace ALL traits of a flexible asset; those left out are cleared. To change some, use itglue_patch_flexible_asset or mode merge.",
  input: z.object({
    flexible_asset_id: id("flexible asset"),
    traits,
    mode: z.enum(["replace", "merge"]).default("replace"),
    if_updated_at: ifUpdatedAt,
  }),
  handler: async ({ input, vendor }) =>
    writeTraits(vendor, {
      asset: input.flexible_asset_id,
      traits: input.traits,
      mode: input.mode,
      ifUpdatedAt: input.if_updated_at,
    }),
});

const patchAsset = defineTool({
  name: "itglue_patch_flexible_asset",
  title: "Patch flexible asset",
  tier: "write",
  toolset: "flex",
  idempotent: true,
  description:
    "Change the given traits of a flexible asset and keep the rest, files included; null clears one.",
  input: z.object({ flexible_asset_id: id("flexible asset"), traits, if_updated_at: ifUpdatedAt }),
  handler: async ({ input, vendor }) =>
    writeTraits(vendor, {
      asset: input.flexible_asset_id,
      traits: input.traits,
      mode: "merge",
      ifUpdatedAt: input.if_updated_at,
    }),
});

const problemRows: View = view("problems", "trait", "severity", "problem", "suggestion");

const validateAsset = defineTool({
  name: "itglue_validate_flexible_asset",
  title: "Validate flexible asset",
  tier: "read",
  toolset: "flex",
  description:
    "Check traits against a type without saving: unknown keys, required, options, days, numbers, tags.",
  input: z.object({ flexible_asset_type_id: id("flexible asset type"), traits }),
  handler: async ({ input, vendor }) => {
    const fields = await typeFields(vendor, input.flexible_asset_type_id);
    const { problems } = checkTraits(fields, input.traits, { complete: true });
    const valid = problems.every(({ severity }) => severity !== "error");
    return page({
      items: problems.map((problem) => ({ ...problem })),
      view: problemRows,
      total: problems.length,
      about: { valid },
    });
  },
});

/** Traits of flexible assets: create, replace, merge, check. */
export const flexibleAssetTraitTools: readonly AnyTool[] = [
  createAsset,
  updateAsset,
  patchAsset,
  validateAsset,
];
