// nCino Integration Gateway for psa-mcp.
export { integrationGateway } from "./vendor.ts";
export { mcpRemoteDefaults } from "./settings.ts";
