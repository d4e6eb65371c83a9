import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { path, type VendorClient } from "../define/index.ts";
import { bench, failure, json, loopback, type Bench, type Loopback } from "../../test/loopback.ts";

let server: Loopback;
let made: Bench[];
const client = (call: Parameters<Bench["client"]>[0] = {}): VendorClient => {
  const one = bench(server.url);
  made.push(one);
  return one.client(call);
};

beforeEach(async () => {
  server = await loopback();
  made = [];
});
afterEach(async () => {
  await server.close();
  await Promise.all(made.map((one) => one.upstream.close()));
});

describe("a request whose answer has no shape of the vendor's own", () => {
  it.each([200, 201, 302, 400, 404, 418, 500, 503])("hands status %i over", async (status) => {
    server.answer(json({ said: "so" }, status, { "x-own": "1", "set-cookie": "secret=1" }));
    const answer = await client().send(path`/run`, { method: "POST", body: { a: 1 } });
    expect(answer?.status).toBe(status);
    expect(answer?.headers["x-own"]).toBe("1");
    expect(answer?.headers).not.toHaveProperty("set-cookie");
    expect(Buffer.from(answer?.bytes ?? []).toString()).toBe('{"said":"so"}');
    expect(server.seen).toHaveLength(1);
  });

  it("still throws for a refused credential and an exhausted limit", async () => {
    server.answer(json({}, 401));
    const refused = await failure(client().send(path`/run`, { method: "GET" }));
    expect(refused.code).toBe("credential_rejected");
    server.answer(json({}, 429, { "retry-after": "100" }));
    const limited = await failure(client().send(path`/run`, { method: "GET" }));
    expect(limited.code).toBe("rate_limited");
  });

  it("sends JSON, text and forms as what they are", async () => {
    const one = client();
    await one.send(path`/run`, { method: "PUT", body: { a: 1 }, query: { b: "c d" } });
    await one.send(path`/run`, { method: "POST", text: { content: "<a/>", mimeType: "text/xml" } });
    await one.send(path`/run`, {
      method: "POST",
      fields: { folder: "loans" },
      files: [
        {
          field: "file",
          fileName: 'a"b.txt',
          mimeType: "text/plain",
          bytes: Buffer.from("hello"),
        },
      ],
    });
    await one.send(path`/run`, { method: "GET" });
    const [put, text, form, get] = server.seen;
    expect([put?.method, put?.url, put?.body]).toEqual(["PUT", "/run?b=c%20d", '{"a":1}']);
    expect(put?.headers["content-type"]).toBe("application/json");
    expect([text?.headers["content-type"], text?.body]).toEqual(["text/xml", "<a/>"]);
    expect(form?.headers["content-type"]).toContain("multipart/form-data");
    expect(form?.body).toContain('name="folder"\r\n\r\nloans\r\n');
    expect(form?.body).toContain('filename="a%22b.txt"');
    expect(get?.headers).not.toHaveProperty("content-type");
  });

  it("only records in a dry run what would change something", async () => {
    const one = client({ dryRun: true });
    expect(await one.send(path`/run`, { method: "POST", body: { a: 1 } })).toBeUndefined();
    expect(one.planned).toEqual([{ method: "POST", target: "/run", body: { a: 1 } }]);
    expect((await one.send(path`/run`, { method: "POST", reads: true }))?.status).toBe(200);
    expect(server.seen).toHaveLength(1);
  });

  it("sets no header of the connection or the credential", async () => {
    for (const name of ["Authorization", "HOST", "cookie", "content-length", "proxy-connection"]) {
      const refused = await failure(
        client().send(path`/run`, { method: "GET", headers: { [name]: "x" } }),
      );
      expect(refused.code, name).toBe("invalid_arguments");
    }
    const broken = await failure(
      client().send(path`/run`, { method: "GET", headers: { "x-a": "1\r\nx-b: 2" } }),
    );
    expect(broken.code).toBe("invalid_arguments");
    expect(server.seen).toEqual([]);
  });

  it("repeats a lost request only when it carries a key or reads", async () => {
    server.answer((_request, response) => void response.socket?.destroy());
    const lost = await failure(client().send(path`/run`, { method: "POST" }));
    expect(lost.code).toBe("outcome_unknown");
    expect(server.seen).toHaveLength(1);
    await failure(client().send(path`/run`, { method: "POST", idempotencyKey: "k-1" }));
    const keys = server.seen.slice(1).map(({ headers }) => headers["idempotency-key"]);
    expect(keys.length).toBeGreaterThan(1);
    expect(new Set(keys)).toEqual(new Set(["k-1"]));
  });
});
