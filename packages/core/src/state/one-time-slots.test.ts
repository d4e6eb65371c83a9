import { describe, expect, it } from "vitest";
import { MemorySlots } from "./one-time-slots.ts";

const make = (more: Partial<ConstructorParameters<typeof MemorySlots<string>>[0]> = {}) => {
  const clock = { now: 0 };
  const slots = new MemorySlots<string>({
    ttlSeconds: 900,
    perOwner: 3,
    total: 5,
    weigh: (value) => value.length,
    now: () => clock.now,
    ...more,
  });
  return { slots, clock };
};

describe("MemorySlots", () => {
  it("hands a value to exactly one of many", async () => {
    const { slots } = make();
    const { id } = await slots.open("ann", "bytes");
    expect(id).toMatch(/^[A-Za-z0-9_-]{24}$/);
    const got = await Promise.all(Array.from({ length: 20 }, () => slots.claim(id, "ann")));
    expect(got.filter((value) => value !== undefined)).toEqual(["bytes"]);
    expect(await slots.read(id, "ann")).toBeUndefined();
  });

  it("treats foreign, unknown, odd and expired ids alike", async () => {
    const { slots, clock } = make();
    const { id, expiresAt } = await slots.open("ann", "bytes");
    expect(expiresAt.getTime()).toBe(900_000);
    for (const wrong of ["x".repeat(24), "__proto__", "", "../etc"]) {
      expect(await slots.claim(wrong, "ann")).toBeUndefined();
    }
    expect(await slots.claim(id, "bob")).toBeUndefined();
    expect(await slots.replace(id, "bob", "evil")).toBe(false);
    expect(await slots.read(id, "ann")).toBe("bytes");
    clock.now = 900_000;
    expect(await slots.claim(id, "ann")).toBeUndefined();
    expect(await slots.replace(id, "ann", "late")).toBe(false);
    expect(slots.size).toBe(0);
  });

  it("limits slots per owner and in total, and makes room when they end", async () => {
    const { slots, clock } = make();
    const first = await slots.open("ann", "");
    await slots.open("ann", "");
    await slots.open("ann", "");
    await expect(slots.open("ann", "")).rejects.toMatchObject({ code: "rate_limited" });
    await slots.claim(first.id, "ann");
    await slots.open("ann", "");
    await slots.open("bob", "");
    await slots.open("bob", "");
    await expect(slots.open("cid", "")).rejects.toMatchObject({ code: "rate_limited" });
    clock.now = 900_000;
    await slots.open("ann", "");
    expect(slots.size).toBe(1);
  });

  it("limits the weight of all values together", async () => {
    const { slots } = make({ weight: 10 });
    const one = await slots.open("ann", "");
    const two = await slots.open("bob", "");
    expect(await slots.replace(one.id, "ann", "12345678")).toBe(true);
    await expect(slots.replace(two.id, "bob", "123")).rejects.toMatchObject({
      code: "rate_limited",
    });
    expect(await slots.read(two.id, "bob")).toBe("");
    expect(await slots.replace(one.id, "ann", "1234567890")).toBe(true);
    await slots.claim(one.id, "ann");
    expect(await slots.replace(two.id, "bob", "123")).toBe(true);
  });
});
