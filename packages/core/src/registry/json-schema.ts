import { z } from "zod";

/** A JSON Schema as it is advertised. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Which parts of a schema are shown; `met` notes that some depend on an ability. */
interface Showing {
  readonly abilities: ReadonlySet<string> | undefined;
  met: boolean;
}

/** What zod adds that tells a model nothing: the dialect marker, safe-integer limits, closedness (calls are checked anyway). */
function compact(node: unknown, showing: Showing): unknown {
  if (Array.isArray(node)) return node.map((one) => compact(one, showing));
  if (typeof node !== "object" || node === null) return node;
  const source = node as Record<string, unknown>;
  // Digits in a string are taken too, but a list of types is more than some hosts' dialects understand.
  if (source["argument"] === "id") return { type: "integer", ...described(source) };
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(source)) {
    if (key === "$schema" || key === "what" || key === "argument" || key === "needs") continue;
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
      key === "properties"
        ? mapValues(value as Record<string, unknown>, showing)
        : compact(value, showing);
  }
  if (Array.isArray(result["required"]) && result["required"].length === 0)
    delete result["required"];
  return result;
}

const described = (source: Record<string, unknown>): Record<string, unknown> =>
  typeof source["description"] === "string" ? { description: source["description"] } : {};

function mapValues(properties: Record<string, unknown>, showing: Showing): Record<string, unknown> {
  const shown = Object.entries(properties).filter(([, schema]) => {
    const needs = (schema as { readonly needs?: unknown }).needs;
    if (typeof needs !== "string") return true;
    showing.met = true;
    return showing.abilities === undefined || showing.abilities.has(needs);
  });
  return Object.fromEntries(shown.map(([name, schema]) => [name, compact(schema, showing)]));
}

const conditional = new WeakSet<JsonSchema>();

/** True for an advertised schema with arguments that depend on an ability. */
export function isConditional(schema: JsonSchema): boolean {
  return conditional.has(schema);
}

/**
 * The advertised JSON Schema of an input, made small. Arguments with `.meta({ needs: "local-files" })` are left out where
 * the running server lacks the ability; all are shown when none are given.
 */
export function inputJsonSchema(schema: z.ZodObject, abilities?: ReadonlySet<string>): JsonSchema {
  const showing: Showing = { abilities, met: false };
  const full = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const made = compact(full, showing) as JsonSchema;
  if (showing.met) conditional.add(made);
  return made;
}
