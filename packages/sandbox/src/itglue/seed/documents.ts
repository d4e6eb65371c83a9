import { createRandom } from "../../http/random.ts";
import { number, text as textOf, type Attributes, type Row } from "../model.ts";
import { FIRST_NAMES, LAST_NAMES } from "./names.ts";
import { ALL_ORGANIZATIONS, ORGANIZATIONS, type SeedOrganization } from "./organizations.ts";
import { dates, datesAt, LARKFIELD, randomFor, row, type SeedPlan } from "./plan.ts";
import type { Part, Scene } from "./prose.ts";
import { DAILY_RUNBOOKS, type Runbook } from "./runbooks-daily.ts";
import { SYSTEM_RUNBOOKS } from "./runbooks-systems.ts";
import { SPECIAL_DOCUMENTS } from "./special-documents.ts";

const RUNBOOKS: readonly Runbook[] = [...SYSTEM_RUNBOOKS, ...DAILY_RUNBOOKS];

/** Ids of what a document holds follow from its place, so that they are known before it is written. */
const HERO = { document: 5_200_310, section: 9_900_118, image: 27_000_042, gallery: 77_118 };
/** A picture inside the text of the first runbook, which belongs to the document itself. */
const INLINE_PICTURE = 27_000_041;
const SECTIONS_EACH = 100;
const IMAGES_EACH = 20;
const SECTION_BASE = 10_000_000;
const IMAGE_BASE = 28_000_000;
const GALLERY_BASE = 30_000_000;

const FOLDER_NAMES = ["Network", "Servers", "People", "Vendors"] as const;

function documentId(position: number): number {
  return position === 0 ? HERO.document : 5_210_000 + position * 3;
}

/** The rows of `document_folders`: four per customer, and a deeper tree at Larkfield. */
export function folderRows(): Row[] {
  const random = randomFor("document_folders");
  const rows = [
    folder(880_001, LARKFIELD, "Runbooks", null, [], random),
    folder(880_012, LARKFIELD, "Backup", 880_001, [880_001], random),
    folder(880_013, LARKFIELD, "Retired", 880_012, [880_001, 880_012], random),
    folder(880_014, LARKFIELD, "Imaging", 880_001, [880_001], random),
  ];
  for (const { id, position } of ALL_ORGANIZATIONS) {
    for (const [place, name] of FOLDER_NAMES.entries()) {
      const parent = place === 1 ? folderId(position, 0) : null;
      rows.push(
        folder(folderId(position, place), id, name, parent, parent ? [parent] : [], random),
      );
    }
  }
  return rows;
}

function folderId(position: number, place: number): number {
  return 881_000 + position * 10 + place;
}

function folder(
  id: number,
  organization: number,
  name: string,
  parent: number | null,
  ancestors: number[],
  random: ReturnType<typeof randomFor>,
): Row {
  return row(
    id,
    {
      "organization-id": organization,
      name,
      "parent-id": parent,
      "ancestor-ids": ancestors,
      restricted: name === "Vendors" && random.chance(0.2),
    },
    dates(random),
  );
}

/** The rows of `documents`. The bodies are made when somebody reads them. */
export function documentRows(plan: SeedPlan): Row[] {
  const random = randomFor("documents");
  const used = new Map<string, number>();
  return Array.from({ length: plan.documents }, (_, position) => {
    const organization = ownerOf(position, plan.documents);
    const special = SPECIAL_DOCUMENTS[position];
    const kind = (position * 7 + organization.position) % RUNBOOKS.length;
    // Shifted by one each time all kinds were used, so that kinds and sites meet in every pairing.
    const turn = position + Math.floor(position / RUNBOOKS.length);
    const site = organization.sites[turn % organization.sites.length] ?? organization.sites[0];
    const title = special?.name ?? unique(used, organization, RUNBOOKS[kind]?.title ?? "", site);
    const stale = random.chance(0.08);
    const made = stale
      ? datesAt("2020-03-02T09:00:00.000Z", "2022-01-17T11:20:00.000Z")
      : dates(random);
    if (special?.created) made["created-at"] = special.created;
    if (special?.updated) made["updated-at"] = special.updated;
    const attributes: Attributes = {
      _position: position,
      _kind: special ? -1 : kind,
      _site: site,
      _snapshot: "same",
      "organization-id": organization.id,
      name: title,
      restricted: random.chance(0.04),
      "my-glue": false,
      public: false,
      archived: special ? special.archived === true : random.chance(0.05),
      published: special ? special.published !== false : !random.chance(0.12),
      "document-folder-id": special
        ? (special.folder ?? null)
        : random.chance(0.45)
          ? folderOf(organization, random.between(0, 3), random.between(0, 2))
          : null,
    };
    if (attributes["published"] === false) attributes["_snapshot"] = null;
    return row(documentId(position), attributes, made);
  });
}

function folderOf(organization: SeedOrganization, place: number, deep: number): number {
  if (organization.id === LARKFIELD && deep > 0) return 880_012 + (place % 3);
  return folderId(organization.position, place);
}

