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

const TICKET = 1001;
const ticket = async (id = TICKET): Promise<Row> => (await house.read(`/Tickets/${id}`)) as Row;
const actions = async (id = TICKET): Promise<readonly Row[]> => {
  const answer = (await house.read(`/Actions?ticket_id=${id}`)) as { actions: Row[] };
  return answer.actions.toSorted((left, right) => Number(left["id"]) - Number(right["id"]));
};
const last = async (id = TICKET): Promise<Row> => (await actions(id)).at(-1) ?? {};
const writes = (): readonly unknown[] => house.sent("POST").map(({ body }) => body);
describe("words on a ticket", () => {
  it("are internal unless they are meant to be seen, and are never mailed by themselves", async () => {
    const { text } = await house.call("halo_tickets_add_note", {
      ticket_id: TICKET,
      note: "Rebooted the **gateway**",
    });
    expect(text).toContain("hidden from the customer");
    expect(await last()).toMatchObject({ outcome: "Private Note", hiddenfromuser: true });
    expect(String((await last())["note"])).toContain("Rebooted the");
    const seen = await house.call("halo_tickets_add_note", {
      ticket_id: TICKET,
      note: "All is well",
      visible: true,
    });
    expect(seen.text).toContain("can be seen by the customer");
    expect(await last()).toMatchObject({ outcome: "Public Note", hiddenfromuser: false });
    expect(house.sandbox.mails()).toEqual([]);
  });

  it("reach the customer without a mail, and by mail only after a confirmation", async () => {
    const given = { ticket_id: TICKET, body: "We are on it." };
    const quiet = await house.call("halo_tickets_reply", given);
    expect(quiet.text).toContain("can be seen by the customer");
    expect(await last()).toMatchObject({ hiddenfromuser: false, sendemail: false });
    expect(house.sandbox.mails()).toEqual([]);

    const loud = { ...given, body: "Please try again.", send_email: true, cc: "boss@x.example" };
    const asked = await house.call("halo_tickets_reply", loud);
    expect(asked.text).toContain("Please try again.");
    expect(house.sandbox.mails()).toEqual([]);
    await house.call("halo_tickets_reply", { ...loud, confirm: asked.structured["confirm"] });
    const { user_email: address } = await ticket();
    expect(house.sandbox.mails()).toMatchObject([{ to: [address], cc: ["boss@x.example"] }]);
    expect(await last()).toMatchObject({ outcome: "Email User", sendemail: true });
  });

  it("do not use a button that does more, and use the one that is named", async () => {
    const before = await ticket();
    await house.call("halo_tickets_add_note", {
      ticket_id: TICKET,
      note: "By the button",
      outcome: "start work",
    });
    expect(await last()).toMatchObject({ outcome: "Start Work" });
    expect((await ticket())["status_id"]).toBe(2);
    expect(before["status_id"]).not.toBe(2);
    const { text } = await house.fail(
      "halo_tickets_add_note",
      { ticket_id: TICKET, note: "x", outcome: "Implement" },
      "invalid_arguments",
    );
    expect(text).toContain("Private Note (7)");
  });

  it("are written once however often the call is repeated", async () => {
    const before = (await actions()).length;
    const given = { ticket_id: TICKET, note: "Only once" };
    await house.call("halo_tickets_add_note", given);
    const again = await house.call("halo_tickets_add_note", given);
    expect(again.text).toContain("Not sent again");
    expect((await actions()).length).toBe(before + 1);
  });

  it("are not repeated when the answer is lost, and the call says so", async () => {
    const before = (await actions()).length;
    house.sandbox.fault({
      kind: "reset",
      match: { method: "POST", path: "/api/Actions" },
      times: 1,
      commit: true,
    });
    await house.fail(
      "halo_tickets_add_note",
      { ticket_id: TICKET, note: "Lost on the way" },
      "outcome_unknown",
    );
    expect((await actions()).length).toBe(before + 1);
    expect(writes()).toHaveLength(1);
  });
});

