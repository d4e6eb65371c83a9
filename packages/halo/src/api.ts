import {
  PsaError,
  type ApiPath,
  type PlainRecord,
  type Query,
  type ReadOptions,
  type VendorClient,
} from "@psa-mcp/core";
import { isRecord } from "./records/records.ts";

/** One page of a list. */
export interface HaloPage {
  readonly records: readonly PlainRecord[];
  /** How many there are in all; absent where Halo does not say. */
  readonly total?: number;
}

/** A list of Halo's, and how its answer is packed. */
export interface HaloList {
  readonly path: ApiPath;
  /** Key of the array in the answer; absent when the answer is the array itself. */
  readonly key?: string | undefined;
  readonly query?: Query;
  readonly cacheSeconds?: number;
}

/** How one POST is shown: as the change of a record that exists, or as a new one. */
export interface HaloWrite {
  readonly query?: Query;
  /** The record before, with the fields that the write sets; absent for a new record. */
  readonly before?: PlainRecord;
  readonly after: PlainRecord;
}

/** Halo's API in terms of records. Errors are PsaErrors of the client and of `haloErrors`. */
export interface HaloApi {
  readonly client: VendorClient;
  /** One page, 1-based; Halo gives at most 100 rows. */
  page(list: HaloList, page: number, size: number): Promise<HaloPage>;
  /** A list without pages, in whole. */
  whole(list: HaloList): Promise<readonly PlainRecord[]>;
  /** One record, which comes without an envelope. */
  get(path: ApiPath, options?: ReadOptions): Promise<PlainRecord>;
  /**
   * POST of records, always as an array. Answers the stored records, however Halo packs them; throws `outcome_unknown`
   * where it answers with something else. In a dry run they are the records given, with id 0 where they have none.
   */
  save(
    path: ApiPath,
    records: readonly PlainRecord[],
    write: HaloWrite,
  ): Promise<readonly PlainRecord[]>;
  remove(
    path: ApiPath,
    write: { readonly query?: Query; readonly before: PlainRecord },
  ): Promise<void>;
}

/** The rows of a list's answer: under the known key, in the answer itself, or in its first array beside `columns`. */
export function unwrap(answer: unknown, key: string | undefined): HaloPage {
  if (Array.isArray(answer)) return { records: rowsIn(answer) };
  if (isRecord(answer)) {
    const known = key === undefined ? undefined : answer[key];
    const rows = Array.isArray(known)
      ? known
      : Object.entries(answer).find(
          ([name, value]) => name !== "columns" && Array.isArray(value),
        )?.[1];
    if (Array.isArray(rows)) {
      const total = answer["record_count"];
      return {
        records: rowsIn(rows),
        ...(typeof total === "number" && total >= 0 ? { total } : {}),
      };
    }
  }
  throw noList();
}

function rowsIn(rows: readonly unknown[]): readonly PlainRecord[] {
  if (rows.every(isRecord)) return rows;
  throw noList();
}

const noList = (): PsaError =>
  new PsaError("bad_response", "Halo answered with something else than a list.");

const isStored = (value: unknown): value is PlainRecord =>
  isRecord(value) && value["id"] !== undefined;

/** Wraps the plain client. */
export function haloApi(client: VendorClient): HaloApi {
  return {
    client,
    async page({ path, key, query, cacheSeconds }, page, size) {
      // Halo heeds the three together alone; without them it answers everything, or fifty.
      const answer = await client.get(path, {
        query: { ...query, pageinate: true, page_size: size, page_no: page },
        ...(cacheSeconds === undefined ? {} : { cacheSeconds }),
      });
      return unwrap(answer, key);
    },
    async whole({ path, key, query, cacheSeconds }) {
      const answer = await client.get(path, {
        ...(query === undefined ? {} : { query }),
        ...(cacheSeconds === undefined ? {} : { cacheSeconds }),
      });
      return unwrap(answer, key).records;
    },
    async get(path, options = {}) {
      const answer = await client.get(path, options);
      const record: unknown = Array.isArray(answer) && answer.length === 1 ? answer[0] : answer;
      if (isRecord(record)) return record;
      throw new PsaError("bad_response", "Halo answered without a record.");
    },
    async save(path, records, { query, before, after }) {
      const answer = await client.post(path, {
        body: records,
        ...(query === undefined ? {} : { query }),
        before: before ?? {},
        after,
        ...(before === undefined ? {} : { updates: true }),
        simulated: records.map((record) => ({ id: 0, ...record })),
      });
      const stored: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
      if (stored.length > 0 && stored.every(isStored)) return stored;
      throw new PsaError(
        "outcome_unknown",
        "Halo took the change, but answered without the record.",
        { advice: "Read the record to see whether the change was made." },
      );
    },
    async remove(path, { query, before }) {
      await client.delete(path, {
        ...(query === undefined ? {} : { query }),
        before,
        after: Object.fromEntries(Object.keys(before).map((key) => [key, null])),
      });
    },
  };
}
