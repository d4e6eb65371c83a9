/** The models of the administration, with the table behind each. */
export const MODELS: Readonly<Record<string, string>> = {
  Integration: "integrations",
  IntegrationConfig: "integrationconfigs",
  ServiceRequest: "servicerequests",
  FieldMapping: "fieldmappings",
  ValidationRule: "validationrules",
  Mask: "masks",
  ValueMappingSet: "valuemappingsets",
  ValueMapping: "valuemappings",
  WebServiceEndpoint: "endpoints",
  User: "users",
  Group: "groups",
  Organization: "organizations",
  IntegrationPermission: "permissions",
  AdapterConfig: "adapterconfigs",
  AdapterBinding: "adapterbindings",
  CustomAdapter: "customadapters",
  RunHistory: "runs",
  Schedule: "schedules",
  SharedModule: "sharedmodules",
  Vault: "vaults",
  VaultItem: "vaultitems",
  VaultSecret: "vaultsecrets",
  GlyueFile: "glyuefiles",
  Frontend: "frontends",
  Bookmark: "bookmarks",
  Tag: "tags",
};

/** Models that the administration's tool does not touch. */
export const BLOCKED_MODELS: readonly string[] = [
  "GlobalConfig",
  "AccessToken",
  "RefreshToken",
  "Application",
  "Session",
];

/** The app that the models belong to. */
export const APP = "django_glyue_app";
