import type { PageResult } from "@psa-mcp/core";
import type { CwApi } from "../api.ts";
import type { Condition } from "../conditions/build.ts";
import { joinedConditions, listPage, type ListInput } from "../records/list.ts";
import { hoursOf, timeFields, timeRow, timeRows } from "../views/time.ts";

/** Most entries whose hours are added up. */
const MOST = 5000;

/**
 * One page of time entries, newest first, with the hours of the page; `include_total` counts all that fit and adds up
 * their hours.
 */
export async function listTime(
  vendor: CwApi,
  input: ListInput,
  {
    conditions,
    member,
    notes = [],
  }: {
    readonly conditions: Condition | undefined;
    readonly member?: string;
    readonly notes?: readonly string[];
  },
): Promise<PageResult> {
  const query = { conditions, orderBy: "timeStart desc" };
  const [found, all] = await Promise.all([
    listPage(vendor, input, {
      ...query,
      path: timeFields.path,
      fields: timeFields.row,
      view: timeRows,
      row: timeRow,
      about: (records) => ({
        ...(member === undefined ? {} : { member }),
        hours_on_this_page: hoursOf(records),
      }),
      notes,
    }),
    input.include_total === true
      ? vendor.all(
          timeFields.path,
          { ...joinedConditions(query, input), fields: ["id", "actualHours"] },
          MOST,
        )
      : undefined,
  ]);
  if (all === undefined) return found;
  const cut = all.limitReached ? [`Only the newest ${String(MOST)} entries were added up.`] : [];
  return {
    ...found,
    about: { ...found.about, hours_in_all: hoursOf(all.records) },
    notes: [...(found.notes ?? []), ...cut],
  };
}
