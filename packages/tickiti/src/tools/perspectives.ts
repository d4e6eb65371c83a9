import { id, text, z, type AnyTool } from "@psa-mcp/core";
import { called, change, update } from "../answers/changed.ts";
import { listPage } from "../answers/show.ts";
import { passedOn } from "../arguments.ts";
import { defineTool } from "../define.ts";

const list = z.array(z.record(z.string(), z.unknown())).max(200).optional();

const listPerspectives = defineTool({
  name: "tickiti_list_perspectives",
  title: "List perspectives",
  tier: "read",
  toolset: "settings",
  aliases: ["list_perspectives"],
  description:
    "List the saved views (perspectives) of tickets: their names are for tickiti_search_tickets.",
  input: z.object({ filters: passedOn }),
  handler: async ({ input, vendor }) =>
    listPage(await vendor.read("settings.perspectives.index", input.filters), {
      noun: "perspectives",
      keys: ["perspectives"],
      fields: ["id", "name", "shared"],
    }),
});

const createPerspective = defineTool({
  name: "tickiti_create_perspective",
  title: "Create perspective",
  tier: "write",
  toolset: "settings",
  description:
    "Create a saved view of tickets; only administrators may share one. conditions and orders have the shape that tickiti_list_perspectives shows.",
  input: z.object({ name: text(200), shared: z.boolean(), conditions: list, orders: list }),
  handler: async ({ input, ...hands }) =>
    change(hands, "settings.perspectives.create", input, `Created the perspective ${input.name}`, {
      names: true,
    }),
});

const updatePerspective = defineTool({
  name: "tickiti_update_perspective",
  title: "Update perspective",
  tier: "write",
  toolset: "settings",
  idempotent: true,
  description:
    "Rename or share a saved view of tickets; what is left out stays. Shared ones are changed by administrators.",
  input: z.object({
    perspective_id: id("perspective"),
    name: text(200).optional(),
    show_in_crm: z.boolean().optional(),
    shared: z.boolean().optional(),
  }),
  handler: async ({ input: { perspective_id: perspective, ...changes }, ...hands }) =>
    update(
      hands,
      {
        route: "settings.perspectives.update",
        list: "settings.perspectives.index",
        key: "perspectives",
        idField: "perspective_id",
        fields: ["name", "show_in_crm", "shared"],
      },
      perspective,
      changes,
      `Updated perspective ${String(perspective)}`,
    ),
});

const deletePerspective = defineTool({
  name: "tickiti_delete_perspective",
  title: "Delete perspective",
  tier: "destructive",
  toolset: "settings",
  description: "Delete a saved view of tickets for good; the tickets stay.",
  input: z.object({ perspective_id: id("perspective") }),
  preview: async ({ input, ...hands }) =>
    `Delete the perspective ${await called(hands, "settings.perspectives.index", "perspectives", input.perspective_id)}?`,
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "settings.perspectives.delete",
      input,
      `Deleted perspective ${String(input.perspective_id)}`,
    ),
});

/** Saved views. */
export const perspectiveTools: readonly AnyTool[] = [
  listPerspectives,
  createPerspective,
  updatePerspective,
  deletePerspective,
];
