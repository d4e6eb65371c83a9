import { afterEach, describe, expect, it } from "vitest";
import { openHouse, type House, type HouseOptions } from "../../test/house.ts";

let house: House;
afterEach(async () => house.close());
const open = async (options: HouseOptions = {}): Promise<void> => {
  house = await openHouse({ member: "technician", ...options });
};

const day = new Date().toISOString().slice(0, 10);
const entry = { ticket_id: 10_001, notes: "Restarted it." };

describe("logging time", () => {
  it("sends whole seconds of UTC and the two kinds of work apart", async () => {
    await open();
    const { item, text } = await house.call("cw_create_time_entry", {
      ...entry,
      time_start: `${day}T04:00:00.789+00:00`,
      time_end: `${day}T05:30:00Z`,
      hours_deduct: 0.5,
      work_role: "senior engineer",
      work_type: "After Hours",
      billable: false,
    });
    expect(await house.one(`/time/entries/${String(item["id"])}`)).toMatchObject({
      timeStart: `${day}T04:00:00Z`,
      timeEnd: `${day}T05:30:00Z`,
      actualHours: 1,
      hoursDeduct: 0.5,
      workRole: { name: "Senior Engineer" },
      workType: { name: "After Hours" },
      billableOption: "DoNotBill",
      member: { identifier: "rvale" },
    });
    expect(text).toMatch(/not added to the ticket/);
    expect(house.sandbox.mails()).toEqual([]);
  });

  it("sets the break in a second step where a site leaves it out", async () => {
    await open({ sandbox: { profile: "self-hosted" } });
    const { item } = await house.call("cw_create_time_entry", {
      ...entry,
      time_start: `${day}T04:00:00Z`,
      time_end: `${day}T06:00:00Z`,
      hours_deduct: 0.25,
    });
    expect(await house.one(`/time/entries/${String(item["id"])}`)).toMatchObject({
      hoursDeduct: 0.25,
      actualHours: 1.75,
    });
  });

  it("says where the note went", async () => {
    await open();
    const given = { ...entry, time_start: `${day}T04:00:00Z`, hours: 0.5, add_to_detail: true };
    const { text } = await house.call("cw_create_time_entry", given);
    expect(text).toMatch(/discussion \(the customer sees it\)/);
  });

  it("mails only whom it is told to", async () => {
    await open();
    const given = { ...entry, time_start: `${day}T04:00:00Z`, hours: 0.5 };
    const { text } = await house.call("cw_create_time_entry", {
      ...given,
      email_resource: true,
      email_cc: "lead@msp.example",
    });
    expect(text).toMatch(/Mail was asked for: the resources, lead@msp\.example\./);
    const { contactEmailAddress } = await house.one("/service/tickets/10001");
    const [mail] = house.sandbox.mails();
    expect(mail?.to).toContain("lead@msp.example");
    expect(mail?.to).not.toContain(contactEmailAddress);
  });

  it("charges a charge code by name, or an activity, instead of a ticket", async () => {
    await open();
    const given = { notes: "Team meeting.", time_start: `${day}T04:00:00Z`, hours: 0.5 };
    const { item } = await house.call("cw_create_time_entry", {
      ...given,
      charge_code: "internal meeting",
    });
    const [code] = await house.list('/time/chargeCodes?conditions=name="Internal Meeting"');
    expect(await house.one(`/time/entries/${String(item["id"])}`)).toMatchObject({
      chargeToType: "ChargeCode",
      chargeToId: code?.id,
    });
    const { structured } = await house.call("cw_create_time_entry", {
      ...given,
      activity_id: 701,
      dry_run: true,
    });
    expect(structured["requests"]).toMatchObject([
      { body: { chargeToType: "Activity", chargeToId: 701 } },
    ]);
    for (const wrong of [{}, { ticket_id: 10_001, charge_code: "Training" }]) {
      await house.fail("cw_create_time_entry", { ...given, ...wrong }, "invalid_arguments");
    }
    const refusal = await house.fail(
      "cw_create_time_entry",
      { ...given, charge_code: "Golf" },
      "invalid_arguments",
    );
    expect(refusal.text).toMatch(/no charge code called "Golf".*Training/s);
  });

  it("logs for another member only with the right to", async () => {
    await open();
    const given = {
      ...entry,
      time_start: `${day}T04:00:00Z`,
      hours: 0.5,
      member: "rvaleri",
    };
    await house.fail("cw_create_time_entry", given, "forbidden");
    await house.close();
    await open({ member: "manager" });
    const { item } = await house.call("cw_create_time_entry", given);
    expect(await house.one(`/time/entries/${String(item["id"])}`)).toMatchObject({
      member: { identifier: "rvaleri" },
      enteredBy: "gpark",
    });
  });

  it("refuses contradictions before sending", async () => {
    await open();
    const start = `${day}T04:00:00Z`;
    for (const wrong of [
      { time_start: start },
      { time_start: start, time_end: `${day}T05:00:00Z`, hours: 1 },
      { time_start: start, time_end: start },
      { time_start: start, time_end: `${day}T03:00:00Z` },
      { time_start: start, hours: 1, hours_deduct: 0.5 },
      { time_start: start, time_end: `${day}T05:00:00Z`, hours_deduct: 1 },
      { time_start: "tomorrow morning", hours: 1 },
    ]) {
      await house.fail("cw_create_time_entry", { ...entry, ...wrong }, "invalid_arguments");
    }
    const answer = await house.fail(
      "cw_create_time_entry",
      { ...entry, time_start: start, hours: 1, work_role: "Wizard" },
      "invalid_arguments",
    );
    expect(answer.text).toMatch(/Senior Engineer/);
    expect(house.sandbox.writes()).toEqual([]);
  });

  it("charges project tickets as such", async () => {
    await open();
    const { item } = await house.call("cw_create_time_entry", {
      ...entry,
      ticket_id: 12_161,
      time_start: `${day}T04:00:00Z`,
      hours: 1,
    });
    expect(await house.one(`/time/entries/${String(item["id"])}`)).toMatchObject({
      chargeToType: "ProjectTicket",
    });
    const { items } = await house.call("cw_list_ticket_time", { ticket_id: 12_161 });
    expect(items.map((row) => row["id"])).toContain(item["id"]);
  });
});