describe("time", () => {
  it("is booked in hours whatever unit it is given in, and adds up", async () => {
    const before = Number((await ticket())["timetaken"]);
    const { text } = await house.call("halo_tickets_log_time", {
      ticket_id: TICKET,
      minutes: 90,
      note: "Changed the switch",
      billable: true,
    });
    expect(text).toContain("1.5 h (90 min)");
    expect(await last()).toMatchObject({
      outcome: "Log Time",
      timetaken: 1.5,
      hiddenfromuser: true,
      actisbillable: true,
    });
    expect((await ticket())["timetaken"]).toBeCloseTo(before + 1.5);
  });

  it("needs exactly one unit", async () => {
    const given = { ticket_id: TICKET, note: "x" };
    await house.fail("halo_tickets_log_time", given, "invalid_arguments");
    await house.fail(
      "halo_tickets_log_time",
      { ...given, hours: 1, minutes: 60 },
      "invalid_arguments",
    );
    expect(house.sent("POST")).toEqual([]);
  });
});

describe("the state of a ticket", () => {
  it("changes by names or ids, and the difference is told", async () => {
    const { structured } = await house.call("halo_tickets_assign", {
      ticket_id: TICKET,
      agent: "jo lind",
      team: 2,
    });
    expect(await ticket()).toMatchObject({ agent_id: 5, team: "2nd Line" });
    expect(structured["changes"]).toEqual(
      expect.arrayContaining([expect.objectContaining({ field: "team", to: "2nd Line" })]),
    );
    await house.call("halo_tickets_assign", { ticket_id: TICKET, agent: "me" });
    expect((await ticket())["agent_id"]).toBe(2);
    await house.call("halo_tickets_assign", { ticket_id: TICKET, agent: "unassigned" });
    expect((await ticket())["agent_id"]).toBe(1);
    await house.call("halo_tickets_set_status", { ticket_id: TICKET, status: "with supplier" });
    expect((await ticket())["status_id"]).toBe(4);
    await house.call("halo_tickets_set_priority", { ticket_id: TICKET, priority: "critical" });
    expect((await ticket())["priority_id"]).toBe(1);
  });

  it("takes a note along with a status, by the button made for it where there is one", async () => {
    await house.call("halo_tickets_set_status", {
      ticket_id: TICKET,
      status: "Resolved",
      note: "New cable",
    });
    expect(await last()).toMatchObject({ outcome: "Resolve", hiddenfromuser: true });
    expect((await ticket())["status_id"]).toBe(8);
    expect(house.sandbox.mails()).toEqual([]);
    await house.call("halo_tickets_set_status", {
      ticket_id: TICKET,
      status: "On Hold",
      note: "They are away",
    });
    expect(await last()).toMatchObject({ outcome: "Private Note", new_status: 6 });
    expect((await ticket())["status_id"]).toBe(6);
  });

  it("is not changed after the ticket changed, in a dry run, or for a name that nothing has", async () => {
    const { last_update: seen } = await ticket();
    await house.call("halo_tickets_set_priority", {
      ticket_id: TICKET,
      priority: "High",
      last_update: seen,
    });
    const sent = writes().length;
    await house.fail(
      "halo_tickets_assign",
      { ticket_id: TICKET, agent: "Jo Lind", last_update: seen },
      "conflict",
    );
    await house.fail(
      "halo_tickets_add_note",
      { ticket_id: TICKET, note: "x", last_update: seen },
      "conflict",
    );
    const plan = await house.call("halo_tickets_set_status", {
      ticket_id: TICKET,
      status: "In Progress",
      dry_run: true,
    });
    expect(plan.text).toContain('"In Progress"');
    const { text } = await house.fail(
      "halo_tickets_set_status",
      { ticket_id: TICKET, status: "Progress" },
      "invalid_arguments",
    );
    expect(text).toContain("In Progress (2)");
    expect(writes()).toHaveLength(sent);
  });

  it("ends and begins again with a note, and not twice", async () => {
    await house.call("halo_tickets_close", { ticket_id: TICKET, note: "New cable" });
    expect(await ticket()).toMatchObject({ status_id: 9 });
    expect(await last()).toMatchObject({ outcome: "Close", hiddenfromuser: true });
    expect(house.sandbox.mails()).toEqual([]);
    await house.fail("halo_tickets_close", { ticket_id: TICKET, note: "y" }, "conflict");
    await house.call("halo_tickets_reopen", { ticket_id: TICKET, note: "It is back" });
    expect(await ticket()).toMatchObject({ status_id: 2 });
    expect(await last()).toMatchObject({
      outcome: "Re-Open",
      note: expect.stringContaining("back"),
    });
    await house.fail("halo_tickets_reopen", { ticket_id: TICKET }, "conflict");
  });

  it("refuses to close with what does not close", async () => {
    const given = { ticket_id: TICKET, note: "x" };
    await house.fail("halo_tickets_close", { ...given, status: "On Hold" }, "invalid_arguments");
    await house.fail("halo_tickets_close", { ...given, outcome: "Resolve" }, "invalid_arguments");
    expect(house.sent("POST")).toEqual([]);
  });

  it("comes back after a deletion", async () => {
    await house.confirmed("halo_tickets_delete", { id: TICKET, reason: "by mistake" });
    await expect(ticket()).rejects.toThrow("404");
    await house.call("halo_tickets_restore", { ticket_id: TICKET });
    expect((await ticket())["id"]).toBe(TICKET);
    const sent = writes().length;
    const { text } = await house.call("halo_tickets_restore", { ticket_id: 1002 });
    expect(text).toContain("not deleted");
    expect(writes()).toHaveLength(sent);
  });

  it("hangs below another ticket, never below itself", async () => {
    await house.call("halo_tickets_link", { ticket_id: 1002, parent_id: TICKET });
    expect((await ticket(1002))["parent_id"]).toBe(TICKET);
    await house.fail("halo_tickets_link", { ticket_id: 3, parent_id: 3 }, "invalid_arguments");
  });
});

