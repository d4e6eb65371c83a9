import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectDryRun, openHouse, type House, type RawRecord } from "../../test/house.ts";

let house: House;
let configuration: RawRecord;
let contact: RawRecord;
beforeAll(async () => {
  house = await openHouse();
  configuration = await house.first("/configurations");
  contact = await house.first(
    `/contacts?filter[organization-id]=${String(configuration.attributes["organization-id"])}`,
  );
});
afterAll(async () => house.close());

describe("related items", () => {
  const source = (): Record<string, unknown> => ({
    resource_type: "configurations",
    resource_id: configuration.id,
  });

  it("relates, lists, changes and removes", async () => {
    const given = {
      ...source(),
      destination_type: "contacts",
      destination_id: contact.id,
      notes: "Owner",
    };
    const watched = `/configurations/${configuration.id}?include=related_items`;
    const [request] = await expectDryRun(house, "itglue_create_related_item", given, watched);
    expect(request).toMatchObject({
      method: "POST",
      body: {
        data: [
          {
            attributes: {
              "destination-id": Number(contact.id),
              "destination-type": "Contact",
              notes: "Owner",
            },
          },
        ],
      },
    });
    const before = await house.call("itglue_list_related_items", source());
    await house.call("itglue_create_related_item", given);
    const after = await house.call("itglue_list_related_items", source());
    expect(after.items).toHaveLength(before.items.length + 1);
    const made = after.items.find((item) => !before.items.some((old) => old["id"] === item["id"]));
    expect(made?.["notes"]).toBe("Owner");

    const related = { ...source(), related_item_id: made?.["id"] };
    await expectDryRun(
      house,
      "itglue_update_related_item",
      { ...related, notes: "Former owner" },
      watched,
    );
    await house.call("itglue_update_related_item", { ...related, notes: "Former owner" });
    await expectDryRun(house, "itglue_delete_related_item", related, watched);
    await house.call("itglue_delete_related_item", related);
    const gone = await house.call("itglue_list_related_items", source());
    expect(gone.items).toEqual(before.items);
  });

  it.each(["strict-2026", "legacy-folders-jwt"] as const)(
    "finds the spelling of a flexible asset that the account of profile %s takes",
    async (profile) => {
      const account = await openHouse({ sandbox: { profile } });
      const type = await account.first("/flexible_asset_types");
      const asset = await account.first(
        `/flexible_assets?filter[flexible-asset-type-id]=${type.id}`,
      );
      const device = await account.first(
        `/configurations?filter[organization-id]=${String(asset.attributes["organization-id"])}`,
      );
      const { item } = await account.call("itglue_create_related_item", {
        resource_type: "configurations",
        resource_id: device.id,
        destination_type: "flexible_assets",
        destination_id: asset.id,
      });
      expect(item["id"]).toBeGreaterThan(0);
      const made = account.sandbox.writes().filter(({ status }) => status < 300);
      expect(made).toHaveLength(1);
      await account.close();
    },
  );

  it("passes a refusal on", async () => {
    await house.fail(
      "itglue_list_related_items",
      { ...source(), resource_id: 999_999_999 },
      "not_found",
    );
    await house.fail(
      "itglue_list_related_items",
      { ...source(), resource_type: "domains" },
      "invalid_arguments",
    );
  });
});
