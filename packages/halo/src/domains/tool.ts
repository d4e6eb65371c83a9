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

/** A value that is made when it is first asked for. */
export function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** As core wants it. */
export function toolOf({ input, accepts, ...rest }: TableTool): AnyTool {
  return Object.defineProperties(rest, {
    input: { enumerable: true, get: lazily(input) },
    accepts: { enumerable: true, get: lazily(() => accepts?.()) },
  }) as unknown as AnyTool;
}
