import { allow, now, table, type Call } from "../call.ts";
import { ApiError, empty, ok, sentence } from "../errors.ts";
import type { Answer } from "../../http/message.ts";
import { addResource, type AddRoute } from "../engine.ts";
import { among, equals, from, time, until, when, type Filter } from "../filters.ts";
import { NO_DATE, number, objects, rounded, text, type Fields, type Row } from "../model.ts";
import { flag, int, list, moment, one } from "../query.ts";
import { visible, type Resource } from "../resource.ts";
import { daySheet } from "../seed/time.ts";
import { advancedSearch } from "./advanced-search.ts";

const ofAgents: Filter = (call, name) => {
  const wanted = list(call, name)?.map(Number);
  if (!wanted) return undefined;
  return (row) =>
    wanted.includes(number(row, "agent_id")) ||
    objects(row, "agents").some((agent) => wanted.includes(Number(agent["id"])));
};

const appointments: Resource = {
  path: "/Appointment",
  table: "appointments",
  envelope: "appointments",
  paged: true,
  takes: ["order"],
  area: "calendar",
  listed: (_call, row) => row["deleted"] !== true,
  filters: {
    start_date: from("start_date"),
    end_date: until("start_date"),
    agents: ofAgents,
    ticket_id: equals("ticket_id"),
    client_id: equals("client_id"),
    appointmentsonly: when((row) => row["is_task"] !== true),
    tasksonly: when((row) => row["is_task"] === true),
    hidecompleted: when((row) => number(row, "complete_status") !== 0),
    statuses: among("complete_status"),
    advanced_search: advancedSearch,
  },
  search: ["subject", "client_name", "agent_name"],
  order: ["start_date", false],
  brief: (_call, row) => visible(row, ["agents", "note", "complete_date"]),
  required: [["subject", "Subject must be entered"]],
  defaults: () => ({
    complete_status: -1,
    complete_date: NO_DATE,
    is_task: false,
    is_private: false,
    allday: false,
    ticket_id: 0,
    client_id: 0,
    note: "",
  }),
  check: checkAppointment,
};

function checkAppointment(
  call: Call,
  { row, given, before }: Parameters<NonNullable<Resource["check"]>>[1],
): void {
  const start = moment(text(row, "start_date"));
  const end = moment(text(row, "end_date"));
  if (row["is_task"] !== true && (start === undefined || end === undefined)) {
    throw sentence("A Start Date and an End Date must be entered");
  }
  if (start !== undefined && end !== undefined && end < start) {
    throw sentence("The End Date must be after the Start Date");
  }
  const agents = objects(row, "agents");
  const first = agents[0]
    ? number(agents[0], "id")
    : number(row, "agent_id") || Number(call.principal.agent.id);
  const agent = table(call, "agents").get(first);
  if (!agent) throw sentence("A valid Agent must be selected");
  row["agent_id"] = Number(agent.id);
  row["agent_name"] = text(agent, "name");
  row["agents"] =
    agents.length > 0
      ? agents
      : [{ id: Number(agent.id), name: text(agent, "name"), use: "agent" }];
  row["last_modified"] = now(call);
  if (given["complete_status"] === 0 && number(before, "complete_status") !== 0) {
    row["complete_date"] = now(call);
  }
  const ticket = table(call, "tickets").get(number(row, "ticket_id"));
  if (number(row, "ticket_id") > 0 && !ticket) throw sentence("The Ticket could not be found");
  if (ticket) {
    row["client_id"] = number(ticket, "client_id");
    row["client_name"] = text(ticket, "client_name");
  }
}

const events: Resource = {
  path: "/TimesheetEvent",
  table: "timesheetevents",
  takes: ["order", "count"],
  area: "timesheets",
  filters: {
    agent_id: equals("agent_id"),
    agents: among("agent_id"),
    ticket_id: equals("ticket_id"),
    client_id: equals("client_id"),
    start_date: from("start_date"),
    end_date: until("start_date"),
  },
  order: ["start_date", false],
  defaults: (call) => ({
    agent_id: Number(call.principal.agent.id),
    event_type: 0,
    subject: "",
    note: "",
    ticket_id: 0,
    holiday_id: 0,
  }),
  check(call, { row }) {
    const start = moment(text(row, "start_date"));
    if (start === undefined) throw sentence("A Start Date must be entered");
    const hours = number(row, "timetaken");
    if (text(row, "end_date") === "") {
      row["end_date"] = new Date(start + hours * 3_600_000).toISOString();
    }
    const end = moment(text(row, "end_date")) ?? start;
    if (end < start) throw sentence("The End Date must be after the Start Date");
    if (hours === 0) row["timetaken"] = rounded((end - start) / 3_600_000);
    if (!table(call, "agents").get(number(row, "agent_id"))) {
      throw sentence("A valid Agent must be selected");
    }
  },
  saved(call, row) {
    refresh(call, number(row, "agent_id"), text(row, "start_date").slice(0, 10));
    return undefined;
  },
  removing(call, row) {
    table(call, "timesheetevents").remove(row);
    refresh(call, number(row, "agent_id"), text(row, "start_date").slice(0, 10));
    return true;
  },
};

