import { join } from "node:path";
import { describeVendor, type ContractSandbox } from "@psa-mcp/core/testing/contract";
import { startConnectwiseSandbox } from "@psa-mcp/sandbox/connectwise";
import { connectwise } from "../src/index.ts";
import { examples } from "./examples.ts";
import { variables } from "./house.ts";

async function start(): Promise<ContractSandbox> {
  const sandbox = await startConnectwiseSandbox({
    rateLimit: { requests: 100_000, windowSeconds: 60 },
  });
  const line = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;
  const keys = Object.values(sandbox.members).flatMap(({ publicKey, privateKey }) => [
    publicKey,
    privateKey,
  ]);
  return {
    settings: { ...variables(sandbox), MCP_DEADLINE_SECONDS: "5", MCP_RATE_LIMIT: "100000" },
    secrets: [...keys, sandbox.clientId],
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
    vendor: connectwise,
    start,
    examples,
    toolPrefix: "cw",
    snapshots: join(import.meta.dirname, "__snaps__"),
    listLimits: { default: 4500, tech: 4500, lean: 2300 },
  },
  await connectwise.load(),
);
