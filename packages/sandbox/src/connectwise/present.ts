import type { State } from "./call.ts";
import { fullName, isFields, type Fields, type Json, type Row } from "./model.ts";
import { hasSchema, schema, type Field, type Schema } from "./schema/fields.ts";
import { reference } from "./schema/references.ts";

/** What showing a record needs. */
export interface View {
  state: State;
  /** The address that links begin with. */
  base: string;
}

/** A record as the API shows it: references resolved, nothing that is null, `_info` at the end. */
export function present(
  view: View,
  kind: Schema,
  row: Fields,
  links: Readonly<Record<string, string>> = {},
): Fields {
  const shown: Fields = {};
  if (kind.hasId) shown["id"] = row["id"];
  for (const field of kind.fields.values()) {
    const value = presentField(view, field, row[field.name]);
    if (value !== undefined && value !== null) shown[field.name] = value;
  }
  if (kind.hasInfo) shown["_info"] = info(row, links);
  return shown;
}

function info(row: Fields, links: Readonly<Record<string, string>>): Fields {
  return {
    ...(row["_updated"] === undefined ? {} : { lastUpdated: row["_updated"] }),
    ...(row["_updatedBy"] === undefined ? {} : { updatedBy: row["_updatedBy"] }),
    ...(row["_entered"] === undefined ? {} : { dateEntered: row["_entered"] }),
    ...(row["_enteredBy"] === undefined ? {} : { enteredBy: row["_enteredBy"] }),
    ...links,
  };
}

function presentField(view: View, field: Field, value: Json): Json {
  if (value === undefined || value === null) return undefined;
  if (field.kind === "reference") return presentReference(view, field.target ?? "", value);
  if (field.kind === "list" && field.item && Array.isArray(value)) {
    const { item } = field;
    return value.map((element) => presentField(view, item, element)).filter(isPresent);
  }
  if (field.kind === "record" && isFields(value) && hasSchema(field.target ?? "")) {
    return present(view, schema(field.target ?? ""), value);
  }
  return value;
}

function isPresent(value: Json): boolean {
  return value !== undefined && value !== null;
}

/** A reference with its link; one without a table is shown as it was stored. */
export function presentReference(view: View, type: string, value: Json): Json {
  if (typeof value !== "number") return value;
  const spec = reference(type);
  const row = spec.table === undefined ? undefined : view.state.store.table(spec.table).get(value);
  if (!row || spec.table === undefined) return undefined;
  const shown: Fields = { id: row.id };
  for (const [name, property] of spec.shown) {
    const part = property === "@full" ? fullName(row) : row[property];
    if (part !== undefined && part !== null) shown[name] = part;
  }
  const address = addressOf(view, spec.table, row);
  shown["_info"] = address === undefined ? {} : { [spec.link]: address };
  return shown;
}

/** The address of a record, when its table has routes. */
export function addressOf(view: View, table: string, row: Row): string | undefined {
  const pattern = view.state.paths.get(table);
  if (pattern === undefined) return undefined;
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => String(row[name] ?? row["_parent"]));
  return `${view.base}${path}/${row.id}`;
}
