import { attempt, path, type PlainRecord } from "@psa-mcp/core";
import type { CwApi, CwRecord } from "../api.ts";
import { moment, where } from "../conditions/build.ts";
import { idOf, nameOf } from "../records/records.ts";
import { spell } from "../time/moments.ts";
import { atWall, fixedZone, nextDay, weekday, zoneNamed } from "../time/zones.ts";
import { without, type Interval } from "./intervals.ts";

/** When a member works: a zone, hours for each weekday and the days off. */
export interface WorkingTime {
  readonly zone: string;
  readonly calendar?: PlainRecord;
  readonly holidays: readonly CwRecord[];
  /** What had to be assumed. */
  readonly notes: readonly string[];
}

/** A member's day. */
export interface Day {
  readonly day: string;
  readonly working: readonly Interval[];
  readonly busy: readonly (Interval & { readonly entry: CwRecord })[];
  readonly free: readonly Interval[];
  /** The holiday of the day, when it is one. */
  readonly holiday?: string;
}

/** Seconds for which calendars, zones and holidays are remembered. */
const REMEMBERED = 300;
const USUAL = { start: "08:00:00", end: "17:00:00" } as const;

/** Reads when a member works; what the site does not tell is assumed and said. */
export async function workingTime(vendor: CwApi, member: PlainRecord): Promise<WorkingTime> {
  const [zone, calendar] = await Promise.all([
    zoneOf(vendor, member["timeZone"]),
    calendarOf(vendor, member["calendar"]),
  ]);
  const list = idOf(calendar?.["holidayList"]);
  const { value } =
    list === undefined
      ? { value: undefined }
      : await attempt(
          vendor.all(path`/schedule/holidayLists/${list}/holidays`, { cacheSeconds: REMEMBERED }),
        );
  return {
    zone: zone.zone,
    ...(calendar === undefined ? {} : { calendar }),
    holidays: value?.records ?? [],
    notes: [
      ...zone.notes,
      ...(calendar === undefined
        ? ["No calendar is known of the member: Monday to Friday, 8:00 to 17:00 is assumed."]
        : []),
      ...(list !== undefined && value === undefined ? ["The holidays could not be read."] : []),
    ],
  };
}

/** The zone of a member's reference to one; UTC, or a fixed offset, with a note where it is not known. */
export async function zoneOf(
  vendor: CwApi,
  reference: unknown,
): Promise<{ readonly zone: string; readonly notes: readonly string[] }> {
  const name = nameOf(reference);
  const known = name === undefined ? undefined : zoneNamed(name);
  if (known !== undefined) return { zone: known, notes: [] };
  const id = idOf(reference);
  if (id === undefined)
    return { zone: "UTC", notes: ["No time zone is known of the member: times are UTC."] };
  const { value: setup } = await attempt(
    vendor.get(path`/system/timeZoneSetups/${id}`, { cacheSeconds: REMEMBERED }),
  );
  const named = nameOf(setup?.["timeZone"]) ?? nameOf(setup);
  const zone = named === undefined ? undefined : zoneNamed(named);
  if (zone !== undefined) return { zone, notes: [] };
  const offset = typeof setup?.["offset"] === "number" ? setup["offset"] : 0;
  return {
    zone: fixedZone(offset),
    notes: [
      `The time zone "${named ?? name ?? "?"}" is not known here; its offset ${fixedZone(offset)} is used all year.`,
    ],
  };
}

async function calendarOf(vendor: CwApi, reference: unknown): Promise<PlainRecord | undefined> {
  const id = idOf(reference);
  if (id === undefined) return undefined;
  return (await attempt(vendor.get(path`/schedule/calendars/${id}`, { cacheSeconds: REMEMBERED })))
    .value;
}

/** The hours of a member's calendar on one day, as clocks show them; none on a day off. */
export function hoursOn(
  time: WorkingTime,
  day: string,
): readonly [start: string, end: string] | undefined {
  const name = weekday(day);
  if (time.calendar === undefined)
    return name === "saturday" || name === "sunday" ? undefined : [USUAL.start, USUAL.end];
  const [start, end] = [time.calendar[`${name}StartTime`], time.calendar[`${name}EndTime`]];
  const spoken = (value: unknown): value is string =>
    typeof value === "string" && /^\d{2}:\d{2}/.test(value);
  return spoken(start) && spoken(end) && start < end ? [start, end] : undefined;
}

/** What is free of one day, given the entries that may touch it. */
export function dayOf(time: WorkingTime, day: string, entries: readonly CwRecord[]): Day {
  const hours = hoursOn(time, day);
  const holidays = time.holidays.filter((one) => String(one["date"]).slice(0, 10) === day);
  const whole = holidays.find((one) => one["allDayFlag"] !== false);
  const at = (clock: string): number => atWall(time.zone, day, clock);
  const parts = holidays
    .filter((one) => one !== whole)
    .flatMap((one) =>
      clock(one["timeStart"]) && clock(one["timeEnd"])
        ? [{ start: at(one["timeStart"]), end: at(one["timeEnd"]) }]
        : [],
    );
  const working =
    hours === undefined || whole !== undefined
      ? []
      : without([{ start: at(hours[0]), end: at(hours[1]) }], parts);
  const bounds = { start: at("00:00"), end: atWall(time.zone, nextDay(day), "00:00") };
  const busy = entries.flatMap((entry) => {
    const [start, end] = [
      Date.parse(String(entry["dateStart"])),
      Date.parse(String(entry["dateEnd"])),
    ];
    const touches = end > start && start < bounds.end && end > bounds.start;
    return touches
      ? [{ start: Math.max(start, bounds.start), end: Math.min(end, bounds.end), entry }]
      : [];
  });
  const holiday = nameOf(whole);
  return {
    day,
    working,
    busy,
    free: without(working, busy),
    ...(holiday === undefined ? {} : { holiday }),
  };
}

const clock = (value: unknown): value is string =>
  typeof value === "string" && /^\d{2}:\d{2}/.test(value);

/** A member's days from `first` on, by calendar, holidays and what is scheduled. */
export async function daysOf(
  vendor: CwApi,
  member: PlainRecord,
  first: string,
  days: number,
): Promise<{ readonly time: WorkingTime; readonly days: readonly Day[] }> {
  const time = await workingTime(vendor, member);
  const [start, end] = [
    atWall(time.zone, first, "00:00"),
    atWall(time.zone, nextDay(first, days), "00:00"),
  ];
  const { records } = await vendor.all(path`/schedule/entries`, {
    conditions: where.all(
      where.is("member/identifier", String(member["identifier"])),
      where.before("dateStart", moment(spell(end))),
      where.from("dateEnd", moment(spell(start))),
    ),
    orderBy: "dateStart asc",
  });
  const wanted = Array.from({ length: days }, (_unused, index) => nextDay(first, index));
  return { time, days: wanted.map((day) => dayOf(time, day, records)) };
}

/** A member's own record, by id. */
export async function memberRecord(vendor: CwApi, id: number): Promise<CwRecord> {
  return vendor.get(path`/system/members/${id}`, { cacheSeconds: REMEMBERED });
}
