import { id, item, path, PsaError, view, z, type AnyTool, type FileAccess } from "@psa-mcp/core";
import { defineTool } from "../define.ts";
import { attachment } from "../domains/get.ts";
import { readTicket } from "../tickets/ticket.ts";

/** Largest file that is handed over or sent. */
const LARGEST = 20 * 1024 * 1024;
const LARGEST_SPOKEN = "20 MiB";

const download = defineTool({
  name: "halo_attachments_download",
  title: "Download attachment",
  tier: "read",
  toolset: "tickets",
  description:
    "Read an attached file (up to 20 MiB) by the id that halo_attachments_list shows: pictures are shown, others embedded.",
  input: z.object({ id: id("attachment") }),
  handler: async ({ input, vendor }) => {
    const found = await attachment(vendor, input.id);
    if (found.kind !== "file") return found;
    const size = `${found.name}, ${found.mimeType}, ${String(found.bytes.length)} bytes.`;
    return { ...found, notes: [size, ...(found.notes ?? [])] };
  },
});

const upload = defineTool({
  name: "halo_attachments_upload",
  title: "Upload attachment",
  tier: "write",
  toolset: "tickets",
  description:
    "Attach a file (up to 20 MiB) to a ticket, or to one of its actions. One source: text, content_base64, file_path (on this machine, stdio only) or upload_id. Customers do not see it unless visible is true.",
  input: z.object({
    ticket_id: id("ticket"),
    action_id: id("action").optional(),
    filename: z.string().min(1).max(255).optional(),
    text: z.string().max(2_000_000).optional(),
    content_base64: z.string().max(30_000_000).optional(),
    file_path: z.string().max(4000).optional(),
    upload_id: z.string().max(100).optional(),
    visible: z.boolean().optional(),
  }),
  handler: async ({ input, vendor, client, files }) => {
    const given = await bytesOf(input, files, client.dryRun);
    const filename = nameOf(input.filename ?? given.fileName, client.dryRun);
    const ticket = await readTicket(vendor, input.ticket_id);
    const facts = {
      filename,
      ticket_id: ticket.id,
      ...(input.action_id === undefined ? {} : { action_id: input.action_id }),
      ...(input.visible === undefined ? {} : { showforusers: input.visible }),
    };
    const size = given.bytes?.length;
    const data =
      given.bytes === undefined || client.dryRun
        ? `(${size === undefined ? "bytes not read" : `${String(size)} bytes`})`
        : Buffer.from(given.bytes).toString("base64");
    const [stored = {}] = await vendor.save(path`/Attachment`, [{ ...facts, data_base64: data }], {
      after: facts,
    });
    return item(
      { id: stored["id"], ...facts, filesize: size },
      view(
        "attachments",
        "id",
        "filename",
        { key: "filesize", format: "bytes" },
        "ticket_id",
        "action_id",
      ),
      { notes: ["Attached."] },
    );
  },
});

interface Sources {
  readonly text?: string | undefined;
  readonly content_base64?: string | undefined;
  readonly file_path?: string | undefined;
  readonly upload_id?: string | undefined;
}

interface Given {
  /** Undefined in a dry run of an upload slot, which would be emptied by reading it. */
  readonly bytes: Uint8Array | undefined;
  readonly fileName?: string | undefined;
}

const SOURCES = ["text", "content_base64", "file_path", "upload_id"] as const;

async function bytesOf(input: Sources, files: FileAccess, dryRun: boolean): Promise<Given> {
  const named = SOURCES.filter((source) => input[source] !== undefined);
  if (named.length !== 1) {
    throw new PsaError(
      "invalid_arguments",
      named.length === 0 ? "No file was given." : `Several files were given: ${named.join(", ")}.`,
      { advice: `Give exactly one of ${SOURCES.join(", ")}.` },
    );
  }
  const given = await read(input, files, dryRun);
  if (given.bytes?.length === 0) throw new PsaError("invalid_arguments", "The file is empty.");
  if ((given.bytes?.length ?? 0) > LARGEST) {
    throw new PsaError("too_large", `A file may have ${LARGEST_SPOKEN}.`);
  }
  return given;
}

async function read(input: Sources, files: FileAccess, dryRun: boolean): Promise<Given> {
  if (input.text !== undefined) return { bytes: Buffer.from(input.text, "utf8") };
  if (input.content_base64 !== undefined) return { bytes: decoded(input.content_base64) };
  if (input.file_path !== undefined) {
    if (files.readLocal === undefined) {
      throw new PsaError("unsupported", "This server reads no local files.", {
        advice: "On stdio, name the folders in MCP_FILE_ROOTS; otherwise use content_base64.",
      });
    }
    return files.readLocal(input.file_path, { maxBytes: LARGEST });
  }
  if (files.takeUpload === undefined) {
    throw new PsaError("unsupported", "This server has no upload slots.", {
      advice: "Use content_base64.",
    });
  }
  return dryRun ? { bytes: undefined } : files.takeUpload(input.upload_id ?? "");
}

function decoded(text: string): Uint8Array {
  const bare = text.replace(/^data:[^,]{0,200};base64,/, "").replace(/\s+/g, "");
  if (bare.length % 4 === 1 || !/^[A-Za-z0-9+/]*={0,2}$/.test(bare)) {
    throw new PsaError("invalid_arguments", "content_base64: is not base64.", {
      advice: "Encode the whole file as base64.",
    });
  }
  return Buffer.from(bare, "base64");
}

function nameOf(name: string | undefined, dryRun: boolean): string {
  const base = (name ?? "").split(/[/\\]/).at(-1)?.trim() ?? "";
  if (/^[^\u0000-\u001F]{1,240}\.[A-Za-z0-9]{1,15}$/.test(base)) return base;
  if (name === undefined && dryRun) return "upload.bin";
  throw new PsaError("invalid_arguments", "filename: must end in an extension, like log.txt.");
}

/** Files on tickets: down and up. */
export const attachmentTools: readonly AnyTool[] = [download, upload];
