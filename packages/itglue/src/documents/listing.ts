import { path, PsaError, type ApiPath } from "@psa-mcp/core";
import type { ItglueApi, ItglueRecord, ListPage, ListQuery } from "../api.ts";

/** Documents a request: the list carries their bodies, and large pages of them time out at the vendor. */
const STEP = 100;
/** Documents that are read at most where the API's own paging cannot be used. */
export const DOCUMENT_SCAN_LIMIT = 5000;
/** Seconds for which the two totals of an organization are believed while its list is paged through. */
const TOTALS_SECONDS = 60;

/** Address of an organization's documents. */
export function documentsOf(organization: number): ApiPath {
  return path`/organizations/${organization}/relationships/documents`;
}

/** The filter with which one list holds documents inside and outside folders. */
const EVERYWHERE: ListQuery = { filter: { document_folder_id: "null" } };
const IN_FOLDERS: ListQuery = { not: { document_folder_id: "null" } };

/** Which documents: of one folder, or of the whole organization, root and folders together. */
export interface DocumentScope {
  readonly organization: number;
  readonly folder?: number | undefined;
}

/** One page in one order over root and folders; undefined when this account's API cannot give it. */
export async function pagedByApi(
  vendor: ItglueApi,
  scope: DocumentScope,
  want: { readonly number: number; readonly size: number; readonly sort?: string | undefined },
): Promise<{ readonly records: readonly ItglueRecord[]; readonly total: number } | undefined> {
  const query: ListQuery = {
    ...(scope.folder === undefined ? EVERYWHERE : { filter: { document_folder_id: scope.folder } }),
    ...(want.sort === undefined ? {} : { sort: want.sort }),
  };
  const at = documentsOf(scope.organization);
  const [found, honest] = await Promise.all([
    rangeOf(vendor, at, query, want),
    scope.folder === undefined ? coversEverything(vendor, at) : undefined,
  ]);
  if (honest !== undefined && honest !== found.total) return undefined;
  const strayed =
    scope.folder !== undefined &&
    found.records.some((one) => one["document_folder_id"] !== scope.folder);
  if (strayed || !inOrder(found.records, want.sort)) return undefined;
  return found;
}

/**
 * The total that one list of all documents must have, from the totals of root and folders; -1 when these contradict
 * each other, so that no list is believed.
 */
async function coversEverything(vendor: ItglueApi, at: ApiPath): Promise<number> {
  const one = { pageSize: 1, cacheSeconds: TOTALS_SECONDS };
  const [everywhere, root, foldered] = await Promise.all([
    vendor.list(at, { ...EVERYWHERE, ...one }),
    vendor.list(at, one),
    vendor.list(at, { ...IN_FOLDERS, ...one }),
  ]);
  if (everywhere.total === root.total + foldered.total) return everywhere.total;
  // On some accounts "not null" means all documents; equal counts could also be a coincidence, which one record tells.
  const same = everywhere.total === foldered.total;
  const notNullHoldsRoot = (foldered.records[0]?.["document_folder_id"] ?? null) === null;
  return same && (foldered.total > root.total || notNullHoldsRoot) ? everywhere.total : -1;
}

/** Any page as a slice of steps that the API answers quickly. */
async function rangeOf(
  vendor: ItglueApi,
  at: ApiPath,
  query: ListQuery,
  want: { readonly number: number; readonly size: number },
): Promise<{ readonly records: readonly ItglueRecord[]; readonly total: number }> {
  if (want.size <= STEP) {
    const page = await vendor.list(at, { ...query, pageNumber: want.number, pageSize: want.size });
    return { records: page.records, total: page.total };
  }
  const from = (want.number - 1) * want.size;
  const first = Math.floor(from / STEP) + 1;
  const last = Math.ceil((from + want.size) / STEP);
  const pages: ListPage[] = [];
  for (let number = first; number <= last; number += 1) {
    const page = await vendor.list(at, { ...query, pageNumber: number, pageSize: STEP });
    pages.push(page);
    if (!page.hasMore) break;
  }
  const skip = from - (first - 1) * STEP;
  return {
    records: pages.flatMap(({ records }) => records).slice(skip, skip + want.size),
    total: pages[0]?.total ?? 0,
  };
}

export interface DocumentScan {
  readonly records: readonly ItglueRecord[];
  readonly scanned: number;
  readonly limitReached: boolean;
}

/** Every document of the scope, root and folders merged, each once, up to the scan limit. */
export async function scanDocuments(
  vendor: ItglueApi,
  scope: DocumentScope,
  progress: (done: number, total: number) => void,
): Promise<DocumentScan> {
  const at = documentsOf(scope.organization);
  const queries: readonly ListQuery[] =
    scope.folder === undefined
      ? [EVERYWHERE, {}, IN_FOLDERS]
      : [{ filter: { document_folder_id: scope.folder } }];
  const byId = new Map<number, ItglueRecord>();
  let limitReached = false;
  for (const query of await needed(vendor, at, queries)) {
    const found = await vendor.crawl(at, query, {
      limit: DOCUMENT_SCAN_LIMIT,
      pageSize: STEP,
      progress,
    });
    limitReached ||= found.limitReached;
    for (const record of found.records) byId.set(record.id, record);
  }
  const all = [...byId.values()];
  const records =
    scope.folder === undefined
      ? all
      : all.filter((one) => one["document_folder_id"] === scope.folder);
  return { records, scanned: all.length, limitReached };
}

/** One list suffices where it is known to hold everything; otherwise all of them are merged. */
async function needed(
  vendor: ItglueApi,
  at: ApiPath,
  queries: readonly ListQuery[],
): Promise<readonly ListQuery[]> {
  const [everywhere] = queries;
  if (everywhere === undefined || queries.length === 1) return queries;
  return (await coversEverything(vendor, at)) === -1 ? queries.slice(1) : [everywhere];
}

/** Orders records by a field, `-` for descending; without one by name. */
export function orderBy(
  sort: string | undefined,
): (left: ItglueRecord, right: ItglueRecord) => number {
  const descending = sort?.startsWith("-") === true;
  const field = sort === undefined ? "name" : descending ? sort.slice(1) : sort;
  return (left, right) => {
    const order = compare(left[field], right[field]);
    return descending ? -order : order;
  };
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  const [one, other] = [String(left ?? "").toLowerCase(), String(right ?? "").toLowerCase()];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** True unless the answer plainly ignores the wanted order. Upper and lower case may be sorted together or apart. */
function inOrder(records: readonly ItglueRecord[], sort: string | undefined): boolean {
  if (sort === undefined) return true;
  const folded = orderBy(sort);
  const field = sort.replace(/^-/, "");
  const exact = (left: ItglueRecord, right: ItglueRecord): number => {
    const [one, other] = [String(left[field] ?? ""), String(right[field] ?? "")];
    const order = one < other ? -1 : one > other ? 1 : 0;
    return sort.startsWith("-") ? -order : order;
  };
  return [folded, exact].some((order) =>
    records.every(
      (record, index) => index === 0 || order(records[index - 1] as ItglueRecord, record) <= 0,
    ),
  );
}

const SORTS = ["name", "created_at", "updated_at", "id"];

/** The order of a list of documents as the API writes it; refuses fields that documents are not sorted by. */
export function documentSort(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const order = given.replaceAll("-", "_").replace(/^_/, "-");
  if (SORTS.includes(order.replace(/^-/, ""))) return order;
  throw new PsaError("invalid_arguments", "Documents cannot be sorted by that.", {
    advice: `Sort by ${SORTS.join(", ")}; a leading minus turns the order round.`,
  });
}
