import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** As much of OpenAPI as the vendor's contract uses. */
interface SchemaObject {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  nullable?: boolean;
  properties?: Record<string, SchemaObject>;
  required?: string[];
  items?: SchemaObject;
  additionalProperties?: SchemaObject | boolean;
}

interface Contract {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, SchemaObject> };
}

interface Operation {
  responses?: Record<string, { content?: Record<string, { schema?: SchemaObject }> }>;
}

/** UTC and whole seconds, as the vendor writes them. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** The contract stands beside the repository. */
const FILE = fileURLToPath(
  new URL("../../../../../shared/contracts/connectwise.openapi.json", import.meta.url),
);

/** The vendor's contract, or undefined when it is not there. */
export function loadContract(): Contract | undefined {
  if (!existsSync(FILE)) return undefined;
  return JSON.parse(readFileSync(FILE, "utf8")) as Contract;
}

/** The schema of an answer. `path` is the path of the contract, such as `/service/tickets/{id}`. */
export function answerSchema(
  contract: Contract,
  path: string,
  method = "get",
  status = "200",
): SchemaObject {
  const answer = contract.paths[path]?.[method]?.responses?.[status];
  const schema = answer?.content?.["application/json"]?.schema;
  if (!schema) throw new Error(`The contract has no ${method} ${path} with ${status}.`);
  return schema;
}

/** Everything in which a value differs from its schema; properties that the contract does not name count. */
export function violations(
  contract: Contract,
  schema: SchemaObject,
  value: unknown,
  at = "",
): string[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    const target = contract.components.schemas[name];
    return target ? violations(contract, target, value, at) : [`${at}: no schema ${name}`];
  }
  // The contract types this as an object, by the same mistake as the value of a patch operation.
  if (at.endsWith(".answer")) return [];
  if (value === null) return schema.nullable === true ? [] : [`${at}: null`];
  if (schema.enum && !schema.enum.includes(value)) return [`${at}: ${String(value)} is no choice`];
  switch (schema.type) {
    case "array":
      if (!Array.isArray(value)) return [`${at}: no array`];
      return value.flatMap((element, index) =>
        violations(contract, schema.items ?? {}, element, `${at}[${index}]`),
      );
    case "object":
      return objectViolations(contract, schema, value, at);
    case "integer":
      return Number.isInteger(value) ? [] : [`${at}: ${String(value)} is no integer`];
    case "number":
      return typeof value === "number" ? [] : [`${at}: no number`];
    case "boolean":
      return typeof value === "boolean" ? [] : [`${at}: no boolean`];
    case "string":
      if (typeof value !== "string") return [`${at}: no string`];
      return schema.format !== "date-time" || MOMENT.test(value) ? [] : [`${at}: no moment`];
    default:
      return schema.properties ? objectViolations(contract, schema, value, at) : [];
  }
}

function objectViolations(
  contract: Contract,
  schema: SchemaObject,
  value: unknown,
  at: string,
): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [`${at}: no object`];
  }
  const missing = (schema.required ?? [])
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => `${at}.${name}: missing`);
  const wrong = Object.entries(value).flatMap(([name, part]) => {
    const inner = schema.properties?.[name] ?? schema.additionalProperties;
    if (inner === undefined || inner === false) return [`${at}.${name}: not in the contract`];
    return inner === true ? [] : violations(contract, inner, part, `${at}.${name}`);
  });
  return [...missing, ...wrong];
}
