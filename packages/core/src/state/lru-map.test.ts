import { describe, expect, it } from "vitest";
import { LruMap } from "./lru-map.ts";

describe("LruMap", () => {
  it("forgets what was not used for longest", () => {
    const map = new LruMap<string, number>({ entries: 2 });
    map.set("a", 1);
    map.set("b", 2);
    map.get("a");
    map.set("c", 3);
    expect([...map]).toEqual([
      ["a", 1],
      ["c", 3],
    ]);
    map.peek("a");
    map.set("d", 4);
    expect(map.get("a")).toBeUndefined();
  });

  it("keeps to a weight, also when values are replaced or deleted", () => {
    const map = new LruMap<string, string>({
      entries: 10,
      weight: 10,
      weigh: (value) => value.length,
    });
    map.set("a", "12345");
    map.set("b", "12345");
    map.set("a", "1");
    map.set("c", "1234");
    expect(map.size).toBe(3);
    map.set("d", "12");
    expect(map.get("b")).toBeUndefined();
    map.delete("d");
    map.set("e", "12345");
    expect(map.size).toBe(3);
    map.set("a", "x".repeat(11));
    expect(map.get("a")).toBeUndefined();
    map.clear();
    map.set("f", "1234567890");
    expect(map.size).toBe(1);
  });

  it("does not forget what is pinned", () => {
    const map = new LruMap<string, { busy: boolean }>({
      entries: 1,
      pinned: (value) => value.busy,
    });
    map.set("busy", { busy: true });
    map.set("idle", { busy: false });
    map.set("new", { busy: false });
    expect([...map].map(([key]) => key)).toEqual(["busy", "new"]);
  });
});
