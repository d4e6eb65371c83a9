import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "../../test/house.ts";

describe("a stored password", () => {
  let house: House;
  let stored: string;
  beforeAll(async () => {
    house = await openHouse();
    const { attributes } = await house.first("/flexible_assets/7700555");
    stored = String((attributes["traits"] as Record<string, unknown>)["pre-shared-key"]);
  });
  afterAll(() => house.close());

  it.each([
    ["itglue_get", { path: "/flexible_assets/7700555" }],
    ["itglue_get", { path: "/flexible_assets", filters: { flexible_asset_type_id: 301 }, page_size: 1000 }],
    ["itglue_resolve_url", { url: "https://demo.itglue.com/4100021/assets/301-wireless/records/7700555" }],
    ["itglue_get_flexible_asset", { flexible_asset_id: 7700555 }],
    ["itglue_archive_flexible_asset", { flexible_asset_id: 7700555 }],
  ])("in a trait with an innocent name does not pass %s", async (tool, given) => {
    expect(stored.length).toBeGreaterThan(5);
    const answer = await house.call(tool, given);
    expect(JSON.stringify([answer.text, answer.structured])).not.toContain(stored);
  });

  it("hides no other trait from itglue_get", async () => {
    const answer = await house.call("itglue_get", { path: "/flexible_assets/7700555" });
    expect(answer.text).toContain("WPA3 Enterprise");
  });
});
