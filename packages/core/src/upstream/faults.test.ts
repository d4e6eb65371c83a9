import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { path } from "../define/index.ts";
import {
  bench,
  failure,
  json,
  loopback,
  printed,
  until,
  type Bench,
  type Handler,
  type Loopback,
} from "../../test/loopback.ts";

let server: Loopback;
let made: Bench[];
const open = (options: Parameters<typeof bench>[1] = {}, baseUrl = server.url): Bench => {
  const one = bench(baseUrl, options);
  made.push(one);
  return one;
};
const hang: Handler = () => {};
const slowBody: Handler = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"items":[');
  const timer = setInterval(() => response.write(" "), 20);
  response.on("close", () => clearInterval(timer));
};
const reset: Handler = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100000" });
  response.write('{"a":');
  setTimeout(() => response.destroy(), 10);
};
const page: Handler = (_request, response) => {
  response.writeHead(200, { "content-type": "text/html" });
  response.end("<!doctype html><h1>Down for maintenance</h1>");
};
const cut: Handler = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.end('{"data":[{"id":1},');
};
const empty: Handler = (_request, response) => void response.writeHead(200).end();
const plain: Handler = (_request, response) => {
  response.writeHead(200, { "content-type": "text/plain" });
  response.end("OK");
};

beforeEach(async () => {
  server = await loopback();
  made = [];
});
afterEach(async () => {
  await server.close();
  await Promise.all(made.map((one) => one.upstream.close()));
});

describe("a vendor that does not answer", () => {
  it.each([
    ["sends nothing", hang],
    ["drips its body", slowBody],
  ])("one that %s meets the deadline and loses its connection", async (_name, handler) => {
    server.answer(handler);
    const { client, upstream } = open({ settings: { deadlineSeconds: 0.2 } });
    const started = Date.now();
    const error = await failure(client().get(path`/a`));
    expect(error.code).toBe("timeout");
    expect(Date.now() - started).toBeLessThan(3000);
    expect(server.seen).toHaveLength(1);
    await until(() => server.sockets.size === 0, "the socket to close");
    expect(upstream.openSockets()).toBe(0);
  });

  it("gives a read the time that it asks for", async () => {
    server.answer((...given) => {
      setTimeout(() => json({ done: true })(...given), 300);
    });
    const { client } = open({ settings: { deadlineSeconds: 0.1 } });
    expect((await failure(client().get(path`/a`))).code).toBe("timeout");
    expect(await client().get(path`/b`, { seconds: 5 })).toEqual({ done: true });
  });

  it("keeps to the deadline of the whole call", async () => {
    server.answer(hang);
    const { client } = open();
    const started = Date.now();
    expect((await failure(client({ deadline: started + 150 }).get(path`/a`))).code).toBe("timeout");
    expect(Date.now() - started).toBeLessThan(3000);
  });

  it("says of a write that it may have been made, and of a repeatable one that it timed out", async () => {
    server.answer(hang);
    const { client } = open({ settings: { deadlineSeconds: 0.15 } });
    const one = client();
    expect((await failure(one.post(path`/a`, { body: {} }))).code).toBe("outcome_unknown");
    expect(one.planned).toHaveLength(1);
    expect((await failure(client().put(path`/a`, { body: {}, idempotent: true }))).code).toBe(
      "timeout",
    );
    expect(server.seen).toHaveLength(2);
  });
});

describe("a connection that fails", () => {
  it("is tried again for reads, up to three times", async () => {
    server.answer(reset);
    const { client, events } = open();
    const error = await failure(client().get(path`/a`));
    expect(error.code).toBe("unavailable");
    expect(server.seen).toHaveLength(3);
    expect(events.map((event) => [event.attempt, event.outcome])).toEqual([
      [1, "unavailable"],
      [2, "unavailable"],
      [3, "unavailable"],
    ]);
  });

  it("is not tried again for a read that costs the vendor much", async () => {
    const { client } = open();
    server.answer(reset);
    expect((await failure(client().get(path`/a`, { once: true }))).code).toBe("unavailable");
    expect((await failure(client().postRead(path`/b`, { once: true }))).code).toBe("unavailable");
    expect(server.seen).toHaveLength(2);
  });

  it("recovers when the second try works", async () => {
    server.answer((...given) => (given[3] === 1 ? reset(...given) : json({ ok: 1 })(...given)));
    const { client } = open();
    await expect(client().get(path`/a`)).resolves.toEqual({ ok: 1 });
    expect(server.seen).toHaveLength(2);
  });

  it("leaves the outcome of a write open and does not repeat it", async () => {
    server.answer(reset);
    const { client } = open();
    expect((await failure(client().post(path`/a`, { body: {} }))).code).toBe("outcome_unknown");
    expect(server.seen).toHaveLength(1);
    expect((await failure(client().put(path`/a`, { body: {}, idempotent: true }))).code).toBe(
      "unavailable",
    );
    expect(server.seen).toHaveLength(4);
  });

  it("repeats even a write while nobody listens, for nothing was sent", async () => {
    const { url } = server;
    await server.close();
    const { client, events } = open({}, url);
    const one = client();
    const error = await failure(one.post(path`/a`, { body: {} }));
    expect(error).toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("ECONNREFUSED"),
    });
    expect(events).toHaveLength(3);
    expect(one.planned).toHaveLength(0);
  });

  it("does not take noise for an answer", async () => {
    const noise = createServer((socket) => {
      socket.on("error", () => {});
      socket.resume();
      socket.end("SSH-2.0-noise\r\n");
    });
    await new Promise<void>((resolve) => noise.listen(0, "127.0.0.1", resolve));
    const { client } = open({}, `http://127.0.0.1:${(noise.address() as AddressInfo).port}`);
    expect(await failure(client().get(path`/a`))).toMatchObject({ code: "bad_response" });
    await new Promise((resolve) => noise.close(resolve));
  });
});

