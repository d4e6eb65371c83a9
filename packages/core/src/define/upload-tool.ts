import { z } from "zod";
import { PsaError } from "../errors/index.ts";
import { message } from "./result.ts";
import { defineTool, type AnyTool } from "./tool.ts";

/** What is a vendor's own about the tool that opens upload slots. */
export interface UploadToolOptions {
  readonly name: string;
  readonly toolset: string | readonly string[];
  /** Names the tools that take the slot's `upload_id`. */
  readonly description: string;
  /** How files are handed over where there are no slots: "Use url or content_base64." */
  readonly otherwise: string;
}

/** The tool that opens an upload slot, and says how to fill it: files then reach tools without passing through the model. */
export function uploadTool(options: UploadToolOptions): AnyTool {
  return defineTool({
    name: options.name,
    title: "Request upload",
    tier: "write",
    owner: "server",
    // Every call opens a slot of its own; the answer of an earlier one must not be given again.
    idempotent: true,
    toolset: options.toolset,
    requires: ["uploads"],
    description: options.description,
    input: z.object({ file_name: z.string().min(1).max(255).optional() }),
    handler: async ({ input, files, client }) => {
      if (files.requestUpload === undefined) {
        throw new PsaError("unsupported", "This server has no upload slots.", {
          advice: options.otherwise,
        });
      }
      if (client.dryRun) return message("A slot would be opened.");
      const ticket = await files.requestUpload(input.file_name);
      const own = ticket.auth === "same-as-mcp";
      const headers = Object.entries(ticket.headers).map(
        ([name, value]) => `-H '${name}: ${value}'`,
      );
      const curl = [
        `curl -X ${ticket.method}`,
        ...headers,
        ...(own ? ["-H 'Authorization: Bearer <the token of this MCP connection>'"] : []),
        "--data-binary @FILE",
        `'${ticket.url}'`,
      ].join(" ");
      return message(
        `Slot ${ticket.upload_id} takes one file of up to ${String(ticket.max_bytes)} bytes until ${ticket.expires_at}:\n${curl}`,
        { ...ticket, curl },
        own ? ["Send the same credentials as to /mcp."] : undefined,
      );
    },
  });
}
