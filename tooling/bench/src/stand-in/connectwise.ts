import { recordOfSize, type StandIn, type StandInAnswer } from "./stand-in.ts";

/** Bytes of compact JSON, so that token figures compare with those published. */
const TICKET_BYTES = 4335;
const NOTE_BYTES = 937;
const TICKETS = 120;
const NOTES = 30;
const COMPANIES = 100;

const API = "/v4_6_release/apis/3.0";
const HOST = `https://psa.example.com${API}`;
const FIRST_TICKET = 51_200;
const FIRST_COMPANY = 400;

const sentences =
  "The caller says that the program closes as soon as a second window is opened. " +
  "The event log names the graphics driver each time. ";

const summaries = [
  "Outlook closes when a calendar is shared",
  "New starter on Monday needs a laptop",
  "Label printer in dispatch prints blank rows",
  "VPN drops every quarter of an hour",
  "Backup of the file server ended with warnings",
];

const companies = ["Larkfield Dental Group", "Ostler Timber", "Brightwater School"];

const cycle = <T>(values: readonly T[], index: number): T => values[index % values.length] as T;

/** A reference as the API writes them, with the address of what it means. */
const reference = (path: string, id: number, name: string): object => ({
  id,
  name,
  _info: { [`${path.split("/").at(-1)?.replace(/s$/, "") ?? ""}_href`]: `${HOST}/${path}/${id}` },
});

const member = (id: number, identifier: string, name: string): object => ({
  ...reference("system/members", id, name),
  identifier,
});

/** A ticket with 68 fields. */
function ticket(index: number): object {
  const id = FIRST_TICKET + TICKETS - index;
  const day = String((index % 28) + 1).padStart(2, "0");
  return recordOfSize(TICKET_BYTES, "/notes", (filling) => ({
    id,
    summary: cycle(summaries, index),
    recordType: "ServiceTicket",
    board: reference("service/boards", 1, "Help Desk"),
    status: { ...reference("service/boards/1/statuses", 101, "In Progress"), sort: 2 },
    workRole: reference("time/workRoles", 3, "Engineer"),
    workType: reference("time/workTypes", 5, "Remote Support"),
    company: {
      ...reference("company/companies", FIRST_COMPANY + (index % 3), cycle(companies, index)),
      identifier: "LARK",
    },
    site: reference("company/companies/400/sites", 12, "Main"),
    siteName: "Main",
    addressLine1: "3 Market Street",
    city: "Millbrook",
    zip: "AB1 2CD",
    contact: reference("company/contacts", 2220, "Miriam Stone"),
    contactName: "Miriam Stone",
    contactPhoneNumber: "02079460123",
    contactEmailAddress: "miriam@larkfield.example",
    type: reference("service/boards/1/types", 11, "Software"),
    subType: reference("service/boards/1/subtypes", 21, "Mail"),
    item: reference("service/boards/1/items", 31, "Client"),
    team: reference("service/boards/1/teams", 2, "First line"),
    owner: member(151, "rvale", "Rowan Vale"),
    priority: { ...reference("service/priorities", 3, "Priority 3 - Normal"), sort: 3, level: "3" },
    serviceLocation: reference("service/locations", 1, "Remote"),
    source: reference("service/sources", 2, "Email"),
    requiredDate: `2026-07-${day}T16:00:00Z`,
    budgetHours: 2,
    agreement: { ...reference("finance/agreements", 400, "Managed Gold"), type: "Managed" },
    severity: "Medium",
    impact: "Low",
    externalXRef: "",
    poNumber: "",
    allowAllClientsPortalView: false,
    customerUpdatedFlag: false,
    automaticEmailContactFlag: false,
    automaticEmailResourceFlag: false,
    automaticEmailCcFlag: false,
    closedFlag: false,
    actualHours: 0.75,
    approved: true,
    estimatedExpenseCost: 0,
    estimatedExpenseRevenue: 0,
    estimatedProductCost: 0,
    estimatedProductRevenue: 0,
    estimatedTimeCost: 0,
    estimatedTimeRevenue: 0,
    billingMethod: "ActualRates",
    subBillingMethod: "ActualRates",
    resolveMinutes: 0,
    resPlanMinutes: 0,
    respondMinutes: 34,
    isInSla: true,
    resources: cycle(["rvale", "rvale, mhollis", "dlowe"], index),
    hasChildTicket: false,
    hasMergedChildTicketFlag: false,
    billTime: "Billable",
    billExpenses: "Billable",
    billProducts: "Billable",
    lagDays: 0,
    lagNonworkingDaysFlag: false,
    location: reference("system/locations", 1, "London"),
    department: { ...reference("system/departments", 1, "Services"), identifier: "SVC" },
    sla: reference("service/SLAs", 1, "Standard SLA"),
    slaStatus: "Respond by Wed 07/01 10:00",
    currency: { ...reference("finance/currencies", 1, "Pounds"), currencyCode: "GBP" },
    integratorTags: [],
    customFields: [
      {
        id: 31,
        caption: "Change Number",
        type: "Text",
        entryMethod: "EntryField",
        numberOfDecimals: 0,
        value: "CHG-1000",
      },
    ],
    _info: {
      lastUpdated: `2026-07-${day}T09:12:00Z`,
      updatedBy: "rvale",
      dateEntered: `2026-06-${day}T08:30:00Z`,
      enteredBy: "rvale",
      notes_href: `${HOST}/service/tickets/${id}${filling}`,
    },
  }));
}

