import { PsaError } from "@psa-mcp/core";
import { recordIn, type TickitiApi } from "../api.ts";

export interface Attachment {
  readonly name: string;
  readonly mimeType: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly responseId: unknown;
}

/**
 * The bytes of a response's attachment. Files of some types are handed out only with `reviewed`; others never, nor those
 * that are too large: the API refuses them, and `errors.ts` says so.
 */
export async function fetchAttachment(
  vendor: TickitiApi,
  which: { readonly number: number; readonly id: number; readonly reviewed?: boolean },
): Promise<Attachment> {
  const found = recordIn(
    await vendor.read("tickets.attachment", {
      ticket_number: String(which.number),
      response_attachment_id: which.id,
      intent: which.reviewed === true ? "review_ok" : undefined,
    }),
    "attachment",
  );
  const { content_base64: base64, name, mime_type: mimeType, sha256 } = found;
  if (typeof base64 !== "string") {
    throw new PsaError("bad_response", "Tickiti answered without the attachment's content.");
  }
  return {
    name: typeof name === "string" && name !== "" ? name : `attachment-${String(which.id)}`,
    mimeType:
      typeof mimeType === "string" && mimeType !== "" ? mimeType : "application/octet-stream",
    sha256: typeof sha256 === "string" ? sha256 : "",
    bytes: Buffer.from(base64, "base64"),
    responseId: found["response_id"],
  };
}
