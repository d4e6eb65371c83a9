import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openHouse, type House } from "./house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse({
    settings: { MCP_RATE_LIMIT: "100000" },
    sandbox: { rateLimit: { requests: 100_000, windowSeconds: 60 } },
  });
});
afterAll(() => house.close());
beforeEach(() => house.sandbox.reset());

/** Queries of the requests for one path. */
const queries = (path: string): readonly Record<string, string>[] =>
  house
    .sent()
    .filter((request) => request.path.toLowerCase() === `/api${path}`.toLowerCase())
    .map(({ query }) => query);

describe("a list that Halo cuts into pages", () => {
  it("asks for a page in the three words that Halo heeds, and knows the total", async () => {
    const { items, structured } = await house.call("halo_tickets_list", { page_size: 20 });
    expect(items).toHaveLength(20);
    expect(structured).toMatchObject({ total_count: 200, page_number: 1, has_more: true });
    expect(queries("/Tickets")).toEqual([
      { domain: "reqs", pageinate: "true", page_size: "20", page_no: "1" },
    ]);
  });

  it("is read to its end by cursor without losing or repeating a row", async () => {
    const seen: unknown[] = [];
    let given: Record<string, unknown> = { page_size: 60 };
    for (;;) {
      const { items, structured } = await house.call("halo_tickets_list", given);
      seen.push(...items.map(({ id }) => id));
      if (structured["next_cursor"] === undefined) break;
      given = { page_size: 60, cursor: structured["next_cursor"] };
    }
    expect(seen).toHaveLength(200);
    expect(new Set(seen).size).toBe(200);
  });

  it("of assets is whole although Halo gives fifty rows, whatever is asked for", async () => {
    const all = await house.call("halo_assets_list", { page_size: 50, fields: "id" });
    const total = Number(all.structured["total_count"]);
    expect(total).toBeGreaterThan(100);
    const two = await house.call("halo_assets_list", { page_size: 75, page_no: 2, fields: "id" });
    const wide = await house.call("halo_assets_list", { max_items: 200, fields: "id" });
    expect(two.items.map(({ id }) => id)).toEqual(wide.items.slice(75, 150).map(({ id }) => id));
  });

  it("reads several pages at once where pageinate is false, up to 500 rows", async () => {
    const { items, structured } = await house.call("halo_users_list", {
      pageinate: false,
      fields: ["id", "name"],
    });
    expect(items.length).toBe(Number(structured["total_count"]));
    expect(items[0]).toEqual({ id: expect.any(Number), name: expect.any(String) });
  });

  it("sends the words of the specification for those of the existing server", async () => {
    await house.call("halo_users_list", { excludeagents: true, approvalsonly: false });
    expect(queries("/Users")[0]).toMatchObject({ exclude_agents: "true", approvers_only: "false" });
    await house.call("halo_tickets_list", { site: 52, products: [3] });
    expect(queries("/Tickets")[0]).toMatchObject({ site_id: "52", product: "[3]" });
    await house.call("halo_users_list", { search_phonenumbers: "01632" });
    expect(queries("/Users")[1]).toMatchObject({ search: "01632", search_phonenumbers: "true" });
  });

  it("takes filters of Halo's that the existing server lacks, and advanced_search as JSON", async () => {
    const condition = { filter_name: "summary", filter_type: 4, filter_value: "VPN" };
    await house.call("halo_tickets_list", { mine: true, advanced_search: [condition] });
    expect(queries("/Tickets")[0]).toMatchObject({
      mine: "true",
      advanced_search: JSON.stringify([condition]),
    });
  });
});

describe("a filter that Halo would ignore", () => {
  it("is refused with what to use instead, and nothing is sent", async () => {
    const { text } = await house.fail("halo_agents_list", { section_id: 1 }, "invalid_arguments");
    expect(text).toContain("give team");
    expect(house.sent()).toEqual([]);
  });

  it("is applied here where the rows carry its field", async () => {
    const all = await house.call("halo_audit_list", { fields: "id,date,ticket_id" });
    const ticket = all.items[0]?.["ticket_id"];
    const some = await house.call("halo_audit_list", { ticket_id: ticket, fields: "ticket_id" });
    expect(some.items.length).toBeGreaterThan(0);
    expect(new Set(some.items.map((row) => row["ticket_id"]))).toEqual(new Set([ticket]));
    const total = Number(all.structured["total_count"]);
    expect(Number(some.structured["total_count"])).toBeLessThan(total);
    const day = String(all.items[20]?.["date"]).slice(0, 10);
    const until = await house.call("halo_audit_list", { end_date: day, fields: "date" });
    expect(Number(until.structured["total_count"])).toBeLessThan(total);
    for (const { date } of until.items) expect(String(date).slice(0, 10) <= day).toBe(true);
  });

  it("that only asks for more output is said to do nothing", async () => {
    const { text } = await house.call("halo_sla_list", { includedetails: true });
    expect(text).toContain("includedetails does nothing");
  });

  it("is sent when the operator says so", async () => {
    const other = await openHouse({ settings: { HALO_UNCHECKED_FILTERS: "agents.section_id" } });
    await other.call("halo_agents_list", { section_id: 1 });
    expect(other.sandbox.requests().at(-1)?.query).toEqual({ section_id: "1" });
    await other.close();
  });

  it("of an unknown name is refused with the likely one", async () => {
    const { text } = await house.fail(
      "halo_tickets_list",
      { open_onli: true },
      "invalid_arguments",
    );
    expect(text).toContain('did you mean "open_only"');
  });
});

