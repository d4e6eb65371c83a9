import { day, item, path, PsaError, view, z, type AnyTool, type PlainRecord } from "@psa-mcp/core";
import { nameOrId } from "../arguments.ts";
import { moment, where } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { actingMember } from "../lookup/acting.ts";
import { nameOf } from "../records/records.ts";
import { workingTime } from "../schedule/availability.ts";
import { identifierOf } from "../tickets/conditions.ts";
import { spell } from "../time/moments.ts";
import { atWall, nextDay, onWall } from "../time/zones.ts";
import { expectedHours } from "../time/expected.ts";
import { hoursOf, timeFields } from "../views/time.ts";

const LONGEST_DAYS = 62;

const summary = defineTool({
  name: "cw_time_summary",
  title: "Time summary",
  tier: "read",
  toolset: "time",
  description:
    "Sum up a member's time per day and ticket, with working days that have too few hours; one's own when member is left out.",
  input: z.object({ member: nameOrId.optional(), date_from: day(), date_to: day() }),
  handler: async ({ input, vendor, client, principal }) => {
    const days = (Date.parse(input.date_to) - Date.parse(input.date_from)) / 86_400_000 + 1;
    if (days < 1 || days > LONGEST_DAYS) {
      throw new PsaError(
        "invalid_arguments",
        `From date_from to date_to there must be 1 to ${String(LONGEST_DAYS)} days.`,
      );
    }
    const identifier =
      input.member === undefined
        ? (await actingMember({ client, principal })).identifier
        : await identifierOf(vendor, input.member);
    const [member] = (
      await vendor.list(
        path`/system/members`,
        { conditions: where.is("identifier", identifier) },
        1,
        1,
      )
    ).records;
    const time = await workingTime(vendor, member ?? {});
    const [start, end] = [
      atWall(time.zone, input.date_from, "00:00"),
      atWall(time.zone, nextDay(input.date_to), "00:00"),
    ];
    const { records, limitReached } = await vendor.all(timeFields.path, {
      fields: timeFields.row,
      conditions: where.all(
        where.is("member/identifier", identifier),
        where.from("timeStart", moment(spell(start))),
        where.before("timeStart", moment(spell(end))),
      ),
      orderBy: "timeStart asc",
    });
    const dayOf = (record: PlainRecord): string =>
      onWall(time.zone, Date.parse(String(record["timeStart"]))).slice(0, 10);
    const rows = Array.from({ length: days }, (_unused, index) =>
      nextDay(input.date_from, index),
    ).map((date) => {
      const entries = records.filter((record) => dayOf(record) === date);
      const logged = hoursOf(entries);
      const expected = expectedHours(time, date, Number(member?.["dailyCapacity"] ?? 0));
      const missing = Math.max(0, Math.round((expected - logged) * 100) / 100);
      return {
        day: date,
        hours: logged,
        expected_hours: expected,
        ...(missing > 0 ? { missing_hours: missing } : {}),
        entries: entries.length,
      };
    });
    const charged = Object.values(
      Object.groupBy(
        records,
        (record) => `${String(record["chargeToType"])} ${String(record["chargeToId"])}`,
      ),
    )
      .map((group = []) => ({
        charged_to: `${String(group[0]?.["chargeToType"])} ${String(group[0]?.["chargeToId"])}`,
        company: nameOf(group[0]?.["company"]),
        hours: hoursOf(group),
      }))
      .toSorted((left, right) => right.hours - left.hours);
    return item(
      {
        member: identifier,
        zone: time.zone,
        hours: hoursOf(records),
        billable_hours: hoursOf(
          records.filter((record) => record["billableOption"] === "Billable"),
        ),
        by_charge: charged,
        days: rows,
      },
      view(
        "time",
        "member",
        "hours",
        "billable_hours",
        { key: "by_charge", label: "charged to", max: 3000 },
        "zone",
      ),
      {
        rows: "days",
        rowsView: view(
          "days",
          "day",
          "hours",
          { key: "expected_hours", label: "expected" },
          { key: "missing_hours", label: "missing" },
          "entries",
        ),
        notes: [...time.notes, ...(limitReached ? ["Only the first 1000 entries were read."] : [])],
      },
    );
  },
});

/** What a member has logged, and what is missing. */
export const timeSummaryTools: readonly AnyTool[] = [summary];
