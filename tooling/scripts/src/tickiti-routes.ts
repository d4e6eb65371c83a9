// Makes Tickiti's table of routes from its contract: `node tooling/scripts/src/tickiti-routes.ts <routes.json>`.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

interface Route {
  readonly family: string;
  readonly action: string;
  readonly method: string;
  readonly path: string;
  readonly ability: readonly string[];
  readonly role: string | null;
  readonly planGate: readonly string[];
  readonly sysadmin: boolean;
  readonly write: boolean;
  readonly idempotencyKey: boolean;
  readonly knownBody: string | null;
  readonly suggestedGuard: string;
}

const PREFIX = "/api/v1/";
/** Routes that take or give a stored secret. */
const SECRET = new Set([
  "administration.ai.update",
  "administration.custom_domain.update",
  "mail.mailboxes.set_password",
  "workflow.interventions.generate_token",
]);

/** How dangerous a route is: what it does, and for writes what the contract suggests. */
function tierOf(route: Route): string {
  if (!route.write) return "read";
  if (SECRET.has(`${route.family}.${route.action}`)) return "secret";
  const removes = /(?:^|[._])(?:delete|detach)/.test(route.action);
  return removes || route.suggestedGuard === "destructive-or-secret" ? "destructive" : "write";
}

/** The contract's words about the body, without remarks that only its makers need. */
function bodyOf(route: Route): string {
  const body = (route.knownBody ?? "")
    .replace(/\s*\(tests\/all-paths\.mjs sends email\)/, "|email")
    .replace(/; q \(sent by tests\/all-paths\.mjs\)/, "")
    .replace(/\s*\((?:documented|empty accepted|empty)\)|\(empty; documented.*\)/, "");
  return body.replaceAll(/\s+/g, " ").trim();
}

function line(route: Route): string {
  if (route.method !== "POST" || !route.path.startsWith(PREFIX)) {
    throw new Error(`${route.family}.${route.action} is no POST below ${PREFIX}`);
  }
  return [
    `${route.family}.${route.action}`,
    route.path.slice(PREFIX.length),
    route.ability.join(","),
    route.role ?? "",
    route.planGate.join(","),
    route.sysadmin ? "sysadmin" : "",
    tierOf(route),
    route.idempotencyKey ? "keyed" : "",
    bodyOf(route),
  ]
    .join("\t")
    .trimEnd();
}

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error("Give the file of routes.");
const contract = JSON.parse(readFileSync(source, "utf8")) as {
  readonly count: number;
  readonly routes: readonly Route[];
};
if (contract.routes.length !== contract.count) throw new Error("The file's count is another.");
const lines = contract.routes
  .map(line)
  .toSorted((left, right) => (left.split("\t")[0] ?? "").localeCompare(right.split("\t")[0] ?? ""));
const names = lines.map((one) => `  | "${one.split("\t")[0] ?? ""}"`);
writeFileSync(
  path.join(import.meta.dirname, "../../../packages/tickiti/src/reference/routes.ts"),
  [
    "// Generated from the vendor's table of routes by tooling/scripts/src/tickiti-routes.ts; not to be edited.",
    "",
    "/** Every route of the API, as family and action. */",
    `export type RouteName =\n${names.join("\n")};`,
    "",
    "/** A line a route: name, path, abilities (any of them), role, plan flags, sysadmin, tier, idempotency key, body; separated by tabs. */",
    `export const routes: string = \`${lines.join("\n").replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${")}\`;`,
    "",
  ].join("\n"),
);
console.error(`${String(lines.length)} routes`);
