import { path, PsaError } from "@psa-mcp/core";
import type { CwApi } from "../api.ts";
import { moment, where, type Condition } from "../conditions/build.ts";
import { boards, members, priorities, slas, sources } from "../lookup/directories.ts";
import {
  boardPartCondition,
  companyCondition,
  memberCondition,
  namedCondition,
} from "../lookup/filters.ts";
import { find } from "../lookup/lookup.ts";
import { withinPeriods, type Asking } from "../time/days.ts";
import { spell } from "../time/moments.ts";

/** The filters of a ticket search. Names or ids; a part of a name is enough where only one fits. */
export interface TicketFilters {
  readonly company_id?: number | undefined;
  readonly company_name?: string | undefined;
  readonly board?: string | undefined;
  readonly status?: string | undefined;
  readonly summary_contains?: string | undefined;
  /** A member, as owner or resource. */
  readonly assigned_to?: string | undefined;
  readonly owner?: string | undefined;
  /** A part of it. */
  readonly contact_name?: string | undefined;
  readonly priority?: string | undefined;
  readonly type?: string | undefined;
  readonly sub_type?: string | undefined;
  readonly team?: string | undefined;
  readonly source?: string | undefined;
  readonly sla?: string | undefined;
  readonly in_sla?: boolean | undefined;
  /** Past the date that was required. */
  readonly overdue?: boolean | undefined;
  readonly parent_ticket_id?: number | undefined;
  /** True when absent. */
  readonly open_only?: boolean | undefined;
  readonly closed_only?: boolean | undefined;
  readonly entered_after?: string | undefined;
  readonly entered_before?: string | undefined;
  readonly updated_after?: string | undefined;
  readonly updated_before?: string | undefined;
}

/** Filters on what project tickets do not have. */
const SERVICE_ONLY = ["team", "sla", "in_sla", "parent_ticket_id"] as const;

/** True when the filters leave service tickets alone. */
export const onlyService = (filters: TicketFilters): boolean =>
  SERVICE_ONLY.some((name) => filters[name] !== undefined);

/** What a condition makes of an argument that may be absent. */
function when<Value>(
  value: Value | undefined,
  condition: (value: Value) => Condition,
): Condition | undefined {
  return value === undefined ? undefined : condition(value);
}

/** The conditions of a search; names are looked up, so that a wrong one is told. */
export async function ticketConditions(
  asking: Asking,
  filters: TicketFilters,
): Promise<Condition | undefined> {
  const { vendor } = asking;
  const closed = closedCondition(filters);
  const dates = await withinPeriods(asking, {
    "_info/dateEntered": { from: filters.entered_after, to: filters.entered_before },
    "_info/lastUpdated": { from: filters.updated_after, to: filters.updated_before },
  });
  const board =
    filters.board === undefined
      ? undefined
      : (await find(vendor, boards, filters.board, { partial: true })).id;
  const assigned =
    filters.assigned_to === undefined ? undefined : await identifierOf(vendor, filters.assigned_to);
  const named = await Promise.all([
    companyCondition(vendor, filters),
    boardPartCondition(vendor, "status", filters.status, board),
    boardPartCondition(vendor, "type", filters.type, board),
    boardPartCondition(vendor, "subType", filters.sub_type, board),
    boardPartCondition(vendor, "team", filters.team, board),
    namedCondition(vendor, "priority", priorities, filters.priority),
    namedCondition(vendor, "source", sources, filters.source),
    namedCondition(vendor, "sla", slas, filters.sla),
    memberCondition(vendor, "owner", filters.owner),
  ]);
  return where.all(
    closed,
    board === undefined ? undefined : where.is("board/id", board),
    ...named,
    assigned === undefined ? undefined : assignedTo(assigned),
    when(filters.summary_contains, (value) => where.contains("summary", value)),
    when(filters.contact_name, (value) => where.contains("contactName", value)),
    when(filters.in_sla, (value) => where.is("isInSla", value)),
    when(filters.overdue, (value) => overdueCondition(value)),
    when(filters.parent_ticket_id, (value) => where.is("parentTicketId", value)),
    dates,
  );
}

function closedCondition({
  closed_only: closed,
  open_only: open,
}: TicketFilters): Condition | undefined {
  if (closed === true && open === true) {
    throw new PsaError("invalid_arguments", "Give either open_only or closed_only.");
  }
  if (closed === true) return where.is("closedFlag", true);
  return open === false ? undefined : where.is("closedFlag", false);
}

/** Past the date that was required; false: not, or without such a date. */
function overdueCondition(overdue: boolean): Condition {
  const now = moment(spell(Date.now()));
  return overdue
    ? where.before("requiredDate", now)
    : (where.any(where.from("requiredDate", now), where.is("requiredDate", null)) as Condition);
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
  const { id: memberId, name } = await find(vendor, members, wanted, { partial: true });
  if (name !== undefined) return name;
  const member = await vendor.get(path`/system/members/${memberId}`, {
    fields: ["id", "identifier"],
    cacheSeconds: 300,
  });
  return String(member["identifier"]);
}
