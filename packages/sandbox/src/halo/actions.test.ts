import { describe, expect, it } from "vitest";
import { harness, NOW } from "./api.fixture.ts";

const {
  sandbox,
  get,
  post,
  remove,
  switch: switchTo,
} = harness({
  now: NOW,
  rateLimit: { requests: 100_000, windowSeconds: 300 },
});

// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;

/** An open service ticket with a user who has an address. */
const OPEN = 5887;

const actionsOf = async (
  ticket_id: number,
  more: Parameters<typeof get>[1] = {},
): Promise<Loose[]> => (await get("/Actions", { ticket_id, ...more })).body.actions;

describe("reading actions", () => {
  it("numbers them within their ticket", async () => {
    for (const ticket of [1001, 1002, 5000]) {
      const ids = (await actionsOf(ticket)).map(({ id }) => id);
      expect(ids.toSorted((a, b) => a - b)).toEqual(ids.map((_, index) => index + 1));
      expect((await get("/Actions/1", { ticket_id: ticket })).body).toMatchObject({
        id: 1,
        ticket_id: ticket,
      });
    }
  });

  it("needs the ticket for one of them", async () => {
    expect((await get("/Actions/1")).body).toBe("Parameter ticket_id must be included");
    expect((await remove("/Actions/1")).status).toBe(400);
    expect((await get("/Actions/99", { ticket_id: 1001 })).status).toBe(404);
    expect((await get("/Actions/x", { ticket_id: 1001 })).status).toBe(400);
  });

  it("is empty without a ticket and dates", async () => {
    expect((await get("/Actions")).body).toEqual({ record_count: 0, actions: [] });
  });

  it("covers all tickets with dates", async () => {
    const query = {
      startdate: "2026-06-29",
      enddate: "2026-06-30",
      timeentriesonly: true,
      count: 500,
    };
    const { body } = await get("/Actions", query);
    expect(body.record_count).toBeGreaterThan(20);
    const tickets = new Set(body.actions.map((row: Loose) => row.ticket_id));
    expect(tickets.size).toBeGreaterThan(5);
    for (const row of body.actions) expect(row.timetaken).toBeGreaterThan(0);
  });

  it.each([
    ["excludeprivate", (row: Loose) => !row.hiddenfromuser],
    ["agentonly", (row: Loose) => row.who_type === 1],
    [
      "conversationonly",
      (row: Loose) => ["Logged", "Email User", "User Reply", "Close"].includes(row.outcome),
    ],
    ["excludesys", (row: Loose) => row.outcome !== "Updated"],
    ["timeentriesonly", (row: Loose) => row.timetaken > 0],
  ])("narrows by %s", async (name, test) => {
    const rows = await actionsOf(1002, { [name]: true });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(9);
    for (const row of rows) expect(test(row), row.outcome).toBe(true);
  });

  it("shows HTML and files when they are asked for", async () => {
    const [plain] = await actionsOf(1001);
    expect(plain.note_html).toBeUndefined();
    const rows = await actionsOf(1001, { includehtmlnote: true, includeattachments: true });
    expect(rows.at(-1)?.note_html).toContain("<p>");
    expect(rows.at(-1)?.attachments).toHaveLength(1);
  });

  it("names who did it by id alone, or by name as well by switch", async () => {
    const first = (await actionsOf(1002)).at(-1);
    expect(first.who).toBeUndefined();
    expect(first).toMatchObject({ who_type: 2, actionby_user_id: expect.any(Number) });
    await switchTo({ actionWho: "present" });
    expect((await get("/Actions/1", { ticket_id: 1002 })).body.who).toBe("Laura Fowler");
  });

  it("lists those of children", async () => {
    const rows = await actionsOf(8001, { ischildnotes: true });
    expect(new Set(rows.map((row) => row.ticket_id)).size).toBe(4);
  });
});

