import type { Demo } from "./tour.ts";

const INTEGRATION = "core-account-opening";

/** What an integration is, why it failed last, and where the cause stands. */
export const integrationGatewayPart: Demo = {
  vendor: "integration-gateway",
  title: "nCino Integration Gateway",
  steps: [
    {
      title: "See which runs failed: a tool of the instance itself, passed on unchanged",
      tool: "search_run_histories",
      arguments: () => ({ integration: INTEGRATION, status: "failure", limit: 1 }),
      expect: /CORE-1107/,
      show: (lines) => lines.map((line) => `${line.slice(0, 160)} …`),
    },
    {
      title: "Look at the integration on one page",
      tool: "integration_overview",
      arguments: () => ({ integration: INTEGRATION }),
      expect: /CreateAccount/,
      show: (lines) => lines.slice(0, 9).map((line) => line.slice(0, 160)),
    },
    {
      title: "Find the cause: the step, the field that was empty, and the mapping that fills it",
      tool: "diagnose_last_failure",
      arguments: () => ({ integration: INTEGRATION }),
      expect: /map_value/,
      show: (lines) => lines.slice(1, 10),
    },
  ],
};
