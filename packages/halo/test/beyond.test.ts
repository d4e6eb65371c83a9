import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openHouse, type House } from "./house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse({
    settings: {
      MCP_RATE_LIMIT: "100000",
      HALO_ALLOW_SQL: "true",
      HALO_ALLOW_RAW_WRITES: "true",
    },
    sandbox: { rateLimit: { requests: 100_000, windowSeconds: 60 } },
  });
});
afterAll(() => house.close());
beforeEach(() => house.sandbox.reset());

type Row = Record<string, unknown>;
const rows = async (path: string, key?: string): Promise<readonly Row[]> => {
  const answer = await house.read(path);
  return (key === undefined ? answer : (answer as Row)[key]) as Row[];
};

describe("search", () => {
  it("finds several kinds of records at once, grouped, and says when there is nothing", async () => {
    const { items } = await house.call("halo_search", { query: "vpn", count_per_entity: 2 });
    const kinds = items.map((row) => String(row["kind"]));
    expect(new Set(kinds)).toEqual(new Set(["ticket", "article"]));
    expect(kinds).toEqual(kinds.toSorted().toReversed());
    expect(items.filter((row) => row["kind"] === "ticket")).toHaveLength(2);
    const none = await house.call("halo_search", { query: "no such words" });
    expect(none.text).toContain("Nothing was found");
  });

  it("goes on where an answer was cut", async () => {
    const brief = await openHouse({
      application: "technician",
      settings: { MCP_RESULT_TOKENS: "500" },
    });
    const all = (await brief.read(
      "/Tickets?agent_id=5&pageinate=true&page_no=1&page_size=100",
    )) as { tickets: Row[] };
    let calls = 0;
    const seen: unknown[] = [];
    let cursor: unknown;
    do {
      const given = { state: "all", max_items: 500 };
      const { items, structured } = await brief.call(
        "halo_tickets_mine",
        cursor === undefined ? given : { ...given, cursor },
      );
      seen.push(...items.map((row) => row["id"]));
      cursor = structured["next_cursor"];
      calls += 1;
    } while (cursor !== undefined);
    expect(seen).toEqual(all.tickets.map(({ id }) => id));
    expect(calls).toBeGreaterThan(1);
    await brief.close();
  });

  it("finds articles with the passage that fits, in few words", async () => {
    const { items, text } = await house.call("halo_kb_search", { query: "vpn", max_items: 3 });
    expect(items).toHaveLength(3);
    expect(Object.keys(items[0] ?? {}).toSorted()).toEqual(
      expect.arrayContaining(["excerpt", "id", "title"]),
    );
    expect(String(items[0]?.["excerpt"]).length).toBeLessThan(310);
    expect(text).not.toContain("<p>");
    const paged = house.sent("GET").find(({ path }) => path === "/api/KBArticle");
    expect(paged?.query).toMatchObject({ pageinate: "true", page_no: "1" });
  });
});

describe("set-up", () => {
  it("keeps values of lookups apart whose ids are equal", async () => {
    const rates = await house.call("halo_lookups_list", { lookupid: 17, exclude_zero: true });
    const sources = await house.call("halo_lookups_list", { lookupid: 22, exclude_zero: true });
    expect(rates.items[0]).toMatchObject({ lookupid: 17, id: 1, name: "No charge" });
    expect(sources.items[0]).toMatchObject({ lookupid: 22, id: 1, name: "Manual" });
    const which = await house.call("halo_lookups_list", {});
    expect(which.items).toContainEqual(expect.objectContaining({ id: 17, name: "Charge rates" }));
  });

  it("names custom fields as they are written, and their values", async () => {
    const { items } = await house.call("halo_customfields_list", { search: "building" });
    expect(items).toMatchObject([{ name: "CFBuilding", values: "Gold, Silver, Bronze" }]);
    const { items: others } = await house.call("halo_customfields_list", { typeid: 3 });
    expect(others.map((row) => row["name"])).toEqual(["CFServiceTier"]);
  });

  it("gives ids of views that lists of tickets take", async () => {
    const { items } = await house.call("halo_views_list", { kind: "lists" });
    const unassigned = items.find((row) => row["name"] === "Unassigned");
    const found = await house.call("halo_tickets_list", { list_id: unassigned?.["id"] });
    expect(new Set(found.items.map((row) => row["agent"]))).toEqual(new Set(["Unassigned"]));
    expect((await house.call("halo_ticketareas_list", {})).items.length).toBeGreaterThan(1);
  });
});

