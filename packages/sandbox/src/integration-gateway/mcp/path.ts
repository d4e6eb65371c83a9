/** The path of the MCP endpoint; the slash at the end belongs to it. */
export const MCP_PATH = "/integrations/mcp/";
