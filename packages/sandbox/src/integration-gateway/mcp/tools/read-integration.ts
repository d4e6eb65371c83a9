import { COMPONENT_NAMES, COMPONENTS, partsOf } from "../../components.ts";
import { flag, text, type Row, type Value } from "../../model.ts";
import type { State } from "../../state.ts";
import { INTEGRATION, integrationFor, LOOKS, type Tool } from "../tool.ts";

export const readIntegration: Tool = {
  name: "read_integration",
  title: "Read integration",
  description:
    "Returns the structure of an integration: its own fields and every service request, field mapping, validation rule, mask and value mapping, with tags and comments. Without components, everything.",
  inputSchema: {
    type: "object",
    properties: {
      integration: INTEGRATION,
      components: {
        type: "array",
        items: { type: "string", enum: COMPONENT_NAMES },
        description: "Only these parts.",
      },
    },
    required: ["integration"],
    additionalProperties: false,
  },
  annotations: LOOKS,
  run(context, given) {
    const { state } = context;
    const integration = integrationFor(context, given["integration"], "read");
    const wanted = given["components"] as readonly string[] | undefined;
    const isWanted = (name: string): boolean => wanted === undefined || wanted.includes(name);
    const parts = COMPONENTS.filter(({ type }) => isWanted(type)).map((component) => [
      component.table,
      partsOf(state, integration, component),
    ]);
    return {
      integration: isWanted("integration")
        ? integration
        : { id: integration.id, path_name: text(integration, "path_name") },
      ...(Object.fromEntries(parts) as Record<string, Value>),
      warnings: warningsOf(state, integration),
    };
  },
};

/** What the instance would point out about an integration. */
export function warningsOf(state: State, integration: Row): string[] {
  const { store } = state;
  const warnings: string[] = [];
  if (!flag(integration, "active")) warnings.push("The integration is not active.");
  if (store.table("integrationconfigs").by("integration", integration.id).length === 0) {
    warnings.push("The integration has no integration config; runs will fail.");
  }
  for (const request of store.table("servicerequests").by("integration", integration.id)) {
    if (store.table("fieldmappings").by("servicerequest", request.id).length > 0) continue;
    warnings.push(
      `Service request ${request.id} (${text(request, "service_name")}) has no field mappings.`,
    );
  }
  return warnings;
}