describe("timesheets", () => {
  const span = { start_date: "2000-01-01", end_date: "2100-01-01" };

  it("list one agent's entries in a span, also where Halo ignores the filters", async () => {
    const { items, structured } = await house.call("halo_timesheetevents_list", {
      ...span,
      agent: "Jo Lind",
    });
    const own = (await rows("/TimesheetEvent")).filter((row) => row["agent_id"] === 5);
    expect(items).toHaveLength(own.length);
    const hours = own.reduce((sum, row) => sum + Number(row["timetaken"]), 0);
    expect(structured["hours"]).toBeCloseTo(hours);
  });

  it("take, change and lose an entry", async () => {
    const made = await house.call("halo_timesheetevents_upsert", {
      start_date: "2026-11-27T09:00:00Z",
      hours: 1.5,
      agent: "Jo Lind",
      note: "Stock take",
    });
    const id = Number(made.item["id"]);
    const changed = await house.call("halo_timesheetevents_upsert", { id, hours: 2 });
    expect(changed.structured["changes"]).toEqual([{ field: "timetaken", from: 1.5, to: 2 }]);
    expect(await house.read(`/TimesheetEvent/${String(id)}`)).toMatchObject({
      agent_id: 5,
      timetaken: 2,
      note: "Stock take",
    });
    const { text } = await house.confirmed("halo_timesheetevents_delete", { id });
    expect(text).toContain("Stock take");
    await expect(house.read(`/TimesheetEvent/${String(id)}`)).rejects.toThrow("404");
  });

  it("refuse a new entry without a beginning or an end", async () => {
    await house.fail("halo_timesheetevents_upsert", { hours: 1 }, "invalid_arguments");
    const given = { start_date: "2026-11-27T09:00:00Z" };
    await house.fail("halo_timesheetevents_upsert", given, "invalid_arguments");
    expect(house.sent("POST")).toEqual([]);
  });
});

describe("attachments", () => {
  it("go up as they are and come down the same", async () => {
    const bytes = Buffer.from("Grüße, 你好\n", "utf8");
    const { item } = await house.call("halo_attachments_upload", {
      ticket_id: 1001,
      filename: "note.txt",
      content_base64: bytes.toString("base64"),
    });
    expect(await rows("/Attachment?ticket_id=1001", "attachments")).toContainEqual(
      expect.objectContaining({ id: item["id"], filename: "note.txt", filesize: bytes.length }),
    );
    const { content, text } = await house.call("halo_attachments_download", { id: item["id"] });
    expect(text).toContain("note.txt");
    const resource = content.find((block) => block.type === "resource");
    expect(JSON.stringify(resource)).toContain("Grüße, 你好");
  });

  it("take plain text, a local file and a staged one", async () => {
    const desk = await openHouse({
      abilities: ["uploads", "local-files"],
      files: {
        readLocal: async () => ({ bytes: Buffer.from("from the disk"), fileName: "disk.log" }),
        takeUpload: async () => ({ bytes: Buffer.from("from the slot"), fileName: "slot.log" }),
      },
    });
    const names: unknown[] = [];
    for (const source of [
      { text: "typed", filename: "typed.txt" },
      { file_path: "/x/disk.log" },
      { upload_id: "1" },
    ]) {
      const { item } = await desk.call("halo_attachments_upload", { ticket_id: 1001, ...source });
      names.push([item["filename"], item["filesize"]]);
    }
    expect(names).toEqual([
      ["typed.txt", 5],
      ["disk.log", 13],
      ["slot.log", 13],
    ]);
    await desk.close();
  });

  it("refuse what is no file, and send no bytes in a dry run", async () => {
    const given = { ticket_id: 1001, filename: "a.txt" };
    await house.fail("halo_attachments_upload", given, "invalid_arguments");
    await house.fail(
      "halo_attachments_upload",
      { ...given, text: "a", content_base64: "YQ==" },
      "invalid_arguments",
    );
    await house.fail(
      "halo_attachments_upload",
      { ...given, content_base64: "not base64!" },
      "invalid_arguments",
    );
    await house.fail(
      "halo_attachments_upload",
      { ticket_id: 1001, filename: "noextension", content_base64: "aGVsbG8=" },
      "invalid_arguments",
    );
    const plan = await house.call("halo_attachments_upload", {
      ...given,
      content_base64: "aGVsbG8=",
      dry_run: true,
    });
    expect(plan.text).toContain("(5 bytes)");
    expect(plan.text).not.toContain("aGVsbG8");
    expect(house.sent("POST")).toEqual([]);
  });
});

