import { table, type Call } from "./call.ts";
import { number, objects, text, type Fields } from "./model.ts";

/**
 * The custom fields of a record after a write: those that are named by id or name change, the others stay.
 * A field without a definition is lost.
 */
export function mergeCustomFields(call: Call, before: Fields, given: Fields): Fields[] {
  const definitions = table(call, "fieldinfos").all();
  const merged = new Map(
    objects(before, "customfields").map((field) => [number(field, "id"), field]),
  );
  for (const field of objects(given, "customfields")) {
    const name = text(field, "name").toLowerCase();
    const definition = definitions.find(
      (known) => known.id === field["id"] || text(known, "name").toLowerCase() === name,
    );
    if (!definition) continue;
    const id = Number(definition.id);
    const value = field["value"] ?? "";
    merged.set(id, {
      id,
      name: text(definition, "name"),
      label: text(definition, "label"),
      type: number(definition, "type"),
      value,
      display: String(value),
      usage: number(definition, "usage"),
      inputtype: number(definition, "inputtype"),
    });
  }
  return [...merged.values()];
}
