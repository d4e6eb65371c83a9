import {
  attempt,
  count,
  item,
  page,
  path as pathOf,
  PsaError,
  view,
  z,
  type AnyTool,
  type ApiPath,
  type PlainRecord,
  type Query,
  type ToolResult,
  type View,
} from "@psa-mcp/core";
import { unwrap, type HaloApi } from "../api.ts";
import { defineTool } from "../define.ts";
import { cleanRecord, holdsHidden, isRecord } from "../records/records.ts";
import type { Operation } from "../reference/catalogue.ts";
import { assertSwitchedOn } from "../switches.ts";
import { encode } from "../wire/parameters.ts";

/** The index is large, so it waits for the first call that needs it. */
const catalogue = async (): Promise<typeof import("../reference/catalogue.ts")> =>
  import("../reference/catalogue.ts");
const permits = async (): Promise<typeof import("../reference/allowed.ts")> =>
  import("../reference/allowed.ts");

const method = z.enum(["GET", "POST", "DELETE"]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const params = z.record(z.string().max(100), z.union([scalar, z.array(scalar).max(100)]));

const search = defineTool({
  name: "halo_api_search",
  title: "Search API operations",
  tier: "read",
  toolset: "raw",
  owner: "server",
  description:
    "Find documented operations of Halo's API by words; for what has no tool of its own. halo_api_describe tells their parameters.",
  input: z.object({ query: z.string().trim().min(1).max(300), max_items: count(1, 50).optional() }),
  handler: async ({ input }) => {
    const found = (await catalogue()).findOperations(input.query, input.max_items ?? 10);
    return page({
      items: found.map(({ method: verb, path, body }) => ({
        method: verb,
        path,
        body: body || undefined,
      })),
      view: view("operations", "method", "path", "body"),
      total: found.length,
      ...(found.length === 0 ? { notes: ["Nothing fits; try other words."] } : {}),
    });
  },
});

const describe = defineTool({
  name: "halo_api_describe",
  title: "Describe API operation",
  tier: "read",
  toolset: "raw",
  owner: "server",
  description: "Tell the query parameters and body fields of one operation of Halo's API.",
  input: z.object({ path: z.string().min(1).max(300), method: method.optional() }),
  handler: async ({ input }) => {
    const { fieldsOf } = await catalogue();
    const { operation } = (await permits()).allowed(input.method ?? "GET", asPattern(input.path));
    const listed = (all: ReadonlyMap<string, string>): string =>
      [...all].map(([name, type]) => `${name}:${type}`).join(" ");
    const body = fieldsOf(operation.body);
    return item(
      {
        method: operation.method,
        path: operation.path,
        parameters: listed(operation.parameters),
        complete: !operation.open,
        ...(operation.body === ""
          ? {}
          : { takes: `${operation.many ? "a list of " : ""}${operation.body}` }),
        ...(body.size === 0 ? {} : { body_fields: listed(body) }),
      },
      view(
        "operation",
        "method",
        "path",
        { key: "parameters", max: 6000 },
        { key: "complete", label: "all parameters known" },
        "takes",
        { key: "body_fields", label: "fields", max: 16_000 },
      ),
    );
  },
});

/** Braces stand for an id that is not known yet. */
const asPattern = (path: string): string => path.replace(/\{\w*\}/g, "0");

const call = defineTool({
  name: "halo_api_call",
  title: "Read from API",
  tier: "read",
  toolset: "raw",
  paged: true,
  description:
    "Read any documented path of Halo's API (GET), such as /RecurringInvoice. Unknown parameters are refused: Halo would ignore them and answer everything.",
  input: z.object({ path: z.string().min(1).max(300), params: params.optional() }),
  handler: async ({ input, client, settings }) => {
    const { allowed } = await permits();
    const { operation, path } = allowed("GET", input.path);
    const query = await queryOf(operation, input.params ?? {}, settings["haloArrays"]);
    return shown(await client.get(path, { query }));
  },
});

async function queryOf(
  operation: Operation,
  given: z.output<typeof params>,
  arrays: unknown,
): Promise<Query> {
  const { assertKnown } = await permits();
  if (!operation.open) assertKnown("params", Object.keys(given), operation.parameters);
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, encode(value, arrays)]),
  );
}

