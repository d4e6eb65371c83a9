import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { literal, moment, where } from "./build.ts";
import { checkedConditions } from "./check.ts";

/** The text that a reader of the grammar finds in a literal, and what follows it. */
function readText(source: string): { readonly value: string; readonly rest: string } {
  let value = "";
  for (let at = 1; at < source.length; at += 1) {
    if (source[at] === "\\") value += source[(at += 1)];
    else if (source[at] === '"') return { value, rest: source.slice(at + 1) };
    else value += source[at];
  }
  throw new Error(`never closed: ${source}`);
}

const nasty = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '"',
        "\\",
        "'",
        "[",
        "]",
        "(",
        ")",
        " or ",
        " AND ",
        "id",
        ">",
        "*",
        "%",
        "\n",
        "x",
      ),
      {
        maxLength: 20,
      },
    )
    .map((parts) => parts.join("")),
);

describe("conditions built from data", () => {
  it("keep every text inside its quotes", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(readText(literal(text))).toEqual({ value: text, rest: "" });
      }),
      { numRuns: 2000 },
    );
  });

  it("stay one comparison each, whatever the texts are", () => {
    // Wildcards and blanks alone have a test of their own.
    const text = nasty.map((one) => `x${one.replaceAll(/[*%]/g, "")}`);
    fc.assert(
      fc.property(text, text, (first, second) => {
        const built =
          where.all(where.contains("summary", first), where.is("board/name", second)) ?? "";
        // The reader of callers' conditions is strict, and takes what was built.
        expect(() => checkedConditions(built)).not.toThrow();
        const one = readText(built.slice(built.indexOf('"')));
        expect(one.value).toBe(first);
        const next = readText(one.rest.slice(one.rest.indexOf('"')));
        expect(next.value).toBe(second);
        expect(next.rest).toMatch(/^\)?$/);
      }),
      { numRuns: 1000 },
    );
  });

  it("write dates in brackets, in whole seconds of UTC, and refuse anything else", () => {
    expect(where.from("timeStart", moment("2026-03-08T02:30:00.750-05:00"))).toBe(
      "timeStart >= [2026-03-08T07:30:00Z]",
    );
    expect(where.before("date", moment("2026-03-08"))).toBe("date < [2026-03-08T00:00:00Z]");
    for (const hostile of [
      "2026-01-01] OR id>[2020-01-01",
      "yesterday",
      "2026-02-30",
      "2026-13-01",
      "",
    ]) {
      expect(() => moment(hostile), hostile).toThrow(/date or time/);
    }
  });

  it("bracket what holds an or, so that joining keeps the meaning", () => {
    const either = where.any(where.is("id", 1), where.is("id", 2));
    expect(where.all(either, where.is("closedFlag", false))).toBe(
      "(id = 1 OR id = 2) AND closedFlag = false",
    );
    expect(where.all(undefined, where.is("id", 1))).toBe("id = 1");
    expect(where.all()).toBeUndefined();
    expect(where.oneOf("type/identifier", ["S", 'a"b'])).toBe(
      String.raw`type/identifier in ("S","a\"b")`,
    );
  });

  it("look for what stands around a star or a percent sign", () => {
    expect(where.is("name", "5* Hotel")).toBe('name contains "5" AND name contains " Hotel"');
    expect(where.contains("summary", "100% CPU")).toBe(
      'summary contains "100" AND summary contains " CPU"',
    );
    expect(() => where.contains("summary", "* %")).toThrow(/alone/);
    expect(() => where.is("name) or (id", 1)).toThrow();
  });
});
