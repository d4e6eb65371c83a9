/** One readable resource of the API: where it is, what it can be asked. */
export interface Endpoint {
  /** Name in paths: `flexible_assets`. */
  readonly resource: string;
  /** What it is, in words that people search by. */
  readonly about: string;
  /** Parents below whose `relationships` it is listed; `organizations` for most. */
  readonly below?: readonly string[];
  /** False when it has no list of its own at the top. Default true. */
  readonly list?: boolean;
  /** False when single records cannot be read. Default true. */
  readonly show?: boolean;
  /** Filters in snake case. The API ignores unknown ones and then gives everything. */
  readonly filters?: readonly string[];
  readonly sorts?: readonly string[];
  /** Includes that carry no secrets. */
  readonly includes?: readonly string[];
  readonly note?: string;
}

const ACCESS = [
  "user_resource_accesses",
  "group_resource_accesses",
  "related_items",
  "authorized_users",
] as const;
const DATES = ["created_at", "updated_at"] as const;
const NAMED: Pick<Endpoint, "filters" | "sorts"> = {
  filters: ["id", "name"],
  sorts: ["name", "id", ...DATES],
};
const PSA = ["psa_id", "psa_integration_type"] as const;

/** Parents that attachments can hang on. */
const ATTACHABLE = [
  "documents",
  "flexible_assets",
  "configurations",
  "contacts",
  "domains",
  "locations",
  "ssl_certificates",
  "tickets",
  "checklists",
  "checklist_templates",
] as const;

