import { type Call } from "./call.ts";
import type { Problem } from "./errors.ts";
import { isFields, stamp, type Fields, type Json, type Row } from "./model.ts";
import type { Resource } from "./resource.ts";
import { schemaOf } from "./resource.ts";
import type { Field } from "./schema/fields.ts";
import { reference } from "./schema/references.ts";

/** How a body is being read. */
interface Reading {
  call: Call;
  resource: Resource;
  /** The record as it was, with what has been read so far. */
  row: Fields;
  problems: Problem[];
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** How messages call a resource: the first letter small. */
export function resourceName(resource: Resource): string {
  const { label } = resource;
  return (label.slice(0, 1).toLowerCase() + label.slice(1)).replaceAll(" ", "");
}

/** A problem of one property. */
export function problem(resource: Resource, code: string, field: string, message: string): Problem {
  return { code, message, resource: resourceName(resource), field };
}

/**
 * Reads the writable properties out of a body, in the order of the schema, so that a board is known before its
 * statuses. Unknown ones are passed over. Null takes a value away. What does not fit goes to `problems`.
 */
export function readFields(
  call: Call,
  resource: Resource,
  body: Fields,
  before: Fields,
  problems: Problem[],
): Fields {
  const reading: Reading = { call, resource, row: { ...before }, problems };
  const given: Fields = {};
  for (const field of schemaOf(resource).fields.values()) {
    if (!Object.hasOwn(body, field.name)) continue;
    const value = body[field.name];
    if (resource.readOnly?.includes(field.name)) {
      if (call.state.switches.readOnlyFields === "refused") {
        problems.push(
          problem(resource, "InvalidField", field.name, `The field ${field.name} is read-only.`),
        );
      }
      continue;
    }
    const read = readValue(reading, field, value, field.name);
    given[field.name] = read;
    reading.row[field.name] = read;
  }
  return given;
}

function readValue(reading: Reading, field: Field, value: Json, path: string): Json {
  if (value === null || value === undefined) return undefined;
  const refuse = (): Json => {
    reading.problems.push(
      problem(reading.resource, "InvalidField", path, `The field ${path} is not valid.`),
    );
    return undefined;
  };
  switch (field.kind) {
    case "text":
      return readText(reading, field, value, path, refuse);
    case "whole":
      return typeof value === "number" && Number.isInteger(value) ? value : refuse();
    case "number":
      return typeof value === "number" ? value : refuse();
    case "flag":
      return typeof value === "boolean" ? value : refuse();
    case "date":
      if (isStrict(reading, field, value)) {
        const message = `Unsupported format applied to ${path}`;
        reading.problems.push(problem(reading.resource, "InvalidField", path, message));
        return undefined;
      }
      return readDate(value) ?? refuse();
    case "choice": {
      const wanted = typeof value === "string" ? value.toLowerCase() : "";
      return field.choices?.find((choice) => choice.toLowerCase() === wanted) ?? refuse();
    }
    case "reference":
      return isFields(value) ? readReference(reading, field, value, path) : refuse();
    case "list":
      return Array.isArray(value) ? readList(reading, field, value, path) : refuse();
    default:
      return value;
  }
}

/** True for fractions of a second where the vendor refuses them. */
function isStrict(reading: Reading, field: Field, value: Json): boolean {
  const strict = reading.resource.wholeSeconds?.includes(field.name) === true;
  return strict && typeof value === "string" && /\.\d/.test(value);
}

function readText(
  reading: Reading,
  field: Field,
  value: Json,
  path: string,
  refuse: () => Json,
): Json {
  if (typeof value !== "string") return refuse();
  if (field.maximum !== undefined && value.length > field.maximum) {
    reading.problems.push(
      problem(
        reading.resource,
        "MaxLengthField",
        path,
        `The field ${path} must be a string with a maximum length of ${field.maximum}.`,
      ),
    );
  }
  return value;
}

/** A moment in the vendor's form; undefined for anything that is not one. */
export function readDate(value: Json): string | undefined {
  if (typeof value !== "string" || !MOMENT.test(value)) return undefined;
  const zoned = value.length === 10 || /(?:Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : `${value}Z`;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? undefined : stamp(time);
}

function readList(reading: Reading, field: Field, value: readonly Json[], path: string): Json {
  const { item } = field;
  if (!item) return [...value];
  if (item.target === "CustomFieldValue") return readCustomFields(reading, value, path);
  if (item.kind === "record") return [...value];
  return value
    .map((element, index) => readValue(reading, item, element, `${path}[${index}]`))
    .filter((element) => element !== undefined);
}

/** Custom fields arrive as the complete list: what is left out loses its value. */
function readCustomFields(reading: Reading, value: readonly Json[], path: string): Json {
  const defined = Array.isArray(reading.row["customFields"]) ? reading.row["customFields"] : [];
  const sent = value.filter(isFields);
  for (const entry of sent) {
    const known = defined.some((one) => isFields(one) && one["id"] === entry["id"]);
    if (!known) {
      reading.problems.push(
        problem(
          reading.resource,
          "NotFound",
          path,
          `Custom Field ${String(entry["id"])} not found`,
        ),
      );
    }
  }
  return defined.filter(isFields).map((one) => {
    const match = sent.find((entry) => entry["id"] === one["id"]);
    const { value: _old, ...rest } = one;
    return match?.["value"] === undefined || match["value"] === null
      ? rest
      : { ...rest, value: match["value"] };
  });
}

function readReference(reading: Reading, field: Field, value: Fields, path: string): Json {
  const spec = reference(field.target ?? "");
  if (spec.table === undefined) return value;
  const within = reading.resource.within?.[field.name];
  const owner = within ? reading.row[within.field] : undefined;
  const rows = reading.call.state.store.table(spec.table);
  const belongs = (row: Row): boolean =>
    within === undefined || owner === undefined || row["_parent"] === owner;
  for (const key of ["id", "identifier", "name", ...spec.shown.map(([name]) => name)]) {
    const wanted = value[key];
    if (wanted === undefined || wanted === null || (key === "id" && wanted === 0)) continue;
    const row =
      key === "id"
        ? rows.get(Number(wanted))
        : byName(rows.all(), spec.shown, key, wanted, belongs);
    if (row && belongs(row)) return row.id;
    const label = within?.child ?? spec.link.replace(/_href$/, "");
    const of = within ? ` for ${within.label} ${String(owner)}` : "";
    const message = `${capital(label)} ${String(wanted)} not found${of}`;
    reading.problems.push(problem(reading.resource, "NotFound", `${path}/${key}`, message));
    return undefined;
  }
  reading.problems.push(
    problem(
      reading.resource,
      "MissingRequiredField",
      `${path}/id`,
      "id, name or identifier is required.",
    ),
  );
  return undefined;
}

function byName(
  rows: readonly Row[],
  shown: readonly (readonly [string, string])[],
  key: string,
  wanted: Json,
  belongs: (row: Row) => boolean,
): Row | undefined {
  const property = shown.find(([name]) => name === key)?.[1];
  if (property === undefined) return undefined;
  const lower = String(wanted).toLowerCase();
  const valueOf = (row: Row): string =>
    property === "@full"
      ? `${String(row["firstName"] ?? "")} ${String(row["lastName"] ?? "")}`
      : String(row[property] ?? "");
  return rows.find((row) => belongs(row) && valueOf(row).toLowerCase() === lower);
}

function capital(label: string): string {
  return label.slice(0, 1).toUpperCase() + label.slice(1);
}
