import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "../../test/house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => house.close());

describe("itglue_whoami and itglue_health_check", () => {
  it("tell role, budget and what the key can do", async () => {
    const { item } = await house.call("itglue_whoami");
    expect(item).toMatchObject({
      caller: "test",
      role: "admin",
      key_source: "server",
      region: "custom",
    });
    expect(item["budget"]).toMatchObject({ limit: 3000, window_seconds: 300 });
    expect((item["capabilities"] as readonly unknown[]).length).toBeGreaterThan(3);
  });

  it("say that all is well", async () => {
    const { item } = await house.call("itglue_health_check");
    expect(item["healthy"]).toBe(true);
    expect(item["milliseconds"]).toBeTypeOf("number");
  });
});

describe("itglue_list_reference_data", () => {
  it.each([
    "organization_types",
    "organization_statuses",
    "configuration_types",
    "configuration_statuses",
    "contact_types",
    "manufacturers",
    "models",
    "operating_systems",
    "countries",
    "regions",
    "platforms",
    "password_categories",
  ])("lists %s", async (kind) => {
    const { items, structured } = await house.call("itglue_list_reference_data", {
      kind,
      page_size: 200,
    });
    expect(structured["total_count"]).toBe((await house.raw(`/${kind}`)).total);
    expect(items[0]).toMatchObject({
      id: expect.any(Number) as number,
      name: expect.any(String) as string,
    });
    const name = String(items.at(-1)?.["name"]);
    const found = await house.call("itglue_list_reference_data", {
      kind,
      filter_name: name.toUpperCase(),
    });
    expect(found.items.map((item) => item["name"])).toContain(name);
  });

  it("goes down from a parent where there is one", async () => {
    const model = await house.first("/models");
    const parent_id = model.attributes["manufacturer-id"];
    const { items } = await house.call("itglue_list_reference_data", { kind: "models", parent_id });
    expect(items.map((item) => item["id"])).toContain(Number(model.id));
    await house.fail(
      "itglue_list_reference_data",
      { kind: "countries", parent_id: 1 },
      "invalid_arguments",
    );
  });
});

describe("itglue_resolve_url", () => {
  it.each([
    ["/configurations", "configuration"],
    ["/contacts", "contact"],
    ["/locations", "location"],
    ["/organizations", "organization"],
  ])("resolves an address of %s", async (path, type) => {
    const record = await house.first(path);
    const organization = record.attributes["organization-id"];
    const url =
      organization === undefined
        ? `https://demo.itglue.com/${record.id}`
        : `https://demo.itglue.com/${String(organization)}${path}/${record.id}#tab`;
    const { item } = await house.call("itglue_resolve_url", { url });
    expect(item).toMatchObject({
      record_type: type,
      id: Number(record.id),
      name: record.attributes["name"],
    });
  });

  it("resolves documents, folders and assets by the links that IT Glue itself gives", async () => {
    const organizations = (await house.raw("/organizations?page[size]=1000")).data;
    const seen = new Set<unknown>();
    for (const { id } of organizations.slice(0, 10)) {
      for (const kind of ["documents", "document_folders"]) {
        const { data } = await house.raw(`/organizations/${id}/relationships/${kind}?page[size]=1`);
        const record = data[0];
        if (record === undefined) continue;
        const { item } = await house.call("itglue_resolve_url", {
          url: record.attributes["resource-url"],
        });
        expect(item).toMatchObject({
          id: Number(record.id),
          name: record.attributes["name"],
          organization_id: Number(id),
        });
        seen.add(item["record_type"]);
        if (kind === "documents") {
          const byReference = await house.call("itglue_resolve_url", {
            url: `DOC-${id}-${record.id}`,
          });
          expect(byReference.item["id"]).toBe(Number(record.id));
        }
      }
    }
    expect(seen).toEqual(new Set(["document", "document_folder"]));
  });

  it("refuses what is no address, names a list where there is no single record, and passes not found on", async () => {
    await house.fail(
      "itglue_resolve_url",
      { url: "https://example.com/hello" },
      "invalid_arguments",
    );
    const answer = await house.fail(
      "itglue_resolve_url",
      { url: "https://demo.itglue.com/1/domains/5" },
      "unsupported",
    );
    expect(answer.text).toMatch(/itglue_list_domains/);
    await house.fail("itglue_resolve_url", { url: "DOC-1-999999999" }, "not_found");
  });
});

describe("itglue_get_organization_overview", () => {
  it("brings everything in one answer", async () => {
    const configuration = await house.first("/configurations");
    const organization_id = configuration.attributes["organization-id"];
    const { item, text } = await house.call("itglue_get_organization_overview", {
      organization_id,
    });
    const counts = item["counts"] as Record<string, unknown>;
    const { total } = await house.raw(
      `/configurations?filter[organization-id]=${String(organization_id)}`,
    );
    expect(counts["configurations"]).toBe(total);
    expect(item).not.toHaveProperty("missing");
    expect(text.length).toBeLessThan(6000);
  });

  it("reads only the parts that are asked for, and nothing of an unknown organization", async () => {
    const { id } = await house.first("/organizations");
    const { item } = await house.call("itglue_get_organization_overview", {
      organization_id: id,
      sections: ["counts"],
    });
    expect(item).toHaveProperty("counts");
    expect(item).not.toHaveProperty("contacts");
    await house.fail(
      "itglue_get_organization_overview",
      { organization_id: 999_999_999 },
      "not_found",
    );
  });
});
