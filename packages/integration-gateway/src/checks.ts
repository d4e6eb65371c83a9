import { attempt, path, type Finding, type VendorClient } from "@psa-mcp/core";

const PING = { jsonrpc: "2.0", id: "check", method: "ping" };

/**
 * Asks whether the instance takes the credential for HTTP. The MCP address answers any bearer token it knows, also one it
 * gives no access to; Basic authentication counts at the execution of integrations alone, where a name that does not
 * exist is asked for.
 */
export async function verifyAccess(client: VendorClient): Promise<void> {
  const asked = await attempt(
    client.send(path`/integrations/mcp/`, { method: "POST", body: PING, reads: true }),
    ["cancelled"],
  );
  if (asked.failure === undefined) return;
  if (asked.failure.code !== "credential_rejected") throw asked.failure;
  const other = await attempt(
    client.send(path`/integrations/execute/psa-mcp-check`, { method: "GET", reads: true }),
    ["cancelled"],
  );
  const refused =
    other.failure !== undefined || (other.value !== undefined && isRefusal(other.value.status));
  if (refused) throw asked.failure;
}

/** A redirect leads to the page where people sign in. */
const isRefusal = (status: number): boolean => status === 401 || (status >= 300 && status < 400);

/** What the credential for HTTP can do. */
export async function checkAccess(client: VendorClient): Promise<readonly Finding[]> {
  const mcp = await attempt(
    client.send(path`/integrations/mcp/`, { method: "POST", body: PING, reads: true }),
    ["cancelled"],
  );
  const status = mcp.value?.status;
  return [
    {
      name: "HTTP credential and MCP",
      ok: true,
      detail:
        status === 403
          ? "no MCP access, as a service account should have: use run_integration and call_web_service_endpoint"
          : mcp.failure === undefined
            ? "the credential also has MCP access"
            : "the MCP address does not take it; integrations over HTTP do",
    },
  ];
}
