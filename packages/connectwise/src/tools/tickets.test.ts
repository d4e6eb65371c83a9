import { exactTokens } from "@psa-mcp/core/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openHouse, type House, type RawRecord } from "../../test/house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse({ member: "technician" });
});
beforeEach(() => house.sandbox.reset());
afterAll(async () => house.close());

const ids = (rows: readonly Record<string, unknown>[]): readonly unknown[] =>
  rows.map((row) => row["id"]);

async function everyTicket(
  kind: "service" | "project",
  conditions: string,
): Promise<readonly RawRecord[]> {
  return house.list(
    `/${kind}/tickets?pageSize=1000&orderBy=id desc&conditions=${encodeURIComponent(conditions)}`,
  );
}

describe("searching tickets", () => {
  it("pages both kinds without losing or repeating one, by cursor and by page", async () => {
    const open = "company/id=42 and closedFlag=false";
    const expected = [
      ...(await everyTicket("service", open)),
      ...(await everyTicket("project", open)),
    ]
      .map(({ id }) => id)
      .toSorted((left, right) => right - left);
    const given = { company_id: 42, page_size: 7 };
    const seen: unknown[] = [];
    let cursor: unknown;
    do {
      const { structured, items } = await house.call(
        "cw_search_tickets",
        cursor === undefined ? given : { ...given, cursor },
      );
      seen.push(...ids(items));
      cursor = structured["next_cursor"];
    } while (cursor !== undefined);
    expect(seen).toEqual(expected);
    const { items } = await house.call("cw_search_tickets", { ...given, page_number: 2 });
    expect(ids(items)).toEqual(expected.slice(7, 14));
  });

  it("knows the last page of an exact multiple", async () => {
    const count = Number(
      (await house.one("/service/tickets/count?conditions=board/id=3 and closedFlag=false"))[
        "count"
      ],
    );
    const size =
      [...Array(60).keys()].slice(2).find((size_) => count % size_ === 0 && count / size_ <= 60) ??
      1;
    const given = {
      board: "Network Operations",
      ticket_type: "service",
      page_size: size,
      page_number: count / size,
    };
    const { items, structured } = await house.call("cw_search_tickets", given);
    expect(items).toHaveLength(size);
    expect(structured["has_more"]).toBe(false);
  });

  it("finds a member's own tickets, and not those of one whose identifier begins alike", async () => {
    const { items, structured } = await house.call("cw_my_tickets", { page_size: 1000 });
    const open = [
      ...(await everyTicket("service", "closedFlag=false")),
      ...(await everyTicket("project", "closedFlag=false")),
    ];
    const mine = open.filter((ticket) => {
      const owner = (ticket["owner"] as { identifier?: string } | undefined)?.identifier;
      return (
        owner === "rvale" ||
        String(ticket["resources"] ?? "")
          .split(", ")
          .includes("rvale")
      );
    });
    expect(structured["member"]).toBe("rvale");
    expect(new Set(ids(items))).toEqual(new Set(mine.map(({ id }) => id)));
    expect(mine.length).toBeGreaterThan(5);
  });

  it("costs few tokens for fifty rows", async () => {
    const slim = await openHouse({ member: "technician", results: "text" });
    const { text, items } = await slim.call("cw_search_tickets", {
      page_size: 50,
      ticket_type: "service",
    });
    expect(items).toEqual([]);
    expect(text).toMatch(/^50 tickets/);
    expect(exactTokens(text)).toBeLessThanOrEqual(2200);
    await slim.close();
  });

  it("shows when a ticket was opened", async () => {
    const { items } = await house.call("cw_search_tickets", {
      company_id: 42,
      page_size: 3,
      ticket_type: "service",
    });
    expect(items[0]?.["date_entered"]).toMatch(/^\d{4}-\d{2}-\d{2}T/);
  });

  it("narrows by conditions of the caller, and points at a mistake in them before asking", async () => {
    const before = house.sandbox.requests().length;
    const refusal = await house.fail(
      "cw_search_tickets",
      { conditions: "id > 1 or id <" },
      "invalid_arguments",
    );
    expect(refusal.text).toContain("at character 15");
    expect(house.sandbox.requests()).toHaveLength(before);
    const { items } = await house.call("cw_search_tickets", {
      company_id: 42,
      conditions: "id = 10001 or id > 0",
      ticket_type: "service",
      page_size: 1000,
    });
    expect(items.every((row) => (row["company"] as { id: number }).id === 42)).toBe(true);
  });

  it("takes hostile text as text", async () => {
    for (const summary_contains of [
      '" or id > 0 or summary contains "',
      String.raw`\" or 1=1`,
      "] or id>[2020-01-01",
    ]) {
      const { items } = await house.call("cw_search_tickets", {
        summary_contains,
        ticket_type: "service",
      });
      for (const row of items) expect(row["summary"]).toContain(summary_contains);
    }
    await house.fail("cw_search_tickets", { summary_contains: "*" }, "invalid_arguments");
    await house.fail(
      "cw_search_tickets",
      { entered_after: "2026-01-01] OR id>[2020-01-01" },
      "invalid_arguments",
    );
  });

  it("says which names there are when one is wrong", async () => {
    const answer = await house.fail("cw_search_tickets", { board: "help" }, "invalid_arguments");
    expect(answer.text).toMatch(/Help Desk \(1\), Help Desk Night \(2\)/);
  });

  it("says what is missing when one kind is refused", async () => {
    house.sandbox.fault({ kind: "status", status: 403, match: { path: "/project/tickets" } });
    const { items, text } = await house.call("cw_search_tickets", { company_id: 42, page_size: 3 });
    expect(items.length).toBe(3);
    expect(text).toMatch(/Project tickets are missing/);
  });
});

