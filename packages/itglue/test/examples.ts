// One working call of every tool against the sandbox's seed: the data of the contract suite.
import type { ToolExample } from "@psa-mcp/core/testing/contract";

const LARKFIELD = 4100021;
const RUNBOOK = 5200310;
const WIRELESS = 301;
const LDG_STAFF = 7700555;
const ACCESS_POINT = 6100077;

/** The smallest picture that passes every check: one transparent pixel. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

/** Examples by tool name. */
export const examples: Readonly<Record<string, ToolExample>> = {
  itglue_list_organizations: { given: { filter_name: "larkfield" }, expect: "Larkfield" },
  itglue_get_organization: { given: { organization_id: LARKFIELD }, expect: "Larkfield" },
  itglue_create_organization: { given: { name: "Quillfeather Press" }, expect: "Quillfeather" },
  itglue_update_organization: {
    given: { organization_id: LARKFIELD, quick_notes: "<p>Call ext 9</p>" },
    expect: "ext 9",
  },
  itglue_delete_organizations: { given: { organization_ids: [4100014] }, expect: /deletion/i },
  itglue_get_organization_overview: {
    given: { organization_id: LARKFIELD },
    expect: "Main clinic",
  },
  itglue_resolve_url: { given: { url: `DOC-${LARKFIELD}-${RUNBOOK}` }, expect: "Decommission" },
  itglue_whoami: { given: {} },
  itglue_health_check: { given: {} },
  itglue_list_reference_data: { given: { kind: "configuration_types" }, expect: "Firewall" },
  itglue_list_documents: {
    given: { organization_id: LARKFIELD, page_size: 10 },
    expect: /10 of \d+ documents/,
  },
  itglue_get_document: { given: { document_id: RUNBOOK }, expect: "Stop the service" },
  itglue_create_document: {
    given: { organization_id: LARKFIELD, name: "Label printer" },
    expect: "Label printer",
  },
  itglue_update_document: {
    given: { document_id: RUNBOOK, name: "Retire the backup agent" },
    expect: "Retire",
  },
  itglue_publish_document: { given: { document_id: RUNBOOK } },
  itglue_archive_document: { given: { document_id: RUNBOOK } },
  itglue_unarchive_document: { given: { document_id: RUNBOOK } },
  itglue_delete_documents: { given: { document_ids: [RUNBOOK] } },
  itglue_list_document_folders: { given: { organization_id: LARKFIELD }, expect: "Backup" },
  itglue_create_document_folder: {
    given: { organization_id: LARKFIELD, name: "Imaging" },
    expect: "Imaging",
  },
  itglue_update_document_folder: {
    given: { document_folder_id: 880012, name: "Backups" },
    expect: "Backups",
  },
  itglue_write_document: {
    given: {
      organization_id: LARKFIELD,
      name: "Label printer",
      markdown: "# Reset\n\n1. Hold the button.\n2. Wait.",
    },
    expect: "Document::Text",
  },
  itglue_edit_document_text: {
    given: {
      document_id: RUNBOOK,
      find: "Stop the service",
      replace: "Stop and disable the service",
    },
  },
  itglue_list_document_sections: { given: { document_id: RUNBOOK }, expect: "Step" },
  itglue_get_document_section: {
    given: { document_id: RUNBOOK, section_id: 9900120 },
    expect: "Stop the service",
  },
  itglue_create_document_section: {
    given: { document_id: RUNBOOK, section_type: "Heading", content: "After", level: 2 },
  },
  itglue_update_document_section: {
    given: { document_id: RUNBOOK, section_id: 9900119, content: "Remove it" },
    expect: "Remove it",
  },
  itglue_delete_document_section: { given: { document_id: RUNBOOK, section_id: 9900124 } },
  itglue_create_document_image: {
    given: { document_id: RUNBOOK, content_base64: PIXEL, file_name: "pixel.png" },
    expect: "<img",
  },
  itglue_get_document_image: { given: { image_id: 27000041 } },
  itglue_delete_document_image: { given: { image_id: 27000041 } },
  itglue_list_attachments: {
    given: { resource_type: "documents", resource_id: RUNBOOK },
    expect: "diagram.pdf",
  },
  itglue_create_attachment: {
    given: {
      resource_type: "documents",
      resource_id: RUNBOOK,
      file_name: "notes.txt",
      content_base64: "bm90ZXM=",
    },
    expect: "notes.txt",
  },
  itglue_delete_attachment: {
    given: { resource_type: "documents", resource_id: RUNBOOK, attachment_id: 99882 },
  },
  itglue_request_upload: {
    local: true,
    given: { file_name: "scan.png" },
    expect: "curl",
    files: {
      requestUpload: async () => ({
        upload_id: "AAAAAAAAAAAAAAAAAAAAAAAA",
        method: "PUT",
        url: "http://127.0.0.1:3000/upload/AAAAAAAAAAAAAAAAAAAAAAAA",
        headers: {},
        auth: "same-as-mcp",
        expires_at: "2030-01-01T00:00:00.000Z",
        max_bytes: 26_214_400,
      }),
    },
  },
  itglue_list_flexible_asset_types: { given: {}, expect: "Wireless" },
  itglue_get_flexible_asset_type: {
    given: { flexible_asset_type_id: WIRELESS },
    expect: "access-point-s",
  },
  itglue_list_flexible_assets: {
    given: { flexible_asset_type_id: WIRELESS, organization_id: LARKFIELD },
    expect: "LDG-Staff",
  },
  itglue_get_flexible_asset: { given: { flexible_asset_id: LDG_STAFF }, expect: "WPA3" },
  itglue_archive_flexible_asset: { given: { flexible_asset_id: LDG_STAFF } },
  itglue_delete_flexible_asset: { given: { flexible_asset_id: LDG_STAFF } },
  itglue_create_flexible_asset: {
    given: {
      organization_id: LARKFIELD,
      flexible_asset_type_id: WIRELESS,
      traits: { ssid: "LDG-Lab", "encryption-type": "WPA3 Enterprise" },
    },
    expect: "LDG-Lab",
  },
  itglue_update_flexible_asset: {
    given: { flexible_asset_id: LDG_STAFF, mode: "merge", traits: { vlan: 31 } },
    expect: "31",
  },
  itglue_patch_flexible_asset: {
    given: { flexible_asset_id: LDG_STAFF, traits: { vlan: 31 } },
    expect: "31",
  },
  itglue_validate_flexible_asset: {
    given: { flexible_asset_type_id: WIRELESS, traits: { sid: "x" } },
    expect: "ssid",
  },
  itglue_list_configurations: { given: { organization_id: LARKFIELD }, expect: "LDG-FW-01" },
  itglue_get_configuration: { given: { configuration_id: ACCESS_POINT }, expect: "AP-01" },
  itglue_create_configuration: {
    given: { organization_id: LARKFIELD, name: "LDG-SRV-09", configuration_type_id: 4 },
    expect: "LDG-SRV-09",
  },
  itglue_update_configuration: {
    given: { configuration_id: ACCESS_POINT, asset_tag: "LDG-78" },
    expect: "LDG-78",
  },
  itglue_delete_configurations: { given: { configuration_ids: [6110202] } },
  itglue_list_configuration_interfaces: {
    given: { configuration_id: ACCESS_POINT },
    expect: "eth0",
  },
  itglue_create_configuration_interface: {
    given: { configuration_id: ACCESS_POINT, name: "eth1", ip_address: "192.0.2.99" },
    expect: "eth1",
  },
  itglue_update_configuration_interface: {
    given: { configuration_id: ACCESS_POINT, interface_id: 1, notes: "uplink" },
    expect: "uplink",
  },
  itglue_list_contacts: { given: { organization_id: LARKFIELD }, expect: "Mira" },
  itglue_get_contact: { given: { contact_id: 3000009 }, expect: "Mira" },
  itglue_create_contact: {
    given: { organization_id: LARKFIELD, first_name: "Ida", last_name: "Brandt" },
    expect: "Ida",
  },
  itglue_update_contact: { given: { contact_id: 3000009, title: "Director" }, expect: "Director" },
  itglue_delete_contacts: { given: { contact_ids: [3000141] } },
  itglue_list_locations: { given: { organization_id: LARKFIELD }, expect: "Main clinic" },
  itglue_get_location: { given: { location_id: 8001 }, expect: "Main clinic" },
  itglue_create_location: {
    given: { organization_id: LARKFIELD, name: "Storage" },
    expect: "Storage",
  },
  itglue_update_location: {
    given: { location_id: 8001, city: "Shelbyville" },
    expect: "Shelbyville",
  },
  itglue_delete_locations: { given: { location_ids: [8003] } },
  itglue_list_passwords: { given: { organization_id: LARKFIELD }, expect: "Firewall admin" },
  itglue_get_password: { given: { password_id: 9100 }, expect: "Firewall admin" },
  itglue_find_credential: {
    given: { query: "firewall", organization_id: LARKFIELD },
    expect: "Firewall admin",
  },
  itglue_list_password_folders: { given: { organization_id: LARKFIELD }, expect: "Infrastructure" },
  itglue_list_expirations: { given: { organization_id: LARKFIELD } },
  itglue_list_domains: { given: { organization_id: LARKFIELD }, expect: "larkfield.example" },
  itglue_list_ssl_certificates: { given: {}, expect: "remote" },
  itglue_list_related_items: {
    given: { resource_type: "documents", resource_id: RUNBOOK },
    expect: "LDG-SRV-01",
  },
  itglue_create_related_item: {
    given: {
      resource_type: "documents",
      resource_id: RUNBOOK,
      destination_type: "configurations",
      destination_id: ACCESS_POINT,
    },
  },
  itglue_update_related_item: {
    given: {
      resource_type: "documents",
      resource_id: RUNBOOK,
      related_item_id: 4001,
      notes: "old host",
    },
    expect: "old host",
  },
  itglue_delete_related_item: {
    given: { resource_type: "documents", resource_id: RUNBOOK, related_item_id: 4001 },
  },
  itglue_list_users: { given: {}, expect: "Noa Ferro" },
  itglue_get_user: { given: { user_id: 55 }, expect: "Noa Ferro" },
  itglue_list_groups: { given: {}, expect: "Service desk" },
  itglue_list_logs: { given: {} },
  itglue_get_user_metrics: { given: { from: "2026-06-01", to: "2026-06-07" } },
  itglue_list_checklists: { given: { organization_id: LARKFIELD }, expect: "Onboarding" },
  itglue_get_checklist: { given: { checklist_id: 5 }, expect: "Onboarding" },
  itglue_update_checklist: { given: { checklist_id: 5, completed: true } },
  itglue_find_matches: {
    given: { kind: "organization", name: "Larkfeld Dental" },
    expect: "Larkfield",
  },
  itglue_scan_duplicates: {
    given: { kind: "contact", organization_id: LARKFIELD },
    expect: "Averell",
  },
  itglue_audit_documentation: { given: { organization_id: LARKFIELD } },
  itglue_find_endpoint: {
    local: true,
    given: { query: "list documents of an organization" },
    expect: "documents",
  },
  itglue_get: {
    given: { path: "/organizations", filters: { name: "Larkfield Dental Group" } },
    expect: "Larkfield",
  },
};