describe("a client on one page", () => {
  it("counts what there is", async () => {
    const { item } = await house.call("halo_client_overview", { client: "northwind dental" });
    const count = async (path: string): Promise<unknown> =>
      ((await house.read(`${path}client_id=18&pageinate=true&page_no=1&page_size=1`)) as Row)[
        "record_count"
      ];
    expect(item).toMatchObject({
      id: 18,
      site_count: await count("/Site?"),
      user_count: await count("/Users?"),
      asset_count: await count("/Asset?"),
      open_tickets: await count("/Tickets?open_only=true&"),
    });
  });

  it("names what the role hides, and shows the rest", async () => {
    const sales = await openHouse({
      application: "tickets",
      settings: { HALO_SCOPE: "read:tickets" },
    });
    await sales.fail("halo_client_overview", { client: 18 }, "forbidden");
    await sales.close();
    const jo = await openHouse({
      application: "reader",
      settings: { HALO_SCOPE: "read:tickets read:customers" },
    });
    const { text, item } = await jo.call("halo_client_overview", { client: 18 });
    expect(item["open_tickets"]).toBeGreaterThan(0);
    expect(text).toContain("Not shown: contracts");
    await jo.close();
  });
});

describe("reports", () => {
  it("run with their rows, and tell how they are made", async () => {
    const run = await house.call("halo_reports_run", { id: 1, max_rows: 2 });
    expect(run.item).toMatchObject({ columns: "Team, Open", truncated: true });
    expect(run.item["rows"]).toHaveLength(2);
    const { item } = await house.call("halo_reports_definition", { id: 1 });
    expect(item["sql"]).toContain("SELECT");
  });

  it("that fail inside a success are errors, with Halo's reason", async () => {
    const list = await rows("/Report?pageinate=true&page_no=1&page_size=50", "reports");
    const broken = list.find((row) => row["name"] === "Broken report");
    const { text } = await house.fail(
      "halo_reports_run",
      { id: broken?.["id"] },
      "invalid_arguments",
    );
    expect(text).toMatch(/invalid|column|object/i);
  });

  it("are not run twice when the gateway gives up", async () => {
    house.sandbox.fault({ kind: "status", status: 504, match: { path: "/api/Report/1" } });
    await house.fail("halo_reports_run", { id: 1 }, "timeout");
    house.sandbox.clearFaults();
    expect(house.sent().filter(({ path }) => path.startsWith("/api/Report/1"))).toHaveLength(1);
    house.sandbox.reset();
    house.sandbox.fault({ kind: "status", status: 504, match: { path: "/api/Report" } });
    const { isError } = await house.vendor.call("halo_reports_sql", { sql: "SELECT 1 AS one" });
    expect(isError).toBe(true);
    house.sandbox.clearFaults();
    expect(house.sent("POST")).toHaveLength(1);
  });
});

