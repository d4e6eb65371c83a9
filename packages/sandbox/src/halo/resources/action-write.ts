import { now, table, type Call } from "../call.ts";
import { sentence } from "../errors.ts";
import {
  NO_DATE,
  number,
  rounded,
  stamp,
  text,
  toHtml,
  toText,
  type Fields,
  type Row,
} from "../model.ts";
import type { Draft } from "../resource.ts";
import { addresses, sendMail } from "./mail.ts";
import { refresh } from "./time.ts";

/** The ticket that an action is of. */
export function ticketOf(call: Call, given: Fields): Row {
  const id = number(given, "ticket_id");
  if (id <= 0) throw sentence("Parameter ticket_id must be included");
  const ticket = table(call, "tickets").get(id);
  if (!ticket || ticket["deleted"] === true) throw sentence("The Ticket could not be found");
  return ticket;
}

/** The button of an action: by its id, by its name, or the private note. */
export function outcomeOf(call: Call, given: Fields): Row {
  const outcomes = table(call, "outcomes");
  const id = number(given, "outcome_id");
  const wanted = text(given, "outcome").toLowerCase();
  const found =
    id > 0
      ? outcomes.get(id)
      : outcomes
          .all()
          .find((row) =>
            [text(row, "outcome"), text(row, "buttonname")].some(
              (name) => name.toLowerCase() === wanted,
            ),
          );
  if (found) return found;
  if (id > 0) throw sentence("A valid Outcome must be selected");
  // Any other text is kept as the name of a plain note.
  return { id: 0, outcome: text(given, "outcome") || "Note", newstatus: -1, sendemail: 0 };
}

/** The next number within a ticket. */
export function nextNumber(call: Call, ticketId: number): number {
  const actions = table(call, "actions").by("ticket_id", ticketId);
  return actions.reduce((most, action) => Math.max(most, Number(action.id)), 0) + 1;
}

/** What an action gets when nothing is said; the outcome decides most of it. */
export function newAction(call: Call, draft: Draft): Fields {
  const ticket = ticketOf(call, draft.given);
  const outcome = outcomeOf(call, draft.given);
  const { agent } = call.principal;
  const time = stamp(call.state.clock.tick());
  const html = text(draft.given, "note_html");
  const system = number(outcome, "systemid");
  const mails = number(outcome, "sendemail") === 1;
  return {
    ticket_id: Number(ticket.id),
    outcome: text(outcome, "outcome"),
    outcome_id: Number(outcome.id),
    $who: text(agent, "name"),
    who_type: 1,
    who_agentid: Number(agent.id),
    datetime: time,
    last_updated: time,
    actiondatecreated: time,
    actioncompletiondate: time,
    note: html === "" ? "" : toText(html),
    action_systemid: system,
    timetaken: 0,
    nonbilltime: 0,
    traveltime: 0,
    mileage: 0,
    chargerate: 0,
    actisbillable: number(draft.given, "timetaken") > 0,
    hiddenfromuser: outcome["hidefromuser"] === true,
    important: false,
    sendemail: mails,
    emaildirection: mails ? "O" : "",
    emailto: "",
    emailcc: "",
    emailfrom: mails ? "help@larkfield.example" : "",
    emailsubject: "",
    old_status: number(ticket, "status_id"),
    new_status: Math.max(number(outcome, "newstatus"), 0),
    attachment_count: 0,
    project_id: 0,
    travel_chargerate: 0,
  };
}

/** What an action does to its ticket. */
export function afterAction(call: Call, action: Row, draft: Draft): Row | undefined {
  if (draft.before) return retime(call, action, draft.before);
  const ticket = applyToTicket(call, action, draft);
  keepTime(call, action, ticket);
  const html = text(draft.given, "note_html") || toHtml(text(action, "note"));
  const to = recipients(action, draft, ticket);
  const sent = action["sendemail"] === true && to.length > 0;
  if (sent) {
    const subject = text(action, "emailsubject");
    const cc = addresses(text(action, "emailcc"));
    const closes = ticket["$closed"] === true;
    sendMail(
      call,
      ticket,
      closes ? "closure" : "action",
      to,
      cc,
      subject === "" ? undefined : subject,
    );
  }
  return table(call, "actions").update(action, {
    note_html: html,
    ...(sent
      ? {
          emailto: to.join("; "),
          emaildirection: "O",
          dateemailed: now(call),
          emailsubject:
            text(action, "emailsubject") || `[#${ticket.id}] ${text(ticket, "summary")}`,
        }
      : {}),
    ...(number(action, "new_status") > 0
      ? { new_status_name: text(table(call, "statuses").get(number(action, "new_status")), "name") }
      : {}),
  });
}

