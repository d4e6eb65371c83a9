import { toolFactory, type DefineTool } from "@psa-mcp/core";
import type { HaloApi } from "./api.ts";

/** Declares a tool whose handler speaks to Halo through `HaloApi`. */
export const defineTool: DefineTool<HaloApi> = toolFactory<HaloApi>();
