import { join } from "node:path";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { describeVendor, type ContractSandbox } from "@psa-mcp/core/testing/contract";
import { startIntegrationGatewaySandbox } from "@psa-mcp/sandbox/integration-gateway";
import { integrationGateway } from "../src/index.ts";
import { examples } from "./examples.ts";

/** Two instances: what is compared needs another. */
async function start(): Promise<ContractSandbox> {
  const sandbox = await startIntegrationGatewaySandbox();
  const other = await startIntegrationGatewaySandbox({ environment: "prod" });
  const { clientId, clientSecret } = sandbox.clients.service;
  // Reads through MCP and the exchange of tokens are POSTs too, and change nothing.
  const counts = ({ path }: { readonly path: string }): boolean =>
    !path.startsWith("/integrations/mcp/") && !path.startsWith("/o/");
  const line = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;
  const token = sandbox.variables["IG_TOKEN"] ?? "";
  return {
    settings: {
      IG_URL: sandbox.mcpUrl,
      IG_ALLOW_HTTP: "1",
      IG_TOKEN: token,
      IG_OTHER_URL: other.mcpUrl,
      IG_OTHER_ALLOW_HTTP: "1",
      IG_OTHER_TOKEN: other.variables["IG_TOKEN"] ?? "",
      IG_SERVICE_CLIENT_ID: clientId,
      IG_SERVICE_CLIENT_SECRET: clientSecret,
      IG_ALLOW: "write,execute,admin",
      IG_READ_PATHS: "branches/*",
      MCP_STATE_DIR: mkdtempSync(join(tmpdir(), "psa-ig-contract-")),
      MCP_DEADLINE_SECONDS: "5",
      MCP_RATE_LIMIT: "100000",
    },
    secrets: [token, clientSecret],
    writes: () => sandbox.writes().filter(counts).map(line),
    requests: () => sandbox.requests().filter(counts).map(line),
    reset: () => sandbox.reset(),
    fault: (rule) => sandbox.fault(rule),
    clearFaults: () => sandbox.clearFaults(),
    async close() {
      await sandbox.close();
      await other.close();
    },
  };
}

describeVendor(
  {
    vendor: integrationGateway,
    start,
    examples,
    // The tools of the instance have no prefix, and those beside them follow.
    toolPrefix: "(?:ig|run|call|check|diagnose|diff|integration)",
    snapshots: join(import.meta.dirname, "__snaps__"),
    listLimits: { default: 4000, lean: 1500, headless: 900 },
  },
  await integrationGateway.load(),
);