describe("names in the place of ids", () => {
  it("are looked up, once for many calls", async () => {
    const given = {
      client_id: "northwind dental",
      status: ["In Progress", "new"],
      agent: "Jo Lind",
    };
    const other = await openHouse();
    await other.call("halo_tickets_list", given);
    await other.call("halo_tickets_list", { ...given, page_size: 10 });
    const asked = (path: string) => other.sent().filter((request) => request.path === path);
    expect(asked("/api/Tickets")[0]?.query).toMatchObject({
      client_id: "18",
      status: "[2,1]",
      agent: "[5]",
    });
    for (const path of ["/api/Status", "/api/Agent", "/api/Client"])
      expect(asked(path)).toHaveLength(1);
    await other.close();
  });

  it("that fit nothing are answered with the likely ones, and several with all", async () => {
    const { text, structured } = await house.fail(
      "halo_tickets_list",
      { status: "progress" },
      "invalid_arguments",
    );
    expect(text).toContain("In Progress (2)");
    expect(structured).toMatchObject({
      error: { candidates: expect.arrayContaining([{ id: 2, name: "In Progress" }]) },
    });
  });

  it("that several bear are answered with all of them", async () => {
    const other = await openHouse();
    const data = { name: "Joan Lind", email: "joan.lind@larkfield.example", initials: "JL" };
    const { item } = await other.call("halo_agents_upsert", { data });
    const { text } = await other.fail("halo_tickets_list", { agent: ["jl"] }, "invalid_arguments");
    expect(text).toContain("Several agents");
    expect(text).toContain("Jo Lind (5)");
    expect(text).toContain(`Joan Lind (${String(item["id"])})`);
    await other.call("halo_tickets_list", { agent: [5] });
    const asked = other.sent().findLast(({ path }) => path === "/api/Tickets");
    expect(asked?.query).toMatchObject({ agent: "[5]" });
    await other.close();
  });

  it("made a moment ago are found, though the others are remembered", async () => {
    await house.call("halo_tickets_list", { status: ["New"] });
    await house.fail("halo_tickets_list", { status: ["Waiting for rain"] }, "invalid_arguments");
    const { item } = await house.call("halo_status_upsert", { data: { name: "Waiting for rain" } });
    await house.call("halo_tickets_list", { status: ["Waiting for rain"] });
    expect(queries("/Tickets").at(-1)).toMatchObject({ status: `[${String(item["id"])}]` });
  });

  it("of teams go to agents as Halo wants them there", async () => {
    await house.call("halo_agents_list", { team: 2 });
    await house.call("halo_agents_list", { team: "2nd line" });
    expect(queries("/Agent").map(({ team }) => team)).toEqual(["2nd Line", "2nd Line"]);
  });

  it("stand beside ids in the answer", async () => {
    const { items } = await house.call("halo_tickets_list", { page_size: 5 });
    for (const row of items) {
      expect(row["status"]).toEqual(expect.any(String));
      expect(row["priority"]).toEqual(expect.any(String));
    }
    const bare = await house.call("halo_tickets_list", {
      page_size: 5,
      labels: false,
      fields: "id,status_id",
    });
    expect(bare.items[0]).toEqual({ id: expect.any(Number), status_id: expect.any(Number) });
  });
});

describe("a list that Halo answers in whole", () => {
  it("is searched, sorted and cut here", async () => {
    const all = await house.call("halo_status_list", { page_size: 100 });
    const total = all.items.length;
    const first = await house.call("halo_status_list", {
      page_size: 4,
      order: "id",
      orderdesc: true,
    });
    expect(first.items).toHaveLength(4);
    expect(first.structured).toMatchObject({ total_count: total, has_more: true });
    const ids = first.items.map(({ id }) => Number(id));
    expect(ids).toEqual(ids.toSorted((left, right) => right - left));
    const found = await house.call("halo_status_list", { search: "progress" });
    expect(found.items.map(({ name }) => name)).toContain("In Progress");
    expect(found.items.length).toBeLessThan(total);
    const few = await house.call("halo_status_list", { count: 2 });
    expect(few.items).toHaveLength(2);
  });

  it("of actions needs a ticket, since ids count within one", async () => {
    const { text } = await house.fail("halo_actions_list", {}, "invalid_arguments");
    expect(text).toContain("ticket_id");
    await house.fail("halo_actions_get", { id: 1 }, "invalid_arguments");
    const { items } = await house.call("halo_actions_list", { ticket_id: 1001 });
    expect(items.at(-1)).toMatchObject({ id: 1 });
    await house.call("halo_actions_list", {
      startdate: "2020-01-01",
      enddate: "2030-01-01",
      timeentriesonly: true,
    });
  });
});

describe("fifty tickets", () => {
  it("cost at most 2,500 tokens", async () => {
    const { exactTokens } = await import("@psa-mcp/core/testing");
    const { text, items } = await house.call("halo_tickets_list", {});
    expect(items).toHaveLength(50);
    expect(exactTokens(text)).toBeLessThanOrEqual(2500);
  });
});
