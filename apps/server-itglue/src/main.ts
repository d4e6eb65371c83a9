import { runCli } from "@psa-mcp/core/cli";
import { itglue } from "@psa-mcp/itglue";
import manifest from "../package.json" with { type: "json" };

const code: number = await runCli({
  vendor: itglue,
  version: manifest.version,
  packageName: manifest.name,
  async sandbox() {
    const { startItglueSandbox } = await import("@psa-mcp/sandbox/itglue");
    const sandbox = await startItglueSandbox();
    return {
      settings: { itglueBaseUrl: sandbox.url, itglueApiKey: sandbox.keys.full },
      close: () => sandbox.close(),
    };
  },
});
process.exit(code);
