import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { path } from "../define/index.ts";
import {
  bench,
  credential,
  json,
  loopback,
  type Bench,
  type Loopback,
} from "../../test/loopback.ts";

let server: Loopback;
let made: Bench[];
const open = (...given: Parameters<typeof bench>): Bench => {
  const one = bench(...given);
  made.push(one);
  return one;
};

beforeEach(async () => {
  server = await loopback();
  made = [];
});
afterEach(async () => {
  await server.close();
  await Promise.all(made.map((one) => one.upstream.close()));
});

describe("a read by POST", () => {
  it("is sent in a dry run, shared by equal bodies, and repeated after a failure", async () => {
    const { client } = open(server.url);
    server.answer((request, response, seen, count) =>
      json({ count }, count === 1 ? 503 : 200)(request, response, seen, count),
    );
    const one = client({ dryRun: true });
    const read = (body: object): Promise<unknown> => one.postRead(path`/search`, { body });
    const answers = await Promise.all([read({ q: 1 }), read({ q: 1 }), read({ q: 2 })]);
    expect(answers[0]).toEqual(answers[1]);
    expect(server.seen.map(({ method, body }) => `${method} ${body}`).toSorted()).toEqual([
      'POST {"q":1}',
      'POST {"q":1}',
      'POST {"q":2}',
    ]);
    expect(one.planned).toEqual([]);
  });
});

describe("a write with a key", () => {
  it("carries it, and is repeated under it", async () => {
    const { client } = open(server.url);
    server.answer((request, response, seen, count) =>
      json({ id: 7 }, count === 1 ? 502 : 200)(request, response, seen, count),
    );
    const answer = await client().post(path`/tickets`, {
      body: { a: 1 },
      idempotencyKey: "order:123:warranty",
    });
    expect(answer).toEqual({ id: 7 });
    expect(server.seen.map((seen) => seen.headers["idempotency-key"])).toEqual([
      "order:123:warranty",
      "order:123:warranty",
    ]);
  });

  it("refuses what a header cannot carry", async () => {
    const { client } = open(server.url);
    const write = client().post(path`/tickets`, { body: {}, idempotencyKey: "a\nb" });
    await expect(write).rejects.toMatchObject({ code: "invalid_arguments" });
    expect(server.seen).toEqual([]);
  });
});

describe("a file", () => {
  it("goes as a multipart form, and is told by name and size in a dry run", async () => {
    const { client } = open(server.url);
    const file = {
      field: "logo",
      fileName: 'a"b\r\n.png',
      mimeType: "image/png",
      bytes: Buffer.from("bytes"),
    };
    await client().post(path`/logo`, { file });
    expect(server.seen[0]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(server.seen[0]?.body).toContain(
      'name="logo"; filename="a%22b%0D%0A.png"\r\nContent-Type: image/png\r\n\r\nbytes\r\n--',
    );
    const dry = client({ dryRun: true });
    await dry.post(path`/logo`, { file });
    expect(JSON.stringify(dry.planned)).toContain("image/png, 5 bytes");
  });
});

describe("a refusal with a status of success", () => {
  it("is an error of reads and of writes, and no change of the call", async () => {
    const { client } = open(server.url, {
      vendor: {
        refusals: ({ json: body }) => {
          const said = (body as { my_error?: string }).my_error;
          return said === undefined ? undefined : { code: "conflict", reasons: [{ text: said }] };
        },
      },
    });
    server.answer(json({ my_error: "in use" }));
    const one = client();
    await expect(one.post(path`/queues/delete`, { body: {} })).rejects.toMatchObject({
      code: "conflict",
      reasons: [{ text: "in use" }],
    });
    await expect(one.postRead(path`/queues`)).rejects.toMatchObject({ code: "conflict" });
    expect(one.planned).toEqual([]);
  });
});

describe("remember", () => {
  it("keeps a value for the credential, not for another, and no failure", async () => {
    const { client } = open(server.url);
    let count = 0;
    const make = async (): Promise<number> => (count += 1);
    const mine = client();
    expect(
      await Promise.all([mine.remember("a", 60, make), client().remember("a", 60, make)]),
    ).toEqual([1, 1]);
    const other = client({ credential: credential("another-key-0123456789") });
    expect(await other.remember("a", 60, make)).toBe(2);
    const fail = mine.remember("b", 60, async () => {
      throw new Error("no");
    });
    await expect(fail).rejects.toThrow("no");
    expect(await mine.remember("b", 60, make)).toBe(3);
  });
});

describe("an installation of the caller's own", () => {
  it("is called instead, and only where the vendor permits it", async () => {
    const second = await loopback(json({ second: true }));
    const { client } = open(server.url, {
      vendor: {
        callerBaseUrl: ({ base = "" }) => (base === "second" ? second.url : server.url),
      },
    });
    const caller = (base: string): ReturnType<typeof credential> => ({
      ...credential("caller-key-0123456789"),
      source: "caller",
      values: { key: "caller-key-0123456789", base },
    });
    expect(await client({ credential: caller("second") }).get(path`/x`)).toEqual({ second: true });
    expect(await client({ credential: caller("first") }).get(path`/x`)).toEqual({ ok: true });
    expect(await client().get(path`/x`)).toEqual({ ok: true });
    await second.close();
  });
});
