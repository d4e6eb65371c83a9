import { NO_DATE, number, rounded, stamp, text, type Fields, type Row } from "../model.ts";
import {
  cycle,
  DAY,
  HOUR,
  list,
  mixed,
  times,
  type SeedContext,
  type SeedTables,
} from "./context.ts";
import { FIRST_TICKET, ticketCount } from "./plan.ts";

/** Days of time sheets before and including the day of the seed. */
const SHEET_DAYS = 28;

/** The agents who keep time. */
const KEEPERS = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] as const;

function isWeekend(time: number): boolean {
  return [0, 6].includes(new Date(time).getUTCDay());
}

/** Two entries a working day of each agent who keeps time. */
function events(context: SeedContext): Row[] {
  const rows: Row[] = [];
  for (let back = SHEET_DAYS - 1; back >= 0; back -= 1) {
    const day = context.today - back * DAY;
    if (isWeekend(day)) continue;
    for (const agent of KEEPERS) {
      for (const [place, start] of [9, 13].entries()) {
        const hours = cycle([2, 3, 1.5, 2.5], agent + back + place);
        const index = Math.floor(mixed(agent * 100 + back, place) * ticketCount(context));
        const ticket = context.find("tickets", FIRST_TICKET + index);
        rows.push({
          id: rows.length + 1,
          event_type: 0,
          subject: text(ticket, "summary"),
          start_date: stamp(day + start * HOUR),
          end_date: stamp(day + (start + hours) * HOUR),
          timetaken: hours,
          agent_id: agent,
          ticket_id: Number(ticket.id),
          action_number: 1,
          note: "",
          customer: text(ticket, "client_name"),
          holiday_id: 0,
          charge_rate: 1,
          charge_type_name: "Remote support",
          client_id: number(ticket, "client_id"),
          site_id: number(ticket, "site_id"),
          traveltime: 0,
          mileage: 0,
        });
      }
    }
  }
  return rows;
}

/** A day of an agent. Every one has the id 0. */
export function daySheet(agent: Row, date: string, entries: readonly Fields[]): Row {
  const worked = rounded(entries.reduce((sum, entry) => sum + number(entry, "timetaken"), 0));
  return {
    id: 0,
    agent_id: Number(agent.id),
    agent_name: text(agent, "name"),
    colour: text(agent, "colour"),
    date: `${date}T00:00:00Z`,
    start_time: `${date}T09:00:00Z`,
    end_time: `${date}T17:30:00Z`,
    target_hours: 7.5,
    actual_hours: worked,
    break_hours: 0,
    allowed_break_hours: 1,
    work_hours: 7.5,
    unlogged_hours: rounded(Math.max(0, 7.5 - worked)),
    chargeable_hours: worked,
    percentage: rounded((worked / 7.5) * 100),
    workdayid: 1,
    timesheet_manager: 8,
    forecasting_id: 0,
    forecasting_hours: 0,
  };
}

export const timeTables: SeedTables = {
  timesheetevents: events,

  timesheets: (context) => {
    const groups = Map.groupBy(
      context.rows("timesheetevents"),
      (row) => `${number(row, "agent_id")} ${text(row, "start_date").slice(0, 10)}`,
    );
    return [...groups].map(([key, entries]) => {
      const [agent = "", date = ""] = key.split(" ");
      return daySheet(context.find("agents", Number(agent)), date, entries);
    });
  },

  appointments: (context) =>
    times(600, (id, index) => {
      const day = context.today + (Math.floor(index / 10) - 40) * DAY;
      const start = day + (8 + (index % 9)) * HOUR;
      const task = index % 4 === 0;
      const onTicket = index % 3 !== 0;
      const place = Math.floor(mixed(index, 41) * ticketCount(context));
      const ticket = onTicket ? context.find("tickets", FIRST_TICKET + place) : undefined;
      const agent = context.find("agents", 5 + (index % 10));
      return {
        agent_id: Number(agent.id),
        agent_name: text(agent, "name"),
        agents: [{ id: Number(agent.id), name: text(agent, "name"), use: "agent" }],
        start_date: stamp(start),
        end_date: stamp(start + HOUR),
        last_modified: stamp(Math.min(start, context.today) - 3 * DAY),
        allday: false,
        colour: text(agent, "colour"),
        entity: 0,
        ticket_id: Number(ticket?.id ?? 0),
        subject: ticket ? text(ticket, "summary") : "Team meeting",
        client_id: number(ticket, "client_id"),
        client_name: text(ticket, "client_name"),
        site_id: number(ticket, "site_id"),
        site_name: text(ticket, "site_name"),
        user_id: number(ticket, "user_id"),
        user_name: text(ticket, "user_name"),
        appointment_type_name: cycle(["On-site visit", "Remote session", "Meeting"], index),
        // 0 is done, -1 is open.
        complete_status: task && start < context.today ? 0 : -1,
        complete_date: NO_DATE,
        is_private: index % 50 === 49,
        is_task: task,
        online_meeting_url: "",
        type: 0,
        note: "",
        id,
      };
    }),

  holidays: (context) => [
    ...["New Year's Day", "Company day", "Winter break"].map((name, index) => ({
      id: `H${index + 1}`,
      holid: index + 1,
      workday_id: 1,
      date: stamp(context.today + (30 + index * 60) * DAY),
      end_date: stamp(context.today + (31 + index * 60) * DAY),
      allday: true,
      name,
      duration: 1,
      holiday_type: 0,
      agent_id: 0,
      agent_name: "",
      entity: 0,
    })),
    ...KEEPERS.map((agent, index) => ({
      id: `3f2a0c00-0001-4000-8000-${String(agent).padStart(12, "0")}`,
      holid: 100 + index,
      workday_id: 0,
      date: stamp(context.today + (10 + index * 7) * DAY),
      end_date: stamp(context.today + (14 + index * 7) * DAY),
      allday: true,
      name: "Annual leave",
      duration: 4,
      holiday_type: 1,
      agent_id: agent,
      agent_name: text(context.find("agents", agent), "name"),
      entity: 1,
      approval_status: index % 3,
    })),
  ],

  workdays: () =>
    list(["Office hours", "Round the clock"], (name, index) => ({
      guid: `3f2a0c00-0002-4000-8000-00000000000${index + 1}`,
      name,
      summary: index === 0 ? "Monday to Friday, 09:00 to 17:30" : "Every day",
      timezone: "Europe/London",
      start: index === 0 ? "1900-01-01T09:00:00Z" : "1900-01-01T00:00:00Z",
      end: index === 0 ? "1900-01-01T17:30:00Z" : "1900-01-01T23:59:00Z",
      incmonday: true,
      inctuesday: true,
      incwednesday: true,
      incthursday: true,
      incfriday: true,
      incsaturday: index === 1,
      incsunday: index === 1,
      alldayssame: true,
    })),
};
