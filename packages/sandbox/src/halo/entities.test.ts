import { describe, expect, it } from "vitest";
import { harness, NOW } from "./api.fixture.ts";

const {
  get,
  post,
  remove,
  call,
  switch: switchTo,
} = harness({
  now: NOW,
  rateLimit: { requests: 100_000, windowSeconds: 300 },
});

describe("ids that are texts", () => {
  it("tell priorities apart, which tickets name by their number within an SLA", async () => {
    const { body } = await get("/Priority");
    expect(new Set(body.map(({ id }: { id: string }) => id)).size).toBe(8);
    const ticket = (await get("/Tickets/1001")).body;
    const fits = body.filter(
      ({ slaid, priorityid }: { slaid: number; priorityid: number }) =>
        slaid === ticket.sla_id && priorityid === ticket.priority_id,
    );
    expect(fits).toHaveLength(1);
    const { id } = body[0];
    expect((await get(`/Priority/${id.toUpperCase()}`)).body.id).toBe(id);
    expect((await get("/Priority/1")).status).toBe(404);
  });

  it("are words or GUIDs for holidays, and more than the vendor can take when malformed", async () => {
    const { body } = await get("/Holiday");
    for (const { id } of body.slice(0, 3)) {
      expect(typeof id).toBe("string");
      expect((await get(`/Holiday/${id}`)).status).toBe(200);
    }
    expect((await get("/Holiday/H999")).status).toBe(404);
    const malformed = await get("/Holiday/not-an-id");
    expect([malformed.status, malformed.text]).toEqual([500, ""]);
  });

  it("are words for the status of services", async () => {
    const [first] = (await get("/ServiceStatus")).body.service_status;
    expect(first.id).toBe("SV1");
    expect((await get("/ServiceStatus/SV1")).status).toBe(200);
    expect((await get("/ServiceStatus/1")).status).toBe(404);
    const made = await post("/ServiceStatus", { message_public: "All well" });
    expect(typeof made.body.id).toBe("string");
  });
});

describe("ids that repeat", () => {
  it("are 0 for every day of a time sheet", async () => {
    const { body } = await get("/Timesheet");
    expect(new Set(body.map(({ id }: { id: number }) => id))).toEqual(new Set([0]));
    const jo = (await get("/Timesheet/0", { agent_id: 5, date: "2026-06-30" })).body;
    expect(jo).toMatchObject({ agent_name: "Jo Lind", date: "2026-06-30T00:00:00Z" });
    expect(jo.events.length).toBeGreaterThan(0);
    const other = (await get("/Timesheet/0", { agent_id: 6, date: "2026-06-30" })).body;
    expect(other.agent_name).toBe("Rowan Vale");
    const own = await get("/Timesheet/mine", {}, { as: "technician" });
    for (const row of own.body) expect(row.agent_id).toBe(5);
  });

  it("are given per table of lookups", async () => {
    const { body } = await get("/Lookup", { lookupid: 17, exclude_zero: true });
    expect(body.map(({ id }: { id: number }) => id)).toEqual([1, 2, 3, 4]);
    expect((await get("/Lookup/1", { lookupid: 17 })).body.name).toBe("No charge");
    expect((await get("/Lookup/1", { lookupid: 22 })).body.name).toBe("Manual");
    const made = await post("/Lookup", { lookupid: 22, name: "Chat" });
    expect(made.body).toMatchObject({ id: 6, lookupid: 22 });
  });
});

describe("paths beside the records", () => {
  it("come before ids", async () => {
    const forecast = (await get("/Timesheet/forecasting")).body;
    expect(new Set(forecast.map(({ id }: { id: number }) => id))).toEqual(new Set([0]));
    expect((await get("/Asset/NextTag")).body).toEqual({ inventory_number: "00801" });
    const tree = (await get("/Team/Tree")).body;
    expect(tree.map(({ name }: { name: string }) => name)).toEqual(["Service", "Business"]);
  });

  it("take a ticket as an object at one of them alone", async () => {
    const { status, body } = await call("POST", "/Tickets/Object", { body: { summary: "One" } });
    expect([status, body.summary]).toEqual([201, "One"]);
    expect((await call("POST", "/Tickets/Object", { body: [{ summary: "One" }] })).status).toBe(
      400,
    );
  });
});

describe("time sheets", () => {
  it("are submitted and approved by agent and date", async () => {
    const day = { agent_id: 5, date: "2026-06-30" };
    const sent = await post("/Timesheet", { ...day, _submitapproval: true });
    expect(sent.body.approval).toMatchObject({ approvalstatus: 1, unum: 5 });
    const done = await post("/Timesheet", { ...day, _approve: true, _approval_message: "Fine" });
    expect(done.body.approval).toMatchObject({ approvalstatus: 2, approvedby: 2, message: "Fine" });
    expect(done.body.actual_hours).toBe(sent.body.actual_hours);
  });

  it("follow their entries", async () => {
    const query = { agent_id: 5, start_date: "2026-06-30", end_date: "2026-06-30" };
    const [entry] = (await get("/TimesheetEvent", query)).body;
    const hours = async (): Promise<number> =>
      (await get("/Timesheet/0", { agent_id: 5, date: "2026-06-30" })).body.actual_hours;
    const before = await hours();
    await remove(`/TimesheetEvent/${entry.id}`);
    expect(await hours()).toBe(before - entry.timetaken);
    await post("/TimesheetEvent", {
      agent_id: 5,
      start_date: "2026-06-30T18:00:00Z",
      timetaken: 0.5,
    });
    expect(await hours()).toBe(before - entry.timetaken + 0.5);
  });
});

