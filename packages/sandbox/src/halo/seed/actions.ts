import { stamp, type Fields, type Row } from "../model.ts";
import { cycle, type SeedContext } from "./context.ts";
import { caseOf, FIRST_TICKET, planOf, type Step } from "./plan.ts";
import { HOSTILE_NOTES, NOTES, REPLIES } from "./prose.ts";

const SETTINGS: Readonly<Record<Step["kind"], Fields>> = {
  logged: {
    outcome: "Logged",
    outcome_id: 1,
    action_systemid: 1,
    emaildirection: "I",
    hiddenfromuser: false,
  },
  note: {
    outcome: "Private Note",
    outcome_id: 7,
    action_systemid: 0,
    emaildirection: "",
    hiddenfromuser: true,
  },
  email: {
    outcome: "Email User",
    outcome_id: 8,
    action_systemid: 0,
    emaildirection: "O",
    hiddenfromuser: false,
  },
  reply: {
    outcome: "User Reply",
    outcome_id: 4,
    action_systemid: 4,
    emaildirection: "I",
    hiddenfromuser: false,
  },
  system: {
    outcome: "Updated",
    outcome_id: 2,
    action_systemid: 2,
    emaildirection: "",
    hiddenfromuser: true,
  },
  close: {
    outcome: "Close",
    outcome_id: 14,
    action_systemid: 0,
    emaildirection: "",
    hiddenfromuser: false,
  },
};

function noteOf(kind: Step["kind"], ticket: Row, index: number, place: number): string {
  switch (kind) {
    case "logged":
      return String(ticket["details"]);
    case "reply":
      return cycle(REPLIES, index + place);
    case "system":
      return "Priority changed by a rule.";
    case "close":
      return "Done";
    case "note":
    case "email":
      // One ticket in fifty has a note that tries to command an assistant.
      if (index % 50 === 7 && place === 1) return cycle(HOSTILE_NOTES, Math.floor(index / 50));
      return cycle(NOTES, index + place);
  }
}

/** Who did it: the agent of the ticket, the user, or the system. */
function who(kind: Step["kind"], ticket: Row, agent: Row): Fields {
  if (kind === "logged" || kind === "reply") {
    return {
      $who: ticket["user_name"],
      who_type: 2,
      who_agentid: 0,
      actionby_user_id: ticket["user_id"],
    };
  }
  if (kind === "system") return { $who: "System", who_type: 0, who_agentid: 0 };
  return { $who: agent["name"], who_type: 1, who_agentid: agent.id };
}

function record(context: SeedContext, ticket: Row, index: number, step: Step, place: number): Row {
  const { kind, time, hours } = step;
  const moment = stamp(time);
  const agent = context.find("agents", caseOf(index).agent);
  const mail = kind === "email";
  return {
    id: place + 1,
    ticket_id: Number(ticket.id),
    ...who(kind, ticket, agent),
    datetime: moment,
    last_updated: moment,
    note: noteOf(kind, ticket, index, place),
    ...SETTINGS[kind],
    actiondatecreated: moment,
    actioncompletiondate: moment,
    timetaken: hours,
    nonbilltime: 0,
    traveltime: 0,
    mileage: 0,
    chargerate: hours > 0 ? 1 : 0,
    actisbillable: hours > 0,
    actionchargehours: hours,
    important: place === 1 && index % 20 === 0,
    sendemail: mail,
    emailfrom: mail ? "help@larkfield.example" : "",
    emailto: mail ? ticket["user_email"] : "",
    emailcc: "",
    emailsubject: mail ? `[#${ticket.id}] ${String(ticket["summary"])}` : "",
    old_status: kind === "close" ? 2 : Number(ticket["status_id"]),
    new_status: kind === "close" ? 9 : 0,
    attachment_count: place === 0 ? Number(ticket["attachment_count"]) : 0,
    colour: "",
    project_id: 0,
    travel_chargerate: 0,
    replied_to_ticket_id: 0,
  };
}

/** The actions of a ticket by its place among the service tickets. */
export function actionsOf(context: SeedContext, index: number): Row[] {
  const ticket = context.find("tickets", FIRST_TICKET + index);
  return planOf(context, index).map((step, place) => record(context, ticket, index, step, place));
}
