import type { Preset } from "@psa-mcp/core";

/** Named selections. The instance's own tools are named as its page names them. */
export const presets: Readonly<Record<string, Preset>> = {
  lean: {
    description: "Look after integrations with few tools: find, read, follow runs",
    tools: [
      "ig_login",
      "ig_login_status",
      "list_integrations",
      "read_integration",
      "search_run_histories",
      "get_run_history",
      "get_run_history_item",
      "diagnose_last_failure",
    ],
  },
  headless: {
    description: "A service account: run integrations and call endpoints over HTTP",
    toolsets: ["rest"],
  },
};
