import { path, type ApiPath, type PlainRecord } from "@psa-mcp/core";
import { rawTraits, type ItglueApi, type ItglueRecord } from "../api.ts";
import { refuseStale } from "../records/stale.ts";
import { maskTraits, traitField, type TraitField } from "./fields.ts";

/** Types change rarely, and every read of an asset needs its fields. */
const CACHE_SECONDS = 300;

export const fieldsPath = (type: number): ApiPath =>
  path`/flexible_asset_types/${type}/relationships/flexible_asset_fields`;

/** The field records of a flexible asset type, in their order; at most 1000. */
export async function fieldRecords(
  vendor: ItglueApi,
  type: number,
  cacheSeconds: number = CACHE_SECONDS,
): Promise<readonly ItglueRecord[]> {
  const { records } = await vendor.list(fieldsPath(type), { pageSize: 1000, cacheSeconds });
  return records.toSorted((left, right) => Number(left["order"]) - Number(right["order"]));
}

/** The fields of a flexible asset type, in their order. */
export async function typeFields(vendor: ItglueApi, type: number): Promise<readonly TraitField[]> {
  return (await fieldRecords(vendor, type)).map(traitField);
}

/** A flexible asset with its stored traits unmasked: for writing back, never for showing. */
export interface StoredAsset {
  readonly record: ItglueRecord;
  readonly traits: PlainRecord;
  readonly fields: readonly TraitField[];
}

/**
 * Reads an asset and the fields of its type for a write. Throws `conflict` when `ifUpdatedAt` is given and the asset has
 * changed since.
 */
export async function storedAsset(
  vendor: ItglueApi,
  id: number,
  ifUpdatedAt?: string,
): Promise<StoredAsset> {
  const record = await vendor.get(path`/flexible_assets/${id}`);
  refuseStale("flexible asset", record["updated_at"], ifUpdatedAt);
  const traits = rawTraits(record) ?? {};
  return { record, traits, fields: await fieldsFor(vendor, record, traits) };
}

/** The fields of an asset's type; read anew when a trait has none, since what has no field would be lost in the write. */
async function fieldsFor(
  vendor: ItglueApi,
  record: ItglueRecord,
  traits: PlainRecord,
): Promise<readonly TraitField[]> {
  const type = Number(record["flexible_asset_type_id"]);
  const fields = await typeFields(vendor, type);
  const known = new Set(fields.map(({ key }) => key));
  if (Object.keys(traits).every((key) => known.has(key))) return fields;
  return (await fieldRecords(vendor, type, 0)).map(traitField);
}

/** Records of any kind with the traits of flexible assets readable: everything but what their types call a password. */
export async function withReadableTraits(
  vendor: ItglueApi,
  records: readonly ItglueRecord[],
): Promise<ItglueRecord[]> {
  const readable: ItglueRecord[] = [];
  for (const record of records) {
    const traits = rawTraits(record);
    const type = Number(record["flexible_asset_type_id"]);
    // Without a type there are no fields to judge by, and the traits stay masked as they came.
    if (traits === undefined || !Number.isSafeInteger(type)) readable.push(record);
    else readable.push({ ...record, traits: maskTraits(traits, await typeFields(vendor, type)) });
  }
  return readable;
}
