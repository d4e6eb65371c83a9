import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "../../test/house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => house.close());

describe("itglue_list_expirations", () => {
  it("lists soonest first with the days that are left", async () => {
    const { items, structured } = await house.call("itglue_list_expirations", { page_size: 1000 });
    expect(structured["total_count"]).toBe((await house.raw("/expirations")).total);
    const dates = items.map((item) => String(item["expiration_date"]));
    expect(dates).toEqual(dates.toSorted());
    expect(items[0]?.["days_left"]).toBeTypeOf("number");
  });

  it("looks ahead or back, not both", async () => {
    const ahead = await house.call("itglue_list_expirations", {
      within_days: 3650,
      page_size: 1000,
    });
    expect(ahead.items.every((item) => Number(item["days_left"]) >= 0)).toBe(true);
    const back = await house.call("itglue_list_expirations", { expired: true, page_size: 1000 });
    expect(back.items.every((item) => Number(item["days_left"]) < 0)).toBe(true);
    await house.fail(
      "itglue_list_expirations",
      { within_days: 5, expired: true },
      "invalid_arguments",
    );
  });
});

describe("itglue_list_domains", () => {
  it("lists those of an organization, and filters dates that the API cannot", async () => {
    const first = await house.first("/domains");
    const organization_id = first.attributes["organization-id"];
    const { items } = await house.call("itglue_list_domains", { organization_id });
    expect(items.map((item) => item["id"])).toContain(Number(first.id));
    const soon = await house.call("itglue_list_domains", { within_days: 400 });
    expect(soon.structured).toMatchObject({ scan_limit_reached: false });
    const days = soon.items.map((item) => Number(item["days_left"]));
    expect(days.every((left) => left >= 0 && left <= 400)).toBe(true);
    expect(days).toEqual(days.toSorted((left, right) => left - right));
  });
});

describe("itglue_list_ssl_certificates", () => {
  it("lists them, or says where else to look", async () => {
    const answer = await house.vendor.call("itglue_list_ssl_certificates");
    if (answer.isError) expect(answer.text).toMatch(/itglue_list_expirations/);
    else expect(Array.isArray(answer.structured?.["items"])).toBe(true);
  });
});
