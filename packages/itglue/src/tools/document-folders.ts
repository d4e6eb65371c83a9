import { id, item, path, text, z, type AnyTool } from "@psa-mcp/core";
import { paging, sort } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { allOf, byName, listPage } from "../records/list.ts";
import { given } from "../records/pick.ts";
import { updateRecord } from "../records/write.ts";
import { folderDetail, folderKeys, folderRows } from "../views/documents.ts";

const listDocumentFolders = defineTool({
  name: "itglue_list_document_folders",
  title: "List document folders",
  tier: "read",
  toolset: "documents",
  paged: true,
  description: "List the document folders of an organization; parent_id shows how they are nested.",
  input: z.object({
    organization_id: id("organization"),
    filter_name: text().optional(),
    filter_id: id("folder").optional(),
    parent_id: id("folder").optional(),
    sort,
    ...paging,
  }),
  handler: async (context) => {
    const { organization_id, filter_name, filter_id, parent_id } = context.input;
    return listPage(context, {
      path: path`/organizations/${organization_id}/relationships/document_folders`,
      sorts: ["name", "created_at", "updated_at", "id"],
      keys: folderKeys,
      view: folderRows,
      // The API applies no filters to lists below an organization.
      keep: allOf(
        byName(filter_name),
        filter_id === undefined ? undefined : (folder) => folder.id === filter_id,
        parent_id === undefined ? undefined : (folder) => folder["parent_id"] === parent_id,
      ),
    });
  },
});

const createDocumentFolder = defineTool({
  name: "itglue_create_document_folder",
  title: "Create document folder",
  tier: "write",
  toolset: "documents",
  description: "Create a document folder, inside another one with parent_id.",
  input: z.object({
    organization_id: id("organization"),
    name: text(),
    parent_id: id("folder").optional(),
  }),
  handler: async ({ input: { organization_id, ...folder }, vendor }) =>
    item(
      await vendor.create(
        path`/organizations/${organization_id}/relationships/document_folders`,
        "document-folders",
        given(folder),
      ),
      folderDetail,
    ),
});

const updateDocumentFolder = defineTool({
  name: "itglue_update_document_folder",
  title: "Update document folder",
  tier: "write",
  toolset: "documents",
  idempotent: true,
  description: "Rename a document folder, move it below another one, or restrict it.",
  input: z.object({
    document_folder_id: id("folder"),
    name: text().optional(),
    parent_id: id("folder").nullable().optional(),
    restricted: z.boolean().optional(),
  }),
  handler: async ({ input: { document_folder_id, ...changes }, vendor }) =>
    updateRecord(vendor, {
      path: path`/document_folders/${document_folder_id}`,
      type: "document-folders",
      changes,
      view: folderDetail,
    }),
});

/** Document folders: list, create, rename. */
export const documentFolderTools: readonly AnyTool[] = [
  listDocumentFolders,
  createDocumentFolder,
  updateDocumentFolder,
];
