import { join } from "node:path";
import { describeVendor, type ContractSandbox } from "@psa-mcp/core/testing/contract";
import { startTickitiSandbox, TICKITI_PASSWORD, TICKITI_ROUTES } from "@psa-mcp/sandbox/tickiti";
import { tickiti } from "../src/index.ts";
import { examples } from "./examples.ts";
import { variables } from "./house.ts";

const SMTP = "an-smtp-password-0123";

const writing = TICKITI_ROUTES.filter((route) => route.write).map(
  (route) => new RegExp(`^/api/v1/${route.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
);

async function start(): Promise<ContractSandbox> {
  const sandbox = await startTickitiSandbox();
  const lines = (): readonly string[] =>
    sandbox.requests().map(({ method, path }) => `${method} ${path}`);
  return {
    settings: {
      ...variables(sandbox),
      MCP_DEADLINE_SECONDS: "5",
      MCP_ALLOW_SECRETS: "1",
      TICKITI_SECRETS: `owner=${TICKITI_PASSWORD}\nsupport-smtp=${SMTP}`,
    },
    secrets: [...Object.values(sandbox.tokens).map(({ token }) => token), TICKITI_PASSWORD, SMTP],
    // Every route is a POST; the table tells which of them change something.
    writes: () =>
      sandbox
        .requests()
        .filter(({ path }) => writing.some((pattern) => pattern.test(path)))
        .map(({ method, path }) => `${method} ${path}`),
    requests: lines,
    reset: () => sandbox.reset(),
    fault: (rule) => sandbox.fault(rule),
    clearFaults: () => sandbox.clearFaults(),
    close: () => sandbox.close(),
  };
}

describeVendor(
  {
    vendor: tickiti,
    start,
    examples,
    snapshots: join(import.meta.dirname, "__snaps__"),
    listLimits: { default: 4800, lean: 2300 },
  },
  await tickiti.load(),
);
