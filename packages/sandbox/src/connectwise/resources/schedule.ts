import type { Call } from "../call.ts";
import { serve, type Add } from "../engine.ts";
import { denied } from "../errors.ts";
import { number, rounded, text, type Fields, type Row } from "../model.ts";
import { EVERYTHING, ownedByMember, READ, type Draft, type Resource } from "../resource.ts";
import { level } from "../security.ts";
import { problem } from "../write.ts";
import { withResource } from "./tickets.ts";

const entries: Resource = {
  path: "/schedule/entries",
  table: "scheduleEntries",
  schema: "ScheduleEntry",
  label: "Schedule Entry",
  operations: EVERYTHING,
  module: "schedule",
  mine: ownedByMember,
  readOnly: ["hours", "closeDate"],
  required: (call) => (call.state.switches.requirements === "2026.4" ? ["type"] : []),
  defaults: (call) => ({
    type: call.state.switches.requirements === "2026.4" ? undefined : 4,
    member: call.principal.member.id,
    status: 1,
    doneFlag: false,
    acknowledgedFlag: false,
    ownerFlag: false,
    meetingFlag: false,
    allowScheduleConflictsFlag: false,
  }),
  check: checkEntry,
  saved(call, row) {
    const tickets = call.state.store.table("tickets");
    const ticket = tickets.get(number(row, "_ticket"));
    const member = call.state.store.table("members").get(number(row, "member"));
    if (!ticket || !member) return;
    const resources = withResource(text(ticket, "resources"), text(member, "identifier"));
    tickets.update(ticket, { resources });
  },
};

interface Goal {
  row: Row | undefined;
  label: string;
  /** The name that the entry gets. */
  name: string;
}

/** The type decides what the objectId means. */
function goalOf(call: Call, row: Fields): Goal | undefined {
  const { store } = call.state;
  const type = text(store.table("scheduleTypes").get(number(row, "type")), "identifier");
  const id = number(row, "objectId");
  if (type === "C") {
    const activity = store.table("activities").get(id);
    const company = store.table("companies").get(number(activity, "company"));
    const name = `${text(company, "name")} / ${text(activity, "name")}`;
    return { row: activity, label: "Activity", name };
  }
  if (type !== "S" && type !== "P") return undefined;
  const ticket = store.table("tickets").get(id);
  const fits = (ticket?.["recordType"] === "ServiceTicket") === (type === "S");
  const company = store.table("companies").get(number(ticket, "company"));
  return {
    row: fits ? ticket : undefined,
    label: "Ticket",
    name: `${text(company, "name")} / Ticket# ${String(id)} - ${text(ticket, "summary")}`,
  };
}

function checkEntry(call: Call, draft: Draft): void {
  const { row, before, problems } = draft;
  const wrong = (code: string, field: string, message: string): void => {
    problems.push({ code, message, resource: "schedule", field });
  };
  const goal = row["type"] === undefined ? undefined : goalOf(call, row);
  if (goal && !goal.row) {
    wrong("NotFound", "objectId", `${goal.label} ${String(row["objectId"])} not found`);
  }
  row["_ticket"] = goal?.label === "Ticket" ? goal.row?.id : undefined;
  if (goal?.row && (!before || before["objectId"] !== row["objectId"])) {
    row["name"] = goal.name.slice(0, 250);
  }
  const [start, end] = [Date.parse(text(row, "dateStart")), Date.parse(text(row, "dateEnd"))];
  if (!Number.isNaN(start) && !Number.isNaN(end)) {
    if (end < start) wrong("InvalidField", "dateEnd", "dateEnd must not be before dateStart.");
    row["hours"] = rounded((end - start) / 3_600_000);
  }
  checkMember(call, row);
  if (row["allowScheduleConflictsFlag"] !== true && row["doneFlag"] !== true && end > start) {
    const other = overlapping(call, row, draft.before?.id);
    if (other) {
      const message = `The member is already scheduled: schedule entry ${other.id}.`;
      problems.push(problem(entries, "InvalidField", "dateStart", message));
    }
  }
}

/** Some members' schedules are closed to those who do not schedule everybody. */
function checkMember(call: Call, row: Fields): void {
  const member = call.state.store.table("members").get(number(row, "member"));
  if (!member || member.id === call.principal.member.id) return;
  const reach = level(call.principal.role, "schedule", "add");
  if (member["restrictScheduleFlag"] === true && reach !== "All") throw denied();
}

function overlapping(call: Call, row: Fields, self: number | undefined): Row | undefined {
  const others = call.state.store.table("scheduleEntries").by("member", row["member"]);
  const [start, end] = [text(row, "dateStart"), text(row, "dateEnd")];
  return others.find(
    (other) =>
      other.id !== self &&
      other["doneFlag"] !== true &&
      other["allowScheduleConflictsFlag"] !== true &&
      text(other, "dateStart") < end &&
      text(other, "dateEnd") > start,
  );
}

function setup(path: string, table: string, kind: string, label: string): Resource {
  return { path, table, schema: kind, label, operations: EVERYTHING };
}

/** Every resource of this file, for the addresses of references. */
export const scheduleResources: readonly Resource[] = [
  entries,
  setup("/schedule/types", "scheduleTypes", "ScheduleType", "Schedule Type"),
  setup("/schedule/statuses", "scheduleStatuses", "ScheduleStatus", "Schedule Status"),
  setup("/schedule/calendars", "calendars", "Calendar", "Calendar"),
  setup("/schedule/holidayLists", "holidayLists", "HolidayList", "Holiday List"),
  {
    ...setup("/schedule/holidayLists/:list/holidays", "holidays", "Holiday", "Holiday"),
    parent: {
      parameter: "list",
      table: "holidayLists",
      label: "Holiday List",
      field: "holidayList",
    },
  },
  {
    ...setup("/schedule/reminderTimes", "reminderTimes", "ScheduleReminderTime", "Reminder Time"),
    operations: READ,
  },
];

/** Adds schedule entries, calendars and holidays. */
export function addSchedule(add: Add): void {
  for (const resource of scheduleResources) serve(add, resource);
}
