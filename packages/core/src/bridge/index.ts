// Bridge: carries a remote MCP server's tools, resources and prompts through, unchanged, under our policy, limits and audit.
export { createBridge, type Bridge, type BridgeOptions } from "./bridge.ts";
