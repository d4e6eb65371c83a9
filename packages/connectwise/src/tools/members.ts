import {
  day,
  id,
  item,
  page,
  path,
  PsaError,
  text,
  view,
  z,
  count,
  type AnyTool,
  type PlainRecord,
} from "@psa-mcp/core";
import type { CwApi, CwRecord } from "../api.ts";
import { nameOrId, paging, rawList } from "../arguments.ts";
import { where } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { members } from "../lookup/directories.ts";
import { find } from "../lookup/lookup.ts";
import { listPage } from "../records/list.ts";
import { readable } from "../records/records.ts";
import { daysOf, hoursOn, memberRecord, workingTime, type Day } from "../schedule/availability.ts";
import { common, hoursIn, type Interval } from "../schedule/intervals.ts";
import { nextDay, onWall } from "../time/zones.ts";

const FIELDS = [
  "id",
  "identifier",
  "firstName",
  "lastName",
  "title",
  "officeEmail",
  "inactiveFlag",
  "timeZone/name",
  "workRole/name",
  "dailyCapacity",
  "scheduleCapacity",
];

const listMembers = defineTool({
  name: "cw_list_members",
  title: "List members",
  tier: "read",
  toolset: "schedule",
  paged: true,
  description: "List members (staff) with the identifiers that other tools take.",
  input: z.object({
    name_contains: text(60).optional(),
    identifier: text(30).optional(),
    include_inactive: z.boolean().optional(),
    schedulable_only: z.boolean().optional(),
    ...rawList,
    ...paging,
  }),
  handler: async ({ input, vendor }) =>
    listPage(vendor, input, {
      path: path`/system/members`,
      fields: FIELDS,
      conditions: where.all(
        input.include_inactive === true ? undefined : where.is("inactiveFlag", false),
        input.identifier === undefined ? undefined : where.is("identifier", input.identifier),
        ...(input.name_contains ?? "")
          .split(/\s+/)
          .filter((word) => word !== "")
          .map((word) =>
            where.any(
              where.contains("firstName", word),
              where.contains("lastName", word),
              where.contains("identifier", word),
            ),
          ),
        input.schedulable_only === true
          ? where.is("hideMemberInDispatchPortalFlag", false)
          : undefined,
      ),
      orderBy: "identifier asc",
      view: view(
        "members",
        "id",
        "identifier",
        { key: "first_name", label: "first" },
        { key: "last_name", label: "last" },
        "title",
        { key: "office_email", label: "email" },
        { key: "time_zone.name", label: "zone" },
        { key: "inactive_flag", label: "inactive" },
      ),
    }),
});

const WEEK = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

const getMember = defineTool({
  name: "cw_get_member",
  title: "Get member",
  tier: "read",
  toolset: "schedule",
  description: "Get one member with working hours, time zone and coming holidays.",
  input: z.object({ member_id: id("member") }),
  handler: async ({ input, vendor }) => {
    const member = await memberRecord(vendor, input.member_id);
    const time = await workingTime(vendor, member);
    // The first week of 2024 began on a Monday: any week tells the hours.
    const week = WEEK.map((name, index) => {
      const hours = hoursOn(time, nextDay("2024-01-01", index));
      return `${name} ${hours === undefined ? "off" : hours.map((clock) => clock.slice(0, 5)).join("–")}`;
    });
    const today = new Date().toISOString().slice(0, 10);
    const holidays = time.holidays
      .map((one) => ({ date: String(one["date"]).slice(0, 10), name: one["name"] }))
      .filter(({ date }) => date >= today)
      .toSorted((left, right) => left.date.localeCompare(right.date));
    const known = readable(member);
    const shown = Object.fromEntries(
      SHOWN.flatMap((key) => (known[key] === undefined ? [] : [[key, known[key]]])),
    );
    return item(
      {
        ...shown,
        zone: time.zone,
        working_hours: week,
        coming_holidays: holidays.slice(0, 10).map(({ date, name }) => `${date} ${String(name)}`),
      },
      view(
        "member",
        ...SHOWN.map((key) => ({ key, format: "name" as const })),
        "zone",
        "working_hours",
        "coming_holidays",
      ),
      { notes: time.notes },
    );
  },
});

