import { join } from "node:path";
import { describeVendor, type ContractSandbox } from "@psa-mcp/core/testing/contract";
import { startItglueSandbox } from "@psa-mcp/sandbox/itglue";
import { itglue } from "../src/index.ts";
import { examples } from "./examples.ts";

async function start(): Promise<ContractSandbox> {
  const sandbox = await startItglueSandbox();
  const line = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;
  return {
    settings: {
      ITGLUE_BASE_URL: sandbox.url,
      ITGLUE_API_KEY: sandbox.keys.full,
      MCP_DEADLINE_SECONDS: "5",
    },
    secrets: [sandbox.keys.full, sandbox.keys.noPasswords],
    writes: () => sandbox.writes().map(line),
    requests: () => sandbox.requests().map(line),
    reset: () => sandbox.reset(),
    fault: (rule) => sandbox.fault(rule),
    clearFaults: () => sandbox.clearFaults(),
    close: () => sandbox.close(),
  };
}

describeVendor(
  {
    vendor: itglue,
    start,
    examples,
    snapshots: join(import.meta.dirname, "__snaps__"),
    listLimits: { default: 5500, lean: 2500 },
  },
  await itglue.load(),
);
