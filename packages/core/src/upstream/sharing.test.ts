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
let held: (() => void)[];
/** Answers when told to. */
const hold: Handler = (...given) => void held.push(() => json({ list: [given[3]] })(...given));
const open = (options: Parameters<typeof bench>[1] = {}): Bench => {
  const one = bench(server.url, options);
  made.push(one);
  return one;
};

beforeEach(async () => {
  held = [];
  server = await loopback(hold);
  made = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
  await Promise.all(made.map((one) => one.upstream.close()));
});

describe("equal reads at the same time", () => {
  it("are one request, and everybody gets a value of their own", async () => {
    const { client } = open();
    const reads = Array.from({ length: 5 }, () =>
      client().get<{ list: number[] }>(path`/a`, { query: { x: 1 } }),
    );
    await until(() => held.length === 1);
    held[0]?.();
    const values = await Promise.all(reads);
    expect(server.seen).toHaveLength(1);
    values[0]?.list.push(99);
    expect(values.map((value) => value.list)).toEqual([[1, 99], [1], [1], [1], [1]]);
  });

  it("are not shared across credentials, targets or methods", async () => {
    const { client } = open();
    const reads = [
      client().get(path`/a`),
      client().get(path`/a`, { query: { x: 1 } }),
      client({ credential: credential("another-key-1", "caller") }).get(path`/a`),
      client().post(path`/a`),
    ];
    await until(() => held.length === 4);
    for (const answer of held) answer();
    expect(await Promise.all(reads)).toHaveLength(4);
  });

  it("can be cancelled one by one; the request ends with the last", async () => {
    const { client } = open();
    const first = new AbortController();
    const second = new AbortController();
    const one = client({ signal: first.signal }).get(path`/a`);
    const two = client({ signal: second.signal }).get(path`/a`);
    one.catch(() => {});
    two.catch(() => {});
    await until(() => held.length === 1);
    first.abort();
    await expect(one).rejects.toMatchObject({ code: "cancelled" });
    expect(server.sockets.size).toBe(1);
    second.abort();
    await expect(two).rejects.toMatchObject({ code: "cancelled" });
    await until(() => server.sockets.size === 0, "the socket to close");
    const third = client().get(path`/a`);
    await until(() => held.length === 2);
    held[1]?.();
    await expect(third).resolves.toEqual({ list: [2] });
  });

  it("each keep their own deadline", async () => {
    const { client } = open();
    const hasty = client({ deadline: Date.now() + 50 }).get(path`/a`);
    hasty.catch(() => {});
    const patient = client().get(path`/a`);
    await expect(hasty).rejects.toMatchObject({ code: "timeout" });
    expect(server.seen).toHaveLength(1);
    held[0]?.();
    await expect(patient).resolves.toEqual({ list: [1] });
  });

  it("share a failure as well", async () => {
    server.answer(json({}, 404));
    const { client } = open();
    const reads = await Promise.allSettled([client().get(path`/a`), client().get(path`/a`)]);
    expect(
      reads.map((read) =>
        read.status === "rejected" ? (read.reason as { code: string }).code : "",
      ),
    ).toEqual(["not_found", "not_found"]);
    expect(server.seen).toHaveLength(1);
  });

  it("a read that starts after a write never sees an older answer", async () => {
    const { client } = open();
    const before = client().get(path`/a`);
    await until(() => held.length === 1);
    const write = client().post(path`/a`);
    await until(() => held.length === 2);
    held[1]?.();
    await write;
    const after = client().get(path`/a`);
    await until(() => held.length === 3);
    held[2]?.();
    held[0]?.();
    await expect(before).resolves.toEqual({ list: [1] });
    await expect(after).resolves.toEqual({ list: [3] });
  });
});

describe("cacheSeconds", () => {
  beforeEach(() => server.answer((...given) => json({ n: given[3] })(...given)));

  it("answers an equal read from memory, for its own time only", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { client } = open();
    const cached = { cacheSeconds: 60 };
    const first = await client().get<{ n: number; extra?: boolean }>(path`/a`, cached);
    first.extra = true;
    expect(await client().get(path`/a`, cached)).toEqual({ n: 1 });
    expect(await client().get(path`/a`)).toEqual({ n: 2 });
    expect(await client().get(path`/b`, cached)).toEqual({ n: 3 });
    vi.setSystemTime(Date.now() + 60_000);
    expect(await client().get(path`/a`, cached)).toEqual({ n: 4 });
  });

  it("belongs to one credential and ends with a write", async () => {
    const { client } = open();
    const other = credential("another-key-2", "caller");
    const cached = { cacheSeconds: 60 };
    expect(await client().get(path`/a`, cached)).toEqual({ n: 1 });
    expect(await client({ credential: other }).get(path`/a`, cached)).toEqual({ n: 2 });
    await client().patch(path`/x`);
    expect(await client().get(path`/a`, cached)).toEqual({ n: 4 });
    expect(await client({ credential: other }).get(path`/a`, cached)).toEqual({ n: 2 });
  });

  it("keeps no failures", async () => {
    const { client } = open();
    server.answer(json({}, 404));
    await expect(client().get(path`/a`, { cacheSeconds: 60 })).rejects.toMatchObject({
      code: "not_found",
    });
    server.answer(json({ ok: 1 }));
    await expect(client().get(path`/a`, { cacheSeconds: 60 })).resolves.toEqual({ ok: 1 });
  });
});
