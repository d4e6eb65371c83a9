import { runCli } from "@psa-mcp/core/cli";
import { halo } from "@psa-mcp/halo";
import manifest from "../package.json" with { type: "json" };

const code: number = await runCli({
  vendor: halo,
  version: manifest.version,
  packageName: manifest.name,
  async sandbox() {
    const { startHaloSandbox } = await import("@psa-mcp/sandbox/halo");
    return startHaloSandbox();
  },
});
process.exit(code);
