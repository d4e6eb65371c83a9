import type { VendorContent } from "@psa-mcp/core";
import { connectionTools } from "./connection.ts";
import { endpointTools } from "./endpoints.ts";
import { failureTools } from "./failures.ts";
import { integrationTools } from "./integrations.ts";
import { loginTools } from "./login.ts";

/** Our own tools; those of the instance come through the bridge. */
export const content: VendorContent = {
  tools: [
    ...loginTools,
    ...failureTools,
    ...integrationTools,
    ...endpointTools,
    ...connectionTools,
  ],
};
