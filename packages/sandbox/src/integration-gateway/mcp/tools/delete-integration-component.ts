import { COMPONENT_NAMES, COMPONENTS, ownerTest, partsOf } from "../../components.ts";
import { text, type Row, type Value } from "../../model.ts";
import type { State } from "../../state.ts";
import { CHANGES, INTEGRATION, integrationFor, ToolFailure, type Tool } from "../tool.ts";

export const deleteIntegrationComponent: Tool = {
  name: "delete_integration_component",
  title: "Delete integration component",
  description:
    "Deletes a part of an integration with everything below it, or, with component_type integration, the whole integration. It cannot be undone.",
  inputSchema: {
    type: "object",
    properties: {
      integration: INTEGRATION,
      component_type: { type: "string", enum: COMPONENT_NAMES },
      component_id: { type: "integer", description: "Not for a whole integration." },
    },
    required: ["integration", "component_type"],
    additionalProperties: false,
  },
  annotations: CHANGES,
  run(context, given) {
    const { state } = context;
    const integration = integrationFor(context, given["integration"], "write");
    const component = COMPONENTS.find(({ type }) => type === given["component_type"]);
    if (component === undefined) return deleteAll(state, integration);
    const id = given["component_id"];
    if (id === undefined) throw new ToolFailure(`component_id: which ${component.type}?`);
    const row = state.store.table(component.table).get(Number(id));
    if (row === undefined || !ownerTest(state, integration, component)(row)) {
      throw new ToolFailure(
        `${component.type} ${String(id)} does not belong to '${text(integration, "path_name")}'.`,
      );
    }
    let below = 0;
    for (const child of COMPONENTS.filter(({ parent }) => parent === component.type)) {
      const children = state.store.table(child.table);
      for (const { id: childId } of children.by(child.parent, row.id)) {
        children.remove(childId);
        below += 1;
      }
    }
    state.store.table(component.table).remove(row.id);
    return { success: true, deleted: row, deleted_below: below };
  },
};

function deleteAll(state: State, integration: Row): Value {
  const { store } = state;
  const hadTool = store.table("usertools").by("integration", integration.id).length > 0;
  // From the leaves up: what hangs on a part is found through the part.
  const counts = COMPONENTS.toReversed().map((component) => {
    const rows = partsOf(state, integration, component);
    for (const { id } of rows) store.table(component.table).remove(id);
    return [component.table, rows.length] as const;
  });
  for (const name of ["integrationconfigs", "permissions", "usertools", "endpoints", "schedules"]) {
    for (const { id } of store.table(name).by("integration", integration.id)) {
      store.table(name).remove(id);
    }
  }
  store.table("integrations").remove(integration.id);
  if (hadTool && state.switches.listChanged === "on") {
    state.mcp.announce("notifications/tools/list_changed");
  }
  return {
    success: true,
    deleted: { id: integration.id, path_name: text(integration, "path_name") },
    deleted_below: Object.fromEntries(counts),
  };
}
