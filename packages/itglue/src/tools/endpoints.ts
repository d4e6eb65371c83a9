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
import type { ItglueApi, ItglueRecord } from "../api.ts";
import { paging } from "../arguments.ts";
import { defineTool } from "../define.ts";
import {
  allowedFilters,
  allowedIncludes,
  allowedPath,
  allowedSort,
  type AllowedPath,
} from "../reference/allowed.ts";
import { readablePaths, type Endpoint } from "../reference/endpoints.ts";
import { findEndpoints } from "../reference/search.ts";
import { withReadableTraits } from "../traits/load.ts";

const endpointView: View = view(
  "endpoints",
  "resource",
  { key: "about", max: 200 },
  { key: "paths", max: 500 },
  { key: "filters", max: 500 },
  { key: "sorts", max: 300 },
  { key: "includes", max: 300 },
  { key: "note", max: 300 },
);

const described = ({
  resource,
  about,
  filters,
  sorts,
  includes,
  note,
  ...rest
}: Endpoint): PlainRecord => ({
  resource,
  about,
  paths: readablePaths({ resource, about, ...rest }),
  filters: filters ?? [],
  sorts: sorts ?? [],
  includes: includes ?? [],
  ...(note === undefined ? {} : { note }),
});

const findEndpoint = defineTool({
  name: "itglue_find_endpoint",
  title: "Find endpoint",
  tier: "read",
  toolset: "advanced",
  description:
    "Find which path of the IT Glue API holds something, with its filters, sorts and includes, for itglue_get.",
  input: z.object({ query: text(), top_k: count(1, 20).optional() }),
  handler: async ({ input }) => {
    const found = findEndpoints(input.query, input.top_k ?? 5);
    return page({
      items: found.map(described),
      view: endpointView,
      total: found.length,
      ...(found.length === 0
        ? { notes: ["Nothing fits; try other words, such as devices, contacts or domains."] }
        : {}),
    });
  },
});

const itglueGet = defineTool({
  name: "itglue_get",
  title: "Get any resource",
  tier: "read",
  toolset: "advanced",
  paged: true,
  description:
    "Read any resource of the API that has no tool of its own. Ask itglue_find_endpoint for path, filters, sorts and includes. Passwords cannot be read here.",
  input: z.object({
    path: text().describe(
      "/contacts, /contacts/3000009, /organizations/4100021/relationships/contacts",
    ),
    filters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    sort: z.string().max(60).optional(),
    include: z.string().max(300).optional(),
    raw_params: z.record(z.string(), z.string()).optional(),
    ...paging,
  }),
  handler: async ({ input, vendor }) => {
    const target = allowedPath(input.path);
    return target.single ? one(vendor, target, input) : many(vendor, target, input);
  },
});

interface GetInput {
  readonly filters?: Readonly<Record<string, string | number | boolean>> | undefined;
  readonly raw_params?: Readonly<Record<string, string>> | undefined;
  readonly sort?: string | undefined;
  readonly include?: string | undefined;
  readonly page_number?: number | undefined;
  readonly page_size?: number | undefined;
}

async function one(
  vendor: ItglueApi,
  target: AllowedPath,
  input: GetInput,
): Promise<ReturnType<typeof item>> {
  const senseless = (["filters", "raw_params", "sort", "page_number", "page_size"] as const).filter(
    (name) => input[name] !== undefined,
  );
  if (senseless.length > 0) {
    throw new PsaError("invalid_arguments", `A single record takes no ${senseless.join(", ")}.`, {
      advice: "Leave them out, or read the list instead.",
    });
  }
  const include = allowedIncludes(target.endpoint, input.include);
  const found = await vendor.get(target.path, include.length === 0 ? {} : { include });
  const [record = found] = await withReadableTraits(vendor, [found]);
  return item(record, viewOf([record], 40));
}

async function many(
  vendor: ItglueApi,
  target: AllowedPath,
  input: GetInput,
): Promise<ReturnType<typeof page>> {
  const sort = allowedSort(target.endpoint, input.sort);
  const found = await vendor.list(target.path, {
    raw: allowedFilters(target.endpoint, input.filters, input.raw_params),
    include: allowedIncludes(target.endpoint, input.include),
    pageNumber: input.page_number ?? 1,
    pageSize: input.page_size ?? 50,
    ...(sort === undefined ? {} : { sort }),
  });
  const records = await withReadableTraits(vendor, found.records);
  return page({
    items: records,
    view: viewOf(records, 9),
    total: found.total,
    page: found.pageNumber,
    ...(found.hasMore ? { next: { page_number: found.pageNumber + 1 } } : {}),
    ...(found.included.length === 0 ? {} : { about: { included: found.included } }),
  });
}

/** The fields that a reader wants of records of any kind: names first, then what is filled and short. */
function viewOf(records: readonly ItglueRecord[], most: number): View {
  const filled = new Map<string, number>();
  for (const record of records) {
    for (const [key, value] of Object.entries(record)) {
      if (value !== null && value !== "" && value !== false)
        filled.set(key, (filled.get(key) ?? 0) + 1);
    }
  }
  const first = ["id", "name", "organization_name"].filter((key) => filled.has(key));
  const rest = [...filled.keys()].filter((key) => !first.includes(key) && key !== "type");
  return view(
    "records",
    ...[...first, ...rest].slice(0, most).map((key) => ({ key, format: "html" as const })),
  );
}

/** Any read of the API, and the catalogue that says what there is. */
export const endpointTools: readonly AnyTool[] = [findEndpoint, itglueGet];
