import { toolFactory, type DefineTool } from "@psa-mcp/core";
import type { CwApi } from "./api.ts";

/** Declares a tool whose handler speaks to ConnectWise PSA through `CwApi`. */
export const defineTool: DefineTool<CwApi> = toolFactory<CwApi>();
