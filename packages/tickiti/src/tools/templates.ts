import { id, PsaError, text, z, type AnyTool } from "@psa-mcp/core";
import { called, change } from "../answers/changed.ts";
import { listPage, shown } from "../answers/show.ts";
import { given, recordIn } from "../api.ts";
import { html } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { asHtml } from "../tickets/content.ts";
import { attachesLocalFiles, attachments, withPictures } from "../tickets/pictures.ts";

const listing = {
  noun: "templates",
  keys: ["templates", "faqs", "results", "data"],
  fields: ["id", "identifier", "type", "category", "subcategory", "subject", "title"],
};

const listTemplates = defineTool({
  name: "tickiti_list_templates",
  title: "List templates",
  tier: "read",
  toolset: "templates",
  description:
    "List the templates of mail and tickets; identifier is what tickiti_create_ticket takes.",
  input: z.object({}),
  handler: async ({ vendor }) => listPage(await vendor.read("templates.index"), listing),
});

const listFaqs = defineTool({
  name: "tickiti_list_faqs",
  title: "List FAQs",
  tier: "read",
  toolset: "templates",
  description: "List the answers to frequent questions.",
  input: z.object({}),
  handler: async ({ vendor }) =>
    listPage(await vendor.read("templates.faqs"), { ...listing, noun: "FAQs" }),
});

const searchTemplates = defineTool({
  name: "tickiti_search_templates",
  title: "Search templates",
  tier: "read",
  toolset: "templates",
  description: "Find templates and FAQs by words.",
  input: z.object({
    search: text(200),
    mode: text(40).optional(),
    type: text(40).optional().describe("template or faq"),
  }),
  handler: async ({ input, vendor }) =>
    listPage(await vendor.read("templates.search", input), listing),
});

const getTemplate = defineTool({
  name: "tickiti_get_template",
  title: "Get template",
  tier: "read",
  toolset: "templates",
  description: "Read one template or FAQ with its text.",
  input: z.object({ template_id: id("template") }),
  handler: async ({ input, vendor }) => {
    const answer = await vendor.read("templates.show", input);
    return shown(recordIn(answer, "template"), "template", listing.fields);
  },
});

const createTemplate = defineTool({
  name: "tickiti_create_template",
  title: "Create template",
  tier: "write",
  toolset: "templates",
  description: "Create a template or FAQ; its text is then set by tickiti_update_template.",
  input: z.object({
    type: text(40).describe("template or faq"),
    identifier: text(200),
    category: text(200).optional(),
    subcategory: text(200).optional(),
  }),
  handler: async ({ input, ...hands }) =>
    change(hands, "templates.create", input, `Created the template ${input.identifier}`, {
      names: true,
    }),
});

const updateTemplate = defineTool({
  name: "tickiti_update_template",
  title: "Update template",
  tier: "write",
  toolset: "templates",
  idempotent: true,
  asksFirst: attachesLocalFiles,
  description: "Change a template or FAQ (content is HTML); what is left out stays.",
  input: z.object({
    template_id: id("template"),
    type: text(40).optional(),
    identifier: text(200).optional(),
    subject: text(500).optional(),
    content: html.optional(),
    attachments,
  }),
  handler: async ({ input, vendor, client, files }) => {
    const { template_id: templateId, attachments: pictures, ...changes } = input;
    if (Object.keys(changes).length === 0) {
      throw new PsaError("invalid_arguments", "Nothing to change was given.");
    }
    const before = recordIn(
      await vendor.read("templates.show", { template_id: templateId }),
      "template",
    );
    const kept = Object.fromEntries(
      ["type", "identifier", "subject", "content"]
        .filter((key) => typeof before[key] === "string")
        .map((key) => [key, before[key]]),
    );
    const content =
      changes.content === undefined
        ? undefined
        : await withPictures(asHtml(changes.content), pictures, { files, client, vendor });
    const after = given({ ...changes, content });
    return change(
      { vendor },
      "templates.update",
      { template: { id: templateId, ...kept, ...after } },
      `Updated template ${String(templateId)}`,
      { before, after },
    );
  },
});

const deleteTemplate = defineTool({
  name: "tickiti_delete_template",
  title: "Delete template",
  tier: "destructive",
  toolset: "templates",
  description: "Delete a template or FAQ for good.",
  input: z.object({ template_id: id("template") }),
  preview: async ({ input, ...hands }) =>
    `Delete the template ${await called(hands, "templates.index", "templates", input.template_id)}?`,
  handler: async ({ input, ...hands }) =>
    change(hands, "templates.delete", input, `Deleted template ${String(input.template_id)}`),
});

/** Templates and FAQs. */
export const templateTools: readonly AnyTool[] = [
  listTemplates,
  listFaqs,
  searchTemplates,
  getTemplate,
  createTemplate,
  updateTemplate,
  deleteTemplate,
];
