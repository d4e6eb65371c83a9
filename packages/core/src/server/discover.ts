import { z } from "zod";
import type { PlainRecord, ToolResult } from "../define/result.ts";
import { message } from "../define/result.ts";
import type { AnyTool, ToolContext } from "../define/tool.ts";
import { PsaError } from "../errors/index.ts";
import { decide, type Profile } from "../policy/index.ts";
import {
  compileTool,
  nearest,
  searchTools,
  type CompiledTool,
  type ToolListing,
} from "../registry/index.ts";
import type { Bound } from "./bind.ts";

/** Tools of one search, and of one description. */
const MOST_FOUND = 10;
const MOST_DESCRIBED = 5;
const LONGEST_SUMMARY = 160;

const called = z.object({
  name: z.string().min(1).max(128).describe("From tools_search"),
  arguments: z.record(z.string(), z.unknown()).optional().describe("As tools_describe shows"),
});

/** A call that a meta tool stands for. */
export interface InnerCall {
  readonly tool: CompiledTool;
  readonly bound: Bound;
  readonly given: PlainRecord;
}

/** The few tools that stand for all others where a caller discovers them step by step. */
export interface Discovery {
  /** As tools/list shows them to a caller with this reach. */
  listings(profiles: readonly Profile[]): readonly ToolListing[];
  /** The meta tool of a name, bound to what this caller may use; undefined for any other name. */
  metaTool(name: string, bounds: readonly Bound[]): CompiledTool | undefined;
  /**
   * The tool that a call of `…_tools_call` or `…_tools_read` means, when there is one that the caller may use that way.
   * Otherwise undefined: the meta tool itself then says what is wrong.
   */
  innerCall(
    name: string,
    given: PlainRecord,
    bounds: readonly Bound[],
  ): Promise<InnerCall | undefined>;
}

/** Makes the meta tools with the prefix of a server's tools (`acme_tools_search`). Called once per server. */
export function createDiscovery(prefix: string): Discovery {
  const names = {
    search: `${prefix}_tools_search`,
    describe: `${prefix}_tools_describe`,
    read: `${prefix}_tools_read`,
    call: `${prefix}_tools_call`,
  };
  const unbound = async (): Promise<never> => {
    throw new Error("a meta tool was called without its caller");
  };
  const shared = { toolset: [], owner: "server", handler: unbound } as const;
  const search = compileTool({
    ...shared,
    name: names.search,
    title: "Search tools",
    tier: "read",
    description: `Finds tools of this server by words; without a query, the groups of tools. Then ${names.describe} shows arguments.`,
    input: z.object({
      query: z.string().max(300).optional().describe("What you want to do"),
      group: z.string().max(60).optional(),
    }),
  } satisfies AnyTool);
  const describe = compileTool({
    ...shared,
    name: names.describe,
    title: "Describe tools",
    tier: "read",
    description: "What tools do and which arguments they take.",
    input: z.object({ names: z.array(z.string().max(128)).min(1).max(MOST_DESCRIBED) }),
  } satisfies AnyTool);
  const read = compileTool({
    ...shared,
    name: names.read,
    title: "Call a reading tool",
    tier: "read",
    description: "Calls a tool that only reads.",
    input: called,
  } satisfies AnyTool);
  const call = callTool(
    compileTool({
      ...shared,
      name: names.call,
      title: "Call a tool",
      tier: "read",
      description: `Calls any tool, also those that change or delete. Reads: ${names.read}.`,
      input: called,
    } satisfies AnyTool),
  );

  /** The tool of that name among those the caller may use. */
  async function usable(
    name: string,
    bounds: readonly Bound[],
  ): Promise<Omit<InnerCall, "given"> | undefined> {
    for (const bound of bounds) {
      const tool = (await bound.runtime.content(bound.principal)).toolsByName.get(name);
      if (tool !== undefined && decide(tool.facts, bound.profile).allowed) return { tool, bound };
    }
    return undefined;
  }

  const handlers = new Map<
    CompiledTool,
    (input: PlainRecord, bounds: readonly Bound[]) => Promise<ToolResult>
  >([
    [search, (input, bounds) => found(input, bounds, names.search)],
    [
      describe,
      async (input, bounds) => {
        const tools = await Promise.all(
          (input["names"] as readonly string[]).map(async (name) => {
            const target = await usable(name, bounds);
            if (target === undefined) throw await unknown(name, bounds, names.search);
            return target.tool;
          }),
        );
        return described(tools);
      },
    ],
    [
      read,
      async ({ name }, bounds) => {
        const target = await usable(String(name), bounds);
        if (target === undefined) throw await unknown(String(name), bounds, names.search);
        throw new PsaError("invalid_arguments", `${String(name)} does more than read.`, {
          advice: `Call it by ${names.call}.`,
        });
      },
    ],
    [
      call,
      async ({ name }, bounds) => {
        throw await unknown(String(name), bounds, names.search);
      },
    ],
  ]);
  const byName = new Map([...handlers.keys()].map((tool) => [tool.facts.name, tool]));

  return {
    listings: (profiles) => [
      search.listing,
      describe.listing,
      read.listing,
      ...(profiles.some(mayWrite) ? [call.listing] : []),
    ],
    metaTool(name, bounds) {
      const tool = byName.get(name);
      if (tool === undefined || (tool === call && !bounds.some(({ profile }) => mayWrite(profile))))
        return undefined;
      return {
        ...tool,
        tool: {
          ...tool.tool,
          handler: ({ input }: ToolContext<PlainRecord, unknown>) =>
            (handlers.get(tool) ?? unbound)(input, bounds),
        },
      };
    },
    async innerCall(name, given, bounds) {
      if (name !== names.read && name !== names.call) return undefined;
      const { name: target, arguments: inner = {}, ...rest } = given;
      if (typeof target !== "string" || !isRecord(inner) || Object.keys(rest).length > 0)
        return undefined;
      const meant = await usable(target, bounds);
      if (meant === undefined) return undefined;
      if (name === names.read && meant.tool.tool.tier !== "read") return undefined;
      return { ...meant, given: inner };
    },
  };
}

