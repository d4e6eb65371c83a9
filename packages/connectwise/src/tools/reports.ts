import { day, item, page, PsaError, view, z, type AnyTool, type PlainRecord } from "@psa-mcp/core";
import type { CwApi, CwRecord } from "../api.ts";
import { nameOrId } from "../arguments.ts";
import { moment, where, type Condition } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { boards, members } from "../lookup/directories.ts";
import { companyCondition, companyFilter } from "../lookup/filters.ts";
import { find } from "../lookup/lookup.ts";
import { nameOf } from "../records/records.ts";
import { tally } from "../records/tally.ts";
import { memberRecord, workingTime } from "../schedule/availability.ts";
import { rowFields, ticketRow } from "../tickets/fields.ts";
import { ticketsOf } from "../tickets/kind.ts";
import { expectedHours } from "../time/expected.ts";
import { spell } from "../time/moments.ts";
import { atWall, nextDay } from "../time/zones.ts";
import { hoursOf, timeFields } from "../views/time.ts";

/** Most records that a report reads; what lies beyond is said. */
const MOST = 5000;
const LONGEST_DAYS = 92;

const cut = (limitReached: boolean): readonly string[] =>
  limitReached ? [`Only the newest ${String(MOST)} tickets were read.`] : [];

const enteredAt = (record: PlainRecord): string =>
  String((record["_info"] as PlainRecord | undefined)?.["dateEntered"] ?? "");
const updatedAt = (record: PlainRecord): string =>
  String((record["_info"] as PlainRecord | undefined)?.["lastUpdated"] ?? "");

const boardOverview = defineTool({
  name: "cw_board_overview",
  title: "Board overview",
  tier: "read",
  toolset: "reports",
  description:
    "Show the state of a board: open tickets by status, priority and owner, how many are unassigned, overdue, out of SLA or untouched for a week, and the oldest.",
  input: z.object({ board: nameOrId }),
  handler: async ({ input, vendor }) => {
    const board = await find(vendor, boards, input.board, { partial: true });
    const { records, limitReached } = await vendor.all(
      ticketsOf.service,
      {
        fields: [...rowFields.service, "isInSla"],
        conditions: where.all(where.is("board/id", board.id), where.is("closedFlag", false)),
        orderBy: "id desc",
      },
      MOST,
    );
    const now = spell(Date.now());
    const weekAgo = spell(Date.now() - 7 * 86_400_000);
    const count = (fits: (record: CwRecord) => boolean): number => records.filter(fits).length;
    const oldest = records
      .toSorted((left, right) => enteredAt(left).localeCompare(enteredAt(right)))
      .slice(0, 10);
    return item(
      {
        board: board.name ?? nameOf(records[0]?.["board"]) ?? `id ${String(board.id)}`,
        open: records.length,
        unassigned: count((one) => one["owner"] === undefined && one["resources"] === undefined),
        overdue: count(
          (one) => one["requiredDate"] !== undefined && String(one["requiredDate"]) < now,
        ),
        out_of_sla: count((one) => one["isInSla"] === false),
        untouched_for_a_week: count((one) => updatedAt(one) < weekAgo),
        by_status: tally(records, (one) => nameOf(one["status"]) ?? "none"),
        by_priority: tally(records, (one) => nameOf(one["priority"]) ?? "none"),
        by_owner: tally(records, ownerOf),
        oldest: oldest.map((record) => ticketRow("service", record)),
      },
      view(
        "board",
        "board",
        "open",
        "unassigned",
        "overdue",
        "out_of_sla",
        "untouched_for_a_week",
        { key: "by_status", max: 2000 },
        { key: "by_priority", max: 1000 },
        { key: "by_owner", max: 2000 },
      ),
      { rows: "oldest", rowsView: oldestRows, notes: cut(limitReached) },
    );
  },
});

const ownerOf = (record: PlainRecord): string =>
  String((record["owner"] as PlainRecord | undefined)?.["identifier"] ?? "nobody");

