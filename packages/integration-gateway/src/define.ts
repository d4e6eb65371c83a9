import { toolFactory, type DefineTool, type VendorClient } from "@psa-mcp/core";

/** Declares a tool of this vendor. */
export const defineTool: DefineTool<VendorClient> = toolFactory<VendorClient>();
