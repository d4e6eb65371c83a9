import {
  item,
  view,
  z,
  type AnyTool,
  type BudgetState,
  type Finding,
  type PlainRecord,
  type VendorClient,
  type View,
} from "@psa-mcp/core";
import { checkKey } from "../checks.ts";
import { defineTool } from "../define.ts";
import { attempt, reasonOf } from "../records/attempt.ts";

const findingRows: View = view("checks", "name", "ok", "detail", "advice");

const whoamiView: View = view(
  "caller",
  "caller",
  "role",
  { key: "key_source", label: "key" },
  { key: "base_url", label: "IT Glue" },
  "region",
  { key: "budget.remaining", label: "requests left" },
);

const whoami = defineTool({
  name: "itglue_whoami",
  title: "Who am I",
  tier: "read",
  toolset: "core",
  survivesFaults: true,
  description:
    "Tell who is calling with which role, which region is used, and what the API key can do.",
  input: z.object({}),
  handler: async ({ client, principal }) => {
    const capabilities = await findings(client);
    const record: PlainRecord = {
      caller: principal.label,
      role: principal.role,
      key_source: principal.credential?.source ?? "none",
      base_url: client.baseUrl,
      region: regionOf(client.baseUrl),
      budget: budgetOf(client.budget()),
      capabilities,
    };
    return item(record, whoamiView, { rows: "capabilities", rowsView: findingRows });
  },
});

const healthView: View = view(
  "health",
  "healthy",
  { key: "base_url", label: "IT Glue" },
  { key: "milliseconds", label: "answered in ms" },
  { key: "budget.remaining", label: "requests left" },
  { key: "budget.wait_seconds", label: "seconds to wait" },
);

const healthCheck = defineTool({
  name: "itglue_health_check",
  title: "Health check",
  tier: "read",
  toolset: "core",
  survivesFaults: true,
  description: "Check that IT Glue answers and accepts the API key; says what to do when not.",
  input: z.object({}),
  handler: async ({ client }) => {
    const started = Date.now();
    const checks = await findings(client);
    const record: PlainRecord = {
      // The first check is the key itself; what a plan or a key leaves out is no illness.
      healthy: checks[0]?.ok === true,
      base_url: client.baseUrl,
      milliseconds: Date.now() - started,
      budget: budgetOf(client.budget()),
      checks,
    };
    return item(record, healthView, { rows: "checks", rowsView: findingRows });
  },
});

/** What the key can do. A key that is refused, or an API that is away, is a finding here and not the end of the call. */
async function findings(client: VendorClient): Promise<readonly Finding[]> {
  const { value, failure } = await attempt(checkKey(client), ["cancelled", "credential_missing"]);
  return failure === undefined
    ? value
    : [{ name: "api key", ok: false, detail: reasonOf(failure), advice: failure.advice }];
}

/** What is left of the rate limit, under the names of answers. */
export function budgetOf(budget: BudgetState): PlainRecord {
  return {
    limit: budget.limit,
    remaining: budget.remaining,
    window_seconds: budget.windowSeconds,
    wait_seconds: budget.waitSeconds,
  };
}

function regionOf(baseUrl: string): string {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : "";
  const region = /^api(?:\.(eu|au))?\.itglue\.com$/.exec(host);
  return region === null ? "custom" : (region[1] ?? "us");
}

/** Who calls, and whether IT Glue is well. */
export const accountTools: readonly AnyTool[] = [whoami, healthCheck];