describe("action buttons", () => {
  it("are those of the ticket's workflow step, and only these can be pressed", async () => {
    const { item } = await house.call("halo_tickets_create_guided", {
      summary: "New firewall",
      client: "Northwind Dental",
      type: "Change Request",
      category: "Network>VPN",
      fields: { CFRollbackPlan: "Put it back" },
    });
    const id = Number(item["id"]);
    const sent = writes().length;
    const { items } = await house.call("halo_tickets_available_actions", { ticket_id: id });
    const buttons = items.map((row) => row["button"]);
    expect(buttons).toContain("Private Note");
    expect(buttons).not.toContain("Implement");
    await house.fail(
      "halo_tickets_execute_action",
      { ticket_id: id, outcome: "Implement" },
      "invalid_arguments",
    );
    expect(writes()).toHaveLength(sent);
  });

  it("say what they do, and do it, but mail only when told to", async () => {
    const { items } = await house.call("halo_outcomes_list", { ticket_id: TICKET });
    expect(items.find((row) => row["button"] === "Resolve")).toMatchObject({
      sets_status: "Resolved",
      mails: true,
      needs: "note",
    });
    await house.fail(
      "halo_tickets_execute_action",
      { ticket_id: TICKET, outcome: "Resolve" },
      "invalid_arguments",
    );
    const given = { ticket_id: TICKET, outcome: "Resolve", note: "Replaced" };
    await house.call("halo_tickets_execute_action", given);
    expect((await ticket())["status_id"]).toBe(8);
    expect(house.sandbox.mails()).toEqual([]);
    await house.confirmed("halo_tickets_execute_action", {
      ...given,
      note: "Replaced again",
      send_email: true,
    });
    expect(house.sandbox.mails()).toHaveLength(1);
  });

  it("take an agent by name and further fields, but none that the tool sets itself", async () => {
    await house.call("halo_tickets_execute_action", {
      ticket_id: TICKET,
      outcome: 11,
      agent: "Jo Lind",
      fields: { new_category1: "Network>VPN" },
    });
    expect(await ticket()).toMatchObject({ agent_id: 5, category_1: "Network>VPN" });
    await house.fail(
      "halo_tickets_execute_action",
      { ticket_id: TICKET, outcome: "Start Work", fields: { sendemail: true } },
      "invalid_arguments",
    );
  });
});

