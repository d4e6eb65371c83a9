import { count, id, item, longText, page, PsaError, z, type AnyTool } from "@psa-mcp/core";
import { markdownToHtml } from "@psa-mcp/core/text";
import { paging } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { afterSectionChange } from "../documents/publishing.ts";
import {
  checkSection,
  contentOf,
  galleryImages,
  kindOf,
  lostImages,
  renderedSection,
  sectionAt,
  sectionDetail,
  sectionRow,
  sectionsOf,
} from "../documents/sections.ts";
import { given } from "../records/pick.ts";
import { ifUpdatedAt, refuseStale } from "../records/stale.ts";
import { sectionDetailView, sectionPreviews } from "../views/documents.ts";

const listDocumentSections = defineTool({
  name: "itglue_list_document_sections",
  title: "List document sections",
  tier: "read",
  toolset: "documents",
  paged: true,
  description:
    "List a document's sections with ids, kinds and how they begin. itglue_get_document reads the whole text.",
  input: z.object({ document_id: id("document"), ...paging }),
  handler: async ({ input, vendor }) => {
    const found = await vendor.list(sectionsOf(input.document_id), {
      sort: "sort",
      pageNumber: input.page_number ?? 1,
      pageSize: input.page_size ?? 50,
    });
    return page({
      items: found.records.map(sectionRow),
      view: sectionPreviews,
      total: found.total,
      page: found.pageNumber,
      ...(found.hasMore ? { next: { page_number: found.pageNumber + 1 } } : {}),
    });
  },
});

const getDocumentSection = defineTool({
  name: "itglue_get_document_section",
  title: "Get document section",
  tier: "read",
  toolset: "documents",
  paged: true,
  description: "Read one section; its HTML is in structured content and in response_format json.",
  input: z.object({ document_id: id("document"), section_id: id("section") }),
  handler: async ({ input, vendor }) =>
    item(
      renderedSection(await vendor.get(sectionAt(input.document_id, input.section_id))),
      sectionDetailView,
    ),
});

const body = {
  content: longText().optional(),
  content_markdown: longText().optional(),
  level: count(1, 6).optional(),
  duration: z.int().min(1).optional(),
  sort: z.int().min(0).optional(),
};

/** The section's new HTML, from whichever form it was given in. */
function htmlOf(input: {
  readonly content?: string | undefined;
  readonly content_markdown?: string | undefined;
}): string | undefined {
  if (input.content_markdown === undefined) return input.content;
  if (input.content === undefined) return markdownToHtml(input.content_markdown);
  throw new PsaError("invalid_arguments", "Give content or content_markdown, not both.");
}

const createDocumentSection = defineTool({
  name: "itglue_create_document_section",
  title: "Create document section",
  tier: "write",
  toolset: "documents",
  description:
    "Add one section to a document. Give content (HTML; plain text for a Heading) or content_markdown; level for Headings, duration in minutes for Steps, nothing for a Gallery.",
  input: z.object({
    document_id: id("document"),
    section_type: z.enum(["Text", "Heading", "Gallery", "Step"]),
    ...body,
    republish: z.boolean().optional(),
  }),
  handler: async ({ input, vendor }) => {
    const { level, duration, sort } = input;
    const content = htmlOf(input);
    checkSection(input.section_type, { content, level, duration }, true);
    const attributes = given({
      resource_type: `Document::${input.section_type}`,
      content,
      level,
      duration,
      sort,
    });
    const section = await vendor.create(
      sectionsOf(input.document_id),
      "document-sections",
      attributes,
    );
    const notes = await afterSectionChange(vendor, input.document_id, input.republish);
    return item(sectionDetail(section), sectionDetailView, { notes });
  },
});

const updateDocumentSection = defineTool({
  name: "itglue_update_document_section",
  title: "Update document section",
  tier: "write",
  toolset: "documents",
  idempotent: true,
  description:
    "Replace a section's content (HTML, or content_markdown) or change its level, duration or position; its kind cannot change. For words in place use itglue_edit_document_text.",
  input: z.object({
    document_id: id("document"),
    section_id: id("section"),
    ...body,
    republish: z.boolean().optional(),
    if_updated_at: ifUpdatedAt,
  }),
  handler: async ({ input, vendor }) => {
    const { level, duration, sort } = input;
    const content = htmlOf(input);
    const changes = given({ content, level, duration, sort });
    if (Object.keys(changes).length === 0) {
      throw new PsaError("invalid_arguments", "Nothing to change was given.", {
        advice: "Give content, content_markdown, level, duration or sort.",
      });
    }
    const at = sectionAt(input.document_id, input.section_id);
    const before = await vendor.get(at);
    checkSection(kindOf(before), { content, level, duration }, false);
    refuseStale("section", before["updated_at"], input.if_updated_at);
    const section = await vendor.update(at, "document-sections", changes, before);
    const lost = content === undefined ? [] : lostImages(contentOf(before), content);
    const notes = [
      ...lost,
      ...(await afterSectionChange(vendor, input.document_id, input.republish)),
    ];
    return item(sectionDetail(section), sectionDetailView, { notes });
  },
});

const deleteDocumentSection = defineTool({
  name: "itglue_delete_document_section",
  title: "Delete document section",
  tier: "write",
  toolset: "documents",
  erases: true,
  idempotent: true,
  description:
    "Delete one section; the pictures of a Gallery or Step go with it. Answers with what was deleted.",
  input: z.object({
    document_id: id("document"),
    section_id: id("section"),
    republish: z.boolean().optional(),
  }),
  handler: async ({ input, vendor }) => {
    const at = sectionAt(input.document_id, input.section_id);
    const before = await vendor.get(at);
    await vendor.remove(at);
    const images = galleryImages(before).map(
      (image) => `${String(image["name"] ?? "")} (${String(image["id"])})`,
    );
    const gone = images.length === 0 ? [] : [`${String(images.length)} pictures went with it.`];
    const notes = [
      ...gone,
      ...(await afterSectionChange(vendor, input.document_id, input.republish)),
    ];
    return item({ ...sectionDetail(before), deleted: true }, sectionDetailView, { notes });
  },
});

/** Document sections: list, read, add, change, delete. */
export const documentSectionTools: readonly AnyTool[] = [
  listDocumentSections,
  getDocumentSection,
  createDocumentSection,
  updateDocumentSection,
  deleteDocumentSection,
];