const oldestRows = view(
  "oldest tickets",
  "id",
  { key: "summary", max: 70 },
  { key: "company.name", label: "company", max: 30 },
  { key: "status.name", label: "status" },
  "assigned",
  { key: "date_entered", label: "entered", format: "date" },
);

/** The first moment of a day and the one after its last, in UTC. */
function within(field: string, from: string, to: string): Condition | undefined {
  return where.all(where.from(field, moment(from)), where.before(field, moment(nextDay(to))));
}

function checkPeriod(from: string, to: string): number {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  if (days >= 1 && days <= LONGEST_DAYS) return days;
  throw new PsaError(
    "invalid_arguments",
    `From date_from to date_to there must be 1 to ${String(LONGEST_DAYS)} days.`,
  );
}

const slaReport = defineTool({
  name: "cw_sla_report",
  title: "SLA report",
  tier: "read",
  toolset: "reports",
  description:
    "Tell how many of the service tickets entered in a period kept their SLA, by priority and company, with usual times to respond and resolve, and those that missed it. Days are UTC, both included.",
  input: z.object({
    date_from: day(),
    date_to: day(),
    board: nameOrId.optional(),
    ...companyFilter,
  }),
  handler: async ({ input, vendor }) => {
    checkPeriod(input.date_from, input.date_to);
    const board =
      input.board === undefined
        ? undefined
        : await find(vendor, boards, input.board, { partial: true });
    const { records, limitReached } = await vendor.all(
      ticketsOf.service,
      {
        fields: [...rowFields.service, ...SLA_FIELDS],
        conditions: where.all(
          within("_info/dateEntered", input.date_from, input.date_to),
          board === undefined ? undefined : where.is("board/id", board.id),
          await companyCondition(vendor, input),
        ),
        orderBy: "id desc",
      },
      MOST,
    );
    const judged = records.filter((record) => typeof record["isInSla"] === "boolean");
    const missed = judged.filter((record) => record["isInSla"] === false);
    return item(
      {
        tickets: records.length,
        in_sla: judged.length - missed.length,
        missed: missed.length,
        ...(judged.length === 0
          ? {}
          : { percent_in_sla: percent(judged.length - missed.length, judged.length) }),
        median_minutes_to_respond: median(judged, "respondMinutes"),
        median_minutes_to_resolve: median(
          judged.filter((record) => record["closedFlag"] === true),
          "resolveMinutes",
        ),
        by_priority: shares(judged, (record) => nameOf(record["priority"]) ?? "none"),
        by_company: shares(missed, (record) => nameOf(record["company"]) ?? "none", judged),
        tickets_out_of_sla: missed.slice(0, 50).map((record) => ticketRow("service", record)),
      },
      view(
        "SLA",
        "tickets",
        "in_sla",
        "missed",
        "percent_in_sla",
        "median_minutes_to_respond",
        "median_minutes_to_resolve",
        { key: "by_priority", max: 1000 },
        { key: "by_company", max: 2000 },
      ),
      {
        rows: "tickets_out_of_sla",
        rowsView: { ...oldestRows, noun: "tickets out of SLA" },
        notes: [
          ...cut(limitReached),
          ...(missed.length > 50
            ? [`Of ${String(missed.length)} that missed it the newest 50 are shown.`]
            : []),
          ...(judged.length < records.length
            ? [`${String(records.length - judged.length)} tickets have no SLA.`]
            : []),
        ],
      },
    );
  },
});

const SLA_FIELDS = ["isInSla", "slaStatus", "sla/name", "respondMinutes", "resolveMinutes"];

const percent = (part: number, whole: number): number => Math.round((part / whole) * 1000) / 10;

/** The median of a field's numbers; undefined when no record has one. */
function median(records: readonly PlainRecord[], field: string): number | undefined {
  const values = records
    .map((record) => record[field])
    .filter((value) => typeof value === "number")
    .toSorted((left, right) => left - right);
  return values[Math.floor(values.length / 2)];
}

