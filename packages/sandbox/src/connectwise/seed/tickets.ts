import { createRandom } from "../../http/random.ts";
import { fullName, stamp, type Fields, type Row } from "../model.ts";
import { boardId } from "./boards.ts";
import { contactId, siteId } from "./companies.ts";
import { cycle, DAY, history, HOUR, list, type SeedContext, type SeedTables } from "./context.ts";
import { COMPANY_NAMES } from "./names.ts";
import { HOSTILE_NOTES, SUMMARIES, TEXTS } from "./prose.ts";

/** Tickets are numbered from here on. */
export const FIRST_TICKET = 10_001;
const SERVICE_TICKETS = 2100;
const PROJECT_TICKETS = 240;

/** The ticket of the rich company that has notes, time, tasks, configurations and a document. */
export const RICH_TICKET = 10_001;

const TECHNICIANS = [151, 152, 160, 161, 155] as const;

function memberName(context: SeedContext, id: number): string {
  return String(context.rows("members").find((row) => row.id === id)?.["identifier"] ?? "");
}

/** Board 1 has most tickets, and the night board few. */
function boardOf(index: number): number {
  return cycle([1, 1, 3, 1, 2, 1, 3, 1, 1, 5], index);
}

function statusIndex(board: number, isOpen: boolean, turn: number): number {
  if (board === 5) return 0;
  if (board === 4) return isOpen ? turn % 2 : 2;
  if (board === 3) return isOpen ? turn % 3 : 3;
  if (board === 2) return isOpen ? turn % 3 : 3;
  return isOpen ? turn % 4 : 4 + (turn % 7 === 0 ? 1 : 0);
}

function ticket(context: SeedContext, index: number): Row {
  const random = createRandom(`ticket ${index}`);
  const isProject = index >= SERVICE_TICKETS;
  const id = FIRST_TICKET + index;
  const board = isProject ? 4 : boardOf(index);
  const age = isProject ? 1 + (index % 90) : 1 + Math.floor((index * 400) / SERVICE_TICKETS);
  const entered = context.today - age * DAY + (8 + (index % 9)) * HOUR + (index % 60) * 60_000;
  const isOpen = board === 5 || age < 12 || index % 17 === 0;
  const status = statusIndex(board, isOpen, index);
  const companyIndex = isProject ? companyOfProject(index % 12) : companyOf(index);
  const company = context.rows("companies")[companyIndex + 1];
  const contact = context
    .rows("contacts")
    .find((row) => row.id === contactId(companyIndex, index % 3));
  const owner =
    index % 5 === 4 && isOpen ? undefined : cycle(TECHNICIANS, index + Math.floor(index / 5));
  const ownerName = owner === undefined ? "" : memberName(context, owner);
  const helper = index % 6 === 0 ? memberName(context, cycle(TECHNICIANS, index + 2)) : "";
  const closed = entered + random.between(1, 70) * HOUR;
  const isClosed = !isOpen;
  return {
    id,
    summary: cycle(SUMMARIES, index * 8 + 3),
    recordType: isProject ? "ProjectTicket" : "ServiceTicket",
    board,
    status: boardId(board, status),
    company: company?.id,
    site: siteId(companyIndex, 0),
    contact: contact?.id,
    contactName: contact ? fullName(contact) : undefined,
    contactPhoneNumber: contact?.["defaultPhoneNbr"],
    contactEmailAddress: contact?.["_email"],
    type: boardId(board, 20 + (index % 3)),
    subType: boardId(board, 40 + (index % 3)),
    item: boardId(board, 60 + (index % 4)),
    team: isProject ? undefined : boardId(board, 80 + (index % 2)),
    owner,
    resources:
      [...new Set([ownerName, helper])].filter((name) => name !== "").join(", ") || undefined,
    priority: cycle([8, 8, 8, 7, 9, 8, 6], index),
    severity: cycle(["Medium", "Low", "High"], index),
    impact: cycle(["Medium", "High", "Low"], index),
    source: 1 + (index % 4),
    serviceLocation: 1,
    location: board === 3 ? 2 : 1,
    department: 1,
    agreement: index % 3 === 0 ? agreementOf(companyIndex) : undefined,
    requiredDate: index % 8 === 0 ? stamp(entered + 5 * DAY) : undefined,
    budgetHours: index % 8 === 0 ? 4 : undefined,
    closedFlag: isClosed,
    ...(isClosed ? { closedDate: stamp(closed), closedBy: ownerName || "rvale" } : {}),
    ...(isClosed ? { dateResolved: stamp(closed) } : {}),
    ...(status > 0 ? { dateResponded: stamp(entered + HOUR) } : {}),
    slaStatus: isClosed ? "Resolved" : cycle(["Respond", "Plan"], status),
    isInSla: index % 9 !== 0,
    sla: index % 6 === 5 ? 2 : 1,
    billTime: "Billable",
    billExpenses: "Billable",
    billProducts: "Billable",
    automaticEmailContactFlag: false,
    automaticEmailResourceFlag: false,
    automaticEmailCcFlag: false,
    allowAllClientsPortalView: false,
    customerUpdatedFlag: index % 10 === 0 && isOpen,
    approved: true,
    actualHours: hoursOf(id),
    hasChildTicket: id === RICH_TICKET + 4,
    hasMergedChildTicketFlag: id === RICH_TICKET + 8,
    parentTicketId: id === RICH_TICKET + 5 || id === RICH_TICKET + 6 ? RICH_TICKET + 4 : undefined,
    mergedParentTicket: id === RICH_TICKET + 9 ? RICH_TICKET + 8 : undefined,
    ...(isProject ? projectParts(index) : {}),
    _configurations: index % 4 === 0 ? [30_000 + companyIndex * 20 + (index % 6)] : [],
    customFields: changeNumber(index),
    ...history(
      entered,
      cycle(["mhollis", "rvale", "psaapi"], index),
      isClosed ? closed : entered + HOUR,
      ownerName || "mhollis",
    ),
  };
}

