import { uploadTool, type AnyTool } from "@psa-mcp/core";

/** Upload slots: how files reach tools without passing through the model. */
export const uploadTools: readonly AnyTool[] = [
  uploadTool({
    name: "itglue_request_upload",
    toolset: ["images", "attachments"],
    description:
      "Open a slot for one file: send the bytes to it with the curl command it answers with, then pass upload_id to itglue_create_attachment or itglue_create_document_image.",
    otherwise: "Use url or content_base64.",
  }),
];