describe("attachments", () => {
  it("are bytes with a name, not a record", async () => {
    const { attachments } = (await get("/Attachment", { ticket_id: 1011 })).body;
    const [file] = attachments;
    const reply = await get(`/Attachment/${file.id}`);
    expect(reply.headers.get("content-disposition")).toContain(
      "filename*=UTF-8''Angebot%20Gr%C3%B6%C3%9Fe",
    );
    expect(reply.bytes).toHaveLength(file.filesize);
    expect((await get("/Attachment/99999")).status).toBe(404);
  });

  it("come up as Base64 and go down as they were", async () => {
    const bytes = Buffer.from([0, 255, 1, 254, 137]);
    const made = await post("/Attachment", {
      filename: "state.bin",
      ticket_id: 1002,
      data_base64: bytes.toString("base64"),
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ filename: "state.bin", filesize: 5 });
    expect(made.body.data_base64).toBeUndefined();
    expect((await get(`/Attachment/${made.body.id}`)).bytes).toEqual(bytes);
    expect((await get(`/Attachment/image/${made.body.guid}`)).bytes).toEqual(bytes);
    expect((await get("/Tickets/1002")).body.attachment_count).toBe(1);
    await remove(`/Attachment/${made.body.id}`);
    expect((await get("/Tickets/1002")).body.attachment_count).toBe(0);
  });

  it("need a name, data and a ticket that exists", async () => {
    const file = { filename: "a.txt", ticket_id: 1002, data_base64: "QQ==" };
    expect((await post("/Attachment", { ...file, filename: "" })).body).toContain("Filename");
    expect((await post("/Attachment", { ...file, data_base64: "" })).body).toContain("No data");
    expect((await post("/Attachment", { ...file, data_base64: "@@@" })).body).toContain("decoded");
    expect((await post("/Attachment", { ...file, ticket_id: 77 })).body).toContain("Ticket");
  });
});

describe("who is signed in", () => {
  it("is a document of two megabytes with 108 claims", async () => {
    const { bytes, body } = await get("/Agent/me");
    expect(bytes).toHaveLength(2_127_459);
    expect(body.claims).toHaveLength(108);
    expect(body).toMatchObject({ id: 2, name: "API Integration" });
    expect(body.claims).toContainEqual({ type: "role", value: "Administrator" });
    expect(body.claims).toContainEqual({ type: "scope", value: "all" });
  });

  it("is an agent on older builds", async () => {
    await switchTo({ agentMe: "agent" });
    const { text, body } = await get("/Agent/me", {}, { as: "technician" });
    expect(text.length).toBeLessThan(5000);
    expect(body).toMatchObject({ id: 5, name: "Jo Lind", role_list: "Technician" });
  });
});

describe("set-up", () => {
  it("says about itself what anybody may know", async () => {
    expect((await get("/InstanceInfo", {}, { as: null })).body.version).toBe("2.236.133");
    expect((await get("/Health", {}, { as: null })).status).toBe(200);
    await switchTo({ instanceInfo: "401" });
    expect((await get("/InstanceInfo", {}, { as: null })).status).toBe(401);
    expect((await get("/InstanceInfo")).status).toBe(200);
  });

  it("offers the buttons that fit a type and a step of its workflow", async () => {
    const names = async (query: Record<string, number>): Promise<string[]> =>
      (await get("/Outcome", query)).body.map(
        ({ buttonname }: { buttonname: string }) => buttonname,
      );
    expect(await names({ tickettype_id: 31 })).toContain("Won");
    expect(await names({ tickettype_id: 1 })).not.toContain("Approve");
    const change = { tickettype_id: 3, workflow_id: 2 };
    expect(await names({ ...change, workflow_step: 2 })).toContain("Approve");
    expect(await names({ ...change, workflow_step: 1 })).not.toContain("Approve");
  });

  it("names the mandatory fields of a type", async () => {
    const { fields } = (await get("/TicketType/3", { includeconfig: true })).body;
    const mandatory = fields.filter(({ technew }: { technew: number }) => technew === 2);
    expect(mandatory.map(({ fieldname }: { fieldname: string }) => fieldname)).toEqual([
      "Category",
      "Rollback plan",
    ]);
    expect((await get("/TicketTypeField", { tickettype_id: 3 })).body).toHaveLength(3);
  });

  it("comes in one piece with its flag, and fails without", async () => {
    expect((await get("/ClientCache")).status).toBe(500);
    const { body } = await get("/ClientCache", { iscachebuild: true });
    expect(Object.keys(body)).toEqual([
      "statuses",
      "tickettypes",
      "ticketareas",
      "fieldinfos",
      "agents",
      "lookups",
      "mailboxes",
    ]);
  });

  it("answers approvals", async () => {
    const [open] = (await get("/TicketApproval", { ticket_id: 1006 })).body;
    const { body } = await post("/TicketApproval", {
      ticket_id: 1006,
      seq: open.seq,
      result: 1,
      approver_note: "Good",
    });
    expect(body).toMatchObject({
      result: 1,
      approver_note: "Good",
      dateapproved: expect.any(String),
    });
  });

  it("prints an invoice", async () => {
    const { headers, bytes } = await call("POST", "/Invoice/PDF/501");
    expect(headers.get("content-type")).toBe("application/pdf");
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  });

  it("has members in teams", async () => {
    const [plain] = (await get("/Team")).body;
    expect(plain.agents).toBeUndefined();
    const [full] = (await get("/Team", { includeagentsforteams: true })).body;
    expect(full.agents.map(({ agent_name }: { agent_name: string }) => agent_name)).toContain(
      "Jo Lind",
    );
    const mine = await get("/Team", { memberonly: true }, { as: "technician" });
    expect(mine.body.map(({ name }: { name: string }) => name)).toEqual(["1st Line", "2nd Line"]);
  });
});
