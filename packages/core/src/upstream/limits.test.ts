import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { path } from "../define/index.ts";
import {
  bench,
  credential,
  json,
  loopback,
  until,
  type Bench,
  type Loopback,
} from "../../test/loopback.ts";

let server: Loopback;
let made: Bench[];
const open = (options: Parameters<typeof bench>[1] = {}): Bench => {
  const one = bench(server.url, options);
  made.push(one);
  return one;
};
const limits = (requests: number, windowSeconds: number, concurrency = 8) => ({
  vendor: { limits: { requests, windowSeconds, concurrency } },
});

beforeEach(async () => {
  server = await loopback();
  made = [];
});
afterEach(async () => {
  await server.close();
  await Promise.all(made.map((one) => one.upstream.close()));
});

describe("the budget", () => {
  it("lets so many through per window, makes the next wait and says so", async () => {
    const { client, events } = open(limits(3, 0.3));
    const waits: [number, string][] = [];
    const one = client({ onWait: (seconds, why) => waits.push([seconds, why]) });
    const started = Date.now();
    for (let turn = 1; turn <= 4; turn += 1) await one.get(path`/a/${turn}`);
    expect(Date.now() - started).toBeGreaterThanOrEqual(290);
    expect(waits).toHaveLength(1);
    expect(waits[0]?.[0]).toBeGreaterThan(0);
    expect(waits[0]?.[0]).toBeLessThanOrEqual(0.3);
    expect(waits[0]?.[1]).toContain("Acme");
    expect(events[3]?.waitedMilliseconds).toBeGreaterThan(0);
  });

  it("refuses at once, unsent, when the wait would be too long", async () => {
    const { client } = open(limits(2, 60));
    const one = client();
    expect(one.budget()).toEqual({
      limit: 2,
      remaining: 2,
      windowSeconds: 60,
      waitSeconds: 0,
      learned: false,
    });
    await one.get(path`/a/1`);
    await one.post(path`/a`, { body: {} });
    expect(one.budget()).toMatchObject({ remaining: 0, waitSeconds: 60 });
    const started = Date.now();
    const refused = { code: "rate_limited", retryAfterSeconds: 60 };
    await expect(one.get(path`/a/3`)).rejects.toMatchObject(refused);
    await expect(one.post(path`/a`, { body: {} })).rejects.toMatchObject(refused);
    expect(Date.now() - started).toBeLessThan(2000);
    expect(server.seen).toHaveLength(2);
    expect(one.planned).toHaveLength(1);
  });

  it("never waits beyond the deadline", async () => {
    const { client } = open({
      ...limits(1, 8),
      settings: { deadlineSeconds: 5, rateWaitSeconds: 10 },
    });
    await client().get(path`/a/1`);
    const started = Date.now();
    await expect(client().get(path`/a/2`)).rejects.toMatchObject({
      code: "rate_limited",
      retryAfterSeconds: 8,
    });
    expect(Date.now() - started).toBeLessThan(2000);
  });

  it("is overridden by the rateLimit setting", async () => {
    const { client } = open({ ...limits(1000, 60), settings: { rateLimit: 1 } });
    expect(client().budget().limit).toBe(1);
    await client().get(path`/a/1`);
    await expect(client().get(path`/a/2`)).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("is one per credential, and the server's own is nobody else's", async () => {
    const { client } = open(limits(1, 60));
    await client().get(path`/a/1`);
    await client({ credential: credential("caller-one-key", "caller") }).get(path`/a/1`);
    await client({ credential: credential("caller-two-key", "caller") }).get(path`/a/1`);
    await client({ credential: credential(undefined, "caller") }).get(path`/a/1`);
    await expect(client().get(path`/a/2`)).rejects.toMatchObject({ code: "rate_limited" });
    expect(server.seen.map((one) => one.headers["x-acme-key"])).toHaveLength(4);
  });

  it("gets a place back when the waiting caller gives up", async () => {
    const { client } = open({
      ...limits(1, 0.4),
      settings: { deadlineSeconds: 5, rateWaitSeconds: 5 },
    });
    await client().get(path`/a/1`);
    const controller = new AbortController();
    const leaving = client({ signal: controller.signal }).get(path`/a/2`);
    leaving.catch(() => {});
    const waits: number[] = [];
    await until(() => client().budget().waitSeconds >= 1);
    controller.abort();
    await expect(leaving).rejects.toMatchObject({ code: "cancelled" });
    await client({ onWait: (seconds) => waits.push(seconds) }).get(path`/a/3`);
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeLessThanOrEqual(0.4);
    expect(server.seen.map((one) => one.url)).toEqual(["/a/1", "/a/3"]);
  });
});

describe("429", () => {
  it.each([
    ["seconds", () => ({ "retry-after": "0.3" })],
    ["a date", () => ({ "retry-after": new Date(Date.now() + 1000).toUTCString() })],
    ["a reset time", () => ({ "x-ratelimit-reset": String(Math.ceil(Date.now() / 1000)) })],
  ])("with %s is waited for and then repeated, for writes as well", async (_name, headers) => {
    server.answer((...given) =>
      given[3] === 1 ? json({}, 429, headers())(...given) : json({ n: given[3] })(...given),
    );
    const { client } = open();
    const waits: number[] = [];
    const one = client({ onWait: (seconds) => waits.push(seconds) });
    await expect(one.post(path`/a`, { body: {} })).resolves.toEqual({ n: 2 });
    expect(one.planned).toHaveLength(1);
    expect(waits.every((seconds) => seconds <= 1)).toBe(true);
  });

  it("stops the whole credential, and no other", async () => {
    server.answer(json({ message: "slow down" }, 429, { "retry-after": "60" }));
    const { client } = open();
    await expect(client().get(path`/a`)).rejects.toMatchObject({
      code: "rate_limited",
      retryAfterSeconds: 60,
      reasons: [{ text: "slow down" }],
    });
    expect(server.seen).toHaveLength(1);
    server.answer(json({ ok: true }));
    await expect(client().get(path`/b`)).rejects.toMatchObject({
      code: "rate_limited",
      retryAfterSeconds: 60,
    });
    expect(client().budget().waitSeconds).toBe(60);
    expect(server.seen).toHaveLength(1);
    await expect(
      client({ credential: credential("other-caller-key", "caller") }).get(path`/b`),
    ).resolves.toEqual({
      ok: true,
    });
  });

  it("is capped", async () => {
    server.answer(json({}, 429, { "retry-after": "999999" }));
    const { client } = open();
    await expect(client().get(path`/a`)).rejects.toMatchObject({ retryAfterSeconds: 120 });
  });

  it("without a time stops for the usual time", async () => {
    server.answer((...given) =>
      given[3] === 1 ? json({}, 429)(...given) : json({ n: given[3] })(...given),
    );
    const { client } = open({ tuning: { usualStopSeconds: 0.1 } });
    await expect(client().get(path`/a`)).resolves.toEqual({ n: 2 });
  });

  it("for ever ends after three tries, with the vendor's reason", async () => {
    server.answer(json({ message: "slow down" }, 429, { "retry-after": "0.05" }));
    const { client } = open();
    await expect(client().get(path`/a`)).rejects.toMatchObject({
      code: "rate_limited",
      status: 429,
      reasons: [{ text: "slow down" }],
    });
    expect(server.seen).toHaveLength(3);
  });

  it("is forestalled when a success says that nothing is left", async () => {
    server.answer(
      json({ ok: true }, 200, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "30" }),
    );
    const { client } = open();
    await client().get(path`/a`);
    await expect(client().get(path`/b`)).rejects.toMatchObject({
      code: "rate_limited",
      retryAfterSeconds: 30,
    });
    expect(server.seen).toHaveLength(1);
  });
});

describe("places", () => {
  it("are limited per credential, the rest waits its turn", async () => {
    let now = 0;
    let most = 0;
    server.answer((...given) => {
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => {
        now -= 1;
        json({})(...given);
      }, 10);
    });
    const { client } = open(limits(1000, 60, 2));
    await Promise.all(
      Array.from({ length: 12 }, (_unused, index) => client().get(path`/a/${index}`)),
    );
    expect(most).toBe(2);
    expect(server.seen).toHaveLength(12);
  });

  it("do not let one credential hold up another", async () => {
    server.answer((...given) => {
      if (given[2].headers["x-acme-key"] === "other-caller-key") json({ ok: 1 })(...given);
    });
    const { client } = open({ ...limits(1000, 60, 1), settings: { deadlineSeconds: 1 } });
    const stuck = client().get(path`/a`);
    stuck.catch(() => {});
    await expect(
      client({ credential: credential("other-caller-key", "caller") }).get(path`/b`),
    ).resolves.toEqual({ ok: 1 });
  });

  it("have a bounded queue, whose members can leave", async () => {
    server.answer(() => {});
    const { client } = open({
      ...limits(1000, 60, 1),
      settings: { deadlineSeconds: 0.4 },
      tuning: { queue: 2 },
    });
    const controller = new AbortController();
    const settled = Promise.allSettled([
      client().get(path`/a/1`),
      client().get(path`/a/2`),
      client({ signal: controller.signal }).get(path`/a/3`),
    ]);
    await until(() => server.seen.length === 1);
    await expect(client().get(path`/a/4`)).rejects.toMatchObject({
      code: "rate_limited",
      retryAfterSeconds: 1,
    });
    controller.abort();
    const [first, second, third] = await settled;
    expect(first).toMatchObject({ reason: { code: "timeout" } });
    expect(second).toMatchObject({ reason: { code: "timeout" } });
    expect(third).toMatchObject({ reason: { code: "cancelled" } });
    expect(server.seen).toHaveLength(1);
  });
});

