// Defects of existing servers for IT Glue in what they read and show, by their numbers in the vendor notes.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { itglueErrors } from "../src/errors.ts";
import { openHouse, type House } from "./house.ts";

const LARKFIELD = 4100021;
const RUNBOOK = 5200310;

let house: House;
beforeAll(async () => {
  house = await openHouse({ settings: { MCP_IDEMPOTENCY_SECONDS: "0" } });
});
afterAll(() => house.close());
beforeEach(() => {
  house.sandbox.reset();
});

describe("reading", () => {
  it("C2, C21: documents have one true total, one order, full pages, and come in small steps", async () => {
    const raw = await house.raw(
      `/organizations/${LARKFIELD}/relationships/documents?filter[document_folder_id]=null&page[size]=1000`,
    );
    house.sandbox.reset();
    const seen: unknown[] = [];
    const names: string[] = [];
    for (let page_number = 1; ; page_number += 1) {
      const given = { organization_id: LARKFIELD, sort: "name", page_size: 7, page_number };
      const { items, structured } = await house.call("itglue_list_documents", given);
      expect(structured["total_count"]).toBe(raw.total);
      seen.push(...items.map(({ id }) => id));
      names.push(...items.map(({ name }) => String(name)));
      expect(JSON.stringify(structured)).not.toContain('"content"');
      if (structured["has_more"] !== true) break;
      expect(items).toHaveLength(7);
    }
    expect(new Set(seen)).toEqual(new Set(raw.data.map(({ id }) => Number(id))));
    expect(seen).toHaveLength(raw.total);
    expect(names).toEqual(
      names.toSorted((left, right) => (left.toLowerCase() < right.toLowerCase() ? -1 : 1)),
    );
    await house.call("itglue_list_documents", { organization_id: LARKFIELD, page_size: 1000 });
    await house.call("itglue_list_documents", { organization_id: LARKFIELD, filter_name: "a" });
    for (const { query } of house.sandbox.requests())
      expect(Number(query["page[size]"])).toBeLessThanOrEqual(100);
  });

  it("C3: JSON is never cut, structured content is bounded, and a cursor leads to the rest", async () => {
    const given = { page_size: 1000, response_format: "json" };
    const ids: unknown[] = [];
    let cursor: unknown;
    do {
      const { text, structured } = await house.call("itglue_list_configurations", {
        ...given,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const value = JSON.parse(text) as {
        items: { id: number }[];
        truncated?: boolean;
        next_cursor?: string;
      };
      expect(value).toEqual(structured);
      expect(text.length).toBeLessThan(40_000);
      if (value.next_cursor !== undefined)
        expect(value).toMatchObject({ has_more: true, truncated: true });
      ids.push(...value.items.map(({ id }) => id));
      cursor = value.next_cursor;
    } while (cursor !== undefined);
    expect(new Set(ids).size).toBe((await house.raw("/configurations")).total);
    const content = `<p>${"long text ".repeat(40_000)}</p>`;
    await house.call("itglue_update_document_section", {
      document_id: RUNBOOK,
      section_id: 9900120,
      content,
    });
    const whole = await house.call("itglue_get_document", {
      document_id: RUNBOOK,
      response_format: "json",
    });
    expect(JSON.parse(whole.text)).toMatchObject({
      truncated: true,
      next_cursor: expect.any(String),
    });
    expect(whole.text.length).toBeLessThan(150_000);
  });

  it("C4: a wrong id, a foreign record and a bad key are three answers", async () => {
    await house.fail("itglue_get_organization", { organization_id: 999_999_999 }, "not_found");
    const limited = await openHouse({ key: "organizationLimited" });
    const foreign = (await house.raw("/organizations?page[size]=50")).data.find(
      ({ attributes }) => !/Larkfield|Northgate/.test(String(attributes["name"])),
    );
    const answer = await limited.fail(
      "itglue_get_organization",
      { organization_id: foreign?.id },
      "not_found",
    );
    expect(answer.text).not.toMatch(/key is invalid|revoked/);
    await limited.close();
    const revoked = await openHouse({ key: "revoked" });
    await revoked.fail(
      "itglue_get_organization",
      { organization_id: LARKFIELD },
      "credential_rejected",
    );
    await revoked.close();
  });

  it("C5: all reasons are told, with what they are about, whatever their shape", () => {
    const json = {
      errors: [
        {
          status: 422,
          title: "Unprocessable Entity",
          detail: ["can't be blank", "is too short"],
          source: { pointer: "/data/attributes/flexible-asset-traits.url" },
        },
        {
          status: "unprocessable_entity",
          title: "bulk action not allowed",
          source: { pointer: "data" },
        },
        {
          status: "422",
          detail: "must exist in the same organization",
          source: { pointer: "data/attributes/document-folder-id" },
        },
      ],
    };
    const answer = { status: 422, json, headers: {}, method: "POST", path: "/x", text: "" };
    const { reasons } = itglueErrors(answer);
    expect(reasons).toEqual([
      { text: "can't be blank", field: "traits.url" },
      { text: "is too short", field: "traits.url" },
      { text: "bulk action not allowed" },
      { text: "must exist in the same organization", field: "document_folder_id" },
    ]);
  });

  it.each([
    ["html", 404],
    ["html", 413],
    ["status", 504],
  ] as const)("C6: a page of HTML is not shown (%s %i)", async (kind, status) => {
    const other = await openHouse();
    other.sandbox.fault({ kind, status });
    const answer = await other.vendor.call("itglue_get_organization", {
      organization_id: LARKFIELD,
    });
    expect(answer.isError).toBe(true);
    expect(answer.text).not.toMatch(/<\/?(?:html|body|h1|p|title)\b/i);
    expect(answer.structured).toMatchObject({ error: { status } });
    await other.close();
  });

  it("C7: traits go by name-key", async () => {
    const { text, item } = await house.call("itglue_get_flexible_asset_type", {
      flexible_asset_type_id: 301,
    });
    expect(text).toContain("access-point-s");
    const fields = item["fields"] as readonly Record<string, unknown>[];
    expect(fields.find(({ name }) => name === "Access Point(s)")).toMatchObject({
      name_key: "access-point-s",
    });
    const given = { flexible_asset_id: 7700555, traits: { access_points: [6100077] } };
    const refused = await house.fail("itglue_patch_flexible_asset", given, "invalid_arguments");
    expect(refused.text).toContain("access-point-s");
  });

  it("C9: itglue_get honours or refuses every argument", async () => {
    const refused = [
      { path: "/configurations?filter[name]=x" },
      { path: `/organizations/${LARKFIELD}`, page_size: 5 },
      { path: "/configurations", sort: "colour" },
      { path: "/configurations", filters: { colour: "red" } },
      { path: "/configurations", raw_params: { "page[size]": "5000" } },
    ];
    for (const given of refused) await house.fail("itglue_get", given, "invalid_arguments");
    await house.call("itglue_get", { path: `/organizations/${LARKFIELD}` });
    expect(house.sandbox.requests().at(-1)?.query).toEqual({});
    const { structured } = await house.call("itglue_get", {
      path: "/configurations",
      filters: { organization_id: LARKFIELD },
      include: "configuration_interfaces",
      sort: "-name",
      page_size: 3,
      response_format: "json",
    });
    expect(structured["included"]).not.toEqual([]);
    expect(house.sandbox.requests().at(-1)?.query).toMatchObject({
      "filter[organization-id]": String(LARKFIELD),
      include: "configuration_interfaces",
      sort: "-name",
      "page[size]": "3",
    });
  });

  it("C15: commas do not split names, and nested lists are filtered all the same", async () => {
    const name = "Comma, comma, and more";
    await house.call("itglue_create_document", { organization_id: LARKFIELD, name });
    await house.call("itglue_create_location", { organization_id: LARKFIELD, name });
    await house.call("itglue_create_flexible_asset", {
      organization_id: LARKFIELD,
      flexible_asset_type_id: 301,
      traits: { ssid: name, "encryption-type": "WPA3 Enterprise" },
    });
    for (const [tool, given] of [
      ["itglue_list_documents", { organization_id: LARKFIELD }],
      ["itglue_list_locations", {}],
      ["itglue_list_flexible_assets", { flexible_asset_type_id: 301 }],
    ] as const) {
      const { items, structured } = await house.call(tool, { ...given, filter_name: "comma, AND" });
      expect(
        items.map((item) => item["name"]),
        tool,
      ).toEqual([name]);
      expect(structured, tool).toMatchObject({
        scan_limit_reached: false,
        scanned: expect.any(Number),
      });
    }
  });

  it("C16: how far a search went is a field, in JSON too", async () => {
    const { text } = await house.call("itglue_list_organizations", {
      filter_name: "lark",
      response_format: "json",
    });
    expect(JSON.parse(text)).toMatchObject({ scanned: 44, scan_limit_reached: false });
  });

  it("C18: long reads report progress, end when cancelled, and every call is audited", async () => {
    const done: number[] = [];
    await house.vendor.call(
      "itglue_list_configurations",
      { filter_name: "fw" },
      { onProgress: (count) => void done.push(count) },
    );
    expect(done.length).toBeGreaterThan(0);
    house.sandbox.fault({ kind: "hang" });
    const stop = new AbortController();
    const running = house.vendor.call(
      "itglue_list_configurations",
      { filter_name: "fw" },
      { signal: stop.signal },
    );
    setTimeout(() => {
      stop.abort();
    }, 50);
    await expect(running).rejects.toThrow(/abort/i);
    expect(house.vendor.audit.filter(({ event }) => event === "tool.call").length).toBeGreaterThan(
      1,
    );
  });
});
