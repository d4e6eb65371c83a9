import {
  joinPaths,
  path as pathOf,
  PsaError,
  type ApiPath,
  type PlainRecord,
  type Query,
  type VendorClient,
} from "@psa-mcp/core";
import type { Condition } from "./conditions/build.ts";
import { given, isRecord } from "./records/records.ts";

/** One record as the API answers it. */
export interface CwRecord extends PlainRecord {
  readonly id: number;
}

export interface CwQuery {
  readonly conditions?: Condition | undefined;
  readonly childConditions?: Condition | undefined;
  readonly customFieldConditions?: Condition | undefined;
  /** `id desc`, `dateStart asc, id asc`. */
  readonly orderBy?: string | undefined;
  /** Names of the API's contract; nested ones with a slash. All when absent. */
  readonly fields?: readonly string[] | undefined;
  /** Parameters that a route has of its own. */
  readonly params?: Query | undefined;
  readonly cacheSeconds?: number;
}

export interface CwPage {
  readonly records: readonly CwRecord[];
  readonly hasMore: boolean;
}

export interface CwAll {
  readonly records: readonly CwRecord[];
  /** True when there is more than was read. */
  readonly limitReached: boolean;
}

/** A change of one field: what is sent, and how it reads before and after. */
export interface FieldEdit {
  readonly path: string;
  readonly value: unknown;
  readonly before?: unknown;
  /** What the reader is shown; the value itself when absent. */
  readonly shown?: unknown;
}

/** ConnectWise PSA's API in terms of records and typed conditions. Errors are PsaErrors of the client and of `vendor.errors`. */
export interface CwApi {
  readonly client: VendorClient;
  /** One page, 1-based, at most 1000 records. */
  list(path: ApiPath, query: CwQuery, page: number, pageSize: number): Promise<CwPage>;
  /** A whole list, page by page, up to `limit` records (1000 when absent). */
  all(path: ApiPath, query?: CwQuery, limit?: number): Promise<CwAll>;
  get(
    path: ApiPath,
    options?: Pick<CwQuery, "fields" | "params" | "cacheSeconds">,
  ): Promise<CwRecord>;
  /** How many records fit; `path` is that of the list. */
  count(path: ApiPath, query: CwQuery): Promise<number>;
  /** POST of one record, with undefined fields left out. In a dry run the answer is the record given, with id 0. */
  create(path: ApiPath, record: PlainRecord): Promise<CwRecord>;
  /** PATCH of some fields; throws `invalid_arguments` when there is none. */
  edit(path: ApiPath, edits: readonly FieldEdit[], before: PlainRecord): Promise<CwRecord>;
  /** POST of an action, without a body where it takes none; answers what the API says, `{success, message}` as a rule. */
  act(path: ApiPath, body?: PlainRecord): Promise<PlainRecord>;
  remove(path: ApiPath): Promise<void>;
}

const COUNT = pathOf`/count`;

/** Most records of one page. */
export const LARGEST_PAGE = 1000;

function wireQuery(query: CwQuery): Query {
  return {
    ...query.params,
    conditions: query.conditions,
    childConditions: query.childConditions,
    customFieldConditions: query.customFieldConditions,
    orderBy: query.orderBy,
    fields: query.fields?.join(","),
  };
}

/** Wraps the plain client. */
export function connectwiseApi(client: VendorClient): CwApi {
  const list: CwApi["list"] = async (path, query, page, pageSize) => {
    const asked = { ...wireQuery(query), page, pageSize };
    const options = {
      query: asked,
      ...(query.cacheSeconds === undefined ? {} : { cacheSeconds: query.cacheSeconds }),
    };
    const { body, links } = await client.getLinked(path, options);
    const records = recordsIn(body);
    if (links !== undefined || records.length < pageSize) {
      return { records, hasMore: links?.["next"] !== undefined };
    }
    // A server that says nothing of further pages is asked for the one record after this page.
    const after = await client.get(path, {
      query: { ...asked, page: page * pageSize + 1, pageSize: 1 },
    });
    return { records, hasMore: recordsIn(after).length > 0 };
  };
  return {
    client,
    list,
    async all(path, query = {}, limit = LARGEST_PAGE) {
      const records: CwRecord[] = [];
      const pageSize = Math.min(limit, LARGEST_PAGE);
      for (let page = 1; ; page += 1) {
        const found = await list(path, query, page, pageSize);
        records.push(...found.records);
        if (!found.hasMore) return { records, limitReached: false };
        if (records.length >= limit)
          return { records: records.slice(0, limit), limitReached: true };
      }
    },
    async get(path, { fields, params, cacheSeconds } = {}) {
      const answer = await client.get(path, {
        query: { ...params, fields: fields?.join(",") },
        ...(cacheSeconds === undefined ? {} : { cacheSeconds }),
      });
      return recordIn(answer);
    },
    async count(path, { fields: _fields, orderBy: _order, ...query }) {
      const answer = await client.get(joinPaths(path, COUNT), { query: wireQuery(query) });
      const count = isRecord(answer) ? answer["count"] : undefined;
      if (typeof count === "number") return count;
      throw new PsaError("bad_response", "ConnectWise answered without a count.");
    },
    async create(path, record) {
      const body = given(record);
      const answer = await client.post(path, {
        body,
        before: {},
        after: body,
        simulated: { id: 0, ...body },
      });
      return recordIn(answer, true);
    },
    async edit(path, edits, before) {
      if (edits.length === 0) {
        throw new PsaError("invalid_arguments", "Nothing to change was given.", {
          advice: "Give at least one field besides the id.",
        });
      }
      const shown = Object.fromEntries(edits.map((edit) => [edit.path, edit.shown ?? edit.value]));
      const answer = await client.patch(path, {
        body: edits.map(({ path: field, value }) => ({ op: "replace", path: field, value })),
        before: Object.fromEntries(edits.map((edit) => [edit.path, edit.before])),
        after: shown,
        simulated: {
          ...before,
          ...Object.fromEntries(edits.map(({ path: field, value }) => [field, value])),
        },
      });
      return recordIn(answer, true);
    },
    async act(path, body) {
      const answer = await client.post(path, {
        ...(body === undefined ? {} : { body }),
        simulated: { success: true, message: "Not sent." },
      });
      return isRecord(answer) ? answer : {};
    },
    async remove(path) {
      await client.delete(path);
    },
  };
}

function recordsIn(answer: unknown): readonly CwRecord[] {
  if (Array.isArray(answer) && answer.every(isRecord))
    return answer as unknown as readonly CwRecord[];
  throw new PsaError("bad_response", "ConnectWise answered with something else than a list.");
}

function recordIn(answer: unknown, written = false): CwRecord {
  if (isRecord(answer) && typeof answer["id"] === "number") return answer as CwRecord;
  throw written
    ? new PsaError(
        "outcome_unknown",
        "ConnectWise took the change, but answered without the record.",
        {
          advice: "Read the record to see whether the change was made.",
        },
      )
    : new PsaError("bad_response", "ConnectWise answered without a record.");
}
