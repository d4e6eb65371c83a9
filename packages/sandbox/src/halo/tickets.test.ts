import { describe, expect, it } from "vitest";
import { ANA, harness, NORTHWIND, NOW, TICKET } from "./api.fixture.ts";

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

const tickets = async (query: Parameters<typeof get>[1]): Promise<Loose[]> => {
  const { status, body, text } = await get("/Tickets", {
    pageinate: true,
    page_no: 1,
    page_size: 100,
    ...query,
  });
  expect(status, text).toBe(200);
  return body.tickets;
};

describe("filters of tickets", () => {
  it.each([
    [{ open_only: true }, (row: Loose) => row.status_id !== 9 && row.status_id !== 32],
    [{ closed_only: true }, (row: Loose) => row.dateclosed > "1901"],
    [{ agent_id: 7 }, (row: Loose) => row.agent_id === 7],
    [{ agent: "[7,8]" }, (row: Loose) => [7, 8].includes(row.agent_id)],
    [{ status: "[3]" }, (row: Loose) => row.status_id === 3 && row.onhold],
    [{ requesttype: "[3]" }, (row: Loose) => row.tickettype_id === 3],
    [{ client_id: NORTHWIND }, (row: Loose) => row.client_name === "Northwind Dental"],
    [{ site_id: 52 }, (row: Loose) => row.site_id === 52],
    [{ user_id: ANA }, (row: Loose) => row.user_name === "Ana Ruiz"],
    [{ team: "[2]" }, (row: Loose) => row.team === "2nd Line"],
    [{ team_name: "2nd line" }, (row: Loose) => row.team === "2nd Line"],
    [{ priority: "[1]", sla: "[2]" }, (row: Loose) => row.priority_id === 1 && row.sla_id === 2],
    [{ category_1: "[1]" }, (row: Loose) => row.category_1 === "Network>VPN"],
    [{ category_1: '["Network>VPN"]' }, (row: Loose) => row.categoryid_1 === 1],
    [{ parent_id: 8001 }, (row: Loose) => row.parent_id === 8001],
    [{ search_summary: "printer" }, (row: Loose) => /printer/i.test(row.summary)],
    [{ withattachments: true }, (row: Loose) => row.attachment_count > 0],
    [{ view_id: 22 }, (row: Loose) => row.status_id === 9 || row.status_id === 32],
    [{ list_id: 13 }, (row: Loose) => row.agent_id === 1],
    [{ domain: "opps" }, (row: Loose) => row.tickettype_id === 31],
    [{ toplevel_id: 3 }, (row: Loose) => row.client_id % 3 === 0],
  ])("%j", async (query, test) => {
    const rows = await tickets(query);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(test(row), JSON.stringify(row)).toBe(true);
  });

  it("find by text, also in actions when that is asked for", async () => {
    const plain = await get("/Tickets", { search: "vpn drops", count: 1 });
    expect(plain.body.record_count).toBeGreaterThan(100);
    const word = { search: "88-1204", count: 1 };
    expect((await get("/Tickets", word)).body.record_count).toBe(0);
  });

  it("by a range of the date that datesearch names", async () => {
    const range = { startdate: "2026-06-29", enddate: "2026-06-30" };
    for (const row of await tickets({ ...range, datesearch: "dateoccured" })) {
      expect(row.dateoccurred >= "2026-06-29" && row.dateoccurred < "2026-07-01").toBe(true);
    }
    const closed = await tickets({ ...range, datesearch: "datecleared" });
    expect(closed.length).toBeGreaterThan(0);
    for (const row of closed) {
      expect(row.dateclosed >= "2026-06-29" && row.dateclosed < "2026-07-01").toBe(true);
    }
  });

  it.each([
    [0, "1,2", (id: number) => id === 1 || id === 2],
    [1, "9", (id: number) => id !== 9],
    [2, "2", (id: number) => id === 2],
    [3, "9", (id: number) => id !== 9],
    [6, "2", (id: number) => id === 2],
    [7, "2", (id: number) => id > 2],
    [8, "2", (id: number) => id >= 2],
    [9, "3", (id: number) => id < 3],
    [10, "3", (id: number) => id <= 3],
  ])("operator %i of advanced_search with %s", async (filter_type, filter_value, test) => {
    const conditions = [{ filter_name: "status_id", filter_type, filter_value }];
    const rows = await tickets({ advanced_search: JSON.stringify(conditions) });
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(test(row.status_id)).toBe(true);
  });

  it("advanced_search has LIKE, joins by AND, and refuses what it does not know", async () => {
    const search = (conditions: unknown): Promise<Loose> =>
      get("/Tickets", { advanced_search: JSON.stringify(conditions), count: 100 });
    const like = { filter_name: "summary", filter_type: 4, filter_value: "%VPN%" };
    const both = await search([
      like,
      { filter_name: "client_id", filter_type: 2, filter_value: "18" },
    ]);
    for (const row of both.body.tickets) expect(row).toMatchObject({ client_id: 18 });
    const not = await search([{ ...like, filter_type: 5 }]);
    expect(both.body.record_count).toBeGreaterThan(0);
    expect(not.body.record_count).toBeGreaterThan(4000);
    expect((await search([{ ...like, filter_type: 11 }])).body.ClassName).toBe("System.Exception");
    expect((await get("/Tickets", { advanced_search: "{oops" })).status).toBe(400);
    await switchTo({ operatorSix: "error" });
    expect((await search([{ ...like, filter_type: 6 }])).status).toBe(400);
  });

  it("ids alone, with what is documented to come with them", async () => {
    const [row] = await tickets({ ticketidonly: true });
    expect(Object.keys(row)).toEqual(["id", "sla_id", "status_id", "client_id"]);
  });
});

