import type { Answer } from "../../http/message.ts";
import type { Router } from "../../http/router.ts";
import { findOrganization, pathId, stamp, webAddress, type Call } from "../call.ts";
import { invalid } from "../errors.ts";
import { itemAnswer, type Given } from "../json-api.ts";
import { flag, kebab, number, type Attributes, type Json, type Row } from "../model.ts";
import type { Filter } from "../query.ts";
import { toSent, type Resource } from "../resource.ts";
import { indexRows, pathRow, type Handler, type ResourceLookup } from "../routes.ts";
import { holderIncludes } from "./kinds.ts";
import { sectionAttributes } from "./section-content.ts";

const { attachments, related_items } = holderIncludes("documents");
const documentIncludes = {
  ...(attachments ? { attachments } : {}),
  ...(related_items ? { related_items } : {}),
};

export const documents: Resource = {
  name: "documents",
  // The list exists only under an organization and is added below.
  operations: ["show", "create", "update", "bulk-update", "bulk-delete"],
  nested: "all",
  filters: { id: "id" },
  nestedFilters: ["id"],
  sorts: ["name", "created-at", "updated-at", "id"],
  includes: {
    sections: {
      resource: "document_sections",
      rows: (call, row) =>
        call.state.switches.documentInclude === "supported" ? call.state.store.sections(row) : [],
    },
    ...documentIncludes,
  },
  fields: {
    name: "string",
    restricted: "boolean",
    archived: "boolean",
    public: "boolean",
  },
  required: ["name"],
  defaults: {
    name: null,
    restricted: false,
    "my-glue": false,
    public: false,
    archived: false,
    published: false,
    "document-folder-id": null,
    _snapshot: null,
  },
  derive: (call, row) => ({
    "resource-url": webAddress(call, `${number(row, "organization-id") ?? 0}/docs/${row.id}`),
    content: content(call, row),
  }),
  present: chosenFields,
  refuse: refuseMove,
  created: placeInFolder,
  changed: (call, row, event) => {
    call.state.onEvent("Document", row, event);
  },
  removed: (call, row) => {
    const images = call.state.store.table("document_images");
    call.state.store.sections(row);
    for (const image of images.by("document-id", row.id)) images.remove(image.id);
    call.state.store.setSections(row, []);
  },
};

/** The body inside a document is its published copy; a document that never was published has none. */
function content(call: Call, row: Row): Json {
  const snapshot = row.attributes["_snapshot"];
  if (snapshot === "same") {
    return call.state.store.sections(row).map((section) => inlined(call, section));
  }
  if (!Array.isArray(snapshot)) return [];
  return (snapshot as unknown as Row[]).map((section) => inlined(call, section));
}

function inlined(call: Call, section: Row): Attributes {
  return { id: section.id, ...sectionAttributes(call, section) };
}

/** `fields[documents]`, where the profile has it. */
function chosenFields(call: Call, _row: Row, attributes: Attributes): Attributes {
  const wanted = call.query.search.get("fields[documents]");
  if (wanted === null || call.state.switches.documentInclude === "ignored") return attributes;
  const names = wanted.split(",").map(kebab);
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => names.includes(name)));
}

/** A section in the shape of `included`; sections have routes of their own. */
export const includedSections: Resource = {
  name: "document_sections",
  operations: [],
  filters: {},
  sorts: [],
  fields: {},
  present: (call, row) => sectionAttributes(call, row),
};

/** Takes the folder on create, the one time that it counts. */
function placeInFolder(call: Call, row: Row, given: Given): void {
  const folder = given.attributes["document-folder-id"];
  if (folder === undefined || folder === null) return;
  const found = call.state.store.table("document_folders").get(Number(folder));
  if (!found || number(found, "organization-id") !== number(row, "organization-id")) {
    call.state.store.table("documents").remove(row.id);
    throw invalid("must exist in the same organization", "/data/attributes/document-folder-id");
  }
  call.state.store.table("documents").update(row, { "document-folder-id": found.id });
}

/** Adds the nested list and publishing. */
export function addDocumentRoutes(router: Router<Handler>, lookup: ResourceLookup): void {
  const under = "/organizations/:organization/relationships/documents";
  router.add("GET", under, (call) => listDocuments(call, lookup));
  router.add("PATCH", "/documents/:id/publish", publish);
  router.add("PATCH", `${under}/:id/publish`, publish);
}

function listDocuments(call: Call, lookup: ResourceLookup): Answer {
  const { store, switches } = call.state;
  const organization = findOrganization(call, pathId(call, "organization"));
  const { filters } = call.query;
  const folderFilters = filters.filter(({ field }) => field === "document-folder-id");
  let rows = [...store.table("documents").by("organization-id", organization.id)];
  rows =
    folderFilters.length === 0
      ? rows.filter((row) => row.attributes["document-folder-id"] === null)
      : rows.filter((row) =>
          folderFilters.every((filter) => inFolder(row, filter, switches.folderFilter)),
        );
  const names = filters.find(({ field, operator }) => field === "name" && operator === "equals");
  if (names && switches.nestedDocumentName === "exact") {
    rows = rows.filter((row) => names.values.includes(String(row.attributes["name"])));
  }
  if (switches.documentSort === "supported") return indexRows(call, documents, lookup, rows);
  return indexRows({ ...call, query: { ...call.query, sort: undefined } }, documents, lookup, rows);
}

function inFolder(row: Row, filter: Filter, meaning: "null-all" | "ne-all"): boolean {
  const folder = number(row, "document-folder-id");
  const nothing = filter.raw === "null" || filter.raw === "";
  if (filter.operator === "equals") {
    if (nothing) return meaning === "null-all" || folder === undefined;
    return folder !== undefined && filter.values.includes(String(folder));
  }
  if (filter.operator === "not") {
    if (nothing) return meaning === "ne-all" || folder !== undefined;
    return folder === undefined || !filter.values.includes(String(folder));
  }
  return true;
}

function publish(call: Call): Answer {
  const row = pathRow(call, documents);
  call.state.store
    .table("documents")
    .update(row, { published: true, _snapshot: "same", "updated-at": stamp(call) });
  call.state.onEvent("Document", row, "updated");
  return itemAnswer(200, toSent(call, documents, row));
}

/** Before sections change: a published document keeps the copy that readers see. */
export function keepPublishedCopy(call: Call, row: Row): void {
  if (flag(row, "published") && row.attributes["_snapshot"] === "same") {
    const copy = structuredClone(call.state.store.sections(row));
    row.attributes["_snapshot"] = copy as unknown as Json;
  }
}

/** After sections changed: the document is newer. */
export function touchDocument(call: Call, row: Row): void {
  call.state.store.table("documents").update(row, { "updated-at": stamp(call) });
}

/** Refuses a move where the profile says that the vendor does. */
function refuseMove(call: Call, given: Given): void {
  if (
    call.state.switches.folderPatch === "refused" &&
    Object.hasOwn(given.attributes, "document-folder-id")
  ) {
    throw invalid("cannot be changed", "/data/attributes/document-folder-id");
  }
}
