import {
  page,
  PsaError,
  type ApiPath,
  type PageResult,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import { nameMatches, type ItglueApi, type ItglueRecord, type ListQuery } from "../api.ts";
import { snake } from "../json-api.ts";
import { pick } from "./pick.ts";

/** What a list handler hands to `listPage`: the call's own paging, and the vendor. */
export interface ListContext {
  readonly input: {
    readonly page_number?: number | undefined;
    readonly page_size?: number | undefined;
    readonly sort?: string | undefined;
  };
  readonly vendor: ItglueApi;
  progress(done: number, total?: number, message?: string): void;
}

export interface Listing {
  readonly path: ApiPath;
  /** Filters that the API is known to apply to this resource; an unknown one would silently give everything. */
  readonly query?: Omit<ListQuery, "pageNumber" | "pageSize" | "sort">;
  /** Sort fields that the API knows, as it spells them; a call's `sort` outside of them is refused. */
  readonly sorts?: readonly string[];
  /** Order when the call names none. */
  readonly defaultSort?: string;
  /** Keys of a row in structured output. */
  readonly keys: readonly string[];
  readonly view: View;
  /** Makes a row of a record where picking keys is not enough. */
  readonly row?: (record: ItglueRecord) => PlainRecord;
  /** What the API cannot filter by: every record is read (up to the scan limit) and tested here. */
  readonly keep?: ((record: ItglueRecord) => boolean) | undefined;
  /** Filters with which the API may find more when the scan limit was reached before the end. */
  readonly narrow?: NonNullable<ListQuery["filter"]>;
  /** Order of rows that were filtered here. */
  readonly order?: (left: ItglueRecord, right: ItglueRecord) => number;
  readonly cacheSeconds?: number;
  readonly about?: PlainRecord;
  readonly notes?: readonly string[];
}

/** Records that one local filter reads at most. */
export const SCAN_LIMIT = 5000;

/**
 * One page of a list. Without `keep` the API pages; with it the records are scanned, filtered and paged here, and
 * `scanned` and `scan_limit_reached` say how far the scan went.
 */
export async function listPage(context: ListContext, listing: Listing): Promise<PageResult> {
  const { input, vendor } = context;
  const number = input.page_number ?? 1;
  const size = input.page_size ?? 50;
  const sort = sortOf(input.sort, listing.sorts) ?? listing.defaultSort;
  const query: ListQuery = { ...listing.query, ...(sort === undefined ? {} : { sort }) };
  const row = listing.row ?? ((record: ItglueRecord) => pick(record, listing.keys));
  if (listing.keep === undefined) {
    const found = await vendor.list(listing.path, {
      ...query,
      pageNumber: number,
      pageSize: size,
      ...(listing.cacheSeconds === undefined ? {} : { cacheSeconds: listing.cacheSeconds }),
    });
    return page({
      items: found.records.map(row),
      view: listing.view,
      total: found.total,
      page: number,
      ...(found.hasMore ? { next: { page_number: number + 1 } } : {}),
      ...(listing.about === undefined ? {} : { about: listing.about }),
      ...(listing.notes === undefined ? {} : { notes: listing.notes }),
    });
  }
  const scan = await scanRecords(context, { ...listing, query, keep: listing.keep });
  const records = listing.order === undefined ? scan.records : scan.records.toSorted(listing.order);
  const end = number * size;
  return page({
    items: records.slice(end - size, end).map(row),
    view: listing.view,
    total: records.length,
    page: number,
    ...(end < records.length ? { next: { page_number: number + 1 } } : {}),
    about: { ...listing.about, scanned: scan.scanned, scan_limit_reached: scan.limitReached },
    notes: [...(listing.notes ?? []), ...scanNotes(scan)],
  });
}

interface Scan {
  readonly records: readonly ItglueRecord[];
  readonly scanned: number;
  readonly limitReached: boolean;
}

/** Reads records up to the scan limit and keeps those that pass; asks the API's own filter for the rest of a long list. */
export async function scanRecords(
  { vendor, progress }: Pick<ListContext, "vendor" | "progress">,
  scan: Pick<Listing, "path" | "narrow"> & {
    readonly query?: ListQuery;
    readonly keep?: ((record: ItglueRecord) => boolean) | undefined;
    readonly limit?: number;
  },
): Promise<Scan> {
  const { path, keep, narrow } = scan;
  const query = scan.query ?? {};
  const found = await vendor.crawl(path, query, {
    limit: scan.limit ?? SCAN_LIMIT,
    ...(keep === undefined ? {} : { keep }),
    progress: (done, total) => {
      progress(done, total);
    },
  });
  if (!found.limitReached || narrow === undefined || keep === undefined) return found;
  const more = await vendor.list(path, {
    ...query,
    filter: { ...query.filter, ...narrow },
    pageSize: 1000,
  });
  const seen = new Set(found.records.map(({ id }) => id));
  const added = more.records.filter((record) => !seen.has(record.id) && keep(record));
  return { ...found, records: [...found.records, ...added] };
}

/** What a reader should know about a scan that ended before the list did. */
export function scanNotes(scan: Pick<Scan, "scanned" | "limitReached">): readonly string[] {
  return scan.limitReached
    ? [
        `Only the first ${String(scan.scanned)} records were searched; narrow by organization or another filter to see the rest.`,
      ]
    : [];
}

/** A local filter on a partial name; undefined when no name was given. */
export function byName(
  wanted: string | undefined,
  keys: readonly string[] = ["name"],
): ((record: ItglueRecord) => boolean) | undefined {
  return wanted === undefined
    ? undefined
    : (record) => keys.some((key) => nameMatches(record[key], wanted));
}

/** A local filter of all the given ones; undefined when there is none. */
export function allOf(
  ...filters: readonly (((record: ItglueRecord) => boolean) | undefined)[]
): ((record: ItglueRecord) => boolean) | undefined {
  const present = filters.filter((filter) => filter !== undefined);
  return present.length === 0 ? undefined : (record) => present.every((filter) => filter(record));
}

/** The sort in the spelling that the API documents for the resource: some of its fields have hyphens, most have not. */
function sortOf(sort: string | undefined, known: readonly string[] = []): string | undefined {
  if (sort === undefined) return undefined;
  const descending = sort.startsWith("-");
  const wanted = snake(descending ? sort.slice(1) : sort);
  const field = known.find((candidate) => snake(candidate) === wanted);
  if (field === undefined) {
    throw new PsaError(
      "invalid_arguments",
      `This list cannot be sorted by "${wanted.slice(0, 60)}".`,
      {
        advice:
          known.length === 0
            ? "Leave sort out."
            : `Sort by ${known.map(snake).join(", ")}; a leading minus turns the order round.`,
      },
    );
  }
  return descending ? `-${field}` : field;
}
