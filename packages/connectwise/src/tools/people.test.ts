import { afterEach, describe, expect, it } from "vitest";
import { openHouse, type House, type HouseOptions } from "../../test/house.ts";

let house: House;
afterEach(async () => house.close());
const open = async (options: HouseOptions = {}): Promise<void> => {
  house = await openHouse(options);
};

describe("companies and contacts", () => {
  it("are found by identifier, full name, e-mail and type", async () => {
    await open();
    const companies = await house.call("cw_search_companies", { name_contains: "ORCHARD" });
    expect(companies.items.map((row) => row["id"])).toContain(42);
    const named = await house.call("cw_search_contacts", {
      name_contains: "miriam stone",
      company_id: 42,
    });
    expect(named.items.map((row) => row["id"])).toContain(2220);
    const address = String(named.items[0]?.["email"]);
    const mailed = await house.call("cw_search_contacts", { email: address });
    expect(mailed.items.length).toBeGreaterThan(0);
    expect(mailed.items.every((row) => row["email"] === address)).toBe(true);
    const typed = await house.call("cw_search_companies", { type: "Customer", page_size: 3 });
    expect(typed.items).toHaveLength(3);
  });

  it("leave out the inactive and the deleted, whatever a site calls its statuses", async () => {
    await open();
    const active = await house.call("cw_search_companies", { page_size: 1000 });
    const statuses = new Set(active.items.map((row) => (row["status"] as { name: string }).name));
    expect(statuses).not.toContain("Inactive");
    expect(statuses.size).toBeGreaterThan(1);
    const all = await house.list("/company/companies?pageSize=1000");
    const deleted = all.filter((company) => company["deletedFlag"] === true).map(({ id }) => id);
    const every = await house.call("cw_search_companies", { active_only: false, page_size: 1000 });
    expect(every.items.length).toBe(all.length - deleted.length);
  });

  it("point a list inside a record to its own argument", async () => {
    await open();
    const answer = await house.fail(
      "cw_search_contacts",
      { conditions: 'types/name = "End User"' },
      "invalid_arguments",
    );
    expect(answer.text).toMatch(/child_conditions/);
  });

  it("show a part of an overview that is refused as missing", async () => {
    await open();
    house.sandbox.fault({ kind: "status", status: 403, match: { path: "/finance/agreements" } });
    const { item } = await house.call("cw_company_overview", { company_id: 42 });
    expect(item).toMatchObject({ missing: [{ what: "active_agreements" }] });
    expect(item["open_tickets"]).toBeTypeOf("number");
  });
});

describe("configurations", () => {
  it("are found by a hardware address in any spelling, and keep passwords to themselves", async () => {
    await open();
    const raw = await house.one("/company/configurations/30000");
    const digits = String(raw["macAddress"]).replaceAll(/[^0-9A-Fa-f]/g, "");
    const { items } = await house.call("cw_list_configurations", {
      mac_address: digits.toLowerCase(),
    });
    expect(items.map((row) => row["id"])).toContain(30_000);
    const { item: device } = await house.call("cw_get_configuration", { configuration_id: 30_440 });
    const attached = await house.list(
      "/service/tickets?orderBy=id desc&pageSize=10&conditions=configuration/id=30440 and closedFlag=false",
    );
    expect(attached.length).toBeGreaterThan(0);
    expect(
      (device["open_tickets"] as string[]).map((line) => Number(line.split(" ", 1)[0])),
    ).toEqual(attached.map(({ id }) => id));
    // Seeded: a question of the type Password, and a text field whose name says what it holds.
    const secrets = [
      { id: 30_000, value: "invented-console-30000" },
      { id: 30_000, value: "invented-bios-30000" },
    ];
    expect(JSON.stringify(raw)).toContain(secrets[0]?.value);
    expect(JSON.stringify(raw)).toContain(secrets[1]?.value);
    for (const { id, value } of secrets) {
      const { text, structured } = await house.call("cw_get_configuration", {
        configuration_id: id,
      });
      expect(text + JSON.stringify(structured)).not.toContain(value);
      const free = await house.call("cw_get", { path: `/company/configurations/${String(id)}` });
      expect(free.text + JSON.stringify(free.structured)).not.toContain(value);
    }
  });
});

