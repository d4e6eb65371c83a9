import {
  PsaError,
  type ApiPath,
  type PlainRecord,
  type Query,
  type VendorClient,
} from "@psa-mcp/core";
import {
  dataOf,
  flatten,
  flattenIncluded,
  isRecord,
  listQuery,
  maskedAttributes,
  wireAttributes,
} from "./json-api.ts";

export { rawTraits } from "./json-api.ts";

/**
 * One record of the API: `id` as a number, `type` as the API names it (`document-sections`), attributes with snake_case
 * top-level keys, values as they came. Relationships are left out; values of passwords never occur.
 */
export interface ItglueRecord extends PlainRecord {
  id: number;
  type: string;
}

type FilterValue = string | number | boolean | readonly (string | number)[] | undefined;

export interface ListQuery {
  /** Exact filters in snake case; arrays mean "or". Only those that the API knows for the resource: it ignores others. */
  readonly filter?: Readonly<Record<string, FilterValue>>;
  /** Filters of the form "is not". */
  readonly not?: Readonly<Record<string, FilterValue>>;
  readonly exclude?: Readonly<Record<string, FilterValue>>;
  /** From and to, either may be open. */
  readonly range?: Readonly<
    Record<string, readonly [from: string | undefined, to: string | undefined]>
  >;
  /** Field in snake case, a minus before it for descending order. */
  readonly sort?: string;
  /** Further query parameters as they are. */
  readonly raw?: Readonly<Record<string, string>>;
  readonly include?: readonly string[];
  readonly pageNumber?: number;
  /** 1 to 1000; the API's own 50 when absent. */
  readonly pageSize?: number;
}

export interface ListPage {
  readonly records: ItglueRecord[];
  readonly total: number;
  readonly pageNumber: number;
  readonly hasMore: boolean;
  readonly included: ItglueRecord[];
}

export interface WriteMore {
  /** JSON:API relationships, as they are. */
  readonly relationships?: unknown;
  /** Masks secrets that only the caller knows of, in all that is shown: the difference, a dry run's request, the answer. */
  readonly mask?: (attributes: PlainRecord) => PlainRecord;
}

export interface CrawlOptions {
  /** Most records that are read. Default 5000. */
  readonly limit?: number;
  /** Records a request. Default 1000. */
  readonly pageSize?: number;
  readonly keep?: (record: ItglueRecord) => boolean;
  readonly progress?: (done: number, total: number) => void;
}

export interface Crawl {
  readonly records: ItglueRecord[];
  /** Records read, kept or not. */
  readonly scanned: number;
  /** True when the list goes on beyond what was read. */
  readonly limitReached: boolean;
}

/** IT Glue's API in terms of flat records. Errors are PsaErrors of the client and of `vendor.errors`. */
export interface ItglueApi {
  readonly client: VendorClient;
  list(path: ApiPath, query?: ListQuery & { readonly cacheSeconds?: number }): Promise<ListPage>;
  get(
    path: ApiPath,
    options?: {
      readonly include?: readonly string[];
      readonly query?: Query;
      readonly cacheSeconds?: number;
    },
  ): Promise<ItglueRecord & { included?: ItglueRecord[] }>;
  /** POST of one record, attributes in snake case. In a dry run the answer has id 0 and the attributes given. */
  create(
    path: ApiPath,
    type: string,
    attributes: PlainRecord,
    more?: WriteMore,
  ): Promise<ItglueRecord>;
  /** PATCH of what changes; `before` is the record read earlier and gives the difference. Refuses an empty set of changes. */
  update(
    path: ApiPath,
    type: string,
    changes: PlainRecord,
    before?: PlainRecord,
    more?: WriteMore,
  ): Promise<ItglueRecord>;
  /** PATCH without a body. */
  action(path: ApiPath): Promise<void>;
  remove(path: ApiPath): Promise<void>;
  /** Deletes on a collection, with the ids in the body. */
  removeMany(path: ApiPath, type: string, ids: readonly number[]): Promise<void>;
  /** Reads a list page by page. */
  crawl(path: ApiPath, query: ListQuery, options?: CrawlOptions): Promise<Crawl>;
}

/** True when a name contains the wanted text, whatever the case. */
export function nameMatches(name: unknown, wanted: string): boolean {
  return typeof name === "string" && name.toLowerCase().includes(wanted.trim().toLowerCase());
}

