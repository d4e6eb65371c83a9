import { toolFactory, type DefineTool } from "@psa-mcp/core";
import type { ItglueApi } from "./api.ts";

/** Declares a tool whose handler speaks to IT Glue through `ItglueApi`. */
export const defineTool: DefineTool<ItglueApi> = toolFactory<ItglueApi>();
