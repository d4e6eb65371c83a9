import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "../../test/house.ts";
import { endpoints, readablePaths } from "../reference/endpoints.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse({ sandbox: { profile: "lenient" } });
});
afterAll(async () => house.close());

describe("itglue_find_endpoint", () => {
  it("finds paths with what they take", async () => {
    const { items, text } = await house.call("itglue_find_endpoint", {
      query: "network interfaces of a device",
      top_k: 3,
    });
    expect(items[0]).toMatchObject({ resource: "configuration_interfaces" });
    expect(text).toContain("/configurations/:id/relationships/configuration_interfaces");
    await house.fail("itglue_find_endpoint", { query: "x", top_k: 21 }, "invalid_arguments");
  });
});

describe("itglue_get", () => {
  it("reads lists with filters, sort, include and pages", async () => {
    const configuration = await house.first("/configurations");
    const { structured, items } = await house.call("itglue_get", {
      path: "/configurations",
      filters: { serial_number: String(configuration.attributes["serial-number"]) },
      include: "configuration_interfaces",
      sort: "-updated_at",
      page_size: 5,
    });
    expect(items.map((item) => String(item["id"]))).toContain(configuration.id);
    expect(structured).toMatchObject({ page_number: 1 });
    const request = house.sandbox.requests().findLast(({ path }) => path === "/configurations");
    expect(JSON.stringify(request)).toContain("sort");
  });

  it("reads one record without page parameters", async () => {
    const { id } = await house.first("/organizations");
    const one = await house.call("itglue_get", { path: `/organizations/${id}` });
    expect(one.item).toMatchObject({ id: Number(id) });
    await house.fail(
      "itglue_get",
      { path: `/organizations/${id}`, page_number: 1 },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_get",
      { path: `/organizations/${id}`, filters: { name: "x" } },
      "invalid_arguments",
    );
    await house.fail("itglue_get", { path: "/organizations/999999999" }, "not_found");
  });

  it.each([
    { path: "/passwords/9100" },
    { path: "/pass\twords" },
    { path: "/organizations/..\\passwords/1" },
    { path: "/configurations#/passwords" },
    { path: "/p%61sswords" },
    { path: "/passwords.json" },
    { path: "\\passwords/1" },
    { path: "/configurations?include=passwords" },
    { path: "/configurations", include: "passwords" },
    { path: "/contacts", include: "attachments,passwords" },
    { path: "/configurations", raw_params: { show_password: "true" } },
    { path: "/configurations", raw_params: { include: "passwords" } },
    { path: "/configurations", filters: { nonsense: 1 } },
    { path: "/exports" },
  ])("refuses %j without asking IT Glue", async (given) => {
    const asked = house.sandbox.requests().length;
    await house.fail("itglue_get", given, "invalid_arguments");
    expect(house.sandbox.requests()).toHaveLength(asked);
  });

  it("has a catalogue whose every list exists in the sandbox", async () => {
    const lists = endpoints
      .flatMap(readablePaths)
      .filter((path) => !path.includes(":id") && path !== "/flexible_assets");
    for (const path of lists) {
      const answer = await house.vendor.call("itglue_get", { path, page_size: 1 });
      expect(answer.isError, `${path}: ${answer.text}`).toBe(false);
    }
  });

  it("shows no stored secret of any list", async () => {
    const assets = await house.raw("/flexible_asset_types?page[size]=100");
    for (const type of assets.data) {
      await house.call("itglue_get", {
        path: "/flexible_assets",
        filters: { flexible_asset_type_id: Number(type.id) },
        page_size: 100,
      });
    }
    const secrets = (await house.raw("/passwords?page[size]=3")).data;
    for (const { id } of secrets) {
      const shown = await house.first(`/passwords/${id}?show_password=true`);
      const value = String(shown.attributes["password"]);
      expect(value.length).toBeGreaterThan(3);
      for (const said of house.said) expect(said).not.toContain(value);
    }
  });
});
