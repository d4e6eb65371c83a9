import type { Setting } from "@psa-mcp/core";

/** What an operator has to permit in so many words. */
export const switchSettings: readonly Setting[] = [
  {
    key: "haloAllowSql",
    env: "HALO_ALLOW_SQL",
    kind: "boolean",
    default: false,
    group: "vendor",
    description:
      "Whether administrators may run SELECT statements over the reporting database with halo_reports_sql",
  },
  {
    key: "haloAllowRawWrites",
    env: "HALO_ALLOW_RAW_WRITES",
    kind: "boolean",
    default: false,
    group: "vendor",
    description: "Whether halo_api_write may send; it asks first in any case",
  },
];