describe("SQL", () => {
  it("is answered within its rows, sent with a TOP, and stores nothing", async () => {
    const before = await rows("/Report?pageinate=true&page_no=1&page_size=50", "reports");
    const { item } = await house.call("halo_reports_sql", {
      sql: "SELECT faultid, symptom FROM faults ORDER BY faultid",
      max_rows: 3,
    });
    expect(item["rows"]).toHaveLength(3);
    expect(item["truncated"]).toBe(true);
    const [sent] = house.sent("POST");
    expect(sent?.body).toMatchObject([
      { sql: "SELECT TOP 4 faultid, symptom FROM faults ORDER BY faultid", _loadreportonly: true },
    ]);
    expect(await rows("/Report?pageinate=true&page_no=1&page_size=50", "reports")).toHaveLength(
      before.length,
    );
  });

  it("says what Halo found wrong with it", async () => {
    await house.fail(
      "halo_reports_sql",
      { sql: "SELECT nothing FROM nowhere" },
      "invalid_arguments",
    );
  });

  it("never leaves the server when it could write", async () => {
    await house.fail("halo_reports_sql", { sql: "DELETE FROM faults" }, "invalid_arguments");
    await house.fail(
      "halo_reports_sql",
      { sql: "SELECT * FROM nhd_identity_application" },
      "forbidden",
    );
    expect(house.sent("POST")).toEqual([]);
  });

  it("is for administrators, where the operator allows it", async () => {
    const editor = await openHouse({ role: "editor", settings: { HALO_ALLOW_SQL: "true" } });
    const names = (await editor.vendor.tools()).map(({ name }) => name);
    expect(names).toContain("halo_reports_run");
    expect(names).not.toContain("halo_reports_sql");
    await editor.close();
    const closed = await openHouse({});
    const { text } = await closed.fail("halo_reports_sql", { sql: "SELECT 1" }, "unsupported");
    expect(text).toContain("HALO_ALLOW_SQL");
    await closed.close();
  });
});

describe("money", () => {
  it("tells hours included, used and left of a client's contracts", async () => {
    const contracts = await rows(
      "/ClientContract?client_id=18&pageinate=true&page_no=1&page_size=100",
      "contracts",
    );
    const { items } = await house.call("halo_agreement_burn", { client: "Northwind Dental" });
    expect(items.map((row) => row["id"])).toEqual(contracts.map((row) => row["id"]));
    const all = await rows("/ClientContract?pageinate=true&page_no=1&page_size=100", "contracts");
    const number = all.find((row) => row["contracttype_name"] === "Prepaid hours")?.["id"];
    const prepaid = (await house.read(`/ClientContract/${String(number)}`)) as Row;
    expect(prepaid["contract_prepaytotal"]).toBeGreaterThan(0);
    const one = await house.call("halo_agreement_burn", { contract_id: number });
    expect(one.items).toMatchObject([
      {
        prepaid: prepaid["contract_prepaytotal"],
        prepaid_used: prepaid["contract_prepayused"],
        prepaid_left: prepaid["contract_prepaybalance"],
      },
    ]);
  });

  it("adds up the invoices of a span by kind", async () => {
    const span = { since: "2000-01-01", until: "2100-01-01", client: 18 };
    const { item } = await house.call("halo_revenue_breakdown", span);
    const all = await rows(
      "/Invoice?client_id=18&pageinate=true&page_no=1&page_size=100",
      "invoices",
    );
    const sum = (found: readonly Row[], key: string): number =>
      found.reduce((total, row) => total + Number(row[key]), 0);
    expect(item["invoices"]).toBe(all.length);
    expect(sum(item["rows"] as Row[], "total")).toBeCloseTo(sum(all, "total"));
    expect(sum(item["rows"] as Row[], "due")).toBeCloseTo(sum(all, "amountdue"));
    const none = await house.call("halo_revenue_breakdown", { ...span, since: "2099-01-01" });
    expect(none.item["invoices"]).toBe(0);
  });

  it("gives an invoice as a PDF, and further lists by client", async () => {
    const [invoice] = await rows("/Invoice?pageinate=true&page_no=1&page_size=1", "invoices");
    const { content } = await house.call("halo_invoices_pdf", { id: invoice?.["id"] });
    expect(JSON.stringify(content)).toContain("application/pdf");
    const { items } = await house.call("halo_crmnotes_list", {
      client: "Northwind Dental",
      page_size: 100,
    });
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map((row) => row["client_id"]))).toEqual(new Set([18]));
    const { text } = await house.call("halo_webhooks_list", {});
    expect(text).not.toMatch(/secret(?!s)/i);
  });
});

