import { describe, expect, it } from "vitest";
import { harness, NORTHWIND, NOW } from "./api.fixture.ts";

const {
  get,
  post,
  call,
  remove,
  switch: switchTo,
} = harness({
  now: NOW,
  rateLimit: { requests: 100_000, windowSeconds: 300 },
});

describe("the body of a POST", () => {
  it("has to be a list of objects in JSON", async () => {
    const bare = await call("POST", "/Tickets", { body: { summary: "x" } });
    expect(bare.status).toBe(400);
    expect(bare.text).toContain("requires a JSON array");
    expect((await call("POST", "/Tickets", { body: [] })).status).toBe(400);
    expect((await call("POST", "/Tickets", { body: ["x"] })).status).toBe(400);
    expect((await call("POST", "/Tickets", { raw: "[{" })).status).toBe(400);
    const headers = { "content-type": "text/plain" };
    const other = await call("POST", "/Tickets", { raw: "[]", headers });
    expect([other.status, other.text]).toEqual([415, ""]);
  });

  it.each([
    ["client_id", "x", "Could not convert string to integer: x."],
    ["client_id", 1.5, "Input string '1.5' is not a valid integer."],
    ["client_id", true, "Unexpected character encountered while parsing value: t."],
    ["inactive", "perhaps", "Could not convert string to boolean: perhaps."],
    ["estimate", "much", "Could not convert string to double: much."],
    ["startdate", "soon", "Could not convert string to DateTime: soon."],
    ["customfields", "x", 'Unexpected character encountered while parsing value: ".'],
    ["summary", { a: 1 }, "Unexpected character encountered while parsing value: {."],
  ])("refuses %s of %j in place", async (name, value, why) => {
    const { status, body } = await post("/Tickets", [{ summary: "first" }, { [name]: value }]);
    expect(status).toBe(400);
    const [path, [message]] = Object.entries(body)[0] as [string, [string]];
    expect(path).toBe(`[1].${name}`);
    expect(message).toMatch(/Path '\[1\]\.\w+', line 1, position \d+\.$/);
    expect(message.startsWith(why)).toBe(true);
  });

  it("converts what it can, and drops what it does not know", async () => {
    const { status, body } = await post("/Tickets", {
      summary: 12_345,
      client_id: String(NORTHWIND),
      inactive: "false",
      estimate: "1.5",
      colour_of_hat: "blue",
      dateoccurred: "",
      agent_id: null,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      summary: "12345",
      client_id: NORTHWIND,
      inactive: false,
      estimate: 1.5,
      agent_id: 1,
    });
    expect(body.colour_of_hat).toBeUndefined();
  });
});

describe("answers of a POST and a DELETE", () => {
  it("are an object for one and a list for several, 201 or 200", async () => {
    const one = await post("/Tags", { text: "one" });
    expect(one.status).toBe(201);
    expect(one.body).toEqual({ id: 7, text: "one" });
    await switchTo({ postStatus: "200", postAnswer: "array" });
    const two = await post("/Tags", { text: "two" });
    expect(two.status).toBe(200);
    expect(two.body).toEqual([{ id: 8, text: "two" }]);
  });

  it("of what is deleted twice are 404", async () => {
    expect((await remove("/Tags/1")).status).toBe(200);
    expect((await remove("/Tags/1")).status).toBe(404);
    expect((await get("/Tags/1")).status).toBe(404);
  });
});

