import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endOf, hoursAfter, hoursBetween, span, wholeSecond } from "./moments.ts";

describe("times", () => {
  it.each([
    ["2026-01-31", "2026-01-31T00:00:00Z"],
    ["2026-01-31T08:00", "2026-01-31T08:00:00Z"],
    ["2026-01-31 08:00:30", "2026-01-31T08:00:30Z"],
    ["2026-01-31T08:00:00.999Z", "2026-01-31T08:00:00Z"],
    ["2026-01-31T23:30:00-05:00", "2026-02-01T04:30:00Z"],
    ["2024-02-29T00:00:00+0200", "2024-02-28T22:00:00Z"],
  ])("%s is %s", (given, expected) => {
    expect(wholeSecond(given)).toBe(expected);
  });

  it.each([
    "2026-02-29",
    "2026-04-31T10:00",
    "2026-01-31T25:00:00Z",
    "31.1.2026",
    "now",
    "2026-01-31T08:00:00 Z; x",
  ])("%s is refused", (given) => {
    expect(() => wholeSecond(given)).toThrow(/date or time/);
  });

  it("are whole seconds for every moment", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }),
        (date) => {
          const whole = wholeSecond(date.toISOString());
          expect(whole).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
          expect(date.getTime() - Date.parse(whole)).toBeLessThan(1000);
          expect(date.getTime()).toBeGreaterThanOrEqual(Date.parse(whole));
        },
      ),
    );
  });

  it("end after they start, and days end where the next begins", () => {
    expect(endOf("2026-01-31")).toBe("2026-02-01T00:00:00Z");
    expect(endOf("2026-01-31T10:00:00Z")).toBe("2026-01-31T10:00:00Z");
    expect(hoursAfter("2026-01-31T23:30:00Z", 0.75)).toBe("2026-02-01T00:15:00Z");
    expect(hoursBetween("2026-01-31T23:30:00Z", "2026-02-01T00:15:00Z")).toBe(0.75);
    expect(span("2026-01-31T08:00Z", "2026-01-31T09:00+00:00").end).toBe("2026-01-31T09:00:00Z");
    expect(() => span("2026-01-31T08:00:00.900Z", "2026-01-31T08:00:00.100Z")).toThrow(/after/);
  });
});
