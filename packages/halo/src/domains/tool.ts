import type { AnyTool, Tier, ToolContext, ToolResult, z } from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";

/** A tool of the table. Its schemas are built when they are asked for: there are 172, and a caller sees a few. */
export interface TableTool {
  readonly name: string;
  readonly title: string;
  readonly tier: Tier;
  readonly toolset: readonly string[];
  readonly description: string;
  readonly paged?: boolean;
  input(): z.ZodObject;
  accepts?(): z.ZodObject;
  preview?(context: ToolContext<Readonly<Record<string, unknown>>, HaloApi>): Promise<string>;
  handler(context: ToolContext<Readonly<Record<string, unknown>>, HaloApi>): Promise<ToolResult>;
}

/** As core wants it. */
export function toolOf({ input, accepts, ...rest }: TableTool): AnyTool {
  let listed: z.ZodObject | undefined;
  let taken: z.ZodObject | undefined;
  return Object.defineProperties(rest, {
    input: { enumerable: true, get: () => (listed ??= input()) },
    accepts: { enumerable: true, get: () => (taken ??= accepts?.()) },
  }) as unknown as AnyTool;
}
