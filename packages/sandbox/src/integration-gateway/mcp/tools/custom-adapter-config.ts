import { object, type Fields, type Row } from "../../model.ts";
import { initialFields, mistakesIn, shownRow } from "../../records.ts";
import type { Context } from "../dispatch.ts";
import { CHANGES, ToolFailure, type Tool } from "../tool.ts";

const TABLE = "adapterconfigs";

export const customAdapterConfig: Tool = {
  name: "custom_adapter_config",
  title: "Custom adapter config",
  description:
    "Lists, reads, creates, updates and deletes the configurations of adapters. Passwords are masked. Deleting is for superusers.",
  inputSchema: {
    type: "object",
    properties: {
      operation: { type: "string", enum: ["list", "get", "create", "update", "delete"] },
      adapter: { type: "string" },
      id: { type: "integer" },
      config: { type: "object" },
    },
    required: ["operation"],
    additionalProperties: false,
  },
  annotations: CHANGES,
  run(context, given) {
    const table = context.state.store.table(TABLE);
    const { operation, adapter } = given;
    if (operation === "list") {
      const rows = table.all().filter((row) => adapter === undefined || row["adapter"] === adapter);
      return { total: rows.length, configs: rows.map((row) => shownRow(TABLE, row)) };
    }
    if (operation === "get") return shownRow(TABLE, find(context, given["id"]));
    if (operation === "delete") {
      if (context.principal.type !== "superuser") {
        throw new ToolFailure("Permission denied: deleting configurations is for superusers.");
      }
      const row = find(context, given["id"]);
      table.remove(row.id);
      return { success: true, deleted: row.id };
    }
    const config = object(given["config"]) as Fields;
    const mistakes = mistakesIn(TABLE, config);
    if (mistakes.length > 0) throw new ToolFailure(`Nothing was written. ${mistakes.join("; ")}`);
    if (operation === "update") {
      const row = table.update(find(context, given["id"]).id, config);
      return { success: true, config: shownRow(TABLE, row) };
    }
    if (typeof adapter !== "string") throw new ToolFailure("adapter: is required.");
    const row = table.insert(initialFields(TABLE, { adapter, ...config }));
    return { success: true, config: shownRow(TABLE, row) };
  },
};

function find({ state }: Context, id: unknown): Row {
  const row = state.store.table(TABLE).get(Number(id));
  if (row === undefined) throw new ToolFailure(`Configuration ${String(id)} was not found.`);
  return row;
}