/** The least with which each record can be made, and a property that shows it. */
const LEAST: readonly (readonly [string, Record<string, unknown>, Record<string, unknown>])[] = [
  [
    "/Users",
    { firstname: "Ida", surname: "Berg", client_id: 18, site_id: 52 },
    { name: "Ida Berg", client_name: "Northwind Dental" },
  ],
  ["/Site", { name: "Annexe", client_id: 18 }, { clientsite_name: "Northwind Dental/Annexe" }],
  ["/Client", { name: "Newcomer Ltd" }, { toplevel_id: 1 }],
  ["/Agent", { name: "Kit Moss", email: "kit.moss@larkfield.example" }, { isdisabled: false }],
  [
    "/Appointment",
    {
      subject: "Visit",
      start_date: "2026-07-02T09:00:00Z",
      end_date: "2026-07-02T10:00:00Z",
      agents: [{ id: 5, use: "agent" }],
    },
    { agent_name: "Jo Lind", complete_status: -1 },
  ],
  ["/Status", { name: "Parked" }, { type: 0 }],
  ["/Team", { name: "Night shift" }, { forrequests: true }],
  ["/Supplier", { name: "Sandbank" }, { inactive: false }],
  ["/Tags", { text: "new" }, {}],
  [
    "/Asset",
    { inventory_number: "LT-X", assettype_id: 1, site_id: 52 },
    { client_id: 18, assettype_name: "Laptop" },
  ],
  ["/ClientContract", { ref: "CON-X", client_id: 18 }, { client_name: "Northwind Dental" }],
  [
    "/Invoice",
    { client_id: 18, lines: [{ item_shortdescription: "Hour", net_amount: 100 }] },
    { total: 120, posted: false },
  ],
  ["/Item", { name: "Cable" }, { baseprice: 0 }],
  ["/KBArticle", { name: "How to", resolution_html: "<p>Do it</p>" }, { resolution: "Do it" }],
  ["/Quotation", { title: "Offer", client_id: 18 }, { status: 1 }],
  ["/PurchaseOrder", { supplier_id: 1 }, { supplier_name: "Northbridge Distribution" }],
  ["/Report", { name: "Mine", sql: "SELECT faultid FROM faults" }, { type: 0 }],
  ["/Category", { value: "Network>DNS" }, { type_id: 1 }],
  ["/TicketType", { name: "Question" }, {}],
  ["/SLA", { name: "Gold", priorities: [{ name: "High" }] }, {}],
  ["/Priority", { name: "Urgent", slaid: 1 }, { priorityid: 5 }],
  ["/Workflow", { name: "Short" }, {}],
  ["/AssetType", { name: "Tablet", assetgroup_id: 4 }, { assetgroup_name: "Mobile" }],
  ["/AssetGroup", { name: "Furniture" }, {}],
  ["/SoftwareLicence", { name: "Editor", client_id: 18 }, { is_active: true }],
  ["/TicketRules", { name: "Rule" }, { precedence: 3 }],
  ["/Organisation", { name: "Second house" }, {}],
  ["/TopLevel", { name: "Asia" }, {}],
  ["/Timesheet", { agent_id: 5, date: "2026-07-01" }, { agent_id: 5, id: 0 }],
  ["/TimesheetEvent", { start_date: "2026-07-01T15:00:00Z", timetaken: 1 }, { agent_id: 2 }],
  ["/Holiday", { name: "Fair", date: "2026-08-01T00:00:00Z" }, { allday: true }],
  ["/Workday", { name: "Nights" }, {}],
  ["/Field", { name: "Colour" }, { kind: "A" }],
  ["/CannedText", { name: "Thanks" }, { group_id: 1 }],
  ["/Feedback", { ticket_id: 1001, score: 5 }, { score: 5 }],
  ["/Audit", { ticket_id: 1001, value: "x" }, { agent_id: 2 }],
  ["/Service", { name: "Printing" }, { current_status: 0 }],
  ["/ServiceStatus", { message_public: "All well" }, { status: 0 }],
  ["/Downtime", { service: 1, hours: 2 }, { hours: 2 }],
  ["/CRMNote", { client_id: 18, note: "Called" }, { who_agentid: 2 }],
];

/** Where the id alone does not find the record. */
const EXTRA: Readonly<Record<string, Record<string, string | number>>> = {
  "/Field": { kind: "A" },
  "/Timesheet": { agent_id: 5, date: "2026-07-01" },
};

describe("each domain", () => {
  it.each(LEAST)("%s is made, read, changed and deleted", async (path, element, shown) => {
    const made = await post(path, element);
    expect(made.status, made.text).toBe(201);
    expect(made.body).toMatchObject(shown);
    const { id } = made.body;
    const extra = EXTRA[path] ?? {};
    const single = `${path}/${id}`;
    expect((await get(single, extra)).status).toBe(200);
    const [[name, value] = ["", undefined]] = Object.entries(element);
    const changed = await post(path, { ...extra, id, [name]: value });
    expect(changed.status, changed.text).toBe(201);
    expect(changed.body.id).toBe(id);
    if (path === "/Timesheet") {
      expect((await remove(single, extra)).status).toBe(404);
      return;
    }
    expect((await remove(single, extra)).status).toBe(200);
    expect((await get(single, extra)).status).toBe(404);
  });

  it.each([
    ["/Client", { name: "Northwind Dental" }, "Name must be unique"],
    ["/Users", { client_id: 18, site_id: 52 }, "Username must be entered"],
    ["/Users", { name: "x", site_id: 9999 }, "A Site must be selected"],
    [
      "/Users",
      { name: "x", site_id: 52, emailaddress: "ana.ruiz@northwind-dental.example" },
      "Email Address must be unique",
    ],
    ["/Status", { name: "" }, "Name must be entered"],
    ["/SLA", { name: "x" }, "A Priority Description must be entered"],
    ["/Asset", { inventory_number: "x" }, "An Asset Type must be selected"],
    ["/Invoice", { client_id: 0 }, "A Customer must be selected"],
    ["/PurchaseOrder", { title: "x" }, "A Supplier must be selected"],
    ["/Appointment", { subject: "x" }, "A Start Date and an End Date must be entered"],
    ["/Timesheet", { agent_id: 5 }, "Parameter date must be included"],
  ])("%s refuses %j", async (path, element, message) => {
    const { status, body } = await post(path, element);
    expect(status).toBe(400);
    expect(body).toBe(message);
  });

  it("refuses to delete what is in use", async () => {
    expect((await remove("/Client/18")).body).toContain("in use");
    expect((await remove("/Status/9")).body).toContain("in use");
    expect((await remove("/Agent/5")).body).toContain("open Tickets");
    expect((await remove("/Invoice/600")).body).toContain("posted");
    expect((await remove("/Field/1")).body).toBe("Parameter kind must be included");
  });

  it("gives a new customer a site and the user that stands for everybody", async () => {
    const { body } = await post("/Client", { name: "Newcomer Ltd" });
    expect((await get("/Site", { client_id: body.id })).body.sites).toHaveLength(1);
    expect((await get("/Users", { client_id: body.id })).body.users).toMatchObject([
      { name: "General User" },
    ]);
    expect((await post("/Tickets", { summary: "x", client_id: body.id })).status).toBe(201);
  });
});
