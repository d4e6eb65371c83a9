// Resources: the addresses of the existing server, with what is useful of them.
import {
  attempt,
  content,
  defineResource,
  path,
  type AnyResource,
  type BudgetState,
  type PlainRecord,
  type Query,
} from "@psa-mcp/core";
import type { HaloApi, HaloList } from "./api.ts";
import { cleanRecord } from "./records/records.ts";
import { instanceUrl, words } from "./settings.ts";

/** Whoever wants exactly what the existing server has gets its addresses too. */
const TOOLSETS = ["core", "compat"] as const;
const JSON_TYPE = "application/json";
/** Share of the budget at which its end is near. */
const NEARLY_USED = 0.8;

const json = (uri: string, value: unknown): ReturnType<typeof content> =>
  content([{ kind: "resource", uri, mimeType: JSON_TYPE, text: JSON.stringify(value) }]);

/** The rate budget under the names of the existing server. */
export function budgetOf({
  limit,
  remaining,
  windowSeconds,
  waitSeconds,
  learned,
}: BudgetState): PlainRecord {
  const used = limit - remaining;
  return {
    used,
    remaining,
    windowMs: windowSeconds * 1000,
    maxRequests: limit,
    waitSeconds,
    learnedFromHalo: learned,
    ...(used >= limit * NEARLY_USED
      ? { warning: "Most of the rate limit is used: ask for less, or wait." }
      : {}),
  };
}

const status = defineResource<HaloApi>({
  uri: "halo://config/status",
  name: "halo_config_status",
  title: "Server Status",
  description: "Which Halo this is, its version, and whether the credential works.",
  mimeType: JSON_TYPE,
  toolset: TOOLSETS,
  cacheSeconds: 60,
  async read({ client, settings }) {
    const [info, login] = await Promise.all([
      attempt(
        client.get<PlainRecord>(path`/InstanceInfo`, { anonymous: true, cacheSeconds: 3600 }),
        ["cancelled"],
      ),
      attempt(client.get(path`/Status`, { cacheSeconds: 300 }), ["cancelled"]),
    ]);
    const version = info.value?.["version"] ?? info.value?.["api_version"];
    return json("halo://config/status", {
      instance: instanceUrl(settings),
      authenticated: login.failure === undefined || login.failure.code === "forbidden",
      api_version: version ?? null,
      scope: words(settings, "haloScope"),
      ...(login.failure === undefined
        ? {}
        : { problem: login.failure.message, advice: login.failure.advice }),
    });
  },
});

const rateLimit = defineResource<HaloApi>({
  uri: "halo://config/rate-limit",
  name: "halo_config_rate_limit",
  title: "Rate Limit Status",
  description: "How much of Halo's rate limit is used, over all sessions of this server.",
  mimeType: JSON_TYPE,
  toolset: TOOLSETS,
  cacheSeconds: 0,
  read: async ({ client }) => json("halo://config/rate-limit", budgetOf(client.budget())),
});

interface Schema {
  readonly uri: string;
  readonly tool: string;
  readonly title: string;
  readonly description: string;
  readonly list: HaloList;
  readonly fields: readonly string[];
}

const schemas: readonly Schema[] = [
  {
    uri: "halo://schema/statuses",
    tool: "halo_status_list",
    title: "Status Values",
    description: "Ids and names of the statuses.",
    list: { path: path`/Status` },
    fields: ["id", "name", "shortname", "type", "sequence"],
  },
  {
    uri: "halo://schema/teams",
    tool: "halo_teams_list",
    title: "Teams",
    description: "Ids and names of the teams.",
    list: { path: path`/Team` },
    fields: ["id", "name", "department_name", "inactive"],
  },
  {
    uri: "halo://schema/agents",
    tool: "halo_agents_list",
    title: "Agents",
    description: "Ids, names and teams of the agents.",
    list: { path: path`/Agent`, key: "results" },
    fields: ["id", "name", "email", "team", "jobtitle", "isdisabled"],
  },
  {
    uri: "halo://schema/ticket-types",
    tool: "halo_tickettypes_list",
    title: "Ticket Types",
    description: "Ids and names of the ticket types.",
    list: { path: path`/TicketType` },
    fields: ["id", "name", "group_name", "use", "cancreate"],
  },
];

// A resource bears the name of the tool that reads the same: whoever allows or denies one has decided on both.
const schemaResources = schemas.map(({ uri, tool, title, description, list, fields }) =>
  defineResource<HaloApi>({
    uri,
    name: tool,
    title,
    description,
    mimeType: JSON_TYPE,
    toolset: TOOLSETS,
    cacheSeconds: 300,
    async read({ vendor }) {
      const query: Query = {};
      const records = await vendor.whole({ ...list, query, cacheSeconds: 300 });
      const rows = records.map((record) => {
        const clean = cleanRecord(record);
        return Object.fromEntries(
          fields.flatMap((key) => (clean[key] === undefined ? [] : [[key, clean[key]]])),
        );
      });
      return json(uri, rows);
    },
  }),
);

/** What can be read by address. */
export const resources: readonly AnyResource[] = [status, rateLimit, ...schemaResources];
