// Upstream: how a vendor is called. Connections, deadlines, budgets, retries, circuits, sharing and the rules for links; no vendor's own ways.
export { createUpstream } from "./upstream.ts";
export type {
  BudgetEvent,
  Tuning,
  Upstream,
  UpstreamCall,
  UpstreamEvent,
  UpstreamOptions,
} from "./types.ts";
export { isPublicAddress } from "./addresses.ts";