/** Every resource that `itglue_get` may read. Passwords are not among them. */
export const endpoints: readonly Endpoint[] = [
  {
    resource: "organizations",
    about: "client organizations, customers, companies",
    filters: [
      "id",
      "name",
      "organization_type_id",
      "organization_status_id",
      ...DATES,
      "my_glue_account_id",
      "group_id",
      ...PSA,
    ],
    sorts: [
      "name",
      "id",
      "updated_at",
      "organization_status_name",
      "organization_type_name",
      "created_at",
      "short_name",
      "my_glue_account_id",
    ],
    includes: ["adapters_resources"],
    note: "name is matched whole; filter[exclude] and filter[range] work here",
  },
  { resource: "organization_types", about: "types of organizations", ...NAMED },
  { resource: "organization_statuses", about: "statuses of organizations", ...NAMED },
  {
    resource: "configurations",
    about: "configurations, devices, assets, servers, workstations, network gear",
    below: ["organizations"],
    filters: [
      "id",
      "name",
      "organization_id",
      "configuration_type_id",
      "configuration_status_id",
      "contact_id",
      "serial_number",
      "mac_address",
      "archived",
      ...PSA,
      "rmm_id",
      "rmm_integration_type",
    ],
    sorts: ["name", "id", ...DATES],
    includes: [
      "adapters_resources",
      "configuration_interfaces",
      "rmm_records",
      "attachments",
      "tickets",
      ...ACCESS,
    ],
    note: "psa_id needs psa_integration_type, rmm_id needs rmm_integration_type",
  },
  {
    resource: "configuration_interfaces",
    about: "network interfaces of a configuration, ip and mac addresses",
    below: ["configurations"],
    list: false,
    sorts: ["id", ...DATES],
    note: "no list at the top",
  },
  { resource: "configuration_types", about: "types of configurations", ...NAMED },
  { resource: "configuration_statuses", about: "statuses of configurations", ...NAMED },
  {
    resource: "contacts",
    about: "contacts, people, employees of clients",
    below: ["organizations"],
    filters: [
      "id",
      "first_name",
      "last_name",
      "title",
      "contact_type_id",
      "important",
      "primary_email",
      "organization_id",
      ...PSA,
    ],
    sorts: ["first_name", "last_name", "id", ...DATES],
    includes: [
      "location",
      "attachments",
      "tickets",
      "distinct_remote_contacts",
      "resource_fields",
      ...ACCESS,
    ],
  },
  { resource: "contact_types", about: "types of contacts", ...NAMED },
  {
    resource: "locations",
    about: "locations, sites, offices, addresses",
    below: ["organizations"],
    filters: ["id", "name", "city", "region_id", "country_id", "organization_id", ...PSA],
    sorts: ["name", "id", ...DATES],
    includes: ["attachments", ...ACCESS],
  },
  {
    resource: "documents",
    about: "documents, articles, runbooks, knowledge base",
    below: ["organizations"],
    list: false,
    filters: ["id", "document_folder_id"],
    sorts: ["name", ...DATES],
    includes: ["attachments", "related_items"],
    note: "listed below an organization only: /organizations/<id>/relationships/documents; without filter[document_folder_id] only those outside folders, with null all; filter[name] does nothing",
  },
  {
    resource: "sections",
    about: "sections of a document, its text",
    below: ["documents"],
    list: false,
    filters: ["id", "resource_type", "document_id"],
    sorts: ["sort", "id", ...DATES],
    note: "/documents/<id>/relationships/sections",
  },
  {
    resource: "document_folders",
    about: "folders of documents",
    below: ["organizations"],
    list: false,
    sorts: ["name", "id", ...DATES],
    note: "on some accounts only for signed-in users",
  },
  {
    resource: "document_images",
    about: "pictures inside documents",
    list: false,
    note: "single records only",
  },
  {
    resource: "flexible_asset_types",
    about: "types, templates of flexible assets",
    filters: ["id", "name", "icon", "enabled"],
    sorts: ["name", "id", ...DATES],
    includes: ["flexible_asset_fields"],
  },
  {
    resource: "flexible_asset_fields",
    about: "fields of a flexible asset type, trait keys",
    below: ["flexible_asset_types"],
    list: false,
    sorts: ["id", "order", ...DATES],
  },
  {
    resource: "flexible_assets",
    about: "flexible assets: wireless, backup, applications, licences and other structured records",
    filters: ["flexible_asset_type_id", "organization_id", "name", "id"],
    sorts: ["name", ...DATES],
    includes: ["attachments", "adapters_resources", "distinct_remote_assets", ...ACCESS],
    note: "flexible_asset_type_id is required",
  },
  {
    resource: "attachments",
    about: "files attached to a record",
    below: ATTACHABLE,
    list: false,
    note: "/<resource>/<id>/relationships/attachments",
  },
  {
    resource: "domains",
    about: "domain names and registrars",
    below: ["organizations"],
    show: false,
    filters: ["id", "organization_id"],
    sorts: [...DATES],
    includes: ["attachments"],
  },
  {
    resource: "expirations",
    about: "expiration dates of domains, certificates, warranties, documents",
    below: ["organizations"],
    filters: [
      "id",
      "resource_id",
      "resource_name",
      "resource_type_name",
      "description",
      "expiration_date",
      "organization_id",
    ],
    sorts: ["id", "organization_id", "expiration_date", ...DATES],
  },
  {
    resource: "ssl_certificates",
    about: "SSL and TLS certificates",
    below: ["organizations"],
    filters: ["id", "organization_id"],
    note: "not on every account",
  },
  {
    resource: "checklists",
    about: "checklists and their tasks",
    below: ["organizations"],
    filters: ["id", "organization_id"],
    sorts: ["completed", ...DATES],
    includes: ["attachments", "checklist_tasks"],
  },
  {
    resource: "checklist_templates",
    about: "templates of checklists",
    filters: ["id", "organization_id"],
    note: "not on every account",
  },
  {
    resource: "tickets",
    about: "tickets of the PSA",
    below: ["organizations"],
    filters: ["id", "organization_id"],
    note: "not on every account",
  },
  { resource: "manufacturers", about: "manufacturers, vendors of hardware", ...NAMED },
  {
    resource: "models",
    about: "models of hardware",
    below: ["manufacturers"],
    filters: ["id"],
    sorts: ["name", "id", ...DATES],
  },
  { resource: "operating_systems", about: "operating systems", ...NAMED },
  { resource: "platforms", about: "platforms", ...NAMED },
  {
    resource: "countries",
    about: "countries",
    filters: ["id", "name", "iso"],
    sorts: ["name", "id", ...DATES],
  },
  {
    resource: "regions",
    about: "regions, states, provinces of countries",
    below: ["countries"],
    filters: ["id", "name", "iso", "country_id"],
    sorts: ["name", "id", ...DATES],
  },
  { resource: "password_categories", about: "categories of passwords", ...NAMED },
  {
    resource: "password_folders",
    about: "folders of passwords",
    below: ["organizations"],
    list: false,
    show: false,
    note: "names of folders only",
  },
  {
    resource: "users",
    about: "users, technicians of this IT Glue account",
    filters: ["id", "name", "email", "role_name", "salesforce_id"],
    sorts: ["name", "email", "reputation", "id", ...DATES],
  },
  { resource: "groups", about: "groups of users", ...NAMED },
  {
    resource: "user_metrics",
    about: "activity of users: created, viewed, edited, deleted",
    show: false,
    filters: ["user_id", "organization_id", "resource_type", "date"],
    sorts: ["id", "created", "viewed", "edited", "deleted", "date"],
    note: "date as start,end at most 7 days apart; no * as start",
  },
  {
    resource: "logs",
    about: "activity log, audit of the last 30 days",
    show: false,
    filters: ["created_at"],
    sorts: ["created_at"],
    note: "at most 5 pages; not on every plan",
  },
  {
    resource: "related_items",
    about: "records related to a record",
    list: false,
    show: false,
    note: "read by include=related_items on the record itself",
  },
];

/** Endpoint of a resource by its name in paths. */
export const endpointOf: ReadonlyMap<string, Endpoint> = new Map(
  endpoints.map((endpoint) => [endpoint.resource, endpoint]),
);

/** Paths under which a resource can be read, with `:id` for ids. */
export function readablePaths({
  resource,
  below = [],
  list = true,
  show = true,
}: Endpoint): readonly string[] {
  return [
    ...(list ? [`/${resource}`] : []),
    ...(show && !["sections", "attachments"].includes(resource) ? [`/${resource}/:id`] : []),
    ...below.map((parent) => `/${parent}/:id/relationships/${resource}`),
  ];
}
