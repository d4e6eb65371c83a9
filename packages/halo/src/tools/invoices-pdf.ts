import { file, id, PsaError, type AnyTool, z } from "@psa-mcp/core";
import { defineTool } from "../define.ts";

const LARGEST = 20 * 1024 * 1024;

const pdf = defineTool({
  name: "halo_invoices_pdf",
  title: "Invoice as PDF",
  tier: "read",
  toolset: "billing",
  description: "Read an invoice as a PDF, by its id. Nothing is sent to the client.",
  input: z.object({ id: id("invoice") }),
  handler: async ({ input, client }) => {
    // Halo makes the document by a POST that changes nothing.
    const { bytes, mimeType, fileName } = await client.download(
      `${client.baseUrl}/Invoice/PDF/${String(input.id)}`,
      { maxBytes: LARGEST, method: "POST" },
    );
    const isPdf = Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";
    if (!isPdf) {
      throw new PsaError("bad_response", "Halo answered without a PDF.", {
        advice: "Try again, or look at the invoice in Halo.",
      });
    }
    return file({
      name: fileName ?? `invoice-${String(input.id)}.pdf`,
      mimeType: mimeType.includes("pdf") ? mimeType : "application/pdf",
      bytes,
    });
  },
});

/** Invoices as documents. */
export const invoicePdfTools: readonly AnyTool[] = [pdf];
