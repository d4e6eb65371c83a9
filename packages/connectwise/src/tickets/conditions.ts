import { path } from "@psa-mcp/core";
import type { CwApi } from "../api.ts";
import { moment, where, type Condition } from "../conditions/build.ts";
import { boards, members } from "../lookup/directories.ts";
import { find } from "../lookup/lookup.ts";
import { endOf } from "../time/moments.ts";

/** The filters of a ticket search. */
export interface TicketFilters {
  readonly company_id?: number | undefined;
  readonly company_name?: string | undefined;
  readonly board?: string | undefined;
  readonly status?: string | undefined;
  readonly summary_contains?: string | undefined;
  readonly assigned_to?: string | undefined;
  readonly contact_name?: string | undefined;
  readonly priority?: string | undefined;
  readonly type?: string | undefined;
  readonly open_only?: boolean | undefined;
  readonly entered_after?: string | undefined;
  readonly entered_before?: string | undefined;
  readonly updated_after?: string | undefined;
}

/** A name or, as digits, an id. */
export function named(field: string, wanted: string | undefined): Condition | undefined {
  if (wanted === undefined) return undefined;
  return /^[1-9]\d{0,9}$/.test(wanted)
    ? where.is(`${field}/id`, Number(wanted))
    : where.is(`${field}/name`, wanted);
}

/** What a condition makes of an argument that may be absent. */
function when<Value>(
  value: Value | undefined,
  condition: (value: Value) => Condition,
): Condition | undefined {
  return value === undefined ? undefined : condition(value);
}

/** The conditions of a search; names of boards and members are looked up, so that a wrong one is told. */
export async function ticketConditions(
  vendor: CwApi,
  filters: TicketFilters,
): Promise<Condition | undefined> {
  const { board, assigned_to: assigned } = filters;
  return where.all(
    filters.open_only === false ? undefined : where.is("closedFlag", false),
    when(filters.company_id, (value) => where.is("company/id", value)),
    named("company", filters.company_name),
    board === undefined ? undefined : where.is("board/id", (await find(vendor, boards, board)).id),
    named("status", filters.status),
    named("priority", filters.priority),
    named("type", filters.type),
    when(filters.summary_contains, (value) => where.contains("summary", value)),
    when(filters.contact_name, (value) => where.contains("contactName", value)),
    assigned === undefined ? undefined : assignedTo(await identifierOf(vendor, assigned)),
    when(filters.entered_after, (value) => where.from("_info/dateEntered", moment(value))),
    when(filters.entered_before, (value) =>
      where.before("_info/dateEntered", moment(endOf(value))),
    ),
    when(filters.updated_after, (value) => where.from("_info/lastUpdated", moment(value))),
  );
}

/**
 * A member works on a ticket as its owner or as one of its resources, a list such as "dlowe, rvale". Searching that list
 * for a part would also find members whose identifier begins with the same letters.
 */
export function assignedTo(identifier: string): Condition | undefined {
  return where.any(
    where.is("owner/identifier", identifier),
    where.is("resources", identifier),
    where.like("resources", `${identifier},%`),
    where.like("resources", `%, ${identifier}`),
    where.like("resources", `%, ${identifier},%`),
  );
}

/** The identifier of a member named by identifier, full name or id. */
export async function identifierOf(vendor: CwApi, wanted: string): Promise<string> {
  const { id, name } = await find(vendor, members, wanted);
  if (name !== undefined) return name;
  const member = await vendor.get(path`/system/members/${id}`, {
    fields: ["id", "identifier"],
    cacheSeconds: 300,
  });
  return String(member["identifier"]);
}
