import { now, type Call } from "../call.ts";
import type { Target } from "../conditions/compare.ts";
import { conflict } from "../errors.ts";
import { fullName, number, numbers, text, type Fields, type Row } from "../model.ts";
import {
  assignedTo,
  EVERYTHING,
  insideRestriction,
  type Draft,
  type Resource,
} from "../resource.ts";
import { problem } from "../write.ts";
import { mail } from "./mail.ts";

/** The fields that the system works out. */
const READ_ONLY = [
  "recordType",
  "closedDate",
  "closedBy",
  "closedFlag",
  "actualHours",
  "dateResolved",
  "dateResplan",
  "dateResponded",
  "resolveMinutes",
  "resPlanMinutes",
  "respondMinutes",
  "isInSla",
  "slaStatus",
  "resources",
  "hasChildTicket",
  "hasMergedChildTicketFlag",
  "mergedParentTicket",
];

/** Read when a ticket is made or changed, and never shown again. */
const TRANSIENT = [
  "initialDescription",
  "initialInternalAnalysis",
  "initialResolution",
  "initialDescriptionFrom",
  "contactEmailLookup",
  "processNotifications",
  "skipCallback",
];

const ofBoard = (child: string) => ({ field: "board", label: "Service Board", child }) as const;

function ticketResource(path: string, kind: string, isHere: (row: Row) => boolean): Resource {
  return {
    path,
    table: "tickets",
    schema: kind,
    label: "Ticket",
    operations: [...EVERYTHING, "search"],
    module: kind === "Ticket" ? "tickets" : "projectTickets",
    where: isHere,
    visible: insideRestriction,
    mine: assignedTo,
    readOnly: READ_ONLY,
    transient: TRANSIENT,
    extra: extraNames,
    within: {
      status: ofBoard("Service Status"),
      type: ofBoard("Service Type"),
      subType: ofBoard("Service Sub Type"),
      item: ofBoard("Service Item"),
      team: ofBoard("Service Team"),
      site: { field: "company", label: "Company", child: "Site" },
      phase: { field: "project", label: "Project", child: "Project Phase" },
    },
    required: (call) => {
      const project = kind === "ProjectTicket" ? ["project"] : [];
      return call.state.switches.requirements === "2026.4" ? [...project, "company"] : project;
    },
    defaults: (call, draft) => ticketDefaults(call, draft, kind),
    check: checkTicket,
    saved: ticketSaved,
    removing(call, row) {
      if (call.state.store.table("timeEntries").by("_ticket", row.id).length > 0) {
        throw conflict(`Ticket ${row.id} has time entries and cannot be deleted.`);
      }
    },
    links: ["notes", "tasks", "configurations", "documents", "timeentries", "scheduleentries"],
  };
}

export const serviceTickets: Resource = ticketResource(
  "/service/tickets",
  "Ticket",
  (row) => row["recordType"] === "ServiceTicket",
);

export const projectTickets: Resource = ticketResource(
  "/project/tickets",
  "ProjectTicket",
  (row) => row["recordType"] !== "ServiceTicket",
);

/** Names in conditions that are no properties of a ticket. */
function extraNames(call: Call): Readonly<Record<string, Target>> {
  const configuration: Target = {
    kind: "number",
    get: (row) => numbers(row as Row, "_configurations"),
  };
  if (call.state.switches.topLevelDates === "refused") return { "configuration/id": configuration };
  return {
    "configuration/id": configuration,
    dateEntered: { kind: "date", get: (row) => (row as Row)["_entered"] },
    lastUpdated: { kind: "date", get: (row) => (row as Row)["_updated"] },
  };
}

function ticketDefaults(call: Call, { row }: Draft, kind: string): Fields {
  const { store } = call.state;
  const project = store.table("projects").get(number(row, "project"));
  const boardId = number(row, "board") ?? number(project, "board") ?? 1;
  const board = store.table("boards").get(boardId);
  // Without a company the ticket belongs to the house itself.
  const companyId =
    call.state.switches.requirements === "2026.4"
      ? number(row, "company")
      : (number(row, "company") ?? number(project, "company") ?? 2);
  const company = store.table("companies").get(companyId);
  const contact = number(row, "contact") ?? number(company, "defaultContact");
  const priority = store.table("priorities").by("defaultFlag", true)[0]?.id;
  return {
    recordType: kind === "Ticket" ? "ServiceTicket" : "ProjectTicket",
    board: boardId,
    company: companyId,
    site: number(company, "site"),
    contact,
    status: defaultStatus(call, boardId),
    priority,
    severity: "Medium",
    impact: "Medium",
    source: 2,
    location: number(board, "location"),
    department: number(board, "department"),
    serviceLocation: 1,
    billTime: "Billable",
    billExpenses: "Billable",
    billProducts: "Billable",
    closedFlag: false,
    actualHours: 0,
    isInSla: false,
    sla: 1,
    hasChildTicket: false,
    hasMergedChildTicketFlag: false,
    automaticEmailContactFlag: false,
    automaticEmailResourceFlag: false,
    automaticEmailCcFlag: false,
    allowAllClientsPortalView: false,
    customerUpdatedFlag: false,
    approved: true,
  };
}

function defaultStatus(call: Call, board: number): number | undefined {
  const statuses = call.state.store.table("boardStatuses").by("_parent", board);
  return (statuses.find((status) => status["defaultFlag"] === true) ?? statuses[0])?.id;
}

