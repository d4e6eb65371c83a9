import type { Tool } from "../tool.ts";
import { executeIntegration } from "./execute-integration.ts";
import { listIntegrations } from "./list-integrations.ts";
import { readIntegration } from "./read-integration.ts";

/** The tools of the vendor's server, in the order of its page. */
export const TOOLS: readonly Tool[] = [readIntegration, listIntegrations, executeIntegration];