describe("what nobody has proven", () => {
  it("is sent only where the operator permits it", async () => {
    for (const [tool, given] of [
      ["halo_tickets_merge", { ticket_id: 1001, into_ticket_id: 1002 }],
      ["halo_timesheets_submit", { agent: 5, date: "2026-11-26" }],
    ] as const) {
      const quiet = await openHouse({ settings: { MCP_CONFIRM: "never" } });
      const { text } = await quiet.fail(tool, given, "unsupported");
      expect(text).toContain("HALO_ALLOW_UNPROVEN");
      expect(quiet.sent("POST")).toEqual([]);
      await quiet.close();
    }
  });

  it("goes the way that Halo's schema names", async () => {
    const open = await openHouse({
      settings: { HALO_ALLOW_UNPROVEN: "true", MCP_CONFIRM: "never" },
    });
    const given = { agent: "Jo Lind", date: new Date().toISOString().slice(0, 10) };
    await open.call("halo_timesheets_submit", given);
    const approved = await open.call("halo_timesheets_approve", given);
    expect(approved.item["approval_status"]).toBe(2);
    const [approval] = (await open.read("/TicketApproval")) as Row[];
    const { item } = await open.call("halo_ticketapprovals_respond", {
      ticket_id: approval?.["ticket_id"],
      seq: approval?.["seq"],
      decision: "reject",
      note: "Not this week",
    });
    expect(item).toMatchObject({ result: 2, approver_note: "Not this week" });
    await open.call("halo_tickets_merge", { ticket_id: 1002, into_ticket_id: 1001 });
    expect(open.sent("POST").at(-1)?.body).toEqual([
      { id: 1002, domerge: true, merged_into_id: 1001 },
    ]);
    await open.close();
  });
});

describe("who and what", () => {
  it("is told without the two megabytes that Halo answers", async () => {
    const { item, text } = await house.call("halo_whoami", {});
    expect(item["agent"]).toMatchObject({ id: 2, name: "API Integration", scope: "all" });
    expect(text.length).toBeLessThan(1000);
  });

  it("tells a missing scope from a missing role", async () => {
    const jo = await openHouse({ application: "technician" });
    const role = await jo.call("halo_capabilities", { domains: ["tickets", "invoices"] });
    expect(role.item["checks"]).toMatchObject([
      { name: "tickets", ok: true },
      { name: "invoices", ok: false, detail: "role missing" },
    ]);
    await jo.close();
    const reader = await openHouse({
      application: "tickets",
      settings: { HALO_SCOPE: "read:tickets" },
    });
    const scope = await reader.call("halo_capabilities", { domains: ["clients", "nonsense"] });
    expect(scope.item["checks"]).toMatchObject([
      { name: "clients", ok: false, detail: "scope missing: read:customers" },
      { name: "nonsense", ok: false },
    ]);
    const before = reader.sent().length;
    await reader.call("halo_capabilities", { domains: ["clients"] });
    expect(reader.sent().length).toBe(before);
    await reader.close();
  });

  it("tests the connection step by step, with the fix", async () => {
    const good = await house.call("halo_connection_test", {});
    expect(good.item).toMatchObject({ healthy: true });
    const lost = await openHouse({ settings: { HALO_TENANT: "elsewhere" } });
    const { item, text } = await lost.call("halo_connection_test", {});
    expect(item["healthy"]).toBe(false);
    expect(text).toContain("Set HALO_TENANT=larkfield");
    await lost.close();
    const wrong = await openHouse({ application: "wrong" });
    expect((await wrong.call("halo_connection_test", {})).text).toContain("HALO_CLIENT_SECRET");
    await wrong.close();
    const elsewhere = await openHouse({ sandbox: { profile: "separate-auth" } });
    expect((await elsewhere.call("halo_connection_test", {})).text).toContain("HALO_AUTH_URL=");
    await elsewhere.close();
  });
});

