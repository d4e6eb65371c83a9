import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House, type RawRecord } from "../../test/house.ts";

let house: House;
let passwords: readonly RawRecord[];
const secrets: string[] = [];
beforeAll(async () => {
  house = await openHouse();
  passwords = (await house.raw("/passwords?page[size]=1000")).data;
  for (const { id } of passwords.slice(0, 60)) {
    const { data } = await house.raw(`/passwords/${id}?show_password=true`);
    const value = data[0]?.attributes["password"];
    if (typeof value === "string" && value.length > 4) secrets.push(value);
  }
});
afterAll(async () => house.close());

describe("passwords", () => {
  it("are in the sandbox with values, or nothing here would prove anything", () => {
    expect(secrets.length).toBeGreaterThan(10);
  });

  it("lists metadata with links and a remark on notes", async () => {
    const { items } = await house.call("itglue_list_passwords", { page_size: 50 });
    expect(items.length).toBeGreaterThan(5);
    for (const item of items) {
      expect(item).not.toHaveProperty("password");
      expect(item).not.toHaveProperty("notes");
      expect(item["has_notes"]).toBeTypeOf("boolean");
      expect(item["resource_url"]).toMatch(/passwords/);
    }
  });

  it("reads one without its value and says where a person finds it", async () => {
    const { item, text } = await house.call("itglue_get_password", {
      password_id: passwords[0]?.id,
    });
    expect(item).toMatchObject({
      id: Number(passwords[0]?.id),
      name: passwords[0]?.attributes["name"],
    });
    expect(item).not.toHaveProperty("password");
    expect(text).toMatch(/never shown/);
    await house.fail("itglue_get_password", { password_id: 999_999_999 }, "not_found");
  });

  it("finds credentials by words, best first", async () => {
    const wanted = passwords.find((record) => record.attributes["archived"] !== true) as RawRecord;
    const name = String(wanted.attributes["name"]);
    const { items, structured } = await house.call("itglue_find_credential", {
      query: name.toLowerCase(),
      organization_id: wanted.attributes["organization-id"],
    });
    expect(items.map((item) => item["id"])).toContain(Number(wanted.id));
    expect(structured).toMatchObject({ scan_limit_reached: false });
    const scores = items.map((item) => Number(item["score"]));
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
    const none = await house.call("itglue_find_credential", { query: "zzqqxxjj" });
    expect(none.items).toEqual([]);
  });

  it("lists folders of an organization", async () => {
    const { data } = await house.raw("/organizations?page[size]=1000");
    for (const { id } of data.slice(0, 5)) {
      const { structured } = await house.call("itglue_list_password_folders", {
        organization_id: id,
      });
      expect(structured["total_count"]).toBe(
        (await house.raw(`/organizations/${id}/relationships/password_folders`)).total,
      );
    }
  });

  it("resolves an address to metadata alone", async () => {
    const { item } = await house.call("itglue_resolve_url", {
      url: passwords[0]?.attributes["resource-url"],
    });
    expect(item).toMatchObject({ record_type: "password", id: Number(passwords[0]?.id) });
  });

  it("never said a value", () => {
    const all = house.said.join("\n");
    expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
  });
});
