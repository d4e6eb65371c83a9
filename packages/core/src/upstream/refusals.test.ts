import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { path } from "../define/index.ts";
import {
  bench,
  failure,
  json,
  loopback,
  printed,
  SECRET,
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

beforeEach(async () => {
  server = await loopback();
  made = [];
});
afterEach(async () => {
  await server.close();
  await Promise.all(made.map((one) => one.upstream.close()));
});

describe("redirects", () => {
  it("are not followed, and no credential leaves", async () => {
    const elsewhere = await loopback();
    server.answer((_request, response) => {
      response.writeHead(302, { location: `${elsewhere.url}/x?token=abcdef123456` }).end();
    });
    const { client } = open();
    const error = await failure(client().get(path`/a`));
    expect(error).toMatchObject({ code: "bad_response", status: 302 });
    expect(error.message).toMatch(/redirect/);
    expect(printed(error)).not.toContain("abcdef123456");
    expect(elsewhere.seen).toHaveLength(0);
    server.answer((_request, response) => void response.writeHead(307, { location: "/b" }).end());
    expect((await failure(client().post(path`/a`, { body: {} }))).code).toBe("bad_response");
    expect(server.seen).toHaveLength(2);
    await elsewhere.close();
  });
});

describe("refusals", () => {
  it.each([
    [400, "invalid_arguments"],
    [401, "credential_rejected"],
    [403, "forbidden"],
    [404, "not_found"],
    [409, "conflict"],
    [412, "conflict"],
    [413, "too_large"],
    [415, "invalid_arguments"],
    [422, "invalid_arguments"],
    [500, "unavailable"],
    [501, "unavailable"],
  ])("status %i is %s, with the vendor's reason", async (status, code) => {
    server.answer(json({ message: "name is taken" }, status));
    const { client } = open();
    const error = await failure(client().get(path`/a`));
    expect(error).toMatchObject({ code, status, reasons: [{ text: "name is taken" }] });
    expect(server.seen).toHaveLength(1);
  });

  it("does not print pages", async () => {
    server.answer((_request, response) => {
      response.writeHead(404, { "content-type": "text/html" });
      response.end("<!doctype html><p>The page you were looking for</p>");
    });
    const error = await failure(
      open()
        .client()
        .get(path`/a`),
    );
    expect(error.code).toBe("not_found");
    expect(printed(error)).not.toContain("looking for");
  });

  it("lets the vendor's mapper decide, and survives one that fails", async () => {
    server.answer(json({ errors: [] }, 401));
    const mapped = open({
      vendor: {
        errors: () => ({
          code: "not_found",
          message: "Gone.",
          advice: "Look again.",
          requestId: "r-1",
        }),
      },
    });
    expect(await failure(mapped.client().get(path`/a`))).toMatchObject({
      code: "not_found",
      message: "Gone.",
      advice: "Look again.",
      requestId: "r-1",
    });
    const broken = open({
      vendor: {
        errors: () => {
          throw new TypeError("errors is not iterable");
        },
      },
    });
    expect((await failure(broken.client().get(path`/a`))).code).toBe("credential_rejected");
  });

  it.each([400, 500])("an echo of the request with %i shows no secret", async (status) => {
    const basic = `Basic ${Buffer.from(`acme:${SECRET}`).toString("base64")}`;
    server.answer((request, response) => {
      response.writeHead(status, { "content-type": "application/json", "x-request-id": SECRET });
      response.end(
        JSON.stringify({ message: JSON.stringify(request.headers) + encodeURIComponent(SECRET) }),
      );
    });
    const { client } = open({
      vendor: {
        credential: {
          fields: { key: { setting: "acmeKey" } },
          headers: ({ key = "" }) => ({
            "x-acme-key": key,
            authorization: `Basic ${Buffer.from(`acme:${key}`).toString("base64")}`,
          }),
        },
      },
    });
    const error = await failure(client().get(path`/a`));
    expect(error.reasons).toHaveLength(1);
    expect(printed(error)).not.toContain(SECRET);
    expect(printed(error)).not.toContain(basic.slice(6, 30));
  });
});

describe("a vendor that is down for a moment", () => {
  it.each([502, 503, 504])("a read answered %i once is repeated", async (status) => {
    server.answer((...given) => json({ n: given[3] }, given[3] === 1 ? status : 200)(...given));
    const { client } = open();
    await expect(client().get(path`/a`)).resolves.toEqual({ n: 2 });
  });

  it("500 is not repeated", async () => {
    server.answer(json({}, 500));
    expect(
      (
        await failure(
          open()
            .client()
            .get(path`/a`),
        )
      ).code,
    ).toBe("unavailable");
    expect(server.seen).toHaveLength(1);
  });

  it("a write is never repeated after 5xx: refused, or of unknown outcome", async () => {
    const { client } = open();
    for (const status of [500, 502, 503, 504]) {
      server.answer(json({ message: "busy" }, status));
      expect(await failure(client().post(path`/a`, { body: {} }))).toMatchObject({
        code: "outcome_unknown",
        status,
        reasons: [{ text: "busy" }],
      });
    }
    expect(server.seen).toHaveLength(4);
    const { client: fresh } = open();
    server.answer(json({}, 503, { "retry-after": "7" }));
    expect(await failure(fresh().post(path`/a`, { body: {} }))).toMatchObject({
      code: "unavailable",
      retryAfterSeconds: 7,
    });
    expect(server.seen).toHaveLength(5);
  });

  it("a mapper that only says that the vendor is away does not make a failed write look unsent", async () => {
    for (const code of ["unavailable", "timeout", "bad_response"] as const) {
      const { client } = open({ vendor: { errors: () => ({ code, advice: "Try again later." }) } });
      server.answer(json({}, 500));
      const error = await failure(client().post(path`/a`, { body: {} }));
      expect(error.code, code).toBe("outcome_unknown");
      expect(error.advice).toMatch(/before sending it again/);
      expect((await failure(client().get(path`/a`))).code).toBe(code);
    }
    const { client } = open({ vendor: { errors: () => ({ code: "conflict" }) } });
    expect((await failure(client().post(path`/a`, { body: {} }))).code).toBe("conflict");
  });

  it("a repeatable write is", async () => {
    server.answer((...given) => json({ n: given[3] }, given[3] === 1 ? 503 : 200)(...given));
    await expect(
      open()
        .client()
        .put(path`/a`, { body: {}, idempotent: true }),
    ).resolves.toEqual({ n: 2 });
  });

  it("waits as long as Retry-After says, but not beyond the deadline", async () => {
    server.answer((...given) =>
      json({ n: given[3] }, given[3] === 1 ? 503 : 200, { "retry-after": "0.2" })(...given),
    );
    const { client } = open();
    const started = Date.now();
    await expect(client().get(path`/a`)).resolves.toEqual({ n: 2 });
    expect(Date.now() - started).toBeGreaterThanOrEqual(190);
    server.answer(json({}, 503, { "retry-after": "60" }));
    const before = Date.now();
    expect(await failure(client().get(path`/b`))).toMatchObject({
      code: "unavailable",
      retryAfterSeconds: 60,
    });
    expect(Date.now() - before).toBeLessThan(3000);
  });
});