/** Wraps the plain client. */
export function itglueApi(client: VendorClient): ItglueApi {
  const list: ItglueApi["list"] = async (path, { cacheSeconds, ...query } = {}) => {
    const answer = await client.get(path, {
      query: listQuery(query),
      ...(cacheSeconds === undefined ? {} : { cacheSeconds }),
    });
    return listPage(answer, query);
  };
  return {
    client,
    list,
    async get(path, { include, query, cacheSeconds } = {}) {
      const answer = await client.get(path, {
        query: {
          ...query,
          ...(include === undefined || include.length === 0 ? {} : { include: include.join(",") }),
        },
        ...(cacheSeconds === undefined ? {} : { cacheSeconds }),
      });
      const record = flatten(dataOf(answer));
      return include === undefined
        ? record
        : Object.assign(record, { included: flattenIncluded((answer as PlainRecord)["included"]) });
    },
    async create(path, type, attributes, { relationships, mask = maskedAttributes } = {}) {
      const shown = mask(maskedAttributes(attributes));
      const sent = client.dryRun ? shown : attributes;
      const answer = await client.post(path, {
        body: {
          data: {
            type,
            attributes: wireAttributes(sent),
            ...(relationships === undefined ? {} : { relationships }),
          },
        },
        before: {},
        after: shown,
        simulated: { data: { id: "0", type, attributes: wireAttributes(shown) } },
      });
      return flatten(dataOf(answer));
    },
    async update(path, type, changes, before, { mask = maskedAttributes } = {}) {
      const keys = Object.keys(changes).filter((key) => changes[key] !== undefined);
      if (keys.length === 0) {
        throw new PsaError("invalid_arguments", "Nothing to change was given.", {
          advice: "Give at least one field besides the id.",
        });
      }
      const shown = mask(maskedAttributes(picked(changes, keys)));
      const answer = await client.patch(path, {
        body: { data: { type, attributes: wireAttributes(client.dryRun ? shown : changes) } },
        ...(before === undefined ? {} : { before: mask(maskedAttributes(picked(before, keys))) }),
        after: shown,
        idempotent: true,
        simulated: {
          data: {
            id: String(before?.["id"] ?? 0),
            type,
            attributes: wireAttributes({ ...before, ...shown, id: undefined, type: undefined }),
          },
        },
      });
      // Some updates answer without a body; what was sent is then what is known.
      return isRecord(answer) && isRecord(answer["data"])
        ? flatten(answer["data"])
        : { ...before, ...shown, id: Number(before?.["id"] ?? 0), type };
    },
    async action(path) {
      await client.patch(path, { idempotent: true });
    },
    async remove(path) {
      await client.delete(path, { idempotent: true });
    },
    async removeMany(path, type, ids) {
      await client.delete(path, {
        body: { data: ids.map((id) => ({ type, attributes: { id } })) },
        idempotent: true,
      });
    },
    crawl: async (path, query, options = {}) => crawl(list, path, query, options),
  };
}

async function crawl(
  list: ItglueApi["list"],
  path: ApiPath,
  query: ListQuery,
  { limit = 5000, pageSize = 1000, keep, progress }: CrawlOptions,
): Promise<Crawl> {
  const records: ItglueRecord[] = [];
  let scanned = 0;
  for (let pageNumber = 1; ; pageNumber += 1) {
    const found = await list(path, { ...query, pageNumber, pageSize: Math.min(pageSize, limit) });
    const room = found.records.slice(0, limit - scanned);
    scanned += room.length;
    records.push(...(keep === undefined ? room : room.filter(keep)));
    progress?.(scanned, Math.min(found.total, limit));
    const more = found.hasMore || room.length < found.records.length;
    if (!more || found.records.length === 0) return { records, scanned, limitReached: false };
    if (scanned >= limit) return { records, scanned, limitReached: true };
  }
}

function listPage(answer: unknown, query: ListQuery): ListPage {
  const data = dataOf(answer);
  if (!Array.isArray(data))
    throw new PsaError("bad_response", "IT Glue answered with one record instead of a list.");
  const body = answer as PlainRecord;
  const meta = isRecord(body["meta"]) ? body["meta"] : {};
  const pageNumber = numberOr(meta["current-page"], query.pageNumber ?? 1);
  const seen = (pageNumber - 1) * (query.pageSize ?? 50) + data.length;
  const total = numberOr(meta["total-count"], seen);
  return {
    records: data.map(flatten),
    total,
    pageNumber,
    hasMore: "next-page" in meta ? meta["next-page"] !== null : data.length > 0 && seen < total,
    included: flattenIncluded(body["included"]),
  };
}

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === "number" ? value : otherwise;

const picked = (record: PlainRecord, keys: readonly string[]): PlainRecord =>
  Object.fromEntries(keys.map((key) => [key, record[key]]));