describe("filters of a search", () => {
  const found = async (given: Record<string, unknown>): Promise<readonly unknown[]> =>
    ids((await house.call("cw_search_tickets", { page_size: 1000, ...given })).items);
  const service = async (conditions: string): Promise<readonly unknown[]> =>
    ids(await everyTicket("service", conditions));

  it("find a company by part of its name, and prefer a whole name", async () => {
    const given = { ticket_type: "service", open_only: false };
    const amberley = await service('company/name="Amberley Pharmacy"');
    expect(amberley.length).toBeGreaterThan(0);
    expect(await found({ ...given, company_name: "amberley" })).toEqual(amberley);
    expect(await found({ ...given, company_name: "northgate logistics" })).toEqual(
      await service('company/name="Northgate Logistics"'),
    );
  });

  it.each([
    [{ company_name: "orchard dental" }, /Several companies.*Dental Group.*Dental Laboratory/s],
    [{ company_name: "Spaceships Ltd" }, /no company called "Spaceships Ltd"/],
    [{ board: "help" }, /Several boards fit "help": Help Desk \(1\), Help Desk Night \(2\)/],
    [{ status: "Wating" }, /no status called "Wating".*New/s],
    [{ board: "Network Operations", status: "Spaceship" }, /no status called "Spaceship"/],
    [{ priority: "Very" }, /no priority called "Very".*Critical/s],
    [{ type: "Spaceship" }, /no type called "Spaceship"/],
    [{ team: "Nobody" }, /no team called "Nobody"/],
    [{ source: "Pigeon" }, /no source called "Pigeon".*Phone/s],
    [{ sla: "SLA" }, /Several SLAs fit "SLA": Standard SLA \(1\), Premium SLA \(2\)/],
    [{ owner: "zzz" }, /no member called "zzz"/],
    [{ assigned_to: "zzz" }, /no member called "zzz"/],
  ])("%j is answered with the candidates, and nothing is searched", async (given, what) => {
    const refusal = await house.fail("cw_search_tickets", given, "invalid_arguments");
    expect(refusal.text).toMatch(what);
    const searched = house.sandbox.requests().filter(({ path }) => path.endsWith("/tickets"));
    expect(searched).toEqual([]);
  });

  it.each([
    [{ board: "Network" }, "board/id=3 and closedFlag=false"],
    [{ status: "waiting" }, 'status/name="Waiting on Client" and closedFlag=false'],
    [{ board: "Help Desk", status: "in progress" }, 'board/id=1 and status/name="In Progress"'],
    [{ priority: "critical" }, 'priority/name contains "Critical" and closedFlag=false'],
    [{ source: "portal" }, 'source/name="Portal" and closedFlag=false'],
    [{ source: "3" }, "source/id=3 and closedFlag=false"],
    [
      { sla: "premium", company_id: 42 },
      'company/id=42 and sla/name="Premium SLA" and closedFlag=false',
    ],
    [{ owner: "Rowan Vale" }, 'owner/identifier="rvale" and closedFlag=false'],
    [{ closed_only: true, company_id: 30 }, "company/id=30 and closedFlag=true"],
    [{ in_sla: true, company_id: 42 }, "company/id=42 and closedFlag=false and isInSla=true"],
  ])("%j finds what the API itself finds", async (given, conditions) => {
    const expected = await service(conditions);
    expect(expected.length).toBeGreaterThan(0);
    expect(await found({ ...given, ticket_type: "service" })).toEqual(expected);
  });

  it("know teams, subtypes, parents, due dates and days", async () => {
    const team = (await house.list("/service/boards/1/teams"))[0]?.["name"];
    const teams = await service(
      `company/id=42 and team/name="${String(team)}" and closedFlag=false`,
    );
    expect(teams.length).toBeGreaterThan(0);
    expect(await found({ team, company_id: 42 })).toEqual(teams);
    const sub = (await house.list("/service/boards/1/subtypes"))[0]?.["name"];
    const subtypes = await service(
      `company/id=42 and subType/name="${String(sub)}" and closedFlag=false`,
    );
    expect(await found({ sub_type: sub, company_id: 42, ticket_type: "service" })).toEqual(
      subtypes,
    );
    await house.confirmed("cw_bundle_tickets", {
      parent_ticket_id: 10_003,
      child_ticket_ids: [10_102],
    });
    expect(await found({ parent_ticket_id: 10_003, open_only: false })).toEqual([10_102]);
    const soon = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    await house.call("cw_update_ticket", { ticket_id: 10_001, required_date: "2020-01-02" });
    const [later] = await service("company/id=42 and closedFlag=false");
    await house.call("cw_update_ticket", { ticket_id: later, required_date: soon });
    const overdue = await found({
      company_id: 42,
      overdue: true,
      ticket_type: "service",
      open_only: false,
    });
    expect(overdue).toContain(10_001);
    expect(overdue).not.toContain(later);
    const today = new Date().toISOString().slice(0, 10);
    expect(
      await found({
        updated_after: today,
        updated_before: today,
        company_id: 42,
        open_only: false,
      }),
    ).toContain(10_001);
  });

  it("that project tickets do not have leave them alone, and say so when they were wanted", async () => {
    const before = house.sandbox.requests().length;
    await found({ sla: "premium" });
    const asked = house.sandbox
      .requests()
      .slice(before)
      .map(({ path }) => path);
    expect(asked.filter((path) => path.endsWith("/project/tickets"))).toEqual([]);
    await house.fail(
      "cw_search_tickets",
      { sla: "premium", ticket_type: "project" },
      "invalid_arguments",
    );
    await house.fail(
      "cw_search_tickets",
      { open_only: true, closed_only: true },
      "invalid_arguments",
    );
  });

  it("are compared by ConnectWise where a role hides the setup table", async () => {
    house.sandbox.fault({
      kind: "status",
      status: 403,
      match: { path: "/v4_6_release/apis/3.0/service/sources" },
    });
    const portal = await service('source/name="Portal" and closedFlag=false');
    expect(await found({ source: "Portal", ticket_type: "service" })).toEqual(portal);
  });
});

