import { path, PsaError, type ApiPath, type PlainRecord } from "@psa-mcp/core";
import { htmlToText } from "@psa-mcp/core/text";
import { isRecord } from "../json-api.ts";
import type { ItglueApi, ItglueRecord } from "../api.ts";
import { pick } from "../records/pick.ts";

/** Address of a document's sections. */
export function sectionsOf(document: number): ApiPath {
  return path`/documents/${document}/relationships/sections`;
}

/** Address of one section. */
export function sectionAt(document: number, section: number): ApiPath {
  return path`/documents/${document}/relationships/sections/${section}`;
}

/** All sections of a document in their order. */
export async function readSections(
  vendor: ItglueApi,
  document: number,
): Promise<readonly ItglueRecord[]> {
  const { records } = await vendor.crawl(
    sectionsOf(document),
    { sort: "sort" },
    { limit: 2000, pageSize: 500 },
  );
  return records.toSorted((left, right) => sortOf(left) - sortOf(right) || left.id - right.id);
}

/** Position of a section; sections without one come last. */
export function sortOf(section: PlainRecord): number {
  return typeof section["sort"] === "number" ? section["sort"] : Number.MAX_SAFE_INTEGER;
}

/** The section's kind in one word: Text, Heading, Gallery or Step. */
export function kindOf(section: PlainRecord): string {
  return String(section["resource_type"] ?? "").replace(/^Document::/, "");
}

/** The HTML of a section; empty for a gallery. */
export function contentOf(section: PlainRecord): string {
  return typeof section["content"] === "string" ? section["content"] : "";
}

/** Pictures of a gallery or step: `{id, name, size}` without their temporary addresses. */
export function galleryImages(section: PlainRecord): readonly PlainRecord[] {
  const images = section["document_images"];
  if (!Array.isArray(images)) return [];
  return images.filter(isRecord).map((image) => {
    const attributes = isRecord(image["attributes"]) ? image["attributes"] : {};
    return pick({ ...attributes, ...image, id: Number(image["id"]) }, ["id", "name", "size"]);
  });
}

/** A section as a row of a list: what it is, where it stands, and how it begins. */
export function sectionRow(section: ItglueRecord): PlainRecord {
  const preview = htmlToText(contentOf(section)).replace(/\s+/g, " ");
  const images = galleryImages(section);
  return {
    ...pick(section, [
      "id",
      "resource_type",
      "sort",
      "level",
      "duration",
      "document_gallery_id",
      "updated_at",
    ]),
    content_preview: preview.length > 300 ? `${preview.slice(0, 299)}…` : preview,
    ...(images.length === 0 ? {} : { images }),
  };
}

/** A section whole: with its HTML, without the copy of it that carries temporary addresses. */
export function sectionDetail(section: ItglueRecord): PlainRecord {
  const { rendered_content: _rendered, ...rest } = renderedSection(section);
  return rest;
}

/** A section whole, with the copy of its HTML in which the addresses of pictures can be fetched for a while. */
export function renderedSection(section: ItglueRecord): PlainRecord {
  const { document_images: _images, ...rest } = section;
  const images = galleryImages(section);
  return { ...rest, ...(images.length === 0 ? {} : { images }) };
}

/** What a call wants to be true of a section. */
export interface SectionFields {
  readonly content?: string | undefined;
  readonly level?: number | undefined;
  readonly duration?: number | undefined;
}

/** Refuses fields that a kind of section does not have, and names those it needs when it is new. */
export function checkSection(kind: string, fields: SectionFields, isNew: boolean): void {
  const wrong = (problem: string, advice: string): never => {
    throw new PsaError("invalid_arguments", problem, { advice });
  };
  const empty = fields.content === undefined || fields.content.trim() === "";
  if (kind !== "Heading" && fields.level !== undefined) {
    wrong(
      `level belongs to Heading sections, not to ${kind}.`,
      "Leave level out, or make it a Heading.",
    );
  }
  if (kind !== "Step" && fields.duration !== undefined) {
    wrong(
      `duration belongs to Step sections, not to ${kind}.`,
      "Leave duration out, or make it a Step.",
    );
  }
  if (kind === "Gallery" && fields.content !== undefined) {
    wrong(
      "A Gallery has no content.",
      "Add pictures with itglue_create_document_image and its gallery_id.",
    );
  }
  if (!isNew) return;
  if (kind === "Heading" && fields.level === undefined) {
    wrong("A Heading needs level (1 to 6).", "Give level beside content.");
  }
  if (kind !== "Gallery" && empty)
    wrong(`A ${kind} section needs content.`, "Give content or content_markdown.");
}

/** Addresses of the pictures in HTML, in order, each once. */
export function imageAddresses(html: string): readonly string[] {
  const found = new Set<string>();
  let from = 0;
  for (;;) {
    const start = html.indexOf("<img", from);
    if (start === -1) return [...found];
    const end = html.indexOf(">", start);
    const tag = html.slice(start, end === -1 ? undefined : end);
    const source = /\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(tag);
    const address = source?.[1] ?? source?.[2] ?? source?.[3];
    if (address !== undefined) found.add(address);
    from = start + 4;
  }
}

/** Says which pictures of the old text are no longer in the new one; empty when none is lost. */
export function lostImages(before: string, after: string): readonly string[] {
  const kept = new Set(imageAddresses(after));
  const lost = imageAddresses(before).filter((address) => !kept.has(address));
  if (lost.length === 0) return [];
  return [
    `Pictures of the old text that the new one does not show: ${lost.slice(0, 10).join(", ")}.`,
  ];
}
