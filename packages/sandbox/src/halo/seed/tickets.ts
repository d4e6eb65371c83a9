import {
  NO_DATE,
  NO_DATE_OLD,
  rounded,
  stamp,
  text,
  toHtml,
  type Fields,
  type Row,
} from "../model.ts";
import { cycle, DAY, HOUR, mixed, type SeedContext, type SeedTables } from "./context.ts";
import { TEAMS } from "./people.ts";
import { caseOf, FIRST_TICKET, openedAt, planOf, statusOf, ticketCount } from "./plan.ts";
import { DETAILS, SUBJECTS } from "./prose.ts";
import { PRIORITIES } from "./setup.ts";

const TASKS_PER_PROJECT = 4;
const OPPORTUNITIES = 40;

/** What every ticket has and few make use of. Copying it first is what makes thousands of them fast. */
const EMPTY: Row = {
  id: 0,
  dateoccurred: "",
  summary: "",
  details: "",
  status_id: 0,
  tickettype_id: 0,
  sla_id: 0,
  priority_id: 0,
  client_id: 0,
  client_name: "",
  site_id: 0,
  site_name: "",
  user_id: 0,
  user_name: "",
  team: "",
  agent_id: 0,
  category_1: "",
  category_2: "",
  category_3: "",
  category_4: "",
  categoryid_2: 0,
  categoryid_3: 0,
  categoryid_4: 0,
  estimate: 0,
  estimatedays: 0,
  itemsprice: 0,
  supplier_name: "",
  child_count: 0,
  flagged: false,
  read: true,
  enduserstatus: 0,
  excludefromsla: false,
  organisation_id: 1,
  department_id: 1,
  matched_kb_id: 0,
  release_note: "",
  product_id: 0,
  release_id: 0,
  release2_id: 0,
  release3_id: 0,
  inventory_number: "",
  is_vip: false,
  isimportantcontact: false,
  inactive: false,
  startdate: NO_DATE,
  targetdate: NO_DATE_OLD,
  deadlinedate: NO_DATE,
  followupdate: NO_DATE_OLD,
  cost: 0,
  userdef1: "",
  userdef2: "",
  userdef3: "",
  userdef4: "",
  userdef5: "",
  supplier_id: 0,
  supplier_reference: "",
  contract_id: 0,
  salesorder_id: 0,
  milestone_id: 0,
  merged_into_id: 0,
  approval_status: 0,
  colour: "",
  emailcclist: "",
  use: "ticket",
};

function serviceTicket(context: SeedContext, id: number, index: number): Row {
  const { client, user, site, agent } = caseOf(index);
  const customer = context.find("users", user);
  const opened = openedAt(context, index);
  const status = statusOf(context, index);
  const closed = status === 9;
  const type = cycle([1, 1, 2, 1, 2, 3, 1, 4], Math.floor(mixed(index, 10) * 8));
  const priority = cycle([3, 3, 4, 2, 3, 1], Math.floor(mixed(index, 11) * 6));
  const sla = client % 5 === 0 ? 2 : 1;
  const [subject, category] = cycle(SUBJECTS, Math.floor(mixed(index, 12) * SUBJECTS.length));
  const plan = planOf(context, index);
  const last = plan.at(-1)?.time ?? opened;
  const [, respondHours, fixHours] = cycle(PRIORITIES, priority - 1);
  const response = opened + (respondHours * HOUR) / sla;
  const fix = opened + (fixHours * HOUR) / sla;
  const answered = plan.find(({ kind }) => kind === "email")?.time;
  const hours = rounded(plan.reduce((sum, step) => sum + step.hours, 0));
  const unassigned = status === 1 && index % 3 === 0;
  const team = 1 + Math.floor(mixed(index, 13) * 3);
  const summary = index % 7 === 0 ? `${subject} (${String(customer["site_name"])})` : subject;
  const details = cycle(DETAILS, index);
  return {
    ...EMPTY,
    id,
    dateoccurred: stamp(opened),
    summary,
    details,
    status_id: status,
    tickettype_id: type,
    sla_id: sla,
    priority_id: priority,
    client_id: client,
    client_name: customer["client_name"],
    site_id: site,
    site_name: context.find("sites", site)["name"],
    user_id: user,
    user_name: customer["name"],
    team: TEAMS[team - 1],
    agent_id: unassigned ? 1 : agent,
    category_1: category,
    categoryid_1: 1 + SUBJECTS.findIndex(([, name]) => name === category),
    timetaken: hours,
    chargehours: rounded(hours * 0.75),
    nonchargehours: rounded(hours * 0.25),
    parent_id: 0,
    attachment_count: index % 10 === 0 ? 1 : 0,
    onhold: [3, 4, 6].includes(status),
    respondbydate: stamp(response),
    responsedate: answered === undefined ? NO_DATE : stamp(answered),
    slaresponsestate: answered === undefined ? "" : answered <= response ? "I" : "O",
    fixbydate: stamp(fix),
    dateclosed: closed ? stamp(last) : NO_DATE,
    dateassigned: unassigned ? NO_DATE : stamp(opened + HOUR / 4),
    lastactiondate: stamp(last),
    last_update: stamp(last),
    reportedby: customer["name"],
    user_email: customer["emailaddress"],
    workflow_id: type === 3 ? 2 : 1,
    workflow_step: type === 3 ? 1 + (index % 3) : 1,
    hasbeenclosed: closed,
    impact: cycle([1, 2, 3], index),
    urgency: cycle([2, 1, 3], index),
    source: cycle([2, 3, 4, 5, 1], index),
    itil_requesttype_id: cycle([1, 3, 2, 4], type - 1),
    customfields: [
      {
        id: 151,
        name: "CFAssetTag",
        label: "Asset tag",
        type: 0,
        value: `LK-${1000 + (index % 800)}`,
        display: `LK-${1000 + (index % 800)}`,
        usage: 1,
        inputtype: 0,
      },
    ],
    datecreated: stamp(opened),
    slastate: closed ? (last <= fix ? "I" : "O") : "",
    closure_note: closed ? "Done" : "",
    deleted: false,
    $team: team,
    $domain: "reqs",
    $closed: closed,
  };
}

