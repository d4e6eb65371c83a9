import { connectwise } from "@psa-mcp/connectwise";
import { runCli } from "@psa-mcp/core/cli";
import manifest from "../package.json" with { type: "json" };

const code: number = await runCli({
  vendor: connectwise,
  version: manifest.version,
  packageName: manifest.name,
  async sandbox() {
    const { startConnectwiseSandbox } = await import("@psa-mcp/sandbox/connectwise");
    return startConnectwiseSandbox();
  },
});
process.exit(code);
