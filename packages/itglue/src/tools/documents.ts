import {
  id,
  item,
  message,
  page,
  path,
  PsaError,
  text,
  z,
  type AnyTool,
  type ItemResult,
  type PlainRecord,
} from "@psa-mcp/core";
import { nameMatches, type ItglueApi, type ItglueRecord } from "../api.ts";
import { paging, sort } from "../arguments.ts";
import { defineTool } from "../define.ts";
import {
  documentSort,
  orderBy,
  pagedByApi,
  scanDocuments,
  type DocumentScope,
} from "../documents/listing.ts";
import { publish } from "../documents/publishing.ts";
import { readSections, sectionDetail } from "../documents/sections.ts";
import { attempt } from "../records/attempt.ts";
import { allOf, scanNotes } from "../records/list.ts";
import { pick } from "../records/pick.ts";
import { updateRecord } from "../records/write.ts";
import {
  documentDetail,
  documentKeys,
  documentRows,
  sectionRows,
  sectionSources,
  sectionTexts,
} from "../views/documents.ts";

const row = (record: ItglueRecord): PlainRecord => pick(record, documentKeys);

/** A document without the summaries of its sections, which the API sends along unasked. */
function withoutBody({ content: _content, ...record }: ItglueRecord): PlainRecord {
  return record;
}

const listDocuments = defineTool({
  name: "itglue_list_documents",
  title: "List documents",
  tier: "read",
  toolset: "documents",
  paged: true,
  description:
    "List an organization's documents, in folders or not, without their text. filter_name finds parts of names.",
  input: z.object({
    organization_id: id("organization"),
    filter_name: text().optional(),
    filter_id: id("document").optional(),
    folder_id: id("folder").optional(),
    published: z.boolean().optional(),
    archived: z.boolean().optional(),
    sort: sort.describe("name, created_at, updated_at; - before it: descending"),
    ...paging,
  }),
  handler: async ({ input, vendor, progress }) => {
    const number = input.page_number ?? 1;
    const size = input.page_size ?? 50;
    const order = documentSort(input.sort);
    const scope: DocumentScope = { organization: input.organization_id, folder: input.folder_id };
    const keep = localFilter(input);
    if (input.filter_id !== undefined)
      return oneDocument(vendor, input.filter_id, { scope, keep, number });
    if (keep === undefined) {
      const found = await pagedByApi(vendor, scope, { number, size, sort: order });
      if (found !== undefined) {
        return page({
          items: found.records.map(row),
          view: documentRows,
          total: found.total,
          page: number,
          ...(number * size < found.total ? { next: { page_number: number + 1 } } : {}),
        });
      }
    }
    const scan = await scanDocuments(vendor, scope, (done, total) => {
      progress(done, total);
    });
    const kept = (keep === undefined ? scan.records : scan.records.filter(keep)).toSorted(
      orderBy(order),
    );
    const end = number * size;
    return page({
      items: kept.slice(end - size, end).map(row),
      view: documentRows,
      total: kept.length,
      page: number,
      ...(end < kept.length ? { next: { page_number: number + 1 } } : {}),
      about: { scanned: scan.scanned, scan_limit_reached: scan.limitReached },
      notes: scanNotes(scan),
    });
  },
});

/** What the API's list of documents cannot filter by. */
function localFilter(input: {
  readonly filter_name?: string | undefined;
  readonly published?: boolean | undefined;
  readonly archived?: boolean | undefined;
}): ((record: ItglueRecord) => boolean) | undefined {
  const { filter_name, published, archived } = input;
  return allOf(
    filter_name === undefined ? undefined : (one) => nameMatches(one["name"], filter_name),
    published === undefined ? undefined : (one) => (one["published"] === true) === published,
    archived === undefined ? undefined : (one) => (one["archived"] === true) === archived,
  );
}

/** A list of the one document with that id, or of none when the other arguments leave it out. */
async function oneDocument(
  vendor: ItglueApi,
  document: number,
  wanted: {
    readonly scope: DocumentScope;
    readonly keep: ((record: ItglueRecord) => boolean) | undefined;
    readonly number: number;
  },
): Promise<ReturnType<typeof page>> {
  const { scope, keep = () => true, number } = wanted;
  const { value, failure } = await attempt(vendor.get(path`/documents/${document}`));
  if (failure !== undefined && failure.code !== "not_found") throw failure;
  const found =
    value?.["organization_id"] === scope.organization &&
    (scope.folder === undefined || value["document_folder_id"] === scope.folder) &&
    keep(value)
      ? [value]
      : [];
  return page({
    items: number === 1 ? found.map(row) : [],
    view: documentRows,
    total: found.length,
    page: number,
  });
}

const getDocument = defineTool({
  name: "itglue_get_document",
  title: "Get document",
  tier: "read",
  toolset: "documents",
  paged: true,
  description:
    "Read one document: its facts and the text of its sections as Markdown. Long ones go on by cursor.",
  input: z.object({
    document_id: id("document"),
    body: z.enum(["markdown", "html", "none"]).optional(),
  }),
  handler: async ({ input, vendor }) => wholeDocument(vendor, input.document_id, input.body),
});

/** A document with its sections: their text as Markdown, as HTML, or left out. */
export async function wholeDocument(
  vendor: ItglueApi,
  document: number,
  body: "markdown" | "html" | "none" = "markdown",
): Promise<ItemResult> {
  const [record, sections] = await Promise.all([
    vendor.get(path`/documents/${document}`),
    readSections(vendor, document),
  ]);
  const bare = body === "none";
  const rows = sections
    .map(sectionDetail)
    .map((section) => (bare ? { ...section, content: undefined } : section));
  const rowsView = bare ? sectionRows : body === "html" ? sectionSources : sectionTexts;
  return item({ ...withoutBody(record), sections: rows }, documentDetail, {
    rows: "sections",
    rowsView,
    ...(rows.length === 0 ? { notes: ["The document has no sections yet."] } : {}),
  });
}

