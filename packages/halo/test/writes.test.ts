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

type Row = Record<string, unknown>;
const writes = (): readonly unknown[] => house.sent("POST").map(({ body }) => body);
const ticket = async (id: number): Promise<Row> => (await house.read(`/Tickets/${id}`)) as Row;

describe("an upsert", () => {
  it("with an id changes the fields that are given, in an array, and shows the difference", async () => {
    const before = await ticket(1001);
    const { structured } = await house.call("halo_tickets_upsert", {
      data: { id: 1001, status_id: "In Progress", agent_id: "Jo Lind" },
    });
    expect(writes()).toEqual([[{ id: 1001, status_id: 2, agent_id: 5 }]]);
    expect(structured["changes"]).toEqual(
      expect.arrayContaining([{ field: "status_id", from: before["status_id"], to: 2 }]),
    );
    const after = await ticket(1001);
    expect(after).toMatchObject({ status_id: 2, agent_id: 5, summary: before["summary"] });
  });

  it("without an id creates, and says so", async () => {
    const { text, item } = await house.call("halo_tickets_upsert", {
      data: {
        summary: "Printer on fire",
        client_id: "Northwind Dental",
        tickettype_id: "Incident",
      },
    });
    expect(text).toContain("Created ticket");
    expect(item["id"]).toBeGreaterThan(1200);
    expect(await ticket(Number(item["id"]))).toMatchObject({ client_id: 18, tickettype_id: 1 });
  });

  it("meant to change is refused without an id, and one meant to create with an id", async () => {
    const data = { summary: "x" };
    const { text } = await house.fail(
      "halo_tickets_upsert",
      { data, mode: "update" },
      "invalid_arguments",
    );
    expect(text).toContain("has no id");
    await house.fail(
      "halo_tickets_upsert",
      { data: { id: 1001, ...data }, mode: "create" },
      "invalid_arguments",
    );
    expect(house.sent()).toEqual([]);
  });

  it("of a record that is not there ends before anything is written", async () => {
    const data = { id: 999_999, summary: "x" };
    await house.fail("halo_tickets_upsert", { data }, "not_found");
    expect(writes()).toEqual([]);
  });

  it("is refused when the record has changed since", async () => {
    const { last_update: seen } = await ticket(1001);
    await house.call("halo_tickets_upsert", {
      data: { id: 1001, summary: "First" },
      last_update: seen,
    });
    const { text } = await house.fail(
      "halo_tickets_upsert",
      { data: { id: 1001, summary: "Second" }, last_update: "2020-01-01T00:00:00Z" },
      "conflict",
    );
    expect(text).toContain("Nothing was written");
    expect((await ticket(1001))["summary"]).toBe("First");
  });

  it("puts custom fields where Halo wants them", async () => {
    const { structured } = await house.call("halo_tickets_upsert", {
      data: { id: 1001, CFAssetTag: "LK-7" },
    });
    expect(writes()).toEqual([
      [{ id: 1001, customfields: [{ name: "CFAssetTag", value: "LK-7" }] }],
    ]);
    expect(JSON.stringify(structured["changes"])).toContain("LK-7");
    const { item } = await house.call("halo_tickets_get", { id: 1001 });
    expect(item["custom_fields"]).toMatchObject({ CFAssetTag: "LK-7" });
  });

  it("in a dry run sends nothing and shows request and difference", async () => {
    const given = { data: { id: 1001, summary: "New words" }, dry_run: true };
    const { text, structured } = await house.call("halo_tickets_upsert", given);
    expect(writes()).toEqual([]);
    expect(text).toContain("POST /Tickets");
    expect(text).toContain("New words");
    expect(structured).toMatchObject({
      requests: [{ changes: [{ field: "summary", to: "New words" }] }],
    });
  });

  it("takes several records at once, and tells the changed from the new", async () => {
    const data = [
      { id: 1001, summary: "One" },
      { summary: "Two", client_id: 18, tickettype_id: 1 },
    ];
    const { text, items } = await house.call("halo_tickets_upsert", { data });
    expect(writes()).toHaveLength(1);
    expect(items).toHaveLength(2);
    expect(text).toContain("Changed 1, Created 1 of tickets.");
  });

  it("takes 512,000 characters and no more", async () => {
    const room = (length: number): Row => ({ text: "t".repeat(10), note: "x".repeat(length) });
    const fits = await house.vendor.call("halo_tags_upsert", {
      data: room(511_900),
      dry_run: true,
    });
    expect(fits.isError, fits.text).toBe(false);
    const { text } = await house.fail("halo_tags_upsert", { data: room(512_000) }, "too_large");
    expect(text).toContain("512000");
    expect(writes()).toEqual([]);
  });

  it("does not write a hidden secret back", async () => {
    const data = { id: 1, portal_password: "[hidden]" };
    await house.fail("halo_suppliers_upsert", { data }, "invalid_arguments");
    expect(house.sent()).toEqual([]);
  });

  it("of a report stores and runs no SQL, unless that is permitted and guarded", async () => {
    const data = { id: 1, sql: "SELECT * FROM FAULTS" };
    await house.fail("halo_reports_upsert", { data }, "forbidden");
    for (const key of ["SQL", "_testonly", "_loadreportonly"])
      await house.fail("halo_reports_upsert", { data: [{ name: "x", [key]: "1" }] }, "forbidden");
    expect(house.sent()).toEqual([]);
    const settings = { HALO_ALLOW_SQL: "true" };
    const editor = await openHouse({ settings, role: "editor" });
    await editor.fail("halo_reports_upsert", { data }, "forbidden");
    const admin = await openHouse({ settings });
    const drop = { id: 1, sql: "DROP TABLE FAULTS" };
    await admin.fail("halo_reports_upsert", { data: drop }, "invalid_arguments");
    expect(admin.sent("POST")).toEqual([]);
    await Promise.all([editor.close(), admin.close()]);
  });

  it("of a user's or agent's sign-in is for administrators", async () => {
    const editor = await openHouse({ role: "editor" });
    for (const data of [
      { id: 172, _revoke_authenticatorapp: true },
      { id: 172, password: "x" },
    ]) {
      await editor.fail("halo_users_upsert", { data }, "forbidden");
      await editor.fail("halo_agents_upsert", { data: [data] }, "forbidden");
    }
    expect(editor.sent()).toEqual([]);
    await editor.call("halo_users_upsert", { data: { id: 172, phonenumber: "01632 960001" } });
    await editor.close();
  });

  it("hands on what Halo says against it", async () => {
    const { text } = await house.fail(
      "halo_users_upsert",
      { data: { name: "Nobody" } },
      "invalid_arguments",
    );
    expect(text).toMatch(/must be/);
  });

  it("is not sent twice when it is called twice, or when its answer is lost", async () => {
    const data = { summary: "Only once", client_id: 18, tickettype_id: 1 };
    await house.call("halo_tickets_upsert", { data });
    const again = await house.call("halo_tickets_upsert", { data });
    expect(again.text).toContain("Not sent again");
    expect(writes()).toHaveLength(1);
    house.sandbox.fault({
      kind: "status",
      status: 500,
      method: "POST",
      path: "/api/Tickets",
    } as never);
    const lost = { summary: "Lost", client_id: 18, tickettype_id: 1 };
    await house.fail("halo_tickets_upsert", { data: lost }, "outcome_unknown");
    house.sandbox.clearFaults();
    expect(writes()).toHaveLength(2);
  });
});

