import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House, type RawRecord } from "../../test/house.ts";

let house: House;
let organization: RawRecord;
let documentId: number;
/** Answers before the first audit; the secret was written through them. */
let setUp: number;
const SECRET = "Winter-2026-Harbour";
/** A picture of one pixel. */
const DOT =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
beforeAll(async () => {
  house = await openHouse();
  organization = await house.first("/organizations?sort=name");
  documentId = await made("itglue_create_document", {
    organization_id: organization.id,
    name: "Audit subject",
  });
  const section = await made("itglue_create_document_section", {
    document_id: documentId,
    section_type: "Text",
    content: `<p>Admin password: ${SECRET}</p>
      <p><a href="https://demo.itglue.com/${organization.id}/docs/999999998">old</a> <a href="https://example.com/">out</a></p>`,
  });
  // Deleting a picture leaves its tag behind until the section is saved again.
  const { structured } = await house.call("itglue_create_document_image", {
    document_id: documentId,
    append_to_section_id: section,
    file_name: "dot.png",
    content_base64: DOT,
  });
  await house.call("itglue_delete_document_image", { image_id: imageIn(structured) });
  await made("itglue_create_document", { organization_id: organization.id, name: "Audit empty" });
  setUp = house.said.length;
});
afterAll(async () => house.close());

function imageIn(structured: Record<string, unknown>): unknown {
  const item = (structured["item"] ?? structured) as Record<string, unknown>;
  const image = (item["image"] ?? item) as Record<string, unknown>;
  return image["id"];
}

async function made(tool: string, given: Record<string, unknown>): Promise<number> {
  const { structured, text } = await house.call(tool, given);
  const record = (structured["item"] ?? structured) as Record<string, unknown>;
  const id = Number(record["id"]);
  expect(id, text).toBeGreaterThan(0);
  return id;
}

async function audit(given: Record<string, unknown>): Promise<readonly Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  let answer = await house.call("itglue_audit_documentation", {
    organization_id: organization.id,
    page_size: 100,
    ...given,
  });
  all.push(...answer.items);
  while (answer.structured["next_cursor"] !== undefined) {
    answer = await house.call("itglue_audit_documentation", {
      organization_id: organization.id,
      page_size: 100,
      ...given,
      cursor: answer.structured["next_cursor"],
    });
    all.push(...answer.items);
  }
  return all;
}

const of = (findings: readonly Record<string, unknown>[], id: number): readonly unknown[] =>
  findings.filter((finding) => finding["id"] === id).map((finding) => finding["check"]);

describe("itglue_audit_documentation", () => {
  it("finds drafts, empty documents, broken pictures and links, and secrets without repeating them", async () => {
    const findings = await audit({});
    expect(new Set(of(findings, documentId))).toEqual(
      new Set(["broken_images", "broken_links", "secrets", "unpublished"]),
    );
    const empty = findings.find(
      (finding) => finding["check"] === "empty" && finding["name"] === "Audit empty",
    );
    expect(empty?.["record_type"]).toBe("document");
    expect(house.said.slice(setUp).join("\n")).not.toContain(SECRET);
    for (const finding of findings) expect(finding["detail"]).toBeTypeOf("string");
  });

  it("runs the checks that are asked for alone", async () => {
    const findings = await audit({ checks: ["unpublished"] });
    expect(new Set(findings.map((finding) => finding["check"]))).toEqual(new Set(["unpublished"]));
  });

  it("names asset types that are missing, and names that no type has", async () => {
    const findings = await audit({
      checks: ["missing_asset_types"],
      required_asset_types: ["no such type"],
    });
    expect(findings).toMatchObject([
      { check: "missing_asset_types", severity: "high", name: "no such type" },
    ]);
  });

  it("counts days for what is stale", async () => {
    const findings = await audit({ checks: ["stale"], stale_days: 1 });
    expect(
      findings.every((finding) => /not changed for \d+ days/.test(String(finding["detail"]))),
    ).toBe(true);
  });

  it("reports progress, and ends when it is cancelled", async () => {
    const steps: number[] = [];
    await house.vendor.call(
      "itglue_audit_documentation",
      { organization_id: organization.id },
      { onProgress: (done) => void steps.push(done) },
    );
    expect(steps.length).toBeGreaterThan(0);
    const stop = new AbortController();
    const cancelled = house.vendor.call(
      "itglue_audit_documentation",
      { organization_id: organization.id },
      { signal: stop.signal },
    );
    stop.abort();
    await expect(cancelled).rejects.toThrow();
  });

  it("walks through batches by page", async () => {
    const { structured } = await house.call("itglue_audit_documentation", {
      organization_id: organization.id,
      page_size: 1,
    });
    expect(structured).toMatchObject({ documents_checked: 1, page_number: 1 });
    expect(Number(structured["documents"])).toBeGreaterThanOrEqual(2);
    await house.fail("itglue_audit_documentation", { organization_id: 999_999_999 }, "not_found");
  });
});
