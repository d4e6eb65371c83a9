import { createServer } from "node:http";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { harness, HERO, LARKFIELD, one } from "./api.fixture.ts";

const { call, control, get, sandbox } = harness();
const path = `/documents/${HERO}`;
const body = one("documents", { name: "Fault", "organization-id": LARKFIELD });
const count = async () => (await control("GET", "/state")).body.counts.documents;

describe("faults", () => {
  it("status: any number, in the vendor's shape; gateways answer in HTML", async () => {
    sandbox().fault({ kind: "status", status: 503 });
    const reply = await get(path);
    expect(reply.status).toBe(503);
    expect(reply.body.errors[0].title).toBe("Service Unavailable");
    sandbox().fault({ kind: "status", status: 504 });
    expect((await get(path)).headers.get("content-type")).toContain("html");
  });

  it("match method and path, pass the first ones, end after some", async () => {
    await control("POST", "/faults", {
      match: { method: "get", path: "^/documents/\\d+$" },
      after: 1,
      times: 2,
      kind: "status",
    });
    const statuses: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) statuses.push((await get(path)).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    expect((await get("/organizations?page[size]=1")).status).toBe(200);
    expect((await control("GET", "/faults")).body[0]).toMatchObject({ seen: 4, used: 2 });
  });

  it("are cleared", async () => {
    sandbox().fault({ kind: "status" });
    expect((await get(path)).status).toBe(500);
    await control("DELETE", "/faults");
    expect((await get(path)).status).toBe(200);
    sandbox().fault({ kind: "status" });
    sandbox().clearFaults();
    expect((await get(path)).status).toBe(200);
  });

  it("retry-after: seconds or a date", async () => {
    sandbox().fault({ kind: "retry-after", retryAfter: 7, times: 1 });
    const seconds = await get(path);
    expect([seconds.status, seconds.headers.get("retry-after")]).toEqual([429, "7"]);
    sandbox().fault({ kind: "retry-after", retryAfter: "date:30", status: 503 });
    const date = await get(path);
    expect(date.status).toBe(503);
    expect(Date.parse(date.headers.get("retry-after") ?? "")).toBeGreaterThan(
      Date.parse("2026-07-01T12:00:29Z"),
    );
  });

  it("malformed, html and empty: a success that is none", async () => {
    sandbox().fault({ kind: "malformed", times: 1 });
    const malformed = await get(path);
    expect([malformed.status, malformed.body]).toEqual([200, undefined]);
    sandbox().fault({ kind: "html", times: 1 });
    expect((await get(path)).text).toContain("<html>");
    sandbox().fault({ kind: "empty", times: 1 });
    const empty = await get(path);
    expect([empty.status, empty.text]).toEqual([200, ""]);
  });

  it("reset: the connection ends inside the body", async () => {
    sandbox().fault({ kind: "reset" });
    const response = await fetch(sandbox().url + path, {
      headers: { "x-api-key": sandbox().keys.full },
    });
    expect(response.headers.get("content-length")).toBe("100000");
    await expect(response.text()).rejects.toThrow();
  });

  it("redirect: to another host, with nothing followed here", async () => {
    sandbox().fault({ kind: "redirect", location: "https://other.example/x" });
    const reply = await get(path);
    expect([reply.status, reply.headers.get("location")]).toEqual([302, "https://other.example/x"]);
  });

  it("echo: the key in every form, inside a proper error", async () => {
    const key = sandbox().keys.full;
    sandbox().fault({ kind: "echo", status: 500 });
    const reply = await get(path);
    expect(reply.status).toBe(500);
    const { detail } = reply.body.errors[0];
    expect(detail).toContain(`"x-api-key":"${key}"`);
    expect(detail).toContain(Buffer.from(key).toString("base64"));
    expect(detail).toContain(encodeURIComponent(key));
    const bearer = { authorization: `Bearer ${sandbox().jwt}` };
    const second = await get(path, { key: null, headers: bearer });
    expect(second.body.errors[0].detail).toContain(Buffer.from(sandbox().jwt).toString("base64"));
  });

  it("huge: valid JSON of the size that was asked for", async () => {
    sandbox().fault({ kind: "huge", bytes: 3_000_000 });
    const reply = await get(path);
    expect(reply.body.data.attributes.name).toHaveLength(3_000_000);
  });

  it("latency: the right answer, late", async () => {
    sandbox().fault({ kind: "latency", milliseconds: 60 });
    const began = performance.now();
    expect((await get(path)).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(50);
  });

  it("hang: nothing for as long as it lasts, then the answer", async () => {
    sandbox().fault({ kind: "hang", milliseconds: 80, times: 1 });
    expect((await get(path)).status).toBe(200);
    sandbox().fault({ kind: "hang" });
    const signal = AbortSignal.timeout(50);
    await expect(fetch(sandbox().url + path, { signal })).rejects.toThrow("timeout");
  });

  it("slow-body: the head at once, then a blank per second, then the rest", async () => {
    sandbox().fault({ kind: "slow-body", milliseconds: 1000 });
    const began = performance.now();
    const response = await fetch(sandbox().url + path, {
      headers: { "x-api-key": sandbox().keys.full },
    });
    expect(performance.now() - began).toBeLessThan(900);
    const text = await response.text();
    expect(text.slice(20, 21)).toBe(" ");
    expect(text.length).toBeGreaterThan(1000);
  });

  it("do nothing on a write, unless it is to be committed first", async () => {
    const before = await count();
    sandbox().fault({ kind: "status", status: 502, match: { method: "POST" }, times: 1 });
    expect((await call("POST", "/documents", { body })).status).toBe(502);
    expect(await count()).toBe(before);
    sandbox().fault({ kind: "reset", match: { method: "POST" }, times: 1, commit: true });
    await expect(call("POST", "/documents", { body })).rejects.toThrow();
    expect(await count()).toBe(before + 1);
    expect(sandbox().writes()).toHaveLength(2);
  });

  it("duplicate: the request arrives twice", async () => {
    const before = await count();
    sandbox().fault({ kind: "duplicate", times: 1 });
    expect((await call("POST", "/documents", { body })).status).toBe(201);
    expect(await count()).toBe(before + 2);
  });

  it("do not keep the sandbox from closing", async () => {
    const { startItglueSandbox } = await import("./index.ts");
    const other = await startItglueSandbox();
    other.fault({ kind: "hang" });
    const pending = fetch(`${other.url}/organizations`).then(
      () => "answered",
      () => "failed",
    );
    while (other.requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
    await other.close();
    expect(await pending).toBe("failed");
    expect(other.connections()).toBe(0);
  });

  it("a port that is taken is an error, with nothing left running", async () => {
    const { startItglueSandbox } = await import("./index.ts");
    const taken = createServer();
    taken.listen(0, "127.0.0.1");
    await once(taken, "listening");
    const port = (taken.address() as { port: number }).port;
    await expect(startItglueSandbox({ port })).rejects.toThrow("EADDRINUSE");
    await expect(startItglueSandbox({ controlPort: port })).rejects.toThrow("EADDRINUSE");
    taken.close();
  });
});
