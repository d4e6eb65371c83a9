// Makes the endpoint catalogue of ConnectWise PSA from its contract: `node tooling/scripts/src/connectwise-catalogue.ts <contract.json>`.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: {
    readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
  };
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
}

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const VERBS = ["get", "post", "put", "patch", "delete"] as const;
/** Parameters that every list takes, and those of the path. */
const USUAL = new Set(
  "conditions childConditions customFieldConditions orderBy fields page pageSize pageId clientId".split(
    " ",
  ),
);
/** Leaves that tell nothing of their own. */
const DULL = /\/(?:count|usages|list)$|\/info\/|\/(?!system)[a-z]+\/.*\/info$/i;

const nameOf = (schema: Schema | undefined): string => schema?.$ref?.split("/").at(-1) ?? "";

function shape(schema: Schema | undefined): string {
  if (schema === undefined) return "";
  return schema.type === "array" ? `[${nameOf(schema.items)}]` : nameOf(schema);
}

const answerOf = (operation: Operation | undefined): string =>
  shape(
    Object.entries(operation?.responses ?? {}).find(([status]) => status.startsWith("2"))?.[1]
      .content?.["application/json"]?.schema,
  );

const bodyOf = (operation: Operation | undefined): string =>
  shape(Object.values(operation?.requestBody?.content ?? {})[0]?.schema);

/** `path verbs answer body parameters`, separated by tabs, empty at the end where there is nothing. */
function line(route: string, operations: Readonly<Record<string, Operation>>): string {
  const verbs = VERBS.filter((verb) => operations[verb] !== undefined);
  const inPath = new Set([...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  const own = (operations["get"]?.parameters ?? [])
    .filter((one) => one.in === "query" && !USUAL.has(one.name) && !inPath.has(one.name))
    .map((one) => one.name);
  const answer = answerOf(operations["get"] ?? operations["post"]);
  const body = bodyOf(operations["post"] ?? operations["put"]);
  return [route, verbs.join(","), answer, body, own.join(",")].join("\t").trimEnd();
}

function fieldsOf(schema: Schema): string {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => name !== "_info")
    .map(([name, one]) => {
      const type =
        shape(one) ||
        (one.enum === undefined ? (one.type ?? "any") : one.enum.slice(0, 12).join("|"));
      return `${name}${required.has(name) ? "*" : ""}:${type.replace(/Reference$/, "Ref")}`;
    })
    .join(" ");
}

function literal(lines: readonly string[]): string {
  return `\`${lines.join("\n").replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${")}\``;
}

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error("Give the contract's file.");
const contract = JSON.parse(readFileSync(source, "utf8")) as Contract;
const routes = Object.keys(contract.paths)
  .filter((route) => !DULL.test(route))
  .toSorted();
const lines = routes.map((route) => line(route, contract.paths[route] ?? {}));
const used = new Set(
  lines.flatMap((one) => [...one.matchAll(/\t\[?([\w.]+)\]?(?=\t|$)/g)].map(([, name]) => name)),
);
const schemas = Object.entries(contract.components.schemas)
  .filter(
    ([name, schema]) =>
      used.has(name) &&
      !name.endsWith("Reference") &&
      Object.keys(schema.properties ?? {}).length > 0,
  )
  .toSorted(([left], [right]) => left.localeCompare(right))
  .map(([name, schema]) => `${name}\t${fieldsOf(schema)}`);

const folder = path.join(import.meta.dirname, "../../../packages/connectwise/src/reference");
const head =
  "// Generated from the vendor's contract by tooling/scripts/src/connectwise-catalogue.ts; not to be edited.\n";
writeFileSync(
  path.join(folder, "routes.ts"),
  `${head}\n/** A line a route: path, verbs, answer, body, own parameters; separated by tabs. */\nexport const routes: string = ${literal(lines)};\n`,
);
writeFileSync(
  path.join(folder, "schemas.ts"),
  `${head}\n/** A line a record: its name, a tab, its fields; a star marks those that a new one needs. */\nexport const schemas: string = ${literal(schemas)};\n`,
);
console.error(`${String(lines.length)} routes, ${String(schemas.length)} records`);
