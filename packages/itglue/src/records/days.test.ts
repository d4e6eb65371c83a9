import { describe, expect, it } from "vitest";
import { dayFromNow, daysUntil } from "./days.ts";

const now = Date.parse("2026-02-28T23:30:00Z");

describe("days", () => {
  it("counts whole days in UTC, over months and into the past", () => {
    expect(dayFromNow(0, now)).toBe("2026-02-28");
    expect(dayFromNow(1, now)).toBe("2026-03-01");
    expect(daysUntil("2026-03-02", now)).toBe(2);
    expect(daysUntil("2026-02-28T00:10:00.000Z", now)).toBe(0);
    expect(daysUntil("2026-02-01", now)).toBe(-27);
  });

  it.each([null, undefined, "", "soon", 5, "2026-99-99"])("makes nothing of %j", (value) => {
    expect(daysUntil(value, now)).toBeNull();
  });
});
