import type { PlainRecord, RemoteToolPolicy } from "@psa-mcp/core";

// Classes of the vendor's tools. What the instance says of its tools (annotations) is never asked: a tool that a customer
// registered runs an integration whatever it claims, and so does any name that is not listed here.

const read = (toolset: string, more: Partial<RemoteToolPolicy> = {}): RemoteToolPolicy => ({
  tier: "read",
  toolset,
  ...more,
});
const write = (toolset: string, more: Partial<RemoteToolPolicy> = {}): RemoteToolPolicy => ({
  tier: "write",
  toolset,
  requires: ["allow-write"],
  repeatable: false,
  changesLists: true,
  ...more,
});
const admin = (toolset: string): RemoteToolPolicy => ({
  tier: "destructive",
  toolset,
  role: "admin",
  requires: ["allow-admin"],
  repeatable: false,
  changesLists: true,
});
const execute = (): RemoteToolPolicy => ({
  tier: "destructive",
  toolset: "execute",
  role: "admin",
  requires: ["allow-execute"],
  repeatable: false,
  seconds: 120,
  changesLists: true,
});

const HISTORY_HINT = "get_run_history_item with search finds one place in one item.";

/** How the calls of one tool are treated: by a fixed class, or by the operation that the call names. */
type Rule = RemoteToolPolicy | ((operation: string) => RemoteToolPolicy);

const RULES: Readonly<Record<string, Rule>> = {
  list_integrations: read("integrations"),
  read_integration: read("integrations"),
  search_integration: read("integrations"),
  write_integration: write("integrations"),
  delete_integration_component: admin("integrations"),
  execute_integration: execute(),
  search_run_histories: read("history"),
  get_run_history: read("history", { cutHint: HISTORY_HINT }),
  get_run_history_item: read("history", { cutHint: HISTORY_HINT }),
  query_buildhelper: read("build"),
  frontend_operations: (operation) => {
    if (READS.has(operation)) return read("frontends");
    return operation === "delete" ? admin("frontends") : write("frontends");
  },
  django_admin: (operation) =>
    READS.has(operation) ? read("admin", { role: "admin" }) : admin("admin"),
  custom_adapter_code: (operation) => (READS.has(operation) ? read("admin") : admin("admin")),
  custom_adapter_config: (operation) => {
    if (READS.has(operation)) return read("admin");
    return operation === "delete" ? admin("admin") : write("admin");
  },
};

/** Operations that read, of the tools whose operations differ. Everything else changes something. */
const READS: ReadonlySet<string> = new Set([
  "list",
  "list_models",
  "describe",
  "get",
  "read",
  "validate",
]);

const named = (given: PlainRecord, ...keys: readonly string[]): string | undefined => {
  for (const key of keys) {
    const value = given[key];
    if (typeof value === "string" || typeof value === "number") return String(value).slice(0, 200);
  }
  return undefined;
};

/** How a tool of the instance is treated; see `RemoteServer.policy`. */
export function toolPolicy(tool: string, given?: PlainRecord): RemoteToolPolicy {
  const rule = Object.hasOwn(RULES, tool) ? RULES[tool] : execute();
  if (typeof rule === "function") {
    if (given === undefined) return { ...rule("list"), highest: "destructive" };
    return withTarget(
      rule(typeof given["operation"] === "string" ? given["operation"] : ""),
      given,
    );
  }
  return withTarget(rule ?? execute(), given ?? {});
}

/** What a call is about, for the audit trail: never its payload. */
function withTarget(policy: RemoteToolPolicy, given: PlainRecord): RemoteToolPolicy {
  const run = named(given, "run_history_id", "item_id");
  const id = named(given, "integration", "adapter", "model", "name") ?? run;
  if (id === undefined) return policy;
  const type = given["integration"] === undefined ? (run === id ? "run" : "object") : "integration";
  return { ...policy, target: { type, id } };
}