const createDocument = defineTool({
  name: "itglue_create_document",
  title: "Create document",
  tier: "write",
  toolset: "documents",
  description:
    "Create an empty draft document. To write it with its text in one step use itglue_write_document instead.",
  input: z.object({
    organization_id: id("organization"),
    name: text(),
    document_folder_id: id("folder").optional(),
  }),
  handler: async ({ input, vendor }) =>
    item(withoutBody(await vendor.create(path`/documents`, "documents", input)), documentDetail, {
      notes: [
        "A draft without text: add sections with itglue_create_document_section, then itglue_publish_document.",
      ],
    }),
});

const updateDocument = defineTool({
  name: "itglue_update_document",
  title: "Update document",
  tier: "write",
  toolset: "documents",
  idempotent: true,
  description:
    "Rename, archive, restrict or make public a document; its text has other tools, its folder cannot change.",
  input: z.object({
    document_id: id("document"),
    name: text().optional(),
    restricted: z.boolean().optional(),
    public: z.boolean().optional(),
    archived: z.boolean().optional(),
  }),
  handler: async ({ input: { document_id, ...changes }, vendor }) =>
    changeDocument(vendor, document_id, changes),
});

const changeDocument = async (
  vendor: ItglueApi,
  document: number,
  changes: PlainRecord,
): Promise<ReturnType<typeof item>> => {
  const result = await updateRecord(vendor, {
    path: path`/documents/${document}`,
    type: "documents",
    changes,
    view: documentDetail,
  });
  return { ...result, record: withoutBody(result.record as ItglueRecord) };
};

const publishDocument = defineTool({
  name: "itglue_publish_document",
  title: "Publish document",
  tier: "write",
  toolset: "documents",
  idempotent: true,
  description: "Make a draft, or the changes of a published document, visible to readers.",
  input: z.object({ document_id: id("document") }),
  handler: async ({ input, vendor }) => {
    await publish(vendor, input.document_id);
    return message(`Document ${String(input.document_id)} is published.`, {
      document_id: input.document_id,
      published: true,
    });
  },
});

const archiveDocument = defineTool({
  name: "itglue_archive_document",
  title: "Archive document",
  tier: "write",
  toolset: "documents",
  idempotent: true,
  description: "Put a document into the archive; itglue_unarchive_document brings it back.",
  input: z.object({ document_id: id("document") }),
  handler: async ({ input, vendor }) =>
    changeDocument(vendor, input.document_id, { archived: true }),
});

const unarchiveDocument = defineTool({
  name: "itglue_unarchive_document",
  title: "Unarchive document",
  tier: "write",
  toolset: "documents",
  idempotent: true,
  description: "Bring an archived document back.",
  input: z.object({ document_id: id("document") }),
  handler: async ({ input, vendor }) =>
    changeDocument(vendor, input.document_id, { archived: false }),
});

interface Found {
  readonly id: number;
  readonly record: ItglueRecord | undefined;
}

/** The documents with these ids; those that are not there have no record. */
async function present(vendor: ItglueApi, ids: readonly number[]): Promise<readonly Found[]> {
  return Promise.all(
    [...new Set(ids)].map(async (one) => {
      const { value, failure } = await attempt(vendor.get(path`/documents/${one}`));
      if (failure !== undefined && failure.code !== "not_found") throw failure;
      return { id: one, record: value };
    }),
  );
}

const deleteDocuments = defineTool({
  name: "itglue_delete_documents",
  title: "Delete documents",
  tier: "destructive",
  toolset: "documents",
  description:
    "Delete documents for good, at most 50. Consider itglue_update_document with archived instead.",
  input: z.object({ document_ids: z.array(id("document")).min(1).max(50) }),
  preview: async ({ input, vendor }) => {
    const found = await present(vendor, input.document_ids);
    const named = found.flatMap(({ record }) =>
      record === undefined ? [] : [`"${String(record["name"])}"`],
    );
    const missing = found.length - named.length;
    return `Deletes ${String(named.length)} documents for good: ${named.join(", ")}.${missing === 0 ? "" : ` ${String(missing)} of the ids were not found.`}`;
  },
  handler: async ({ input, vendor, client }) => {
    const found = await present(vendor, input.document_ids);
    const ids = found.flatMap(({ record }) => (record === undefined ? [] : [record.id]));
    if (ids.length === 0) {
      throw new PsaError("not_found", "None of these documents exists or is visible to this key.");
    }
    await vendor.removeMany(path`/documents`, "documents", ids);
    const status = client.dryRun ? "would_be_deleted" : "deleted";
    const items = found.map(({ id: one, record }) =>
      record === undefined ? { id: one, status: "not_found" } : { ...row(record), status },
    );
    return page({
      items,
      view: { ...documentRows, fields: [{ key: "status" }, ...documentRows.fields] },
      total: items.length,
    });
  },
});

/** Documents: list, read, create, rename, publish, archive, delete. Their text is in the families of sections and text. */
export const documentTools: readonly AnyTool[] = [
  listDocuments,
  getDocument,
  createDocument,
  updateDocument,
  publishDocument,
  archiveDocument,
  unarchiveDocument,
  deleteDocuments,
];
