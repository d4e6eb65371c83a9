import { codeColumns, COMPONENT_NAMES, COMPONENTS, partsOf } from "../../components.ts";
import { text, type Row, type Value } from "../../model.ts";
import { INTEGRATION, integrationFor, LOOKS, ToolFailure, type Tool } from "../tool.ts";

export const searchIntegration: Tool = {
  name: "search_integration",
  title: "Search integration",
  description:
    "Searches all code of an integration with a regular expression: hooks, conditions, values of field mappings, rules. Returns the lines with their surroundings by kind of part.",
  inputSchema: {
    type: "object",
    properties: {
      integration: INTEGRATION,
      pattern: { type: "string", description: "A regular expression." },
      components: { type: "array", items: { type: "string", enum: COMPONENT_NAMES } },
      case_sensitive: { type: "boolean", default: true },
      context_lines: { type: "integer", default: 2, minimum: 0, maximum: 20 },
    },
    required: ["integration", "pattern"],
    additionalProperties: false,
  },
  annotations: LOOKS,
  run(context, given) {
    const { state } = context;
    const integration = integrationFor(context, given["integration"], "read");
    const pattern = compiled(String(given["pattern"]), given["case_sensitive"] !== false);
    const around = typeof given["context_lines"] === "number" ? given["context_lines"] : 2;
    const wanted = given["components"] as readonly string[] | undefined;
    const places = [
      { type: "integration", table: "integrations", rows: [integration] },
      ...COMPONENTS.map((component) => ({
        type: component.type,
        table: component.table,
        rows: partsOf(state, integration, component),
      })),
    ];
    const matches: Record<string, Value[]> = {};
    let total = 0;
    for (const { type, table, rows } of places) {
      if (wanted !== undefined && !wanted.includes(type)) continue;
      const found = rows.flatMap((row) => matchesIn(row, table, pattern, around));
      total += found.length;
      if (found.length > 0) matches[type] = found;
    }
    return {
      integration: { id: integration.id, path_name: text(integration, "path_name") },
      total,
      matches,
    };
  },
};

function compiled(pattern: string, isCaseSensitive: boolean): RegExp {
  try {
    return new RegExp(pattern, isCaseSensitive ? "" : "i");
  } catch (error) {
    throw new ToolFailure(`Invalid regular expression: ${(error as Error).message}`);
  }
}

function matchesIn(row: Row, table: string, pattern: RegExp, around: number): Value[] {
  return codeColumns(table).flatMap((field) => {
    const lines = text(row, field).split("\n");
    return lines.flatMap((line, index) => {
      if (line === "" || !pattern.test(line)) return [];
      const first = Math.max(0, index - around);
      const context = lines.slice(first, index + around + 1);
      return [{ id: row.id, field, line: index + 1, match: line, context: context.join("\n") }];
    });
  });
}