/** The caller of any tool may do everything that one of them may. */
function callTool(tool: CompiledTool): CompiledTool {
  return {
    ...tool,
    listing: {
      ...tool.listing,
      annotations: {
        readOnlyHint: false,
        destructiveHint: true,
        idempotentHint: false,
        openWorldHint: true,
      },
    },
  };
}

function mayWrite(profile: Profile): boolean {
  return !profile.readOnly && (profile.role !== "viewer" || profile.serverRole !== "viewer");
}

const isRecord = (value: unknown): value is PlainRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Everything that the caller may use. */
async function usableTools(bounds: readonly Bound[]): Promise<readonly CompiledTool[]> {
  const lists = await Promise.all(
    bounds.map(async ({ runtime, profile, principal }) =>
      (await runtime.content(principal)).tools.filter(
        (tool) => decide(tool.facts, profile).allowed,
      ),
    ),
  );
  return lists.flat();
}

async function found(
  input: PlainRecord,
  bounds: readonly Bound[],
  searchName: string,
): Promise<ToolResult> {
  const all = await usableTools(bounds);
  const query = typeof input["query"] === "string" ? input["query"].trim() : "";
  const group = typeof input["group"] === "string" ? input["group"].trim().toLowerCase() : "";
  const known = groupsOf(bounds, all);
  if (group !== "" && !known.has(group)) {
    throw new PsaError("invalid_arguments", `There is no group "${group.slice(0, 60)}".`, {
      advice: `Groups: ${[...known.keys()].join(", ")}.`,
    });
  }
  const within =
    group === "" ? all : all.filter((tool) => known.get(group)?.tools.includes(tool) === true);
  if (query === "" && group === "") {
    const lines = [...known].map(
      ([name, { title, tools }]) => `${name}: ${title}, ${tools.length} tools`,
    );
    return message(
      `${all.length} tools in these groups. Search with a query, a group, or both.\n${lines.join("\n")}`,
      {
        groups: [...known].map(([name, { title, tools }]) => ({
          name,
          title,
          tools: tools.length,
        })),
      },
    );
  }
  if (query === "") {
    return message(within.map(({ facts }) => facts.name).join("\n"), {
      tools: within.map(({ facts }) => facts.name),
    });
  }
  const tools = searchTools(within, query, MOST_FOUND);
  if (tools.length === 0) {
    return message(
      `No tool fits those words. Try others, or call ${searchName} without a query for the groups of tools.`,
      { tools: [] },
    );
  }
  return message(tools.map(summaryLine).join("\n"), {
    tools: tools.map(({ facts, listing }) => ({
      name: facts.name,
      tier: facts.tier,
      description: summary(listing.description),
      arguments: argumentsOf(listing),
    })),
  });
}

interface Group {
  readonly title: string;
  readonly tools: CompiledTool[];
}

/** The toolsets of all vendors by name; where two vendors share a name, their tools stand together. */
function groupsOf(bounds: readonly Bound[], tools: readonly CompiledTool[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const { runtime } of bounds) {
    for (const [name, { title }] of Object.entries(runtime.vendor.toolsets)) {
      if (!groups.has(name)) groups.set(name, { title, tools: [] });
    }
  }
  for (const tool of tools) {
    for (const toolset of tool.facts.toolsets) groups.get(toolset)?.tools.push(tool);
  }
  for (const [name, { tools: members }] of groups) if (members.length === 0) groups.delete(name);
  return groups;
}

function summaryLine({ facts, listing, tool }: CompiledTool): string {
  const given = argumentsOf(listing);
  return `${facts.name} (${tool.tier}): ${summary(listing.description)}${given === "" ? "" : ` [${given}]`}`;
}

function summary(description: string): string {
  const line = description.replaceAll(/\s+/g, " ").trim();
  return line.length <= LONGEST_SUMMARY ? line : `${line.slice(0, LONGEST_SUMMARY)}…`;
}

/** Argument names in a line; a question mark follows those that may be left out. */
function argumentsOf(listing: ToolListing): string {
  const required = new Set(
    (listing.inputSchema["required"] as readonly string[] | undefined) ?? [],
  );
  const names = Object.keys((listing.inputSchema["properties"] as object | undefined) ?? {});
  return names.map((name) => (required.has(name) ? name : `${name}?`)).join(", ");
}

function described(tools: readonly CompiledTool[]): ToolResult {
  return message(
    tools
      .map(
        ({ facts, listing, tool }) =>
          `${facts.name} (${tool.tier}): ${listing.description}\n${JSON.stringify(listing.inputSchema)}`,
      )
      .join("\n\n"),
    {
      tools: tools.map(({ facts, listing }) => ({
        name: facts.name,
        tier: facts.tier,
        description: listing.description,
        input_schema: listing.inputSchema,
      })),
    },
  );
}

/** One answer for what does not exist and what the caller may not use; suggestions are tools that it may. */
async function unknown(
  name: string,
  bounds: readonly Bound[],
  searchName: string,
): Promise<PsaError> {
  const near = nearest(
    name,
    (await usableTools(bounds)).map(({ facts }) => facts.name),
  );
  return new PsaError("invalid_arguments", `Unknown tool: ${name.slice(0, 128)}.`, {
    advice: `${near === undefined ? "" : `Did you mean ${near}? `}${searchName} finds tools by words.`,
  });
}
