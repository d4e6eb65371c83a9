import { runCli } from "@psa-mcp/core/cli";
import { itglue } from "@psa-mcp/itglue";
import manifest from "../package.json" with { type: "json" };

const code: number = await runCli({
  vendor: itglue,
  version: manifest.version,
  packageName: manifest.name,
  async sandbox() {
    const { startItglueSandbox } = await import("@psa-mcp/sandbox/itglue");
    return startItglueSandbox();
  },
});
process.exit(code);
