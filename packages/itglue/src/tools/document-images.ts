import {
  id,
  item,
  message,
  path,
  PsaError,
  view,
  z,
  type AnyTool,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import type { ItglueApi, ItglueRecord } from "../api.ts";
import { defineTool } from "../define.ts";
import { contentOf, kindOf, sectionAt } from "../documents/sections.ts";
import { allOrNothing } from "../documents/undo.ts";
import { byteSources, givenFile, wireBytes } from "../files/bytes.ts";
import { checkImage } from "../files/images.ts";
import { pick } from "../records/pick.ts";

const KEYS = [
  "id",
  "name",
  "size",
  "document_id",
  "document_gallery_id",
  "target",
  "inline_resource_url",
  "created_at",
] as const;

const detail: View = view(
  "image",
  "id",
  "name",
  { key: "size", format: "bytes" },
  "document_id",
  { key: "document_gallery_id", label: "gallery" },
  { key: "inline_resource_url", label: "address in text" },
  { key: "original_src", label: "download (about an hour)", max: 4000 },
  { key: "created_at", format: "datetime" },
);

const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");

/** The tag that shows the picture in a section; undefined when the API gave no address for it. */
function imageTag(image: PlainRecord): string | undefined {
  const source = image["inline_resource_url"];
  return typeof source === "string" && source !== "" ? `<img src="${escaped(source)}">` : undefined;
}

const createDocumentImage = defineTool({
  name: "itglue_create_document_image",
  title: "Create document image",
  tier: "write",
  toolset: "images",
  description:
    "Put a picture into a document: into the text (append_to_section_id, or place the img tag it answers with) or into a Gallery (gallery_id: its document_gallery_id). One source: upload_id, url, file_path or content_base64.",
  input: z.object({
    document_id: id("document"),
    gallery_id: id("gallery").optional(),
    append_to_section_id: id("section").optional(),
    ...byteSources,
  }),
  handler: async ({ input, vendor, client, files }) => {
    const { document_id, gallery_id, append_to_section_id } = input;
    if (gallery_id !== undefined && append_to_section_id !== undefined) {
      throw new PsaError(
        "invalid_arguments",
        "A picture goes into a gallery or into a section's text, not both.",
        {
          advice: "Give gallery_id or append_to_section_id.",
        },
      );
    }
    // Read first: a section that cannot take the picture is found out before anything is sent.
    const section =
      append_to_section_id === undefined
        ? undefined
        : await textSection(vendor, document_id, append_to_section_id);
    const file = await givenFile(input, { client, files });
    if (file.bytes !== undefined) checkImage(file.bytes);
    const target =
      gallery_id === undefined
        ? { type: "document", id: document_id }
        : { type: "gallery", id: gallery_id };
    return allOrNothing(vendor, async (steps) => {
      steps.begin("send the picture");
      const image = await vendor.create(path`/document_images`, "document-images", {
        target,
        image: { content: wireBytes(file, client.dryRun), "file-name": file.name },
      });
      steps.done(`image ${String(image.id)}`, (api) =>
        api.remove(path`/document_images/${image.id}`),
      );
      const tag = imageTag(image);
      if (section !== undefined) {
        steps.begin("put the picture into the section");
        await append(
          vendor,
          document_id,
          section,
          client.dryRun ? (tag ?? '<img src="(address of the new picture)">') : tag,
        );
      }
      const inText = gallery_id === undefined ? tag : undefined;
      const facts = {
        image: pick(image, KEYS),
        ...(inText === undefined ? {} : { img_tag: inText }),
        ...(section === undefined ? {} : { appended_to_section_id: section.id }),
      };
      const done = `Picture ${String(image.id)} is in document ${String(document_id)}.`;
      return message(inText === undefined ? done : `${done}\n${inText}`, facts, [
        placement(gallery_id, section?.id),
      ]);
    });
  },
});

function placement(gallery: number | undefined, section: number | undefined): string {
  if (gallery !== undefined) return `The picture is in gallery ${String(gallery)}.`;
  return section === undefined
    ? "Put exactly this img_tag into a section's content to show the picture."
    : "The picture stands at the end of the section; a published document shows it after publishing again.";
}

async function textSection(
  vendor: ItglueApi,
  document: number,
  section: number,
): Promise<ItglueRecord> {
  const found = await vendor.get(sectionAt(document, section));
  if (["Text", "Step"].includes(kindOf(found))) return found;
  throw new PsaError(
    "invalid_arguments",
    `A ${kindOf(found)} section cannot take a picture into its text.`,
    {
      advice:
        "Name a Text or Step section; pictures of a Gallery go to gallery_id (its document_gallery_id).",
    },
  );
}

async function append(
  vendor: ItglueApi,
  document: number,
  section: ItglueRecord,
  tag: string | undefined,
): Promise<void> {
  if (tag === undefined) {
    throw new PsaError(
      "bad_response",
      "IT Glue gave no address for the picture, so it cannot be shown in the text.",
    );
  }
  const content = `${contentOf(section)}<div>${tag}</div>`;
  await vendor.update(sectionAt(document, section.id), "document-sections", { content }, section);
}

const getDocumentImage = defineTool({
  name: "itglue_get_document_image",
  title: "Get document image",
  tier: "read",
  toolset: "images",
  description:
    "Facts of one picture: its address inside documents and a download link that works for about an hour.",
  input: z.object({ image_id: id("image") }),
  handler: async ({ input, vendor }) => {
    const image = await vendor.get(path`/document_images/${input.image_id}`);
    return item(pick(image, [...KEYS, "original_src"]), detail);
  },
});

const deleteDocumentImage = defineTool({
  name: "itglue_delete_document_image",
  title: "Delete document image",
  tier: "write",
  toolset: "images",
  erases: true,
  idempotent: true,
  description:
    "Delete a picture of a document. Its img tag stays in the text until that section is saved again.",
  input: z.object({ image_id: id("image"), document_id: id("document").optional() }),
  handler: async ({ input, vendor }) => {
    const at = path`/document_images/${input.image_id}`;
    const image = await vendor.get(at);
    if (input.document_id !== undefined && image["document_id"] !== input.document_id) {
      throw new PsaError("invalid_arguments", "This picture belongs to another document.", {
        advice: "Check both ids, or leave document_id out.",
      });
    }
    await vendor.remove(at);
    return item({ ...pick(image, KEYS), deleted: true }, detail, {
      notes: ["Deleted. Sections that show it keep an empty img tag until they are saved again."],
    });
  },
});

/** Pictures in documents: put in, look up, delete. */
export const documentImageTools: readonly AnyTool[] = [
  createDocumentImage,
  getDocumentImage,
  deleteDocumentImage,
];
