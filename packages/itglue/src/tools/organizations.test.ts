import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectDryRun, openHouse, type House, type RawRecord } from "../../test/house.ts";

let house: House;
let first: RawRecord;
beforeAll(async () => {
  house = await openHouse();
  first = await house.first("/organizations?sort=name");
});
afterAll(async () => house.close());

const nameOf = (record: RawRecord): string => String(record.attributes["name"]);

async function organizationWhere(psa: string): Promise<RawRecord> {
  const { data } = await house.raw("/organizations?page[size]=1000");
  const found = data.find((record) => record.attributes["psa-integration"] === psa);
  if (found === undefined) throw new Error(`no organization with psa-integration ${psa}`);
  return found;
}

describe("itglue_list_organizations", () => {
  it("pages with true totals and the promised keys", async () => {
    const { total } = await house.raw("/organizations");
    const { structured, items } = await house.call("itglue_list_organizations", {
      page_size: 10,
      page_number: 2,
      sort: "name",
    });
    expect(structured).toMatchObject({ total_count: total, page_number: 2, has_more: true });
    expect(items).toHaveLength(10);
    expect(Object.keys(items[0] ?? {})).toEqual([
      "id",
      "name",
      "description",
      "organization_type_name",
      "organization_status_name",
      "short_name",
      "updated_at",
    ]);
    expect(items[0]?.["id"]).toBeTypeOf("number");
  });

  it("finds parts of names in any case, and says how far it looked", async () => {
    const part = nameOf(first).slice(1, 6).toUpperCase();
    const { structured, items } = await house.call("itglue_list_organizations", {
      filter_name: part,
    });
    expect(items.map((item) => item["id"])).toContain(Number(first.id));
    expect(structured).toMatchObject({ scan_limit_reached: false, total_count: items.length });
    expect(structured["scanned"]).toBe((await house.raw("/organizations")).total);
  });

  it("takes ids as digits, filters by them, and follows a cursor", async () => {
    const one = await house.call("itglue_list_organizations", { filter_id: first.id });
    expect(one.items.map((item) => item["name"])).toEqual([nameOf(first)]);
    const page = await house.call("itglue_list_organizations", { page_size: 5, sort: "id" });
    const next = await house.call("itglue_list_organizations", {
      page_size: 5,
      sort: "id",
      cursor: page.structured["next_cursor"],
    });
    expect(next.structured["page_number"]).toBe(2);
    expect(next.items[0]?.["id"]).not.toBe(page.items[0]?.["id"]);
  });

  it("keeps those changed after a day", async () => {
    const { data } = await house.raw("/organizations?page[size]=1000");
    const days = data
      .map((record) => String(record.attributes["updated-at"]).slice(0, 10))
      .toSorted();
    const middle = days[Math.floor(days.length / 2)] ?? "";
    const { structured } = await house.call("itglue_list_organizations", {
      updated_after: middle,
      page_size: 1000,
    });
    expect(structured["total_count"]).toBe(days.filter((day) => day >= middle).length);
  });
});

describe("itglue_get_organization", () => {
  it("answers with the whole record", async () => {
    const { item, text } = await house.call("itglue_get_organization", {
      organization_id: first.id,
    });
    expect(item).toMatchObject({ id: Number(first.id), name: nameOf(first) });
    expect(item).toHaveProperty("quick_notes");
    expect(text).toContain(nameOf(first));
    expect(text).not.toMatch(/<(div|p|br)\b/);
  });

  it("says not found for an unknown id", async () => {
    await house.fail("itglue_get_organization", { organization_id: 999_999_999 }, "not_found");
  });
});

describe("writing organizations", () => {
  it("shows a creation without making it", async () => {
    const requests = await expectDryRun(
      house,
      "itglue_create_organization",
      { name: "Dry Creek Farms", short_name: "DCF" },
      "/organizations",
    );
    expect(requests).toMatchObject([
      {
        method: "POST",
        body: {
          data: {
            type: "organizations",
            attributes: { name: "Dry Creek Farms", "short-name": "DCF" },
          },
        },
      },
    ]);
  });

  it("creates one, changes it, and reports the difference", async () => {
    const { item } = await house.call("itglue_create_organization", {
      name: "Tallow Bridge Estates",
    });
    const organization_id = item["id"];
    expect(
      (await house.raw(`/organizations/${String(organization_id)}`)).data[0]?.attributes["name"],
    ).toBe("Tallow Bridge Estates");
    const changed = await house.call("itglue_update_organization", {
      organization_id,
      short_name: "TBE",
    });
    expect(changed.structured["changes"]).toEqual([{ field: "short_name", from: null, to: "TBE" }]);
    await house.fail("itglue_update_organization", { organization_id }, "invalid_arguments");
  });

  it("shows a change as a difference in a dry run", async () => {
    const { id } = await organizationWhere("disabled");
    const requests = await expectDryRun(
      house,
      "itglue_update_organization",
      { organization_id: id, alert: "Call first" },
      `/organizations/${id}`,
    );
    expect(requests[0]).toMatchObject({
      method: "PATCH",
      changes: [{ field: "alert", to: "Call first" }],
    });
  });

  it("changes only the free fields of a synchronised one, and says so before sending", async () => {
    const { id } = await organizationWhere("enabled");
    const refused = await house.fail(
      "itglue_update_organization",
      { organization_id: id, name: "Other", alert: "x" },
      "invalid_arguments",
    );
    expect(refused.text).toMatch(/name cannot be changed/);
    expect(refused.text).toMatch(/alert, description, quick_notes/);
    const { structured } = await house.call("itglue_update_organization", {
      organization_id: id,
      quick_notes: "<p>Gate 4</p>",
    });
    expect(structured["changes"]).toMatchObject([{ field: "quick_notes", to: "<p>Gate 4</p>" }]);
  });
});

describe("itglue_delete_organizations", () => {
  it("asks first, names what goes, and reports on each", async () => {
    const { item } = await house.call("itglue_create_organization", { name: "Short Lived Ltd" });
    const given = { organization_ids: [item["id"], 999_999_999] };
    const asked = await house.call("itglue_delete_organizations", given);
    expect(asked.text).toMatch(/Short Lived Ltd/);
    expect(asked.text).toMatch(/1 of the ids were not found/);
    const { items, text } = await house.confirmed("itglue_delete_organizations", given);
    expect(items).toMatchObject([
      { id: item["id"], status: "marked_for_deletion" },
      { id: 999_999_999, status: "not_found" },
    ]);
    expect(text).toMatch(/later/);
  });

  it("refuses more than 50 at once", async () => {
    const organization_ids = Array.from({ length: 51 }, (_unused, index) => index + 1);
    await house.fail("itglue_delete_organizations", { organization_ids }, "invalid_arguments");
  });

  it("sends nothing in a dry run", async () => {
    const requests = await expectDryRun(
      house,
      "itglue_delete_organizations",
      { organization_ids: [first.id] },
      "/organizations",
    );
    expect(requests).toMatchObject([{ method: "DELETE", target: "/organizations" }]);
  });
});
