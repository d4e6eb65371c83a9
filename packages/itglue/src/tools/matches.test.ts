import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "../../test/house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => house.close());

describe("itglue_find_matches", () => {
  it("finds an organization by a misspelt name and explains it", async () => {
    const first = await house.first("/organizations?sort=-name");
    const name = String(first.attributes["name"]);
    const misspelt = `${name.slice(0, 2)}${name[3] ?? ""}${name[2] ?? ""}${name.slice(4)}`;
    const { items } = await house.call("itglue_find_matches", {
      kind: "organization",
      name: misspelt,
    });
    expect(items[0]).toMatchObject({ id: Number(first.id) });
    expect(Number(items[0]?.["score"])).toBeGreaterThan(0.85);
    expect(items[0]?.["reasons"]).not.toEqual([]);
  });

  it("finds a device by its serial number and a person by e-mail", async () => {
    const { data } = await house.raw("/configurations?page[size]=200");
    const device = data.find((record) =>
      /\w{4}/.test(String(record.attributes["serial-number"] ?? "")),
    );
    const bySerial = await house.call("itglue_find_matches", {
      kind: "configuration",
      serial_number: device?.attributes["serial-number"],
    });
    expect(bySerial.items[0]).toMatchObject({
      id: Number(device?.id),
      reasons: ["same serial number"],
    });
    const people = (await house.raw("/contacts?page[size]=200")).data;
    const person = people.find(
      (record) => (record.attributes["contact-emails"] as readonly unknown[]).length > 0,
    );
    const emails = person?.attributes["contact-emails"] as readonly { value: string }[] | undefined;
    const byMail = await house.call("itglue_find_matches", {
      kind: "contact",
      email: emails?.[0]?.value.toUpperCase(),
    });
    expect(byMail.items.map((item) => item["id"])).toContain(Number(person?.id));
  });

  it("asks for something to go by", async () => {
    await house.fail(
      "itglue_find_matches",
      { kind: "contact", phone: "5550100" },
      "invalid_arguments",
    );
  });
});

describe("itglue_scan_duplicates", () => {
  it("finds what was entered twice, the same way each time", async () => {
    const first = await house.first("/organizations?sort=name");
    const name = String(first.attributes["name"]);
    const { item } = await house.call("itglue_create_organization", { name: `${name}, LLC` });
    const { items, structured } = await house.call("itglue_scan_duplicates", {
      kind: "organization",
    });
    const group = items.find((row) =>
      (row["records"] as readonly { id: number }[]).some(({ id }) => id === item["id"]),
    );
    const members = group?.["records"] as readonly { id: number }[] | undefined;
    expect(members?.map(({ id }) => id)).toContain(Number(first.id));
    expect(group?.["reasons"]).toContain("same name, written differently");
    expect(structured).toMatchObject({
      scan_limit_reached: false,
      comparison_limit_reached: false,
    });
    const again = await house.call("itglue_scan_duplicates", { kind: "organization" });
    expect(again.items).toEqual(items);
  });

  it.each(["contact", "configuration"])("scans every %s", async (kind) => {
    const { structured } = await house.call("itglue_scan_duplicates", { kind });
    expect(structured["scanned"]).toBe((await house.raw(`/${kind}s`)).total);
  });
});
