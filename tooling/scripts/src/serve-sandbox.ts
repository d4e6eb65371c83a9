// Starts one vendor's sandbox as a process of its own and prints the variables that lead to it as one line of JSON.
import { startConnectwiseSandbox } from "@psa-mcp/sandbox/connectwise";
import { startHaloSandbox } from "@psa-mcp/sandbox/halo";
import { startItglueSandbox } from "@psa-mcp/sandbox/itglue";
import { startTickitiSandbox } from "@psa-mcp/sandbox/tickiti";

const vendors: Readonly<
  Record<string, () => Promise<{ readonly variables: Readonly<Record<string, string>> }>>
> = {
  itglue: startItglueSandbox,
  connectwise: startConnectwiseSandbox,
  halo: startHaloSandbox,
  tickiti: startTickitiSandbox,
};

const start = vendors[process.argv[2] ?? ""];
if (start === undefined) {
  console.error(`Name one of ${Object.keys(vendors).join(", ")}.`);
  process.exit(1);
}
console.log(JSON.stringify((await start()).variables));
