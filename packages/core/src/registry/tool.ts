import { z } from "zod";
import type { PolicyFacts } from "../policy/decide.ts";
import { roleForTier, type Role } from "../define/tiers.ts";
import type { PlainRecord } from "../define/result.ts";
import type { AnyTool, RawTool } from "../define/tool.ts";
import { inputJsonSchema, type JsonSchema } from "./json-schema.ts";

/** A tool as tools/list shows it. */
export interface ToolListing {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
}

/** A tool with all that is derived from its literal. */
export interface CompiledTool {
  readonly tool: AnyTool;
  readonly facts: PolicyFacts;
  readonly role: Role;
  readonly writes: boolean;
  readonly asksFirst: boolean;
  readonly idempotent: boolean;
  readonly listing: ToolListing;
  /** Closed schema with core's own arguments added. */
  readonly schema: z.ZodObject;
  /** Names that a caller may give, for suggestions. */
  readonly argumentNames: readonly string[];
  /** The tool as it counts for one call, where that depends on the arguments. */
  forCall?(given: PlainRecord): CompiledTool;
}

// One schema object for all tools: building them anew for each would cost a tenth of a second at the first list.
const DRY_RUN = z.boolean().optional();
const CONFIRM = z.string().max(4000).optional();
const CURSOR = z.string().max(4000).optional();
const RESPONSE_FORMAT = z.enum(["markdown", "json"]).optional();
const IDEMPOTENCY_KEY = z.string().min(1).max(200).optional();

/** Derives everything from one literal: annotations, role, schemas. Pure; called once per tool and process. */
export function compileTool(tool: AnyTool): CompiledTool {
  if (tool.raw !== undefined) return compileRaw(tool, tool.raw);
  const writes = tool.tier === "write" || tool.tier === "destructive";
  const asksFirst = tool.tier === "destructive" || tool.asksFirst === true;
  const idempotent = tool.idempotent ?? tool.tier !== "write";
  const advertised = {
    ...(writes ? { dry_run: DRY_RUN } : {}),
    ...(asksFirst ? { confirm: CONFIRM } : {}),
    ...(tool.paged === true ? { cursor: CURSOR } : {}),
  };
  const silent = {
    response_format: RESPONSE_FORMAT,
    // Taken from every write: an operator may want each of them confirmed.
    ...(writes && !asksFirst ? { confirm: CONFIRM } : {}),
    ...(writes && !idempotent ? { idempotency_key: IDEMPOTENCY_KEY } : {}),
  };
  const listed = z.object({ ...tool.input.shape, ...advertised });
  return {
    tool,
    facts: {
      name: tool.name,
      formerNames: tool.aliases ?? [],
      tier: tool.tier,
      toolsets: typeof tool.toolset === "string" ? [tool.toolset] : tool.toolset,
      owner: tool.owner ?? "vendor",
      requires: tool.requires ?? [],
      ...(tool.role === undefined ? {} : { role: tool.role }),
    },
    role: tool.role ?? roleForTier[tool.tier],
    writes,
    asksFirst,
    idempotent,
    listing: {
      name: tool.name,
      title: tool.title,
      description: tool.description,
      inputSchema: inputJsonSchema(listed),
      annotations: {
        readOnlyHint: !writes,
        destructiveHint: tool.tier === "destructive" || tool.erases === true,
        idempotentHint: idempotent,
        openWorldHint: tool.owner !== "server",
      },
    },
    schema: z.strictObject({ ...tool.input.shape, ...advertised, ...silent }),
    argumentNames: Object.keys({ ...tool.input.shape, ...advertised, ...silent }),
  };
}

/** Accepts anything: a remote server checks the arguments of its own tools. */
const ANYTHING = z.looseObject({});

/** A remote server's tool: listed as that server lists it, treated as its policy says for each call. */
function compileRaw(tool: AnyTool, raw: RawTool): CompiledTool {
  return {
    ...treated(tool, raw, tool),
    forCall: (given) => treated(tool, raw, raw.treatment(given)),
  };
}

function treated(
  tool: AnyTool,
  raw: RawTool,
  { tier, role, requires = [], toolset }: Pick<AnyTool, "tier" | "role" | "requires" | "toolset">,
): CompiledTool {
  const writes = tier === "write" || tier === "destructive";
  const properties = (raw.listing.inputSchema["properties"] ?? {}) as object;
  return {
    tool,
    facts: {
      name: tool.name,
      tier,
      toolsets: typeof toolset === "string" ? [toolset] : toolset,
      owner: "vendor",
      requires,
      ...(role === undefined ? {} : { role }),
    },
    role: role ?? roleForTier[tier],
    writes,
    asksFirst: tier === "destructive",
    idempotent: true,
    listing: raw.listing as unknown as ToolListing,
    schema: ANYTHING,
    argumentNames: Object.keys(properties),
  };
}
