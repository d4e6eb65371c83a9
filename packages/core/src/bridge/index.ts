// Bridge: carries a remote MCP server's tools, resources and prompts through, unchanged, under our policy, limits and audit.
import type { BridgeLoader } from "../define/index.ts";

/** What a vendor with remote servers gives as `bridge`. A program whose vendor has none does not even contain it. */
export const loadBridge: BridgeLoader = () => import("./module.ts");
