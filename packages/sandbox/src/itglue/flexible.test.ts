import { describe, expect, it } from "vitest";
import { harness, LARKFIELD, many, one } from "./api.fixture.ts";

const { call, get, sandbox, switch: set } = harness();

const make = (type: number, traits: unknown, organization = LARKFIELD) =>
  call("POST", "/flexible_assets", {
    body: one("flexible-assets", {
      "organization-id": organization,
      "flexible-asset-type-id": type,
      traits,
    }),
  });
const patch = (id: string | number, attributes: unknown) =>
  call("PATCH", `/flexible_assets/${id}`, { body: one("flexible-assets", attributes) });
const file = { content: Buffer.from("%PDF").toString("base64"), file_name: "a.pdf" };

describe("flexible asset types and fields", () => {
  it("show a type with its fields, by route and by include", async () => {
    expect((await get("/flexible_asset_types/301")).body.data.attributes).toMatchObject({
      name: "Wireless",
      icon: "wifi",
      builtin: false,
      enabled: true,
    });
    const fields = (await get("/flexible_asset_types/301/relationships/flexible_asset_fields")).body
      .data;
    expect(fields[0].id).toBe("3011");
    expect(fields[0].attributes).toMatchObject({
      name: "Access Point(s)",
      "name-key": "access-point-s",
      kind: "Tag",
      "tag-type": "Configurations",
    });
    const included = (await get("/flexible_asset_types/301?include=flexible_asset_fields")).body
      .included;
    expect(included).toHaveLength(fields.length);
  });

  it("cover every kind of field", async () => {
    const { included } = (await get("/flexible_asset_types?include=flexible_asset_fields")).body;
    const kinds = new Set(
      (included as { attributes: { kind: string } }[]).map(({ attributes }) => attributes.kind),
    );
    for (const kind of "Text Textbox Number Percent Date Checkbox Select Header Tag Upload Password".split(
      " ",
    )) {
      expect(kinds).toContain(kind);
    }
  });

  it("are made together, with the key worked out", async () => {
    const body = one(
      "flexible-asset-types",
      { name: "Cameras" },
      {
        flexible_asset_fields: {
          data: [
            {
              type: "flexible-asset-fields",
              attributes: { name: "Server(s)", kind: "Tag", tag_type: "Configurations" },
            },
            {
              type: "flexible-asset-fields",
              attributes: { name: "Label", kind: "Text", required: true, use_for_title: true },
            },
          ],
        },
      },
    );
    const made = await call("POST", "/flexible_asset_types", { body });
    expect(made.status).toBe(201);
    const path = `/flexible_asset_types/${made.body.data.id}/relationships/flexible_asset_fields`;
    const keys = (await get(path)).body.data.map(
      (entry: { attributes: Record<string, unknown> }) => entry.attributes["name-key"],
    );
    expect(keys).toEqual(["server-s", "label"]);
    const asset = await make(Number(made.body.data.id), { label: "Yard" });
    expect(asset.body.data.attributes.name).toBe("Yard");
  });

  it("refuse another kind while a field is in use, and lose data with a field", async () => {
    const body = one("flexible-asset-fields", { kind: "Number" });
    expect((await call("PATCH", "/flexible_asset_fields/3012", { body })).status).toBe(422);
    const nested = "/flexible_asset_types/301/relationships/flexible_asset_fields/3014";
    expect((await call("DELETE", nested)).status).toBe(204);
    const { traits } = (await get("/flexible_assets/7700555")).body.data.attributes;
    expect(traits).not.toHaveProperty("vlan");
    expect(traits).toHaveProperty("ssid");
  });

  it("list options one per line, or as JSON by profile", async () => {
    const options = async () =>
      (await get("/flexible_asset_fields/3013")).body.data.attributes["default-value"];
    expect(await options()).toBe("WPA2 Personal\nWPA2 Enterprise\nWPA3 Enterprise\nOpen");
    await set({ selectOptions: "json" });
    expect(JSON.parse(await options())).toHaveLength(4);
  });
});

