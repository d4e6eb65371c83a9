import { page, type ApiPath, type PageResult, type PlainRecord, type View } from "@psa-mcp/core";
import type { CwApi, CwQuery, CwRecord } from "../api.ts";
import { where } from "../conditions/build.ts";
import { checkedConditions } from "../conditions/check.ts";
import { readable } from "./records.ts";

/** The arguments of a call that `listPage` reads. */
export interface ListInput {
  readonly page_number?: number | undefined;
  readonly page_size?: number | undefined;
  /** Counts all that fit, with one more request. */
  readonly include_total?: boolean | undefined;
  readonly conditions?: string | undefined;
  readonly child_conditions?: string | undefined;
  readonly custom_field_conditions?: string | undefined;
  readonly order_by?: string | undefined;
}

export interface Listing extends CwQuery {
  readonly path: ApiPath;
  readonly view: View;
  /** Makes a row of a record; snake_case keys when absent. */
  readonly row?: (record: CwRecord) => PlainRecord;
  /** Facts about the page's records, shown above them. */
  readonly about?: (records: readonly CwRecord[]) => PlainRecord;
  readonly notes?: readonly string[];
}

/** Records of a page when the call does not say. */
export const USUAL_PAGE = 25;

/** The listing's conditions joined with those that the caller wrote. */
export function joinedConditions(query: CwQuery, input: ListInput): CwQuery {
  const { conditions, child_conditions: child, custom_field_conditions: custom } = input;
  return {
    ...query,
    conditions: where.all(
      query.conditions,
      conditions === undefined ? undefined : checkedConditions(conditions),
    ),
    childConditions: where.all(
      query.childConditions,
      child === undefined ? undefined : checkedConditions(child, "child_conditions"),
    ),
    customFieldConditions: where.all(
      query.customFieldConditions,
      custom === undefined ? undefined : checkedConditions(custom, "custom_field_conditions"),
    ),
    orderBy: input.order_by ?? query.orderBy,
  };
}

/** One page of a list, by the API's own paging; whether there is more comes from its links, how many from a count. */
export async function listPage(
  vendor: CwApi,
  input: ListInput,
  listing: Listing,
): Promise<PageResult> {
  const number = input.page_number ?? 1;
  const { path, view, row = readable, about, notes, ...query } = listing;
  const joined = joinedConditions(query, input);
  const [found, total] = await Promise.all([
    vendor.list(path, joined, number, input.page_size ?? USUAL_PAGE),
    input.include_total === true ? vendor.count(path, joined) : undefined,
  ]);
  return page({
    items: found.records.map(row),
    view,
    page: number,
    ...(total === undefined ? {} : { total }),
    ...(found.hasMore ? { next: { page_number: number + 1 } } : {}),
    ...(about === undefined || found.records.length === 0 ? {} : { about: about(found.records) }),
    ...(notes === undefined || notes.length === 0 ? {} : { notes }),
  });
}

/** A short list in whole, at most 1000 records. */
export async function listAll(vendor: CwApi, listing: Listing): Promise<PageResult> {
  const { path, view, row = readable, about, notes = [], ...query } = listing;
  const { records, limitReached } = await vendor.all(path, query);
  const cut = limitReached ? [`Only the first ${String(records.length)} are shown.`] : [];
  return page({
    items: records.map(row),
    view,
    ...(limitReached ? {} : { total: records.length }),
    ...(about === undefined ? {} : { about: about(records) }),
    notes: [...notes, ...cut],
  });
}
