import {
  content,
  count,
  message,
  page,
  PsaError,
  text,
  z,
  type AnyTool,
  type LocalFile,
  type ToolContext,
} from "@psa-mcp/core";
import { given, type TickitiApi } from "../api.ts";
import { defineTool } from "../define.ts";
import {
  exportPages,
  exportUri,
  responseCursor,
  responseFilters,
  responsePage,
  type Export,
  type ResponseCursor,
  type ResponseFilters,
} from "../tickets/export.ts";
import { responseRow, responseView } from "../tickets/rows.ts";

const FIELDS = ["html", "plain_text", "attachments"] as const;

const queryResponses = defineTool({
  name: "tickiti_query_responses",
  title: "Query responses",
  tier: "read",
  toolset: "tickets",
  aliases: ["query_responses"],
  paged: true,
  description:
    "Read responses over all tickets, oldest first, by time (UTC), queue, ticket or author. fields leaves out what is not needed. For thousands use tickiti_export_responses.",
  input: z.object({
    ...responseFilters,
    fields: z.array(z.enum(FIELDS)).max(3).optional(),
    limit: count(1, 1000).optional(),
    cursor: z
      .union([z.string().max(4000), responseCursor])
      .optional()
      .meta({ type: "string" }),
  }),
  handler: async ({ input, vendor }) => {
    const { fields, limit = 200, cursor, ...filters } = input;
    // A text is the cursor of this server, which has led here already.
    const from = typeof cursor === "object" ? cursor : undefined;
    const found = await responsePage(vendor, filters, { fields, limit, cursor: from });
    return page({
      items: found.rows.map((row) => responseRow(row)),
      view: responseView,
      ...(found.next === undefined ? {} : { next: { cursor: found.next } }),
    });
  },
});

/** Largest export in bytes, over all its records. */
const MOST_BYTES = 2 * 1024 * 1024 * 1024;

const exportResponses = defineTool({
  name: "tickiti_export_responses",
  title: "Export responses",
  tier: "read",
  toolset: "export",
  aliases: ["export_responses"],
  description:
    "Export responses over all tickets, one JSON object a line: on stdio to a new file at path (under the operator's export folder), over HTTP as a resource to read. Where it stopped early, it names the cursor to go on from.",
  input: z.object({
    path: text(4000).optional(),
    ...responseFilters,
    page_size: count(1, 1000).optional(),
    max_records: count(1, 1_000_000).optional(),
    overwrite: z.boolean().optional(),
    cursor: responseCursor.optional(),
  }),
  handler: async ({ input, files, settings, ...context }) => {
    const {
      path,
      page_size: pageSize = 500,
      max_records: maxRecords,
      overwrite,
      cursor,
      ...filters
    } = input;
    if (files.writeLocal !== undefined) {
      if (path === undefined) {
        throw new PsaError("invalid_arguments", "path is required.", {
          advice: "Give the name of a new file; it lies under TICKITI_EXPORT_DIR.",
        });
      }
      const file = await files.writeLocal(path, {
        maxBytes: MOST_BYTES,
        ...(overwrite === undefined ? {} : { overwrite }),
      });
      return writeExport(file, { filters, pageSize, maxRecords, cursor }, context);
    }
    if (settings["transport"] !== "http") {
      throw new PsaError("unsupported", "This server has no folder for exports.", {
        advice: "Have the operator set TICKITI_EXPORT_DIR.",
      });
    }
    if (path !== undefined || cursor !== undefined) {
      throw new PsaError("invalid_arguments", "path and cursor are for exports on stdio.", {
        advice: "Leave them out: over HTTP the export is a resource.",
      });
    }
    return linkTo(context.vendor, filters, maxRecords);
  },
});

/** Writes page after page; the file is there only when all are. Whatever ends it early leaves nothing behind. */
async function writeExport(
  file: LocalFile,
  wanted: Export,
  {
    vendor,
    signal,
    progress,
  }: Pick<ToolContext<unknown, TickitiApi>, "vendor" | "signal" | "progress">,
) {
  try {
    let records = 0;
    let next: ResponseCursor | undefined;
    for await (const { rows, next: following } of exportPages(vendor, wanted, signal)) {
      records += rows.length;
      next = following;
      await file.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
      progress(records, wanted.maxRecords, `${String(records)} responses`);
    }
    const done = await file.finish();
    const rest = next === undefined ? "" : " There are more: go on with next_cursor as cursor.";
    return message(
      `Wrote ${String(records)} responses (${String(done.bytes)} bytes) to ${done.path}.${rest}`,
      given({
        path: done.path,
        bytes: done.bytes,
        records,
        complete: next === undefined,
        next_cursor: next,
      }),
      next === undefined ? undefined : [`next_cursor: ${JSON.stringify(next)}`],
    );
  } finally {
    await file.discard();
  }
}

/** The address of an export, after one record was asked for: a refusal is told now and not when it is read. */
async function linkTo(
  vendor: TickitiApi,
  filters: ResponseFilters,
  maxRecords: number | undefined,
) {
  const uri = exportUri(filters, maxRecords);
  const first = await responsePage(vendor, filters, { limit: 1, fields: [] });
  const empty = first.rows.length === 0;
  return content(
    [
      {
        kind: "text",
        text: empty
          ? "No response fits; the export would be empty."
          : "The export is ready to be read as the resource below, one JSON object a line.",
      },
      {
        kind: "link",
        uri,
        name: "responses.jsonl",
        title: "Exported responses",
        mimeType: "application/x-ndjson",
      },
    ],
    { uri, mime_type: "application/x-ndjson", empty },
  );
}

/** Responses over all tickets. */
export const responseTools: readonly AnyTool[] = [queryResponses, exportResponses];
