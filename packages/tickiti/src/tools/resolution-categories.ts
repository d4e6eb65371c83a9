import { id, text, z, type AnyTool } from "@psa-mcp/core";
import { called, change } from "../answers/changed.ts";
import { defineTool } from "../define.ts";

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, { error: "must be a colour like #3366cc" })
  .meta({ pattern: undefined });

const createResolutionCategory = defineTool({
  name: "tickiti_create_resolution_category",
  title: "Create resolution category",
  tier: "write",
  toolset: "workflow",
  description: "Create a category that closed tickets are filed under; colour like #3366cc.",
  input: z.object({ name: text(200), colour }),
  handler: async ({ input, ...hands }) =>
    change(hands, "workflow.resolutions.create", input, `Created the category ${input.name}`, {
      names: true,
    }),
});

const updateResolutionCategory = defineTool({
  name: "tickiti_update_resolution_category",
  title: "Update resolution category",
  tier: "write",
  toolset: "workflow",
  idempotent: true,
  description: "Rename or recolour a resolution category (tickiti_list_workflow).",
  input: z.object({ id: id("resolution category"), name: text(200), colour }),
  handler: async ({ input, ...hands }) =>
    change(hands, "workflow.resolutions.update", input, `Updated the category ${input.name}`),
});

const reorderResolutionCategories = defineTool({
  name: "tickiti_reorder_resolution_categories",
  title: "Reorder resolution categories",
  tier: "write",
  toolset: "workflow",
  idempotent: true,
  description: "Set the order of the resolution categories: all their ids, the first on top.",
  input: z.object({ ids: z.array(id("resolution category")).min(1).max(500) }),
  handler: async ({ input, ...hands }) =>
    change(hands, "workflow.resolutions.reorder", input, "Reordered the resolution categories"),
});

const deleteResolutionCategory = defineTool({
  name: "tickiti_delete_resolution_category",
  title: "Delete resolution category",
  tier: "destructive",
  toolset: "workflow",
  description: "Delete a resolution category for good; one in use is refused.",
  input: z.object({ id: id("resolution category") }),
  preview: async ({ input, ...hands }) =>
    `Delete the resolution category ${await called(hands, "workflow.resolutions.index", "resolutions", input.id)}?`,
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "workflow.resolutions.delete",
      input,
      `Deleted resolution category ${String(input.id)}`,
    ),
});

/** Categories of closed tickets. */
export const resolutionCategoryTools: readonly AnyTool[] = [
  createResolutionCategory,
  updateResolutionCategory,
  reorderResolutionCategories,
  deleteResolutionCategory,
];
