// Registry: a vendor's tools, resources and prompts compiled once per process into ready lists and checked inputs.
export {
  compileContent,
  extendContent,
  type CompiledContent,
  type CompiledPrompt,
  type CompiledResource,
} from "./compile.ts";
export {
  compileTool,
  natureOf,
  type CallNature,
  type CompiledTool,
  type ToolListing,
} from "./tool.ts";
export { checkArguments, type CheckedArguments } from "./arguments.ts";
export { inputJsonSchema, isConditional } from "./json-schema.ts";
export { matchUri, uriVariables } from "./uri.ts";
export { nearest } from "./nearest.ts";
export { searchTools } from "./search.ts";
