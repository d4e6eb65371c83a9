import { id, item, message, PsaError, text, view, z, type AnyTool } from "@psa-mcp/core";
import { htmlToMarkdown } from "@psa-mcp/core/text";
import { called, change } from "../answers/changed.ts";
import { isRecord } from "../answers/records.ts";
import { listPage } from "../answers/show.ts";
import { given, recordIn } from "../api.ts";
import { html, passedOn } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { asHtml } from "../tickets/content.ts";

const LISTED = ["id", "title", "category", "subcategory"];

const listStockResponses = defineTool({
  name: "tickiti_list_stock_responses",
  title: "List stock responses",
  tier: "read",
  toolset: "settings",
  aliases: ["list_stock_responses"],
  description: "List the ready-made answers for replies; tickiti_get_stock_response has the text.",
  input: z.object({ filters: passedOn }),
  handler: async ({ input, vendor }) => {
    const answer = await vendor.read("settings.stock_responses.index", input.filters);
    return listPage(answer, {
      noun: "stock responses",
      keys: ["stock_responses", "templates", "responses"],
      fields: LISTED,
    });
  },
});

const getStockResponse = defineTool({
  name: "tickiti_get_stock_response",
  title: "Get stock response",
  tier: "read",
  toolset: "settings",
  description: "Read one ready-made answer with its text.",
  input: z.object({ template_id: id("stock response") }),
  handler: async ({ input, vendor }) => {
    const answer = await vendor.read("settings.stock_responses.show", input);
    const found = recordIn(answer, "template", "stock_response");
    const { content } = found;
    const shown =
      typeof content === "string" ? { ...found, content: htmlToMarkdown(content) } : found;
    return item(shown, view("stock response", ...LISTED, { key: "content", max: 20_000 }));
  },
});

const fields = {
  title: text(200).optional(),
  category: text(200).optional(),
  subcategory: text(200).optional(),
  content: html.optional(),
};

const createStockResponse = defineTool({
  name: "tickiti_create_stock_response",
  title: "Create stock response",
  tier: "write",
  toolset: "settings",
  description: "Create a ready-made answer (content is HTML).",
  input: z.object({ ...fields, title: text(200), content: html }),
  handler: async ({ input, vendor }) => {
    // The API makes an empty one, which is then filled.
    const made = await vendor.write(
      "settings.stock_responses.create",
      {},
      { simulated: { template: { id: 0 } } },
    );
    const template = recordIn(made, "template", "stock_response");
    const newId = template["id"] ?? (isRecord(made) ? made["id"] : undefined);
    if (newId === undefined) {
      throw new PsaError("outcome_unknown", "Tickiti answered without the id of what it made.", {
        advice: "Look for an empty stock response with tickiti_list_stock_responses.",
      });
    }
    await vendor.write("settings.stock_responses.update", {
      template: given({ id: newId, ...input, content: asHtml(input.content) }),
    });
    return message(`Created the stock response ${input.title} (id ${String(newId)}).`, {
      id: newId,
    });
  },
});

const updateStockResponse = defineTool({
  name: "tickiti_update_stock_response",
  title: "Update stock response",
  tier: "write",
  toolset: "settings",
  idempotent: true,
  description: "Change a ready-made answer; what is left out stays.",
  input: z.object({ template_id: id("stock response"), ...fields }),
  handler: async ({ input, vendor }) => {
    const { template_id: templateId, ...changes } = input;
    if (Object.keys(changes).length === 0) {
      throw new PsaError("invalid_arguments", "Nothing to change was given.");
    }
    const answer = await vendor.read("settings.stock_responses.show", { template_id: templateId });
    const before = recordIn(answer, "template", "stock_response");
    const kept = Object.fromEntries(
      ["title", "category", "subcategory", "content"]
        .filter((key) => typeof before[key] === "string")
        .map((key) => [key, before[key]]),
    );
    const after = given({
      ...changes,
      content: changes.content === undefined ? undefined : asHtml(changes.content),
    });
    return change(
      { vendor },
      "settings.stock_responses.update",
      { template: given({ id: templateId, ...kept, ...after }) },
      `Updated stock response ${String(templateId)}`,
      { before, after },
    );
  },
});

const deleteStockResponse = defineTool({
  name: "tickiti_delete_stock_response",
  title: "Delete stock response",
  tier: "destructive",
  toolset: "settings",
  description: "Delete a ready-made answer for good.",
  input: z.object({ template_id: id("stock response") }),
  preview: async ({ input, ...hands }) =>
    `Delete the stock response ${await called(hands, "settings.stock_responses.index", "stock_responses", input.template_id)}?`,
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "settings.stock_responses.delete",
      input,
      `Deleted stock response ${String(input.template_id)}`,
    ),
});

/** Ready-made answers. */
export const stockResponseTools: readonly AnyTool[] = [
  listStockResponses,
  getStockResponse,
  createStockResponse,
  updateStockResponse,
  deleteStockResponse,
];