/** Brings the sums of a day in line with its entries. */
export function refresh(call: Call, agentId: number, date: string): Row | undefined {
  const agent = table(call, "agents").get(agentId);
  if (!agent) return undefined;
  const entries = entriesOf(call, agentId, date);
  const sheets = table(call, "timesheets");
  const fresh = daySheet(agent, date, entries);
  const before = sheets.get(`${agentId}/${date}`);
  if (!before) return sheets.insert(fresh);
  const { actual_hours, unlogged_hours, chargeable_hours, percentage } = fresh;
  return sheets.update(before, { actual_hours, unlogged_hours, chargeable_hours, percentage });
}

function entriesOf(call: Call, agentId: number, date: string): Row[] {
  return table(call, "timesheetevents")
    .by("agent_id", agentId)
    .filter((row) => text(row, "start_date").startsWith(date));
}

/** Every day has the id 0; agent and date tell one from another. */
const timesheets: Resource = {
  path: "/Timesheet",
  table: "timesheets",
  area: "timesheets",
  without: ["delete"],
  order: ["date", true],
  unlisted: {
    agent_id: equals("agent_id"),
    start_date: from("date"),
    end_date: until("date"),
  },
  find(call) {
    const agentId = int(call, "agent_id") ?? Number(call.principal.agent.id);
    const date = moment(one(call, "date") ?? "") ?? call.state.clock.now().getTime();
    const day = new Date(date).toISOString().slice(0, 10);
    return table(call, "timesheets").get(`${agentId}/${day}`) ?? refresh(call, agentId, day);
  },
  whole: (call, row) => ({
    ...visible(row),
    events: entriesOf(call, number(row, "agent_id"), text(row, "date").slice(0, 10)).map((entry) =>
      visible(entry),
    ),
  }),
  keyOf: (given) =>
    text(given, "date") === ""
      ? 0
      : `${number(given, "agent_id")}/${text(given, "date").slice(0, 10)}`,
  newId: () => 0,
  check(call, draft) {
    const { row, flags, given } = draft;
    if (number(row, "agent_id") <= 0) throw sentence("Parameter agent_id must be included");
    if (text(row, "date") === "") throw sentence("Parameter date must be included");
    const status = statusOf(flags);
    if (status !== undefined) {
      const present = table(call, "timesheets").get(
        `${number(given, "agent_id")}/${text(given, "date").slice(0, 10)}`,
      );
      row["approval"] = {
        id: 1,
        tsid: 0,
        unum: number(row, "agent_id"),
        approvalstatus: status,
        approver: 8,
        approvedby: status === 2 ? Number(call.principal.agent.id) : 0,
        submissiondate: now(call),
        message: text(flags, "_approval_message") || text(present, "note"),
      };
    }
  },
};

/** 1 submitted, 2 approved, 3 rejected. */
function statusOf(flags: Fields): number | undefined {
  if (flags["_submitapproval"] === true) return 1;
  if (flags["_approve"] === true) return 2;
  if (flags["_reject"] === true) return 3;
  return undefined;
}

const holidays: Resource = {
  path: "/Holiday",
  table: "holidays",
  area: "config",
  textId: true,
  filters: {
    agent_id: equals("agent_id"),
    workdayid: equals("workday_id"),
    approved_only: when((row) => number(row, "approval_status") === 1),
    start_date: from("end_date"),
    end_date: until("date"),
  },
  order: ["date", false],
  find(call, id) {
    // A malformed id is more than the vendor can take.
    if (!/^(?:[a-z]{1,3}\d+|\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(id)) {
      throw new ApiError(empty(500));
    }
    return table(call, "holidays").get(id);
  },
  required: [["name", "Name must be entered"]],
  newId: (call) => `H${100 + table(call, "holidays").size}`,
  defaults: () => ({ allday: true, holiday_type: 0, agent_id: 0, entity: 0, duration: 1 }),
  check(_call, { row }) {
    if (time(row as Row, "date") === 0) throw sentence("A Date must be entered");
  },
};

const workdays: Resource = {
  path: "/Workday",
  table: "workdays",
  area: "config",
  required: [["name", "Name must be entered"]],
  unique: [["name", "Name must be unique"]],
  brief: (call, row) => ({
    ...visible(row),
    ...(flag(call, "showholidays") === true
      ? {
          holidays: table(call, "holidays")
            .by("workday_id", row.id)
            .map((day) => visible(day)),
        }
      : {}),
  }),
};

/** The days again, as a forecast: another list in which every id is 0. */
function forecasting(call: Call): Answer {
  allow(call, "read", "timesheets");
  return ok(
    table(call, "timesheets")
      .all()
      .map((row) => ({ ...visible(row), forecasting_hours: number(row, "target_hours") })),
  );
}

function mine(call: Call): Answer {
  allow(call, "read", "timesheets");
  return ok(
    table(call, "timesheets")
      .by("agent_id", call.principal.agent.id)
      .map((row) => visible(row)),
  );
}

export function addTime(add: AddRoute): void {
  add("GET", "/Timesheet/mine", mine);
  add("GET", "/Timesheet/forecasting", forecasting);
  for (const resource of [appointments, events, timesheets, holidays, workdays]) {
    addResource(add, resource);
  }
}
