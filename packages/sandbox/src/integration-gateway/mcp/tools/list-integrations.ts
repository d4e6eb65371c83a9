import { permissionsOf } from "../../access.ts";
import { flag, text } from "../../model.ts";
import { LOOKS, type Tool } from "../tool.ts";

export const listIntegrations: Tool = {
  name: "list_integrations",
  title: "List integrations",
  description:
    "Lists all integrations with what you may do with each: read, write, execute, debug.",
  inputSchema: {
    type: "object",
    properties: {
      active_only: { type: "boolean", default: false, description: "Leave out inactive ones." },
    },
    additionalProperties: false,
  },
  annotations: LOOKS,
  run({ state, principal }, given) {
    const integrations = state.store
      .table("integrations")
      .all()
      .filter((row) => given["active_only"] !== true || flag(row, "active"))
      .map((row) => ({
        id: row.id,
        path_name: text(row, "path_name"),
        description: text(row, "description"),
        active: flag(row, "active"),
        permissions: { ...permissionsOf(state, principal, row) },
      }));
    return { total: integrations.length, integrations };
  },
};