describe("correcting time", () => {
  it("changes the role as a role and shows the difference", async () => {
    await open();
    const { structured } = await house.call("cw_update_time_entry", {
      entry_id: 200_001,
      work_role: "Consultant",
      billable: true,
    });
    expect(structured["changes"]).toMatchObject([
      { field: "billableOption", from: "DoNotBill", to: "Billable" },
      { field: "workRole", from: "Engineer", to: "Consultant" },
    ]);
    expect(await house.one("/time/entries/200001")).toMatchObject({
      workRole: { name: "Consultant" },
      workType: { name: "Remote Support" },
    });
  });

  it("asks before it deletes, and hands out a copy", async () => {
    await open();
    const made = await house.call("cw_create_time_entry", {
      ...entry,
      time_start: `${day}T04:00:00Z`,
      hours: 1,
    });
    const { item } = await house.confirmed("cw_delete_time_entry", { entry_id: made.item["id"] });
    expect(item).toMatchObject({ notes: "Restarted it.", deleted: true });
    await house.fail(
      "cw_update_time_entry",
      { entry_id: made.item["id"], notes: "x" },
      "not_found",
    );
  });
});

describe("one's own time", () => {
  it("is that of the member whose keys are used, the last day included", async () => {
    await open();
    const all = await house.list(
      '/time/entries?pageSize=1000&conditions=member/identifier="rvale"',
    );
    const last =
      all
        .map((one) => String(one["timeStart"]).slice(0, 10))
        .toSorted()
        .at(-1) ?? "";
    const { items } = await house.call("cw_list_my_time", {
      date_from: last,
      date_to: last,
      page_size: 1000,
    });
    expect(new Set(items.map((row) => row["id"]))).toEqual(
      new Set(all.filter((one) => String(one["timeStart"]).startsWith(last)).map(({ id }) => id)),
    );
    expect(items.length).toBeGreaterThan(0);
  });

  it("sums up by day and ticket, and says what is missing", async () => {
    await open();
    const { item } = await house.call("cw_time_summary", {
      date_from: "2026-01-05",
      date_to: "2026-01-11",
    });
    const days = item["days"] as readonly Record<string, unknown>[];
    expect(days).toHaveLength(7);
    expect(days[5]).toMatchObject({ expected_hours: 0 });
    await house.fail(
      "cw_time_summary",
      { date_from: "2026-02-01", date_to: "2026-01-01" },
      "invalid_arguments",
    );
  });

  it("reports a refusal to submit as one", async () => {
    await open();
    const { items } = await house.call("cw_list_my_timesheets", { page_size: 60 });
    const approved = items.find((sheet) => sheet["status"] === "ApprovedByTierTwo");
    await house.fail(
      "cw_submit_timesheet",
      { timesheet_id: approved?.["id"] },
      "invalid_arguments",
    );
  });
});

