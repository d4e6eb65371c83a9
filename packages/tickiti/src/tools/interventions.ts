import { count, id, item, text, view, z, type AnyTool } from "@psa-mcp/core";
import { called, change, update } from "../answers/changed.ts";
import { isRecord } from "../answers/records.ts";
import { passedOn } from "../arguments.ts";
import { defineTool } from "../define.ts";

const fields = {
  title: text(200).optional(),
  queue_name: text(200).optional(),
  notify_inbox_managers: z.boolean().optional(),
  create_urgent: z.boolean().optional(),
  remote_enabled: z.boolean().optional(),
  remote_timeout_seconds: count(1, 3600).optional(),
  more: passedOn.describe("Further fields, sent as they are"),
};

const createIntervention = defineTool({
  name: "tickiti_create_intervention",
  title: "Create intervention",
  tier: "write",
  toolset: "workflow",
  description:
    "Create an intervention: a kind of ticket that another system opens and staff decide on, after which that system is told.",
  input: z.object({ name: text(200), ...fields }),
  handler: async ({ input: { more, ...input }, ...hands }) =>
    change(
      hands,
      "workflow.interventions.create",
      { ...more, ...input },
      `Created the intervention ${input.name}`,
      { names: true },
    ),
});

const updateIntervention = defineTool({
  name: "tickiti_update_intervention",
  title: "Update intervention",
  tier: "write",
  toolset: "workflow",
  idempotent: true,
  description: "Change an intervention (tickiti_list_workflow); what is left out stays.",
  input: z.object({ intervention_id: id("intervention"), name: text(200).optional(), ...fields }),
  handler: async ({ input: { more, intervention_id: intervention, ...changes }, ...hands }) =>
    update(
      hands,
      {
        route: "workflow.interventions.update",
        list: "workflow.interventions.index",
        key: "interventions",
        idField: "intervention_id",
        fields: [
          "name",
          "title",
          "queue_name",
          "notify_inbox_managers",
          "create_urgent",
          "remote_timeout_seconds",
          "remote_enabled",
        ],
      },
      intervention,
      { ...more, ...changes },
      `Updated intervention ${String(intervention)}`,
    ),
});

const deleteIntervention = defineTool({
  name: "tickiti_delete_intervention",
  title: "Delete intervention",
  tier: "destructive",
  toolset: "workflow",
  description:
    "Delete an intervention for good; the other system can then open no more tickets by it.",
  input: z.object({ intervention_id: id("intervention") }),
  preview: async ({ input, ...hands }) =>
    `Delete the intervention ${await called(hands, "workflow.interventions.index", "interventions", input.intervention_id)}?`,
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "workflow.interventions.delete",
      input,
      `Deleted intervention ${String(input.intervention_id)}`,
    ),
});

const generateInterventionToken = defineTool({
  name: "tickiti_generate_intervention_token",
  title: "Generate intervention token",
  tier: "destructive",
  calls: { least: "secret", tierOf: () => "secret" },
  toolset: "workflow",
  description:
    "Make a new token for the other system of an intervention and show it once; a former one stops working.",
  input: z.object({ intervention_id: id("intervention"), remote_name: text(200) }),
  preview: async ({ input, ...hands }) =>
    `Make a new token for ${await called(hands, "workflow.interventions.index", "interventions", input.intervention_id)} and show it here?`,
  handler: async ({ input, vendor }) => {
    const answer = await vendor.write("workflow.interventions.generate_token", input);
    const record = isRecord(answer) ? answer : { token: answer };
    return item(record, view("token", ...Object.keys(record).map((key) => ({ key, max: 500 }))), {
      notes: ["It is shown once; hand it to the other system and to nobody else."],
    });
  },
});

/** Approvals by other systems. */
export const interventionTools: readonly AnyTool[] = [
  createIntervention,
  updateIntervention,
  deleteIntervention,
  generateInterventionToken,
];
