import {
  count,
  item,
  page,
  PsaError,
  text,
  view,
  z,
  type AnyTool,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import type { CwApi, CwQuery } from "../api.ts";
import { orderBy, paging, rawConditions } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { joinedConditions, listPage, type ListInput } from "../records/list.ts";
import { isRecord, readable } from "../records/records.ts";

/** The catalogue is large, so it waits for the first call that needs it. */
const catalogue = async (): Promise<typeof import("../reference/catalogue.ts")> =>
  import("../reference/catalogue.ts");
const allowed = async (): Promise<typeof import("../reference/allowed.ts")> =>
  import("../reference/allowed.ts");

const findEndpoint = defineTool({
  name: "cw_find_endpoint",
  title: "Find endpoint",
  tier: "read",
  toolset: "advanced",
  owner: "server",
  description: "Find which path of the ConnectWise API holds something, for cw_get.",
  input: z.object({ query: text(), top_k: count(1, 20).optional() }),
  handler: async ({ input }) => {
    const found = (await catalogue()).findEndpoints(input.query, input.top_k ?? 5);
    return page({
      items: found.map(({ path, verbs, answers, isList, parameters }) => ({
        path,
        verbs,
        answers,
        is_list: isList,
        parameters,
      })),
      view: view(
        "endpoints",
        "path",
        "verbs",
        "answers",
        { key: "is_list", label: "list" },
        "parameters",
      ),
      total: found.length,
      ...(found.length === 0
        ? { notes: ["Nothing fits; try other words, such as tickets, invoices or members."] }
        : {}),
    });
  },
});

const describeEndpoint = defineTool({
  name: "cw_describe_endpoint",
  title: "Describe endpoint",
  tier: "read",
  toolset: "advanced",
  owner: "server",
  description:
    "Show the parameters and fields of one path of the ConnectWise API; a star marks what a new record needs.",
  input: z.object({ path: text(300) }),
  handler: async ({ input }) =>
    (await import("../reference/describe.ts")).describeRoute(input.path),
});

const childArguments = {
  child_conditions: z.string().min(1).max(4000).optional(),
  custom_field_conditions: z.string().min(1).max(4000).optional(),
};

/** Parameters that have an argument of their own. */
const OWN = new Set(
  "conditions childconditions customfieldconditions orderby fields page pagesize pageid clientid".split(
    " ",
  ),
);

const cwGet = defineTool({
  name: "cw_get",
  title: "Get any resource",
  tier: "read",
  toolset: "advanced",
  paged: true,
  description:
    "Read any path of the API that has no tool of its own; cw_find_endpoint and cw_describe_endpoint tell paths and fields.",
  input: z.object({
    path: text(300),
    fields: text(1000).optional(),
    conditions: rawConditions,
    ...childArguments,
    order_by: orderBy,
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    ...paging,
  }),
  handler: async ({ input, vendor, client }) => {
    const { endpoint, path } = (await allowed()).allowedRead(input.path, client.baseUrl);
    const params = ownParameters(input.params);
    const fields = input.fields
      ?.split(",")
      .map((field) => field.trim())
      .filter((field) => field !== "");
    if (!endpoint.isList) {
      refuseListArguments(input);
      const record = readable(await plainRead(vendor, path, { params, fields }));
      return item(record, viewOf([record], 60));
    }
    const found = await listPage(vendor, input, {
      path,
      params,
      fields,
      view: view("records", "id"),
    });
    return { ...found, view: viewOf(found.items, 9) };
  },
});

/** One record or answer of any shape. */
async function plainRead(
  vendor: CwApi,
  path: Parameters<CwApi["get"]>[0],
  { params, fields }: Pick<CwQuery, "params" | "fields">,
): Promise<PlainRecord> {
  const answer = await vendor.client.get(path, { query: { ...params, fields: fields?.join(",") } });
  if (isRecord(answer)) return answer;
  if (Array.isArray(answer)) return { records: answer };
  throw new PsaError("bad_response", "ConnectWise answered without a record.");
}

function ownParameters(
  params: Readonly<Record<string, string | number | boolean>> = {},
): Readonly<Record<string, string | number | boolean>> {
  const taken = Object.keys(params).find(
    (name) => OWN.has(name.toLowerCase()) || !/^\w+$/.test(name),
  );
  if (taken === undefined) return params;
  throw new PsaError(
    "invalid_arguments",
    `params: "${taken.slice(0, 40)}" does not belong there.`,
    {
      advice: "Use the arguments conditions, fields, order_by, page_number and page_size.",
    },
  );
}

function refuseListArguments(input: ListInput): void {
  const names = [
    "conditions",
    "child_conditions",
    "custom_field_conditions",
    "order_by",
    "page_number",
    "page_size",
  ] as const;
  const senseless = names.filter((name) => input[name] !== undefined);
  if (senseless.length === 0) return;
  throw new PsaError("invalid_arguments", `A single record takes no ${senseless.join(", ")}.`);
}

/** The fields that a reader wants of records of any kind: names first, then what is filled and short. */
function viewOf(records: readonly PlainRecord[], most: number): View {
  const filled = new Set(
    records.flatMap((record) =>
      Object.keys(record).filter((key) => record[key] !== false && record[key] !== ""),
    ),
  );
  const first = ["id", "identifier", "name", "summary"].filter((key) => filled.has(key));
  const rest = [...filled].filter((key) => !first.includes(key));
  return view(
    "records",
    ...[...first, ...rest].slice(0, most).map((key) => ({ key, format: "name" as const })),
  );
}

const countRecords = defineTool({
  name: "cw_count",
  title: "Count records",
  tier: "read",
  toolset: "advanced",
  description: "Count the records of a list path under conditions, without reading them.",
  input: z.object({ path: text(300), conditions: rawConditions, ...childArguments }),
  handler: async ({ input, vendor, client }) => {
    const { endpoint, path } = (await allowed()).allowedRead(input.path, client.baseUrl);
    if (!endpoint.isList) throw new PsaError("invalid_arguments", "Only lists can be counted.");
    const total = await vendor.count(path, joinedConditions({}, input));
    return item({ path: endpoint.path, count: total }, view("count", "path", "count"));
  },
});

/** Any read of the API, and the catalogue that says what there is. */
export const endpointTools: readonly AnyTool[] = [
  findEndpoint,
  describeEndpoint,
  cwGet,
  countRecords,
];
