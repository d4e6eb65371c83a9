import { describe, expect, it } from "vitest";
import { least, median, percentile, rounded } from "./statistics.ts";

describe("statistics", () => {
  it("takes the element at half the length as median", () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(3);
  });

  it("takes percentiles by nearest rank", () => {
    const values = Array.from({ length: 200 }, (_value, index) => 200 - index);
    expect(percentile(values, 50)).toBe(100);
    expect(percentile(values, 99)).toBe(198);
    expect(percentile([7], 99)).toBe(7);
    expect(percentile(values, 0)).toBe(1);
  });

  it("finds the least and refuses to judge nothing", () => {
    expect(least([3, 2, 9])).toBe(2);
    expect(() => median([])).toThrow(/no values/);
  });

  it("rounds for keeping", () => {
    expect(rounded(1.2345, 2)).toBe(1.23);
    expect(rounded(0.48149, 3)).toBe(0.481);
  });
});
