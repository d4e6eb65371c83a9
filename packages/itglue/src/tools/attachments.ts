import {
  id,
  item,
  joinPaths,
  page,
  path,
  view,
  z,
  type AnyTool,
  type ApiPath,
  type View,
} from "@psa-mcp/core";
import { paging, resourceType } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { byteSources, givenFile, wireBytes } from "../files/bytes.ts";
import { pick } from "../records/pick.ts";

const KEYS = [
  "id",
  "name",
  "attachment_file_name",
  "attachment_content_type",
  "attachment_file_size",
  "download_url",
  "created_at",
] as const;

/** A link longer than this is a temporary one full of signatures, and costs more to read than it tells. */
const LONGEST_LINK = 300;

const rows: View = view(
  "attachments",
  "id",
  "name",
  { key: "attachment_content_type", label: "type" },
  { key: "attachment_file_size", label: "size", format: "bytes" },
  { key: "created_at", label: "added", format: "date" },
  { key: "download_url", label: "url", max: LONGEST_LINK },
);

interface Owner {
  readonly resource_type: string;
  readonly resource_id: number;
}

const attachmentsOf = ({ resource_type, resource_id }: Owner): ApiPath =>
  path`/${resource_type}/${resource_id}/relationships/attachments`;

const attachmentAt = (input: Owner & { readonly attachment_id: number }): ApiPath =>
  joinPaths(attachmentsOf(input), path`/${input.attachment_id}`);

const owner = { resource_type: resourceType, resource_id: id("record") };

const listAttachments = defineTool({
  name: "itglue_list_attachments",
  title: "List attachments",
  tier: "read",
  toolset: "attachments",
  paged: true,
  description:
    "List the files in the side panel of a record. Pictures inside a document's text are not among them.",
  input: z.object({ ...owner, ...paging }),
  handler: async ({ input, vendor }) => {
    const found = await vendor.list(attachmentsOf(input), {
      pageNumber: input.page_number ?? 1,
      pageSize: input.page_size ?? 50,
    });
    const long = found.records.some(
      (record) => String(record["download_url"] ?? "").length > LONGEST_LINK,
    );
    return page({
      items: found.records.map((record) => pick(record, KEYS)),
      view: long
        ? { ...rows, fields: rows.fields.filter(({ key }) => key !== "download_url") }
        : rows,
      ...(long
        ? { notes: ["Download links are in structured content and in response_format json."] }
        : {}),
      total: found.total,
      page: found.pageNumber,
      ...(found.hasMore ? { next: { page_number: found.pageNumber + 1 } } : {}),
    });
  },
});

const createAttachment = defineTool({
  name: "itglue_create_attachment",
  title: "Create attachment",
  tier: "write",
  toolset: "attachments",
  description:
    "Attach a file (up to 25 MiB) to a record. One source: upload_id, url, file_path or content_base64.",
  input: z.object({ ...owner, ...byteSources }),
  handler: async ({ input, vendor, client, files }) => {
    const file = await givenFile(input, { client, files });
    const attachment = await vendor.create(attachmentsOf(input), "attachments", {
      attachment: { content: wireBytes(file, client.dryRun), file_name: file.name },
    });
    return item(pick(attachment, KEYS), rows);
  },
});

const deleteAttachment = defineTool({
  name: "itglue_delete_attachment",
  title: "Delete attachment",
  tier: "destructive",
  toolset: "attachments",
  description: "Delete an attached file for good.",
  input: z.object({ ...owner, attachment_id: id("attachment") }),
  preview: async ({ input, vendor }) => {
    const attachment = await vendor.get(attachmentAt(input));
    return `Deletes the file "${String(attachment["name"])}" from ${input.resource_type} ${String(input.resource_id)} for good.`;
  },
  handler: async ({ input, vendor }) => {
    const attachment = await vendor.get(attachmentAt(input));
    await vendor.removeMany(attachmentsOf(input), "attachments", [input.attachment_id]);
    return item({ ...pick(attachment, KEYS), deleted: true }, rows, {
      notes: ["Deleted for good."],
    });
  },
});

/** Attachments: list, add, delete. */
export const attachmentTools: readonly AnyTool[] = [
  listAttachments,
  createAttachment,
  deleteAttachment,
];
