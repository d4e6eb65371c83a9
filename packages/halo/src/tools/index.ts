import type { VendorContent } from "@psa-mcp/core";
import { prompts } from "../prompts.ts";
import { recordResources } from "../record-resources.ts";
import { resources } from "../resources.ts";
import { agentsMeTools } from "./agents-me.ts";
import { beyondTools } from "./beyond.ts";
import { domainTools } from "./domains.ts";

/** Everything that the server offers. */
export const content: VendorContent = {
  tools: [...beyondTools, ...domainTools, ...agentsMeTools],
  resources: [...resources, ...recordResources],
  prompts,
};