describe("adding actions", () => {
  it("gives the next number and the outcome's settings, and touches the ticket", async () => {
    const before = (await get(`/Tickets/${OPEN}`)).body;
    const count = (await actionsOf(OPEN)).length;
    const { status, body } = await post("/Actions", {
      ticket_id: OPEN,
      outcome_id: 7,
      note_html: "<p>Rebooted &amp; waited</p>",
      timetaken: 0.25,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: count + 1,
      ticket_id: OPEN,
      outcome: "Private Note",
      who_agentid: 2,
      hiddenfromuser: true,
      note: "Rebooted & waited",
      sendemail: false,
    });
    const after = (await get(`/Tickets/${OPEN}`)).body;
    expect(after.timetaken).toBe(before.timetaken + 0.25);
    expect(after.lastactiondate > before.lastactiondate).toBe(true);
    expect(after.last_update).toBe(after.lastactiondate);
    expect(after.status_id).toBe(before.status_id);
    expect(sandbox().mails()).toEqual([]);
  });

  it("sends mail, answers the ticket and sets the status that the button has", async () => {
    const reply = await post("/Actions", {
      ticket_id: OPEN,
      outcome: "Email User",
      note: "Try again now.",
    });
    expect(reply.body).toMatchObject({
      sendemail: true,
      emaildirection: "O",
      new_status: 3,
      new_status_name: "With User",
    });
    const ticket = (await get(`/Tickets/${OPEN}`)).body;
    expect(ticket).toMatchObject({ status_id: 3, onhold: true });
    expect(ticket.responsedate > "2024").toBe(true);
    expect(sandbox().mails()).toMatchObject([
      { ticketId: OPEN, to: [ticket.user_email], why: "action" },
    ]);
    await post("/Actions", {
      ticket_id: OPEN,
      outcome_id: 8,
      note: "x",
      emailto: "a@client.example; b@client.example",
      emailcc: "c@client.example",
      emailsubject: "Subject",
    });
    expect(sandbox().mails()[1]).toMatchObject({
      to: ["a@client.example", "b@client.example"],
      cc: ["c@client.example"],
      subject: "Subject",
    });
    await post("/Actions", { ticket_id: OPEN, outcome_id: 8, note: "x", sendemail: false });
    expect(sandbox().mails()).toHaveLength(2);
  });

  it("assigns, moves and classifies", async () => {
    await post("/Actions", {
      ticket_id: OPEN,
      outcome_id: 11,
      new_agent: 9,
      new_team: "2nd line",
      new_priority: 1,
      new_category1: "Server>Disk",
      new_status: 2,
    });
    expect((await get(`/Tickets/${OPEN}`)).body).toMatchObject({
      agent_id: 9,
      team: "2nd Line",
      priority_id: 1,
      category_1: "Server>Disk",
      status_id: 2,
    });
    expect((await get("/Tickets", { team: "[2]", ticketids: `[${OPEN}]` })).body.record_count).toBe(
      1,
    );
  });

  it("closes with its note, and opens again", async () => {
    const close = { ticket_id: OPEN, outcome_id: 14 };
    expect((await post("/Actions", close)).body).toBe("A Note must be entered");
    await post("/Actions", { ...close, note: "Done" });
    expect((await get(`/Tickets/${OPEN}`)).body).toMatchObject({
      status_id: 9,
      dateclosed: expect.stringMatching(/^2026/),
    });
    await post("/Actions", { ticket_id: OPEN, outcome_id: 15 });
    expect((await get(`/Tickets/${OPEN}`)).body).toMatchObject({
      status_id: 2,
      dateclosed: "1900-01-01T00:00:00Z",
    });
  });

  it.each([
    [{ outcome_id: 7, note: "x" }, "Parameter ticket_id must be included"],
    [{ ticket_id: 77, outcome_id: 7 }, "The Ticket could not be found"],
    [{ ticket_id: OPEN, outcome_id: 777 }, "A valid Outcome must be selected"],
    [{ ticket_id: OPEN, outcome_id: 11 }, "An Agent must be selected"],
    [{ ticket_id: OPEN, outcome_id: 7, new_team: "Nobody" }, "A valid Team must be selected"],
    [{ ticket_id: OPEN, outcome_id: 7, new_agent: 19 }, "A valid Agent must be selected"],
  ])("refuses %j", async (element, message) => {
    expect((await post("/Actions", element)).body).toBe(message);
  });

  it("refuses an outcome that is a text", async () => {
    const raw = `[{"ticket_id":${OPEN},"outcome_id":"Private Note"}]`;
    const { status, body } = await post("/Actions", [], { raw });
    expect(status).toBe(400);
    expect(body).toEqual({
      "[0].outcome_id": [
        `Could not convert string to integer: Private Note. Path '[0].outcome_id', line 1, position ${raw.length - 2}.`,
      ],
    });
  });

  it("writes time to the agent's sheet", async () => {
    await post(
      "/Actions",
      { ticket_id: OPEN, outcome_id: 10, note: "x", timetaken: 1.5 },
      { as: "technician" },
    );
    const sheet = (await get("/Timesheet/0", { agent_id: 5, date: "2026-07-01" })).body;
    expect(sheet.events.at(-1)).toMatchObject({ ticket_id: OPEN, timetaken: 1.5 });
    const sum = sheet.events.reduce((total: number, { timetaken }: Loose) => total + timetaken, 0);
    expect(sheet.actual_hours).toBe(sum);
  });
});

describe("changing and deleting actions", () => {
  it("moves the time of the ticket with it", async () => {
    const { timetaken } = (await get(`/Tickets/${OPEN}`)).body;
    const { body } = await post("/Actions", {
      ticket_id: OPEN,
      outcome_id: 10,
      note: "x",
      timetaken: 1,
    });
    const changed = await post("/Actions", { id: body.id, ticket_id: OPEN, timetaken: 3 });
    expect(changed.body).toMatchObject({ id: body.id, timetaken: 3, note: "x" });
    expect((await get(`/Tickets/${OPEN}`)).body.timetaken).toBe(timetaken + 3);
    expect((await remove(`/Actions/${body.id}`, { ticket_id: OPEN })).status).toBe(200);
    expect((await get(`/Tickets/${OPEN}`)).body.timetaken).toBe(timetaken);
    expect((await get(`/Actions/${body.id}`, { ticket_id: OPEN })).status).toBe(404);
  });

  it("does not mistake the action of one ticket for that of another", async () => {
    await post("/Actions", { id: 1, ticket_id: 1001, note: "Changed" });
    expect((await get("/Actions/1", { ticket_id: 1001 })).body.note).toBe("Changed");
    expect((await get("/Actions/1", { ticket_id: 1002 })).body.note).not.toBe("Changed");
  });
});