describe("a delete", () => {
  it("asks first with what would go, deletes, and says how to bring it back", async () => {
    const { text } = await house.confirmed("halo_tickets_delete", {
      id: 1002,
      reason: "Duplicate",
    });
    expect(text).toContain("_recover");
    const request = house.sent("DELETE").at(-1);
    expect(request).toMatchObject({ method: "DELETE", query: { reason: "Duplicate" } });
    await house.fail("halo_tickets_get", { id: 1002 }, "not_found");
    await house.call("halo_tickets_upsert", {
      data: { id: 1002, _recover: true, _validate_updates: true },
    });
    await house.call("halo_tickets_get", { id: 1002 });
  });

  it("of an action needs its ticket", async () => {
    await house.fail("halo_actions_delete", { id: 1 }, "invalid_arguments");
    await house.confirmed("halo_actions_delete", { id: 2, ticket_id: 1001 });
    expect(house.sent("DELETE").at(-1)).toMatchObject({ query: { ticket_id: "1001" } });
  });

  it("can be switched off by the operator", async () => {
    const other = await openHouse({ settings: { HALO_ALLOW_DELETE: "false" } });
    const asked = await other.call("halo_tags_delete", { id: 1 });
    const given = { id: 1, confirm: asked.structured["confirm"] };
    await other.fail("halo_tags_delete", given, "unsupported");
    await other.close();
  });
});
