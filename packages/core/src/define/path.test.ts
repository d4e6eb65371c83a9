import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PsaError } from "../errors/index.ts";
import { joinPaths, path } from "./path.ts";

describe("path templates", () => {
  it("make one segment of every value, wherever a server or a proxy decodes it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (value) => {
        let built: string;
        try {
          built = path`/things/${value}/parts`;
        } catch (error) {
          expect(error).toBeInstanceOf(PsaError);
          return;
        }
        const url = new URL(`https://api.example/base${built}`);
        expect(url.origin).toBe("https://api.example");
        expect(url.search + url.hash).toBe("");
        const segments = url.pathname.split("/");
        expect(segments).toHaveLength(5);
        expect(segments[2]).toBe("things");
        expect(segments[4]).toBe("parts");
        const once = decodeURIComponent(segments[3] ?? "");
        expect(once).toBe(value);
        // A second decoding, as careless servers do it, must not find a separator either.
        expect(once).not.toMatch(/[/\\%?#]|^\.{1,2}$/);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    "",
    ".",
    "..",
    "../users",
    "1/2",
    String.raw`1\2`,
    "%2e%2e",
    "%70asswords",
    "a?b",
    "a#b",
    "a\nb",
    "a\u0000b",
    "x".repeat(201),
  ])("refuse %j", (value) => {
    expect(() => path`/things/${value}`).toThrow(PsaError);
  });

  it("refuse numbers that are no ids", () => {
    for (const value of [1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60]) {
      expect(() => path`/things/${value}`).toThrow(PsaError);
    }
    expect(path`/things/${7}`).toBe("/things/7");
  });

  it("join only what they built", () => {
    expect(joinPaths(path`/a/${1}`, path`/b`)).toBe("/a/1/b");
  });
});
