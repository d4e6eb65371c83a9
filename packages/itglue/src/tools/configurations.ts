import {
  id,
  item,
  longText,
  path,
  text,
  view,
  z,
  type AnyTool,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import { paging, sort } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { byName, listPage } from "../records/list.ts";
import { given, pick } from "../records/pick.ts";
import { MOST_REMOVED, removalPreview, removeRecords, type Removal } from "../records/remove.ts";
import { requireTogether } from "../records/together.ts";
import { createRecord, updateRecord } from "../records/write.ts";
import { interfaceKeys, interfaceRows } from "../views/configurations.ts";

const CONFIGURATIONS = path`/configurations`;

const rowKeys = [
  "id",
  "name",
  "organization_id",
  "organization_name",
  "configuration_type_name",
  "configuration_status_name",
  "hostname",
  "primary_ip",
  "mac_address",
  "serial_number",
  "manufacturer_name",
  "model_name",
  "location_name",
  "contact_name",
  "warranty_expires_at",
  "archived",
  "updated_at",
  "resource_url",
];

const rows: View = view(
  "configurations",
  "id",
  "name",
  { key: "organization_name", label: "organization" },
  { key: "configuration_type_name", label: "type" },
  { key: "configuration_status_name", label: "status" },
  { key: "primary_ip", label: "ip" },
  { key: "serial_number", label: "serial" },
  { key: "updated_at", format: "date" },
);

const detail: View = view(
  "configuration",
  ...rowKeys.filter((key) => key !== "updated_at"),
  "asset_tag",
  "default_gateway",
  "operating_system_name",
  { key: "operating_system_notes", format: "html" },
  { key: "notes", format: "html" },
  { key: "installed_at", format: "date" },
  { key: "purchased_at", format: "date" },
  "psa_integration",
  { key: "updated_at", format: "datetime" },
);

const psaKinds = z.enum(["manage", "autotask", "tigerpaw", "kaseya-bms", "pulseway-psa", "vorex"]);

const listConfigurations = defineTool({
  name: "itglue_list_configurations",
  title: "List configurations",
  tier: "read",
  toolset: "configurations",
  description:
    "List or find configurations: devices such as servers, workstations, firewalls, printers. Type and status ids come from itglue_list_reference_data.",
  input: z.object({
    organization_id: id("organization").optional(),
    filter_name: text().describe("Part of name or hostname").optional(),
    filter_id: id("configuration").optional(),
    serial_number: text(200).optional(),
    mac_address: text(50).optional(),
    configuration_type_id: id("configuration type").optional(),
    configuration_status_id: id("configuration status").optional(),
    contact_id: id("contact").optional(),
    archived: z.boolean().optional(),
    psa_id: text(100).describe("Needs psa_integration_type").optional(),
    psa_integration_type: psaKinds.optional(),
    rmm_id: text(100).describe("Needs rmm_integration_type").optional(),
    rmm_integration_type: text(50).optional(),
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
    requireTogether(filters, "psa_id", "psa_integration_type");
    requireTogether(filters, "rmm_id", "rmm_integration_type");
    return listPage(context, {
      path: CONFIGURATIONS,
      query: { filter: { id: filter_id, ...filters } },
      sorts: ["name", "id", "created_at", "updated-at"],
      keys: rowKeys,
      view: rows,
      keep: byName(filter_name, ["name", "hostname"]),
      ...(filter_name === undefined ? {} : { narrow: { name: filter_name } }),
    });
  },
});

const getConfiguration = defineTool({
  name: "itglue_get_configuration",
  title: "Get configuration",
  tier: "read",
  toolset: "configurations",
  description: "Get one configuration with its network interfaces.",
  input: z.object({ configuration_id: id("configuration") }),
  handler: async ({ input, vendor }) => {
    const { included, ...record } = await vendor.get(
      path`/configurations/${input.configuration_id}`,
      {
        include: ["configuration_interfaces"],
      },
    );
    const interfaces = (included ?? []).filter(({ type }) => type === "configuration-interfaces");
    return item(
      { ...record, interfaces: interfaces.map((one) => pick(one, interfaceKeys)) },
      detail,
      {
        rows: "interfaces",
        rowsView: interfaceRows,
      },
    );
  },
});

const date = z.iso.date().nullable().optional();

const attributes = {
  configuration_type_id: id("configuration type").optional(),
  configuration_status_id: id("configuration status").optional(),
  location_id: id("location").nullable().optional(),
  contact_id: id("contact").nullable().optional(),
  manufacturer_id: id("manufacturer").nullable().optional(),
  model_id: id("model").nullable().optional(),
  operating_system_id: id("operating system").nullable().optional(),
  operating_system_notes: longText().optional(),
  hostname: z.string().max(255).optional(),
  primary_ip: z.string().max(100).optional(),
  mac_address: z.string().max(50).optional(),
  default_gateway: z.string().max(100).optional(),
  serial_number: z.string().max(200).optional(),
  asset_tag: z.string().max(200).optional(),
  position: z.string().max(200).optional(),
  installed_by: z.string().max(200).optional(),
  purchased_by: z.string().max(200).optional(),
  notes: longText().describe("HTML").optional(),
  warranty_expires_at: date,
  installed_at: date,
  purchased_at: date,
};

const networkInterface = z.strictObject({
  name: text(200),
  ip_address: z.string().max(100).optional(),
  mac_address: z.string().max(50).optional(),
  primary: z.boolean().optional(),
  port: z.string().max(100).optional(),
  notes: longText().optional(),
});

const createConfiguration = defineTool({
  name: "itglue_create_configuration",
  title: "Create configuration",
  tier: "write",
  toolset: "configurations",
  description:
    "Create a configuration, with its network interfaces in the same step. Look for an existing one by serial number or itglue_find_matches first.",
  input: z.object({
    organization_id: id("organization"),
    name: text(),
    ...attributes,
    configuration_type_id: id("configuration type"),
    interfaces: z.array(networkInterface).max(50).optional(),
  }),
  handler: async ({ input: { interfaces, ...fields }, vendor }) =>
    createRecord(vendor, {
      path: CONFIGURATIONS,
      type: "configurations",
      attributes: fields,
      view: detail,
      ...(interfaces === undefined
        ? {}
        : { relationships: { configuration_interfaces: { data: interfaces.map(embedded) } } }),
    }),
});

const embedded = (values: z.output<typeof networkInterface>): PlainRecord => ({
  type: "configuration_interfaces",
  attributes: given({ ...values }),
});

const updateConfiguration = defineTool({
  name: "itglue_update_configuration",
  title: "Update configuration",
  tier: "write",
  toolset: "configurations",
  idempotent: true,
  description:
    "Change fields of a configuration; only what is given changes, null clears. Can archive and unarchive.",
  input: z.object({
    configuration_id: id("configuration"),
    name: text().optional(),
    archived: z.boolean().optional(),
    ...attributes,
  }),
  handler: async ({ input: { configuration_id, ...changes }, vendor }) =>
    updateRecord(vendor, {
      path: path`/configurations/${configuration_id}`,
      type: "configurations",
      changes,
      view: detail,
    }),
});

const removal = (ids: readonly number[]): Removal => ({
  path: CONFIGURATIONS,
  type: "configurations",
  ids,
  noun: "configuration",
});

const deleteConfigurations = defineTool({
  name: "itglue_delete_configurations",
  title: "Delete configurations",
  tier: "destructive",
  toolset: "configurations",
  description:
    "Delete configurations for good. itglue_update_configuration with archived hides one instead.",
  input: z.object({ configuration_ids: z.array(id("configuration")).min(1).max(MOST_REMOVED) }),
  preview: async ({ input, vendor }) => removalPreview(vendor, removal(input.configuration_ids)),
  handler: async ({ input, vendor }) => removeRecords(vendor, removal(input.configuration_ids)),
});

/** Configurations: list, read, create, change, delete. */
export const configurationTools: readonly AnyTool[] = [
  listConfigurations,
  getConfiguration,
  createConfiguration,
  updateConfiguration,
  deleteConfigurations,
];