describe("a new ticket", () => {
  const given = { summary: "No sound", client: "Northwind Dental", user: "Ana Ruiz" };

  it("is made by names, with custom fields, and mails nobody unless asked", async () => {
    const { item, text } = await house.call("halo_tickets_create_guided", {
      ...given,
      details: "Since **Monday**",
      type: "Incident",
      priority: "High",
      category: "Network>VPN",
      team: "2nd line",
      agent: "Jo Lind",
      fields: { CFBuilding: "Gold", impact: 2 },
    });
    expect(text).toContain("mail nothing");
    expect(await ticket(Number(item["id"]))).toMatchObject({
      client_id: 18,
      user_id: 172,
      tickettype_id: 1,
      priority_id: 2,
      category_1: "Network>VPN",
      team: "2nd Line",
      agent_id: 5,
      impact: 2,
      customfields: expect.arrayContaining([
        expect.objectContaining({ name: "CFBuilding", value: "Gold" }),
      ]),
    });
    expect(house.sandbox.mails()).toEqual([]);
    await house.call("halo_tickets_create_guided", { ...given, notify: true });
    expect(house.sandbox.mails()).toMatchObject([{ why: "acknowledgement" }]);
  });

  it("is told all that its type needs before anything is sent", async () => {
    const change = { ...given, type: "Change Request" };
    const { text } = await house.fail("halo_tickets_create_guided", change, "invalid_arguments");
    expect(text).toContain("category");
    expect(text).toContain("fields.CFRollbackPlan");
    expect(house.sent("POST")).toEqual([]);
    const { item } = await house.call("halo_tickets_create_guided", {
      ...change,
      category: "Network>VPN",
      fields: { CFRollbackPlan: "Put it back" },
    });
    expect((await ticket(Number(item["id"])))["tickettype_id"]).toBe(3);
  });

  it("is not made for a person whom the client does not have", async () => {
    const { text } = await house.fail(
      "halo_tickets_create_guided",
      { ...given, user: "Ana" },
      "invalid_arguments",
    );
    expect(text).toContain("Ana Ruiz (172)");
    expect(house.sent("POST")).toEqual([]);
  });
});

