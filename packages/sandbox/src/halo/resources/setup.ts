import type { Answer } from "../../http/message.ts";
import { allow, table, type Call } from "../call.ts";
import type { AddRoute } from "../engine.ts";
import { ok, sentence } from "../errors.ts";
import { equals, when, type Filters } from "../filters.ts";
import { number, text, type Row } from "../model.ts";
import { flag, int, list, one } from "../query.ts";
import { visible, type Resource } from "../resource.ts";
import { guid } from "../seed/context.ts";

/** Set-up that agents read and administrators change. */
function setup(path: string, name: string, more: Partial<Resource> = {}): Resource {
  return {
    path,
    table: name,
    area: "config",
    required: [["name", "Name must be entered"]],
    unique: [["name", "Name must be unique"]],
    defaults: (call) => ({ guid: guid(99, table(call, name).nextId()) }),
    ...more,
  };
}

/** The kind of ticket that `domain` or `type` asks for, as the number that statuses have. */
function kindOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const kinds: Readonly<Record<string, number>> = { ticket: 0, reqs: 0, opps: 1, prjs: 2 };
  return kinds[value.toLowerCase()];
}

const byKind: Filters[string] = (call, name) => {
  const kind = kindOf(one(call, name));
  return kind === undefined ? undefined : (row) => number(row, "type") === kind;
};

const statuses = setup("/Status", "statuses", {
  filters: {
    type: byKind,
    domain: byKind,
    excludepending: when((row) => row["$pending"] !== true),
    excludeclosed: when((row) => row["$closed"] !== true),
    tickettype_id: (call, name) => {
      const type = table(call, "tickettypes").get(int(call, name) ?? 0);
      const kind = kindOf(text(type, "$domain"));
      return kind === undefined ? undefined : (row) => number(row, "type") === kind;
    },
    ticket_id: (call, name) => {
      const ticket = table(call, "tickets").get(int(call, name) ?? 0);
      const kind = kindOf(text(ticket, "$domain"));
      return kind === undefined ? undefined : (row) => number(row, "type") === kind;
    },
  },
  order: ["sequence", false],
  brief: (call, row) => ({
    ...visible(row),
    ticket_count:
      flag(call, "showcounts") === true ? table(call, "tickets").by("status_id", row.id).length : 0,
  }),
  defaults: (call) => ({
    guid: guid(4, table(call, "statuses").nextId()),
    shortname: "",
    type: 0,
    sequence: table(call, "statuses").nextId(),
    colour: "#1e88e5",
    slaaction: "",
  }),
  removing(call, row) {
    if (table(call, "tickets").by("status_id", row.id).length > 0) {
      throw sentence("This Status cannot be deleted as it is in use");
    }
    return undefined;
  },
});

const TEAM_KINDS: Readonly<Record<string, string>> = {
  reqs: "forrequests",
  opps: "foropps",
  prjs: "forprojects",
};

/** The ids of the agents in a team. */
function members(call: Call, team: Row): Row[] {
  return table(call, "agents")
    .all()
    .filter(
      (agent) =>
        agent["isdisabled"] !== true &&
        agent["$unassigned"] !== true &&
        Array.isArray(agent["teams"]) &&
        agent["teams"].some((entry) => (entry as Row)["team_id"] === team.id),
    );
}

function withAgents(call: Call, row: Row): ReturnType<typeof visible> {
  return {
    ...visible(row),
    agents: members(call, row).map((agent) => ({
      id: Number(agent.id) * 100 + Number(row.id),
      agent_id: agent.id,
      agent_name: text(agent, "name"),
      team_id: row.id,
      team_name: text(row, "name"),
    })),
  };
}

const kindOfTeam: Filters[string] = (call, name) => {
  const property = TEAM_KINDS[one(call, name)?.toLowerCase() ?? ""];
  return property === undefined ? undefined : (row) => row[property] === true;
};

const memberOnly: Filters[string] = when((row, call) =>
  members(call, row).some((agent) => agent.id === call.principal.agent.id),
);

const teams = setup("/Team", "teams", {
  filters: {
    type: kindOfTeam,
    domain: kindOfTeam,
    department_id: equals("department_id"),
    memberonly: memberOnly,
    myteamsonly: memberOnly,
  },
  unlisted: { member_only: memberOnly },
  listed: (call, row) => row["inactive"] !== true || flag(call, "includedisabled") === true,
  order: ["sequence", false],
  brief: (call, row) =>
    flag(call, "includeagentsforteams") === true ? withAgents(call, row) : visible(row),
  whole: (call, row) =>
    flag(call, "includeagents") === true || flag(call, "includedetails") === true
      ? withAgents(call, row)
      : visible(row),
  defaults: (call) => ({
    guid: guid(1, table(call, "teams").nextId()),
    sequence: table(call, "teams").nextId(),
    forrequests: true,
    foropps: false,
    forprojects: false,
    department_id: 1,
    department_name: "Service",
    inactive: false,
  }),
});

