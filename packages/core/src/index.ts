// The public face of core: what a vendor package needs to describe its vendor and its tools.
export * from "./define/index.ts";
export * from "./errors/index.ts";
export { z } from "zod";
// HTML and Markdown are an entry of their own, `@psa-mcp/core/text`: its parsers load with the tools, not at the start.
