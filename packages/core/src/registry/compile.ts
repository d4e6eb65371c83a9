import type { PolicyFacts } from "../policy/decide.ts";
import type { AnyPrompt, AnyResource } from "../define/tool.ts";
import type { AnyVendor, VendorContent } from "../define/vendor.ts";
import { compileTool, type CompiledTool } from "./tool.ts";
import { uriVariables } from "./uri.ts";

export interface CompiledResource {
  readonly resource: AnyResource;
  readonly facts: PolicyFacts;
  readonly variables: readonly string[];
}

export interface CompiledPrompt {
  readonly prompt: AnyPrompt;
  readonly facts: PolicyFacts;
}

/** A vendor's content, compiled: in the vendor's own order, found by name in constant time. */
export interface CompiledContent {
  readonly tools: readonly CompiledTool[];
  /** By name and by alias. */
  readonly toolsByName: ReadonlyMap<string, CompiledTool>;
  readonly resources: readonly CompiledResource[];
  readonly prompts: readonly CompiledPrompt[];
  readonly promptsByName: ReadonlyMap<string, CompiledPrompt>;
}

const readFacts = (name: string, toolset: string | readonly string[]): PolicyFacts => ({
  name,
  tier: "read",
  toolsets: typeof toolset === "string" ? [toolset] : toolset,
  owner: "vendor",
  requires: [],
});

/** Of a remote server's resource only whether it is a template counts; its server reads the address. */
function rawVariables({ raw }: AnyResource): readonly string[] {
  return raw !== null && raw !== undefined && "uriTemplate" in raw ? ["remote"] : [];
}

/**
 * Content with further content behind it, that of a remote server. A name that is taken already, or a toolset that the
 * vendor does not have, leaves the newcomer out: its server is not ours to correct.
 */
export function extendContent(
  vendor: AnyVendor,
  base: CompiledContent,
  more: VendorContent,
): CompiledContent {
  const names = new Set(base.toolsByName.keys());
  const prompts = new Set(base.promptsByName.keys());
  const added = compileContent(vendor, {
    tools: more.tools.filter((tool) => {
      const toolsets = typeof tool.toolset === "string" ? [tool.toolset] : tool.toolset;
      const fits = toolsets.every((toolset) => Object.hasOwn(vendor.toolsets, toolset));
      return fits && !names.has(tool.name) && names.add(tool.name);
    }),
    resources: more.resources ?? [],
    prompts: (more.prompts ?? []).filter(({ name }) => !prompts.has(name) && prompts.add(name)),
  });
  return {
    tools: [...base.tools, ...added.tools],
    toolsByName: new Map([...base.toolsByName, ...added.toolsByName]),
    resources: [...base.resources, ...added.resources],
    prompts: [...base.prompts, ...added.prompts],
    promptsByName: new Map([...base.promptsByName, ...added.promptsByName]),
  };
}

/** Compiles what `vendor.load()` returned. Throws on mistakes of the vendor package: double names, unknown toolsets. */
export function compileContent(vendor: AnyVendor, content: VendorContent): CompiledContent {
  const tools = content.tools.map(compileTool);
  const toolsByName = new Map<string, CompiledTool>();
  for (const tool of tools) {
    for (const toolset of tool.facts.toolsets) {
      if (!Object.hasOwn(vendor.toolsets, toolset))
        throw new Error(`${tool.facts.name}: unknown toolset ${toolset}`);
    }
    for (const name of [tool.facts.name, ...(tool.tool.aliases ?? [])]) {
      if (toolsByName.has(name)) throw new Error(`two tools are named ${name}`);
      toolsByName.set(name, tool);
    }
  }
  const prompts = (content.prompts ?? []).map((prompt) => ({
    prompt,
    facts: readFacts(prompt.name, prompt.toolset),
  }));
  return {
    tools,
    toolsByName,
    resources: (content.resources ?? []).map((resource) => ({
      resource,
      facts: readFacts(resource.name, resource.toolset),
      variables: resource.raw === undefined ? uriVariables(resource.uri) : rawVariables(resource),
    })),
    prompts,
    promptsByName: new Map(prompts.map((entry) => [entry.prompt.name, entry])),
  };
}
