import { describe, expect, it } from "vitest";
import { harness, NORTHWIND, NOW } from "./api.fixture.ts";

const {
  get,
  switch: switchTo,
  control,
} = harness({
  now: NOW,
  rateLimit: { requests: 100_000, windowSeconds: 300 },
});

/** Path, key of the list or null for a bare array, whether it has pages. */
const DOMAINS: readonly (readonly [string, string | null, boolean])[] = [
  ["/Tickets", "tickets", true],
  ["/Actions?ticket_id=1002", "actions", false],
  ["/Agent", "results", false],
  ["/Asset", "assets", true],
  ["/Client", "clients", true],
  ["/Users", "users", true],
  ["/Site", "sites", true],
  ["/ClientContract", "contracts", true],
  ["/Attachment", "attachments", false],
  ["/Appointment", "appointments", true],
  ["/Invoice", "invoices", true],
  ["/Item", "items", true],
  ["/KBArticle?count=50", "articles", true],
  ["/Opportunities", "tickets", true],
  ["/Projects", "tickets", true],
  ["/Quotation", "quotes", true],
  ["/Report", "reports", true],
  ["/Status", null, false],
  ["/Supplier", "suppliers", true],
  ["/Team", null, false],
  ["/TicketType", null, false],
  ["/Category", null, false],
  ["/SLA", null, false],
  ["/Priority", null, false],
  ["/Workflow", null, false],
  ["/AssetType", null, false],
  ["/AssetGroup", null, false],
  ["/SoftwareLicence", "licences", true],
  ["/TicketRules", null, false],
  ["/Organisation", null, false],
  ["/TopLevel", "tree", true],
  ["/Timesheet", null, false],
  ["/Holiday", null, false],
  ["/Workday", null, false],
  ["/Field", null, false],
  ["/CannedText", null, false],
  ["/Tags", null, false],
  ["/Feedback", null, false],
  ["/Audit", "audit", false],
  ["/Service", "services", true],
  ["/ServiceStatus", "service_status", true],
  ["/PurchaseOrder", "purchaseorders", true],
  ["/Downtime", "downtime", false],
];

const NEIGHBOURS: readonly (readonly [string, string | null])[] = [
  ["/Feed", "feed"],
  ["/CRMNote", "actions"],
  ["/SalesOrder", "salesorders"],
  ["/RecurringInvoice", "invoices"],
  ["/Template", "stdrequests"],
  ["/Release", "releases"],
  ["/Automation", "automations"],
  ["/ClientPrepay", "prepay"],
  ["/Lookup", null],
  ["/Outcome", null],
  ["/FieldInfo", null],
  ["/FieldGroup", null],
  ["/CustomTable", null],
  ["/TimesheetEvent", null],
  ["/TicketApproval", null],
  ["/TicketArea", null],
  ["/TicketTypeField", null],
  ["/Webhook", null],
  ["/ViewLists", null],
  ["/ViewFilter", null],
  ["/ViewColumns", null],
  ["/Roles", null],
  ["/Tax", null],
  ["/Search?search=vpn", null],
  ["/Mailbox", null],
];

const ids = (rows: { id: number }[]): number[] => rows.map(({ id }) => id);

