import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkedConditions } from "./check.ts";

describe("conditions of a caller", () => {
  it.each([
    'status/name = "New"',
    "closedFlag=false AND (priority/id in (1,2) or _info/dateEntered >= [2026-01-31T00:00:00Z])",
    "summary not contains 'printer' and summary like \"VPN%\"",
    String.raw`summary = "a \"quoted\" word"`,
    "contact != null and budgetHours >= 1.5 and id > -1",
    'board/name NOT IN ("A","B") and lastUpdated < [2026-01-31]',
  ])("are taken: %s", (source) => {
    expect(checkedConditions(` ${source}  `)).toBe(`(${source})`);
  });

  it.each([
    ['status/name = "New', "never closed", 15],
    ["status/name == 1", "a value is missing", 14],
    ["status/name New", "an operator is missing", 13],
    ["lastUpdated > 2026-01-31", "dates stand in brackets", 15],
    ["lastUpdated > [tomorrow]", "brackets hold a date", 15],
    ["id = 1 or", "name of a field", 10],
    ["(id = 1", '")" is missing', 8],
    ["id = 1)", "never opened", 7],
    ["id = 1 id = 2", "AND or OR is missing", 8],
    ["status/name = New", "a value is missing", 15],
    ["id in 1", '"(" must follow', 7],
    ["id not = 1", "must follow not", 8],
    ["id = 1; drop", "cannot be read", 7],
    ['types/name = "x"', "child_conditions", 1],
    ["customFields = 1", "custom_field_conditions", 1],
    ["", "name of a field", 1],
  ])("are refused with a pointer: %s", (source, what, at) => {
    expect(() => checkedConditions(source)).toThrow(what);
    expect(() => checkedConditions(source)).toThrow(`at character ${String(at)}`);
  });

  it("may name lists where lists belong", () => {
    expect(checkedConditions('types/name = "Lead"', "child_conditions")).toBe(
      '(types/name = "Lead")',
    );
  });

  it("can only narrow: what is taken is closed in itself", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "id",
            "=",
            "1",
            '"',
            "'",
            "(",
            ")",
            "[",
            "]",
            " ",
            "or",
            "and",
            "\\",
            "2026-01-01",
            ",",
          ),
          { maxLength: 14 },
        ),
        (parts) => {
          const source = parts.join(" ");
          let taken: string | undefined;
          try {
            taken = checkedConditions(source);
          } catch {
            return;
          }
          const bare = taken.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "");
          let depth = 0;
          for (const [index, sign] of bare.split("").entries()) {
            if (sign === "(") depth += 1;
            if (sign === ")") depth -= 1;
            if (index < bare.length - 1) expect(depth).toBeGreaterThan(0);
          }
          expect(depth).toBe(0);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("takes time in proportion to their length", () => {
    const began = performance.now();
    expect(() => checkedConditions("(".repeat(4000))).toThrow("parentheses");
    expect(() => checkedConditions('"'.repeat(3999))).toThrow();
    expect(() => checkedConditions("x".repeat(4001))).toThrow("longer");
    expect(performance.now() - began).toBeLessThan(300);
  });
});
