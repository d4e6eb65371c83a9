/** As much of JSON Schema as the tools use. */
export interface Schema {
  type?: string | readonly string[];
  description?: string;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  additionalProperties?: boolean;
  items?: Schema;
  enum?: readonly string[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
}

/** The first mistake in a value, or nothing. Keywords that are not listed above are passed over. */
export function mistakeIn(schema: Schema, value: unknown, name = ""): string | undefined {
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOf(type, value))) {
    return `${shown(value)} is not of type ${types.map((type) => `'${type}'`).join(", ")}${at(name)}`;
  }
  if (schema.enum !== undefined && !schema.enum.includes(value as string)) {
    return `${shown(value)} is not one of [${schema.enum.map((item) => `'${item}'`).join(", ")}]${at(name)}`;
  }
  if (typeof value === "number") {
    const { minimum = value, maximum = value } = schema;
    if (value < minimum) return `${value} is less than the minimum of ${minimum}${at(name)}`;
    if (value > maximum) return `${value} is greater than the maximum of ${maximum}${at(name)}`;
  }
  if (Array.isArray(value)) return mistakeInItems(schema, value, name);
  if (typeof value === "object" && value !== null) {
    return mistakeInProperties(schema, value as Readonly<Record<string, unknown>>, name);
  }
  return undefined;
}

function mistakeInItems(
  { items }: Schema,
  values: readonly unknown[],
  name: string,
): string | undefined {
  if (items === undefined) return undefined;
  for (const [index, value] of values.entries()) {
    const mistake = mistakeIn(items, value, `${name}[${index}]`);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function mistakeInProperties(
  { properties = {}, required = [], additionalProperties }: Schema,
  value: Readonly<Record<string, unknown>>,
  name: string,
): string | undefined {
  const missing = required.find((wanted) => !Object.hasOwn(value, wanted));
  if (missing !== undefined) return `'${missing}' is a required property${at(name)}`;
  for (const [key, inner] of Object.entries(value)) {
    const schema = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (schema === undefined) {
      if (additionalProperties !== false) continue;
      return `Additional properties are not allowed ('${key}' was unexpected)${at(name)}`;
    }
    const mistake = mistakeIn(schema, inner, name === "" ? key : `${name}.${key}`);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function isOf(type: string, value: unknown): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "null") return value === null;
  if (type === "integer") return Number.isInteger(value);
  if (type === "object")
    return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function shown(value: unknown): string {
  return typeof value === "string" ? `'${value.slice(0, 60)}'` : JSON.stringify(value).slice(0, 60);
}

function at(name: string): string {
  return name === "" ? "" : ` (at '${name}')`;
}
