import { defineUpstream, remoteEndpoint, type RemoteServer } from "@psa-mcp/core";
import { toolPolicy } from "./policy.ts";
import { instanceOf, mcpRemoteDefaults, otherDefaults } from "./settings.ts";

/** What a refusal by the instance usually means. */
function advice(status: number): string | undefined {
  switch (status) {
    case 401:
      return "Sign in again with ig_login.";
    case 403:
      return "MCP takes Staff or Superuser access to the instance. A service account has none: it uses run_integration and call_web_service_endpoint.";
    case 404:
    case 301:
    case 302:
    case 405:
    case 500:
      return "The address is https://<instance>/integrations/mcp/ with the slash at its end.";
    default:
      return undefined;
  }
}

/** The MCP server of the instance. */
export const gateway: RemoteServer = defineUpstream({
  id: "gateway",
  title: "Integration Gateway",
  toolset: "bridge",
  tokenField: "token",
  endpoint: (settings) => remoteEndpoint(settings, mcpRemoteDefaults, instanceOf(settings)?.url),
  policy: toolPolicy,
  advice,
});

/** The MCP server of a second instance, which only comparisons read. */
export const otherGateway: RemoteServer = defineUpstream({
  id: "other",
  title: "Integration Gateway (second instance)",
  listed: false,
  toolset: "bridge",
  tokenField: "otherToken",
  endpoint: (settings) =>
    remoteEndpoint(
      settings,
      otherDefaults,
      instanceOf(settings, "ig_otherUrl", "IG_OTHER_URL")?.url,
    ),
  policy: toolPolicy,
  advice,
});
