import {
  page,
  PsaError,
  view,
  type ApiPath,
  type PageResult,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import type { ItglueApi } from "../api.ts";

/** What is to be deleted. */
export interface Removal {
  /** The collection that takes the bulk delete and whose list can be filtered by id. */
  readonly path: ApiPath;
  readonly type: string;
  readonly ids: readonly number[];
  /** What one is called: "contact". */
  readonly noun: string;
  /** Said of those that were sent; "deleted" when absent. */
  readonly outcome?: string;
  readonly notes?: readonly string[];
}

const removalView: View = view("results", "id", "name", "organization_name", "status");

/** Most records that one call deletes. */
export const MOST_REMOVED = 50;

/**
 * Deletes up to 50 records in one request and reports on each. Records that do not exist are reported, not sent; when
 * none exists nothing is sent (`not_found`).
 */
export async function removeRecords(vendor: ItglueApi, removal: Removal): Promise<PageResult> {
  const { path, type } = removal;
  const ids = [...new Set(removal.ids)];
  const present = await presentRecords(vendor, removal, ids);
  await vendor.removeMany(path, type, [...present.keys()]);
  const items = ids.map((id): PlainRecord => {
    const record = present.get(id);
    if (record === undefined) return { id, status: "not_found" };
    return {
      id,
      name: record["name"],
      organization_name: record["organization_name"],
      status: removal.outcome ?? "deleted",
    };
  });
  return page({
    items,
    view: removalView,
    total: items.length,
    ...(removal.notes === undefined ? {} : { notes: removal.notes }),
  });
}

/** The sentence that asks before a deletion, with the names of what would go. */
export async function removalPreview(vendor: ItglueApi, removal: Removal): Promise<string> {
  const ids = [...new Set(removal.ids)];
  const present = await presentRecords(vendor, removal, ids);
  const names = [...present.values()].map((record) => `"${String(record["name"])}"`);
  const shown = names.slice(0, 10).join(", ");
  const more = names.length > 10 ? ` and ${String(names.length - 10)} more` : "";
  const missing = ids.length - present.size;
  const absent = missing === 0 ? "" : ` ${String(missing)} of the ids were not found.`;
  return `Deletes ${String(present.size)} ${removal.noun}${present.size === 1 ? "" : "s"} in IT Glue: ${shown}${more}.${absent}`;
}

/** Those of the records that exist, by id; throws `not_found` when there is none. */
async function presentRecords(
  vendor: ItglueApi,
  { path, noun }: Removal,
  ids: readonly number[],
): Promise<ReadonlyMap<number, PlainRecord>> {
  const { records } = await vendor.list(path, { filter: { id: ids }, pageSize: ids.length });
  // Should the API ever ignore the filter, nothing that was not named may be deleted.
  const present = records.filter(({ id }) => ids.includes(id));
  if (present.length === 0) {
    throw new PsaError("not_found", `None of these ${noun}s exists or is visible to this key.`, {
      details: { ids },
    });
  }
  return new Map(present.map((record) => [record.id, record]));
}