function checkTicket(call: Call, draft: Draft): void {
  const { row, given, before, problems } = draft;
  const { store } = call.state;
  if (before && row["board"] !== before["board"]) moveToBoard(call, draft);
  for (const name of before ? ["severity", "impact"] : []) {
    if (Object.hasOwn(given, name) && row[name] === undefined) {
      problems.push(problem(serviceTickets, "MissingRequiredField", name, `${name} is required.`));
    }
  }
  const subType = store.table("boardSubTypes").get(number(row, "subType"));
  const type = number(row, "type");
  if (subType && type !== undefined && !numbers(subType, "typeAssociationIds").includes(type)) {
    const message = `Service Sub Type ${subType.id} not found for Service Type ${type}`;
    problems.push(problem(serviceTickets, "NotFound", "subType/id", message));
  }
  const parent = number(given, "parentTicketId");
  if (parent !== undefined && (parent === before?.id || !store.table("tickets").get(parent))) {
    problems.push(
      problem(serviceTickets, "NotFound", "parentTicketId", `Ticket ${parent} not found`),
    );
  }
  followContact(call, draft);
  followOwner(call, draft);
  followStatus(call, draft);
}

/** A ticket that changes its board takes that board's defaults for what was not named. */
function moveToBoard(call: Call, { row, given }: Draft): void {
  if (given["status"] === undefined) row["status"] = defaultStatus(call, number(row, "board") ?? 0);
  for (const name of ["type", "subType", "item", "team"]) {
    if (given[name] === undefined) row[name] = undefined;
  }
}

function followContact(call: Call, { row, given, before }: Draft): void {
  const contact = call.state.store.table("contacts").get(number(row, "contact"));
  if (!contact || (before && given["contact"] === undefined)) return;
  row["contactName"] = given["contactName"] ?? fullName(contact);
  row["contactPhoneNumber"] = given["contactPhoneNumber"] ?? contact["defaultPhoneNbr"];
  row["contactEmailAddress"] = given["contactEmailAddress"] ?? contact["_email"];
}

function followOwner(call: Call, { row, before }: Draft): void {
  const owner = call.state.store.table("members").get(number(row, "owner"));
  if (!owner || owner.id === before?.["owner"]) return;
  row["resources"] = withResource(text(row, "resources"), text(owner, "identifier"));
}

/** The list of resources with one more name in it. */
export function withResource(resources: string, identifier: string): string {
  const names = resources.split(",").map((name) => name.trim());
  return [...new Set([...names, identifier])].filter((name) => name !== "").join(", ");
}

/** The status alone decides whether a ticket is closed, whatever the status is called. */
function followStatus(call: Call, { row, before }: Draft): void {
  const status = call.state.store.table("boardStatuses").get(number(row, "status"));
  const isClosed = status?.["closedStatus"] === true;
  row["closedFlag"] = isClosed;
  const time = now(call);
  const stage = text(status, "escalationStatus");
  if (stage !== "NotResponded" && stage !== "NoEscalation") row["dateResponded"] ??= time;
  if (isClosed && before?.["closedFlag"] !== true) {
    row["closedDate"] = time;
    row["closedBy"] = call.principal.identifier;
    row["dateResolved"] ??= time;
    row["slaStatus"] = "Resolved";
    row["isInSla"] = true;
  }
  if (!isClosed) {
    row["closedDate"] = undefined;
    row["closedBy"] = undefined;
    row["dateResolved"] = undefined;
    row["slaStatus"] = row["dateResponded"] === undefined ? "Respond" : "Plan";
  }
}

function ticketSaved(call: Call, row: Row, { given, before }: Draft): void {
  const tickets = call.state.store.table("tickets");
  const parent = tickets.get(number(row, "parentTicketId"));
  if (parent && parent["hasChildTicket"] !== true) tickets.update(parent, { hasChildTicket: true });
  if (!before) {
    const first = (name: string, flags: Fields): void => {
      const words = text(given, name);
      if (words !== "") addNote(call, row, words, flags);
    };
    first("initialDescription", { detailDescriptionFlag: true });
    first("initialInternalAnalysis", { internalAnalysisFlag: true });
    first("initialResolution", { resolutionFlag: true });
  }
  if (given["processNotifications"] === true) {
    mail(call, row, before ? "Ticket updated" : "New ticket", { contact: true });
  }
}

/** Adds a note in the caller's name. */
export function addNote(call: Call, ticket: Row, words: string, flags: Fields): Row {
  const { member, identifier } = call.principal;
  const time = now(call);
  const isOutside = flags["detailDescriptionFlag"] === true || flags["resolutionFlag"] === true;
  return call.state.store.table("ticketNotes").insert({
    _parent: ticket.id,
    ticketId: ticket.id,
    text: words,
    detailDescriptionFlag: false,
    internalAnalysisFlag: false,
    resolutionFlag: false,
    issueFlag: false,
    customerUpdatedFlag: false,
    ...flags,
    internalFlag: !isOutside,
    externalFlag: isOutside,
    member: member.id,
    createdBy: identifier,
    dateCreated: time,
    _entered: time,
    _enteredBy: identifier,
    _updated: time,
    _updatedBy: identifier,
  });
}
