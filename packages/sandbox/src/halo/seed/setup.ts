import type { Fields, Row } from "../model.ts";
import { guid, list, type SeedTables } from "./context.ts";
import { SUBJECTS } from "./prose.ts";

/** What a ticket is for: service, sales or projects. */
export type Domain = "reqs" | "opps" | "prjs";

/** Statuses: id, name, short name, type (0 service, 1 sales, 2 project), and what they mean. */
const STATUSES: readonly (readonly [number, string, string, number, string?])[] = [
  [1, "New", "NEW", 0],
  [2, "In Progress", "WIP", 0],
  [3, "With User", "USER", 0, "hold"],
  [4, "With Supplier", "SUPP", 0, "hold"],
  [5, "Scheduled", "SCHED", 0],
  [6, "On Hold", "HOLD", 0, "hold"],
  [8, "Resolved", "RES", 0, "pending"],
  [9, "Closed", "CLSD", 0, "closed"],
  [20, "Qualifying", "QUAL", 1],
  [21, "Quoted", "QUOT", 1],
  [22, "Won", "WON", 1, "closed"],
  [23, "Lost", "LOST", 1, "closed"],
  [30, "Planned", "PLAN", 2],
  [31, "Project In Progress", "PWIP", 2],
  [32, "Completed", "DONE", 2, "closed"],
];

/** Ticket types: id, name, ITIL type, domain, first status. */
const TYPES: readonly (readonly [number, string, number, Domain, number])[] = [
  [1, "Incident", 1, "reqs", 1],
  [2, "Service Request", 3, "reqs", 1],
  [3, "Change Request", 2, "reqs", 1],
  [4, "Problem", 4, "reqs", 1],
  [21, "Project Task", 0, "reqs", 30],
  [31, "Opportunity", 0, "opps", 20],
  [41, "Project", 0, "prjs", 30],
];

type Priority = readonly [string, number, number, string];

/** The four priorities of an SLA: name, hours to respond and to fix, colour. */
export const PRIORITIES: readonly [Priority, ...Priority[]] = [
  ["Critical", 0.5, 8, "#e53935"],
  ["High", 1, 48, "#fb8c00"],
  ["Medium", 4, 120, "#fdd835"],
  ["Low", 8, 240, "#43a047"],
];

const SLAS = ["Standard", "Premium"] as const;

/** The buttons: id, what the action is called, the button, and what they do. */
const OUTCOMES: readonly (readonly [number, string, string, Fields])[] = [
  [1, "Logged", "Logged", { systemid: 1, hidden: true }],
  [2, "Updated", "Updated", { systemid: 2, hidden: true, hidefromuser: true }],
  [3, "SLA Hold", "SLA Hold", { systemid: 3, hidden: true, hidefromuser: true }],
  [4, "User Reply", "User Reply", { systemid: 4, hidden: true, newstatus: 2 }],
  [7, "Private Note", "Private Note", { hidefromuser: true }],
  [8, "Email User", "Email User", { sendemail: 1, newstatus: 3, respondtype: 1 }],
  [9, "Public Note", "Public Note", {}],
  [10, "Log Time", "Log Time", { hidefromuser: true }],
  [11, "Re-Assign", "Assign", { hidefromuser: true, mustassign: true }],
  [12, "Start Work", "Start Work", { newstatus: 2, hidefromuser: true }],
  [13, "Resolve", "Resolve", { newstatus: 8, sendemail: 1, mustaddnote: true }],
  [14, "Close", "Close Ticket", { newstatus: 9, mustaddnote: true }],
  [15, "Re-Open", "Re-Open", { newstatus: 2, hidefromuser: true }],
  [16, "Email Supplier", "Email Supplier", { sendemail: 2, newstatus: 4, hidefromuser: true }],
  [17, "Approve Change", "Approve", { hidefromuser: true, workflow_id: 2, workflow_step_id: 2 }],
  [
    18,
    "Reject Change",
    "Reject",
    { hidefromuser: true, workflow_id: 2, workflow_step_id: 2, newstatus: 9 },
  ],
  [
    19,
    "Implement Change",
    "Implement",
    { hidefromuser: true, workflow_id: 2, workflow_step_id: 3, newstatus: 5 },
  ],
  [20, "Mark as Won", "Won", { newstatus: 22, hidefromuser: true }],
  [21, "Mark as Lost", "Lost", { newstatus: 23, hidefromuser: true }],
  [22, "Complete Task", "Complete", { newstatus: 32, hidefromuser: true }],
];

/** The ticket types in which a button is offered; without an entry: 1, 2 and 4. */
const OFFERED: Readonly<Record<number, readonly number[]>> = {
  7: [1, 2, 3, 4, 21, 31, 41],
  8: [1, 2, 3, 4, 31],
  9: [1, 2, 3, 4, 21, 41],
  10: [1, 2, 3, 4, 21, 31, 41],
  11: [1, 2, 3, 4, 21, 31, 41],
  17: [3],
  18: [3],
  19: [3],
  20: [31],
  21: [31],
  22: [21, 41],
};

/** The lookup tables: number, name, values. */
const LOOKUPS: readonly (readonly [number, string, readonly string[]])[] = [
  [11, "Lookup types", []],
  [17, "Charge rates", ["No charge", "Remote support", "On-site support", "Out of hours"]],
  [22, "Sources", ["Manual", "E-mail", "Portal", "Phone", "Monitoring"]],
  [27, "Impact", ["Company", "Department", "One person"]],
  [28, "Urgency", ["High", "Medium", "Low"]],
  [33, "Contract types", ["Managed service", "Prepaid hours", "Hardware maintenance"]],
  [63, "Appointment types", ["On-site visit", "Remote session", "Meeting"]],
  [64, "Notification events", ["Ticket logged", "Ticket assigned", "SLA warning"]],
];

