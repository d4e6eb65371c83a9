/** As much of OpenAPI 3.0 as is changed here. */
export interface OpenApi {
  readonly paths: Record<string, PathItem>;
  readonly components?: { readonly schemas?: Record<string, Schema> };
}

type PathItem = Record<string, Operation | undefined>;

interface Operation {
  readonly parameters?: readonly object[];
  readonly requestBody?: { readonly content?: Record<string, { readonly schema?: Schema }> };
  readonly responses?: Record<
    string,
    { readonly content?: Record<string, { readonly schema?: Schema }> }
  >;
}

export interface Schema {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
}

/** Ends the path under which the changes of a PATCH are judged as properties of the record. */
export const CHANGES = "/~changes";

/**
 * A copy of a contract under which names that it does not know are mistakes: objects with properties take no others. For
 * every PATCH that takes a list of operations there is one path more, `<path>/~changes`, whose POST takes the changed
 * properties of the record; the vendor's own schema types the value of an operation as anything.
 */
export function tighten(contract: OpenApi): OpenApi {
  const copy = structuredClone(contract);
  const schemas = copy.components?.schemas ?? {};
  const changed: Record<string, PathItem> = {};
  for (const [path, item] of Object.entries(copy.paths)) {
    const patched = patchedRecord(item["patch"], schemas);
    if (patched === undefined) continue;
    const { required: _required, ...record } = patched;
    changed[`${path}${CHANGES}`] = {
      post: {
        parameters: item["patch"]?.parameters ?? [],
        requestBody: { content: { "application/json": { schema: record } } },
        responses: { "200": {} },
      },
    };
  }
  Object.assign(copy.paths, changed);
  close(copy);
  return copy;
}

/** The record that a PATCH of operations changes, as its answer describes it. */
function patchedRecord(
  operation: Operation | undefined,
  schemas: Record<string, Schema>,
): Schema | undefined {
  const body = operation?.requestBody?.content?.["application/json"]?.schema;
  const operations = resolve(body?.items, schemas)?.properties ?? {};
  if (body?.type !== "array" || !("op" in operations) || !("path" in operations)) return undefined;
  return resolve(operation?.responses?.["200"]?.content?.["application/json"]?.schema, schemas);
}

function resolve(schema: Schema | undefined, schemas: Record<string, Schema>): Schema | undefined {
  const name = schema?.$ref?.split("/").at(-1);
  return name === undefined ? schema : schemas[name];
}

/** Closes every object schema that names its properties and says nothing of others. */
function close(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const part of Object.values(value)) close(part);
  const schema = value as Schema;
  const names = schema.properties;
  if (schema.type !== "object" || typeof names !== "object") return;
  if (schema.additionalProperties === undefined && schema.allOf === undefined)
    schema.additionalProperties = false;
}