describe("the schedule", () => {
  it("is free by calendar, holidays and zone, on both sides of a change of the clocks", async () => {
    await open();
    const of = async (member: string, date: string): Promise<Record<string, unknown>> =>
      (await house.call("cw_member_availability", { member, date })).items[0] ?? {};
    // Seeded: 13:00 to 15:00 UTC on the Monday after each change, and a night that spans it.
    expect(await of("rvale", "2026-03-30")).toMatchObject({
      zone: "Europe/London",
      free: ["09:00–14:00", "16:00–17:30"],
    });
    expect(await of("rvale", "2026-10-26")).toMatchObject({ free: ["09:00–13:00", "15:00–17:30"] });
    expect(await of("rvaleri", "2026-03-09")).toMatchObject({
      zone: "America/New_York",
      free: ["11:00–18:00"],
    });
    expect(await of("rvaleri", "2026-11-02")).toMatchObject({ free: ["10:00–18:00"] });
    expect(await of("rvale", "2026-03-29")).toMatchObject({ free_hours: 0 });
    const holidays = await house.list("/schedule/holidayLists/1/holidays");
    const coming = holidays.find(
      (one) =>
        one["allDayFlag"] === true && ![0, 6].includes(new Date(String(one["date"])).getUTCDay()),
    );
    expect(await of("rvale", String(coming?.["date"]).slice(0, 10))).toMatchObject({
      free_hours: 0,
      holiday: coming?.["name"],
    });
  });

  it("refuses a time that is taken, and takes it when told so", async () => {
    await open();
    const given = {
      ticket_id: 10_001,
      member: "rvale",
      time_start: "2026-03-30T14:00:00Z",
      time_end: "2026-03-30T16:00:00Z",
    };
    const answer = await house.fail("cw_schedule_ticket", given, "conflict");
    expect(answer.text).toMatch(/2026-03-30T13:00:00Z/);
    expect(house.sandbox.writes()).toEqual([]);
    const { item } = await house.call("cw_schedule_ticket", { ...given, allow_conflict: true });
    expect(item).toMatchObject({ type: { identifier: "S" }, date_start: "2026-03-30T14:00:00Z" });
    await house.fail(
      "cw_schedule_ticket",
      { ...given, time_end: given.time_start },
      "invalid_arguments",
    );
  });

  it("includes the whole last day, and tells a ticket from an activity of the same number", async () => {
    await open();
    const { items } = await house.call("cw_list_schedule_entries", {
      member: "rvale",
      on_or_after: "2026-03-30",
      on_or_before: "2026-03-30",
    });
    expect(items.map((row) => row["date_start"])).toContain("2026-03-30T13:00:00Z");
    const ticket = await house.call("cw_list_schedule_entries", {
      ticket_id: 10_001,
      page_size: 100,
    });
    expect(
      ticket.items.every((row) => (row["type"] as { identifier: string }).identifier === "S"),
    ).toBe(true);
  });
});

describe("names", () => {
  it("that several members bear are answered with the candidates", async () => {
    await open();
    const all = await house.list("/system/members?pageSize=1000");
    const answer = await house.fail(
      "cw_member_availability",
      { member: "Rowan", date: "2026-03-30" },
      "invalid_arguments",
    );
    expect(answer.text).toMatch(/rvale \(151\), rvaleri \(152\)/);
    expect(all.length).toBeGreaterThan(5);
  });

  it("are looked up once and then remembered for the same keys", async () => {
    await open();
    const given = { board: "Help Desk", ticket_type: "service", page_size: 1 };
    const boardReads = (): number =>
      house.sandbox.requests().filter(({ path }) => path.includes("/service/boards")).length;
    await house.call("cw_search_tickets", given);
    await house.call("cw_search_tickets", { ...given, page_size: 2 });
    expect(boardReads()).toBe(1);
  });
});