describe("a ticket", () => {
  it("has ids without labels, dates that are none, and text with CR/LF", async () => {
    const { body } = await get(`/Tickets/${TICKET}`);
    expect(body).toMatchObject({
      id: TICKET,
      priority_id: expect.any(Number),
      startdate: "1900-01-01T00:00:00Z",
    });
    expect(body.targetdate).toBe("1899-12-30T00:00:00Z");
    for (const name of ["status_name", "agent_name", "priority_name"])
      expect(body[name]).toBeUndefined();
    expect((await get(`/Tickets/${TICKET + 4}`)).body.details).toBeDefined();
    expect((await get(`/Tickets/${TICKET}`, { includeagent: true })).body.agent_name).toBeTruthy();
  });

  it("that is malformed or missing", async () => {
    expect((await get("/Tickets/x1")).body).toEqual({ id: ["The value 'x1' is not valid."] });
    const missing = await get("/Tickets/77");
    expect([missing.status, missing.text]).toEqual([404, ""]);
    expect((await get(`/Opportunities/${TICKET}`)).status).toBe(404);
    expect((await get("/Opportunities/7001")).status).toBe(200);
    expect((await get("/Tickets/7001")).status).toBe(200);
  });
});

describe("creating tickets", () => {
  it("takes a summary and fills in the rest", async () => {
    const { status, body } = await post("/Tickets", {
      summary: "New",
      client_id: NORTHWIND,
      user_id: ANA,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      summary: "New",
      client_name: "Northwind Dental",
      user_name: "Ana Ruiz",
      tickettype_id: 1,
      status_id: 1,
      priority_id: 3,
      team: "1st Line",
      agent_id: 1,
      dateclosed: "1900-01-01T00:00:00Z",
    });
    expect(body.fixbydate > body.respondbydate).toBe(true);
    const actions = (await get("/Actions", { ticket_id: body.id })).body.actions;
    expect(actions).toMatchObject([{ id: 1, outcome: "Logged" }]);
    expect(sandbox().mails()).toMatchObject([
      { ticketId: body.id, to: ["ana.ruiz@northwind-dental.example"], why: "acknowledgement" },
    ]);
  });

  it("posts the same twice as two tickets", async () => {
    const one = await post("/Tickets", { summary: "Twin" });
    const two = await post("/Tickets", { id: 0, summary: "Twin" });
    expect(two.body.id).toBe(one.body.id + 1);
    expect((await get("/Tickets", { search_summary: "twin" })).body.record_count).toBe(2);
  });

  it.each([
    [{}, "A Summary must be entered"],
    [{ summary: "x", client_id: 999 }, "A Customer must be selected"],
    [{ summary: "x", client_id: 18, site_id: 9999 }, "A Site must be selected"],
    [{ summary: "x", user_id: 99_999 }, "A User must be selected"],
    [{ summary: "x", tickettype_id: 99 }, "A valid Ticket Type must be selected"],
    [{ summary: "x", team: "Nobody" }, "A valid Team must be selected"],
    [{ summary: "x", agent_id: 19 }, "A valid Agent must be selected"],
    [{ summary: "x", status_id: 77 }, "A valid Status must be selected"],
    [{ summary: "x", tickettype_id: 3 }, "Category must be entered"],
    [
      { summary: "x", tickettype_id: 3, category_1: "Server>Disk" },
      "Rollback plan must be entered",
    ],
  ])("refuses %j with one sentence", async (element, message) => {
    const { status, body } = await post("/Tickets", element);
    expect(status).toBe(400);
    expect(body).toBe(message);
  });

  it("takes the mandatory fields of a type, custom ones in their list", async () => {
    const { status, body } = await post("/Tickets", {
      summary: "Change",
      tickettype_id: 3,
      category_1: "Server>Disk",
      customfields: [{ name: "CFRollbackPlan", value: "Put it back." }],
      CFAssetTag: "is lost here",
    });
    expect(status).toBe(201);
    expect(body.customfields).toMatchObject([
      { id: 152, label: "Rollback plan", value: "Put it back." },
    ]);
    expect(body.CFAssetTag).toBeUndefined();
  });

  it("makes opportunities and projects at their own paths", async () => {
    const sale = await post("/Opportunities", { summary: "Sale", client_id: NORTHWIND });
    expect(sale.body).toMatchObject({ tickettype_id: 31, status_id: 20, team: "Sales" });
    const project = await post("/Projects", { summary: "Move", client_id: NORTHWIND });
    expect(project.body.tickettype_id).toBe(41);
    const task = await post("/Tickets", {
      summary: "Task",
      tickettype_id: 21,
      parent_id: project.body.id,
    });
    expect(task.status).toBe(201);
    expect((await get(`/Projects/${project.body.id}`)).body.child_count).toBe(1);
  });
});

