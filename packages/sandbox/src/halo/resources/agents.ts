import { allow, table, type Call } from "../call.ts";
import { ok, sentence } from "../errors.ts";
import type { Answer } from "../../http/message.ts";
import type { AddRoute } from "../engine.ts";
import { named, type Filters } from "../filters.ts";
import { objects, text, type Row } from "../model.ts";
import { flag, int, list, one } from "../query.ts";
import { visible, type Resource } from "../resource.ts";
import { claimsOf } from "./claims.ts";

function inTeam(row: Row, test: (team: Record<string, unknown>) => boolean): boolean {
  return objects(row, "teams").some(test);
}

/** Disabled agents, the one that stands for nobody and those of the API are listed on request. */
function isListed(call: Call, row: Row): boolean {
  if (flag(call, "showall") === true) return true;
  if (row["isdisabled"] === true) return isTrue(call, "includedisabled");
  if (row["$unassigned"] === true) return isTrue(call, "includeunassigned");
  if (row["isapiagent"] === true) return isTrue(call, "includeapiagents");
  return one(call, "includeenabled")?.toLowerCase() !== "false";
}

function isTrue(call: Call, name: string): boolean {
  // These are typed as text in the vendor's specification.
  return one(call, name)?.toLowerCase() === "true";
}

const filters: Filters = {
  team: (call, name) => {
    const wanted = one(call, name)?.toLowerCase();
    if (wanted === undefined) return undefined;
    return (row) => inTeam(row, (team) => String(team["team_name"]).toLowerCase() === wanted);
  },
  team_id: (call, name) => {
    const wanted = Number(one(call, name) ?? 0);
    if (!(wanted > 0)) return undefined;
    return (row) => inTeam(row, (team) => team["team_id"] === wanted);
  },
  teams: (call, name) => {
    const wanted = list(call, name)?.map(Number);
    if (!wanted) return undefined;
    return (row) => inTeam(row, (team) => wanted.includes(Number(team["team_id"])));
  },
  role: named("role_list"),
  department_id: (call, name) => {
    const wanted = Number(one(call, name) ?? 0);
    if (!(wanted > 0)) return undefined;
    return (row) => inTeam(row, (team) => team["department_id"] === wanted);
  },
  thisagentonly: (call, name) =>
    flag(call, name) === true ? (row) => row.id === call.principal.agent.id : undefined,
};

export const agents: Resource = {
  path: "/Agent",
  table: "agents",
  envelope: "results",
  area: "config",
  editArea: "admin",
  listed: isListed,
  filters,
  unlisted: {
    section_id: (call, name) => {
      const wanted = int(call, name);
      if (wanted === undefined) return undefined;
      return (row) => inTeam(row, (team) => team["team_id"] === wanted);
    },
  },
  search: ["name", "email"],
  order: ["name", false],
  brief: (_call, row) => visible(row, ["roles"]),
  whole: (call, row) => ({
    ...visible(row, [
      "use",
      "workday_id",
      "workday_name",
      "workday_timezone",
      "costprice",
      "chargerate",
    ]),
    ...(flag(call, "includedetails") === true
      ? { is_admin: text(row, "role_list") === "Administrator" }
      : {}),
  }),
  required: [["name", "Name must be entered"]],
  unique: [["name", "Name must be unique"]],
  defaults: () => ({
    isdisabled: false,
    is_agent: true,
    teams: [],
    role_list: "",
    team: "1st Line",
  }),
  check(_call, { row, before }) {
    if (!before && text(row, "email") === "") throw sentence("Email must be entered");
  },
  removing(call, row) {
    const busy = table(call, "tickets")
      .by("agent_id", row.id)
      .some((ticket) => ticket["$closed"] !== true);
    if (busy) throw sentence("This Agent cannot be deleted as it has open Tickets");
    return undefined;
  },
};

function me(call: Call): Answer {
  allow(call, "read", "config");
  const { agent } = call.principal;
  if (call.state.switches.agentMe === "agent") return ok(visible(agent));
  return ok(claimsOf(call));
}

export function addAgents(add: AddRoute): void {
  add("GET", "/Agent/me", me);
  add("POST", "/Agent/ClearCache", (call) => {
    allow(call, "edit", "admin");
    return ok({});
  });
}
