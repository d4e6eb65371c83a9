import {
  attempt,
  item,
  path,
  reasonOf,
  view,
  z,
  type AnyTool,
  type BudgetState,
  type Finding,
  type PlainRecord,
  type VendorClient,
  type View,
} from "@psa-mcp/core";
import { checkKeys } from "../checks.ts";
import { defineTool } from "../define.ts";
import { actingMember } from "../lookup/acting.ts";

const findingRows: View = view("checks", "name", "ok", "detail", "advice");

const whoami = defineTool({
  name: "cw_whoami",
  title: "Who am I",
  tier: "read",
  toolset: "system",
  survivesFaults: true,
  description:
    "Tell who is calling with which role, which member the keys belong to, and what the member may read.",
  input: z.object({}),
  handler: async ({ client, principal }) => {
    const [member, info, capabilities] = await Promise.all([
      attempt(actingMember({ client, principal }), ["cancelled", "credential_missing"]),
      attempt(client.get<PlainRecord>(path`/system/info`, { cacheSeconds: 300 }), [
        "cancelled",
        "credential_missing",
      ]),
      findings(client),
    ]);
    const { warning } = member.value ?? {};
    return item(
      {
        caller: principal.label,
        role: principal.role,
        key_source: principal.credential?.source ?? "none",
        member: member.value?.identifier ?? "unknown",
        base_url: client.baseUrl,
        version: info.value?.["version"],
        cloud: info.value?.["isCloud"],
        budget: budgetOf(client.budget()),
        capabilities,
      },
      view(
        "caller",
        "caller",
        "role",
        { key: "key_source", label: "keys" },
        "member",
        { key: "base_url", label: "ConnectWise" },
        "version",
        "cloud",
        { key: "budget.remaining", label: "requests left" },
      ),
      {
        rows: "capabilities",
        rowsView: findingRows,
        notes: [
          ...(warning === undefined ? [] : [warning]),
          ...(member.failure === undefined
            ? []
            : [`The member is unknown: ${reasonOf(member.failure)} ${member.failure.advice}`]),
        ],
      },
    );
  },
});

const testConnection = defineTool({
  name: "cw_test_connection",
  title: "Test connection",
  tier: "read",
  toolset: "system",
  survivesFaults: true,
  description: "Check that ConnectWise answers and accepts the keys; says what to do when not.",
  input: z.object({}),
  handler: async ({ client }) => {
    const began = Date.now();
    const checks = await findings(client);
    return item(
      {
        // The first check is the connection itself; what a role leaves out is no fault of it.
        healthy: checks[0]?.ok === true,
        base_url: client.baseUrl,
        milliseconds: Date.now() - began,
        budget: budgetOf(client.budget()),
        checks,
      },
      view(
        "connection",
        "healthy",
        { key: "base_url", label: "ConnectWise" },
        { key: "milliseconds", label: "answered in ms" },
        { key: "budget.remaining", label: "requests left" },
      ),
      { rows: "checks", rowsView: findingRows },
    );
  },
});

async function findings(client: VendorClient): Promise<readonly Finding[]> {
  const { value, failure } = await attempt(checkKeys(client), ["cancelled", "credential_missing"]);
  return failure === undefined
    ? value
    : [{ name: "connection", ok: false, detail: reasonOf(failure), advice: failure.advice }];
}

function budgetOf(budget: BudgetState): PlainRecord {
  return {
    limit: budget.limit,
    remaining: budget.remaining,
    window_seconds: budget.windowSeconds,
    wait_seconds: budget.waitSeconds,
  };
}

/** Who calls, and whether ConnectWise is well. */
export const systemTools: readonly AnyTool[] = [whoami, testConnection];
