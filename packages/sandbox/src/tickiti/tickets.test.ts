import { describe, expect, it } from "vitest";
import { DANA, harness, RICH, ROWAN } from "./api.fixture.ts";

const { call, control, sandbox, switch: change } = harness();

const NOTE = { ticket_number: RICH, from_email: ROWAN, content: "<p>x</p>" };

describe("reading a ticket", () => {
  it("has ids and priority as texts, the number as a number, times with an offset", async () => {
    const { body } = await call("tickets/show", { ticket_number: RICH });
    expect(body.data.ticket).toMatchObject({
      id: "1",
      number: 220_009,
      status: "open",
      priority: "30",
      queue_id: "1",
      originator_email: DANA,
      assigned_to_email: ROWAN,
      resolved: null,
      on_hold_until: null,
    });
    expect(body.data.ticket.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
  });

  it("puts the pinned response first, then oldest to newest, without deleted ones", async () => {
    const { body } = await call("tickets/responses", { ticket_number: 220_009 });
    expect(body.data.ticket_number).toBe(220_009);
    const ids = body.data.responses.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(["6", "1", "2", "3", "4", "5", "8"]);
    expect(body.data.responses[1]).toMatchObject({
      is_email_sourced: true,
      staff_response: false,
      created_by_email: DANA,
    });
    expect(body.data.responses[1].html).toContain('src="cid:inline-1@larkfield.example"');
    expect(body.data.responses[1].plain_text).toContain("loses drive X: several times");
  });

  it("hides tickets of other queues as if they were missing", async () => {
    const all = await call("tickets/query", {}, { as: "superuser" });
    const secret = all.body.find((row: { queue_name: string }) => row.queue_name === "Security");
    const hidden = await call("tickets/show", { ticket_number: secret.number });
    const missing = await call("tickets/show", { ticket_number: "999999" });
    expect([hidden.status, hidden.text]).toEqual([404, missing.text]);
    expect(missing.body).toMatchObject({ ok: false, error: "ticket_not_found" });
    for (const path of ["tickets/responses", "tickets/attachment", "tickets/respond"]) {
      const body = { ...NOTE, ticket_number: secret.number, response_attachment_id: 14_494 };
      expect((await call(path, body)).status).toBe(404);
    }
    const { body } = await call("tickets/responses/query", { ticket_number: [secret.number] });
    expect(body.data.responses).toEqual([]);
  });

  it("shows a customer own tickets without notes and their files", async () => {
    const { body } = await call("tickets/show", { ticket_number: RICH }, { as: "customer" });
    const ids = body.data.responses.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(["1", "2", "4", "5", "8"]);
    const file = { ticket_number: RICH, response_attachment_id: 14_503 };
    expect((await call("tickets/attachment", file)).status).toBe(200);
    expect((await call("tickets/attachment", file, { as: "customer" })).status).toBe(404);
    const rows = await call("tickets/query", {}, { as: "customer" });
    expect(rows.body).toHaveLength(1);
  });

  it("wants a number", async () => {
    const { status, body } = await call("tickets/show");
    expect(status).toBe(422);
    expect(body).toMatchObject({
      ok: false,
      error: "validation_failed",
      errors: { ticket_number: ["The ticket number field is required."] },
    });
    await change({ errorCode: "object" });
    expect((await call("tickets/show")).body.error.code).toBe("validation_failed");
  });

  it("runs as the system user when told so", async () => {
    await change({ actsAs: "system" });
    const { body } = await call("tickets/query", {}, { as: "oneQueue" });
    expect(new Set(body.map((row: { queue_name: string }) => row.queue_name)).size).toBe(4);
  });
});

describe("responding", () => {
  it("adds a public response, a participant, and mail to the others", async () => {
    const { body } = await call("tickets/respond", { ...NOTE, from_email: "new@person.example" });
    expect(body).toEqual({
      ok: true,
      data: { ticket_id: 1, response_id: expect.any(Number), reopened: false },
    });
    expect(sandbox().mails()).toMatchObject([{ ticket_number: 220_009, to: [DANA, ROWAN] }]);
    const search = { criteria: [{ mode: "participant", tokens: ["new@person.example"] }] };
    const found = await call("tickets/query", { search_object: search });
    expect(found.body).toHaveLength(1);
  });

  it("writes internal notes without mail", async () => {
    await call("tickets/respond", { ...NOTE, is_internal: true });
    expect(sandbox().mails()).toEqual([]);
    const { body } = await call("tickets/show", { ticket_number: RICH });
    expect(body.data.responses.at(-1)).toMatchObject({ is_internal: true, staff_response: true });
    const refused = await call(
      "tickets/respond",
      { ...NOTE, from_email: DANA, is_internal: true },
      { as: "customer" },
    );
    expect(refused.status).toBe(403);
  });

  it("holds with a date, and any response opens again and clears it", async () => {
    const hold = { ticket_number: RICH, from_email: ROWAN, status: "on-hold" };
    const held = await call("tickets/respond", { ...hold, on_hold_until: "2026-07-09" });
    expect(held.body.data).toEqual({ ticket_id: 1, response_id: null, reopened: false });
    const shown = await call("tickets/show", { ticket_number: RICH });
    expect(shown.body.data.ticket).toMatchObject({
      status: "on-hold",
      on_hold_until: "2026-07-09",
    });
    expect((await call("tickets/respond", NOTE)).body.data.reopened).toBe(true);
    const after = await call("tickets/show", { ticket_number: RICH });
    expect(after.body.data.ticket).toMatchObject({ status: "open", on_hold_until: null });
  });

  it.each([
    ["on_hold_until", { status: "on-hold" }],
    ["on_hold_until", { status: "on-hold", on_hold_until: "2026-07-01" }],
    ["on_hold_until", { status: "on-hold", on_hold_until: "2026-02-30" }],
    ["status", { status: "closed", content: "x" }],
    ["content", {}],
    ["from_email", { from_email: "nobody", content: "x" }],
    ["ticket_number", { ticket_number: "12", content: "x" }],
    ["is_internal", { is_internal: "perhaps", content: "x" }],
  ])("names %s when it is wrong", async (field, body) => {
    const sent = { ticket_number: RICH, from_email: ROWAN, ...body };
    const reply = await call("tickets/respond", sent);
    expect(reply.status).toBe(422);
    expect(Object.keys(reply.body.errors)).toEqual([field]);
  });

  it("reopens held tickets by night when their day has come", async () => {
    await call("tickets/respond", {
      ticket_number: RICH,
      from_email: ROWAN,
      status: "on-hold",
      on_hold_until: "2026-07-03",
    });
    await control("POST", "/clock", { days: 1 });
    const before = await call("tickets/show", { ticket_number: RICH });
    expect(before.body.data.ticket.status).toBe("on-hold");
    await control("POST", "/clock", { days: 1 });
    const after = await call("tickets/show", { ticket_number: RICH });
    expect(after.body.data.ticket.status).toBe("open");
    expect(after.body.data.responses.at(-1).html).toContain("[reopened]");
  });
});