describe("days", () => {
  /** The conditions of the last list of a resource. */
  const asked = (resource: string): string =>
    house.sandbox.requests().findLast(({ path }) => path.endsWith(resource))?.query["conditions"] ??
    "";

  it("begin and end by the clocks of the member who asks, also where the clocks change", async () => {
    // Rowan Valeri lives in New York, where Sunday, the 8th of March 2026, has 23 hours.
    await open({ member: "colleague" });
    await house.call("cw_list_my_time", { date_from: "2026-03-08", date_to: "2026-03-08" });
    expect(asked("/time/entries")).toContain(
      "timeStart >= [2026-03-08T05:00:00Z] AND timeStart < [2026-03-09T04:00:00Z]",
    );
    await house.call("cw_my_schedule", { on_or_before: "2026-07-01" });
    expect(asked("/schedule/entries")).toContain("dateStart < [2026-07-02T04:00:00Z]");
    await house.call("cw_search_tickets", { ticket_type: "service", entered_before: "2026-01-31" });
    expect(asked("/service/tickets")).toContain("_info/dateEntered < [2026-02-01T05:00:00Z]");
  });

  it("with a time are taken as they are, and what is none is refused before anything is asked", async () => {
    await open({ member: "colleague" });
    const before = house.sandbox.requests().length;
    for (const wrong of ["2026-02-30", "yesterday-evening", "2026-01-01] OR id>[2026-01-01"]) {
      await house.fail("cw_search_time_entries", { date_from: wrong }, "invalid_arguments");
    }
    expect(house.sandbox.requests()).toHaveLength(before);
    await house.call("cw_search_time_entries", {
      date_from: "2026-03-08T10:00:00+02:00",
      date_to: "2026-03-08T12:00:00Z",
    });
    expect(asked("/time/entries")).toContain(
      "timeStart >= [2026-03-08T08:00:00Z] AND timeStart < [2026-03-08T12:00:00Z]",
    );
    expect(house.sandbox.requests().filter(({ path }) => path.includes("/members"))).toEqual([]);
  });

  it("are those of UTC where a site does not say who asks", async () => {
    await open({ named: false, sandbox: { profile: "self-hosted" } });
    await house.call("cw_search_time_entries", { date_to: "2026-07-01" });
    expect(asked("/time/entries")).toContain("timeStart < [2026-07-02T00:00:00Z]");
  });
});

describe("who is acting", () => {
  it.each(["documented", "cloud-2026"] as const)("is asked of the site (%s)", async (profile) => {
    await open({ named: false, sandbox: { profile } });
    const { structured } = await house.call("cw_my_tickets");
    expect(structured["member"]).toBe("rvale");
  });

  it("is a clear refusal where nothing says it", async () => {
    await open({ named: false, sandbox: { profile: "self-hosted" } });
    const answer = await house.fail("cw_my_tickets", {}, "configuration");
    expect(answer.text).toMatch(/CW_MEMBER_IDENTIFIER/);
  });

  it("is not remembered as unknown after a passing failure", async () => {
    await open({ named: false });
    house.sandbox.fault({ kind: "status", status: 503, match: { path: "/system/myAccount" } });
    await house.fail("cw_my_tickets", {}, "unavailable");
    house.sandbox.clearFaults();
    const { structured } = await house.call("cw_my_tickets");
    expect(structured["member"]).toBe("rvale");
  });

  it("is warned of when the identifier and the keys differ", async () => {
    await open({
      sandbox: { profile: "cloud-2026" },
      settings: { CW_MEMBER_IDENTIFIER: "mhollis" },
    });
    const { text, structured } = await house.call("cw_my_tickets");
    expect(structured["member"]).toBe("mhollis");
    expect(text).toMatch(/keys belong to rvale, not to mhollis/);
  });
});
