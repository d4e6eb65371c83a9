import type { Fields } from "../model.ts";
import { daysAgo, guid, list, type SeedTables } from "./context.ts";
import { AGENTS } from "./names.ts";

export const TEAMS: readonly string[] = [
  "1st Line",
  "2nd Line",
  "Field Engineering",
  "Projects",
  "Sales",
  "Accounts",
];

const ROLES = ["Administrator", "Technician", "Sales"] as const;

/** The teams that an agent is in, as the vendor nests them. */
function membership(agentId: number, name: string, teams: readonly number[]): Fields[] {
  return teams.map((team) => ({
    id: agentId * 100 + team,
    agent_id: agentId,
    agent_name: name,
    team_id: team,
    team_name: TEAMS[team - 1] ?? "",
    department_id: team <= 4 ? 1 : 2,
    is_manager: false,
    fortickets: team <= 4,
    foropps: team === 5,
    forprojects: team === 4,
    in_section: true,
  }));
}

function role(name: string): Fields {
  return { id: guid(9, ROLES.indexOf(name as (typeof ROLES)[number]) + 1), name };
}

export const peopleTables: SeedTables = {
  teams: () =>
    list(TEAMS, (name, index) => ({
      guid: guid(1, index + 1),
      name,
      sequence: index + 1,
      forrequests: index < 4,
      foropps: index === 4,
      forprojects: index === 3,
      ticket_count: 0,
      department_id: index < 4 ? 1 : 2,
      department_name: index < 4 ? "Service" : "Business",
      inactive: false,
      override_column_id: 0,
      use: "section",
    })),

  roles: () =>
    ROLES.map((name, index) => ({
      id: guid(9, index + 1),
      id_int: index + 1,
      name,
      normalizedName: name.toUpperCase(),
      notes: "",
    })),

  agents: (context) => {
    const agent = (
      first: string,
      last: string,
      roleName: string,
      teams: readonly number[],
      id: number,
    ): Fields => {
      const name = `${first} ${last}`.trim();
      return {
        name,
        onlinestatus: id % 3,
        is_online: id % 3 === 1,
        team: TEAMS[(teams[0] ?? 1) - 1] ?? "",
        isdisabled: id === 19,
        email: `${first}.${last}`
          .toLowerCase()
          .normalize("NFD")
          .replaceAll(/[^a-z.]/g, "")
          .replace(/\.$/, "")
          .concat("@larkfield.example"),
        lastlogindate: daysAgo(context, id % 7),
        initials: `${first[0] ?? ""}${last[0] ?? ""}`,
        firstname: first,
        surname: last,
        colour: `#${((id * 1_234_567) % 0xffffff).toString(16).padStart(6, "0")}`,
        jobtitle: roleName,
        sms: "",
        extensionnumber: String(200 + id),
        ticket_count: 0,
        is_agent: true,
        one_client: 0,
        teams: membership(id, name, teams),
        departments: [],
        role_list: roleName,
        roles: [role(roleName)],
        linemanager: id === 8 ? 0 : 8,
        linemanager_name: id === 8 ? "" : "Marta Hollis",
        licence_type: 0,
        isapiagent: id === 2,
        use: "agent",
        workday_id: 1,
        workday_name: "Office hours",
        workday_timezone: "Europe/London",
        costprice: 30,
        chargerate: 1,
      };
    };
    return [
      { id: 1, ...agent("Unassigned", "", "Technician", [1], 1), $unassigned: true },
      { id: 2, ...agent("API", "Integration", "Administrator", [1], 2) },
      ...list(
        AGENTS,
        ([first, last, roleName, teams], index) => agent(first, last, roleName, teams, index + 5),
        5,
      ),
    ];
  },
};
