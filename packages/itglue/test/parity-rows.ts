// What a client of the existing IT Glue server relies on, one row a tool: names, arguments, answers, requests.

/** One tool of the existing server. */
export interface ParityRow {
  readonly tool: string;
  /** read, write or destructive; `erases` where a write is announced as destructive. */
  readonly tier: "read" | "write" | "destructive";
  readonly erases?: true;
  /** Arguments that must exist, as JSON Schema. */
  readonly takes: Readonly<Record<string, object>>;
  /** Those of them that may be required; none other may. */
  readonly needs: readonly string[];
  /** A call with no more than is needed. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Requests of that call, as `METHOD /path` with `:id` for ids, each once. */
  readonly sends: readonly string[];
  /** Keys of every row of a list, in structured content and in JSON text. */
  readonly rows?: readonly string[];
  /** Keys of the record of a single answer. */
  readonly item?: readonly string[];
  /** Keys of an answer that is neither. */
  readonly keys?: readonly string[];
  /** Keys that rows have beside those of the existing server. */
  readonly more?: readonly string[];
}

/** Announced as an integer; that digits in a string are taken as well is proven by calls. */
const ID = { type: "integer" };
const TEXT = { type: "string" };
const PAGING = {
  page_number: { type: "integer", minimum: 1 },
  page_size: { type: "integer", minimum: 1, maximum: 1000 },
};
const TOP = { type: "integer", minimum: 1, maximum: 20 };
const LIST = { filter_name: TEXT, filter_id: ID, sort: TEXT, ...PAGING };
const RESOURCE_TYPES = [
  "documents",
  "flexible_assets",
  "configurations",
  "contacts",
  "passwords",
  "domains",
  "locations",
  "ssl_certificates",
  "tickets",
  "checklists",
];
/** At least these values; ours knows one kind more. */
const OWNER = { resource_type: { enum: RESOURCE_TYPES }, resource_id: ID };
const BYTES = {
  file_name: TEXT,
  content_base64: TEXT,
  url: TEXT,
  file_path: TEXT,
  upload_id: TEXT,
};
const SECTION = {
  content: TEXT,
  level: { type: "integer", minimum: 1, maximum: 6 },
  duration: { type: "integer", minimum: 1 },
  sort: { type: "integer", minimum: 0 },
};
const TRAITS = { type: "object" };

const LARKFIELD = 4100021;
const RUNBOOK = 5200310;
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
const DOCUMENT = ["id", "name", "organization_id", "organization_name", "published", "updated_at"];
const SECTION_ITEM = ["id", "document_id", "resource_type", "content", "level", "duration", "sort"];
const ASSET = ["id", "name", "organization_id", "flexible_asset_type_id", "traits"];
const ATTACHMENT = [
  "id",
  "name",
  "attachment_file_name",
  "attachment_content_type",
  "attachment_file_size",
  "download_url",
  "created_at",
];
const IMAGE = [
  "id",
  "name",
  "size",
  "document_id",
  "document_gallery_id",
  "target",
  "inline_resource_url",
  "created_at",
];