describe("junk with status 200", () => {
  it.each([
    ["a web page", page],
    ["cut JSON", cut],
    ["nothing", empty],
    ["plain text", plain],
  ])("%s is an error and never empty data", async (_name, handler) => {
    server.answer(handler);
    const { client } = open();
    const error = await failure(client().get(path`/a`));
    expect(error).toMatchObject({ code: "bad_response", status: 200 });
    expect(printed(error)).not.toMatch(/maintenance|doctype|Unexpected/);
    expect(server.seen).toHaveLength(1);
    expect((await failure(client().post(path`/a`, { body: {} }))).code).toBe("outcome_unknown");
  });

  it("50 MB are not read", async () => {
    let written = 0;
    server.answer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const chunk = Buffer.alloc(1024 * 1024, "x");
      const pump = (): void => {
        while (!response.destroyed && written < 50) {
          written += 1;
          if (!response.write(chunk)) {
            response.once("drain", pump);
            return;
          }
        }
        response.end();
      };
      pump();
    });
    const { client } = open();
    expect((await failure(client().get(path`/a`))).code).toBe("too_large");
    await until(() => server.sockets.size === 0, "the socket to close");
    expect(written).toBeLessThan(40);
    server.answer((_request, response) => {
      response.writeHead(200, { "content-length": String(50 * 1024 * 1024) });
      response.write("[");
    });
    expect((await failure(client().get(path`/a`))).code).toBe("too_large");
  });
});

describe("cancellation", () => {
  it("reaches the socket", async () => {
    server.answer(hang);
    const { client, upstream, events } = open();
    const controller = new AbortController();
    const attempt = failure(client({ signal: controller.signal }).get(path`/a`));
    await until(() => server.seen.length === 1);
    controller.abort();
    expect((await attempt).code).toBe("cancelled");
    await until(() => server.sockets.size === 0, "the socket to close");
    expect(upstream.openSockets()).toBe(0);
    expect(events).toMatchObject([{ outcome: "cancelled" }]);
  });

  it("of a write that was sent says that it may have been made", async () => {
    server.answer(hang);
    const { client } = open();
    const controller = new AbortController();
    const attempt = failure(client({ signal: controller.signal }).post(path`/a`, { body: {} }));
    await until(() => server.seen.length === 1);
    controller.abort();
    expect((await attempt).code).toBe("outcome_unknown");
  });

  it("before the start sends nothing", async () => {
    const { client } = open();
    const gone = client({ signal: AbortSignal.abort() });
    expect((await failure(gone.get(path`/a`))).code).toBe("cancelled");
    expect((await failure(gone.post(path`/a`))).code).toBe("cancelled");
    expect(server.seen).toHaveLength(0);
  });
});

describe("closing", () => {
  it("lets requests under way finish and refuses new ones", async () => {
    let finish: (() => void) | undefined;
    server.answer((...given) => {
      finish = () => json({ done: true })(...given);
    });
    const { client, upstream } = open();
    const under = client().get(path`/a`);
    await until(() => finish !== undefined);
    let ended = false;
    const closing = (async () => {
      await upstream.close();
      ended = true;
    })();
    expect((await failure(client().get(path`/b`))).code).toBe("unavailable");
    expect(ended).toBe(false);
    finish?.();
    await expect(under).resolves.toEqual({ done: true });
    await closing;
    expect(upstream.openSockets()).toBe(0);
    expect(server.seen).toHaveLength(1);
  });
});
