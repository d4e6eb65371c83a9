import { describe, expect, it } from "vitest";
import { atWall, fixedZone, onWall, weekday, zoneNamed } from "./zones.ts";

const utc = (at: number): string => new Date(at).toISOString();

describe("time zones", () => {
  it.each([
    ["Eastern Standard Time", "America/New_York"],
    ["US Eastern", "America/New_York"],
    ["(UTC-06:00) Central Time (US & Canada)", "America/Chicago"],
    ["GMT Standard Time", "Europe/London"],
    ["W. Europe Standard Time", "Europe/Berlin"],
    ["Europe/Lisbon", "Europe/Lisbon"],
    ["AUS Eastern Standard Time", "Australia/Sydney"],
    ["Moon Base", undefined],
    ["Mars/Olympus", undefined],
  ])("%s means %s", (name, zone) => {
    expect(zoneNamed(name)).toBe(zone);
  });

  it("show a working day on both sides of a change of the clocks", () => {
    const zone = "America/New_York";
    expect(utc(atWall(zone, "2026-03-07", "08:00"))).toBe("2026-03-07T13:00:00.000Z");
    expect(utc(atWall(zone, "2026-03-08", "08:00"))).toBe("2026-03-08T12:00:00.000Z");
    expect(utc(atWall(zone, "2026-10-31", "08:00:00"))).toBe("2026-10-31T12:00:00.000Z");
    expect(utc(atWall(zone, "2026-11-01", "08:00:00"))).toBe("2026-11-01T13:00:00.000Z");
    // Days of 23 and 25 hours.
    expect(atWall(zone, "2026-03-09", "00:00") - atWall(zone, "2026-03-08", "00:00")).toBe(
      23 * 3_600_000,
    );
    expect(atWall(zone, "2026-11-02", "00:00") - atWall(zone, "2026-11-01", "00:00")).toBe(
      25 * 3_600_000,
    );
  });

  it("take the first of two equal times, and the moment after a skipped one", () => {
    const zone = "America/New_York";
    expect(utc(atWall(zone, "2026-11-01", "01:30"))).toBe("2026-11-01T05:30:00.000Z");
    expect(utc(atWall(zone, "2026-03-08", "02:30"))).toBe("2026-03-08T07:30:00.000Z");
  });

  it("read back what they write", () => {
    for (const zone of ["Asia/Kolkata", "Pacific/Auckland", "UTC", fixedZone(-3.5), fixedZone(9)]) {
      expect(onWall(zone, atWall(zone, "2026-06-15", "17:45"))).toBe("2026-06-15 17:45");
    }
    expect(fixedZone(-3.5)).toBe("-03:30");
    expect(weekday("2026-11-20")).toBe("friday");
  });
});