describe("envelopes", () => {
  it("are those of 43 domains", () => {
    expect(DOMAINS).toHaveLength(43);
    expect(DOMAINS.filter(([, key]) => key === null)).toHaveLength(18);
    expect(DOMAINS.filter(([, , paged]) => paged)).toHaveLength(20);
  });

  it.each([...DOMAINS, ...NEIGHBOURS].map(([path, key]) => [path, key] as const))(
    "%s has its list in %s",
    async (path, key) => {
      const { status, body } = await get(path);
      expect(status).toBe(200);
      const rows = key === null ? body : body[key];
      expect(Array.isArray(rows)).toBe(true);
      expect(rows.length).toBeGreaterThan(0);
      expect(Array.isArray(body)).toBe(key === null);
      const isCounted = key !== null && !["/Attachment", "/Feed"].includes(path);
      expect(typeof body.record_count).toBe(isCounted ? "number" : "undefined");
    },
  );

  it.each(DOMAINS)("%s (%s) has pages: %s", async (path, key, paged) => {
    const separator = path.includes("?") ? "&" : "?";
    const plain = path.replace("?count=50", "");
    const { body } = await get(
      `${plain}${plain.includes("?") ? separator : "?"}pageinate=true&page_no=1&page_size=1`,
    );
    const rows = key === null ? body : body[key];
    if (paged) {
      expect(rows).toHaveLength(1);
      expect(body).toMatchObject({ page_no: 1, page_size: 1 });
    } else {
      expect(body.page_no).toBeUndefined();
      if (path !== "/Organisation") expect(rows.length).toBeGreaterThan(1);
    }
  });

  it("put folders beside attachments, columns before tickets, and children after them", async () => {
    expect((await get("/Attachment", { ticket_id: 1001 })).body).toMatchObject({ folders: [] });
    const { body } = await get("/Tickets", { includecolumns: true, count: 1 });
    expect(Object.keys(body)).toEqual(["record_count", "columns", "tickets", "include_children"]);
  });
});

describe("paging", () => {
  const page = { pageinate: true, page_no: 1, page_size: 3 };

  it("needs the trio; without it there are fifty", async () => {
    expect((await get("/Tickets", page)).body.tickets).toHaveLength(3);
    for (const query of [{}, { pageinate: true, page_size: 3 }, { page_no: 2, page_size: 3 }]) {
      const { body } = await get("/Tickets", query);
      expect(body.tickets).toHaveLength(50);
      expect(body.record_count).toBe(5000);
    }
  });

  it("goes on where the page before ended, and ends with nothing", async () => {
    const all = ids((await get("/Tickets", { count: 7 })).body.tickets);
    const second = await get("/Tickets", { ...page, page_no: 2 });
    expect(ids(second.body.tickets)).toEqual(all.slice(3, 6));
    expect((await get("/Tickets", { ...page, page_no: 9000 })).body.tickets).toEqual([]);
  });

  it("has at most a hundred rows whatever is asked for", async () => {
    const { body } = await get("/Tickets", { ...page, page_size: 1000 });
    expect(body.tickets).toHaveLength(100);
    expect(body).toMatchObject({ page_size: 1000, record_count: 5000 });
  });

  it("has fifty assets a page, or a hundred by switch", async () => {
    const wide = { ...page, page_size: 100 };
    expect((await get("/Asset", wide)).body.assets).toHaveLength(50);
    await switchTo({ assetPage: "100" });
    expect((await get("/Asset", wide)).body.assets).toHaveLength(100);
  });

  it("leaves everything in one piece where nothing limits it", async () => {
    const { body } = await get("/Appointment");
    expect(body.appointments).toHaveLength(600);
  });

  it("is ignored by notes of customers: every page is the first", async () => {
    const first = await get("/CRMNote", { ...page, page_size: 50 });
    const second = await get("/CRMNote", { ...page, page_no: 2, page_size: 50 });
    expect(ids(second.body.actions)).toEqual(ids(first.body.actions));
    expect((await get("/CRMNote", { count: first.body.record_count })).body.actions).toHaveLength(
      120,
    );
  });

  it("is a cursor in the feed", async () => {
    const { body } = await get("/Feed", { count: 2 });
    const next = await get("/Feed", { count: 2, older_than_id: body.feed[1].id });
    expect(next.body.feed[0].id).toBe(body.feed[1].id - 1);
    const newer = await get("/Feed", { newer_than_id: body.feed[1].id });
    expect(ids(newer.body.feed)).toEqual([body.feed[0].id]);
  });

  it("takes the gateway's time without a limit on articles", async () => {
    expect((await get("/KBArticle")).status).toBe(504);
    await switchTo({ unfilteredArticles: "all" });
    expect((await get("/KBArticle")).body.articles).toHaveLength(288);
  });
});

