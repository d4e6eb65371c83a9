import { plainInput, runIntegration } from "../engine/run.ts";
import { object, text, type Row, type Value } from "../model.ts";
import type { Context } from "./dispatch.ts";
import { executionResult } from "./execution.ts";
import { CHANGES, integrationFor, ToolFailure, type Tool } from "./tool.ts";
import { TOOL_NAMES } from "./tool-names.ts";
import type { Schema } from "./validate.ts";

/** A tool that a user made of an integration: it runs the integration with its arguments as payload. */
export function userTool(row: Row): Tool {
  return {
    name: text(row, "name"),
    title: text(row, "name"),
    description: text(row, "description"),
    inputSchema: row["input_schema"] as Schema,
    annotations: CHANGES,
    async run(context, given) {
      const integration = integrationFor(context, row["integration"], "execute");
      const input = plainInput(given, context.principal.username);
      const { state, principal } = context;
      return executionResult(await runIntegration(state, integration, input, principal, context));
    },
  };
}

/** Registers a tool for an integration that has none yet; true when it did. */
export function registerTool(context: Context, integration: Row, definition: unknown): boolean {
  const { state } = context;
  const table = state.store.table("usertools");
  if (table.by("integration", integration.id).length > 0) return false;
  const given = object(definition);
  const name = String(given["name"]);
  if (!/^[A-Za-z][\w-]{0,63}$/.test(name)) {
    throw new ToolFailure(`'${name}' is not a name for a tool: letters, digits, _ and - only.`);
  }
  const isTaken = TOOL_NAMES.includes(name) || table.by("name", name).length > 0;
  if (isTaken) throw new ToolFailure(`There is a tool named '${name}' already.`);
  const schema = object(given["input_schema"]);
  if (schema["type"] !== "object") {
    throw new ToolFailure("input_schema has to be a JSON Schema of type object.");
  }
  table.insert({
    name,
    description: String(given["description"]),
    input_schema: schema as Value,
    integration: integration.id,
  });
  if (state.switches.listChanged === "on") state.mcp.announce("notifications/tools/list_changed");
  return true;
}
