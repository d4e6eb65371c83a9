// IT Glue as a vendor of psa-mcp: its settings, its API and its tools.
export { itglue } from "./vendor.ts";
export type { ItglueApi, ItglueRecord, ListPage, ListQuery } from "./api.ts";
