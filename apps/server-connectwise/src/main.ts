import { connectwise } from "@psa-mcp/connectwise";
import { runCli } from "@psa-mcp/core/cli";
import manifest from "../package.json" with { type: "json" };

const code: number = await runCli({
  vendor: connectwise,
  version: manifest.version,
  packageName: manifest.name,
  async sandbox() {
    const { startConnectwiseSandbox } = await import("@psa-mcp/sandbox/connectwise");
    const sandbox = await startConnectwiseSandbox();
    const { technician } = sandbox.members;
    return {
      settings: {
        cwBaseUrl: sandbox.apiUrl,
        cwCompanyId: sandbox.companyId,
        cwClientId: sandbox.clientId,
        cwPublicKey: technician.publicKey,
        cwPrivateKey: technician.privateKey,
        cwMemberIdentifier: technician.identifier,
      },
      close: () => sandbox.close(),
    };
  },
});
process.exit(code);
