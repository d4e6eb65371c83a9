import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "../../test/house.ts";

/** The least that each tool has to be given. */
const calls: readonly (readonly [tool: string, given: Record<string, unknown>])[] = [
  ["itglue_list_organizations", {}],
  ["itglue_get_organization", { organization_id: 1 }],
  ["itglue_create_organization", { name: "New" }],
  ["itglue_update_organization", { organization_id: 1, alert: "x" }],
  ["itglue_delete_organizations", { organization_ids: [1] }],
  ["itglue_get_organization_overview", { organization_id: 1 }],
  ["itglue_resolve_url", { url: "DOC-1-2" }],
  ["itglue_list_reference_data", { kind: "countries" }],
  ["itglue_list_flexible_asset_types", {}],
  ["itglue_get_flexible_asset_type", { flexible_asset_type_id: 1 }],
  ["itglue_list_flexible_assets", { flexible_asset_type_id: 1 }],
  ["itglue_get_flexible_asset", { flexible_asset_id: 1 }],
  ["itglue_create_flexible_asset", { organization_id: 1, flexible_asset_type_id: 1, traits: {} }],
  ["itglue_update_flexible_asset", { flexible_asset_id: 1, traits: {} }],
  ["itglue_patch_flexible_asset", { flexible_asset_id: 1, traits: {} }],
  ["itglue_validate_flexible_asset", { flexible_asset_type_id: 1, traits: {} }],
  ["itglue_archive_flexible_asset", { flexible_asset_id: 1 }],
  ["itglue_delete_flexible_asset", { flexible_asset_id: 1 }],
  ["itglue_list_configurations", {}],
  ["itglue_get_configuration", { configuration_id: 1 }],
  ["itglue_create_configuration", { organization_id: 1, name: "x", configuration_type_id: 1 }],
  ["itglue_update_configuration", { configuration_id: 1, name: "x" }],
  ["itglue_delete_configurations", { configuration_ids: [1] }],
  ["itglue_list_configuration_interfaces", { configuration_id: 1 }],
  ["itglue_create_configuration_interface", { configuration_id: 1, name: "eth0" }],
  ["itglue_update_configuration_interface", { configuration_id: 1, interface_id: 1, name: "eth0" }],
  ["itglue_list_contacts", {}],
  ["itglue_get_contact", { contact_id: 1 }],
  ["itglue_create_contact", { organization_id: 1, first_name: "A" }],
  ["itglue_update_contact", { contact_id: 1, title: "x" }],
  ["itglue_delete_contacts", { contact_ids: [1] }],
  ["itglue_list_locations", {}],
  ["itglue_get_location", { location_id: 1 }],
  ["itglue_create_location", { organization_id: 1, name: "x" }],
  ["itglue_update_location", { location_id: 1, city: "x" }],
  ["itglue_delete_locations", { location_ids: [1] }],
  ["itglue_list_passwords", {}],
  ["itglue_get_password", { password_id: 1 }],
  ["itglue_find_credential", { query: "firewall" }],
  ["itglue_list_password_folders", { organization_id: 1 }],
  ["itglue_list_expirations", {}],
  ["itglue_list_domains", {}],
  ["itglue_list_ssl_certificates", {}],
  ["itglue_list_checklists", {}],
  ["itglue_get_checklist", { checklist_id: 1 }],
  ["itglue_update_checklist", { checklist_id: 1, completed: true }],
  ["itglue_list_related_items", { resource_type: "documents", resource_id: 1 }],
  [
    "itglue_create_related_item",
    { resource_type: "documents", resource_id: 1, destination_type: "contacts", destination_id: 2 },
  ],
  [
    "itglue_update_related_item",
    { resource_type: "documents", resource_id: 1, related_item_id: 3, notes: "x" },
  ],
  [
    "itglue_delete_related_item",
    { resource_type: "documents", resource_id: 1, related_item_id: 3 },
  ],
  ["itglue_list_users", {}],
  ["itglue_get_user", { user_id: 1 }],
  ["itglue_list_groups", {}],
  ["itglue_list_logs", {}],
  ["itglue_get_user_metrics", { from: "2026-01-01" }],
  ["itglue_find_matches", { kind: "organization", name: "x" }],
  ["itglue_scan_duplicates", { kind: "contact" }],
  ["itglue_audit_documentation", { organization_id: 1 }],
];

describe("with a key that IT Glue refuses", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ key: "revoked" });
  });
  afterAll(async () => house.close());

  it.each(calls)("%s says so and never shows the key", async (tool, given) => {
    const answer = await house.fail(tool, given, "credential_rejected");
    expect(answer.text).toMatch(/region/);
    expect(answer.text).not.toContain(house.sandbox.keys.revoked);
  });

  it.each(["itglue_whoami", "itglue_health_check"])("%s reports it as a finding", async (tool) => {
    const { item, text } = await house.call(tool);
    expect(item["healthy"] ?? false).toBe(false);
    expect(text).toMatch(/does not accept this API key/);
    expect(text).not.toContain(house.sandbox.keys.revoked);
  });
});

describe("arguments", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(async () => house.close());

  it.each(calls)("%s refuses one that it does not have", async (tool, given) => {
    const answer = await house.fail(tool, { ...given, surprise: 1 }, "invalid_arguments");
    expect(answer.text).toContain("surprise");
  });

  it.each(calls.filter(([, given]) => Object.keys(given).some((key) => key.endsWith("_id"))))(
    "%s refuses an id that is none",
    async (tool, given) => {
      const key = Object.keys(given).find((name) => name.endsWith("_id")) ?? "";
      for (const value of [0, -1, 1.5, "1/../2", "abc", null]) {
        await house.fail(tool, { ...given, [key]: value }, "invalid_arguments");
      }
    },
  );

  it.each([
    "itglue_list_organizations",
    "itglue_list_configurations",
    "itglue_list_contacts",
    "itglue_list_locations",
    "itglue_list_passwords",
    "itglue_list_users",
    "itglue_list_checklists",
    "itglue_list_domains",
    "itglue_list_expirations",
  ])("%s refuses a sort that the API does not know, and names those that it does", async (tool) => {
    const answer = await house.fail(tool, { sort: "-colour" }, "invalid_arguments");
    expect(answer.text).toMatch(/created_at/);
  });
});
