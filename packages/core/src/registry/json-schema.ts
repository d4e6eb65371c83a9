import { z } from "zod";

/** A JSON Schema as it is advertised. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What zod adds that tells a model nothing: the dialect marker, safe-integer limits, closedness (calls are checked anyway). */
function compact(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(compact);
  if (typeof node !== "object" || node === null) return node;
  const source = node as Record<string, unknown>;
  // Digits in a string are taken too, but a list of types is more than some hosts' dialects understand.
  if (source["argument"] === "id") return { type: "integer", ...described(source) };
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(source)) {
    if (key === "$schema" || key === "what" || key === "argument") continue;
    if (key === "additionalProperties" && value === false) continue;
    if (key === "maximum" && value === Number.MAX_SAFE_INTEGER) continue;
    if (key === "minimum" && value === Number.MIN_SAFE_INTEGER) continue;
    if (key === "exclusiveMinimum" && value === 0) {
      result["minimum"] = 1;
      continue;
    }
    // Lengths are refused with a clear error when exceeded; nobody writes to them.
    if (key === "minLength" || key === "maxLength" || key === "propertyNames") continue;
    if (key === "pattern" && source["format"] !== undefined) continue;
    if (key === "type" && Array.isArray(source["enum"])) continue;
    result[key] =
      key === "properties" ? mapValues(value as Record<string, unknown>) : compact(value);
  }
  if (Array.isArray(result["required"]) && result["required"].length === 0)
    delete result["required"];
  return result;
}

const described = (source: Record<string, unknown>): Record<string, unknown> =>
  typeof source["description"] === "string" ? { description: source["description"] } : {};

const mapValues = (properties: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, compact(schema)]));

/** The advertised JSON Schema of an input, made small. */
export function inputJsonSchema(schema: z.ZodObject): JsonSchema {
  const full = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return compact(full) as JsonSchema;
}
