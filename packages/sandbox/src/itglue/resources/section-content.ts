import type { Call } from "../call.ts";
import { isStorageAddress, presign } from "../files.ts";
import { number, text, type Attributes, type Row } from "../model.ts";

const INLINE_IMAGE = /^\/\d+\/docs\/\d+\/(?:developer\/)?images\/(\d+)$/;
const IMAGE_TAG = /<img\b[^>]*>/gi;

/** The attributes of a section as they are sent. */
export function sectionAttributes(call: Call, section: Row): Attributes {
  const { attributes } = section;
  const gallery = number(section, "document-gallery-id");
  const separate = call.state.switches.galleryTarget === "gallery-id" && gallery !== undefined;
  return {
    "document-id": attributes["document-id"] ?? null,
    "resource-id": separate ? gallery + 500_000_000 : (attributes["resource-id"] ?? null),
    "resource-type": attributes["resource-type"] ?? null,
    content: attributes["content"] ?? null,
    "rendered-content": rendered(call, section),
    level: attributes["level"] ?? null,
    duration: attributes["duration"] ?? null,
    "reset-count": attributes["reset-count"] ?? null,
    sort: attributes["sort"] ?? null,
    "document-gallery-id": gallery ?? null,
    "document-images": gallery === undefined ? [] : galleryImages(call, gallery),
    "created-at": attributes["created-at"] ?? null,
    "updated-at": attributes["updated-at"] ?? null,
  };
}

function galleryImages(call: Call, gallery: number): Attributes[] {
  return call.state.store
    .table("document_images")
    .by("document-gallery-id", gallery)
    .map((image) => ({ id: image.id, ...imageAttributes(call, image) }));
}

/** The attributes of an image, with addresses that work for an hour. */
export function imageAttributes(call: Call, image: Row): Attributes {
  const name = text(image, "name");
  const document = number(image, "document-id") ?? 0;
  const owner = call.state.store.table("documents").get(document);
  const between = call.state.switches.imagePath === "developer" ? "/developer" : "";
  const organization = number(owner, "organization-id") ?? 0;
  return {
    name,
    size: image.attributes["size"] ?? null,
    "document-id": document,
    "document-gallery-id": image.attributes["document-gallery-id"] ?? null,
    target: image.attributes["target"] ?? null,
    "original-src": presign(call.state, "images-original", image.id, name),
    "slim-src": presign(call.state, "images-slim", image.id, name),
    "thumbnail-src": presign(call.state, "images-thumbnail", image.id, name),
    "inline-resource-url": `/${organization}/docs/${document}${between}/images/${image.id}`,
    "created-at": image.attributes["created-at"] ?? null,
    "updated-at": image.attributes["updated-at"] ?? null,
  };
}

/** The content with the paths of images exchanged for presigned addresses. */
function rendered(call: Call, section: Row): string | null {
  const content = section.attributes["content"];
  if (typeof content !== "string") return null;
  return content.replaceAll(IMAGE_TAG, (tag) => {
    const source = sourceOf(tag);
    const id = INLINE_IMAGE.exec(source)?.[1];
    const image = id === undefined ? undefined : call.state.store.image(Number(id));
    if (!image) return tag;
    const address = presign(call.state, "images-original", image.id, text(image, "name"));
    return tag.replace(source, () => address.replaceAll("&", "&amp;"));
  });
}

/** What the vendor does to HTML on every save: drawings, scripts, data and storage addresses go. */
export function sanitize(call: Call, html: string): string {
  return html
    .replaceAll(/<(svg|script|style|iframe|object)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replaceAll(/<(?:svg|script|style|iframe|object|embed)\b[^>]*>/gi, "")
    .replaceAll(/\son\w+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, "")
    .replaceAll(/(\shref\s*=\s*["']?)\s*(?:javascript|data):[^"'>]*/gi, "$1#")
    .replaceAll(IMAGE_TAG, (tag) => (keepsImage(call, sourceOf(tag)) ? tag : ""));
}

function keepsImage(call: Call, source: string): boolean {
  if (/^\s*data:/i.test(source)) return false;
  const plain = source.replaceAll("&amp;", "&");
  if (isStorageAddress(call.state, plain)) return false;
  const id = INLINE_IMAGE.exec(plain)?.[1];
  // An image that was deleted meanwhile disappears with this save.
  if (id !== undefined) return call.state.store.image(Number(id)) !== undefined;
  return /^https:\/\//i.test(plain);
}

function sourceOf(tag: string): string {
  const found = /\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(tag);
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? "";
}
