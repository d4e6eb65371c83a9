import {
  attempt,
  item,
  path,
  reasonOf,
  view,
  z,
  type AnyTool,
  type Finding,
  type PlainRecord,
  type Settings,
  type VendorClient,
  type View,
} from "@psa-mcp/core";
import { verifyCredential } from "../checks.ts";
import type { HaloApi } from "../api.ts";
import { defineTool } from "../define.ts";
import { domains } from "../domains/table/index.ts";
import type { Domain } from "../domains/domain.ts";
import { budgetOf } from "../resources.ts";
import { instanceUrl, tokenAddress, words } from "../settings.ts";
import { textOf } from "../tickets/ticket.ts";
import { actingAgent } from "./agents-me.ts";

/** Reported as findings here, whatever they are; a cancelled call is none. */
const ENDING = ["cancelled", "credential_missing"] as const;

const findingRows: View = view("checks", "name", "ok", "detail", "advice");

const whoami = defineTool({
  name: "halo_whoami",
  title: "Who am I",
  tier: "read",
  toolset: "core",
  survivesFaults: true,
  description:
    "Tell who is calling, which Halo agent this connection acts as, its role and granted scope.",
  input: z.object({}),
  handler: async ({ vendor, client, principal, settings }) => {
    const { value, failure } = await attempt(actingAgent(vendor), ENDING);
    return item(
      {
        caller: principal.label,
        permission: principal.role,
        instance: instanceUrl(settings),
        agent: value ?? null,
        budget: budgetOf(client.budget()),
      },
      view(
        "caller",
        "caller",
        "permission",
        "instance",
        { key: "agent.id", label: "agent id" },
        { key: "agent.name", label: "agent" },
        { key: "agent.teams", label: "teams" },
        { key: "agent.role", label: "role in Halo" },
        { key: "agent.scope", label: "scope" },
        { key: "budget.remaining", label: "requests left" },
      ),
      failure === undefined
        ? {}
        : { notes: [`The agent is unknown: ${reasonOf(failure)} ${failure.advice}`] },
    );
  },
});

/** The scope that each domain's reading needs; others come with any scope, or with `admin`. */
const SCOPES: Readonly<Record<string, string>> = {
  tickets: "tickets",
  actions: "tickets",
  attachments: "tickets",
  clients: "customers",
  users: "customers",
  sites: "customers",
  organisations: "customers",
  toplevel: "customers",
  contracts: "contracts",
  assets: "assets",
  assettypes: "assets",
  assetgroups: "assets",
  appointments: "calendar",
  invoices: "invoices",
  items: "items",
  kb: "kb",
  opportunities: "sales",
  projects: "projects",
  quotes: "quotes",
  reports: "reporting",
  suppliers: "suppliers",
  purchaseorders: "pos",
  timesheets: "timesheets",
  softwarelicences: "softwarelicensing",
};

/** What is looked at when the call names nothing: the domains of daily work, each in one cheap read. */
const USUAL = [
  "tickets",
  "clients",
  "users",
  "assets",
  "contracts",
  "appointments",
  "kb",
  "projects",
  "opportunities",
  "quotes",
  "invoices",
  "items",
  "suppliers",
  "purchaseorders",
  "softwarelicences",
  "reports",
  "agents",
  "ticketrules",
];

/** Lists that are too long to be read for a check. */
const TOO_LONG = new Set(["actions", "attachments", "feedback", "audit", "timesheets"]);

const capabilities = defineTool({
  name: "halo_capabilities",
  title: "Check capabilities",
  tier: "read",
  toolset: "config",
  survivesFaults: true,
  description:
    "Try one cheap read for each kind of record and say which this connection may read, and whether the scope or the agent's role is missing where not. Explains a bare 403.",
  input: z.object({ domains: z.array(z.string().max(40)).max(43).optional() }),
  handler: async ({ input, vendor, client }) => {
    const asked = input.domains ?? USUAL;
    const known = new Map(domains.map((domain) => [domain.stem, domain]));
    const [scopes, info] = await Promise.all([
      grantedScopes(vendor),
      attempt(
        client.get<PlainRecord>(path`/InstanceInfo`, { anonymous: true, cacheSeconds: 3600 }),
        ENDING,
      ),
    ]);
    const checks = await Promise.all(
      [...new Set(asked)].map((stem) => {
        const domain = known.get(stem);
        return domain === undefined ? unknownDomain(stem) : probe(client, domain, scopes);
      }),
    );
    return item(
      {
        version: info.value === undefined ? undefined : textOf(info.value, "version"),
        scope: scopes?.join(" ") ?? "unknown",
        usable: checks.filter(({ ok }) => ok).length,
        checked: checks.length,
        checks,
      },
      view("capabilities", "version", "scope", "usable", "checked"),
      { rows: "checks", rowsView: findingRows },
    );
  },
});

const unknownDomain = async (stem: string): Promise<Finding> => ({
  name: stem,
  ok: false,
  detail: "there is no such kind of record",
  advice: `Known: ${domains.map((domain) => domain.stem).join(", ")}.`,
});

/** Scopes of the token as Halo tells them; undefined when it does not. */
async function grantedScopes(vendor: HaloApi): Promise<readonly string[] | undefined> {
  const { value } = await attempt(actingAgent(vendor), ENDING);
  const told = value?.["scope"];
  return typeof told === "string"
    ? told.split(/[\s,]+/).filter((scope) => scope !== "")
    : undefined;
}

