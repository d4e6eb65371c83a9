import { describe, expect, it } from "vitest";
import { harness, RICH, ROWAN } from "./api.fixture.ts";

const { call, control, sandbox, switch: change } = harness();

const NOTE = { ticket_number: RICH, from_email: ROWAN, content: "<p>once</p>" };

async function count(): Promise<number> {
  const { body } = await call("tickets/show", { ticket_number: RICH });
  return body.data.responses.filter(({ html }: { html: string }) => html.includes("once")).length;
}

describe("Idempotency-Key", () => {
  it.each(["tickets", "tickets/respond"])(
    "%s needs one of at most 255 characters",
    async (path) => {
      const missing = await call(path, NOTE, { key: null });
      expect([missing.status, missing.body.error]).toEqual([400, "idempotency_key_required"]);
      const long = await call(path, NOTE, { key: "k".repeat(256) });
      expect([long.status, long.body.error]).toEqual([400, "idempotency_key_invalid"]);
    },
  );

  it("replays the answer, whatever the order of the fields", async () => {
    const first = await call("tickets/respond", NOTE, { key: "order:1" });
    const { content, ...rest } = NOTE;
    const again = await call("tickets/respond", { content, ...rest }, { key: "order:1" });
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(again.headers.get("idempotency-replayed")).toBeNull();
    expect(await count()).toBe(1);
    await change({ replayHeader: "present" });
    const third = await call("tickets/respond", NOTE, { key: "order:1" });
    expect(third.headers.get("idempotency-replayed")).toBe("true");
  });

  it("is a conflict with another payload or another action", async () => {
    await call("tickets/respond", NOTE, { key: "order:1" });
    for (const [path, body] of [
      ["tickets/respond", { ...NOTE, content: "<p>twice</p>" }],
      ["tickets", NOTE],
    ] as const) {
      const reply = await call(path, body, { key: "order:1" });
      expect([reply.status, reply.body.error]).toEqual([409, "idempotency_key_conflict"]);
    }
  });

  it("belongs to one token", async () => {
    await call("tickets/respond", NOTE, { key: "order:1" });
    await call("tickets/respond", NOTE, { key: "order:1", as: "ticketsOnly" });
    expect(await count()).toBe(2);
  });

  it("does one write when two arrive at once", async () => {
    const both = await Promise.all(
      [1, 2].map(() => call("tickets/respond", NOTE, { key: "same" })),
    );
    expect(new Set(both.map(({ text }) => text)).size).toBe(1);
    expect(await count()).toBe(1);
  });

  it("forgives a refused request: it may be mended and sent with its key", async () => {
    const wrong = { ...NOTE, from_email: "nobody" };
    expect((await call("tickets/respond", wrong, { key: "order:2" })).status).toBe(422);
    expect((await call("tickets/respond", NOTE, { key: "order:2" })).status).toBe(200);
  });

  it("saves a write whose answer was lost", async () => {
    sandbox().fault({ kind: "status", status: 502, commit: true, times: 1 });
    expect((await call("tickets/respond", NOTE, { key: "order:3" })).status).toBe(502);
    expect((await call("tickets/respond", NOTE, { key: "order:3" })).status).toBe(200);
    expect(await count()).toBe(1);
  });

  it.each([
    ["24h", 23, 2],
    ["1h", 0, 2],
    ["none", 23, 1000],
  ])("is kept for %s", async (idempotencyRetention, kept, more) => {
    await change({ idempotencyRetention });
    await call("tickets/respond", NOTE, { key: "order:4" });
    await control("POST", "/clock", { hours: kept });
    await call("tickets/respond", NOTE, { key: "order:4" });
    expect(await count()).toBe(1);
    await control("POST", "/clock", { hours: more });
    await call("tickets/respond", NOTE, { key: "order:4" });
    expect(await count()).toBe(idempotencyRetention === "none" ? 1 : 2);
  });
});

describe("keys made beforehand", () => {
  it("need no token unless told so, and differ", async () => {
    const first = await call("idempotency_key", {}, { as: null });
    const second = await call("idempotency_key", {}, { as: null });
    expect(first.body.idempotency_key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8/);
    expect(second.body.idempotency_key).not.toBe(first.body.idempotency_key);
    await change({ mintKey: "authenticated" });
    expect((await call("idempotency_key", {}, { as: null })).status).toBe(401);
    expect((await call("idempotency_key", {}, { as: "legacy" })).status).toBe(200);
  });

  it("stand for one action", async () => {
    const older = await call("idempotency_key", { action: "ticket_respond" });
    expect(older.body.action).toBe("respond");
    const { body } = await call("idempotency_key", { action: "respond" });
    const key = body.idempotency_key as string;
    const wrong = await call("tickets", NOTE, { key });
    expect(wrong.status).toBe(409);
    expect((await call("tickets/respond", NOTE, { key })).status).toBe(200);
    expect((await call("tickets/respond", NOTE, { key })).status).toBe(200);
    expect(await count()).toBe(1);
  });
});
