import type { Preset } from "@psa-mcp/core";

/** The tools of the servers for IT Glue that came before, under their names and conditions. */
const parity: readonly string[] = [
  "itglue_list_organizations",
  "itglue_get_organization",
  "itglue_list_documents",
  "itglue_list_document_folders",
  "itglue_get_document",
  "itglue_create_document",
  "itglue_update_document",
  "itglue_publish_document",
  "itglue_delete_documents",
  "itglue_list_document_sections",
  "itglue_get_document_section",
  "itglue_create_document_section",
  "itglue_update_document_section",
  "itglue_delete_document_section",
  "itglue_list_flexible_asset_types",
  "itglue_get_flexible_asset_type",
  "itglue_list_flexible_assets",
  "itglue_get_flexible_asset",
  "itglue_create_flexible_asset",
  "itglue_update_flexible_asset",
  "itglue_delete_flexible_asset",
  "itglue_list_attachments",
  "itglue_create_attachment",
  "itglue_delete_attachment",
  "itglue_create_document_image",
  "itglue_get_document_image",
  "itglue_delete_document_image",
  "itglue_request_upload",
];

/** The rate limit, and tasks that need no tool outside of the selections below. */
const aside: readonly string[] = [
  "itglue_budget",
  "doc-completeness",
  "runbook-check",
  "write-runbook",
];

/** Named selections of tools. A resource comes with the tool whose name it bears; prompts are named like tools. */
export const presets: Readonly<Record<string, Preset>> = {
  default: {
    description:
      "What other IT Glue servers show, and the few tools that replace several of theirs",
    tools: [
      ...parity,
      "itglue_get_organization_overview",
      "itglue_resolve_url",
      "itglue_write_document",
      "itglue_edit_document_text",
      "itglue_patch_flexible_asset",
      ...aside,
    ],
  },
  compat: {
    description: "Exactly the tools that other IT Glue servers show",
    tools: parity,
  },
  lean: {
    description: "One technician: find, read and edit documentation with few tools",
    tools: [
      "itglue_list_organizations",
      "itglue_get_organization_overview",
      "itglue_resolve_url",
      "itglue_list_documents",
      "itglue_get_document",
      "itglue_write_document",
      "itglue_edit_document_text",
      "itglue_list_flexible_asset_types",
      "itglue_list_flexible_assets",
      "itglue_get_flexible_asset",
      "itglue_patch_flexible_asset",
      "itglue_list_configurations",
      "itglue_list_contacts",
      "itglue_find_credential",
      ...aside,
    ],
  },
};