describe("other sites", () => {
  it.each(["self-hosted", "cloud-2026"] as const)("answer the same tools (%s)", async (profile) => {
    await open({ sandbox: { profile } });
    for (const [tool, given] of [
      ["cw_search_tickets", { company_id: 42, page_size: 2 }],
      ["cw_get_ticket", { ticket_id: 10_001 }],
      ["cw_get_ticket", { ticket_id: 12_101 }],
      ["cw_search_companies", { page_size: 2 }],
      ["cw_search_contacts", { page_size: 2 }],
      ["cw_list_configurations", { page_size: 2 }],
      ["cw_search_time_entries", { page_size: 2 }],
      ["cw_list_members", { page_size: 2 }],
      ["cw_list_invoices", { page_size: 2 }],
      ["cw_list_agreements", { page_size: 2 }],
      ["cw_list_projects", { page_size: 2 }],
      ["cw_list_opportunities", { page_size: 2 }],
      ["cw_list_boards", {}],
      ["cw_list_work_types", {}],
      ["cw_create_ticket", { company_id: 42, board: "Help Desk", summary: "Elsewhere" }],
      [
        "cw_schedule_ticket",
        {
          ticket_id: 10_001,
          member: "rvale",
          time_start: "2031-03-04T10:00:00Z",
          time_end: "2031-03-04T11:00:00Z",
        },
      ],
      ["cw_add_ticket_note", { ticket_id: 10_001, note: "Elsewhere.", internal: true }],
    ] as const) {
      await house.call(tool, given);
    }
    await house.fail("cw_get_ticket", { ticket_id: 999_999 }, "not_found");
  });

  it("tell wrong keys from a site that is away", async () => {
    await open({ member: "wrong", sandbox: { profile: "cloud-2026" } });
    const { item } = await house.call("cw_test_connection");
    expect(item["healthy"]).toBe(false);
  });
});

describe("free reads", () => {
  it("never leave the host, and keep closed what hands out keys", async () => {
    await open();
    for (const path of [
      "/system/members/rvale/tokens",
      "https://evil.example/service/tickets",
      "/service/../system/ssoConfigurations",
      "/system/documents/1/download",
    ]) {
      const answer = await house.vendor.call("cw_get", { path });
      expect(answer.isError, path).toBe(true);
    }
    expect(house.sandbox.requests()).toEqual([]);
    const { items } = await house.call("cw_get", {
      path: "/company/contacts",
      child_conditions: 'types/name = "End User"',
      fields: "id,firstName",
      page_size: 2,
    });
    expect(items[0]).toEqual({ id: expect.any(Number), first_name: expect.any(String) });
    await house.fail(
      "cw_get",
      { path: "/service/tickets/10001", page_number: 2 },
      "invalid_arguments",
    );
  });

  it("are described as a whole or by one method", async () => {
    await open();
    const path = "service/tickets/{id}";
    const whole = await house.call("cw_describe_endpoint", { path });
    expect(whole.item["verbs"]).toEqual(expect.arrayContaining(["GET", "PATCH"]));
    const patch = await house.call("cw_describe_endpoint", { path, method: "PATCH" });
    expect(patch.item["verbs"]).toEqual(["PATCH"]);
    expect(patch.text).toMatch(/list of \{op, path, value\}/);
    const refused = { path, method: "POST" };
    const { text } = await house.fail("cw_describe_endpoint", refused, "invalid_arguments");
    expect(text).toMatch(/has no POST.*PATCH/s);
  });

  it("count what a list holds", async () => {
    await open();
    const { item } = await house.call("cw_count_tickets", { open_only: false });
    expect(item["count"]).toBe((await house.one("/service/tickets/count"))["count"]);
  });
});

describe("documents", () => {
  it("are handed over byte by byte, and carry no keys to another host", async () => {
    await open();
    const { items } = await house.call("cw_list_documents", {
      record_type: "Ticket",
      record_id: 10_001,
    });
    expect(items.length).toBeGreaterThan(0);
    for (const { id } of items) {
      const { content } = await house.call("cw_download_document", { document_id: id });
      const [block] = content as readonly {
        data?: string;
        resource?: { text?: string; blob?: string };
      }[];
      const size =
        block?.resource?.text?.length ?? (block?.data ?? block?.resource?.blob ?? "").length;
      expect(size).toBeGreaterThan(0);
    }
    house.sandbox.fault({
      kind: "redirect",
      location: "http://127.0.0.2:9/x",
      match: { path: "/download" },
    });
    const lost = await house.vendor.call("cw_download_document", { document_id: items[0]?.["id"] });
    expect(lost.isError).toBe(true);
    await house.fail("cw_download_document", { document_id: 999_999 }, "not_found");
  });
});

describe("a member's role", () => {
  it("is explained where it forbids something", async () => {
    await open({ member: "reader" });
    const answer = await house.fail(
      "cw_add_ticket_note",
      { ticket_id: 10_001, note: "x", internal: true },
      "forbidden",
    );
    expect(answer.text).toMatch(/security role/);
    const { item } = await house.call("cw_whoami");
    expect(item["member"]).toBe("lnoor");
  });
});