/** Time on an action is an entry in the agent's time sheet. */
function keepTime(call: Call, action: Row, ticket: Row): void {
  const hours = number(action, "timetaken");
  if (hours <= 0) return;
  const start = Date.parse(text(action, "datetime"));
  const events = table(call, "timesheetevents");
  events.insert({
    id: events.nextId(),
    event_type: 0,
    subject: text(ticket, "summary"),
    start_date: stamp(start - hours * 3_600_000),
    end_date: stamp(start),
    timetaken: hours,
    agent_id: number(action, "who_agentid"),
    ticket_id: Number(ticket.id),
    action_number: Number(action.id),
    note: text(action, "note"),
    customer: text(ticket, "client_name"),
    holiday_id: 0,
    charge_rate: number(action, "chargerate"),
    client_id: number(ticket, "client_id"),
    site_id: number(ticket, "site_id"),
    traveltime: number(action, "traveltime"),
    mileage: number(action, "mileage"),
  });
  refresh(call, number(action, "who_agentid"), stamp(start - hours * 3_600_000).slice(0, 10));
}

function recipients(action: Row, { given }: Draft, ticket: Row): string[] {
  const named = text(given, "emailtonew") || text(given, "emailto");
  if (named !== "") return addresses(named);
  return text(action, "outcome") === "Email Supplier"
    ? []
    : [text(ticket, "user_email")].filter((address) => address !== "");
}

/** Status, agent, team, priority and categories that an action names become the ticket's. */
function applyToTicket(call: Call, action: Row, { given }: Draft): Row {
  const tickets = table(call, "tickets");
  const ticket = tickets.get(number(action, "ticket_id"));
  if (!ticket) throw sentence("The Ticket could not be found");
  const time = text(action, "datetime");
  const changes: Partial<Row> = {
    lastactiondate: time,
    last_update: time,
    timetaken: rounded(
      number(ticket, "timetaken") + number(action, "timetaken") + number(action, "nonbilltime"),
    ),
  };
  const status = table(call, "statuses").get(number(action, "new_status"));
  if (status) Object.assign(changes, statusChange(ticket, status, time));
  assignment(call, given, changes);
  if (number(given, "new_priority") > 0) changes["priority_id"] = number(given, "new_priority");
  for (const level of [1, 2, 3, 4]) {
    const value = text(given, `new_category${level}`);
    if (value !== "") changes[`category_${level}`] = value;
  }
  if (action["sendemail"] === true && text(ticket, "responsedate") <= NO_DATE) {
    changes["responsedate"] = time;
    changes["slaresponsestate"] = time <= text(ticket, "respondbydate") ? "I" : "O";
  }
  return tickets.update(ticket, changes);
}

/** The properties of a ticket that follow from its status. */
function statusChange(ticket: Row, status: Row, time: string): Partial<Row> {
  const closed = status["$closed"] === true;
  return {
    status_id: Number(status.id),
    onhold: status["$hold"] === true,
    $closed: closed,
    ...(closed
      ? {
          dateclosed: time,
          hasbeenclosed: true,
          slastate: time <= text(ticket, "fixbydate") ? "I" : "O",
        }
      : { dateclosed: NO_DATE }),
  };
}

function assignment(call: Call, given: Fields, changes: Partial<Row>): void {
  const agentId = number(given, "new_agent");
  if (agentId > 0) {
    const agent = table(call, "agents").get(agentId);
    if (!agent || agent["isdisabled"] === true) throw sentence("A valid Agent must be selected");
    changes["agent_id"] = agentId;
  }
  const name = text(given, "new_team");
  if (name !== "") {
    const team = table(call, "teams")
      .all()
      .find((row) => text(row, "name").toLowerCase() === name.toLowerCase());
    if (!team) throw sentence("A valid Team must be selected");
    changes["team"] = text(team, "name");
    changes["$team"] = Number(team.id);
  }
}

/** A changed action changes the time of its ticket by the difference. */
function retime(call: Call, action: Row, before: Row): Row {
  const ticket = table(call, "tickets").get(number(action, "ticket_id"));
  const difference = number(action, "timetaken") - number(before, "timetaken");
  if (ticket) {
    table(call, "tickets").update(ticket, {
      timetaken: rounded(number(ticket, "timetaken") + difference),
      last_update: stamp(call.state.clock.tick()),
    });
  }
  return action;
}

/** Adds an action of the system to a ticket, without further effects. */
export function recordAction(call: Call, ticket: Row, given: Fields): Row {
  const draft: Draft = {
    given: { ...given, ticket_id: ticket.id },
    flags: {},
    before: undefined,
    row: {},
  };
  const defaults = newAction(call, draft);
  return table(call, "actions").insert({
    ...defaults,
    ...given,
    sendemail: false,
    new_status: 0,
    id: nextNumber(call, Number(ticket.id)),
  });
}
