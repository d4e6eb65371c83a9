// Defects of existing servers for IT Glue in what they change, by their numbers in the vendor notes.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectDryRun, openHouse, type House } from "./house.ts";

const LARKFIELD = 4100021;
const RUNBOOK = 5200310;
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

let house: House;
beforeAll(async () => {
  house = await openHouse({ settings: { MCP_IDEMPOTENCY_SECONDS: "0" } });
});
afterAll(() => house.close());
beforeEach(() => {
  house.sandbox.reset();
});

describe("writing", () => {
  it("C1: a file of 25 MiB from an upload slot arrives whole", { timeout: 60_000 }, async () => {
    const bytes = Buffer.alloc(25 * 1024 * 1024, 7);
    const other = await openHouse({
      abilities: ["uploads"],
      files: { takeUpload: async () => ({ bytes, fileName: "large.bin" }) },
    });
    const given = { resource_type: "documents", resource_id: RUNBOOK, upload_id: "A".repeat(24) };
    const { item } = await other.call("itglue_create_attachment", given);
    expect(item).toMatchObject({ name: "large.bin", attachment_file_size: bytes.length });
    await other.close();
  });

  it("C8: a replacement loses no file without a word, and a merge keeps the rest", async () => {
    const given = {
      flexible_asset_id: 7700555,
      traits: { ssid: "X", "encryption-type": "WPA3 Enterprise" },
    };
    const refused = await house.fail("itglue_update_flexible_asset", given, "invalid_arguments");
    expect(refused.text).toContain("coverage-map");
    expect(house.sandbox.writes()).toEqual([]);
    const before = (await house.first("/flexible_assets/7700555")).attributes["traits"] as Record<
      string,
      unknown
    >;
    await house.call("itglue_update_flexible_asset", {
      flexible_asset_id: 7700555,
      traits: { vlan: 99 },
      mode: "merge",
    });
    const after = (await house.first("/flexible_assets/7700555")).attributes["traits"] as Record<
      string,
      unknown
    >;
    expect(Object.keys(after).toSorted()).toEqual(Object.keys(before).toSorted());
    expect(after).toMatchObject({
      vlan: 99,
      "pre-shared-key": before["pre-shared-key"],
      ssid: before["ssid"],
    });
  });

  it.each([
    ["itglue_create_document_section", { section_type: "Heading", content: "x" }, "level"],
    ["itglue_create_document_section", { section_type: "Text", content: "x", level: 1 }, "level"],
    [
      "itglue_create_document_section",
      { section_type: "Heading", content: "x", level: 1, duration: 5 },
      "duration",
    ],
    ["itglue_create_document_section", { section_type: "Text" }, "content"],
    ["itglue_create_document_section", { section_type: "Gallery", content: "x" }, "Gallery"],
    ["itglue_update_document_section", { section_id: 9900120 }, "content"],
    ["itglue_update_document_section", { section_id: 9900120, level: 2 }, "level"],
    ["itglue_update_document", {}, "field"],
  ])("C10: %s refuses %j by name", async (tool, given, named) => {
    const answer = await house.fail(tool, { document_id: RUNBOOK, ...given }, "invalid_arguments");
    expect(answer.text).toContain(named);
    expect(house.sandbox.writes()).toEqual([]);
  });

  it("C11: a change of a published document says that it is not published, or publishes", async () => {
    await house.call("itglue_publish_document", { document_id: RUNBOOK });
    for (const [tool, given] of [
      ["itglue_create_document_section", { section_type: "Text", content: "<p>one</p>" }],
      ["itglue_update_document_section", { section_id: 9900120, content: "<p>two</p>" }],
      ["itglue_edit_document_text", { find: "two", replace: "three" }],
      ["itglue_delete_document_section", { section_id: 9900120 }],
    ] as const) {
      const { text } = await house.call(tool, { document_id: RUNBOOK, ...given });
      expect(text, tool).toContain("itglue_publish_document");
    }
    await house.call("itglue_create_document_section", {
      document_id: RUNBOOK,
      section_type: "Text",
      content: "<p>four</p>",
      republish: true,
    });
    expect(house.sandbox.writes().at(-1)).toMatchObject({
      method: "PATCH",
      path: `/documents/${RUNBOOK}/publish`,
    });
  });

  it("C12: a write that fails half-way is undone; deletions ask, end at 50 and report on each", async () => {
    house.sandbox.fault({
      kind: "status",
      status: 500,
      match: { method: "POST", path: "sections" },
      after: 1,
    });
    const given = { organization_id: LARKFIELD, name: "Half", markdown: "# A\n\nb\n\n# C" };
    const failed = await house.vendor.call("itglue_write_document", given);
    expect(failed.isError).toBe(true);
    const left = await house.raw(
      `/organizations/${LARKFIELD}/relationships/documents?page[size]=1000`,
    );
    expect(left.data.map(({ attributes }) => attributes["name"])).not.toContain("Half");
    house.sandbox.reset();
    await expectDryRun(
      house,
      "itglue_delete_documents",
      { document_ids: [RUNBOOK] },
      `/documents/${RUNBOOK}`,
    );
    const ids = Array.from({ length: 51 }, (_unused, index) => index + 1);
    await house.fail("itglue_delete_documents", { document_ids: ids }, "invalid_arguments");
    const { items } = await house.confirmed("itglue_delete_documents", {
      document_ids: [RUNBOOK, 999_999_999],
    });
    expect(items).toMatchObject([
      { id: RUNBOOK, status: "deleted" },
      { id: 999_999_999, status: "not_found" },
    ]);
  });

  it("C13: a picture that could not be placed is taken back, or named", async () => {
    const given = {
      document_id: RUNBOOK,
      append_to_section_id: 9900120,
      content_base64: PIXEL,
      file_name: "a.png",
    };
    house.sandbox.fault({ kind: "status", status: 422, match: { method: "PATCH" } });
    const undone = await house.fail("itglue_create_document_image", given, "invalid_arguments");
    expect(undone.structured).toMatchObject({ error: { undone: true } });
    house.sandbox.fault({ kind: "status", status: 403, match: { method: "DELETE" } });
    const left = await house.fail("itglue_create_document_image", given, "outcome_unknown");
    expect(left.text).toMatch(/image \d+/);
  });

  it("C17: reads wait and try again, creations are never sent twice", async () => {
    house.sandbox.fault({ kind: "retry-after", retryAfter: 1, times: 1 });
    const started = Date.now();
    await house.call("itglue_get_organization", { organization_id: LARKFIELD });
    expect(Date.now() - started).toBeGreaterThan(900);
    house.sandbox.reset();
    house.sandbox.fault({ kind: "status", status: 500, match: { method: "POST" } });
    const failed = await house.vendor.call("itglue_create_document", {
      organization_id: LARKFIELD,
      name: "Once",
    });
    expect(failed.isError).toBe(true);
    expect(house.sandbox.writes()).toHaveLength(1);
  });
});
