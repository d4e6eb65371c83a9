import { join } from "node:path";
import { describeVendor, type ContractSandbox } from "@psa-mcp/core/testing/contract";
import { startHaloSandbox } from "@psa-mcp/sandbox/halo";
import { halo } from "../src/index.ts";
import { beyondExamples } from "./beyond-examples.ts";
import { examples } from "./examples.ts";
import { variables } from "./house.ts";

async function start(): Promise<ContractSandbox> {
  const sandbox = await startHaloSandbox({
    seed: "small",
    rateLimit: { requests: 100_000, windowSeconds: 60 },
  });
  // Asking for a token is no request to the API, and what Halo refused unread was no write.
  const lines = (
    requests: readonly { method: string; path: string; status: number }[],
  ): readonly string[] =>
    requests
      .filter(({ path, status }) => !path.endsWith("/token") && status !== 401)
      .map(({ method, path }) => `${method} ${path}`);
  return {
    settings: {
      ...variables(sandbox),
      MCP_DEADLINE_SECONDS: "5",
      MCP_RATE_LIMIT: "100000",
      HALO_ALLOW_SQL: "true",
      HALO_ALLOW_RAW_WRITES: "true",
      HALO_ALLOW_UNPROVEN: "true",
    },
    secrets: Object.values(sandbox.applications).flatMap(({ clientSecret }) =>
      clientSecret === undefined || clientSecret === "" ? [] : [clientSecret],
    ),
    writes: () => lines(sandbox.writes()),
    requests: () => lines(sandbox.requests()),
    reset: () => sandbox.reset(),
    fault: (rule) => sandbox.fault(rule),
    clearFaults: () => sandbox.clearFaults(),
    close: () => sandbox.close(),
  };
}

describeVendor(
  {
    vendor: halo,
    start,
    examples: { ...examples, ...beyondExamples },
    snapshots: join(import.meta.dirname, "__snaps__"),
    listLimits: { default: 6000, lean: 2300, compat: 18_000, all: 24_000 },
  },
  await halo.load(),
);
