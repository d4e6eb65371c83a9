import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectDryRun, openHouse, type House } from "../../test/house.ts";

let house: House;
let document_id = 0;
const sectionsPath = (): string =>
  `/documents/${String(document_id)}/relationships/sections?page[size]=1000`;

beforeAll(async () => {
  house = await openHouse();
  const organization = await house.first("/organizations");
  const made = await house.call("itglue_create_document", {
    organization_id: organization.id,
    name: "Sections",
  });
  document_id = Number(made.item["id"]);
});
afterAll(async () => house.close());

describe("document sections", () => {
  it("are added in every kind, listed with previews, and read whole", async () => {
    const heading = await house.call("itglue_create_document_section", {
      document_id,
      section_type: "Heading",
      content: "Start",
      level: 2,
    });
    expect(heading.item).toMatchObject({ resource_type: "Document::Heading", level: 2 });
    const long = `<p>${"words ".repeat(100)}</p>`;
    const text = await house.call("itglue_create_document_section", {
      document_id,
      section_type: "Text",
      content: long,
    });
    const step = await house.call("itglue_create_document_section", {
      document_id,
      section_type: "Step",
      content_markdown: "Stop **it** <script>x</script>",
      duration: 5,
    });
    expect(step.item).toMatchObject({ content: "<p>Stop <strong>it</strong> </p>", duration: 5 });
    await house.call("itglue_create_document_section", { document_id, section_type: "Gallery" });

    const listed = await house.call("itglue_list_document_sections", { document_id });
    expect(listed.items).toHaveLength(4);
    const preview = listed.items.find((item) => item["id"] === text.item["id"]);
    expect(String(preview?.["content_preview"]).length).toBeLessThanOrEqual(300);
    expect(preview).not.toHaveProperty("content");

    const read = await house.call("itglue_get_document_section", {
      document_id,
      section_id: text.item["id"],
    });
    expect(read.item["content"]).toBe(long);
    expect(read.item).toHaveProperty("rendered_content");
    expect(text.item).not.toHaveProperty("rendered_content");
  });

  it("are checked across fields before anything is sent", async () => {
    const create = { document_id, section_type: "Heading", content: "x" };
    const answer = await house.fail("itglue_create_document_section", create, "invalid_arguments");
    expect(answer.text).toContain("level");
    await house.fail(
      "itglue_create_document_section",
      { ...create, section_type: "Text", level: 1 },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_create_document_section",
      { ...create, section_type: "Gallery" },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_create_document_section",
      { document_id, section_type: "Text" },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_create_document_section",
      { ...create, section_type: "Text", content_markdown: "y" },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_create_document_section",
      { ...create, section_type: "Table" },
      "invalid_arguments",
    );
  });

  it("are changed with the difference, a note on publishing, and a check for other people's changes", async () => {
    const made = await house.call("itglue_create_document_section", {
      document_id,
      section_type: "Text",
      content: '<p>a</p><img src="https://x.example/rack.png">',
    });
    const section_id = made.item["id"];
    const draft = await house.call("itglue_update_document_section", {
      document_id,
      section_id,
      content: "<p>b</p>",
    });
    expect(draft.text).toContain("https://x.example/rack.png");
    expect(draft.text).toContain("draft");
    expect(draft.structured["changes"]).toMatchObject([{ field: "content", to: "<p>b</p>" }]);

    await house.call("itglue_publish_document", { document_id });
    const hidden = await house.call("itglue_update_document_section", {
      document_id,
      section_id,
      content: "<p>c</p>",
    });
    expect(hidden.text).toContain("republish");
    const seen = await house.call("itglue_update_document_section", {
      document_id,
      section_id,
      content: "<p>d</p>",
      republish: true,
    });
    expect(seen.text).toContain("published with this change");

    await house.fail(
      "itglue_update_document_section",
      { document_id, section_id },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_update_document_section",
      { document_id, section_id, level: 2 },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_update_document_section",
      { document_id, section_id, content: "e", if_updated_at: "2020-01-01T00:00:00.000Z" },
      "conflict",
    );
    await house.fail(
      "itglue_update_document_section",
      { document_id, section_id: 999_999_999, content: "e" },
      "not_found",
    );
  });

  it("are deleted with a copy, and nothing is sent in a dry run", async () => {
    const made = await house.call("itglue_create_document_section", {
      document_id,
      section_type: "Text",
      content: "<p>gone</p>",
    });
    const section_id = made.item["id"];
    await expectDryRun(
      house,
      "itglue_create_document_section",
      { document_id, section_type: "Text", content: "x" },
      sectionsPath(),
    );
    const [patch] = await expectDryRun(
      house,
      "itglue_update_document_section",
      { document_id, section_id, content: "<p>new</p>" },
      sectionsPath(),
    );
    expect(patch).toMatchObject({
      method: "PATCH",
      changes: [{ field: "content", from: "<p>gone</p>", to: "<p>new</p>" }],
    });
    await expectDryRun(
      house,
      "itglue_delete_document_section",
      { document_id, section_id, republish: true },
      sectionsPath(),
    );
    const deleted = await house.call("itglue_delete_document_section", { document_id, section_id });
    expect(deleted.item).toMatchObject({ id: section_id, content: "<p>gone</p>", deleted: true });
    await house.fail("itglue_delete_document_section", { document_id, section_id }, "not_found");
    await house.fail("itglue_list_document_sections", { document_id: 999_999_999 }, "not_found");
  });
});
