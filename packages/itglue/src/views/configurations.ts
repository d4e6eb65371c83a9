import { view, type View } from "@psa-mcp/core";

/** Network interfaces of a configuration. */
export const interfaceRows: View = view(
  "interfaces",
  "id",
  "name",
  { key: "ip_address", label: "ip" },
  { key: "mac_address", label: "mac" },
  "primary",
  "port",
  { key: "notes", format: "html", max: 60 },
);

/** Keys of an interface in structured output. */
export const interfaceKeys: readonly string[] = [
  "id",
  "name",
  "configuration_id",
  "ip_address",
  "mac_address",
  "primary",
  "port",
  "notes",
  "updated_at",
];