const tickettypes = setup("/TicketType", "tickettypes", {
  filters: {
    domain: (call, name) => {
      const wanted = one(call, name)?.toLowerCase();
      return wanted === undefined ? undefined : (row) => row["$domain"] === wanted;
    },
    itil_type: equals("itilrequesttype"),
    group_id: equals("group_id"),
  },
  order: ["sequence", false],
  brief: (_call, row) => visible(row),
  whole: (call, row) => ({
    ...visible(row, ["visible", "default_agent", "default_team"]),
    ...(flag(call, "includeconfig") === true || flag(call, "includedetails") === true
      ? {
          allowall_status: true,
          initial_status: number(row, "$status"),
          workflow_id: number(row, "$workflow"),
          fields: table(call, "tickettypefields")
            .by("rtid", row.id)
            .map((field) => visible(field)),
        }
      : {}),
  }),
});

const categories = setup("/Category", "categories", {
  filters: {
    type_id: equals("type_id"),
    tickettype_id: () => undefined,
  },
  required: [["value", "Name must be entered"]],
  unique: [["value", "Name must be unique"]],
  defaults: (call, { given }) => ({
    guid: guid(8, table(call, "categories").nextId()),
    type_id: 1,
    category_name: text(given, "value"),
  }),
});

const slas = setup("/SLA", "slas", {
  brief: (call, row) => ({
    ...visible(row),
    ...(flag(call, "showpriorities") === true ? { priorities: prioritiesOf(call, row) } : {}),
  }),
  whole: (call, row) => ({ ...visible(row), priorities: prioritiesOf(call, row) }),
  check(_call, { before, given }) {
    const { priorities } = given;
    if (!before && (!Array.isArray(priorities) || priorities.length === 0)) {
      throw sentence("A Priority Description must be entered");
    }
  },
});

function prioritiesOf(call: Call, row: Row): ReturnType<typeof visible>[] {
  return table(call, "priorities")
    .by("slaid", row.id)
    .map((priority) => visible(priority));
}

const priorities = setup("/Priority", "priorities", {
  textId: true,
  order: ["slaid", false],
  filters: {
    slaid: equals("slaid"),
    includedistinct: when((row) => row["slaid"] === 1),
  },
  unique: [],
  defaults: (call, { given }) => ({
    slaid: 1,
    priorityid: table(call, "priorities").by("slaid", number(given, "slaid") || 1).length + 1,
    fixunits: "H",
    responseunits: "H",
  }),
  newId: (call) => guid(7, 1000 + table(call, "priorities").size),
});

const workflows = setup("/Workflow", "workflows", {
  brief: (_call, row) => visible(row, ["steps", "stages"]),
});

const outcomes = setup("/Outcome", "outcomes", {
  takes: ["order", "count"],
  required: [["outcome", "Name must be entered"]],
  unique: [],
  listed: (call, row) => row["hidden"] !== true || flag(call, "showall") === true,
  order: ["sequence", false],
  filters: {
    tickettype_id: (call, name) => {
      const type = int(call, name);
      return type === undefined ? undefined : (row) => offered(row, type);
    },
    ticket_id: (call, name) => {
      const ticket = table(call, "tickets").get(int(call, name) ?? 0);
      if (!ticket) return undefined;
      return (row) => offered(row, number(ticket, "tickettype_id"));
    },
    // A button without a workflow is offered in all of them.
    workflow_id: either("workflow_id"),
    workflow_step: either("workflow_step_id"),
    status: (call, name) => {
      const wanted = list(call, name)?.map(Number);
      return wanted === undefined ? undefined : (row) => !wanted.includes(number(row, "newstatus"));
    },
  },
});

function offered(row: Row, type: number): boolean {
  return Array.isArray(row["$types"]) && row["$types"].includes(type);
}

function either(property: string): Filters[string] {
  return (call, name) => {
    const wanted = int(call, name);
    if (wanted === undefined || wanted <= 0) return undefined;
    return (row) => number(row, property) === 0 || number(row, property) === wanted;
  };
}

const lookups = setup("/Lookup", "lookups", {
  takes: ["order", "count"],
  unique: [],
  order: ["sequence", false],
  filters: {
    lookupid: equals("lookupid"),
    exclude_zero: when((row) => row.id !== 0),
  },
  find: (call, id) => table(call, "lookups").get(`${int(call, "lookupid") ?? 0}/${id}`),
  keyOf: (given) =>
    number(given, "id") > 0 ? `${number(given, "lookupid")}/${number(given, "id")}` : 0,
  newId: (call, { row }) =>
    table(call, "lookups")
      .by("lookupid", row["lookupid"])
      .reduce((most, other) => Math.max(most, Number(other.id)), 0) + 1,
});

export const setupResources: readonly Resource[] = [
  statuses,
  teams,
  tickettypes,
  categories,
  slas,
  priorities,
  workflows,
  outcomes,
  lookups,
];

/** The teams under their departments. */
function teamTree(call: Call): Answer {
  allow(call, "read", "config");
  const groups = Map.groupBy(table(call, "teams").all(), (row) => number(row, "department_id"));
  return ok(
    [...groups].map(([id, rows]) => ({
      id,
      name: text(rows[0], "department_name"),
      teams: rows.map((row) => visible(row)),
    })),
  );
}

export function addSetup(add: AddRoute): void {
  add("GET", "/Team/Tree", teamTree);
}
