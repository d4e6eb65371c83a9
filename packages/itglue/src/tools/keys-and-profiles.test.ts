import { afterEach, describe, expect, it } from "vitest";
import { openHouse, type House, type HouseOptions } from "../../test/house.ts";

// Accounts and keys differ in what they may do, and the public evidence on the API differs too.
let house: House;
afterEach(async () => house.close());

const open = async (options: HouseOptions): Promise<void> => {
  house = await openHouse(options);
};

async function findingsOf(tool: string): Promise<Map<unknown, Record<string, unknown>>> {
  const { item } = await house.call(tool);
  const findings = (item["checks"] ?? item["capabilities"]) as readonly Record<string, unknown>[];
  return new Map(findings.map((finding) => [finding["name"], finding]));
}

describe("keys", () => {
  it.each([
    ["noFolders", "document folders"],
    ["noLogs", "logs"],
  ] as const)("%s shows as a finding that names a way out", async (key, name) => {
    await open({ key });
    const findings = await findingsOf("itglue_health_check");
    expect(findings.get(name)).toMatchObject({ ok: false });
    expect(String(findings.get(name)?.["advice"])).not.toBe("undefined");
    expect([...findings.values()].filter(({ ok }) => ok === false)).toHaveLength(1);
  });

  it("of another address is refused with a reason, and the health check says so", async () => {
    await open({ key: "otherAddress" });
    const answer = await house.fail("itglue_list_contacts", {}, "forbidden");
    expect(answer.text).toMatch(/addresses/);
    const { item } = await house.call("itglue_health_check");
    expect(item["healthy"]).toBe(false);
  });

  it("limited to organizations tells a foreign record from a bad key", async () => {
    await open({ key: "organizationLimited" });
    const { items } = await house.call("itglue_list_organizations");
    expect(items.length).toBeLessThan(5);
    const visible = new Set(items.map((item) => String(item["id"])));
    const { data } = await house.raw("/contacts?page[size]=1000");
    const foreign = data.find(
      (record) => !visible.has(String(record.attributes["organization-id"])),
    );
    const answer = await house.fail("itglue_get_contact", { contact_id: foreign?.id }, "not_found");
    expect(answer.text).toMatch(/key itself is accepted/);
  });

  it("without Password Access reads metadata all the same", async () => {
    await open({ key: "noPasswords" });
    const { items } = await house.call("itglue_find_credential", { query: "admin", limit: 3 });
    for (const { id } of items) await house.call("itglue_get_password", { password_id: id });
  });

  it("of an account with ids of 16 digits works", async () => {
    await open({ key: "otherAccount" });
    const { items } = await house.call("itglue_list_organizations");
    const organization_id = String(items[0]?.["id"]);
    expect(organization_id).toMatch(/^\d{16}$/);
    await house.call("itglue_get_organization_overview", { organization_id });
  });
});

describe("an account of profile legacy-folders-jwt", () => {
  const legacy: HouseOptions = { sandbox: { profile: "legacy-folders-jwt" } };

  it("archives a flexible asset by sending its traits along", async () => {
    await open(legacy);
    const type = await house.first("/flexible_asset_types");
    const path = `/flexible_assets?filter[flexible-asset-type-id]=${type.id}`;
    const asset = await house.first(path);
    await house.call("itglue_archive_flexible_asset", { flexible_asset_id: asset.id });
    const after = await house.first(`/flexible_assets/${asset.id}`);
    expect(after.attributes["archived"]).toBe(true);
    expect(Object.keys(after.attributes["traits"] as object)).toEqual(
      Object.keys(asset.attributes["traits"] as object),
    );
  });

  it("finds parts of names in any case, whatever the API's own filter does", async () => {
    await open(legacy);
    const device = await house.first("/configurations");
    const part = String(device.attributes["name"]).slice(1).toUpperCase();
    const { items } = await house.call("itglue_list_configurations", { filter_name: part });
    expect(items.map((item) => item["id"])).toContain(Number(device.id));
  });

  it("audits every document once", async () => {
    await open(legacy);
    const { id } = await house.first("/organizations?sort=id");
    const path = `/organizations/${id}/relationships/documents`;
    const every = new Set<string>();
    for (const query of ["", "?filter[document-folder-id][ne]=null"]) {
      for (const record of (await house.raw(`${path}${query}`)).data) {
        if (record.attributes["archived"] !== true) every.add(record.id);
      }
    }
    const { structured } = await house.call("itglue_audit_documentation", {
      organization_id: id,
      checks: ["unpublished"],
    });
    expect(structured["documents"]).toBe(every.size);
  });

  it("says where else to look for certificates and why folders are closed", async () => {
    await open(legacy);
    await house.fail("itglue_list_ssl_certificates", {}, "unsupported");
    const findings = await findingsOf("itglue_whoami");
    expect(findings.get("document folders")).toMatchObject({ ok: false });
  });
});

describe("an account that serves certificates", () => {
  it("lists them with the days that are left", async () => {
    await open({ sandbox: { profile: "lenient" } });
    const { items, structured } = await house.call("itglue_list_ssl_certificates");
    expect(structured["total_count"]).toBe((await house.raw("/ssl_certificates")).total);
    expect(items[0]?.["days_left"]).toBeTypeOf("number");
    expect(items[0]?.["name"]).toBeTypeOf("string");
  });
});

describe("a failing vendor", () => {
  it.each(["echo", "html", "malformed", "huge", "redirect"] as const)(
    "with fault %s ends in an error without the key or a page",
    async (kind) => {
      await open({});
      house.sandbox.fault({ kind, location: "http://127.0.0.1:9/", match: { path: "/contacts" } });
      const answer = await house.vendor.call("itglue_list_contacts");
      expect(answer.isError).toBe(true);
      expect(answer.text).not.toContain(house.sandbox.keys.full);
      expect(answer.text).not.toMatch(/<html|<body|<!doctype/i);
      expect(answer.text.length).toBeLessThan(1500);
    },
  );

  it("leaves a part out of an overview and says why", async () => {
    await open({});
    const { id } = await house.first("/organizations");
    house.sandbox.fault({ kind: "status", status: 403, match: { path: "^/expirations" } });
    const { item } = await house.call("itglue_get_organization_overview", { organization_id: id });
    expect(item).toHaveProperty("counts");
    expect(item["missing"]).toMatchObject([{ what: "expirations" }]);
  });
});
