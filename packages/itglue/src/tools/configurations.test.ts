import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectDryRun, openHouse, type House, type RawRecord } from "../../test/house.ts";

let house: House;
let known: RawRecord;
beforeAll(async () => {
  house = await openHouse();
  known = await house.first("/configurations");
});
afterAll(async () => house.close());

const device = (): Record<string, unknown> => ({
  organization_id: known.attributes["organization-id"],
  configuration_type_id: known.attributes["configuration-type-id"],
  name: "TST-FW-77",
  serial_number: "TST-77",
});

describe("reading configurations", () => {
  it("lists rows that carry the useful keys alone", async () => {
    const { items, structured } = await house.call("itglue_list_configurations", { page_size: 20 });
    expect(structured["total_count"]).toBe((await house.raw("/configurations")).total);
    expect(items[0]).toHaveProperty("serial_number");
    expect(items[0]).not.toHaveProperty("notes");
  });

  it("finds by serial number, by part of the name, and by archived", async () => {
    const { attributes, id } = known;
    const bySerial = await house.call("itglue_list_configurations", {
      serial_number: attributes["serial-number"],
    });
    expect(bySerial.items.map((item) => item["id"])).toContain(Number(id));
    const part = String(attributes["name"]).slice(1).toLowerCase();
    const byPart = await house.call("itglue_list_configurations", {
      filter_name: part,
      organization_id: attributes["organization-id"],
    });
    expect(byPart.items.map((item) => item["id"])).toContain(Number(id));
    const archived = await house.call("itglue_list_configurations", {
      archived: true,
      page_size: 1000,
    });
    expect(archived.items.every((item) => item["archived"] === true)).toBe(true);
  });

  it("asks for both halves of a foreign id", async () => {
    const answer = await house.fail(
      "itglue_list_configurations",
      { psa_id: "7" },
      "invalid_arguments",
    );
    expect(answer.text).toMatch(/psa_integration_type/);
    await house.fail(
      "itglue_list_configurations",
      { rmm_integration_type: "x" },
      "invalid_arguments",
    );
  });

  it("reads one with its interfaces", async () => {
    const { item } = await house.call("itglue_get_configuration", { configuration_id: known.id });
    expect(item["id"]).toBe(Number(known.id));
    expect(Array.isArray(item["interfaces"])).toBe(true);
    await house.fail("itglue_get_configuration", { configuration_id: 999_999_999 }, "not_found");
  });
});

describe("writing configurations", () => {
  it("shows the request without sending it", async () => {
    const [request] = await expectDryRun(
      house,
      "itglue_create_configuration",
      device(),
      "/configurations",
    );
    expect(request).toMatchObject({
      method: "POST",
      body: { data: { attributes: { "serial-number": "TST-77" } } },
    });
  });

  it("creates one with interfaces in one request, changes, archives, deletes", async () => {
    const { item } = await house.call("itglue_create_configuration", {
      ...device(),
      interfaces: [{ name: "wan", ip_address: "192.0.2.77", primary: true }, { name: "lan" }],
    });
    const configuration_id = item["id"];
    const interfaces = await house.call("itglue_list_configuration_interfaces", {
      configuration_id,
    });
    expect(interfaces.items.map((row) => [row["name"], row["ip_address"] ?? null])).toEqual(
      expect.arrayContaining([
        ["wan", "192.0.2.77"],
        ["lan", null],
      ]),
    );
    const changed = await house.call("itglue_update_configuration", {
      configuration_id,
      hostname: "fw77",
      serial_number: "",
    });
    expect(changed.structured["changes"]).toMatchObject([
      { field: "hostname", to: "fw77" },
      { field: "serial_number", from: "TST-77", to: "" },
    ]);
    await house.call("itglue_update_configuration", { configuration_id, archived: true });
    const { items } = await house.confirmed("itglue_delete_configurations", {
      configuration_ids: [configuration_id],
    });
    expect(items).toMatchObject([{ id: configuration_id, status: "deleted" }]);
  });

  it("refuses an empty change and an unknown type", async () => {
    await house.fail(
      "itglue_update_configuration",
      { configuration_id: known.id },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_create_configuration",
      { ...device(), organization_id: 999_999_999 },
      "not_found",
    );
  });
});

describe("interfaces", () => {
  it("adds and changes one", async () => {
    const configuration_id = known.id;
    const watched = `/configurations/${configuration_id}/relationships/configuration_interfaces`;
    await expectDryRun(
      house,
      "itglue_create_configuration_interface",
      { configuration_id, name: "dry0" },
      watched,
    );
    const { item } = await house.call("itglue_create_configuration_interface", {
      configuration_id,
      name: "mgmt0",
      ip_address: "192.0.2.9",
    });
    const given = { configuration_id, interface_id: item["id"], port: "24" };
    await expectDryRun(house, "itglue_update_configuration_interface", given, watched);
    const changed = await house.call("itglue_update_configuration_interface", given);
    expect(changed.structured["changes"]).toMatchObject([{ field: "port", to: "24" }]);
    await house.fail(
      "itglue_list_configuration_interfaces",
      { configuration_id: 999_999_999 },
      "not_found",
    );
  });
});
