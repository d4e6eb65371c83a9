import { content, id, uploadTool, z, type AnyTool, type Block } from "@psa-mcp/core";
import { htmlToMarkdown } from "@psa-mcp/core/text";
import { ticketNumber } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { fetchAttachment, type Attachment } from "../tickets/attachment.ts";

/** Largest file that is put into an answer, in bytes; larger ones are pointed to. */
const MOST_BYTES = 1024 * 1024;
/** Most characters of a text file. */
const MOST_TEXT = 20_000;

const isText = (type: string): boolean =>
  /^text\/|^application\/(?:json|xml|x-ndjson|csv|yaml|x-yaml|sql|javascript)|\+(?:json|xml)$/.test(
    type,
  );

const isImage = (type: string): boolean => /^image\/(?:png|jpeg|gif|webp)$/.test(type);

const getAttachment = defineTool({
  name: "tickiti_get_attachment",
  title: "Get attachment",
  tier: "read",
  toolset: "attachments",
  aliases: ["get_attachment"],
  description:
    "Read a file of a response: text as text, pictures as pictures, other files as a resource. ids come with the responses of tickiti_get_ticket. Some types need confirm true, after a person agreed.",
  input: z.object({
    ticket_number: ticketNumber,
    response_attachment_id: id("attachment"),
    confirm: z.boolean().optional(),
  }),
  handler: async ({ input, vendor }) => {
    const number = input.ticket_number;
    const attachment = await fetchAttachment(vendor, {
      number,
      id: input.response_attachment_id,
      reviewed: input.confirm === true,
    });
    const uri = `tickiti://ticket/${String(number)}/attachment/${String(input.response_attachment_id)}`;
    const { name, mimeType, bytes, sha256, responseId } = attachment;
    const facts = {
      name,
      mime_type: mimeType,
      size: bytes.length,
      sha256,
      response_id: responseId,
      uri,
    };
    const line = `${name} (${mimeType}, ${String(bytes.length)} bytes, sha256 ${sha256})`;
    return content([{ kind: "text", text: line }, blockOf(attachment, uri)], facts);
  },
});

/** The file itself where it is small enough, else where to read it. */
function blockOf({ name, mimeType, bytes }: Attachment, uri: string): Block {
  if (isText(mimeType)) {
    const raw = Buffer.from(bytes).toString("utf8");
    const whole = mimeType.startsWith("text/html") ? htmlToMarkdown(raw) : raw;
    const rest = whole.length - MOST_TEXT;
    const cut =
      rest > 0 ? `\n[…${String(rest)} more characters; the resource ${uri} has them]` : "";
    return { kind: "text", text: whole.slice(0, MOST_TEXT) + cut };
  }
  if (bytes.length > MOST_BYTES) {
    return { kind: "link", uri, name, mimeType, size: bytes.length };
  }
  return isImage(mimeType)
    ? { kind: "image", bytes, mimeType }
    : { kind: "resource", uri, mimeType, bytes };
}

const requestUpload = uploadTool({
  name: "tickiti_request_upload",
  toolset: "attachments",
  description:
    "Open a slot for one picture: send the bytes to it with the curl command it answers with, then pass upload_id in attachments of a reply or a new ticket.",
  otherwise: "Use path or base64.",
});

/** Files of tickets. */
export const attachmentTools: readonly AnyTool[] = [getAttachment, requestUpload];
