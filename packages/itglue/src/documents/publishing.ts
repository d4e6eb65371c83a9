import { path } from "@psa-mcp/core";
import type { ItglueApi } from "../api.ts";

/** Publishes the working copy of a document. */
export async function publish(vendor: ItglueApi, document: number): Promise<void> {
  await vendor.action(path`/documents/${document}/publish`);
}

/**
 * After a change of sections: publishes when asked, and otherwise says when readers do not see the change yet. Returns
 * notes for the result.
 */
export async function afterSectionChange(
  vendor: ItglueApi,
  document: number,
  republish: boolean | undefined,
): Promise<readonly string[]> {
  if (republish === true) {
    await publish(vendor, document);
    return ["The document is published with this change."];
  }
  if (vendor.client.dryRun) return [];
  const { published } = await vendor.get(path`/documents/${document}`);
  return published === true
    ? [
        "The document is published, and readers still see the text before this change: call itglue_publish_document, or pass republish.",
      ]
    : ["The document is a draft; itglue_publish_document makes it visible."];
}
