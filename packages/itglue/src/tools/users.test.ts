import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "../../test/house.ts";
import { dayFromNow } from "../records/days.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => house.close());

describe("users and groups", () => {
  it("lists and reads users", async () => {
    const first = await house.first("/users");
    const { items } = await house.call("itglue_list_users", {
      filter_name: String(first.attributes["name"]).toUpperCase(),
    });
    expect(items.map((item) => item["id"])).toContain(Number(first.id));
    const byRole = await house.call("itglue_list_users", {
      role_name: first.attributes["role-name"],
    });
    expect(byRole.items.every((item) => item["role_name"] === first.attributes["role-name"])).toBe(
      true,
    );
    const { item } = await house.call("itglue_get_user", { user_id: first.id });
    expect(item).toMatchObject({ id: Number(first.id), email: first.attributes["email"] });
    await house.fail("itglue_get_user", { user_id: 999_999_999 }, "not_found");
  });

  it("lists groups", async () => {
    const { structured } = await house.call("itglue_list_groups");
    expect(structured["total_count"]).toBe((await house.raw("/groups")).total);
  });
});

describe("itglue_list_logs", () => {
  it("lists newest first", async () => {
    const { items } = await house.call("itglue_list_logs", { page_size: 20 });
    const times = items.map((item) => String(item["created_at"]));
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it("checks days and pages before asking", async () => {
    await house.fail("itglue_list_logs", { page_number: 6 }, "invalid_arguments");
    await house.fail("itglue_list_logs", { from: dayFromNow(-40) }, "invalid_arguments");
    await house.fail(
      "itglue_list_logs",
      { from: dayFromNow(-1), to: dayFromNow(-3) },
      "invalid_arguments",
    );
    await house.call("itglue_list_logs", { from: dayFromNow(-3), to: dayFromNow(0) });
  });
});

describe("itglue_get_user_metrics", () => {
  it("takes up to seven days and refuses more before asking", async () => {
    await house.call("itglue_get_user_metrics", { from: dayFromNow(-7), to: dayFromNow(0) });
    const answer = await house.fail(
      "itglue_get_user_metrics",
      { from: dayFromNow(-8), to: dayFromNow(0) },
      "invalid_arguments",
    );
    expect(answer.text).toMatch(/7 days/);
    await house.fail("itglue_get_user_metrics", { from: "*" }, "invalid_arguments");
  });

  it("gives the metrics of one day", async () => {
    const first = await house
      .first(`/user_metrics?filter[date]=2020-01-01,*`)
      .catch(() => undefined);
    if (first === undefined) return;
    const { items } = await house.call("itglue_get_user_metrics", {
      from: first.attributes["date"],
      user_id: first.attributes["user-id"],
    });
    expect(items.map((item) => item["id"])).toContain(Number(first.id));
  });
});