describe("changing tickets", () => {
  it("merges, notes the change as an action and in the audit", async () => {
    const before = (await get("/Tickets/5990")).body;
    const { status, body } = await post("/Tickets", { id: 5990, priority_id: 1, agent_id: 8 });
    expect(status).toBe(201);
    expect(body).toMatchObject({ summary: before.summary, priority_id: 1, agent_id: 8 });
    expect(body.last_update > before.last_update).toBe(true);
    expect(body.fixbydate).not.toBe(before.fixbydate);
    const [action] = (await get("/Actions", { ticket_id: 5990 })).body.actions;
    expect(action.outcome).toBe("Updated");
    const audit = (await get("/Audit")).body.audit.filter((row: Loose) => row.ticket_id === 5990);
    expect(audit.map((row: Loose) => row.value)).toContain("agent_id");
  });

  it("replaces what is not named, by switch", async () => {
    await switchTo({ updates: "replace" });
    const { body } = await post("/Tickets", {
      id: 5990,
      summary: "Only this",
      status_id: 2,
      team: "1st Line",
      sla_id: 1,
      priority_id: 3,
    });
    expect(body.category_1).toBeUndefined();
  });

  it("closes and opens again", async () => {
    const closed = await post("/Tickets", { id: 5990, status_id: 9 });
    expect(closed.body.dateclosed).toMatch(/^2026-07-01T12:/);
    expect((await tickets({ closed_only: true, ticketids: "[5990]" })).length).toBe(1);
    const open = await post("/Tickets", { id: 5990, status_id: 2 });
    expect(open.body.dateclosed).toBe("1900-01-01T00:00:00Z");
    expect(open.body.hasbeenclosed).toBe(true);
  });

  it("keeps the other custom fields", async () => {
    const customfields = [{ id: 153, value: "East wing" }];
    const { body } = await post("/Tickets", { id: TICKET, customfields });
    expect(body.customfields.map((field: Loose) => field.id)).toEqual([151, 153]);
  });

  it("takes several at once, and stops at the first mistake", async () => {
    const { body } = await post("/Tickets", [
      { id: 5990, summary: "A" },
      { id: 5991, summary: "B" },
    ]);
    expect(body.map((row: Loose) => row.summary)).toEqual(["A", "B"]);
    const mistaken = [
      { id: 5990, summary: "C" },
      { id: 5991, status_id: 77 },
      { id: 5992, summary: "D" },
    ];
    expect((await post("/Tickets", mistaken)).status).toBe(400);
    expect((await get("/Tickets/5990")).body.summary).toBe("C");
    expect((await get("/Tickets/5992")).body.summary).not.toBe("D");
  });

  it("does not know an id: 404, or a sentence by switch", async () => {
    expect((await post("/Tickets", { id: 77, summary: "x" })).status).toBe(404);
    await switchTo({ unknownId: "400" });
    expect((await post("/Tickets", { id: 77, summary: "x" })).body).toContain("could not be found");
  });

  it("is only tried with _validate_only, unless the flag is ignored", async () => {
    const trial = { id: 5990, summary: "Tried", _validate_only: true };
    expect((await post("/Tickets", trial)).body).toMatchObject({ id: 5990, summary: "Tried" });
    expect((await get("/Tickets/5990")).body.summary).not.toBe("Tried");
    expect((await post("/Tickets", { ...trial, status_id: 77 })).status).toBe(400);
    expect((await post("/Tickets", { summary: "New", _validate_only: true })).body.id).toBe(0);
    await switchTo({ validationFlags: "ignored" });
    await post("/Tickets", trial);
    expect((await get("/Tickets/5990")).body.summary).toBe("Tried");
  });

  it("closes what is merged into another, unless the flags are ignored", async () => {
    const merge = { id: 5990, domerge: true, merged_into_id: 5991 };
    expect((await post("/Tickets", merge)).body).toMatchObject({
      status_id: 9,
      merged_into_id: 5991,
    });
    await switchTo({ validationFlags: "ignored" });
    const ignored = await post("/Tickets", { id: 5992, domerge: true, merged_into_id: 5991 });
    expect(ignored.body.status_id).not.toBe(9);
  });
});

describe("deleting tickets", () => {
  it("hides them, keeps them for recovery, and lists them when asked", async () => {
    const gone = await remove("/Tickets/5990", { reason: "Twin" });
    expect([gone.status, gone.text]).toEqual([200, ""]);
    expect((await get("/Tickets/5990")).status).toBe(404);
    expect((await get("/Actions", { ticket_id: 5990 })).body.actions).toEqual([]);
    expect((await get("/Tickets", { ticketids: "5990" })).body.record_count).toBe(0);
    expect((await get("/Tickets", { deleted: true })).body.tickets).toMatchObject([{ id: 5990 }]);
    expect((await post("/Tickets", { id: 5990, summary: "x" })).body).toContain("deleted");
    const recovered = await post("/Tickets", { id: 5990, _recover: true, _validate_updates: true });
    expect(recovered.status).toBe(201);
    expect((await get("/Tickets/5990")).body.deleted).toBe(false);
  });

  it("answers the record by switch", async () => {
    await switchTo({ deleteAnswer: "object" });
    expect((await remove("/Tickets/5990")).body.id).toBe(5990);
    expect((await remove("/Tickets/5990")).status).toBe(404);
  });
});
