import { connectwise } from "@psa-mcp/connectwise";
import type { Program } from "@psa-mcp/core/cli";
import { halo } from "@psa-mcp/halo";
import { integrationGateway } from "@psa-mcp/integration-gateway";
import { itglue } from "@psa-mcp/itglue";
import { tickiti } from "@psa-mcp/tickiti";
import manifest from "../package.json" with { type: "json" };

const part = (vendor: Program["vendor"], sandbox: NonNullable<Program["sandbox"]>): Program => ({
  vendor,
  version: manifest.version,
  packageName: `@psa-mcp/server-${vendor.id}`,
  sandbox,
});

/** Every vendor, in the order in which lists name them; a new one adds its entry. */
export const parts: readonly Program[] = [
  part(itglue, async () => (await import("@psa-mcp/sandbox/itglue")).startItglueSandbox()),
  part(connectwise, async () =>
    (await import("@psa-mcp/sandbox/connectwise")).startConnectwiseSandbox(),
  ),
  part(halo, async () => (await import("@psa-mcp/sandbox/halo")).startHaloSandbox()),
  part(tickiti, async () => (await import("@psa-mcp/sandbox/tickiti")).startTickitiSandbox()),
  part(integrationGateway, async () =>
    (await import("@psa-mcp/sandbox/integration-gateway")).startIntegrationGatewaySandbox(),
  ),
];