function projectTicket(
  context: SeedContext,
  id: number,
  index: number,
  domain: "opps" | "prjs",
): Row {
  const base = serviceTicket(context, id, 100 + index * 3);
  const opened = context.today - (index + 1) * 9 * DAY;
  const sales = domain === "opps";
  const status = sales ? cycle([20, 21, 22, 23], index) : cycle([31, 30, 32], index);
  const closed = [22, 23, 32].includes(status);
  const summary = sales
    ? cycle(["Office move", "New firewall", "Managed backup", "Telephone system"], index)
    : cycle(["Move to the cloud", "Replace all laptops", "New branch office"], index);
  return {
    ...base,
    dateoccurred: stamp(opened),
    datecreated: stamp(opened),
    summary: `${summary}: ${text(base, "client_name")}`,
    details: `Agreed with ${text(base, "user_name")}.`,
    status_id: status,
    tickettype_id: sales ? 31 : 41,
    team: sales ? "Sales" : "Projects",
    agent_id: sales ? 12 : 13,
    timetaken: 0,
    chargehours: 0,
    nonchargehours: 0,
    attachment_count: 0,
    onhold: false,
    dateclosed: closed ? stamp(opened + 5 * DAY) : NO_DATE,
    last_update: stamp(opened + 5 * DAY),
    lastactiondate: stamp(opened + 5 * DAY),
    hasbeenclosed: closed,
    itil_requesttype_id: 0,
    ...(sales
      ? {
          oppcontactname: base["user_name"],
          oppcompanyname: base["client_name"],
          oppemailaddress: base["user_email"],
          oppvalue: 2500 + index * 250,
          oppconversionprobability: cycle([25, 50, 100, 0], index),
        }
      : {
          startdate: stamp(opened),
          targetdate: stamp(opened + 60 * DAY),
          projecttimebudget: 40,
          projectmoneybudget: 12_000,
          projectcompletionpercentage: closed ? 100 : 35,
          child_count: TASKS_PER_PROJECT,
          $children: TASKS_PER_PROJECT,
        }),
    $team: sales ? 5 : 4,
    $domain: domain,
    $closed: closed,
  };
}

/** The first project; opportunities come before it. */
export const FIRST_OPPORTUNITY = 7001;
export const FIRST_PROJECT = 8001;

function projectCount(context: SeedContext): number {
  return context.size === "full" ? 24 : 6;
}

/** The place of a service ticket among the tasks of projects, which lie evenly between the others. */
function taskPlace(context: SeedContext, index: number): number | undefined {
  const tasks = projectCount(context) * TASKS_PER_PROJECT;
  const step = Math.floor(ticketCount(context) / tasks);
  const place = Math.floor(index / step);
  return index % step === step - 1 && place < tasks ? place : undefined;
}

function asTask(context: SeedContext, ticket: Row, place: number): Row {
  const project = projectTicket(context, 0, Math.floor(place / TASKS_PER_PROJECT), "prjs");
  const status = cycle([30, 31, 32], place);
  return {
    ...ticket,
    summary: cycle(["Inventory", "Order hardware", "Migration weekend", "Hand over"], place),
    tickettype_id: 21,
    status_id: status,
    team: "Projects",
    parent_id: FIRST_PROJECT + Math.floor(place / TASKS_PER_PROJECT),
    client_id: project["client_id"],
    client_name: project["client_name"],
    site_id: project["site_id"],
    site_name: project["site_name"],
    user_id: project["user_id"],
    user_name: project["user_name"],
    reportedby: project["user_name"],
    user_email: project["user_email"],
    onhold: false,
    // Projects have dates of their own in place of an SLA.
    excludefromsla: true,
    respondbydate: NO_DATE,
    fixbydate: NO_DATE,
    slaresponsestate: "",
    slastate: "",
    itil_requesttype_id: 0,
    dateclosed: status === 32 ? ticket["last_update"] : NO_DATE,
    $team: 4,
    $closed: status === 32,
  };
}

export const ticketTables: SeedTables = {
  /** Service tickets, opportunities and projects are one kind of record. */
  tickets: (context): Row[] => {
    const service = Array.from({ length: ticketCount(context) }, (_, index) => {
      const ticket = serviceTicket(context, FIRST_TICKET + index, index);
      const place = taskPlace(context, index);
      return place === undefined ? ticket : asTask(context, ticket, place);
    });
    const more = (first: number, length: number, domain: "opps" | "prjs"): Row[] =>
      Array.from({ length }, (_, index) => projectTicket(context, first + index, index, domain));
    return [
      ...service,
      ...more(FIRST_OPPORTUNITY, OPPORTUNITIES, "opps"),
      ...more(FIRST_PROJECT, projectCount(context), "prjs"),
    ];
  },
};

/** The HTML of a ticket's details; made when it is asked for. */
export function detailsHtml(ticket: Fields): string {
  return text(ticket, "details_html") || toHtml(text(ticket, "details"));
}
