import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectDryRun, openHouse, type House, type RawRecord } from "../../test/house.ts";

let house: House;
let first: RawRecord;
beforeAll(async () => {
  house = await openHouse();
  first = await house.first("/checklists");
});
afterAll(async () => house.close());

describe("checklists", () => {
  it("lists and reads", async () => {
    const { items, structured } = await house.call("itglue_list_checklists", {
      organization_id: first.attributes["organization-id"],
    });
    expect(items.map((item) => item["id"])).toContain(Number(first.id));
    expect(structured["total_count"]).toBe(items.length);
    const { item } = await house.call("itglue_get_checklist", { checklist_id: first.id });
    expect(item).toMatchObject({ id: Number(first.id), name: first.attributes["name"] });
    await house.fail("itglue_get_checklist", { checklist_id: 999_999_999 }, "not_found");
  });

  it("changes what is given", async () => {
    const given = { checklist_id: first.id, completed: first.attributes["completed"] !== true };
    await expectDryRun(house, "itglue_update_checklist", given, `/checklists/${first.id}`);
    const { structured } = await house.call("itglue_update_checklist", given);
    expect(structured["changes"]).toMatchObject([{ field: "completed", to: given.completed }]);
    await house.fail("itglue_update_checklist", { checklist_id: first.id }, "invalid_arguments");
  });
});