function changeNumber(index: number): Fields[] {
  const base = {
    id: 31,
    caption: "Change Number",
    type: "Text",
    entryMethod: "EntryField",
    numberOfDecimals: 0,
  };
  return [index % 25 === 0 ? { ...base, value: `CHG-${1000 + index}` } : base];
}

function projectParts(index: number): Fields {
  const project = 1 + (index % 12);
  return {
    project,
    phase: project * 10 + (index % 3),
    wbsCode: `${(index % 3) + 1}.${index % 20}`,
  };
}

/** The company of the nth project. */
function companyOfProject(project: number): number {
  return project === 0 ? 22 : (project * 7) % 40;
}

/** The rich company has every tenth ticket; the deleted and the inactive one have old ones only. */
function companyOf(index: number): number {
  if (index === 0 || index % 10 === 3) return 22;
  const position = (index * 5) % COMPANY_NAMES.length;
  return index < 1000 && (position === 40 || position === 41) ? 0 : position;
}

function agreementOf(companyIndex: number): number | undefined {
  return companyIndex % 2 === 0 ? 400 + companyIndex : undefined;
}

/** Which tickets have a time entry, and how long it is; the table of time entries follows this. */
export function hoursOf(ticketId: number): number {
  const index = ticketId - FIRST_TICKET;
  if (ticketId === RICH_TICKET) return 2;
  return index % 2 === 0 && index % 10 !== 4 ? 0.5 + (index % 4) * 0.25 : 0;
}

function notesOf(context: SeedContext, source: Row): Row[] {
  const index = source.id - FIRST_TICKET;
  const amount = source.id === RICH_TICKET ? 7 : index % 3;
  const entered = Date.parse(String(source["_entered"]));
  return Array.from({ length: amount + 1 }, (_, turn) => {
    const isInternal = turn % 3 === 1;
    const isResolution = turn > 0 && turn === amount && source["closedFlag"] === true;
    const isOutside = turn > 0 && turn % 4 === 3;
    const member = cycle(TECHNICIANS, index + turn);
    const by = memberName(context, member);
    const time = entered + turn * HOUR;
    return {
      id: 100_000 + index * 10 + turn,
      _parent: source.id,
      ticketId: source.id,
      text: noteText(index, turn),
      detailDescriptionFlag: !isInternal && !isResolution,
      internalAnalysisFlag: isInternal && !isResolution,
      resolutionFlag: isResolution,
      issueFlag: false,
      internalFlag: isInternal && !isResolution,
      externalFlag: !isInternal || isResolution,
      customerUpdatedFlag: isOutside,
      ...(isOutside ? { contact: source["contact"] } : { member }),
      dateCreated: stamp(time),
      createdBy: isOutside ? "portal" : by,
      ...history(time, by),
    };
  });
}

function noteText(index: number, turn: number): string {
  const isHostile = (index === 0 && turn > 3) || (index % 40 === 7 && turn === 0);
  return isHostile ? cycle(HOSTILE_NOTES, index + turn) : cycle(TEXTS, index + turn * 3);
}

/** Tickets with notes and tasks. */
export const ticketTables: SeedTables = {
  tickets: (context) =>
    Array.from({ length: SERVICE_TICKETS + PROJECT_TICKETS }, (_, index) => ticket(context, index)),
  ticketNotes: (context) => context.rows("tickets").flatMap((row) => notesOf(context, row)),
  ticketTasks: (context) =>
    context
      .rows("tickets")
      .filter((row) => row.id === RICH_TICKET || row.id % 12 === 0)
      .flatMap((row) =>
        list(
          ["Check the warranty", "Call the user back", "Update the documentation"],
          (notes, turn) => ({
            _parent: row.id,
            ticketId: row.id,
            notes,
            closedFlag: turn === 0 || row["closedFlag"] === true,
            priority: turn + 1,
          }),
          500_000 + (row.id - FIRST_TICKET) * 3,
        ),
      ),
};
