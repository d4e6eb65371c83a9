// Server: binds the compiled registry and a principal to the SDK's low-level Server, and carries each call through.
export {
  createRuntime,
  discoveryOf,
  prefixOf,
  type Runtime,
  type RuntimeOptions,
} from "./runtime.ts";
export { estimateTokens } from "./render/tokens.ts";
export type { RenderedResult } from "./render/index.ts";
export { combine, type Combined, type CombineOptions } from "./combine.ts";