describe("flexible assets", () => {
  it("need a type to be listed", async () => {
    expect((await get("/flexible_assets")).status).toBe(422);
    const path = `/flexible_assets?filter[flexible_asset_type_id]=301&filter[organization_id]=${LARKFIELD}`;
    expect((await get(path)).body.data).toHaveLength(4);
  });

  it("read a tag as records, and the name from the title fields", async () => {
    const { attributes } = (await get("/flexible_assets/7700555")).body.data;
    expect(attributes).toMatchObject({
      name: "LDG-Staff",
      "flexible-asset-type-name": "Wireless",
      "resource-url": `https://demo.itglue.com/${LARKFIELD}/assets/301-wireless/records/7700555`,
    });
    expect(attributes.traits["access-point-s"]).toEqual({
      type: "Configurations",
      values: [
        {
          id: 6_100_077,
          name: "AP-01",
          "organization-name": "Larkfield Dental Group",
          "resource-url": `https://demo.itglue.com/${LARKFIELD}/configurations/6100077`,
        },
      ],
    });
  });

  it("check every kind", async () => {
    const bad: [number, Record<string, unknown>, string][] = [
      [301, { ssid: "a", vlan: "x" }, "vlan"],
      [301, { ssid: "a", "encryption-type": "None" }, "encryption-type"],
      [301, { ssid: "a", "guest-network": "maybe" }, "guest-network"],
      [301, { ssid: "a", "access-point-s": [999] }, "access-point-s"],
      [
        301,
        { ssid: "a", "access-point-s": { type: "Configurations", values: [] } },
        "access-point-s",
      ],
      [301, { ssid: "a", "access-point-s": [6_110_003] }, "access-point-s"],
      [301, { ssid: "a", "coverage-map": { name: "old.png" } }, "coverage-map"],
      [
        302,
        { "backup-name": "a", "protected-servers": [6_110_206], "success-rate": 101 },
        "success-rate",
      ],
      [306, { product: "a", "renewal-date": "soon" }, "renewal-date"],
    ];
    for (const [type, traits, key] of bad) {
      const reply = await make(type, traits);
      expect([key, reply.status]).toEqual([key, 422]);
      expect(reply.body.errors[0].source.pointer).toBe(
        `/data/attributes/flexible-asset-traits.${key}`,
      );
      expect(Array.isArray(reply.body.errors[0].detail)).toBe(true);
    }
  });

  it("report every problem at once", async () => {
    const reply = await make(302, { "retention-days": "x" });
    expect(reply.body.errors).toHaveLength(3);
  });

  it("do not take the key of a heading", async () => {
    expect((await make(303, { name: "a", addressing: "x" })).status).toBe(422);
  });

  it("replace all traits on PATCH and lose the file that was not sent again", async () => {
    const made = await make(306, { product: "Suite", seats: 5, agreement: file });
    const { id } = made.body.data;
    expect(made.body.data.attributes.traits.agreement.name).toBe("a.pdf");
    const address = String(made.body.data.attributes.traits.agreement.url).slice(
      sandbox().url.length,
    );
    expect((await get(address, { key: null })).text).toBe("%PDF");
    const reply = await patch(id, { traits: { product: "Suite 2" } });
    expect(reply.body.data.attributes.name).toBe("Suite 2");
    expect(reply.body.data.attributes.traits).toEqual({ product: "Suite 2" });
    expect((await patch(id, { traits: { seats: 6 } })).status).toBe(422);
  });

  it("archive without traits, or not by profile", async () => {
    const before = (await get("/flexible_assets/7700555")).body.data.attributes.traits;
    const reply = await patch(7_700_555, { archived: true });
    expect(reply.body.data.attributes.archived).toBe(true);
    expect(Object.keys(reply.body.data.attributes.traits)).toEqual(Object.keys(before));
    await set({ archiveWithoutTraits: "refused" });
    expect((await patch(7_700_555, { archived: false })).status).toBe(400);
  });

  it("are made in bulk under the organization only, all or none", async () => {
    const path = `/organizations/${LARKFIELD}/relationships/flexible_assets`;
    const entry = (ssid: string) => ({ "flexible-asset-type-id": 301, traits: { ssid } });
    const body = many("flexible-assets", [entry("one"), entry("two")]);
    const made = await call("POST", path, { body });
    expect(made.status).toBe(201);
    expect(made.body.data).toHaveLength(2);
    const half = many("flexible-assets", [
      entry("three"),
      { "flexible-asset-type-id": 301, traits: {} },
    ]);
    expect((await call("POST", path, { body: half })).status).toBe(422);
    const found = await get(
      "/flexible_assets?filter[flexible_asset_type_id]=301&filter[name]=three",
    );
    expect(found.body.data).toEqual([]);
  });

  it("change and disappear, one and many", async () => {
    const bulk = many("flexible-assets", [{ id: 7_700_555, traits: { ssid: "Bulk" } }]);
    const changed = await call("PATCH", "/flexible_assets", { body: bulk });
    expect(changed.body.data[0].attributes.name).toBe("Bulk");
    expect((await call("DELETE", "/flexible_assets/7700555")).status).toBe(204);
    expect((await get("/flexible_assets/7700555")).status).toBe(404);
    const body = many("flexible-assets", [{ id: 7_700_801 }]);
    expect((await call("DELETE", "/flexible_assets", { body })).status).toBe(200);
  });

  it("hide Password traits from keys without Password Access", async () => {
    const value = async (key: string) =>
      (await get("/flexible_assets/7700555", { key })).body.data.attributes.traits[
        "pre-shared-key"
      ];
    expect(await value(sandbox().keys.full)).toMatch(/^psk-/);
    expect(await value(sandbox().keys.noPasswords)).toBeNull();
  });
});
