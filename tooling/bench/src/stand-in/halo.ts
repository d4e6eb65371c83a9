import { recordOfSize, type StandIn, type StandInAnswer } from "./stand-in.ts";

/** Bytes of compact JSON, the same as of ConnectWise's, so that token figures compare. */
const TICKET_BYTES = 4335;
const ACTION_BYTES = 937;
const TICKETS = 120;
const ACTIONS = 30;
const CLIENTS = 100;

const FIRST_TICKET = 51_200;
const FIRST_CLIENT = 400;

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

const clients = ["Larkfield Dental Group", "Ostler Timber", "Brightwater School"];
const statuses = ["New", "In Progress", "With User"];
const agents = ["Jo Lind", "Rowan Vale", "Marta Hollis"];
const priorities = ["Critical", "High", "Medium", "Low"];

const cycle = <T>(values: readonly T[], index: number): T => values[index % values.length] as T;

/** A row of a list of tickets: ids without the names of status, agent, priority and type. */
function ticket(index: number): object {
  const day = String((index % 28) + 1).padStart(2, "0");
  return recordOfSize(TICKET_BYTES, "<p>Reported by telephone.</p>", (filling) => ({
    id: FIRST_TICKET + TICKETS - index,
    dateoccurred: `2026-06-${day}T08:30:00Z`,
    summary: cycle(summaries, index),
    details: sentences,
    status_id: 1 + (index % 3),
    tickettype_id: 1,
    sla_id: 1,
    slaresponsestate: "I",
    impact: 3,
    urgency: 3,
    client_id: FIRST_CLIENT + (index % 3),
    client_name: cycle(clients, index),
    site_id: 12,
    site_name: "Main",
    user_id: 2220,
    user_name: "Miriam Stone",
    reportedby: "Miriam Stone",
    team: "1st Line",
    agent_id: 5 + (index % 3),
    priority_id: 1 + (index % 4),
    category_1: "Software>E-mail",
    categoryid_1: 4,
    category_2: "",
    category_3: "",
    category_4: "",
    estimate: 0,
    estimatedays: 0,
    excludefromslas: false,
    hasbeenclosed: false,
    inactive: false,
    onhold: false,
    deleted: false,
    read: true,
    reviewrequired: false,
    starred: false,
    is_vip: false,
    flagged: false,
    use: "ticket",
    source: 0,
    workflow_id: 1,
    workflow_step: 1,
    timetaken: 0.75,
    nonbilltime: 0,
    contract_id: 400,
    supplier_id: 0,
    parent_id: 0,
    child_count: 0,
    attachment_count: 1,
    approval_status: 0,
    lastactiondate: `2026-07-${day}T09:12:00Z`,
    last_update: `2026-07-${day}T09:12:00Z`,
    respondbydate: `2026-06-${day}T10:30:00Z`,
    responsedate: `2026-06-${day}T09:00:00Z`,
    fixbydate: `2026-06-${day}T18:30:00Z`,
    dateclosed: "1899-12-30T00:00:00Z",
    deadlinedate: "1900-01-01T00:00:00Z",
    followupdate: "1899-12-30T00:00:00Z",
    startdate: "1899-12-30T00:00:00Z",
    targetdate: "1899-12-30T00:00:00Z",
    customfields: [
      { id: 31, name: "CFChangeNumber", label: "Change number", type: 0, value: "CHG-1000" },
    ],
    details_html: filling,
  }));
}

/** An action whose text are two paragraphs. */
function action(ticketId: number, index: number): object {
  const day = String(index + 1).padStart(2, "0");
  return recordOfSize(ACTION_BYTES, "x", (filling) => ({
    ticket_id: ticketId,
    id: index + 1,
    outcome: "Private Note",
    outcome_id: 7,
    who_type: 1,
    who_agentid: 5 + (index % 3),
    datetime: `2026-06-${day}T08:30:00Z`,
    note: `${sentences.repeat(2).slice(0, 192)}\n\n${sentences.repeat(3).slice(40, 232)}`,
    timetaken: 0.25,
    hiddenfromuser: true,
    important: false,
    emailsubject: "",
    guid: filling,
  }));
}

const client = (id: number): object => ({
  id,
  name: cycle(clients, id),
  toplevel_id: 1,
  toplevel_name: "United Kingdom",
  inactive: false,
  website: "www.larkfield.example",
  open_ticket_count: 4,
  datecreated: "2024-06-01T08:12:00Z",
  alastupdate: "2026-06-01T08:12:00Z",
});

const tickets = Array.from({ length: TICKETS }, (_value, index) => ticket(index));
const ready = new Map<string, StandInAnswer>([
  [
    "/auth/token",
    {
      ...answer(200, {
        access_token: "bench-invented-token",
        token_type: "Bearer",
        expires_in: 3600,
        scope: "all",
      }),
      signsIn: true,
    },
  ],
  [
    "/api/Status",
    answer(
      200,
      statuses.map((name, index) => ({ id: index + 1, name })),
    ),
  ],
  [
    "/api/Agent",
    answer(200, {
      record_count: agents.length,
      results: agents.map((name, index) => ({ id: index + 5, name })),
    }),
  ],
  [
    "/api/Priority",
    answer(
      200,
      priorities.map((name, index) => ({
        id: `p-${index}`,
        priorityid: index + 1,
        slaid: 1,
        name,
      })),
    ),
  ],
  ["/api/TicketType", answer(200, [{ id: 1, name: "Incident" }])],
  ...Array.from({ length: CLIENTS }, (_value, index) => FIRST_CLIENT + index).map(
    (id): [string, StandInAnswer] => [`/api/Client/${id}`, answer(200, client(id))],
  ),
]);

/** The few routes of Halo's API that benchmark calls reach. */
export const standIn: StandIn = (method, url) => {
  const { pathname, searchParams } = new URL(url, "http://stand-in");
  const known = ready.get(pathname);
  if (known !== undefined) return known;
  if (method !== "GET") return answer(404, undefined);
  if (pathname === "/api/Tickets") {
    const size = Math.min(100, Number(searchParams.get("page_size") ?? 50));
    const page = Number(searchParams.get("page_no") ?? 1);
    const rows = tickets.slice((page - 1) * size, page * size);
    return answer(200, { page_no: page, page_size: size, record_count: TICKETS, tickets: rows });
  }
  if (pathname === "/api/Actions") {
    const id = Number(searchParams.get("ticket_id"));
    const rows = Array.from({ length: ACTIONS }, (_value, index) =>
      action(id, ACTIONS - 1 - index),
    );
    return answer(200, { record_count: ACTIONS, actions: rows });
  }
  const id = Number(/^\/api\/Tickets\/(\d+)$/.exec(pathname)?.[1]);
  return id > 0 ? answer(200, { ...tickets[0], id }) : answer(404, undefined);
};

function answer(status: number, body: unknown): StandInAnswer {
  return {
    status,
    type: "application/json; charset=utf-8",
    body: Buffer.from(body === undefined ? "" : JSON.stringify(body)),
  };
}
