import {
  id,
  path,
  PsaError,
  text,
  view,
  z,
  type AnyTool,
  type ApiPath,
  type View,
} from "@psa-mcp/core";
import { paging } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { byName, listPage } from "../records/list.ts";

/** The catalogues that other records point into, and where each is served. */
const KINDS = {
  organization_types: path`/organization_types`,
  organization_statuses: path`/organization_statuses`,
  configuration_types: path`/configuration_types`,
  configuration_statuses: path`/configuration_statuses`,
  contact_types: path`/contact_types`,
  manufacturers: path`/manufacturers`,
  models: path`/models`,
  operating_systems: path`/operating_systems`,
  countries: path`/countries`,
  regions: path`/regions`,
  platforms: path`/platforms`,
  password_categories: path`/password_categories`,
} as const satisfies Readonly<Record<string, ApiPath>>;

type Kind = keyof typeof KINDS;

const keys = [
  "id",
  "name",
  "manufacturer_id",
  "manufacturer_name",
  "country_id",
  "country_name",
  "iso",
  "platform_id",
  "platform_name",
  "updated_at",
];

const rows = (kind: Kind): View =>
  view(
    kind.replaceAll("_", " "),
    "id",
    "name",
    { key: "manufacturer_name", label: "manufacturer" },
    { key: "country_name", label: "country" },
    "iso",
    { key: "platform_name", label: "platform" },
  );

/** Catalogues change rarely; ten minutes old is fresh enough. */
const CACHE_SECONDS = 600;

const listReferenceData = defineTool({
  name: "itglue_list_reference_data",
  title: "List reference data",
  tier: "read",
  toolset: "core",
  description:
    "List ids and names of types, statuses, makers and places that other tools' *_id arguments take.",
  input: z.object({
    kind: z.enum(Object.keys(KINDS) as [Kind, ...Kind[]]),
    filter_name: text().optional(),
    parent_id: id("parent").describe("Manufacturer of models, country of regions").optional(),
    ...paging,
  }),
  paged: true,
  handler: async (context) => {
    const { kind, parent_id, filter_name } = context.input;
    return listPage(context, {
      path: parent_id === undefined ? KINDS[kind] : childrenPath(kind, parent_id),
      keys,
      view: rows(kind),
      keep: byName(filter_name),
      cacheSeconds: CACHE_SECONDS,
    });
  },
});

function childrenPath(kind: Kind, parent: number): ApiPath {
  if (kind === "models") return path`/manufacturers/${parent}/relationships/models`;
  if (kind === "regions") return path`/countries/${parent}/relationships/regions`;
  throw new PsaError("invalid_arguments", `${kind} have no parent.`, {
    advice: "Give parent_id with models (a manufacturer) and regions (a country) only.",
  });
}

/** Catalogues of types, statuses, makers and places. */
export const referenceDataTools: readonly AnyTool[] = [listReferenceData];
