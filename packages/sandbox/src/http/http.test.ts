import { describe, expect, it } from "vitest";
import { createClock } from "./clock.ts";
import { retryAfter } from "./fault-actions.ts";
import { FaultSwitch } from "./faults.ts";
import { RollingLimiter } from "./limiter.ts";
import { createRandom } from "./random.ts";
import { Router } from "./router.ts";

describe("router", () => {
  const router = new Router<string>();
  router.add("GET", "/things/new", "new");
  router.add("GET", "/things/:id", "show");
  router.add("PATCH", "/things/:id/parts/:part", "part");

  it("finds literals before names, and fills names", () => {
    expect(router.find("GET", "/things/new")?.handler).toBe("new");
    expect(router.find("GET", "/things/7/")).toEqual({ handler: "show", parameters: { id: "7" } });
    expect(router.find("PATCH", "/things/7/parts/a%20b")?.parameters).toEqual({
      id: "7",
      part: "a b",
    });
  });

  it("finds nothing for another method, another length, an empty or a broken segment", () => {
    expect(router.find("POST", "/things/7")).toBeUndefined();
    expect(router.find("GET", "/things")).toBeUndefined();
    expect(router.find("GET", "//7")).toBeUndefined();
    expect(router.find("GET", "/things/%zz")).toBeUndefined();
    expect(router.find("GET", "/things//")).toBeUndefined();
  });
});

describe("limiter", () => {
  it("never lets more than the limit through in any window", () => {
    const limiter = new RollingLimiter({ requests: 5, windowSeconds: 10 });
    const random = createRandom("limiter");
    const passed: number[] = [];
    let now = 0;
    for (let turn = 0; turn < 2000; turn += 1) {
      now += random.between(0, 2000);
      const decision = limiter.take("k", now);
      if (decision.allowed) passed.push(now);
      else {
        // Its own advice has to be right: not allowed now, allowed after the wait.
        const again = new RollingLimiter(limiter.limit);
        for (const time of passed) again.take("k", time);
        expect(again.take("k", now + decision.waitSeconds * 1000).allowed).toBe(true);
      }
      const inside = passed.filter((time) => time > now - 10_000);
      expect(inside.length).toBeLessThanOrEqual(5);
    }
    expect(passed.length).toBeGreaterThan(100);
  });

  it("counts keys apart and follows a new limit", () => {
    const limiter = new RollingLimiter({ requests: 1, windowSeconds: 10 });
    expect(limiter.take("a", 0).allowed).toBe(true);
    expect(limiter.take("a", 1).allowed).toBe(false);
    expect(limiter.take("b", 1).allowed).toBe(true);
    limiter.limit = { requests: 3, windowSeconds: 10 };
    expect(limiter.take("a", 2)).toMatchObject({ allowed: true, remaining: 1 });
  });
});

describe("random", () => {
  it("repeats itself for a name and differs between names", () => {
    const first = createRandom("a");
    const numbers = Array.from({ length: 5 }, () => first.next());
    const second = createRandom("a");
    expect(Array.from({ length: 5 }, () => second.next())).toEqual(numbers);
    expect(createRandom("b").next()).not.toBe(numbers[0]);
    expect(createRandom("c").hex(9)).toMatch(/^[0-9a-f]{9}$/);
  });
});

describe("clock", () => {
  it("runs on, ticks apart, and moves", () => {
    const clock = createClock(new Date("2026-01-01T00:00:00.000Z"));
    expect(clock.tick().getTime()).toBeLessThan(clock.tick().getTime());
    clock.shift(3_600_000);
    expect(clock.now().toISOString()).toMatch(/^2026-01-01T01:00/);
    clock.reset();
    expect(clock.now().toISOString()).toMatch(/^2026-01-01T00:00/);
  });
});

describe("faults", () => {
  it("let the newest rule act, and count only what matches", () => {
    const faults = new FaultSwitch();
    faults.set({ kind: "status", match: { path: "^/a" } });
    faults.set({ kind: "empty", match: { path: "^/a/b" }, times: 1 });
    expect(faults.take("GET", "/a/b")?.kind).toBe("empty");
    expect(faults.take("GET", "/a/b")?.kind).toBe("status");
    expect(faults.take("GET", "/c")).toBeUndefined();
  });

  it("refuse rules that cannot work", () => {
    const faults = new FaultSwitch();
    expect(() => faults.set({ kind: "redirect" })).toThrow("location");
    expect(() => faults.set({ kind: "status", match: { path: "(" } })).toThrow();
  });

  it("write Retry-After as seconds or as a date that is not too early", () => {
    const now = new Date("2026-01-01T00:00:00.500Z");
    expect(retryAfter(3, now)).toBe("3");
    expect(retryAfter("date:3", now)).toBe("Thu, 01 Jan 2026 00:00:04 GMT");
  });
});
