import { count, id, z, type AnyTool } from "@psa-mcp/core";
import { change } from "../answers/changed.ts";
import { email } from "../arguments.ts";
import { defineTool } from "../define.ts";

const fields = {
  minutes: count(1, 1_000_000),
  action: z.enum(["notify", "email"]),
  email,
};

const createEscalation = defineTool({
  name: "tickiti_create_escalation",
  title: "Create escalation",
  tier: "write",
  toolset: "workflow",
  description:
    "Create an escalation: after so many minutes of business hours the person of an address is notified, or gets mail.",
  input: z.object(fields),
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "workflow.escalations.create",
      input,
      `Created an escalation after ${String(input.minutes)} minutes`,
      { names: true },
    ),
});

const updateEscalation = defineTool({
  name: "tickiti_update_escalation",
  title: "Update escalation",
  tier: "write",
  toolset: "workflow",
  idempotent: true,
  description: "Change an escalation (tickiti_list_workflow).",
  input: z.object({ id: id("escalation"), ...fields }),
  handler: async ({ input, ...hands }) =>
    change(hands, "workflow.escalations.update", input, `Updated escalation ${String(input.id)}`),
});

const deleteEscalation = defineTool({
  name: "tickiti_delete_escalation",
  title: "Delete escalation",
  tier: "destructive",
  toolset: "workflow",
  description: "Delete an escalation for good.",
  input: z.object({ id: id("escalation") }),
  preview: async ({ input }) => `Delete escalation ${String(input.id)}?`,
  handler: async ({ input, ...hands }) =>
    change(hands, "workflow.escalations.delete", input, `Deleted escalation ${String(input.id)}`),
});

/** What happens to tickets that wait too long. */
export const escalationTools: readonly AnyTool[] = [
  createEscalation,
  updateEscalation,
  deleteEscalation,
];
