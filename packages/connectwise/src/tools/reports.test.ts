import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openHouse, type House, type RawRecord } from "../../test/house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse({ member: "manager" });
});
beforeEach(() => house.sandbox.reset());
afterAll(async () => house.close());

const tickets = async (conditions: string): Promise<readonly RawRecord[]> =>
  house.list(`/service/tickets?pageSize=1000&conditions=${encodeURIComponent(conditions)}`);
const dayBefore = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

describe("a board at a glance", () => {
  it("counts what is open on it", async () => {
    const open = await tickets("board/id=3 and closedFlag=false");
    const { item, text } = await house.call("cw_board_overview", { board: "network operations" });
    expect(item).toMatchObject({
      board: "Network Operations",
      open: open.length,
      unassigned: open.filter((one) => one["owner"] === undefined && one["resources"] === undefined)
        .length,
      overdue: open.filter((one) => String(one["requiredDate"] ?? "9") < new Date().toISOString())
        .length,
      out_of_sla: open.filter((one) => one["isInSla"] === false).length,
    });
    const named = open.filter(
      (one) => (one["status"] as { name: string }).name === "Closed",
    ).length;
    expect(named).toBeGreaterThan(0);
    expect(item["by_status"]).toContain(`Closed: ${named}`);
    const [first] = item["oldest"] as { date_entered: string }[];
    const entered = open.map((one) => (one["_info"] as { dateEntered: string }).dateEntered);
    expect(first?.date_entered).toBe(entered.toSorted()[0]);
    expect(text).toMatch(/^by priority: /m);
    await house.fail("cw_board_overview", { board: "help" }, "invalid_arguments");
  });
});

describe("an SLA report", () => {
  it("tells what kept it and what did not, of the days asked for", async () => {
    const [from, to] = [dayBefore(20), dayBefore(5)];
    const period = `_info/dateEntered>=[${from}T00:00:00Z] and _info/dateEntered<[${dayBefore(4)}T00:00:00Z]`;
    const all = await tickets(`${period} and board/id=1`);
    const missed = all.filter((one) => one["isInSla"] === false);
    expect(missed.length).toBeGreaterThan(0);
    const { item } = await house.call("cw_sla_report", {
      date_from: from,
      date_to: to,
      board: "1",
    });
    expect(item).toMatchObject({
      tickets: all.length,
      missed: missed.length,
      in_sla: all.length - missed.length,
      percent_in_sla: Math.round(((all.length - missed.length) / all.length) * 1000) / 10,
    });
    const shown = item["tickets_out_of_sla"] as { id: number }[];
    expect(new Set(shown.map(({ id }) => id))).toEqual(
      new Set(
        missed
          .toSorted((left, right) => right.id - left.id)
          .slice(0, 50)
          .map(({ id }) => id),
      ),
    );
  });

  it("refuses a period that runs backwards or is too long", async () => {
    for (const [from, to] of [
      ["2026-02-01", "2026-01-01"],
      ["2026-01-01", "2026-12-31"],
    ]) {
      await house.fail("cw_sla_report", { date_from: from, date_to: to }, "invalid_arguments");
    }
  });
});

describe("the utilization of members", () => {
  it("sets logged hours against those of the calendar", async () => {
    const day = dayBefore(0);
    // A Monday to Sunday without a holiday that has passed.
    const monday = new Date();
    monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7) - 7);
    const from = monday.toISOString().slice(0, 10);
    const to = new Date(monday.getTime() + 6 * 86_400_000).toISOString().slice(0, 10);
    const { items } = await house.call("cw_member_utilization", {
      members: ["rvale", "mhollis"],
      date_from: from,
      date_to: to,
    });
    const vale = items.find((row) => row["member"] === "rvale");
    const { items: days } = {
      items: (
        await house.call("cw_time_summary", { member: "rvale", date_from: from, date_to: to })
      ).item["days"] as { hours: number; expected_hours: number }[],
    };
    const sum = (key: "hours" | "expected_hours"): number =>
      Math.round(days.reduce((total, one) => total + one[key], 0) * 100) / 100;
    expect(vale).toMatchObject({ hours: sum("hours"), expected_hours: sum("expected_hours") });
    expect(sum("expected_hours")).toBeGreaterThan(0);
    expect(day > from).toBe(true);
    const entries = await house.list(
      `/time/entries?pageSize=1000&conditions=${encodeURIComponent(`member/identifier="rvale" and timeStart>=[${from}T00:00:00Z] and timeStart<[${dayBefore(-1)}T00:00:00Z]`)}`,
    );
    expect(Number(vale?.["entries"])).toBeLessThanOrEqual(entries.length);
    await house.fail(
      "cw_member_utilization",
      { members: ["rvale", "nobody there"], date_from: from, date_to: to },
      "invalid_arguments",
    );
  });
});
