import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { path } from "../define/index.ts";
import {
  bench,
  credential,
  json,
  loopback,
  until,
  type Bench,
  type Handler,
  type Loopback,
} from "../../test/loopback.ts";

let server: Loopback;
let made: Bench[];
const open = (
  tuning: NonNullable<Parameters<typeof bench>[1]>["tuning"] = {},
  settings = {},
): Bench => {
  const one = bench(server.url, { tuning, settings });
  made.push(one);
  return one;
};
const failing = json({}, 500);
const fail = async (one: Bench, times: number): Promise<void> => {
  for (let turn = 0; turn < times; turn += 1) {
    await expect(one.client().get(path`/fail/${turn}`)).rejects.toMatchObject({
      code: "unavailable",
    });
  }
};
/** Only the clock is moved; sockets and timers are real. */
const later = (milliseconds: number): void => void vi.setSystemTime(Date.now() + milliseconds);

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  server = await loopback();
  made = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
  await Promise.all(made.map((one) => one.upstream.close()));
});

describe("the circuit", () => {
  it("opens after five failures in a row and then refuses at once, unsent", async () => {
    server.answer(failing);
    const one = open();
    await fail(one, 5);
    expect(server.seen).toHaveLength(5);
    const started = performance.now();
    await expect(one.client().get(path`/a`)).rejects.toMatchObject({
      code: "unavailable",
      retryAfterSeconds: 30,
      status: undefined,
    });
    await expect(one.client().post(path`/a`, { body: {} })).rejects.toMatchObject({
      code: "unavailable",
    });
    expect(performance.now() - started).toBeLessThan(3000);
    expect(server.seen).toHaveLength(5);
    expect(one.client().budget().remaining).toBe(995);
  });

  it("is one per credential", async () => {
    server.answer((...given) =>
      (given[2].headers["x-acme-key"] === "good-caller-key" ? json({ ok: 1 }) : failing)(...given),
    );
    const one = open();
    await fail(one, 5);
    const other = one.client({ credential: credential("good-caller-key", "caller") });
    await expect(other.get(path`/a`)).resolves.toEqual({ ok: 1 });
  });

  it.each([400, 401, 404, 422, 429])("does not count status %i", async (status) => {
    server.answer(json({}, status, { "retry-after": "0" }));
    const one = open({ attempts: 1 });
    for (let turn = 0; turn < 8; turn += 1)
      await one
        .client()
        .get(path`/a/${turn}`)
        .catch(() => {});
    expect(server.seen).toHaveLength(8);
  });

  it("starts counting anew after a success", async () => {
    const one = open();
    for (let round = 0; round < 3; round += 1) {
      server.answer(failing);
      await fail(one, 4);
      server.answer(json({}));
      await one.client().get(path`/ok`);
    }
    expect(server.seen).toHaveLength(15);
  });

  it("counts timeouts and broken connections", async () => {
    const one = open({ attempts: 1 }, { deadlineSeconds: 0.05 });
    server.answer(() => {});
    for (let turn = 0; turn < 3; turn += 1)
      await one
        .client()
        .get(path`/hang/${turn}`)
        .catch(() => {});
    server.answer((_request, response) => void response.destroy());
    for (let turn = 0; turn < 2; turn += 1)
      await one
        .client()
        .get(path`/reset/${turn}`)
        .catch(() => {});
    await expect(one.client().get(path`/a`)).rejects.toMatchObject({ retryAfterSeconds: 30 });
    expect(server.seen).toHaveLength(5);
  });

  it("lets exactly one request through when the time is over, and all once it has succeeded", async () => {
    server.answer(failing);
    const one = open();
    await fail(one, 5);
    later(30_000);
    const waiting: (() => void)[] = [];
    const slow: Handler = (...given) => void waiting.push(() => json({ ok: 1 })(...given));
    server.answer(slow);
    const results = Promise.allSettled(
      Array.from({ length: 10 }, (_unused, index) => one.client().get(path`/probe/${index}`)),
    );
    await until(() => waiting.length > 0);
    // Whoever comes while the probe is under way is refused too, instead of waiting for it.
    await expect(one.client().get(path`/late`)).rejects.toMatchObject({ code: "unavailable" });
    expect(server.seen).toHaveLength(6);
    waiting[0]?.();
    const states = (await results).map((result) => result.status);
    expect(states.filter((state) => state === "fulfilled")).toHaveLength(1);
    expect(server.seen).toHaveLength(6);
    server.answer(json({ ok: 2 }));
    await Promise.all(
      Array.from({ length: 4 }, (_unused, index) => one.client().get(path`/after/${index}`)),
    );
    expect(server.seen).toHaveLength(10);
  });

  it("opens again when the probe fails", async () => {
    server.answer(failing);
    const one = open();
    await fail(one, 5);
    later(30_000);
    await fail(one, 1);
    expect(server.seen).toHaveLength(6);
    await expect(one.client().get(path`/a`)).rejects.toMatchObject({ status: undefined });
    expect(server.seen).toHaveLength(6);
  });

  it("does not take a cancelled probe for a success", async () => {
    server.answer(failing);
    const one = open();
    await fail(one, 5);
    later(30_000);
    server.answer(() => {});
    const controller = new AbortController();
    const probe = one.client({ signal: controller.signal }).get(path`/probe`);
    probe.catch(() => {});
    await until(() => server.seen.length === 6);
    controller.abort();
    await expect(probe).rejects.toMatchObject({ code: "cancelled" });
    await expect(one.client().get(path`/a`)).rejects.toMatchObject({ code: "unavailable" });
    expect(server.seen).toHaveLength(6);
  });

  it("that opens between two tries leaves the vendor's own failure to tell", async () => {
    server.answer(json({ message: "in maintenance" }, 503));
    const one = open({ breakerFailures: 2 });
    await expect(one.client().get(path`/a`)).rejects.toMatchObject({
      status: 503,
      reasons: [{ text: "in maintenance" }],
    });
    expect(server.seen).toHaveLength(2);
  });

  it("survives a crowd of other credentials", async () => {
    server.answer((...given) =>
      (given[2].headers["x-acme-key"]?.includes("crowd") === true ? json({}) : failing)(...given),
    );
    const one = open({ credentials: 3 });
    await fail(one, 5);
    for (let turn = 0; turn < 10; turn += 1) {
      await one.client({ credential: credential(`crowd-key-${turn}`, "caller") }).get(path`/a`);
    }
    await expect(one.client().get(path`/a`)).rejects.toMatchObject({ status: undefined });
    expect(server.seen).toHaveLength(15);
  });
});
