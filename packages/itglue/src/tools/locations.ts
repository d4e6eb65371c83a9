import { id, item, longText, path, text, view, z, type AnyTool, type View } from "@psa-mcp/core";
import { paging, sort } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { byName, listPage } from "../records/list.ts";
import { MOST_REMOVED, removalPreview, removeRecords, type Removal } from "../records/remove.ts";
import { createRecord, refuseSynced, updateRecord } from "../records/write.ts";

const LOCATIONS = path`/locations`;

const rowKeys = [
  "id",
  "name",
  "organization_id",
  "organization_name",
  "primary",
  "address_1",
  "address_2",
  "city",
  "postal_code",
  "region_name",
  "country_name",
  "phone",
  "updated_at",
  "resource_url",
];

const rows: View = view(
  "locations",
  "id",
  "name",
  { key: "organization_name", label: "organization" },
  "primary",
  { key: "address_1", label: "address" },
  "city",
  { key: "region_name", label: "region" },
  "phone",
);

const detail: View = view(
  "location",
  ...rowKeys.filter((key) => key !== "updated_at"),
  "fax",
  { key: "notes", format: "html" },
  "psa_integration",
  { key: "updated_at", format: "datetime" },
);

const listLocations = defineTool({
  name: "itglue_list_locations",
  title: "List locations",
  tier: "read",
  toolset: "locations",
  description: "List or find locations: addresses of client organizations.",
  input: z.object({
    organization_id: id("organization").optional(),
    filter_name: text().optional(),
    filter_id: id("location").optional(),
    city: text().optional(),
    region_id: id("region").optional(),
    country_id: id("country").optional(),
    sort,
    ...paging,
  }),
  paged: true,
  handler: async (context) => {
    const {
      filter_name,
      filter_id,
      page_number: _page,
      page_size: _size,
      sort: _sort,
      ...filters
    } = context.input;
    return listPage(context, {
      path: LOCATIONS,
      query: { filter: { id: filter_id, ...filters } },
      sorts: ["name", "id", "created_at", "updated_at"],
      keys: rowKeys,
      view: rows,
      keep: byName(filter_name),
      ...(filter_name === undefined ? {} : { narrow: { name: filter_name } }),
    });
  },
});

const getLocation = defineTool({
  name: "itglue_get_location",
  title: "Get location",
  tier: "read",
  toolset: "locations",
  description: "Get one location with address, phone and notes.",
  input: z.object({ location_id: id("location") }),
  handler: async ({ input, vendor }) =>
    item(await vendor.get(path`/locations/${input.location_id}`), detail),
});

const attributes = {
  primary: z.boolean().optional(),
  address_1: z.string().max(300).optional(),
  address_2: z.string().max(300).optional(),
  city: z.string().max(200).optional(),
  postal_code: z.string().max(50).optional(),
  region_id: id("region").nullable().optional(),
  country_id: id("country").nullable().optional(),
  phone: z.string().max(50).optional(),
  fax: z.string().max(50).optional(),
  notes: longText().describe("HTML").optional(),
};

const createLocation = defineTool({
  name: "itglue_create_location",
  title: "Create location",
  tier: "write",
  toolset: "locations",
  description: "Create a location. Region and country ids come from itglue_list_reference_data.",
  input: z.object({ organization_id: id("organization"), name: text(), ...attributes }),
  handler: async ({ input, vendor }) =>
    createRecord(vendor, { path: LOCATIONS, type: "locations", attributes: input, view: detail }),
});

const updateLocation = defineTool({
  name: "itglue_update_location",
  title: "Update location",
  tier: "write",
  toolset: "locations",
  idempotent: true,
  description:
    "Change fields of a location; only what is given changes. PSA-synced locations cannot be changed here.",
  input: z.object({ location_id: id("location"), name: text().optional(), ...attributes }),
  handler: async ({ input: { location_id, ...changes }, vendor }) =>
    updateRecord(vendor, {
      path: path`/locations/${location_id}`,
      type: "locations",
      changes,
      view: detail,
      guard: refuseSynced("location"),
    }),
});

const removal = (ids: readonly number[]): Removal => ({
  path: LOCATIONS,
  type: "locations",
  ids,
  noun: "location",
});

const deleteLocations = defineTool({
  name: "itglue_delete_locations",
  title: "Delete locations",
  tier: "destructive",
  toolset: "locations",
  description: "Delete locations for good.",
  input: z.object({ location_ids: z.array(id("location")).min(1).max(MOST_REMOVED) }),
  preview: async ({ input, vendor }) => removalPreview(vendor, removal(input.location_ids)),
  handler: async ({ input, vendor }) => removeRecords(vendor, removal(input.location_ids)),
});

/** Locations: list, read, create, change, delete. */
export const locationTools: readonly AnyTool[] = [
  listLocations,
  getLocation,
  createLocation,
  updateLocation,
  deleteLocations,
];