/** `name: kept of all` for every name among `records`; of `whole` when that is given. */
function shares(
  records: readonly PlainRecord[],
  name: (record: PlainRecord) => string,
  whole: readonly PlainRecord[] = records,
): readonly string[] {
  return Object.entries(Object.groupBy(whole, name))
    .filter(([key]) => records.some((record) => name(record) === key))
    .toSorted(([, left = []], [, right = []]) => right.length - left.length)
    .slice(0, 25)
    .map(([key, group = []]) => {
      const kept = group.filter((record) => record["isInSla"] === true).length;
      return `${key}: ${String(kept)} of ${String(group.length)}`;
    });
}

const utilization = defineTool({
  name: "cw_member_utilization",
  title: "Member utilization",
  tier: "read",
  toolset: "reports",
  description:
    "Compare members' logged and billable hours in a period with the hours they were to work by calendar, holidays and capacity; in each member's own time zone.",
  input: z.object({
    members: z.array(nameOrId).min(1).max(20),
    date_from: day(),
    date_to: day(),
  }),
  handler: async ({ input, vendor }) => {
    const days = checkPeriod(input.date_from, input.date_to);
    const all = await Promise.all(
      input.members.map(async (wanted) => utilizationOf(vendor, wanted, input, days)),
    );
    const rows = all
      .map(({ row }) => row)
      .toSorted(
        (left, right) =>
          Number(right["billable_percent"] ?? 0) - Number(left["billable_percent"] ?? 0),
      );
    return page({
      items: rows,
      total: rows.length,
      view: view(
        "members",
        "member",
        { key: "hours", label: "logged" },
        "billable_hours",
        { key: "expected_hours", label: "expected" },
        { key: "percent", label: "logged %" },
        { key: "billable_percent", label: "billable %" },
        "entries",
      ),
      notes: [...new Set(all.flatMap(({ notes }) => notes))],
    });
  },
});

async function utilizationOf(
  vendor: CwApi,
  wanted: string,
  period: { readonly date_from: string; readonly date_to: string },
  days: number,
): Promise<{ readonly row: PlainRecord; readonly notes: readonly string[] }> {
  const member = await memberRecord(vendor, (await find(vendor, members, wanted)).id);
  const time = await workingTime(vendor, member);
  const start = atWall(time.zone, period.date_from, "00:00");
  const end = atWall(time.zone, nextDay(period.date_to), "00:00");
  const { records, limitReached } = await vendor.all(
    timeFields.path,
    {
      fields: timeFields.row,
      conditions: where.all(
        where.is("member/id", member.id),
        where.from("timeStart", moment(spell(start))),
        where.before("timeStart", moment(spell(end))),
      ),
      orderBy: "timeStart asc",
    },
    MOST,
  );
  const capacity = Number(member["dailyCapacity"] ?? 0);
  const expected = Array.from({ length: days }, (_unused, index) =>
    expectedHours(time, nextDay(period.date_from, index), capacity),
  ).reduce((sum, hours) => sum + hours, 0);
  const logged = hoursOf(records);
  const billable = hoursOf(records.filter((one) => one["billableOption"] === "Billable"));
  const identifier = String(member["identifier"]);
  return {
    row: {
      member: identifier,
      hours: logged,
      billable_hours: billable,
      expected_hours: Math.round(expected * 100) / 100,
      ...(expected > 0
        ? { percent: percent(logged, expected), billable_percent: percent(billable, expected) }
        : {}),
      entries: records.length,
    },
    notes: [
      ...time.notes.map((note) => `${identifier}: ${note}`),
      ...(limitReached ? [`${identifier}: only the first ${String(MOST)} entries were read.`] : []),
    ],
  };
}

/** Reports over many records: a board, SLA, members. */
export const reportTools: readonly AnyTool[] = [boardOverview, slaReport, utilization];