/** Any answer: a list as rows, a record as its fields; secrets are hidden. */
function shown(answer: unknown): ToolResult {
  const list = isList(answer) ? unwrap(answer, undefined) : undefined;
  if (list !== undefined) {
    const rows = list.records.map(cleanRecord);
    return page({
      items: rows,
      view: viewOf(rows, 9),
      total: list.total ?? rows.length,
      ...(list.total !== undefined && list.total > rows.length
        ? {
            notes: [
              `${String(rows.length)} of ${String(list.total)}; params page_no, page_size and pageinate lead on.`,
            ],
          }
        : {}),
    });
  }
  if (!isRecord(answer)) {
    if (answer === null || answer === undefined || typeof answer === "object")
      throw new PsaError("bad_response", "Halo answered without anything to show.");
    return item({ answer }, view("answer", "answer"));
  }
  const record = cleanRecord(answer);
  return item(record, viewOf([record], 80));
}

/** A list alone, with its count, or as the only list of an envelope (`{"feed": [...]}`). */
function isList(answer: unknown): boolean {
  if (Array.isArray(answer)) return true;
  if (!isRecord(answer) || answer["id"] !== undefined) return false;
  if (typeof answer["record_count"] === "number") return true;
  return Object.values(answer).filter(Array.isArray).length === 1;
}

const FIRST = ["id", "name", "summary", "ref", "date"];

/** The fields that a reader wants of records of any kind: names first, then what is filled. */
function viewOf(records: readonly PlainRecord[], most: number): View {
  const filled = new Set(
    records.flatMap((record) => Object.keys(record).filter((key) => record[key] !== false)),
  );
  const first = FIRST.filter((key) => filled.has(key));
  const rest = [...filled].filter((key) => !first.includes(key));
  const nested = (key: string): boolean => records.some((one) => typeof one[key] === "object");
  const keys = [...first, ...rest.filter((key) => !nested(key)), ...rest.filter(nested)];
  return view(
    "records",
    ...keys
      .slice(0, most)
      .map((key) => (nested(key) ? { key, format: "json" as const, max: 1000 } : { key })),
  );
}

const body = z.union([
  z.record(z.string().max(200), z.unknown()),
  z
    .array(z.record(z.string().max(200), z.unknown()))
    .min(1)
    .max(100),
]);

const LONGEST_BODY = 512_000;

const write = defineTool({
  name: "halo_api_write",
  title: "Write to API",
  tier: "destructive",
  toolset: "raw",
  idempotent: false,
  description:
    "Send a documented POST or DELETE of Halo's API that has no tool of its own, where the operator allows it. A body with id changes that record, one without makes a new one.",
  input: z.object({
    method: z.enum(["POST", "DELETE"]),
    path: z.string().min(1).max(300),
    params: params.optional(),
    body: z.looseObject({}).optional(),
  }),
  accepts: z.object({ body: body.optional() }),
  preview: async ({ input, vendor }) => {
    const { operation, path, records } = await prepared(input);
    const before = await present(vendor, input.method, operation, path, records);
    const what = before === undefined ? "" : ` Now it is: ${JSON.stringify(before).slice(0, 500)}.`;
    return `${input.method} ${path}${records.length === 0 ? "" : ` with ${JSON.stringify(records).slice(0, 1200)}`}.${what}`;
  },
  handler: async ({ input, vendor, client, settings }) => {
    assertSwitchedOn(settings, "haloAllowRawWrites", "Writing to the plain API");
    const { operation, path, records } = await prepared(input);
    const query = await queryOf(operation, input.params ?? {}, settings["haloArrays"]);
    const before = await present(vendor, input.method, operation, path, records);
    if (input.method === "DELETE") {
      if (settings["haloAllowDelete"] === false) throw deletingOff();
      await vendor.remove(path, { query, before: before ?? {} });
      return item({ path, deleted: true, ...before }, view("record", "path", "deleted"), {
        notes: ["Deleted."],
      });
    }
    const [first = {}] = records;
    const answer = await client.post(path, {
      query,
      body: operation.many ? records : first,
      ...(before === undefined
        ? {}
        : {
            updates: true,
            before: Object.fromEntries(Object.keys(first).map((key) => [key, before[key]])),
          }),
      after: first,
      simulated: records,
      emptyAnswer: true,
    });
    if (answer === null || (Array.isArray(answer) && answer.length === 0)) {
      return item({ path, done: true }, view("record", "path", "done"));
    }
    return shown(Array.isArray(answer) && answer.length === 1 ? answer[0] : answer);
  },
});

