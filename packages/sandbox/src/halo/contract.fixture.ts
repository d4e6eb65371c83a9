import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** As much of OpenAPI as the vendor's contract uses. */
export interface SchemaObject {
  $ref?: string;
  type?: string;
  format?: string;
  properties?: Record<string, SchemaObject>;
  items?: SchemaObject;
}

interface Contract {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, SchemaObject> };
}

interface Operation {
  parameters?: { name: string; in: string; schema: { type?: string } }[];
  requestBody?: { content?: Record<string, { schema?: SchemaObject }> };
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** The contract stands beside the repository. */
const FILE = fileURLToPath(
  new URL("../../../../../shared/contracts/halo.openapi.json", import.meta.url),
);

/** The vendor's contract, or undefined when it is not there. */
export function loadContract(): Contract | undefined {
  if (!existsSync(FILE)) return undefined;
  return JSON.parse(readFileSync(FILE, "utf8")) as Contract;
}

/** The schema of a record: the one that a POST to its path takes, as answers have none of their own. */
export function recordSchema(contract: Contract, path: string): SchemaObject {
  const body = contract.paths[path]?.["post"]?.requestBody?.content?.["application/json"]?.schema;
  const name = (body?.items?.$ref ?? body?.$ref)?.split("/").at(-1) ?? "";
  return namedSchema(contract, name);
}

export function namedSchema(contract: Contract, name: string): SchemaObject {
  const schema = contract.components.schemas[name];
  if (!schema) throw new Error(`The contract has no schema "${name}".`);
  return schema;
}

/** Everything in which a record differs from its schema; properties that it does not name count. */
export function violations(schema: SchemaObject, record: unknown): string[] {
  if (typeof record !== "object" || record === null || Array.isArray(record)) return ["no object"];
  return Object.entries(record).flatMap(([name, value]) => {
    const property = schema.properties?.[name];
    if (!property) return [`${name}: not in the contract`];
    return fits(property, value)
      ? []
      : [`${name}: ${JSON.stringify(value)} is no ${property.type}`];
  });
}

function fits({ type, format }: SchemaObject, value: unknown): boolean {
  switch (type) {
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "number":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "string":
      if (typeof value !== "string") return false;
      return format !== "date-time" || MOMENT.test(value);
    default:
      return true;
  }
}