describe("order", () => {
  it("follows order, orderdesc and their successors", async () => {
    const names = async (query: Record<string, string | boolean>): Promise<string[]> =>
      (await get("/Client", { ...query, count: 40 })).body.clients.map(
        ({ name }: { name: string }) => name,
      );
    const up = await names({ order: "name" });
    expect(await names({ order: "name", orderdesc: true })).toEqual(up.toReversed());
    const { body } = await get("/Client", {
      order: "toplevel_name",
      order2: "name",
      orderdesc2: true,
      count: 40,
    });
    const [first, second] = body.clients;
    expect(first.toplevel_name).toBe("Europe");
    expect(first.name > second.name).toBe(true);
  });

  it("and count are taken by lists with pages only, and by some others", async () => {
    const plain = (await get("/Status")).text;
    expect((await get("/Status", { order: "name", orderdesc: true, count: 2 })).text).toBe(plain);
    expect((await get("/Appointment", { count: 2 })).body.appointments).toHaveLength(600);
    expect((await get("/Actions", { ticket_id: 1002, count: 2 })).body.actions).toHaveLength(2);
    await switchTo({ unlistedFilters: "honoured" });
    expect((await get("/Status", { count: 2 })).body).toHaveLength(2);
    expect((await get("/Agent", { section_id: 5 })).body.results).toHaveLength(2);
  });

  it("is unchanged by a name that does not exist", async () => {
    const plain = await get("/Client");
    expect((await get("/Client", { order: "colour_of_hat" })).text).toBe(plain.text);
  });
});

describe("parameters", () => {
  it("are passed over when nobody knows them: everything is listed", async () => {
    const { body } = await get("/Tickets", { clientid: NORTHWIND, statuz: 1, count: 1 });
    expect(body.record_count).toBe(5000);
  });

  it("are refused when they are known and cannot be read", async () => {
    expect((await get("/Tickets", { client_id: "abc" })).body).toEqual({
      client_id: ["The value 'abc' is not valid."],
    });
    expect((await get("/Tickets", { open_only: "perhaps" })).status).toBe(400);
    expect((await get("/Tickets", { pageinate: true, page_no: "one" })).status).toBe(400);
  });

  it("have names in any case of letters, and so have paths", async () => {
    const { status, body } = await get("/tIcKeTs", { CLIENT_ID: NORTHWIND, Count: 1 });
    expect(status).toBe(200);
    expect(body.tickets[0].client_id).toBe(NORTHWIND);
  });

  it("carry lists as JSON, joined, or repeated", async () => {
    const counts = new Set<number>();
    for (const status of ["[1,2]", "1,2", ["1", "2"]]) {
      counts.add((await get("/Tickets", { status })).body.record_count);
    }
    expect(counts.size).toBe(1);
    expect([...counts][0]).toBeLessThan(500);
  });

  it("carry lists in one form alone by switch; another is passed over or empty", async () => {
    const count = async (status: string | string[]): Promise<number> =>
      (await get("/Tickets", { status })).body.record_count;
    const both = await count("1,2");
    await switchTo({ arrays: "json" });
    expect(await count("[1,2]")).toBe(both);
    expect(await count("1,2")).not.toBe(both);
    await switchTo({ arrays: "csv" });
    expect(await count("1,2")).toBe(both);
    expect(await count("[1,2]")).not.toBe(both);
    await switchTo({ arrays: "repeated" });
    expect(await count(["1", "2"])).toBe(both);
    expect(await count("1,2")).not.toBe(both);
  });

  it("that older clients send work by switch only", async () => {
    const length = async (): Promise<number> =>
      (await get("/Feedback", { ticket_id: 1001 })).body.length;
    expect(await length()).toBe(400);
    await switchTo({ unlistedFilters: "honoured" });
    expect(await length()).toBe(1);
    await control("POST", "/profile", { profile: "documented" });
    expect(await length()).toBe(400);
  });

  it("can ask for ids alone", async () => {
    const { body } = await get("/Client", { idonly: true, count: 2 });
    expect(body.clients.map((row: object) => Object.keys(row))).toEqual([["id"], ["id"]]);
  });
});

