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
