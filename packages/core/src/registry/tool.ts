import { z } from "zod";
import type { PolicyFacts } from "../policy/decide.ts";
import { roleCovers, roleForTier, type Role, type Tier } from "../define/tiers.ts";
import type { AnyTool, CallDemands } from "../define/tool.ts";
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
  /** Asks before every call. */
  readonly asksFirst: boolean;
  readonly idempotent: boolean;
  readonly listing: ToolListing;
  /** Closed schema with core's own arguments added. */
  readonly schema: z.ZodObject;
  /** Names that a caller may give, for suggestions. */
  readonly argumentNames: readonly string[];
}

// One schema object for all tools: building them anew for each would cost a tenth of a second at the first list.
const DRY_RUN = z.boolean().optional();
const CONFIRM = z.string().max(4000).optional();
const CURSOR = z.string().max(4000).optional();
const RESPONSE_FORMAT = z.enum(["markdown", "json"]).optional();
const IDEMPOTENCY_KEY = z.string().min(1).max(200).optional();

/**
 * Derives everything from one literal: annotations, role, schemas. Pure. Schemas are built when they are first asked for:
 * a vendor may have hundreds of tools of which a caller sees a dozen.
 */
export function compileTool(tool: AnyTool): CompiledTool {
  if (tool.raw !== undefined) return compileRaw(tool, tool.raw);
  const writes = tool.tier === "write" || tool.tier === "destructive";
  const varies = tool.calls !== undefined || typeof tool.asksFirst === "function";
  const least = tool.calls?.least ?? tool.tier;
  const asksFirst =
    least === "destructive" ||
    (tool.calls !== undefined && least === "secret") ||
    tool.asksFirst === true;
  const idempotent = tool.idempotent ?? tool.tier !== "write";
  const advertised = {
    ...(writes ? { dry_run: DRY_RUN } : {}),
    ...(asksFirst || varies ? { confirm: CONFIRM } : {}),
    ...(tool.keyed === true ? { idempotency_key: IDEMPOTENCY_KEY } : {}),
    // A list may take another form of cursor beside this one, for the clients of an earlier server.
    ...(tool.paged === true && !Object.hasOwn(tool.input.shape, "cursor")
      ? { cursor: CURSOR }
      : {}),
  };
  const silent = {
    response_format: RESPONSE_FORMAT,
    // Taken from every write: an operator may want each of them confirmed.
    ...(writes && !asksFirst && !varies ? { confirm: CONFIRM } : {}),
    ...(writes && !idempotent ? { idempotency_key: IDEMPOTENCY_KEY } : {}),
  };
  const schema = once(() =>
    z.strictObject({ ...tool.input.shape, ...tool.accepts?.shape, ...advertised, ...silent }),
  );
  const listing = once((): ToolListing => ({
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: inputJsonSchema(z.object({ ...tool.input.shape, ...advertised })),
    annotations: {
      readOnlyHint: !writes,
      destructiveHint: tool.tier === "destructive" || tool.erases === true,
      idempotentHint: idempotent,
      openWorldHint: tool.owner !== "server",
    },
  }));
  return {
    tool,
    facts: {
      name: tool.name,
      formerNames: tool.aliases ?? [],
      tier: least,
      ...(tool.role === undefined ? {} : { role: tool.role }),
      toolsets: typeof tool.toolset === "string" ? [tool.toolset] : tool.toolset,
      owner: tool.owner ?? "vendor",
      requires: tool.requires ?? [],
    },
    role:
      tool.role !== undefined && roleCovers(tool.role, roleForTier[least])
        ? tool.role
        : roleForTier[least],
    writes,
    asksFirst,
    idempotent,
    get listing() {
      return listing();
    },
    get schema() {
      return schema();
    },
    get argumentNames() {
      return Object.keys(schema().shape);
    },
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What one call of a tool is, where its calls differ. */
export interface CallNature extends CallDemands {
  readonly tier: Tier;
  readonly writes: boolean;
  readonly asksFirst: boolean;
  readonly idempotent: boolean;
}

/** The nature of a call with these checked arguments. */
export function natureOf(compiled: CompiledTool, input: unknown): CallNature {
  const { tool } = compiled;
  const { calls } = tool;
  const asks =
    typeof tool.asksFirst === "function"
      ? (tool.asksFirst as (given: never) => boolean)(input as never)
      : undefined;
  if (calls === undefined) {
    const { writes, idempotent } = compiled;
    return { tier: tool.tier, writes, asksFirst: asks ?? compiled.asksFirst, idempotent };
  }
  const tier = calls.tierOf(input);
  return {
    tier,
    // What is secret changes something too, as far as a tool of mixed calls can tell.
    writes: tier !== "read",
    asksFirst: tier === "destructive" || tier === "secret" || asks === true,
    idempotent: tier === "read" || tool.raw !== undefined,
    ...calls.demandsOf?.(input as never),
  };
}

/** Accepts anything: a remote server checks the arguments of its own tools. */
const ANYTHING = z.looseObject({});

/**
 * A remote server's tool: listed as that server lists it. Repeating a call is decided where it is carried through, so
 * that none of them is answered from memory.
 */
function compileRaw(tool: AnyTool, raw: NonNullable<AnyTool["raw"]>): CompiledTool {
  const least = tool.calls?.least ?? tool.tier;
  return {
    tool,
    facts: {
      name: tool.name,
      tier: least,
      toolsets: typeof tool.toolset === "string" ? [tool.toolset] : tool.toolset,
      owner: "vendor",
      requires: tool.requires ?? [],
      ...(tool.role === undefined ? {} : { role: tool.role }),
    },
    role: tool.role ?? roleForTier[least],
    writes: tool.tier === "write" || tool.tier === "destructive",
    asksFirst: least === "destructive",
    idempotent: true,
    listing: raw as unknown as ToolListing,
    schema: ANYTHING,
    argumentNames: Object.keys((raw.inputSchema["properties"] ?? {}) as object),
  };
}
