import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { path } from "../define/index.ts";
import { rawPath } from "../../test/loopback.ts";
import { readBase, resolveTarget } from "./target.ts";

const base = readBase("https://api.acme.example/v4/apis/");

describe("resolveTarget", () => {
  it("never leaves origin and base path, whatever the path", () => {
    const piece = fc.constantFrom(
      "/",
      "..",
      ".",
      "%2e",
      "%2E",
      "%2f",
      "\\",
      "a",
      "?",
      "#",
      "@",
      ":",
      "//",
      "%",
      " ",
      "é",
      "%70",
      ";",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join("");
        let wire: string;
        try {
          ({ wire } = resolveTarget(base, rawPath(text), undefined));
        } catch (error) {
          expect(error).toMatchObject({ code: "invalid_arguments" });
          return;
        }
        const seen = new URL(wire, "https://api.acme.example");
        expect(seen.origin).toBe("https://api.acme.example");
        expect(seen.pathname).toBe(wire);
        expect(decodeURIComponent(seen.pathname)).toMatch(/^\/v4\/apis\//);
        expect(decodeURIComponent(seen.pathname)).not.toMatch(/\/\.{1,2}(\/|$)|\/\/|[?#\\]/);
      }),
      { numRuns: 2000 },
    );
  });

  it("accepts everything that `path` builds", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30, unit: "grapheme" }), (text) => {
        let built;
        try {
          built = path`/records/${text}/notes`;
        } catch {
          return;
        }
        expect(resolveTarget(base, built, undefined).wire).toBe(`/v4/apis${built}`);
      }),
      { numRuns: 1000 },
    );
  });

  it("encodes queries so that they read back the same", () => {
    const values = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.string(), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), values), (query) => {
        const { wire, label } = resolveTarget(base, path`/a`, query);
        const read = [...new URL(wire, base.origin).searchParams];
        const given = Object.entries(query).flatMap(([key, value]) =>
          value === null
            ? []
            : (Array.isArray(value) ? value : [value]).map((one) => [key, String(one)]),
        );
        expect(read).toEqual(given);
        expect(label.split("?")[0]).toBe("/a");
      }),
    );
    expect(resolveTarget(base, path`/a`, { q: "\uD800" }).wire).toBe("/v4/apis/a?q=%EF%BF%BD");
  });
});
