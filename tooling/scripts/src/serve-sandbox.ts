// Starts one vendor's sandbox as a process of its own and prints the variables that lead to it as one line of JSON.
import { startItglueSandbox } from "@psa-mcp/sandbox/itglue";

const vendors: Readonly<Record<string, () => Promise<Record<string, string>>>> = {
  async itglue() {
    const sandbox = await startItglueSandbox();
    return { ITGLUE_BASE_URL: sandbox.url, ITGLUE_API_KEY: sandbox.keys.full };
  },
};

const start = vendors[process.argv[2] ?? ""];
if (start === undefined) {
  console.error(`Name one of ${Object.keys(vendors).join(", ")}.`);
  process.exit(1);
}
console.log(JSON.stringify(await start()));