/** Rows 1 to 28, 32 and 33 of the existing server's tools; the vector index comes with the search package. */
export const rows: readonly ParityRow[] = [
  {
    tool: "itglue_list_organizations",
    tier: "read",
    takes: LIST,
    needs: [],
    given: {},
    sends: ["GET /organizations"],
    rows: [
      "id",
      "name",
      "description",
      "organization_type_name",
      "organization_status_name",
      "short_name",
      "updated_at",
    ],
  },
  {
    tool: "itglue_get_organization",
    tier: "read",
    takes: { organization_id: ID },
    needs: ["organization_id"],
    given: { organization_id: LARKFIELD },
    sends: ["GET /organizations/:id"],
    item: ["id", "name", "description", "organization_type_name", "quick_notes", "created_at"],
  },
  {
    tool: "itglue_list_documents",
    tier: "read",
    takes: { organization_id: ID, ...LIST },
    needs: ["organization_id"],
    given: { organization_id: LARKFIELD },
    sends: ["GET /organizations/:id/relationships/documents"],
    rows: ["id", "name", "organization_name", "published", "updated_at", "resource_url"],
    more: ["document_folder_id", "archived"],
  },
  {
    tool: "itglue_list_document_folders",
    tier: "read",
    takes: { organization_id: ID, ...LIST },
    needs: ["organization_id"],
    given: { organization_id: LARKFIELD },
    sends: ["GET /organizations/:id/relationships/document_folders"],
    rows: [
      "id",
      "name",
      "parent_id",
      "documents_count",
      "restricted",
      "updated_at",
      "resource_url",
    ],
  },
  {
    tool: "itglue_get_document",
    tier: "read",
    takes: { document_id: ID },
    needs: ["document_id"],
    given: { document_id: RUNBOOK },
    sends: ["GET /documents/:id", "GET /documents/:id/relationships/sections"],
    item: [...DOCUMENT, "resource_url", "sections"],
  },
  {
    tool: "itglue_create_document",
    tier: "write",
    takes: { organization_id: ID, name: TEXT, document_folder_id: ID },
    needs: ["organization_id", "name"],
    given: { organization_id: LARKFIELD, name: "Parity" },
    sends: ["POST /documents"],
    item: DOCUMENT,
  },
  {
    tool: "itglue_update_document",
    tier: "write",
    takes: { document_id: ID, name: TEXT },
    needs: ["document_id", "name"],
    given: { document_id: RUNBOOK, name: "Parity" },
    sends: ["GET /documents/:id", "PATCH /documents/:id"],
    item: DOCUMENT,
  },
  {
    tool: "itglue_publish_document",
    tier: "write",
    takes: { document_id: ID },
    needs: ["document_id"],
    given: { document_id: RUNBOOK },
    sends: ["PATCH /documents/:id/publish"],
    keys: ["message"],
  },
  {
    tool: "itglue_delete_documents",
    tier: "destructive",
    takes: { document_ids: { type: "array", minItems: 1, items: ID } },
    needs: ["document_ids"],
    given: { document_ids: [RUNBOOK] },
    sends: ["GET /documents/:id", "DELETE /documents"],
    rows: ["id", "name", "status"],
    more: [
      "organization_name",
      "document_folder_id",
      "published",
      "archived",
      "updated_at",
      "resource_url",
    ],
  },
  {
    tool: "itglue_list_document_sections",
    tier: "read",
    takes: { document_id: ID, ...PAGING },
    needs: ["document_id"],
    given: { document_id: RUNBOOK },
    sends: ["GET /documents/:id/relationships/sections"],
    rows: [
      "id",
      "resource_type",
      "sort",
      "level",
      "duration",
      "document_gallery_id",
      "updated_at",
      "content_preview",
    ],
    more: ["images"],
  },
  {
    tool: "itglue_get_document_section",
    tier: "read",
    takes: { document_id: ID, section_id: ID },
    needs: ["document_id", "section_id"],
    given: { document_id: RUNBOOK, section_id: 9900120 },
    sends: ["GET /documents/:id/relationships/sections/:id"],
    item: [...SECTION_ITEM, "rendered_content", "document_gallery_id"],
  },
  {
    tool: "itglue_create_document_section",
    tier: "write",
    takes: {
      document_id: ID,
      section_type: { enum: ["Text", "Heading", "Gallery", "Step"] },
      ...SECTION,
    },
    needs: ["document_id", "section_type"],
    given: { document_id: RUNBOOK, section_type: "Text", content: "<p>x</p>" },
    sends: ["POST /documents/:id/relationships/sections", "GET /documents/:id"],
    item: SECTION_ITEM,
  },
  {
    tool: "itglue_update_document_section",
    tier: "write",
    takes: { document_id: ID, section_id: ID, ...SECTION },
    needs: ["document_id", "section_id"],
    given: { document_id: RUNBOOK, section_id: 9900120, content: "<p>x</p>" },
    sends: [
      "GET /documents/:id/relationships/sections/:id",
      "PATCH /documents/:id/relationships/sections/:id",
      "GET /documents/:id",
    ],
    item: SECTION_ITEM,
  },
  {
    tool: "itglue_delete_document_section",
    tier: "write",
    erases: true,
    takes: { document_id: ID, section_id: ID },
    needs: ["document_id", "section_id"],
    given: { document_id: RUNBOOK, section_id: 9900120 },
    sends: [
      "GET /documents/:id/relationships/sections/:id",
      "DELETE /documents/:id/relationships/sections/:id",
      "GET /documents/:id",
    ],
    item: SECTION_ITEM,
  },
  {
    tool: "itglue_list_flexible_asset_types",
    tier: "read",
    takes: { filter_name: TEXT, ...PAGING },
    needs: [],
    given: {},
    sends: ["GET /flexible_asset_types"],
    rows: ["id", "name", "description", "enabled"],
  },
  {
    tool: "itglue_get_flexible_asset_type",
    tier: "read",
    takes: { flexible_asset_type_id: ID },
    needs: ["flexible_asset_type_id"],
    given: { flexible_asset_type_id: 301 },
    sends: [
      "GET /flexible_asset_types/:id",
      "GET /flexible_asset_types/:id/relationships/flexible_asset_fields",
    ],
    item: ["id", "name", "description", "enabled", "fields"],
  },
  {
    tool: "itglue_list_flexible_assets",
    tier: "read",
    takes: { flexible_asset_type_id: ID, organization_id: ID, ...PAGING },
    needs: ["flexible_asset_type_id"],
    given: { flexible_asset_type_id: 301 },
    sends: [
      "GET /flexible_asset_types/:id/relationships/flexible_asset_fields",
      "GET /flexible_assets",
    ],
    rows: [
      "id",
      "name",
      "organization_name",
      "flexible_asset_type_name",
      "updated_at",
      "resource_url",
      "traits",
    ],
  },
  {
    tool: "itglue_get_flexible_asset",
    tier: "read",
    takes: { flexible_asset_id: ID },
    needs: ["flexible_asset_id"],
    given: { flexible_asset_id: 7700555 },
    sends: [
      "GET /flexible_assets/:id",
      "GET /flexible_asset_types/:id/relationships/flexible_asset_fields",
    ],
    item: ASSET,
  },
  {
    tool: "itglue_create_flexible_asset",
    tier: "write",
    takes: { organization_id: ID, flexible_asset_type_id: ID, traits: TRAITS },
    needs: ["organization_id", "flexible_asset_type_id", "traits"],
    given: {
      organization_id: LARKFIELD,
      flexible_asset_type_id: 301,
      traits: { ssid: "Parity", "encryption-type": "WPA3 Enterprise" },
    },
    sends: [
      "GET /flexible_asset_types/:id/relationships/flexible_asset_fields",
      "POST /flexible_assets",
    ],
    item: ASSET,
  },
  {
    tool: "itglue_update_flexible_asset",
    tier: "write",
    takes: { flexible_asset_id: ID, traits: TRAITS },
    needs: ["flexible_asset_id", "traits"],
    given: {
      flexible_asset_id: 7700555,
      traits: {
        ssid: "LDG-Staff",
        "encryption-type": "WPA3 Enterprise",
        "pre-shared-key": "[redacted]",
        "coverage-map": null,
      },
    },
    sends: [
      "GET /flexible_assets/:id",
      "GET /flexible_asset_types/:id/relationships/flexible_asset_fields",
      "PATCH /flexible_assets/:id",
    ],
    item: ASSET,
  },
  {
    tool: "itglue_delete_flexible_asset",
    tier: "destructive",
    takes: { flexible_asset_id: ID },
    needs: ["flexible_asset_id"],
    given: { flexible_asset_id: 7700555 },
    sends: [
      "GET /flexible_assets/:id",
      "GET /flexible_asset_types/:id/relationships/flexible_asset_fields",
      "DELETE /flexible_assets/:id",
    ],
    keys: ["message"],
  },
  {
    tool: "itglue_list_attachments",
    tier: "read",
    takes: { ...OWNER, ...PAGING },
    needs: ["resource_type", "resource_id"],
    given: { resource_type: "documents", resource_id: RUNBOOK },
    sends: ["GET /documents/:id/relationships/attachments"],
    rows: ATTACHMENT,
  },
  {
    tool: "itglue_create_attachment",
    tier: "write",
    takes: { ...OWNER, ...BYTES },
    needs: ["resource_type", "resource_id"],
    given: {
      resource_type: "documents",
      resource_id: RUNBOOK,
      file_name: "a.txt",
      content_base64: "data:text/plain;base64,aGVs bG8=",
    },
    sends: ["POST /documents/:id/relationships/attachments"],
    item: ATTACHMENT,
  },
  {
    tool: "itglue_delete_attachment",
    tier: "destructive",
    takes: { ...OWNER, attachment_id: ID },
    needs: ["resource_type", "resource_id", "attachment_id"],
    given: { resource_type: "documents", resource_id: RUNBOOK, attachment_id: 99882 },
    sends: [
      "GET /documents/:id/relationships/attachments/:id",
      "DELETE /documents/:id/relationships/attachments",
    ],
    item: ATTACHMENT,
  },
  {
    tool: "itglue_create_document_image",
    tier: "write",
    takes: { document_id: ID, gallery_id: ID, append_to_section_id: ID, ...BYTES },
    needs: ["document_id"],
    given: {
      document_id: RUNBOOK,
      append_to_section_id: 9900120,
      content_base64: PIXEL,
      file_name: "p.png",
    },
    sends: [
      "GET /documents/:id/relationships/sections/:id",
      "POST /document_images",
      "PATCH /documents/:id/relationships/sections/:id",
    ],
    keys: ["image", "appended_to_section_id"],
  },
  {
    tool: "itglue_get_document_image",
    tier: "read",
    takes: { image_id: ID },
    needs: ["image_id"],
    given: { image_id: 27000041 },
    sends: ["GET /document_images/:id"],
    item: [...IMAGE, "original_src"],
  },
  {
    tool: "itglue_delete_document_image",
    tier: "write",
    erases: true,
    takes: { image_id: ID, document_id: ID },
    needs: ["image_id"],
    given: { image_id: 27000041 },
    sends: ["GET /document_images/:id", "DELETE /document_images/:id"],
    item: IMAGE,
  },
  {
    tool: "itglue_request_upload",
    tier: "write",
    takes: { file_name: TEXT },
    needs: [],
    given: {},
    sends: [],
    keys: ["upload_id", "method", "url", "headers", "auth", "expires_at", "max_bytes", "curl"],
  },
  {
    tool: "itglue_find_endpoint",
    tier: "read",
    takes: { query: TEXT, top_k: TOP },
    needs: ["query"],
    given: { query: "documents contacts organizations passwords configurations" },
    sends: [],
    rows: ["resource", "about", "paths"],
    more: ["filters", "sorts", "includes", "note"],
  },
  {
    tool: "itglue_get",
    tier: "read",
    takes: {
      path: TEXT,
      filters: { type: "object" },
      sort: TEXT,
      include: TEXT,
      raw_params: { type: "object" },
      ...PAGING,
    },
    needs: ["path"],
    given: { path: "/configurations" },
    sends: ["GET /configurations"],
    rows: ["id", "type", "name", "organization_id"],
  },
];