/** What a member's record shows; rates, tokens and private addresses stay out. */
const SHOWN = [
  "id",
  "identifier",
  "first_name",
  "last_name",
  "title",
  "office_email",
  "office_phone",
  "inactive_flag",
  "license_class",
  "security_role",
  "work_role",
  "work_type",
  "default_location",
  "default_department",
  "reports_to",
  "time_approver",
  "daily_capacity",
  "schedule_capacity",
  "calendar",
  "time_zone",
];

async function recordsOf(vendor: CwApi, wanted: readonly string[]): Promise<readonly CwRecord[]> {
  return Promise.all(
    wanted.map(async (name) => memberRecord(vendor, (await find(vendor, members, name)).id)),
  );
}

const clocks = (zone: string, intervals: readonly Interval[]): readonly string[] =>
  intervals.map(
    ({ start, end }) => `${onWall(zone, start).slice(11)}–${onWall(zone, end).slice(11)}`,
  );

const availability = defineTool({
  name: "cw_member_availability",
  title: "Member availability",
  tier: "read",
  toolset: "schedule",
  description:
    "Show when members are free on a day, or several, by calendar, holidays and schedule, in each member's own time zone.",
  input: z.object({
    member: nameOrId.optional(),
    members: z.array(nameOrId).min(1).max(20).optional(),
    date: day(),
    days: count(1, 14).optional(),
  }),
  handler: async ({ input, vendor }) => {
    const wanted = [
      ...(input.member === undefined ? [] : [input.member]),
      ...(input.members ?? []),
    ];
    if (wanted.length === 0) throw new PsaError("invalid_arguments", "Give member or members.");
    const records = await recordsOf(vendor, wanted);
    const all = await Promise.all(
      records.map(async (member) => ({
        member,
        ...(await daysOf(vendor, member, input.date, input.days ?? 1)),
      })),
    );
    const rows = all.flatMap(({ member, time, days }) =>
      days.map((one) => dayRow(String(member["identifier"]), time.zone, one)),
    );
    const notes = [...new Set(all.flatMap(({ time }) => time.notes))];
    return page({
      items: rows,
      total: rows.length,
      view: view(
        "days",
        "member",
        "day",
        "free_hours",
        "free",
        "scheduled",
        "working",
        "holiday",
        "zone",
      ),
      notes,
    });
  },
});

function dayRow(member: string, zone: string, one: Day): PlainRecord {
  return {
    member,
    day: one.day,
    zone,
    working: clocks(zone, one.working),
    scheduled: one.busy.map((busy) =>
      `${clocks(zone, [busy]).join("")} ${String(busy.entry["name"] ?? "")}`.trim(),
    ),
    free: clocks(zone, one.free),
    free_hours: hoursIn(one.free),
    scheduled_hours: hoursIn(one.busy),
    ...(one.holiday === undefined ? {} : { holiday: one.holiday }),
  };
}

const freeSlot = defineTool({
  name: "cw_find_free_slot",
  title: "Find free slot",
  tier: "read",
  toolset: "schedule",
  description:
    "Find times at which all given members are free for a while, by calendar, holidays and schedule. Times are UTC and local.",
  input: z.object({
    members: z.array(nameOrId).min(1).max(10),
    minutes: count(5, 600),
    date: day(),
    days: count(1, 14).optional(),
    most: count(1, 50).optional(),
  }),
  handler: async ({ input, vendor }) => {
    const records = await recordsOf(vendor, input.members);
    const all = await Promise.all(
      records.map(async (member) => daysOf(vendor, member, input.date, input.days ?? 5)),
    );
    const free = all
      .map(({ days }): readonly Interval[] => days.flatMap((one) => one.free))
      .reduce((left, right) => common(left, right));
    const length = input.minutes * 60_000;
    const zone = all[0]?.time.zone ?? "UTC";
    const slots = free
      .filter(({ start, end }) => end - start >= length && end > Date.now())
      .slice(0, input.most ?? 10)
      .map(({ start, end }) => ({
        time_start: new Date(start).toISOString().replace(".000Z", "Z"),
        free_until: new Date(end).toISOString().replace(".000Z", "Z"),
        local: onWall(zone, start),
        zone,
      }));
    return page({
      items: slots,
      total: slots.length,
      view: view("slots", "time_start", "free_until", "local", "zone"),
      notes: [...new Set(all.flatMap(({ time }) => time.notes))],
    });
  },
});

/** Members: who there is, and when they are free. */
export const memberTools: readonly AnyTool[] = [listMembers, getMember, availability, freeSlot];
