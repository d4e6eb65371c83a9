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

const readFacts = (name: string, toolset: string): PolicyFacts => ({
  name,
  tier: "read",
  toolsets: [toolset],
  owner: "vendor",
  requires: [],
});

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
      variables: uriVariables(resource.uri),
    })),
    prompts,
    promptsByName: new Map(prompts.map((entry) => [entry.prompt.name, entry])),
  };
}
