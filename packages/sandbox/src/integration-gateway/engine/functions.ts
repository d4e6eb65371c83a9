import { flag, text } from "../model.ts";
import type { Row } from "../model.ts";
import type { State } from "../state.ts";
import { CodeError, type Scope } from "./expression.ts";

/** The functions that code can call anywhere. */
export function functionsOf(state: State, integration: Row): Scope {
  return {
    len(value: unknown): number {
      if (typeof value === "string" || Array.isArray(value)) return value.length;
      if (typeof value === "object" && value !== null) return Object.keys(value).length;
      throw new CodeError("TypeError: object has no len()");
    },
    str: (value: unknown) => (value === null ? "None" : String(value)),
    int(value: unknown): number {
      const whole = Number.parseInt(String(value), 10);
      if (Number.isNaN(whole)) {
        throw new CodeError(
          `ValueError: invalid literal for int() with base 10: '${String(value)}'`,
        );
      }
      return whole;
    },
    float: Number,
    round(value: unknown, digits: unknown = 0): number {
      const scale = 10 ** Number(digits);
      return Math.round(Number(value) * scale) / scale;
    },
    map_value: (name: unknown, value: unknown) => mapValue(state, integration, name, value),
  };
}

/** Looks a value up in a value mapping set of the integration; null where there is no mapping. */
function mapValue(state: State, integration: Row, name: unknown, value: unknown): unknown {
  const set = state.store
    .table("valuemappingsets")
    .by("integration", integration.id)
    .find((row) => row["name"] === name);
  if (set === undefined) {
    throw new CodeError(`LookupError: there is no value mapping set '${String(name)}'`);
  }
  const plain = (given: unknown): string =>
    flag(set, "case_sensitive") ? String(given) : String(given).toLowerCase();
  const found = state.store
    .table("valuemappings")
    .by("valuemappingset", set.id)
    .find((row) => plain(row["from_value"]) === plain(value));
  if (found !== undefined) return found["to_value"];
  return flag(set, "use_default_to_value") ? text(set, "default_to_value") : null;
}
