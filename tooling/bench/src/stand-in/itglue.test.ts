import { describe, expect, it } from "vitest";
import { standIn } from "./itglue.ts";
import { recordOfSize } from "./stand-in.ts";

interface Body {
  readonly data: readonly object[];
  readonly meta: Readonly<Record<string, number | null>>;
}

function read(url: string): Body {
  const { status, body } = standIn("GET", url);
  expect(status).toBe(200);
  return JSON.parse(body.toString("utf8")) as Body;
}

const sizes = (records: readonly object[]): Set<number> =>
  new Set(records.map((record) => Buffer.byteLength(JSON.stringify(record))));

describe("the imitation of IT Glue", () => {
  it("lists documents of 755 bytes and honours the page", () => {
    const page = read(
      "/organizations/4100021/relationships/documents?page[size]=50&page[number]=3",
    );
    expect(page.data).toHaveLength(20);
    expect(sizes(page.data)).toEqual(new Set([755]));
    expect(page.meta).toMatchObject({ "total-count": 120, "next-page": null, "prev-page": 2 });
  });

  it("has no documents in folders", () => {
    const url =
      "/organizations/4100021/relationships/documents?filter%5Bdocument-folder-id%5D%5Bne%5D=null";
    expect(read(url).data).toEqual([]);
  });

  it("gives 30 sections of 633 bytes", () => {
    const page = read("/documents/5200310/relationships/sections?page%5Bsize%5D=1000");
    expect(page.data).toHaveLength(30);
    expect(sizes(page.data)).toEqual(new Set([633]));
  });

  it("answers what it does not know as the vendor does", () => {
    expect(standIn("GET", "/organizations/1").status).toBe(404);
    expect(standIn("DELETE", "/documents/5200310").status).toBe(404);
  });
});

describe("a record of a size", () => {
  it("refuses sizes that its fields exceed", () => {
    expect(() => recordOfSize(5, "x", (filling) => ({ filling }))).toThrow(/no room/);
  });

  it("refuses a filling that JSON has to escape", () => {
    expect(() => recordOfSize(40, '"', (filling) => ({ filling }))).toThrow(/instead of 40/);
  });
});
