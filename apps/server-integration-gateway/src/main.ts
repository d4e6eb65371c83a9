import { mcpRemoteArguments, runCli } from "@psa-mcp/core/cli";
import { integrationGateway } from "@psa-mcp/integration-gateway";
import manifest from "../package.json" with { type: "json" };

const code: number = await runCli({
  vendor: integrationGateway,
  version: manifest.version,
  packageName: manifest.name,
  // Whoever used mcp-remote changes the package's name and nothing else.
  translate: mcpRemoteArguments,
  async sandbox() {
    const { startIntegrationGatewaySandbox } = await import("@psa-mcp/sandbox/integration-gateway");
    return startIntegrationGatewaySandbox();
  },
});
process.exit(code);