describe("a limit that the vendor names in a refusal", () => {
  const learning = (requests: number): Parameters<typeof bench>[1] => ({
    vendor: {
      limits: {
        requests,
        windowSeconds: 60,
        concurrency: 8,
        learn: ({ text }) => {
          const named = /(\d+) requests per (\d+) s/.exec(text ?? "");
          return named === null
            ? undefined
            : { requests: Number(named[1]), windowSeconds: Number(named[2]) };
        },
      },
    },
    settings: { rateWaitSeconds: 0 },
  });
  const refusal =
    (text: string): Parameters<Loopback["answer"]>[0] =>
    (_request, response) => {
      response.writeHead(429, { "content-type": "text/plain", "retry-after": "0" });
      response.end(text);
    };

  it("counts from then on, for this credential alone, and is told of", async () => {
    const { client, news } = open(learning(700));
    server.answer(refusal("Limit reached - 3 requests per 60 s"));
    await expect(client().get(path`/a/1`)).rejects.toMatchObject({ code: "rate_limited" });
    expect(client().budget()).toMatchObject({ limit: 3, windowSeconds: 60, learned: true });
    const sent = server.seen.length;
    await expect(client().get(path`/a/2`)).rejects.toMatchObject({ code: "rate_limited" });
    expect(server.seen).toHaveLength(sent);
    const other = client({ credential: credential("another-key-3", "caller") });
    expect(other.budget()).toMatchObject({ limit: 700, learned: false });
    expect(news[0]).toMatchObject({ kind: "learned", limit: 3, windowSeconds: 60 });
  });

  it("never raises the limit", async () => {
    const { client } = open(learning(5));
    server.answer(refusal("Limit reached - 9000 requests per 60 s"));
    await expect(client().get(path`/a/1`)).rejects.toMatchObject({ code: "rate_limited" });
    expect(client().budget()).toMatchObject({ limit: 5, learned: false });
  });

  it("is warned of once when four fifths of it are used", async () => {
    const { client, news } = open(limits(10, 60));
    for (let turn = 1; turn <= 7; turn += 1) await client().get(path`/a/${turn}`);
    expect(news).toEqual([]);
    for (let turn = 8; turn <= 10; turn += 1) await client().get(path`/a/${turn}`);
    expect(news).toEqual([{ kind: "nearly-used", limit: 10, windowSeconds: 60, remaining: 2 }]);
  });
});
