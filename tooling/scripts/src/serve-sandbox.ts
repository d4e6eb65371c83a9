// Starts one vendor's sandbox as a process of its own and prints the variables that lead to it as one line of JSON.
import { startConnectwiseSandbox } from "@psa-mcp/sandbox/connectwise";
import { startItglueSandbox } from "@psa-mcp/sandbox/itglue";

const vendors: Readonly<Record<string, () => Promise<Record<string, string>>>> = {
  async itglue() {
    const sandbox = await startItglueSandbox();
    return { ITGLUE_BASE_URL: sandbox.url, ITGLUE_API_KEY: sandbox.keys.full };
  },
  async connectwise() {
    const sandbox = await startConnectwiseSandbox();
    const { publicKey, privateKey } = sandbox.members.technician;
    return {
      CW_BASE_URL: sandbox.apiUrl,
      CW_COMPANY_ID: sandbox.companyId,
      CW_CLIENT_ID: sandbox.clientId,
      CW_PUBLIC_KEY: publicKey,
      CW_PRIVATE_KEY: privateKey,
    };
  },
};

const start = vendors[process.argv[2] ?? ""];
if (start === undefined) {
  console.error(`Name one of ${Object.keys(vendors).join(", ")}.`);
  process.exit(1);
}
console.log(JSON.stringify(await start()));
