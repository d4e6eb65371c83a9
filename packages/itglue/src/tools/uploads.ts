import { message, PsaError, z, type AnyTool } from "@psa-mcp/core";
import { defineTool } from "../define.ts";

const requestUpload = defineTool({
  name: "itglue_request_upload",
  title: "Request upload",
  tier: "write",
  owner: "server",
  // Every call opens a slot of its own; the answer of an earlier one must not be given again.
  idempotent: true,
  toolset: ["images", "attachments"],
  requires: ["uploads"],
  description:
    "Open a slot for one file: send the bytes to it with the curl command it answers with, then pass upload_id to itglue_create_attachment or itglue_create_document_image.",
  input: z.object({ file_name: z.string().min(1).max(255).optional() }),
  handler: async ({ input, files, client }) => {
    if (files.requestUpload === undefined) {
      throw new PsaError("unsupported", "This server has no upload slots.", {
        advice: "Use url or content_base64.",
      });
    }
    if (client.dryRun) return message("A slot would be opened.");
    const ticket = await files.requestUpload(input.file_name);
    const headers = Object.entries(ticket.headers).map(([name, value]) => `-H '${name}: ${value}'`);
    const own =
      ticket.auth === "same-as-mcp"
        ? ["-H 'Authorization: Bearer <the token of this MCP connection>'"]
        : [];
    const curl = [
      `curl -X ${ticket.method}`,
      ...headers,
      ...own,
      "--data-binary @FILE",
      `'${ticket.url}'`,
    ].join(" ");
    return message(
      `Slot ${ticket.upload_id} takes one file of up to ${String(ticket.max_bytes)} bytes until ${ticket.expires_at}:\n${curl}`,
      { ...ticket, curl },
      ticket.auth === "same-as-mcp" ? ["Send the same credentials as to /mcp."] : undefined,
    );
  },
});

/** Upload slots: how files reach tools without passing through the model. */
export const uploadTools: readonly AnyTool[] = [requestUpload];
