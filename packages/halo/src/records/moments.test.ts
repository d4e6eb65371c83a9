import { describe, expect, it } from "vitest";
import { inSpan, momentOf } from "./moments.ts";

describe("a moment", () => {
  it("without an offset is in UTC, wherever the server stands", () => {
    const noon = Date.UTC(2026, 10, 27, 12);
    expect(momentOf("2026-11-27T12:00:00")).toBe(noon);
    expect(momentOf("2026-11-27T12:00:00Z")).toBe(noon);
    expect(momentOf("2026-11-27T13:00:00+01:00")).toBe(noon);
    expect(momentOf("2026-11-27")).toBe(Date.UTC(2026, 10, 27));
    expect(momentOf("")).toBeNaN();
  });

  it("lies in a span whose last day counts whole", () => {
    const late = "2026-11-27T23:59:59Z";
    expect(inSpan(late, "2026-11-27", "2026-11-27")).toBe(true);
    expect(inSpan(late, "2026-11-28", "2026-11-30")).toBe(false);
    expect(inSpan(late, "2026-11-01", "2026-11-27T12:00:00Z")).toBe(false);
    expect(inSpan("", "2026-11-01", "2026-11-30")).toBe(false);
  });
});
