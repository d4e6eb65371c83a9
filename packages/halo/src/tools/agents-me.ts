import { item, path, view, z, type AnyTool, type PlainRecord } from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";
import { defineTool } from "../define.ts";
import { isRecord } from "../records/records.ts";

const self = view("agents", "id", "name", "email", "teams", "role", "is_agent", "scope");

/**
 * Who the application acts as. Older builds answer the agent's record, current ones a document of claims of about 2 MB;
 * of both only what says who it is is kept.
 */
export async function actingAgent(vendor: HaloApi): Promise<PlainRecord> {
  const answer = await vendor.client.get(path`/Agent/me`, { cacheSeconds: 300 });
  const told = isRecord(answer) ? answer : {};
  const claims = claimsOf(answer);
  const one = (...keys: readonly string[]): unknown => {
    for (const key of keys) {
      const value = told[key] ?? claims.get(key)?.[0];
      if (value !== undefined && value !== null && value !== "" && typeof value !== "object")
        return value;
    }
    return undefined;
  };
  const list = (...keys: readonly string[]): unknown => {
    for (const key of keys) {
      const value = told[key] ?? claims.get(key);
      if (Array.isArray(value) && value.length > 0)
        return value
          .slice(0, 50)
          .map((entry: unknown) =>
            isRecord(entry) ? (entry["name"] ?? entry["team_name"]) : entry,
          )
          .filter((entry) => entry !== undefined)
          .join(", ");
    }
    return one(...keys);
  };
  const number = one("id", "agent_id", "agentid", "sub");
  const agent = {
    id: typeof number === "string" && /^\d+$/.test(number) ? Number(number) : number,
    name: one("name", "agent_name", "given_name"),
    email: one("email", "emailaddress"),
    teams: list("teams", "team"),
    role: list("roles", "role", "role_list"),
    is_agent: one("is_agent", "isagent"),
    scope: list("scope", "scopes"),
  };
  return Object.fromEntries(Object.entries(agent).filter(([, value]) => value !== undefined));
}

/** Claims by the last part of their type: `[{type, value}]`, alone or under `claims`. */
function claimsOf(answer: unknown): ReadonlyMap<string, readonly unknown[]> {
  const list = Array.isArray(answer) ? answer : isRecord(answer) ? answer["claims"] : undefined;
  const found = new Map<string, unknown[]>();
  if (!Array.isArray(list)) return found;
  for (const claim of list.filter(isRecord)) {
    const type = String(claim["type"] ?? claim["Type"] ?? "");
    const key = (type.split("/").at(-1) ?? "").toLowerCase();
    const value = claim["value"] ?? claim["Value"];
    found.set(key, [...(found.get(key) ?? []), value]);
  }
  return found;
}

const me = defineTool({
  name: "halo_agents_me",
  title: "Who am I",
  tier: "read",
  toolset: ["config", "compat"],
  description: "The agent that this connection acts as, with teams, role and granted scope.",
  input: z.object({}),
  handler: async ({ vendor }) => item(await actingAgent(vendor), self),
});

/** The agent behind the application. */
export const agentsMeTools: readonly AnyTool[] = [me];
