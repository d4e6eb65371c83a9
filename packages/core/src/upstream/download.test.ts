import type { LookupFunction } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  bench,
  json,
  loopback,
  SECRET,
  until,
  type Bench,
  type Handler,
  type Loopback,
} from "../../test/loopback.ts";

const PNG = Buffer.from("89504e470d0a1a0a00", "hex");
const picture: Handler = (_request, response) => {
  response.writeHead(200, { "content-type": "image/png; charset=binary" });
  response.end(PNG);
};
const to =
  (location: string, status = 302): Handler =>
  (_request, response) =>
    void response.writeHead(status, { location }).end();
/** A resolver under a stranger's control. */
const resolvesTo =
  (...addresses: string[]): LookupFunction =>
  (_name, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
const most = { maxBytes: 1000 };

let server: Loopback;
let elsewhere: Loopback;
let made: Bench[];
const open = (options: Parameters<typeof bench>[1] = {}, baseUrl = `${server.url}/api`): Bench => {
  const one = bench(baseUrl, options);
  made.push(one);
  return one;
};

beforeEach(async () => {
  server = await loopback(picture);
  elsewhere = await loopback(picture);
  made = [];
});
afterEach(async () => {
  await server.close();
  await elsewhere.close();
  await Promise.all(made.map((one) => one.upstream.close()));
});

describe("download from the vendor's own origin", () => {
  it("carries the credential and returns bytes and type", async () => {
    const { client, events } = open();
    const file = await client().download(`${server.url}/files/1?sig=abc`, most);
    expect(Buffer.from(file.bytes).equals(PNG)).toBe(true);
    expect(file.mimeType).toBe("image/png");
    expect(server.seen[0]).toMatchObject({
      url: "/files/1?sig=abc",
      headers: { "x-acme-key": SECRET, accept: "*/*" },
    });
    expect(events).toMatchObject([{ target: "/files/1", outcome: "ok" }]);
    await client().download("/files/2", most);
    expect(server.seen[1]?.url).toBe("/files/2");
  });

  it("keeps to the limit while reading and while decompressing", async () => {
    const { client } = open();
    server.answer((_request, response) => {
      response.writeHead(200, { "content-type": "image/png" });
      const timer = setInterval(() => response.write(Buffer.alloc(400)), 5);
      response.on("close", () => clearInterval(timer));
    });
    await expect(client().download("/a", most)).rejects.toMatchObject({ code: "too_large" });
    await until(() => server.sockets.size === 0, "the socket to close");
    server.answer((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(gzipSync(Buffer.alloc(100_000)));
    });
    await expect(client().download("/a", most)).rejects.toMatchObject({ code: "too_large" });
  });

  it("is no way to read data with the credential", async () => {
    const { client } = open();
    server.answer(json({ password: "hunter2" }));
    await expect(client().download(`${server.url}/api/passwords/1`, most)).rejects.toMatchObject({
      code: "bad_response",
    });
    server.answer(
      json({ exported: 1 }, 200, { "content-disposition": "attachment; filename=a.json" }),
    );
    await expect(client().download("/exports/1", most)).resolves.toMatchObject({
      mimeType: "application/json",
    });
  });

  it("maps refusals like any other request", async () => {
    server.answer(json({ message: "no such file" }, 404));
    await expect(open().client().download("/a", most)).rejects.toMatchObject({
      code: "not_found",
      reasons: [{ text: "no such file" }],
    });
  });
});

describe("a document that is made on asking", () => {
  it("is asked for by POST, with the credential", async () => {
    server.answer((request, response) => response.end(`${request.method ?? ""} made`));
    const file = await open()
      .client()
      .download(`${server.url}/invoices/1/pdf`, { ...most, method: "POST" });
    expect(Buffer.from(file.bytes).toString()).toBe("POST made");
    expect(server.seen[0]?.headers["x-acme-key"]).toBe(SECRET);
  });
});

describe("download that leads elsewhere", () => {
  it("goes without the credential, and does not get it back on return", async () => {
    const { client } = open();
    server.answer((...given) =>
      (given[2].url === "/back" ? picture : to(`${elsewhere.url}/x`))(...given),
    );
    elsewhere.answer(to(`${server.url}/back`));
    const file = await client().download(`${server.url}/a`, most);
    expect(file.mimeType).toBe("image/png");
    expect(server.seen[0]?.headers["x-acme-key"]).toBe(SECRET);
    expect(elsewhere.seen[0]?.headers["x-acme-key"]).toBeUndefined();
    expect(JSON.stringify(elsewhere.seen)).not.toContain(SECRET);
    expect(server.seen[1]).toMatchObject({ url: "/back" });
    expect(server.seen[1]?.headers["x-acme-key"]).toBeUndefined();
  });

  it("follows three redirects and no more", async () => {
    const { client } = open();
    server.answer((request, response) => {
      const step = Number(request.url?.slice(1));
      if (step < 3) response.writeHead(302, { location: `/${step + 1}` }).end();
      else response.end(PNG);
    });
    await expect(client().download("/0", most)).resolves.toMatchObject({
      mimeType: "application/octet-stream",
    });
    server.answer(to("/again"));
    await expect(client().download("/0", most)).rejects.toMatchObject({ code: "bad_response" });
    expect(server.seen).toHaveLength(8);
    server.answer((_request, response) => void response.writeHead(302).end());
    await expect(client().download("/0", most)).rejects.toMatchObject({ code: "bad_response" });
  });

  it("refuses expired links and unhealthy hosts in words", async () => {
    const { client } = open();
    elsewhere.answer(
      (_request, response) => void response.writeHead(403).end("<Error>AccessDenied</Error>"),
    );
    await expect(client().download(`${elsewhere.url}/a`, most)).rejects.toMatchObject({
      code: "forbidden",
      advice: expect.stringContaining("expired"),
    });
    elsewhere.answer((_request, response) => void response.writeHead(503).end());
    await expect(client().download(`${elsewhere.url}/a`, most)).rejects.toMatchObject({
      code: "unavailable",
    });
  });

  it("from a real vendor reaches public https and nothing else", async () => {
    const { client } = open({}, "https://api.acme.example");
    for (const link of [
      `${elsewhere.url}/a`,
      "http://files.acme.example/a",
      "file:///etc/passwd",
      "ftp://files.acme.example/a",
      "https://user:secret@files.acme.example/a",
      "https://127.0.0.1/a",
      "https://[::1]/a",
      "https://10.0.0.8/a",
    ]) {
      await expect(client().download(link, most), link).rejects.toMatchObject({
        code: "bad_response",
      });
    }
    expect(elsewhere.seen).toHaveLength(0);
  });

  it("meets the deadline and can be cancelled", async () => {
    elsewhere.answer(() => {});
    const { client } = open({ settings: { deadlineSeconds: 0.15 } });
    await expect(client().download(`${elsewhere.url}/a`, most)).rejects.toMatchObject({
      code: "timeout",
    });
    const controller = new AbortController();
    const { client: patient } = open();
    const attempt = patient({ signal: controller.signal }).download(`${elsewhere.url}/a`, most);
    attempt.catch(() => {});
    await until(() => elsewhere.seen.length === 2);
    controller.abort();
    await expect(attempt).rejects.toMatchObject({ code: "cancelled" });
    await until(() => elsewhere.sockets.size === 0, "the sockets to close");
  });
});

describe("fetchPublic", () => {
  it.each([
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0/",
    "http://localhost/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[fe80::1]/",
    "http://[fd00:ec2::254]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.100.100.200/",
    "http://168.63.129.16/",
    "http://192.168.1.1/",
    "http://172.31.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
  ])("refuses %s in the same words", async (link) => {
    await expect(open().client().fetchPublic(link, most)).rejects.toMatchObject({
      code: "invalid_arguments",
      message: "The address leads into a private network; it was not fetched.",
    });
  });

  it.each([
    "file:///etc/passwd",
    "ftp://acme.example/a",
    "javascript:alert(1)",
    "/relative",
    "",
    "http://u:p@acme.example/",
  ])("refuses %j", async (link) => {
    await expect(open().client().fetchPublic(link, most)).rejects.toMatchObject({
      code: "invalid_arguments",
    });
  });

  it.each([[["127.0.0.1"]], [["93.184.216.34", "127.0.0.1"]], [["::1"]], [["::ffff:10.0.0.1"]]])(
    "does not connect to a name that resolves to %j",
    async (addresses) => {
      const { port } = new URL(elsewhere.url);
      const { client } = open({ tuning: { lookup: resolvesTo(...addresses) } });
      await expect(
        client().fetchPublic(`http://rebinding.example:${port}/`, most),
      ).rejects.toMatchObject({
        code: "invalid_arguments",
        message: expect.stringContaining("private network"),
      });
      expect(elsewhere.seen).toHaveLength(0);
      expect(elsewhere.sockets.size).toBe(0);
    },
  );

  it("asks the resolver for the connection it makes, so that a second answer cannot differ", async () => {
    let asked = 0;
    const { port } = new URL(elsewhere.url);
    const rebinding: LookupFunction = (name, options, callback) => {
      asked += 1;
      resolvesTo(asked === 1 ? "203.0.114.1" : "127.0.0.1")(name, options, callback);
    };
    const { client } = open({ tuning: { lookup: rebinding }, settings: { deadlineSeconds: 0.2 } });
    await expect(
      client().fetchPublic(`http://rebinding.example:${port}/`, most),
    ).rejects.toMatchObject({
      code: expect.stringMatching(/timeout|unavailable/),
    });
    expect(asked).toBe(1);
    expect(elsewhere.seen).toHaveLength(0);
  });

  it("needs no credential of the vendor and never sends one", async () => {
    const { upstream } = open();
    const client = upstream.connect({ signal: new AbortController().signal });
    await expect(client.fetchPublic(elsewhere.url, most)).rejects.toMatchObject({
      code: "invalid_arguments",
    });
    expect(elsewhere.seen).toHaveLength(0);
  });
});

describe("the name of a download", () => {
  it.each([
    ['attachment; filename="error log.txt"', "error log.txt"],
    ["attachment; filename=log.txt; size=3", "log.txt"],
    ["attachment; filename=\"x.txt\"; filename*=UTF-8''na%C3%AFve%20plan.txt", "naïve plan.txt"],
    ["attachment; filename*=UTF-8''%E0%A4%A; filename=\"plain.txt\"", "plain.txt"],
    ['attachment; filename="../../etc/passwd"', "passwd"],
    ["attachment", undefined],
  ])("comes from its disposition without a path: %s", async (disposition, fileName) => {
    server.answer((_request, response) => {
      response.writeHead(200, { "content-disposition": disposition, "content-type": "text/plain" });
      response.end("x");
    });
    const { client } = open();
    const download = await client().download(`${server.url}/file/1`, { maxBytes: 100 });
    expect(download.fileName).toBe(fileName);
  });
});
