import { toolFactory, type DefineTool } from "@psa-mcp/core";
import type { TickitiApi } from "./api.ts";

/** Declares a tool whose handler speaks to Tickiti through `TickitiApi`. */
export const defineTool: DefineTool<TickitiApi> = toolFactory<TickitiApi>();