/** A note whose text are two paragraphs. */
function note(ticketId: number, index: number): object {
  const day = String(index + 1).padStart(2, "0");
  return recordOfSize(NOTE_BYTES, "/members", (filling) => ({
    id: 800_100 + index,
    ticket: { id: ticketId },
    text: `${sentences.repeat(2).slice(0, 192)}\n\n${sentences.repeat(3).slice(40, 232)}`,
    noteType: "TicketNote",
    isMarkdownFlag: false,
    detailDescriptionFlag: index % 3 !== 0,
    internalAnalysisFlag: index % 3 === 0,
    resolutionFlag: false,
    issueFlag: false,
    bundledFlag: false,
    mergedFlag: false,
    originalAuthor: "rvale",
    member: { id: 151, identifier: "rvale", name: "Rowan Vale" },
    _info: {
      dateEntered: `2026-06-${day}T08:30:00Z`,
      sort_href: `${HOST}${filling}`,
    },
  }));
}

function company(id: number): object {
  return {
    id,
    identifier: `C${id}`,
    name: cycle(companies, id),
    status: reference("company/companies/statuses", 1, "Active"),
    addressLine1: "3 Market Street",
    city: "Millbrook",
    zip: "AB1 2CD",
    phoneNumber: "02079460100",
    website: "www.larkfield.example",
    deletedFlag: false,
    _info: { lastUpdated: "2026-06-01T08:12:00Z", updatedBy: "rvale" },
  };
}

const tickets = Array.from({ length: TICKETS }, (_value, index) => ticket(index));
const known = new Map(
  Array.from({ length: COMPANIES }, (_value, index) => FIRST_COMPANY + index).map((id) => [
    `${API}/company/companies/${id}`,
    answer(200, company(id)),
  ]),
);
const nothing = answer(404, { code: "NotFound", message: "Not found", errors: null });

/** The few routes of ConnectWise PSA's API that benchmark calls reach. */
export const standIn: StandIn = (method, url) => {
  const ready = known.get(url);
  if (ready !== undefined) return ready;
  const { pathname, searchParams } = new URL(url, "http://stand-in");
  if (method !== "GET" || !pathname.startsWith(API)) return nothing;
  const path = pathname.slice(API.length);
  if (path === "/service/tickets") return page(tickets, searchParams);
  if (path === "/project/tickets") return page([], searchParams);
  const id = Number(/^\/service\/tickets\/(\d+)/.exec(path)?.[1]);
  if (path === `/service/tickets/${id}`) return answer(200, { ...tickets[0], id });
  if (path === `/service/tickets/${id}/allNotes`) {
    return page(
      Array.from({ length: NOTES }, (_value, index) => note(id, NOTES - 1 - index)),
      searchParams,
    );
  }
  return nothing;
};

function page(records: readonly object[], query: URLSearchParams): StandInAnswer {
  const size = Number(query.get("pageSize") ?? 25);
  const number = Number(query.get("page") ?? 1);
  const fields = query.get("fields")?.split(",");
  const shown = records
    .slice((number - 1) * size, number * size)
    .map((record) => (fields === undefined ? record : selected(record, fields)));
  const next = number * size < records.length;
  const link = next ? { link: `<${HOST}/x?page=${number + 1}&pageSize=${size}>; rel="next"` } : {};
  return answer(200, shown, link);
}

/** The record with the fields alone that were asked for, nested ones inside their parents. */
function selected(record: object, fields: readonly string[]): object {
  const result: Record<string, unknown> = {};
  for (const field of fields) {
    const [name = "", inner] = field.split("/");
    const value = (record as Record<string, unknown>)[name];
    if (value === undefined) continue;
    if (inner === undefined) result[name] = value;
    else {
      const part = (value as Record<string, unknown>)[inner];
      if (part !== undefined) result[name] = { ...(result[name] as object), [inner]: part };
    }
  }
  return result;
}

function answer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): StandInAnswer {
  return {
    status,
    type: "application/json; charset=utf-8",
    body: Buffer.from(JSON.stringify(body)),
    headers,
  };
}