interface WriteInput {
  readonly method: "POST" | "DELETE";
  readonly path: string;
  readonly body?: PlainRecord | readonly PlainRecord[] | undefined;
}

/** Reports are stored and run by the same path; what is asked of the database has a guard of its own. */
const GUARDED = /^\/Report(?:\/|$)/i;

async function prepared(input: WriteInput): Promise<{
  readonly operation: Operation;
  readonly path: ApiPath;
  readonly records: readonly PlainRecord[];
}> {
  const [{ allowed, assertKnown }, { fieldsOf }] = await Promise.all([permits(), catalogue()]);
  const found = allowed(input.method, input.path);
  if (GUARDED.test(found.operation.path)) {
    throw new PsaError("forbidden", "Reports are not written here.", {
      advice: "Use halo_reports_upsert, halo_reports_run or halo_reports_sql.",
    });
  }
  const given = input.body;
  const records =
    given === undefined
      ? []
      : Array.isArray(given)
        ? (given as PlainRecord[])
        : [given as PlainRecord];
  if (
    input.method === "DELETE"
      ? records.length > 0
      : found.operation.body !== "" && records.length === 0
  ) {
    throw new PsaError(
      "invalid_arguments",
      input.method === "DELETE" ? "body: a DELETE takes none." : "body: is required.",
    );
  }
  if (JSON.stringify(records).length > LONGEST_BODY) {
    throw new PsaError("too_large", `body: may have ${String(LONGEST_BODY)} characters.`);
  }
  if (holdsHidden(records)) {
    throw new PsaError(
      "invalid_arguments",
      'body: contains "[hidden]", which stands for a secret.',
    );
  }
  const known = fieldsOf(found.operation.body);
  if (known.size > 0) records.forEach((record) => assertKnown("body", Object.keys(record), known));
  return { ...found, records };
}

const deletingOff = (): PsaError =>
  new PsaError("unsupported", "Deleting is switched off on this server.", {
    advice: "An operator switches it on with HALO_ALLOW_DELETE=true.",
  });

/** The record that a write is about, as it is now; undefined for a new one, or where it cannot be read. */
async function present(
  vendor: HaloApi,
  verb: "POST" | "DELETE",
  operation: Operation,
  path: ApiPath,
  records: readonly PlainRecord[],
): Promise<PlainRecord | undefined> {
  const { operationAt } = await catalogue();
  const [first, second] = records;
  const number = first?.["id"];
  const changes =
    second === undefined &&
    (typeof number === "number" || typeof number === "string") &&
    number !== 0;
  if (verb === "POST" && !changes) return undefined;
  const target =
    verb === "DELETE" ? path : (`${path}${pathOf`/${number as number | string}`}` as ApiPath);
  const pattern = verb === "DELETE" ? operation.path : `${operation.path}/0`;
  if (operationAt("GET", asPattern(pattern)) === undefined || /^\/Attachment/i.test(path))
    return undefined;
  const { value, failure } = await attempt(vendor.get(target));
  if (failure?.code === "not_found") throw failure;
  return value === undefined ? undefined : cleanRecord(value);
}

/** The plain API: what there is, and calling it. */
export const apiTools: readonly AnyTool[] = [search, describe, call, write];
