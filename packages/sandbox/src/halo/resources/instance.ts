import type { State } from "../call.ts";
import { HALO_TENANT } from "../keys.ts";
import type { Fields } from "../model.ts";

/** What `GET /InstanceInfo` says: product, build and what is switched on. About 1 kB. */
export function instanceInfo(state: State): Fields {
  return {
    name: "Larkfield Managed Services",
    tenant_id: HALO_TENANT,
    product: "HaloPSA",
    version: "2.236.133",
    api_url: `${state.origin}/api`,
    auth_url: state.switches.authLayout === "tenant" ? `${state.origin}/auth` : state.authOrigin,
    portal_url: state.origin,
    timezone: "Europe/London",
    language: "en-GB",
    currency: "GBP",
    date_format: "dd/MM/yyyy",
    hosted: true,
    trial: false,
    licensed_agents: 25,
    modules: [
      "tickets",
      "assets",
      "contracts",
      "knowledge",
      "opportunities",
      "projects",
      "quotes",
      "invoices",
      "reports",
      "timesheets",
    ],
    features: { ai: false, mcp: false, chat: true, sso: true, reporting_sql: true },
  };
}
