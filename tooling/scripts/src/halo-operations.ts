// Makes the index of Halo's operations from its contract: `node tooling/scripts/src/halo-operations.ts <contract.json>`.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: {
    readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
  };
}

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/**
 * Operations outside the contract whose answers were seen on real tenants; `?` says that further parameters are not known.
 * Lists take the paging trio where they have pages.
 */
const SEEN = `
GET /Search search:s count_per_entity:i
GET /Outcome tickettype_id:i workflow_id:i workflow_step:i status:i ?
GET /Lookup lookupid:i exclude_zero:b showallcodes:b ?
GET /FieldInfo typeid:i ?
GET /FieldGroup ?
GET /CustomTable ?
GET /TimesheetEvent agent_id:i start_date:s end_date:s ?
GET /TicketApproval ticket_id:i mine:b ?
GET /TicketArea ?
GET /TicketTypeField ?
GET /ViewLists ?
GET /ViewFilter ?
GET /ViewColumns ?
GET /Roles ?
GET /Tax ?
GET /Address ?
GET /PopupNote ?
GET /Feed count:i older_than_id:i newer_than_id:i ?
GET /CRMNote client_id:i count:i ?
GET /SalesOrder @ ?
GET /RecurringInvoice @ ?
GET /InvoicePayment @ ?
GET /InvoiceStatus ?
GET /Expense @ ?
GET /ToDoGroup ?
GET /Milestone ?
GET /Template @ ?
GET /Release @ ?
GET /ServiceCategory ?
GET /SupplierContract @ ?
GET /Automation ?
GET /Webhook ?
GET /AssetChange @ ?
GET /InvoiceChange @ ?
GET /ItemStockHistory @ ?
GET /UserChange @ ?
GET /LicenceChange @ ?
GET /CallLog @ ?
GET /ClientPrepay ?
GET /DashboardLinks ?
GET /Consignment @ ?
GET /ItemStock @ ?
GET /Event @ ?
GET /InstanceInfo
GET /AuthInfo
GET /Health
GET /Tenant
GET /LicenseInfo
GET /ClientCache iscachebuild:b
`;

/** Query parameters of deletions, which the contract leaves out. */
const DELETING: Readonly<Record<string, string>> = {
  "/Actions/{id}": "ticket_id:i",
  "/Appointment/{id}": "ignoreexchangedelete:b",
  "/Field/{id}": "kind:s",
  "/Invoice/{id}": "bypass_accounts_sync:b",
  "/Opportunities/{id}": "reason:s",
  "/Projects/{id}": "reason:s",
  "/Tickets/{id}": "reason:s",
};

const PAGING = "page_no:i page_size:i pageinate:b search:s count:i order:s orderdesc:b";
const VERBS = ["get", "post", "put", "patch", "delete"] as const;
/** Further sorts, and what is for Halo's own developers. */
const DULL = /^(?:order(?:desc)?[2-5]|debug)$/;
const LETTERS: Readonly<Record<string, string>> = {
  integer: "i",
  number: "n",
  boolean: "b",
  string: "s",
  array: "a",
  object: "o",
};

const letter = (schema: Schema | undefined): string => LETTERS[schema?.type ?? ""] ?? "x";
const nameOf = (schema: Schema | undefined): string => schema?.$ref?.split("/").at(-1) ?? "";

function bodyOf(operation: Operation): string {
  const schema = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  if (schema === undefined) return "";
  return schema.type === "array" ? `[${nameOf(schema.items)}]` : nameOf(schema);
}

/** `METHOD path parameters body`, separated by tabs. */
function lineOf(verb: string, route: string, operation: Operation): string {
  const inPath = new Set([...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  const own = (operation.parameters ?? [])
    .filter(({ name, in: place }) => place === "query" && !DULL.test(name) && !inPath.has(name))
    .map(({ name, schema }) => `${name}:${letter(schema)}`)
    .toSorted();
  const parameters = verb === "delete" ? (DELETING[route] ?? own.join(" ")) : own.join(" ");
  return [verb.toUpperCase(), route, parameters, bodyOf(operation)].join("\t").trimEnd();
}

function seenLine(line: string): string {
  const [verb = "", route = "", ...words] = line.split(" ");
  const parameters = words.map((word) => (word === "@" ? PAGING : word)).join(" ");
  return `${verb}\t${route}\t${parameters}`.trimEnd();
}

function literal(lines: readonly string[]): string {
  return `\`${lines.join("\n").replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${")}\``;
}

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error("Give the contract's file.");
const contract = JSON.parse(readFileSync(source, "utf8")) as Contract;
const known = Object.entries(contract.paths).flatMap(([route, operations]) =>
  VERBS.flatMap((verb) => {
    const operation = operations[verb];
    return operation === undefined ? [] : [lineOf(verb, route, operation)];
  }),
);
const lines = [...known, ...SEEN.trim().split("\n").map(seenLine)].toSorted((left, right) => {
  const route = (line: string): string => line.split("\t")[1] ?? "";
  return route(left).localeCompare(route(right)) || left.localeCompare(right);
});
const used = new Set(
  known
    .map((line) => (line.split("\t")[3] ?? "").replace(/^\[|\]$/g, ""))
    .filter((name) => name !== ""),
);
const bodies = Object.entries(contract.components.schemas)
  .filter(([name]) => used.has(name))
  .toSorted(([left], [right]) => left.localeCompare(right))
  .map(([name, schema]) => {
    const fields = Object.entries(schema.properties ?? {}).map(
      ([field, one]) => `${field}:${letter(one)}`,
    );
    return `${name}\t${fields.join(" ")}`;
  });

const folder = path.join(import.meta.dirname, "../../../packages/halo/src/reference");
const head =
  "// Generated from the vendor's contract by tooling/scripts/src/halo-operations.ts; not to be edited.\n";
writeFileSync(
  path.join(folder, "operations.ts"),
  `${head}\n/** A line an operation: method, path, query parameters with a letter for their type, body; separated by tabs. */\nexport const operations: string = ${literal(lines)};\n`,
);
writeFileSync(
  path.join(folder, "bodies.ts"),
  `${head}\n/** A line a kind of body: its name, a tab, its fields with a letter for their type. */\nexport const bodies: string = ${literal(bodies)};\n`,
);
console.error(`${String(lines.length)} operations, ${String(bodies.length)} bodies`);