describe("filters of single domains", () => {
  it("hide what is inactive unless it is asked for", async () => {
    const count = async (query: Record<string, boolean | string>): Promise<number> =>
      (await get("/Client", query)).body.record_count;
    expect(await count({})).toBe(40);
    expect(await count({ includeinactive: true })).toBe(41);
    expect(await count({ includeinactive: true, includeactive: false })).toBe(1);
    expect(await count({ activeinactive: "inactive" })).toBe(1);
  });

  it("find people by customer, site, text, phone and advanced search", async () => {
    const { body } = await get("/Users", { client_id: NORTHWIND, search: "ana ruiz" });
    expect(body.users).toMatchObject([{ name: "Ana Ruiz", client_id: NORTHWIND }]);
    const condition = {
      filter_name: "emailaddress",
      filter_type: 4,
      filter_value: "ana.ruiz@northwind-dental.%",
    };
    const found = await get("/Users", { advanced_search: JSON.stringify([condition]) });
    expect(found.body.record_count).toBe(1);
    expect(
      (await get("/Users", { client_id: NORTHWIND, exclude_generaluser: true })).body.record_count,
    ).toBe(8);
  });

  it("find agents by the name of a team, and none by its id", async () => {
    const names = (await get("/Agent", { team: "Sales" })).body.results.map(
      ({ name }: { name: string }) => name,
    );
    expect(names).toEqual(["Hanna Sørensen", "Ines Marlow"]);
    expect((await get("/Agent", { team: 5 })).body.results).toEqual([]);
    expect((await get("/Agent")).body.record_count).toBe(14);
    expect(
      (await get("/Agent", { includedisabled: true, includeunassigned: true })).body.record_count,
    ).toBe(16);
  });

  it("find assets, appointments, invoices and statuses", async () => {
    expect(
      (await get("/Asset", { client_id: NORTHWIND, includeinactive: true })).body.record_count,
    ).toBeGreaterThanOrEqual(100);
    const week = await get("/Appointment", {
      start_date: "2026-07-01",
      end_date: "2026-07-07",
      tasksonly: true,
    });
    expect(week.body.appointments.length).toBeGreaterThan(0);
    for (const row of week.body.appointments) {
      expect(row.is_task).toBe(true);
      expect(row.start_date >= "2026-07-01" && row.start_date < "2026-07-08").toBe(true);
    }
    const invoices = await get("/Invoice", { client_id: NORTHWIND });
    for (const row of invoices.body.invoices) expect(row.client_id).toBe(NORTHWIND);
    const names = (await get("/Status", { domain: "opps", excludeclosed: true })).body.map(
      ({ name }: { name: string }) => name,
    );
    expect(names).toEqual(["Qualifying", "Quoted"]);
  });

  it("search articles in their text, and score them", async () => {
    const { body } = await get("/KBArticle", { search: "vpn", pageinate: true, page_no: 1 });
    expect(body.articles[0].search_score).toBeGreaterThan(0);
    expect(body.articles[0].resolution).toBeUndefined();
    const single = await get(`/KBArticle/${body.articles[0].id}`);
    expect(single.body.resolution_html).toContain("<p>");
  });

  it("search everything at once, as far as the caller may read", async () => {
    const kinds = async (as: "services" | "tickets"): Promise<Set<string>> => {
      const scope = as === "tickets" ? "read:tickets" : "all";
      const { body } = await get(
        "/Search",
        { search: "northwind", count_per_entity: 2 },
        { as, scope },
      );
      return new Set(body.map(({ entity }: { entity: string }) => entity));
    };
    expect(await kinds("services")).toEqual(new Set(["client", "ticket", "user"]));
    expect((await kinds("tickets")).has("client")).toBe(false);
    expect((await get("/Search")).status).toBe(400);
  });
});