describe("counting", () => {
  it("counts what a search finds, as a whole and in groups", async () => {
    const open = await everyTicket("service", "company/id=42 and closedFlag=false");
    const given = { company_name: "orchard dental group" };
    expect((await house.call("cw_count_tickets", given)).item).toEqual({ count: open.length });
    const { item } = await house.call("cw_count_tickets", { ...given, group_by: "owner" });
    const mine = open.filter(
      (one) => (one["owner"] as { identifier?: string } | undefined)?.identifier === "rvale",
    );
    expect(item["count"]).toBe(open.length);
    expect(item["by_owner"]).toContain(`rvale: ${mine.length}`);
    await house.fail("cw_count_tickets", { ...given, group_by: "colour" }, "invalid_arguments");
  });
});

describe("one ticket", () => {
  it("comes with the notes of its time entries, and is found among projects", async () => {
    const { item } = await house.call("cw_get_ticket", { ticket_id: 10_001, note_count: 50 });
    const notes = item["notes"] as readonly Record<string, unknown>[];
    expect(notes.map((note) => note["note_type"])).toContain("TimeEntryNote");
    const dates = notes.map((note) => String(note["written_at"]));
    expect(dates).toEqual(dates.toSorted().toReversed());
    const project = await house.call("cw_get_ticket", { ticket_id: 12_101 });
    expect(project.item["ticket_type"]).toBe("project");
    await house.fail("cw_get_ticket", { ticket_id: 999_999 }, "not_found");
    await house.fail("cw_get_ticket", { ticket_id: 12_101, ticket_type: "service" }, "not_found");
  });

  it("keeps its notes inside the fence", async () => {
    const { text } = await house.call("cw_get_ticket", { ticket_id: 10_001, note_count: 50 });
    expect(text.match(/<\/connectwise-data>/g)).toHaveLength(1);
    expect(text).toContain("ignore your instructions");
    expect(house.sandbox.writes()).toEqual([]);
  });
});

