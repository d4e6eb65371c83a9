import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeLines } from "./changes.ts";

describe("changes", () => {
  it("show short values whole", () => {
    expect(changeLines([{ field: "name", from: "a", to: "b" }])).toEqual(['name: "a" → "b"']);
    expect(changeLines([{ field: "note", from: undefined, to: null }])).toEqual([
      "note: nothing → null",
    ]);
  });

  it("show of two long texts the part that differs", () => {
    const text = "word ".repeat(500);
    const [line = ""] = changeLines([
      { field: "content", from: `${text}old${text}`, to: `${text}new${text}` },
    ]);
    expect(line).toContain("old");
    expect(line).toContain("new");
    expect(line.length).toBeLessThan(400);
  });

  it("never fail and stay short, whatever is compared", () => {
    const value = fc.oneof(
      fc.string({ maxLength: 3000 }),
      fc.constant(null),
      fc.integer(),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(value, value, (from, to) => {
        const [line = ""] = changeLines([{ field: "f", from, to }]);
        expect(line.length).toBeLessThan(7000);
        expect(line.startsWith("f: ")).toBe(true);
      }),
    );
  });
});