describe("work lists", () => {
  it("show the tickets of the acting agent", async () => {
    const jo = await openHouse({ application: "technician", settings: { MCP_RATE_LIMIT: "9999" } });
    const { items, structured } = await jo.call("halo_tickets_mine", {});
    const all = (await jo.read(
      "/Tickets?open_only=true&agent_id=5&pageinate=true&page_no=1&page_size=100",
    )) as { record_count: number };
    expect(structured["total_count"]).toBe(all.record_count);
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map((row) => row["agent"]))).toEqual(new Set(["Jo Lind"]));
    await jo.close();
  });

  it("show what is late, the latest first, and never by a date that was not set", async () => {
    const { items, structured } = await house.call("halo_tickets_overdue", {
      team: "1st Line",
      max_items: 100,
    });
    const hours = items.map((row) => Number(row["overdue_hours"]));
    expect(hours).toEqual(hours.toSorted((left, right) => right - left));
    expect(Math.max(...hours)).toBeLessThan(24 * 365 * 20);
    const open = (await house.read(
      "/Tickets?open_only=true&team=[1]&pageinate=true&page_no=1&page_size=100",
    )) as { tickets: Row[] };
    const late = open.tickets.filter((row) => {
      const due = (key: string): boolean => {
        const at = Date.parse(String(row[key]));
        return at > Date.parse("1901-01-01") && at < Date.now();
      };
      const answered = Date.parse(String(row["responsedate"])) > Date.parse("1901-01-01");
      return due("fixbydate") || (!answered && due("respondbydate"));
    });
    expect(structured["total_count"]).toBe(late.length);
    const ids = (found: readonly Row[]): ReadonlySet<unknown> =>
      new Set(found.map((row) => row["id"]));
    expect(ids(items)).toEqual(ids(late));
  });

  it("count, and say over how many", async () => {
    const { items, structured } = await house.call("halo_tickets_summary", {
      group_by: "team",
      state: "all",
    });
    const all = (await house.read("/Tickets?pageinate=true&page_no=1&page_size=1")) as {
      record_count: number;
    };
    const sum = items.reduce((total, row) => total + Number(row["count"]), 0);
    expect(sum).toBe(all.record_count);
    expect(structured).toMatchObject({ counted: all.record_count, truncated: false });
  });

  it("tell a history oldest first, as text, without the system's entries", async () => {
    await house.call("halo_tickets_add_note", { ticket_id: TICKET, note: "The **newest** word" });
    const { items, text } = await house.call("halo_tickets_timeline", { ticket_id: TICKET });
    const times = items.map((row) => Date.parse(String(row["at"])));
    expect(times).toEqual(times.toSorted((left, right) => left - right));
    expect(text).toContain("The **newest** word");
    expect(items.at(-1)?.["who"]).toBe("API Integration");
    expect(items[0]?.["who"]).toBe((await ticket())["user_name"]);
    expect(text).not.toMatch(/<p>|<br/);
    expect(items.some((row) => String(row["what"]).includes("Updated"))).toBe(false);
    const short = await house.call("halo_tickets_timeline", {
      ticket_id: TICKET,
      kinds: ["private"],
      max_chars: 500,
    });
    expect(short.items.every((row) => row["seen_by"] === "staff")).toBe(true);
    expect(short.text).toContain("newest");
  });
});

describe("many tickets at once", () => {
  it("change after a look at each difference, and each is answered for", async () => {
    const given = { ticket_ids: [1001, 1002], changes: { priority: "Low", agent: "Jo Lind" } };
    const asked = await house.call("halo_tickets_bulk_update", given);
    expect(asked.text).toContain("priority: ");
    expect(house.sent("POST")).toEqual([]);
    const { items, text } = await house.call("halo_tickets_bulk_update", {
      ...given,
      confirm: asked.structured["confirm"],
    });
    expect(text).toContain("Changed 2 of 2");
    expect(items.map((row) => row["result"])).toEqual(["changed", "changed"]);
    expect(await ticket(1001)).toMatchObject({ priority_id: 4, agent_id: 5 });
    expect(await ticket(1002)).toMatchObject({ priority_id: 4, agent_id: 5 });
  });

  it("tells one that failed from those that did not", async () => {
    const given = { ticket_ids: [1001, 1002], changes: { status: "In Progress" } };
    const asked = await house.call("halo_tickets_bulk_update", given);
    house.sandbox.fault({
      kind: "status",
      status: 500,
      match: { method: "POST", path: "/api/Tickets" },
      times: 1,
    });
    const { items, text } = await house.call("halo_tickets_bulk_update", {
      ...given,
      confirm: asked.structured["confirm"],
    });
    expect(items.map((row) => row["result"])).toEqual(["outcome_unknown", "changed"]);
    expect(text).toContain("Changed 1 of 2");
  });

  it("are at most fifty, and all must be there", async () => {
    const ids = [...Array(51).keys()].map((index) => 1001 + index);
    const changes = { status: "New" };
    await house.fail("halo_tickets_bulk_update", { ticket_ids: ids, changes }, "invalid_arguments");
    await house.fail(
      "halo_tickets_bulk_update",
      { ticket_ids: [1001], changes: {} },
      "invalid_arguments",
    );
    await house.fail(
      "halo_tickets_bulk_update",
      { ticket_ids: [1001, 999_999], changes },
      "not_found",
    );
    expect(house.sent("POST")).toEqual([]);
  });
});