const REMEMBERED_SECONDS = 300;

async function probe(
  client: VendorClient,
  domain: Domain,
  scopes: readonly string[] | undefined,
): Promise<Finding> {
  const { stem } = domain;
  if (TOO_LONG.has(stem)) {
    return { name: stem, ok: false, detail: "not tried: the whole list would be read" };
  }
  const query = domain.paged === true ? { pageinate: true, page_no: 1, page_size: 1 } : {};
  const read = (): Promise<Finding> =>
    attempt(client.get(domain.path, { query }), ENDING).then(({ failure }): Finding => {
      if (failure === undefined) return { name: stem, ok: true, detail: "can be read" };
      if (failure.code !== "forbidden")
        return { name: stem, ok: false, detail: reasonOf(failure), advice: failure.advice };
      return refusal(stem, scopes);
    });
  return client.remember(`capability ${stem}`, REMEMBERED_SECONDS, read);
}

function refusal(stem: string, scopes: readonly string[] | undefined): Finding {
  const area = SCOPES[stem];
  const needed = area === undefined ? "admin" : `read:${area}`;
  const granted =
    scopes !== undefined &&
    (scopes.includes("all") ||
      scopes.includes(needed) ||
      (scopes.includes("all:standard") && area !== undefined && area !== "reporting"));
  if (scopes === undefined) {
    return {
      name: stem,
      ok: false,
      detail: "refused: scope or role",
      advice: `Grant ${needed} to the application, and the right to the agent's role.`,
    };
  }
  return granted
    ? {
        name: stem,
        ok: false,
        detail: "role missing",
        advice: "The scope is granted; an administrator of Halo gives the agent's role the right.",
      }
    : {
        name: stem,
        ok: false,
        detail: `scope missing: ${needed}`,
        advice: `Tick ${needed} in the application, and ask for it in HALO_SCOPE.`,
      };
}

const testConnection = defineTool({
  name: "halo_connection_test",
  title: "Test connection",
  tier: "read",
  toolset: "config",
  survivesFaults: true,
  description:
    "Check address, sign-in and a first read, step by step, with the fix for what fails.",
  input: z.object({}),
  handler: async ({ client, settings }) => {
    const began = Date.now();
    const [auth, info] = await Promise.all([
      attempt(client.get<PlainRecord>(path`/AuthInfo`, { anonymous: true }), ENDING),
      attempt(client.get<PlainRecord>(path`/InstanceInfo`, { anonymous: true }), ENDING),
    ]);
    const login = await attempt(verifyCredential(client), ENDING);
    const checks: readonly Finding[] = [
      ...addressFindings(auth, settings),
      info.failure === undefined
        ? {
            name: "instance",
            ok: true,
            detail: `version ${textOf(info.value, "version") || "unknown"}`,
          }
        : // Older builds keep this to themselves.
          { name: "instance", ok: login.failure === undefined, detail: reasonOf(info.failure) },
      login.failure === undefined
        ? {
            name: "sign-in",
            ok: true,
            detail: "the credential is accepted, and statuses can be read",
          }
        : {
            name: "sign-in",
            ok: false,
            detail: reasonOf(login.failure),
            advice: login.failure.advice,
          },
    ];
    return item(
      {
        healthy: login.failure === undefined,
        instance: instanceUrl(settings),
        milliseconds: Date.now() - began,
        budget: budgetOf(client.budget()),
        checks,
      },
      view(
        "connection",
        "healthy",
        "instance",
        { key: "milliseconds", label: "answered in ms" },
        { key: "budget.remaining", label: "requests left" },
      ),
      { rows: "checks", rowsView: findingRows },
    );
  },
});

/** What the instance says of where to sign in, against what is set. */
function addressFindings(
  auth: Awaited<ReturnType<typeof attempt<PlainRecord>>>,
  settings: Settings,
): readonly Finding[] {
  if (auth.failure !== undefined) {
    return [
      {
        name: "address",
        ok: false,
        detail: `AuthInfo: ${reasonOf(auth.failure)}`,
        advice: `Check HALO_BASE_URL (${instanceUrl(settings)}): the address of the instance, as in the browser.`,
      },
    ];
  }
  const told = textOf(auth.value, "auth_url").replace(/\/+$/, "");
  const tenant = textOf(auth.value, "tenant_id");
  const set = words(settings, "haloTenant");
  const used = tokenAddress(settings)
    .replace(/\?.*$/, "")
    .replace(/\/token$/, "");
  const elsewhere = told !== "" && told.toLowerCase() !== used.toLowerCase();
  return [
    { name: "address", ok: true, detail: "the instance answers" },
    elsewhere
      ? {
          name: "sign-in address",
          ok: false,
          detail: `the instance names ${told}, and ${used} is used`,
          advice: `Set HALO_AUTH_URL=${told} if signing in fails.`,
        }
      : { name: "sign-in address", ok: true, detail: used },
    ...(tenant !== "" && set !== "" && tenant.toLowerCase() !== set.toLowerCase()
      ? [
          {
            name: "tenant",
            ok: false,
            detail: `the instance names ${tenant}, and HALO_TENANT is ${set}`,
            advice: `Set HALO_TENANT=${tenant}.`,
          },
        ]
      : [{ name: "tenant", ok: true, detail: set === "" ? "none is sent" : set }]),
  ];
}

/** Who calls, what they may do, and whether Halo is well. */
export const systemTools: readonly AnyTool[] = [whoami, capabilities, testConnection];
