import { count, z, type AnyTool } from "@psa-mcp/core";
import { change } from "../answers/changed.ts";
import { listPage } from "../answers/show.ts";
import { passedOn } from "../arguments.ts";
import { defineTool } from "../define.ts";

const LISTS = {
  "resolution-categories": {
    route: "workflow.resolutions.index",
    keys: ["resolutions", "categories"],
  },
  interventions: { route: "workflow.interventions.index", keys: ["interventions"] },
  escalations: { route: "workflow.escalations.index", keys: ["escalations"] },
} as const;

const listWorkflow = defineTool({
  name: "tickiti_list_workflow",
  title: "List workflow",
  tier: "read",
  toolset: "workflow",
  aliases: ["list_workflow"],
  description:
    "List resolution categories, interventions (approvals by other systems) or escalations; each depends on the plan.",
  input: z.object({
    kind: z.enum(["resolution-categories", "interventions", "escalations"]),
    filters: passedOn,
  }),
  handler: async ({ input, vendor }) => {
    const { route, keys } = LISTS[input.kind];
    return listPage(await vendor.read(route, input.filters), {
      noun: input.kind.replaceAll("-", " "),
      keys,
      fields: ["id", "name", "title", "colour", "minutes", "action", "email"],
    });
  },
});

const on = z.boolean();
/** Minutes after midnight. */
const minutes = count(0, 1440);

const updateBusinessHours = defineTool({
  name: "tickiti_update_business_hours",
  title: "Update business hours",
  tier: "write",
  toolset: "workflow",
  idempotent: true,
  description:
    "Set the hours that escalations count in, as a whole: working days, and start and end in minutes after midnight (540 is 9:00).",
  input: z.object({
    mode: z.literal("simple").optional(),
    mon_enabled: on,
    tue_enabled: on,
    wed_enabled: on,
    thu_enabled: on,
    fri_enabled: on,
    sat_enabled: on,
    sun_enabled: on,
    simple_start: minutes,
    simple_end: minutes,
  }),
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "workflow.business_hours.update",
      { ...input, mode: input.mode ?? "simple" },
      "Updated the business hours",
    ),
});

/** What workflow consists of, and the hours it counts in. */
export const workflowTools: readonly AnyTool[] = [listWorkflow, updateBusinessHours];
