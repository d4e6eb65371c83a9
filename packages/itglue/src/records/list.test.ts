import { path, view } from "@psa-mcp/core";
import { describe, expect, it } from "vitest";
import type { ItglueApi, ItglueRecord, ListQuery } from "../api.ts";
import { allOf, byName, listPage, scanRecords } from "./list.ts";

const records = Array.from({ length: 30 }, (_unused, index): ItglueRecord => ({
  id: index + 1,
  type: "things",
  name: `Thing ${String(index + 1)}`,
}));

/** An API that holds `records` and, beyond what a crawl reaches, one more that only its own filter finds. */
function pretended(limitReached: boolean): {
  readonly vendor: ItglueApi;
  readonly asked: ListQuery[];
} {
  const asked: ListQuery[] = [];
  const beyond: ItglueRecord = { id: 99, type: "things", name: "Thing 7 beyond" };
  const vendor = {
    async crawl(
      _path: string,
      query: ListQuery,
      options: { keep?: (record: ItglueRecord) => boolean },
    ) {
      asked.push(query);
      const { keep = () => true } = options;
      return { records: records.filter(keep), scanned: records.length, limitReached };
    },
    async list(_path: string, query: ListQuery) {
      asked.push(query);
      return {
        records: [records[6], beyond],
        total: 2,
        pageNumber: 1,
        hasMore: false,
        included: [],
      };
    },
  } as unknown as ItglueApi;
  return { vendor, asked };
}

const listing = {
  path: path`/things`,
  keys: ["id", "name"],
  view: view("things", "id"),
  sorts: ["name", "updated-at"],
};
const progress = (): void => {};

describe("a list that is filtered here", () => {
  it("pages what it kept and says how far it looked", async () => {
    const { vendor } = pretended(false);
    const input = { page_number: 2, page_size: 4 };
    const found = await listPage({ input, vendor, progress }, { ...listing, keep: byName("1") });
    expect(found.items.map((item) => item["id"])).toEqual([13, 14, 15, 16]);
    expect(found).toMatchObject({ total: 12, page: 2, next: { page_number: 3 } });
    expect(found.about).toEqual({ scanned: 30, scan_limit_reached: false });
  });

  it("asks the API's own filter for what lies beyond the limit, without doubling", async () => {
    const { vendor, asked } = pretended(true);
    const found = await scanRecords(
      { vendor, progress },
      {
        path: path`/things`,
        query: { filter: { organization_id: 5 } },
        keep: byName("thing 7"),
        narrow: { name: "thing 7" },
      },
    );
    expect(found.records.map(({ id }) => id)).toEqual([7, 99]);
    expect(found.limitReached).toBe(true);
    expect(asked.at(-1)).toMatchObject({ filter: { organization_id: 5, name: "thing 7" } });
  });

  it("tells the reader of a limit", async () => {
    const { vendor } = pretended(true);
    const found = await listPage(
      { input: {}, vendor, progress },
      { ...listing, keep: byName("1") },
    );
    expect(found.about).toMatchObject({ scan_limit_reached: true });
    expect(found.notes?.join()).toMatch(/first 30 records/);
  });
});

describe("sorting", () => {
  it("takes either spelling and sends the documented one", async () => {
    const { vendor, asked } = pretended(false);
    for (const sort of ["-updated_at", "-updated-at"]) {
      await listPage({ input: { sort }, vendor, progress }, listing);
      expect(asked.at(-1)?.sort).toBe("-updated-at");
    }
    await expect(
      listPage({ input: { sort: "colour" }, vendor, progress }, listing),
    ).rejects.toThrow(/colour/);
  });
});

describe("allOf", () => {
  it("needs every filter, and is none without any", () => {
    expect(allOf(undefined, undefined)).toBeUndefined();
    const both = allOf(byName("thing"), undefined, (record) => record.id === 3);
    expect(records.filter((record) => both?.(record) === true)).toHaveLength(1);
  });
});
