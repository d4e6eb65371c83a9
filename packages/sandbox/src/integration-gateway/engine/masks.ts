import { text, type Row, type Value } from "../model.ts";
import type { State } from "../state.ts";

/** The content of a step with the masked fields of the integration as runs of X. */
export function masked(state: State, integration: Row, type: string, content: Value): Value {
  const fields = state.store
    .table("masks")
    .by("integration", integration.id)
    .map((mask) => text(mask, "field"));
  // Masks name fields of the input; the same names are hidden in requests, as a copy would tell.
  return fields.length === 0 || type === "OUTPUT" ? content : hide(content, fields, "");
}

function hide(value: Value, fields: readonly string[], path: string): Value {
  if (Array.isArray(value)) return value.map((item: Value) => hide(item, fields, path));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const here = path === "" ? name : `${path}.${name}`;
      const isMasked = fields.some((field) => here === field || here.endsWith(`.${field}`));
      const isPlain = typeof inner === "string" || typeof inner === "number";
      return [
        name,
        isMasked && isPlain ? "X".repeat(String(inner).length) : hide(inner, fields, here),
      ];
    }),
  );
}
