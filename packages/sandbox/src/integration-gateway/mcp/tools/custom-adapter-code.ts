import { text, type Row } from "../../model.ts";
import { initialFields } from "../../records.ts";
import type { Context } from "../dispatch.ts";
import { CHANGES, ToolFailure, type Tool } from "../tool.ts";

export const customAdapterCode: Tool = {
  name: "custom_adapter_code",
  title: "Custom adapter code",
  description:
    "Lists, reads, writes, validates and deletes the code of custom adapters. Writing and deleting are for superusers.",
  inputSchema: {
    type: "object",
    properties: {
      operation: { type: "string", enum: ["list", "read", "write", "validate", "delete"] },
      adapter: { type: "string", description: "Name of the adapter." },
      code: { type: "string" },
    },
    required: ["operation"],
    additionalProperties: false,
  },
  annotations: CHANGES,
  run(context, given) {
    const table = context.state.store.table("customadapters");
    const { operation, adapter, code } = given;
    if (operation === "list") {
      const adapters = table.all().map(({ id, name, description, last_saved }) => {
        return { id, name, description, last_saved };
      });
      return { adapters };
    }
    if (operation === "validate") {
      const errors = errorsIn(
        typeof code === "string" ? code : text(find(context, adapter), "code"),
      );
      return { valid: errors.length === 0, errors };
    }
    if (operation === "read") return find(context, adapter);
    if (context.principal.type !== "superuser") {
      throw new ToolFailure("Permission denied: code of adapters is for superusers.");
    }
    if (operation === "delete") {
      const row = find(context, adapter);
      table.remove(row.id);
      return { success: true, deleted: text(row, "name") };
    }
    if (typeof adapter !== "string" || typeof code !== "string") {
      throw new ToolFailure("adapter and code are required.");
    }
    const errors = errorsIn(code);
    if (errors.length > 0) throw new ToolFailure(`Nothing was written. ${errors.join("; ")}`);
    const [old] = table.by("name", adapter);
    const saved = { code, last_saved: context.state.clock.tick().toISOString() };
    if (old === undefined)
      table.insert(initialFields("customadapters", { name: adapter, ...saved }));
    else table.update(old.id, saved);
    return { success: true, adapter, created: old === undefined };
  },
};

function find({ state }: Context, name: unknown): Row {
  const [row] = state.store.table("customadapters").by("name", name);
  if (row === undefined) throw new ToolFailure(`Adapter '${String(name)}' was not found.`);
  return row;
}

/** There is no interpreter here: only what is plainly wrong is found. */
function errorsIn(code: string): string[] {
  const bare = code.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/g, "");
  const count = (marks: RegExp): number => bare.match(marks)?.length ?? 0;
  return [
    ...(/^class \w+\(/m.test(code) ? [] : ["There is no adapter class."]),
    ...(count(/[([{]/g) === count(/[)\]}]/g) ? [] : ["SyntaxError: brackets do not match"]),
  ];
}
