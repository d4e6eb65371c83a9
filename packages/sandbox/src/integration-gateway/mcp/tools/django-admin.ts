import { COLUMNS } from "../../columns.ts";
import { APP, BLOCKED_MODELS, MODELS } from "../../admin-models.ts";
import { object, type Fields, type Row, type Value } from "../../model.ts";
import { differences, initialFields, mistakesIn, shownRow } from "../../records.ts";
import type { Context } from "../dispatch.ts";
import { CHANGES, ToolFailure, type Tool } from "../tool.ts";
import { filterFor } from "../filters.ts";

const MOST_ROWS = 200;
const OPERATIONS = ["list_models", "describe", "list", "get", "create", "update", "delete"];

export const djangoAdmin: Tool = {
  name: "django_admin",
  title: "Django admin",
  description:
    "Looks at and changes records of the instance's administration. At most 200 records a query; file fields are left out, encrypted values are masked, some models are blocked. Changes are for superusers.",
  inputSchema: {
    type: "object",
    properties: {
      operation: { type: "string", enum: OPERATIONS },
      model: { type: "string", description: "From list_models." },
      id: { type: "integer" },
      filters: { type: "object", description: "Field to value; lookups such as name__icontains." },
      data: { type: "object" },
      limit: { type: "integer", default: 50, minimum: 1, maximum: MOST_ROWS },
    },
    required: ["operation"],
    additionalProperties: false,
  },
  annotations: CHANGES,
  run(context, given) {
    if (given["operation"] === "list_models") {
      return { models: Object.keys(MODELS).map((name) => `${APP}.${name}`) };
    }
    const { model, table } = modelNamed(given["model"]);
    switch (given["operation"]) {
      case "describe":
        return { model, fields: describe(table) };
      case "list":
        return list(context, model, table, given);
      case "get":
        return { model, instance: shownRow(table, rowOf(context, model, table, given)) };
      default:
        if (context.principal.type !== "superuser") {
          throw new ToolFailure(`Permission denied: changes of ${model} are for superusers.`);
        }
        return change(context, model, table, given);
    }
  },
};

function modelNamed(given: unknown): { model: string; table: string } {
  if (given === undefined) throw new ToolFailure("model: is required. list_models has the names.");
  const wanted = String(given).split(".").at(-1)?.toLowerCase();
  const blocked = BLOCKED_MODELS.find((name) => name.toLowerCase() === wanted);
  if (blocked !== undefined) {
    throw new ToolFailure(`Model '${blocked}' is blocked: it cannot be used through MCP.`);
  }
  const found = Object.entries(MODELS).find(([name]) => name.toLowerCase() === wanted);
  if (found === undefined) throw new ToolFailure(`Model '${String(given)}' was not found.`);
  return { model: `${APP}.${found[0]}`, table: found[1] };
}

function describe(table: string): Value {
  const columns = Object.entries(COLUMNS[table] ?? {}).filter(([, { type }]) => type !== "file");
  return [
    { name: "id", type: "integer" },
    ...columns.map(([name, { type, choices }]) => ({
      name,
      type,
      ...(choices === undefined ? {} : { choices }),
    })),
  ];
}

function list(
  { state }: Context,
  model: string,
  table: string,
  given: Readonly<Record<string, unknown>>,
): Value {
  const matches = filterFor(table, object(given["filters"]));
  const rows = state.store.table(table).all().filter(matches);
  const limit = Math.min(Number(given["limit"] ?? 50), MOST_ROWS);
  const instances = rows.slice(0, limit).map((row) => shownRow(table, row));
  return {
    model,
    total: rows.length,
    count: instances.length,
    instances,
    truncated: rows.length > instances.length,
  };
}

function rowOf(
  { state }: Context,
  model: string,
  table: string,
  given: Readonly<Record<string, unknown>>,
): Row {
  const { id } = given;
  if (typeof id !== "number") throw new ToolFailure("id: is required.");
  const row = state.store.table(table).get(id);
  if (row === undefined) throw new ToolFailure(`${model} ${id} was not found.`);
  return row;
}

function change(
  context: Context,
  model: string,
  table: string,
  given: Readonly<Record<string, unknown>>,
): Value {
  const rows = context.state.store.table(table);
  if (given["operation"] === "delete") {
    const row = rowOf(context, model, table, given);
    rows.remove(row.id);
    return { success: true, model, deleted: row.id };
  }
  const data = object(given["data"]) as Fields;
  const mistakes = mistakesIn(table, data);
  if (mistakes.length > 0) throw new ToolFailure(`Nothing was changed. ${mistakes.join("; ")}`);
  if (given["operation"] === "create") {
    const row = rows.insert(initialFields(table, data));
    return { success: true, model, instance: shownRow(table, row) };
  }
  const old = rowOf(context, model, table, given);
  const row = rows.update(old.id, data);
  const changes = differences(shownRow(table, old), maskedChanges(table, data));
  return { success: true, model, instance: shownRow(table, row), changes };
}

function maskedChanges(table: string, data: Fields): Fields {
  const { id: _, ...shown } = shownRow(table, { ...data, id: 0 });
  return shown;
}