/** A fifth of all documents, or 128 of 600, belong to Larkfield; a few to the second account. */
function ownerOf(position: number, total: number): SeedOrganization {
  const larkfield = Math.max(SPECIAL_DOCUMENTS.length, Math.round(total * 0.2134));
  const chosen =
    position < larkfield
      ? ORGANIZATIONS.find(({ id }) => id === LARKFIELD)
      : ALL_ORGANIZATIONS.filter(({ id }) => id !== LARKFIELD)[
          (position - larkfield) % (ALL_ORGANIZATIONS.length - 1)
        ];
  return chosen ?? ALL_ORGANIZATIONS[0] ?? fail();
}

function fail(): never {
  throw new Error("The sandbox has no organizations.");
}

function unique(
  used: Map<string, number>,
  organization: SeedOrganization,
  title: string,
  site: string,
): string {
  const name = `${title}: ${site}`;
  const key = `${organization.id} ${name}`;
  const count = (used.get(key) ?? 0) + 1;
  used.set(key, count);
  // Customers keep older versions beside the new one, which is what a search has to cope with.
  return count === 1 ? name : `${name} (${2027 - count})`;
}

/** Writes the sections of one seeded document; documents made later have none. */
export function writeSections(document: Row): { sections: Row[]; images: Row[] } {
  const position = number(document, "_position");
  if (position === undefined) return { sections: [], images: [] };
  const sections: Row[] = [];
  const images: Row[] = [];
  const made = {
    "created-at": document.attributes["created-at"] ?? null,
    "updated-at": document.attributes["updated-at"] ?? null,
  };
  for (const [place, part] of partsOf(document, position).entries()) {
    const gallery = galleryId(position, place);
    sections.push(row(sectionId(position, place), sectionOf(document, part, place, gallery), made));
    for (const name of "pictures" in part ? (part.pictures ?? []) : []) {
      const id = imageId(position, images.length);
      images.push(row(id, imageOf(document, gallery, name, id), made));
    }
  }
  if (document.id === HERO.document) {
    const attributes = imageOf(document, null, "rack.png", INLINE_PICTURE);
    images.push(row(INLINE_PICTURE, attributes, made));
  }
  return { sections, images };
}

function partsOf(document: Row, position: number): Part[] {
  const organization = ALL_ORGANIZATIONS.find(
    ({ id }) => id === number(document, "organization-id"),
  );
  const scene = sceneOf(organization ?? fail(), textOf(document, "_site"), position);
  const kind = number(document, "_kind") ?? -1;
  if (kind >= 0) return RUNBOOKS[kind]?.parts(scene) ?? [];
  return SPECIAL_DOCUMENTS[position]?.parts(scene) ?? [];
}

function sceneOf(organization: SeedOrganization, site: string, position: number): Scene {
  const random = createRandom(`document ${position}`);
  const prefix = organization.short;
  return {
    organization,
    site,
    server: `${prefix}-SRV-0${random.between(1, 3)}`,
    firewall: `${prefix}-FW-01`,
    nas: `${prefix}-NAS-01`,
    person: `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
    network: organization.position,
    random,
  };
}

function sectionOf(document: Row, part: Part, place: number, gallery: number): Attributes {
  const holdsPictures = part.kind === "Gallery" || part.kind === "Step";
  return {
    "document-id": document.id,
    "resource-id": gallery,
    "resource-type": `Document::${part.kind}`,
    content: part.kind === "Gallery" ? null : part.html,
    level: part.kind === "Heading" ? part.level : null,
    duration: part.kind === "Step" ? part.minutes : null,
    "reset-count": part.kind === "Step" ? false : null,
    sort: place,
    "document-gallery-id": holdsPictures ? gallery : null,
  };
}

function imageOf(document: Row, gallery: number | null, name: string, id: number): Attributes {
  return {
    name,
    size: 20_000 + (id % 9_000) * 7,
    "document-id": document.id,
    "document-gallery-id": gallery,
    target:
      gallery === null ? { type: "document", id: document.id } : { type: "gallery", id: gallery },
  };
}

function sectionId(position: number, place: number): number {
  return position === 0 ? HERO.section + place : SECTION_BASE + position * SECTIONS_EACH + place;
}

function galleryId(position: number, place: number): number {
  return position === 0 ? HERO.gallery + place : GALLERY_BASE + position * SECTIONS_EACH + place;
}

function imageId(position: number, place: number): number {
  return position === 0 ? HERO.image + place : IMAGE_BASE + position * IMAGES_EACH + place;
}

/** The seeded document of an image. */
export function documentOfImage(image: number): number | undefined {
  if (image >= INLINE_PICTURE && image < HERO.image + IMAGES_EACH) return HERO.document;
  if (image < IMAGE_BASE || image >= GALLERY_BASE) return undefined;
  return documentId(Math.floor((image - IMAGE_BASE) / IMAGES_EACH));
}

/** The seeded document of a gallery. */
export function documentOfGallery(gallery: number): number | undefined {
  if (gallery >= HERO.gallery && gallery < HERO.gallery + SECTIONS_EACH) return HERO.document;
  if (gallery < GALLERY_BASE) return undefined;
  return documentId(Math.floor((gallery - GALLERY_BASE) / SECTIONS_EACH));
}
