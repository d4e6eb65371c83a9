import type { Answer } from "../../http/message.ts";
import type { Router } from "../../http/router.ts";
import { findRow, pathId, stamp, type Call } from "../call.ts";
import { invalid, parameterMissing, recordNotFound } from "../errors.ts";
import { itemAnswer, listAnswer, noContent, pageOf, readOne, type Sent } from "../json-api.ts";
import { number, text, type Attributes, type Json, type Row } from "../model.ts";
import { filterRows, sortRows, type FilterRule } from "../query.ts";
import { newDates } from "../resource.ts";
import type { Handler } from "../routes.ts";
import { keepPublishedCopy, touchDocument } from "./documents.ts";
import { sanitize, sectionAttributes } from "./section-content.ts";

const TYPE = "document-sections";
const KINDS = ["Document::Text", "Document::Heading", "Document::Gallery", "Document::Step"];
const FILTERS: Readonly<Record<string, FilterRule>> = {
  id: "id",
  "resource-type": "exact",
  "document-id": "id",
};
const SORTS = ["sort", "id", "created-at", "updated-at"];

/** Adds the sections, which live under their document only. */
export function addSectionRoutes(router: Router<Handler>): void {
  const path = "/documents/:id/relationships/sections";
  router.add("GET", path, list);
  router.add("POST", path, create);
  router.add("GET", `${path}/:section`, (call) => {
    const { section } = find(call);
    return itemAnswer(200, toSection(call, section));
  });
  router.add("PATCH", `${path}/:section`, update);
  router.add("DELETE", `${path}/:section`, remove);
}

function toSection(call: Call, section: Row): Sent {
  return {
    id: String(section.id),
    type: TYPE,
    attributes: sectionAttributes(call, section),
    relationships: {},
  };
}

function findDocument(call: Call): Row {
  return findRow(call, "documents", pathId(call, "id"));
}

function find(call: Call): { document: Row; section: Row } {
  const document = findDocument(call);
  const id = pathId(call, "section");
  const section = call.state.store.sections(document).find((row) => row.id === id);
  if (!section) throw recordNotFound();
  return { document, section };
}

function list(call: Call): Answer {
  const { store, switches } = call.state;
  const rows = filterRows(
    store.sections(findDocument(call)),
    call.query.filters,
    FILTERS,
    switches,
  );
  const value = (row: Row, name: string): Json => row.attributes[name] ?? null;
  const sorted = sortRows(rows, call.query.sort, SORTS, value, switches);
  const { page, rows: shown } = pageOf(call, sorted);
  const sent = shown.map((row) => toSection(call, row));
  return listAnswer(call, sent, page, rows.length);
}

function create(call: Call): Answer {
  const document = findDocument(call);
  const { attributes } = readOne(call, TYPE);
  const kind = attributes["resource-type"];
  if (kind === undefined || kind === null || kind === "") throw parameterMissing("resource_type");
  if (typeof kind !== "string" || !KINDS.includes(kind)) {
    throw invalid("is not included in the list", "/data/attributes/resource-type");
  }
  const resource = call.state.store.newId();
  const section: Row = {
    id: call.state.store.newId(),
    attributes: {
      "document-id": document.id,
      "resource-id": resource,
      "resource-type": kind,
      content: null,
      level: null,
      duration: null,
      "reset-count": kind === "Document::Step" ? false : null,
      "document-gallery-id":
        kind === "Document::Gallery" || kind === "Document::Step" ? resource : null,
      ...readSection(call, kind, attributes, undefined),
      ...newDates(call),
    },
  };
  const others = call.state.store.sections(document);
  place(call, document, section, others, attributes["sort"]);
  return itemAnswer(201, toSection(call, section));
}

function update(call: Call): Answer {
  const { document, section } = find(call);
  const { attributes } = readOne(call, TYPE);
  const kind = text(section, "resource-type");
  const wanted = attributes["resource-type"];
  if (wanted !== undefined && wanted !== kind) {
    throw invalid("cannot be changed", "/data/attributes/resource-type");
  }
  const changes = readSection(call, kind, attributes, section);
  keepPublishedCopy(call, document);
  Object.assign(section.attributes, changes, { "updated-at": stamp(call) });
  if (attributes["sort"] === undefined) touchDocument(call, document);
  else {
    const others = call.state.store.sections(document).filter((row) => row !== section);
    place(call, document, section, others, attributes["sort"]);
  }
  return itemAnswer(200, toSection(call, section));
}

function remove(call: Call): Answer {
  const { document, section } = find(call);
  keepPublishedCopy(call, document);
  const gallery = number(section, "document-gallery-id");
  const images = call.state.store.table("document_images");
  if (gallery !== undefined) {
    for (const image of images.by("document-gallery-id", gallery)) images.remove(image.id);
  }
  const rest = call.state.store.sections(document).filter((row) => row !== section);
  renumber(rest);
  call.state.store.setSections(document, rest);
  touchDocument(call, document);
  return noContent();
}

/** The attributes that fit the kind of section; those of other kinds are passed over. */
function readSection(
  call: Call,
  kind: string,
  given: Attributes,
  present: Row | undefined,
): Attributes {
  const changes: Attributes = {};
  const content = given["content"];
  if (kind !== "Document::Gallery" && content !== undefined) {
    if (content !== null && typeof content !== "string") {
      throw invalid("is invalid", "/data/attributes/content");
    }
    changes["content"] = content === null ? null : sanitize(call, content);
  }
  if (kind === "Document::Heading" && (given["level"] !== undefined || !present)) {
    changes["level"] = whole(given["level"], "level", 1, 6);
  }
  if (kind === "Document::Step") {
    const duration = given["duration"];
    if (duration === null) changes["duration"] = null;
    else if (duration !== undefined) changes["duration"] = whole(duration, "duration", 0, 100_000);
    if (typeof given["reset-count"] === "boolean") changes["reset-count"] = given["reset-count"];
  }
  return changes;
}

function whole(value: Json | undefined, name: string, low: number, high: number): number {
  const pointer = `/data/attributes/${name}`;
  if (value === undefined || value === null) throw invalid("can't be blank", pointer);
  const amount = Number(value);
  if (!Number.isInteger(amount) || amount < low || amount > high) {
    throw invalid(`must be between ${low} and ${high}`, pointer);
  }
  return amount;
}

/** Puts a section where its sort says, at the end without one, and numbers all of them again. */
function place(
  call: Call,
  document: Row,
  section: Row,
  others: readonly Row[],
  sort: Json | undefined,
): void {
  const position =
    sort === undefined || sort === null ? others.length : whole(sort, "sort", 0, 100_000);
  keepPublishedCopy(call, document);
  const ordered = others.toSpliced(Math.min(position, others.length), 0, section);
  renumber(ordered);
  call.state.store.setSections(document, ordered);
  touchDocument(call, document);
}

function renumber(sections: readonly Row[]): void {
  for (const [position, section] of sections.entries()) section.attributes["sort"] = position;
}