function status([id, name, shortname, type, meaning]: (typeof STATUSES)[number]): Row {
  return {
    id,
    guid: guid(4, id),
    name,
    shortname,
    type,
    sequence: id,
    colour: meaning === "closed" ? "#9e9e9e" : "#1e88e5",
    slaaction: meaning === "hold" ? "H" : "",
    ticket_count: 0,
    showonquickchange: true,
    $closed: meaning === "closed",
    $pending: meaning === "pending",
    $hold: meaning === "hold",
  };
}

function ticketType([id, name, itil, domain, first]: (typeof TYPES)[number]): Row {
  return {
    id,
    guid: guid(5, id),
    name,
    use: domain === "reqs" ? "ticket" : domain,
    sequence: id,
    default_sla: 1,
    group_id: 1,
    group_name: "Service Desk",
    ticket_count: 0,
    cancreate: true,
    agentscanselect: true,
    itilrequesttype: itil,
    allowattachments: true,
    is_sprint: false,
    fieldidlist: id === 3 ? [151, 152] : [151],
    enduserscanselect: id <= 2,
    anonymouscanselect: false,
    hasmandatorytechfields: id === 3,
    hasmandatoryuserfields: false,
    default_agent: -1,
    default_team: domain === "opps" ? "Sales" : "1st Line",
    default_priority: 3,
    visible: true,
    $domain: domain,
    $status: first,
    $workflow: id === 3 ? 2 : 1,
  };
}

const categoryNames = [...new Set(SUBJECTS.map(([, category]) => category))];

export const setupTables: SeedTables = {
  statuses: () => STATUSES.map(status),
  tickettypes: () => TYPES.map(ticketType),

  slas: () =>
    list(SLAS, (name, index) => ({
      guid: guid(6, index + 1),
      name,
      hoursaretechslocaltime: false,
      workday_id: 1,
      workday_name: "Office hours",
      responsereset: false,
      trackslafixbytime: true,
      trackslaresponsetime: true,
      statusafterautorelease: 2,
    })),

  priorities: () =>
    SLAS.flatMap((_, sla) =>
      PRIORITIES.map(([name, response, fix, colour], index) => ({
        id: guid(7, sla * 10 + index + 1),
        slaid: sla + 1,
        priorityid: index + 1,
        name,
        // Premium is twice as fast.
        fixtime: fix / (sla + 1),
        fixunits: "H",
        responsetime: response / (sla + 1),
        responseunits: "H",
        ishidden: false,
        colour,
        fixendofday: false,
        responseendofday: false,
      })),
    ),

  categories: () => [
    ...list(categoryNames, (value, index) => ({
      guid: guid(8, index + 1),
      value,
      category_name: value,
      type_id: 1,
      sla_id: 0,
      priority_id: 0,
      chargerate: 0,
      category_group_id: 0,
    })),
    ...list(
      ["User error", "Hardware fault", "Software fault", "Configuration", "No fault found"],
      (value, index) => ({
        guid: guid(8, index + 101),
        value,
        category_name: value,
        type_id: 2,
        sla_id: 0,
        priority_id: 0,
        chargerate: 0,
        category_group_id: 0,
      }),
      101,
    ),
  ],

  workflows: () => [
    {
      id: 1,
      guid: guid(10, 1),
      name: "Incident",
      note: "",
      active: true,
      in_use: true,
      steps: [
        { step_id: 1, flow_id: 1, name: "Work", isstart: true, isend: false },
        { step_id: 2, flow_id: 1, name: "Done", isstart: false, isend: true },
      ],
      stages: [],
      always_allow_actions: [],
    },
    {
      id: 2,
      guid: guid(10, 2),
      name: "Change",
      note: "Approval comes before the work.",
      active: true,
      in_use: true,
      steps: [
        { step_id: 1, flow_id: 2, name: "Plan", isstart: true, isend: false },
        { step_id: 2, flow_id: 2, name: "Approval", isstart: false, isend: false },
        { step_id: 3, flow_id: 2, name: "Implementation", isstart: false, isend: true },
      ],
      stages: [],
      always_allow_actions: [],
    },
  ],

  outcomes: () =>
    OUTCOMES.map(([id, outcome, buttonname, effects]) => ({
      id,
      guid: guid(11, id),
      outcome,
      buttonname,
      labellong: buttonname,
      colour: "#1e88e5",
      sequence: id,
      hidden: false,
      systemid: 0,
      respondtype: 0,
      sendemail: 0,
      newstatus: -1,
      hidefromuser: false,
      mustassign: false,
      mustaddnote: false,
      workflow_id: 0,
      workflow_step_id: 0,
      chargerate: 0,
      icon: "",
      ...effects,
      $types: [...(OFFERED[id] ?? [1, 2, 4])],
    })),

  lookups: () =>
    LOOKUPS.flatMap(([lookupid, , values]) =>
      lookupid === 11
        ? LOOKUPS.map(([id, name]) => ({ lookupid: 11, id, name, value2: "", sequence: id }))
        : ["", ...values].map((name, id) => ({
            lookupid,
            id,
            name,
            value2: lookupid === 17 && id > 0 ? String(40 + id * 20) : "",
            sequence: id,
          })),
    ),
};
