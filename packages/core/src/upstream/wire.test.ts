import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { path } from "../define/index.ts";
import {
  bench,
  credential,
  json,
  loopback,
  rawPath,
  SECRET,
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

describe("what is sent", () => {
  it("puts base path, path, encoded query and headers together", async () => {
    const { client, events } = open(`${server.url}/v1/`, {
      vendor: { headers: { Accept: "application/vnd.api+json" } },
    });
    const answer = await client().get(path`/documents/${7}/sections`, {
      query: { "page[size]": 50, tag: ["a b", "ü&"], none: undefined, nothing: null, yes: true },
    });
    expect(answer).toEqual({ ok: true });
    expect(server.seen[0]).toMatchObject({
      method: "GET",
      url: "/v1/documents/7/sections?page%5Bsize%5D=50&tag=a%20b&tag=%C3%BC%26&yes=true",
      headers: {
        accept: "application/vnd.api+json",
        "x-acme-key": SECRET,
        "user-agent": "psa-mcp/1.2.3",
      },
    });
    expect(server.seen[0]?.headers["content-type"]).toBeUndefined();
    expect(events).toEqual([
      expect.objectContaining({
        method: "GET",
        target: "/documents/7/sections?page[size]&tag&yes",
        status: 200,
        outcome: "ok",
        attempt: 1,
      }),
    ]);
  });

  it("sends bodies as JSON and records the write with its changes", async () => {
    server.answer(json({ id: 9 }, 201));
    const { client } = open(server.url);
    const one = client();
    const made9 = await one.post(path`/documents`, {
      body: { name: "B" },
      query: { notify: false },
      before: { name: "A", kind: "x" },
      after: { name: "B", kind: "x", level: 2 },
    });
    expect(made9).toEqual({ id: 9 });
    expect(server.seen[0]).toMatchObject({
      method: "POST",
      url: "/documents?notify=false",
      body: '{"name":"B"}',
    });
    expect(server.seen[0]?.headers["content-type"]).toBe("application/json");
    expect(one.planned).toEqual([
      {
        method: "POST",
        target: "/documents?notify=false",
        body: { name: "B" },
        changes: [
          { field: "name", from: "A", to: "B" },
          { field: "level", from: null, to: 2 },
        ],
      },
    ]);
  });

  it("sends a delete with a body", async () => {
    await open(server.url)
      .client()
      .delete(path`/documents`, { body: { data: [1] } });
    expect(server.seen[0]).toMatchObject({
      method: "DELETE",
      url: "/documents",
      body: '{"data":[1]}',
    });
  });

  it("leaves nothing behind for a caller that was gone before it began", async () => {
    const { client } = open(server.url);
    await expect(client({ signal: AbortSignal.abort() }).get(path`/a`)).rejects.toMatchObject({
      code: "cancelled",
    });
    await expect(
      client({ signal: AbortSignal.abort(), dryRun: true }).post(path`/a`),
    ).rejects.toMatchObject({
      code: "cancelled",
    });
    await expect(client().get(path`/a`)).resolves.toEqual({ ok: true });
    expect(server.seen).toHaveLength(1);
  });

  it("keeps connections alive and counts them", async () => {
    const { client, upstream } = open(server.url);
    expect(upstream.openSockets()).toBe(0);
    for (let turn = 0; turn < 10; turn += 1) await client().get(path`/turns/${turn + 1}`);
    // One would do; a request that follows at once may find the first still being tidied up.
    expect(upstream.openSockets()).toBeLessThanOrEqual(2);
    expect(upstream.openSockets()).toBe(server.sockets.size);
    await upstream.close();
    expect(upstream.openSockets()).toBe(0);
  });

  it.each([
    "/a/../secret",
    "/..",
    "/a/%2e%2e/secret",
    "/a%2fb",
    "/%70asswords/1",
    "/a\\b",
    "//other.example/x",
    "/a//b",
    "@other.example/",
    "https://other.example/",
    "/a?x=1",
    "/a#x",
    "/a%",
    "/a%00",
    "/a\nb",
    "",
  ])("refuses the path %j before anything is sent", async (text) => {
    const { client } = open(`${server.url}/v1`);
    await expect(client().get(rawPath(text))).rejects.toMatchObject({ code: "invalid_arguments" });
    await expect(client({ dryRun: true }).delete(rawPath(text))).rejects.toMatchObject({
      code: "invalid_arguments",
    });
    expect(server.seen).toHaveLength(0);
  });

  it("names what is missing when there is no credential", async () => {
    const { upstream } = open(server.url);
    const client = upstream.connect({ signal: new AbortController().signal });
    await expect(client.get(path`/x`)).rejects.toMatchObject({
      code: "credential_missing",
      advice: expect.stringMatching(/ACME_API_KEY.*x-acme-key/),
    });
    expect(server.seen).toHaveLength(0);
  });

  it("refuses a credential with a line break instead of sending it", async () => {
    const { client } = open(server.url);
    const attempt = client({ credential: credential("first-line\r\nx-evil: 1") }).get(path`/x`);
    await expect(attempt).rejects.toMatchObject({ code: "credential_rejected" });
    expect(server.seen).toHaveLength(0);
  });

  it.each([
    "ftp://acme.example",
    "nonsense",
    "https://user:pass@acme.example",
    "https://acme.example/?x=1",
  ])("refuses the base URL %s", (baseUrl) => {
    expect(() => bench(baseUrl)).toThrow(expect.objectContaining({ code: "configuration" }));
  });
});

describe("what comes back", () => {
  it("reads compressed answers and a byte order mark", async () => {
    const text = "\uFEFF" + JSON.stringify({ name: "Grüße" });
    const { client } = open(server.url);
    server.answer((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(gzipSync(text));
    });
    await expect(client().get(path`/a`)).resolves.toEqual({ name: "Grüße" });
    server.answer((_request, response) => {
      response.writeHead(200, { "content-encoding": "br" });
      response.end(brotliCompressSync(text));
    });
    await expect(client().get(path`/a`)).resolves.toEqual({ name: "Grüße" });
  });

  it("stops at the limit while decompressing", async () => {
    const { client } = open(server.url);
    server.answer((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(gzipSync(JSON.stringify("x".repeat(20 * 1024 * 1024))));
    });
    await expect(client().get(path`/a`)).rejects.toMatchObject({ code: "too_large" });
  });

  it("reads 204 as null", async () => {
    server.answer((_request, response) => void response.writeHead(204).end());
    const { client } = open(server.url);
    await expect(client().get(path`/a`)).resolves.toBeNull();
    await expect(client().patch(path`/a`)).resolves.toBeNull();
  });

  it("accepts an empty 200 where one is due", async () => {
    server.answer((_request, response) => void response.writeHead(200).end());
    const { client } = open(server.url);
    await expect(client().delete(path`/a`)).resolves.toBeNull();
    await expect(client().post(path`/a`, { emptyAnswer: true })).resolves.toBeNull();
    await expect(client().post(path`/a`)).rejects.toMatchObject({ code: "outcome_unknown" });
    await expect(client().put(path`/a`, { idempotent: true })).rejects.toMatchObject({
      code: "bad_response",
    });
  });
});

describe("a dry run", () => {
  it("sends reads, records writes and answers what is simulated", async () => {
    const { client } = open(server.url);
    const dry = client({ dryRun: true });
    await expect(dry.get(path`/a`)).resolves.toEqual({ ok: true });
    await expect(dry.post(path`/a`, { body: { x: 1 }, simulated: { id: 5 } })).resolves.toEqual({
      id: 5,
    });
    await expect(dry.put(path`/b`)).resolves.toEqual({});
    await dry.patch(path`/c`, { before: { name: "A" }, after: { name: "B" } });
    await dry.delete(path`/d`);
    expect(server.seen.map((one) => one.method)).toEqual(["GET"]);
    expect(dry.planned).toEqual([
      { method: "POST", target: "/a", body: { x: 1 } },
      { method: "PUT", target: "/b" },
      { method: "PATCH", target: "/c", changes: [{ field: "name", from: "A", to: "B" }] },
      { method: "DELETE", target: "/d" },
    ]);
    expect(dry.dryRun).toBe(true);
  });
});
