import { runCli } from "@psa-mcp/core/cli";
import { tickiti } from "@psa-mcp/tickiti";
import manifest from "../package.json" with { type: "json" };

const code: number = await runCli({
  vendor: tickiti,
  version: manifest.version,
  packageName: manifest.name,
  async sandbox() {
    const { startTickitiSandbox } = await import("@psa-mcp/sandbox/tickiti");
    return startTickitiSandbox();
  },
});
process.exit(code);