describe("the plain API", () => {
  it("is found, described and read", async () => {
    const found = await house.call("halo_api_search", { query: "recurring invoices" });
    expect(found.items[0]).toMatchObject({ method: "GET", path: "/RecurringInvoice" });
    const told = await house.call("halo_api_describe", { path: "/tickets/{id}", method: "GET" });
    expect(told.item).toMatchObject({ path: "/Tickets/{id}" });
    expect(told.item["parameters"]).toContain("includedetails:boolean");
    const read = await house.call("halo_api_call", {
      path: "api/recurringinvoice",
      params: { pageinate: true, page_no: 1, page_size: 2 },
    });
    expect(read.items).toHaveLength(2);
    const feed = await house.call("halo_api_call", { path: "/Feed", params: { count: 3 } });
    expect(feed.items).toHaveLength(3);
    expect(Number(read.structured["total_count"])).toBeGreaterThan(2);
  });

  it("refuses parameters that Halo would ignore, secrets, files and other places", async () => {
    const { text } = await house.fail(
      "halo_api_call",
      { path: "/Tickets", params: { statusid: 2 } },
      "invalid_arguments",
    );
    expect(text).toContain("status_id");
    for (const path of ["/Application", "/PasswordField", "/KeyVault/3", "/AzureADDetails"])
      await house.fail("halo_api_call", { path }, "forbidden");
    await house.fail("halo_api_call", { path: "/Attachment/1" }, "unsupported");
    for (const path of [
      "https://elsewhere.example/api",
      "//elsewhere.example",
      "/Tickets/../Application",
      "/Tickets?x=1",
      "/NoSuchThing",
    ])
      await house.fail("halo_api_call", { path }, "invalid_arguments");
    expect(house.sent()).toEqual([]);
  });

  it("is written with the difference, after a confirmation, in the form that Halo wants", async () => {
    const [tag] = await rows("/Tags");
    const given = { method: "POST", path: "/Tags", body: { id: tag?.["id"], text: "renamed" } };
    const { structured } = await house.confirmed("halo_api_write", given);
    expect(structured["changes"]).toEqual(
      expect.arrayContaining([{ field: "text", from: tag?.["text"], to: "renamed" }]),
    );
    expect(house.sent("POST").map(({ body }) => body)).toEqual([[given.body]]);
    await house.confirmed("halo_api_write", {
      method: "DELETE",
      path: `/Tags/${String(tag?.["id"])}`,
    });
    await expect(house.read(`/Tags/${String(tag?.["id"])}`)).rejects.toThrow("404");
  });

  it("is not written with unknown fields, to reports, or where that is switched off", async () => {
    const post = (path: string, body: Row): Row => ({ method: "POST", path, body });
    await house.fail("halo_api_write", post("/Tags", { txt: "x" }), "invalid_arguments");
    await house.fail("halo_api_write", post("/Report", { sql: "DROP TABLE faults" }), "forbidden");
    const closed = await openHouse({ settings: { MCP_CONFIRM: "never" } });
    const { text } = await closed.fail(
      "halo_api_write",
      post("/Tags", { text: "x" }),
      "unsupported",
    );
    expect(text).toContain("HALO_ALLOW_RAW_WRITES");
    expect(closed.sent("POST")).toEqual([]);
    await closed.close();
    expect(house.sent("POST")).toEqual([]);
  });
});
