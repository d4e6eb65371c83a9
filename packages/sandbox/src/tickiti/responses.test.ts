import { describe, expect, it } from "vitest";
import { harness, RICH, type Reply } from "./api.fixture.ts";

const { call, switch: change } = harness();

const PATH = "tickets/responses/query";

interface Item {
  id: string;
  ticket_number: number;
  queue_id: string;
  is_internal: boolean;
  staff_response: boolean;
  created_at: string;
  html?: string;
  plain_text?: string;
  attachments?: unknown[];
}

interface Page {
  responses: Item[];
  next_cursor: { created_at: string; id: number } | null;
}

async function page(
  body: unknown,
  as: "agent" | "superuser" | "customer" = "superuser",
): Promise<Page> {
  const reply = await call(PATH, body, { as });
  expect(reply.status, reply.text).toBe(200);
  return reply.body.data;
}

async function walk(body: Record<string, unknown>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: Page["next_cursor"] | undefined;
  do {
    const { responses, next_cursor } = await page({ ...body, ...(cursor ? { cursor } : {}) });
    items.push(...responses);
    cursor = next_cursor;
  } while (cursor);
  return items;
}

describe("paging", () => {
  it("gives every response once, oldest first, with equal times in the order of ids", async () => {
    const whole = await page({ limit: 1000 });
    expect(whole.next_cursor).toBeNull();
    const paged = await walk({ limit: 37 });
    expect(paged.map(({ id }) => id)).toEqual(whole.responses.map(({ id }) => id));
    expect(new Set(paged.map(({ id }) => id)).size).toBe(paged.length);
    const keys = paged.map(({ created_at, id }) => `${created_at} ${id.padStart(9, "0")}`);
    expect(keys).toEqual(keys.toSorted());
    const times = paged.map(({ created_at }) => created_at);
    expect(new Set(times).size).toBeLessThan(times.length - 20);
  });

  it("has 200 without a limit, and keeps a limit between 1 and 1000", async () => {
    expect((await page({})).responses).toHaveLength(200);
    expect((await page({ limit: 0 })).responses).toHaveLength(1);
    expect((await page({ limit: 5000 })).responses.length).toBeGreaterThan(200);
  });

  it("ends with null, also when the last page is full", async () => {
    const { responses } = await page({ ticket_number: [RICH] });
    expect((await page({ ticket_number: [RICH], limit: responses.length })).next_cursor).toBeNull();
    const { next_cursor: next } = await page({ ticket_number: [RICH], limit: 2 });
    expect(next?.created_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(next?.id).toBe(2);
  });
});

describe("filters", () => {
  it("by note, author, queue and ticket", async () => {
    const notes = await page({ is_internal: true, limit: 1000 });
    expect(notes.responses.length).toBeGreaterThan(20);
    expect(notes.responses.every(({ is_internal }) => is_internal)).toBe(true);
    const customers = await page({ staff_response: false, limit: 1000 });
    expect(customers.responses.some(({ staff_response }) => staff_response)).toBe(false);
    const named = await page({ queue: ["Accounts"], limit: 1000 });
    const numbered = await page({ queue_id: [3], limit: 1000 });
    expect(named).toEqual(numbered);
    expect(new Set(named.responses.map(({ queue_id }) => queue_id))).toEqual(new Set(["3"]));
    const one = await page({ ticket_number: [RICH] });
    expect(new Set(one.responses.map(({ ticket_number }) => ticket_number))).toEqual(
      new Set([220_009]),
    );
  });

  it("by time: a day is whole, a moment is exact", async () => {
    const day = await page({ created_from: "2026-06-25", created_to: "2026-06-25", limit: 1000 });
    expect(day.responses.length).toBeGreaterThan(3);
    for (const { created_at } of day.responses) expect(created_at.slice(0, 10)).toBe("2026-06-25");
    const moment = { created_from: "2026-06-25 09:00:00", created_to: "2026-06-25 09:00:00" };
    const { responses } = await page({ ...moment, ticket_number: [RICH] });
    expect(responses.map(({ id }) => id)).toEqual(["1"]);
  });

  it("shows deleted ones when asked", async () => {
    const without = await page({ ticket_number: [RICH] });
    const shown = await page({ ticket_number: [RICH], include_deleted: true });
    expect(shown.responses).toHaveLength(without.responses.length + 1);
    expect(shown.responses.find(({ id }) => id === "7")).toHaveProperty(
      "deleted_at",
      expect.any(String),
    );
  });

  it("leaves heavy fields out", async () => {
    const full = await page({ limit: 1 });
    expect(full.responses[0]).toMatchObject({
      html: expect.any(String),
      plain_text: expect.any(String),
      attachments: expect.any(Array),
    });
    const light = await page({ limit: 1, fields: ["plain_text"] });
    expect(light.responses[0]).not.toHaveProperty("html");
    expect(light.responses[0]).not.toHaveProperty("attachments");
    expect(light.responses[0]).toHaveProperty("plain_text");
  });

  it("hides other queues and, from customers, notes", async () => {
    const agent = await page({ limit: 1000 }, "agent");
    expect(new Set(agent.responses.map(({ queue_id }) => queue_id))).toEqual(new Set(["1", "2"]));
    const customer = await page({ limit: 1000 }, "customer");
    expect(customer.responses.some(({ is_internal }) => is_internal)).toBe(false);
    expect(customer.responses).toHaveLength(5);
  });

  it.each([
    ["created_from", { created_from: "soon" }],
    ["fields", { fields: ["body"] }],
    ["cursor", { cursor: "x" }],
    ["cursor.id", { cursor: { created_at: "2026-01-01 00:00:00" } }],
    ["ticket_number.0", { ticket_number: ["abc"] }],
    ["queue", { queue: "Inbox" }],
  ])("%s can be wrong", async (field, body) => {
    const reply = await call(PATH, body);
    expect(reply.status).toBe(422);
    expect(Object.keys(reply.body.errors)).toEqual([field]);
  });
});

describe("attachments", () => {
  const file = (id: number, more: object = {}): Promise<Reply> =>
    call("tickets/attachment", { ticket_number: RICH, response_attachment_id: id, ...more });

  it("come as base64 with facts found in the bytes", async () => {
    const { body } = await file(14_495);
    expect(body.data).toMatchObject({
      id: "14495",
      response_id: "4",
      name: "workstation.log",
      mime_type: "text/plain",
      is_inline: false,
    });
    const bytes = Buffer.from(body.data.content_base64, "base64");
    expect(bytes.toString()).toContain("drive X: lost");
    expect(body.data.file_size).toBe(bytes.length);
    expect((await file(14_494)).body.data).toMatchObject({
      mime_type: "image/png",
      is_inline: true,
    });
  });

  it.each([
    [14_497, "driver-setup.exe", 403, "attachment_blocked"],
    [14_500, "passport.png.exe", 403, "attachment_blocked"],
    [14_501, "a program called statement.pdf", 403, "attachment_blocked"],
    [14_499, "40 MB", 413, "attachment_too_large"],
    [14_496, "an archive", 409, "attachment_review_required"],
    [14_502, "an SVG", 409, "attachment_review_required"],
  ])("%i, %s, is refused", async (id, _name, status, code) => {
    const reply = await file(id);
    expect([reply.status, reply.body.error]).toEqual([status, code]);
    const confirmed = await file(id, { intent: "review_ok" });
    expect(confirmed.status).toBe(status === 409 ? 200 : status);
    await change({ attachmentRefusal: "422" });
    expect((await file(id)).status).toBe(422);
  });

  it("belong to their ticket", async () => {
    const reply = await call("tickets/attachment", {
      ticket_number: "220050",
      response_attachment_id: "14494",
    });
    expect([reply.status, reply.body.error]).toEqual([404, "attachment_not_found"]);
  });
});