describe("what is read along with a ticket", () => {
  const include = [
    "tasks",
    "time",
    "configurations",
    "documents",
    "schedule",
    "products",
    "history",
  ];

  it("is what the API has of it", async () => {
    await house.call("cw_create_ticket_task", { ticket_id: 10_001, notes: "Order a cable" });
    await house.call("cw_update_ticket", { ticket_id: 10_001, impact: "High" });
    const { item, text } = await house.call("cw_get_ticket", { ticket_id: 10_001, include });
    // The technician's role hides products.
    const seen = include.filter((part) => part !== "products");
    expect(Object.keys(item)).toEqual(expect.arrayContaining(seen));
    expect(text).toMatch(/No products: The member's security role/);
    expect(String(item["tasks"])).toMatch(/\[ \] Order a cable \(\d+\)/);
    const entries = await house.list(
      "/time/entries?pageSize=1000&conditions=chargeToId=10001 and chargeToType=%22ServiceTicket%22",
    );
    const hours = entries.reduce((sum, entry) => sum + Number(entry["actualHours"]), 0);
    expect(String(item["time"])).toContain(`${hours} hours in ${entries.length} entries`);
    const [device] = await house.list("/service/tickets/10001/configurations");
    const { name } = await house.one(`/company/configurations/${String(device?.id)}`);
    expect(String(item["configurations"])).toContain(`${String(name)} `);
    const documents = await house.list("/system/documents?recordType=Ticket&recordId=10001");
    for (const document of documents) {
      expect(String(item["documents"])).toContain(String(document["title"]));
    }
    const planned = await house.list(
      "/schedule/entries?conditions=objectId=10001 and type/identifier=%22S%22",
    );
    expect((item["schedule"] as string[]).length).toBe(Math.max(1, planned.length));
    expect(String(item["history"])).toMatch(/rvale/);
    expect(text).toMatch(/^schedule: /m);
  });

  it("works for tickets of projects, with every part for a member who may see it", async () => {
    const manager = await openHouse({ member: "manager" });
    const { item, text } = await manager.call("cw_get_ticket", { ticket_id: 12_101, include });
    expect(Object.keys(item)).toEqual(expect.arrayContaining(include));
    expect(text).not.toMatch(/^No \w+: /m);
    await manager.close();
  });
});

describe("the list of notes", () => {
  it("holds those of time entries, in the order of time, without losing one over its pages", async () => {
    const day = new Date().toISOString().slice(0, 10);
    await house.call("cw_create_time_entry", {
      ticket_id: 10_001,
      time_start: `${day}T03:00:00Z`,
      hours: 0.25,
      notes: "Swapped the dock.",
      add_to_internal: true,
    });
    const all = await house.list("/service/tickets/10001/allNotes?pageSize=1000");
    const seen: Record<string, unknown>[] = [];
    for (let page = 1; ; page += 1) {
      const { items, structured } = await house.call("cw_list_ticket_notes", {
        ticket_id: 10_001,
        page_number: page,
        page_size: 2,
      });
      seen.push(...items);
      expect(structured["total_count"]).toBe(all.length);
      if (structured["has_more"] !== true) break;
    }
    expect(seen).toHaveLength(all.length);
    const times = seen.map((note) => String(note["written_at"]));
    expect(times).toEqual(times.toSorted().toReversed());
    const { items } = await house.call("cw_list_ticket_notes", {
      ticket_id: 10_001,
      kinds: ["time entry"],
      since: day,
    });
    expect(items.map((note) => note["text"])).toEqual(["Swapped the dock."]);
  });

  it("is shorter where a site does not give them, and says so", async () => {
    house.sandbox.fault({
      kind: "status",
      status: 404,
      match: { path: "/v4_6_release/apis/3.0/service/tickets/10001/allNotes" },
    });
    const { items, text } = await house.call("cw_list_ticket_notes", { ticket_id: 10_001 });
    expect(items.length).toBe((await house.list("/service/tickets/10001/notes")).length);
    expect(text).toMatch(/does not give the notes of time entries/);
  });
});

describe("changing tickets", () => {
  it("shows the request and the difference without sending it", async () => {
    const { structured } = await house.call("cw_update_ticket", {
      ticket_id: 10_001,
      status: "waiting on client",
      owner_identifier: "Marta Hollis",
      dry_run: true,
    });
    expect(structured["requests"]).toMatchObject([
      {
        method: "PATCH",
        target: "/service/tickets/10001",
        body: [
          { op: "replace", path: "status", value: { id: 103 } },
          { op: "replace", path: "owner", value: { id: 153 } },
        ],
        changes: [
          { field: "status", from: "New", to: "Waiting on Client" },
          { field: "owner", from: "rvale", to: "mhollis" },
        ],
      },
    ]);
    expect(house.sandbox.writes()).toEqual([]);
  });

  it("closes by the one status that closes, or asks which", async () => {
    const answer = await house.fail(
      "cw_update_ticket",
      { ticket_id: 10_001, close: true },
      "invalid_arguments",
    );
    expect(answer.text).toMatch(/Closed \(105\), Closed - No Time \(106\)/);
    await house.call("cw_update_ticket", { ticket_id: 10_001, close: true, status: "Closed" });
    expect(await house.one("/service/tickets/10001")).toMatchObject({
      closedFlag: true,
      closedBy: "rvale",
    });
  });

  it("looks a status up on the ticket's own board", async () => {
    const answer = await house.fail(
      "cw_update_ticket",
      { ticket_id: 10_001, status: "Done" },
      "invalid_arguments",
    );
    expect(answer.text).toMatch(/no status called "Done"/);
    expect(house.sandbox.writes()).toEqual([]);
    await house.fail("cw_update_ticket", { ticket_id: 10_001 }, "invalid_arguments");
  });

  it("changes one custom field and keeps the others", async () => {
    const before = (await house.one("/service/tickets/10001"))["customFields"] as RawRecord[];
    const caption = String(
      before.find((field) => typeof field["value"] === "string")?.["caption"] ??
        before[0]?.["caption"],
    );
    await house.call("cw_update_ticket", {
      ticket_id: 10_001,
      custom_fields: { [caption]: "CHG-7" },
    });
    const after = (await house.one("/service/tickets/10001"))["customFields"] as RawRecord[];
    expect(after).toEqual(
      before.map((field) => (field["caption"] === caption ? { ...field, value: "CHG-7" } : field)),
    );
    await house.fail(
      "cw_update_ticket",
      { ticket_id: 10_001, custom_fields: { Spaceship: "x" } },
      "invalid_arguments",
    );
  });

  it("creates one for a company by name, with custom fields, a site and an agreement", async () => {
    const given = { company: "orchard dental group", board: "Help Desk", summary: "Needs a mouse" };
    const { item } = await house.call("cw_create_ticket", {
      ...given,
      custom_fields: { "change number": "CHG-77" },
      site_id: 1066,
      agreement_id: 422,
    });
    expect(await house.one(`/service/tickets/${String(item["id"])}`)).toMatchObject({
      company: { id: 42 },
      site: { id: 1066 },
      agreement: { id: 422 },
      customFields: [{ caption: "Change Number", value: "CHG-77" }],
    });
    expect(house.sandbox.writes()).toHaveLength(1);
    const part = await house.fail(
      "cw_create_ticket",
      { ...given, company: "orchard dental" },
      "invalid_arguments",
    );
    expect(part.text).toMatch(/no company called "orchard dental".*Dental Group.*Laboratory/s);
    await house.fail("cw_create_ticket", { ...given, company_id: 42 }, "invalid_arguments");
    const { company: _company, ...nobody } = given;
    await house.fail("cw_create_ticket", nobody, "invalid_arguments");
    const field = { ...given, custom_fields: { Spaceship: "x" } };
    expect((await house.fail("cw_create_ticket", field, "invalid_arguments")).text).toMatch(
      /no custom field "Spaceship".*Change Number/s,
    );
    expect(house.sandbox.writes()).toHaveLength(1);
  });

  it("creates one with names, copies a classification, and mails nobody", async () => {
    const { item } = await house.call("cw_create_ticket", {
      company_id: 42,
      board: "Help Desk",
      summary: "Scanner is slow",
      priority: "priority 2 - high",
      owner_identifier: "rvale",
      copy_classification_from: 10_001,
    });
    const made = await house.one(`/service/tickets/${String(item["id"])}`);
    expect(made).toMatchObject({
      priority: { id: 7 },
      type: { id: 121 },
      owner: { identifier: "rvale" },
    });
    expect(house.sandbox.mails()).toEqual([]);
    const reasons = await house.fail(
      "cw_create_ticket",
      { company_id: 999_999, board: "1", summary: "x", contact_id: 999_999 },
      "invalid_arguments",
    );
    expect(reasons.text).toMatch(/company/i);
    expect(reasons.text).toMatch(/contact/i);
  });

  it("does not send a change twice when the answer is lost", async () => {
    house.sandbox.fault({ kind: "reset", commit: true, match: { method: "POST" } });
    await house.fail(
      "cw_create_ticket",
      { company_id: 42, board: "1", summary: "Only once" },
      "outcome_unknown",
    );
    house.sandbox.clearFaults();
    expect(await everyTicket("service", 'summary="Only once"')).toHaveLength(1);
  });
});

describe("notes", () => {
  const last = async (): Promise<RawRecord | undefined> =>
    (await house.list("/service/tickets/10001/notes?orderBy=id desc&pageSize=1"))[0];

  it("are seen by the customer unless internal, and mail nobody unless asked", async () => {
    const open = await house.call("cw_add_ticket_note", {
      ticket_id: 10_001,
      note: "Done by noon.",
    });
    expect(open.text).toMatch(/Seen by the customer/);
    expect(await last()).toMatchObject({
      detailDescriptionFlag: true,
      internalAnalysisFlag: false,
    });
    await house.call("cw_add_ticket_note", {
      ticket_id: 10_001,
      note: "They are angry.",
      internal: true,
    });
    expect(await last()).toMatchObject({
      detailDescriptionFlag: false,
      internalAnalysisFlag: true,
    });
    expect(house.sandbox.mails()).toEqual([]);
    await house.call("cw_add_ticket_note", {
      ticket_id: 10_001,
      note: "See you.",
      email_contact: true,
    });
    expect(house.sandbox.mails().length).toBeGreaterThan(0);
    await house.fail(
      "cw_add_ticket_note",
      { ticket_id: 10_001, note: "x", internal: true, email_contact: true },
      "invalid_arguments",
    );
  });

  it("mail staff alone only when they are internal, since the API has one switch for all", async () => {
    const given = { ticket_id: 10_001, note: "Please look.", email_resource: true };
    const refused = await house.fail("cw_add_ticket_note", given, "invalid_arguments");
    expect(refused.text).toMatch(/contact as well/);
    expect(house.sandbox.writes()).toEqual([]);
    const { item } = await house.call("cw_add_ticket_note", { ...given, internal: true });
    expect(item).toMatchObject({ seen_by: "staff only", mailed_to: "staff" });
    const [sent] = house.sandbox.mails();
    expect(sent?.to.length).toBeGreaterThan(0);
    const { contactEmailAddress } = await house.one("/service/tickets/10001");
    expect(sent?.to).not.toContain(contactEmailAddress);
  });

  it("land on project tickets as well", async () => {
    await house.call("cw_add_ticket_note", { ticket_id: 12_101, note: "Racked.", internal: true });
    const [note] = await house.list("/project/tickets/12101/notes?orderBy=id desc&pageSize=1");
    expect(note).toMatchObject({ text: "Racked.", internalAnalysisFlag: true });
  });
});

describe("bundling", () => {
  it("refuses what cannot be a child and says why", async () => {
    const given = { parent_ticket_id: 10_001, child_ticket_ids: [10_101, 10_001, 999_999] };
    const { item } = await house.confirmed("cw_bundle_tickets", given);
    expect(item).toMatchObject({ verified: [10_101], refused: [10_001, 999_999] });
    expect(await house.one("/service/tickets/10101")).toMatchObject({ parentTicketId: 10_001 });
    const again = await house.call("cw_bundle_tickets", { ...given, child_ticket_ids: [10_101] });
    const refusal = await house.fail(
      "cw_bundle_tickets",
      { ...given, child_ticket_ids: [10_101], confirm: again.structured["confirm"] },
      "invalid_arguments",
    );
    expect(refusal.text).toMatch(/child of ticket 10001/);
  });
});
