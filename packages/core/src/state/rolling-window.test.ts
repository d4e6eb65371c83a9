import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MemoryRollingWindow, type Reservation } from "./rolling-window.ts";

/** The rule itself, counted the slow way: no span of the window's length, however placed, holds more than the limit. */
function withinLimit(
  moments: readonly number[],
  limit: number,
  windowMilliseconds: number,
): boolean {
  return moments.every(
    (start) =>
      moments.filter((at) => at >= start && at < start + windowMilliseconds).length <= limit,
  );
}

/** The earliest free moment, found by trying one after the other. */
function earliest(
  moments: readonly number[],
  limit: number,
  windowMilliseconds: number,
  from: number,
): number {
  for (let at = from; ; at += 1)
    if (withinLimit([...moments, at], limit, windowMilliseconds)) return at;
}

const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant("reserve" as const),
        patience: fc.integer({ min: 0, max: 60 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("advance" as const),
        by: fc.integer({ min: 0, max: 40 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant("block" as const),
        by: fc.integer({ min: 0, max: 30 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("release" as const), which: fc.nat(50) }) },
  ),
  { maxLength: 60 },
);

describe("MemoryRollingWindow", () => {
  it("gives out exactly what a slow reference would, as long as nothing is given back", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 30 }),
        steps,
        async (limit, length, script) => {
          let now = 1000;
          let blockedUntil = 0;
          const moments: number[] = [];
          const window = new MemoryRollingWindow({ now: () => now });
          const rule = { limit, windowMilliseconds: length };
          for (const step of script) {
            if (step.do === "advance") now += step.by;
            if (step.do === "block") {
              blockedUntil = Math.max(blockedUntil, now + step.by);
              await window.block("k", step.by);
              expect(await window.blocked("k")).toBe(Math.max(0, blockedUntil - now));
            }
            if (step.do !== "reserve") continue;
            const at = earliest(moments, limit, length, Math.max(now, blockedUntil));
            expect(window.state("k", rule).waitMilliseconds).toBe(at - now);
            const place = await window.reserve("k", rule, step.patience);
            expect(place).toMatchObject({
              granted: at - now <= step.patience,
              waitMilliseconds: at - now,
            });
            if (place.granted) moments.push(at);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("never exceeds the limit, whatever is given back", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 30 }),
        steps,
        async (limit, length, script) => {
          let now = 1000;
          const window = new MemoryRollingWindow({ now: () => now });
          const held: { at: number; place: Reservation }[] = [];
          for (const step of script) {
            if (step.do === "advance") now += step.by;
            if (step.do === "block") await window.block("k", step.by);
            if (step.do === "reserve") {
              const place = await window.reserve(
                "k",
                { limit, windowMilliseconds: length },
                step.patience,
              );
              if (place.granted) held.push({ at: now + place.waitMilliseconds, place });
            }
            if (step.do === "release") {
              // Only what has not been used yet is ever given back.
              const open = held.filter((one) => one.at > now);
              const one = open[step.which % Math.max(1, open.length)];
              one?.place.release();
              one?.place.release();
              if (one !== undefined) held.splice(held.indexOf(one), 1);
            }
            expect(
              withinLimit(
                held.map((one) => one.at),
                limit,
                length,
              ),
            ).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("keeps keys apart and forgets the least recently used", async () => {
    const window = new MemoryRollingWindow({ keys: 2, now: () => 0 });
    const rule = { limit: 1, windowMilliseconds: 1000 };
    expect((await window.reserve("a", rule, 0)).granted).toBe(true);
    expect((await window.reserve("b", rule, 0)).granted).toBe(true);
    expect((await window.reserve("a", rule, 0)).granted).toBe(false);
    expect((await window.reserve("c", rule, 0)).granted).toBe(true);
    expect(window.state("b", rule)).toEqual({ remaining: 1, waitMilliseconds: 0 });
    expect(window.state("a", rule)).toEqual({ remaining: 0, waitMilliseconds: 1000 });
  });

  it("stays quick over many windows", async () => {
    let now = 0;
    const window = new MemoryRollingWindow({ now: () => now });
    const rule = { limit: 3000, windowMilliseconds: 300_000 };
    for (let turn = 0; turn < 50_000; turn += 1) {
      now += 101;
      expect((await window.reserve("k", rule, 0)).granted).toBe(true);
    }
  });
});
