import type { ToolExample } from "@psa-mcp/core/testing/contract";

/** One working call of every tool of ours. */
export const examples: Readonly<Record<string, ToolExample>> = {
  ig_login_status: { given: {}, expect: "A token is configured" },
  ig_login: { given: {}, expect: "A token is configured", local: true },
  diagnose_last_failure: {
    given: { integration: "core-account-opening" },
    expect: /CORE-1107[\s\S]*map_value/,
  },
  integration_overview: {
    given: { integration: "core-account-opening" },
    expect: "CreateAccount",
  },
  diff_integration: { given: { integration: "core-account-opening" }, expect: "SAV-PLUS" },
  run_integration: {
    given: { path_name: "echo", payload: { colour: "green" } },
    expect: "green",
  },
  call_web_service_endpoint: {
    given: { method: "DELETE", prefix: "rest", path: "inspect/loans" },
    expect: /status: 200/,
  },
  check_connection: { given: {}, expect: "accepts it" },
};
