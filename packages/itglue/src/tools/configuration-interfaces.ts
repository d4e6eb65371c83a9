import { id, longText, path, text, z, type AnyTool } from "@psa-mcp/core";
import { paging } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { listPage } from "../records/list.ts";
import { createRecord, updateRecord } from "../records/write.ts";
import { interfaceKeys, interfaceRows } from "../views/configurations.ts";

const listInterfaces = defineTool({
  name: "itglue_list_configuration_interfaces",
  title: "List configuration interfaces",
  tier: "read",
  toolset: "configurations",
  description: "List the network interfaces of one configuration.",
  input: z.object({ configuration_id: id("configuration"), ...paging }),
  paged: true,
  handler: async (context) =>
    listPage(context, {
      path: path`/configurations/${context.input.configuration_id}/relationships/configuration_interfaces`,
      keys: interfaceKeys,
      view: interfaceRows,
      about: { configuration_id: context.input.configuration_id },
    }),
});

const attributes = {
  ip_address: z.string().max(100).optional(),
  mac_address: z.string().max(50).optional(),
  primary: z.boolean().optional(),
  port: z.string().max(100).optional(),
  notes: longText().optional(),
};

const createInterface = defineTool({
  name: "itglue_create_configuration_interface",
  title: "Create configuration interface",
  tier: "write",
  toolset: "configurations",
  description: "Add a network interface to a configuration.",
  input: z.object({ configuration_id: id("configuration"), name: text(200), ...attributes }),
  handler: async ({ input: { configuration_id, ...fields }, vendor }) =>
    createRecord(vendor, {
      path: path`/configurations/${configuration_id}/relationships/configuration_interfaces`,
      type: "configuration-interfaces",
      attributes: fields,
      view: interfaceRows,
    }),
});

const updateInterface = defineTool({
  name: "itglue_update_configuration_interface",
  title: "Update configuration interface",
  tier: "write",
  toolset: "configurations",
  idempotent: true,
  description: "Change fields of a network interface; only what is given changes.",
  input: z.object({
    configuration_id: id("configuration"),
    interface_id: id("interface"),
    name: text(200).optional(),
    ...attributes,
  }),
  handler: async ({ input: { configuration_id, interface_id, ...changes }, vendor }) =>
    updateRecord(vendor, {
      path: path`/configurations/${configuration_id}/relationships/configuration_interfaces/${interface_id}`,
      type: "configuration-interfaces",
      changes,
      view: interfaceRows,
    }),
});

/** Network interfaces of configurations: list, create, change. */
export const configurationInterfaceTools: readonly AnyTool[] = [
  listInterfaces,
  createInterface,
  updateInterface,
];
