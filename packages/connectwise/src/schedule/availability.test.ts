import { describe, expect, it } from "vitest";
import type { CwRecord } from "../api.ts";
import { dayOf, type WorkingTime } from "./availability.ts";
import { common, hoursIn, without } from "./intervals.ts";

const week = Object.fromEntries(
  ["monday", "tuesday", "wednesday", "thursday", "friday", "sunday"].flatMap((day) => [
    [`${day}StartTime`, "08:00:00"],
    [`${day}EndTime`, "17:00:00"],
  ]),
);

const time = (more: Partial<WorkingTime> = {}): WorkingTime => ({
  zone: "America/New_York",
  calendar: week,
  holidays: [],
  notes: [],
  ...more,
});

const entry = (dateStart: string, dateEnd: string): CwRecord => ({ id: 1, dateStart, dateEnd });
const utc = (at: number | undefined): string => new Date(at ?? 0).toISOString().slice(0, 16);

describe("a member's day", () => {
  it("is free where nothing is scheduled, overlaps counted once and clipped to working hours", () => {
    const one = dayOf(time(), "2026-06-15", [
      entry("2026-06-15T11:00:00Z", "2026-06-15T14:00:00Z"),
      entry("2026-06-15T13:30:00Z", "2026-06-15T15:00:00Z"),
      entry("2026-06-15T20:00:00Z", "2026-06-16T02:00:00Z"),
      // A to-do has no length, and the evening before is another day.
      entry("2026-06-15T16:00:00Z", "2026-06-15T16:00:00Z"),
      entry("2026-06-14T20:00:00Z", "2026-06-15T03:59:00Z"),
    ]);
    expect(one.free.map(({ start, end }) => [utc(start), utc(end)])).toEqual([
      ["2026-06-15T15:00", "2026-06-15T20:00"],
    ]);
    expect(hoursIn(one.free)).toBe(5);
  });

  it("keeps its local hours when the clocks change", () => {
    const [before, after] = [dayOf(time(), "2026-03-06", []), dayOf(time(), "2026-03-08", [])];
    expect(utc(before.free[0]?.start)).toBe("2026-03-06T13:00");
    expect(utc(after.free[0]?.start)).toBe("2026-03-08T12:00");
    expect(hoursIn(after.free)).toBe(9);
  });

  it("is not free on a day off or a holiday, and only in part on half of one", () => {
    expect(dayOf(time(), "2026-06-13", []).free).toEqual([]);
    const holidays = [
      { id: 1, name: "Founders' day", date: "2026-06-15T00:00:00Z", allDayFlag: true },
      {
        id: 2,
        name: "Eve",
        date: "2026-06-16T00:00:00Z",
        allDayFlag: false,
        timeStart: "12:00:00",
        timeEnd: "17:00:00",
      },
    ];
    expect(dayOf(time({ holidays }), "2026-06-15", [])).toMatchObject({
      free: [],
      holiday: "Founders' day",
    });
    expect(hoursIn(dayOf(time({ holidays }), "2026-06-16", []).free)).toBe(4);
  });

  it("is Monday to Friday where no calendar is known", () => {
    const { calendar: _calendar, ...rest } = time();
    expect(hoursIn(dayOf(rest, "2026-06-15", []).free)).toBe(9);
    expect(dayOf(rest, "2026-06-14", []).free).toEqual([]);
  });
});

describe("stretches of time", () => {
  it("lose what is taken and share what is common", () => {
    const free = [{ start: 0, end: 10 }];
    expect(
      without(free, [
        { start: 2, end: 4 },
        { start: 4, end: 5 },
        { start: 9, end: 20 },
      ]),
    ).toEqual([
      { start: 0, end: 2 },
      { start: 5, end: 9 },
    ]);
    expect(
      common(
        [
          { start: 0, end: 5 },
          { start: 7, end: 9 },
        ],
        [{ start: 4, end: 8 }],
      ),
    ).toEqual([
      { start: 4, end: 5 },
      { start: 7, end: 8 },
    ]);
  });
});
