import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PsaError } from "../errors/index.ts";
import { readCursor, start, writeCursor } from "./cursor.ts";

describe("cursors", () => {
  it("come back as they went out, for the same tool and arguments", () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.nat(1_000_000),
        fc.dictionary(
          fc.string({ minLength: 1 }).filter((key) => key !== "__proto__"),
          fc.oneof(fc.string(), fc.integer()),
        ),
        (skip, offset, change) => {
          const given = { organization_id: 7, filter_name: "a" };
          const cursor = writeCursor("acme_list", given, { skip, offset, change });
          expect(
            readCursor("acme_list", { ...given, cursor, response_format: "json" }, cursor),
          ).toEqual({ skip, offset, change });
        },
      ),
    );
  });

  it("are refused for other arguments, other tools and junk", () => {
    const cursor = writeCursor("acme_list", { id: 1 }, { ...start, skip: 5 });
    const refused = (tool: string, given: Record<string, unknown>, text: string): void => {
      expect(() => readCursor(tool, given, text)).toThrow(PsaError);
    };
    refused("acme_list", { id: 2 }, cursor);
    refused("acme_find", { id: 1 }, cursor);
    refused("acme_list", { id: 1 }, `${cursor.slice(0, 6)}!!!`);
    refused(
      "acme_list",
      { id: 1 },
      `${cursor.slice(0, 6)}${Buffer.from("[-1]").toString("base64url")}`,
    );
    refused("acme_list", { id: 1 }, "");
  });
});
