import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectDryRun, openHouse, type House, type RawRecord } from "../../test/house.ts";

let house: House;
let locations: readonly RawRecord[];
beforeAll(async () => {
  house = await openHouse();
  locations = (await house.raw("/locations?page[size]=1000")).data;
});
afterAll(async () => house.close());

const withSync = (psa: string): RawRecord => {
  const found = locations.find((record) => record.attributes["psa-integration"] === psa);
  if (found === undefined) throw new Error(`no location with psa-integration ${psa}`);
  return found;
};

describe("reading locations", () => {
  it("filters by city at the API and by part of the name here", async () => {
    const city = String(locations[0]?.attributes["city"]);
    const { items } = await house.call("itglue_list_locations", { city, page_size: 1000 });
    expect(items.map((item) => item["id"])).toContain(Number(locations[0]?.id));
    expect(items.length).toBeLessThan(locations.length);
    const name = String(locations[0]?.attributes["name"]).toUpperCase();
    const found = await house.call("itglue_list_locations", { filter_name: name, page_size: 1000 });
    expect(found.items.map((item) => item["id"])).toContain(Number(locations[0]?.id));
  });

  it("reads one", async () => {
    const { item } = await house.call("itglue_get_location", { location_id: locations[0]?.id });
    expect(item).toMatchObject({
      id: Number(locations[0]?.id),
      city: locations[0]?.attributes["city"],
    });
    await house.fail("itglue_get_location", { location_id: 999_999_999 }, "not_found");
  });
});

describe("writing locations", () => {
  const annex = (): Record<string, unknown> => ({
    organization_id: Number(withSync("disabled").attributes["organization-id"]),
    name: "Annex, north",
    address_1: "2 Test St",
    city: "Springfield",
  });

  it("shows the request without sending it", async () => {
    const [request] = await expectDryRun(house, "itglue_create_location", annex(), "/locations");
    expect(request).toMatchObject({
      method: "POST",
      body: { data: { attributes: { "address-1": "2 Test St" } } },
    });
  });

  it("creates, changes and deletes one", async () => {
    const { item } = await house.call("itglue_create_location", annex());
    const location_id = item["id"];
    const found = await house.call("itglue_list_locations", { filter_name: "annex, north" });
    expect(found.items.map((row) => row["id"])).toEqual([location_id]);
    const changed = await house.call("itglue_update_location", { location_id, city: "Shelby" });
    expect(changed.structured["changes"]).toEqual([
      { field: "city", from: "Springfield", to: "Shelby" },
    ]);
    const { items } = await house.confirmed("itglue_delete_locations", {
      location_ids: [location_id],
    });
    expect(items).toMatchObject([{ id: location_id, status: "deleted" }]);
  });

  it("refuses a synchronised one before sending", async () => {
    await house.fail(
      "itglue_update_location",
      { location_id: withSync("enabled").id, city: "x" },
      "unsupported",
    );
  });
});
