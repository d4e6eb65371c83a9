import { recordOfSize, type StandIn, type StandInAnswer } from "./stand-in.ts";

/** Bytes of compact JSON, so that token figures compare with those published. */
const TICKET_BYTES = 606;
const RESPONSE_BYTES = 994;
const TICKETS = 120;
const RESPONSES = 30;

const FIRST_NUMBER = 220_000;

const subjects = [
  "Outlook closes when a calendar is shared",
  "New starter on Monday needs a laptop",
  "Label printer in dispatch prints blank rows",
  "VPN drops every quarter of an hour",
  "Backup of the file server ended with warnings",
];
const queues = ["Inbox", "Field Service", "Accounts"];

const sentences =
  "The caller says that the program closes as soon as a second window is opened. " +
  "The event log names the graphics driver each time. ";

const cycle = <T>(values: readonly T[], index: number): T => values[index % values.length] as T;

const dayOf = (index: number): string => String((index % 28) + 1).padStart(2, "0");

/** A row of a search, as the perspective All shows it. */
function ticket(index: number): object {
  const day = dayOf(index);
  return recordOfSize(TICKET_BYTES, " again", (filling) => ({
    id: String(1000 + index),
    number: FIRST_NUMBER + index,
    subject: cycle(subjects, index),
    status: cycle(["open", "on-hold", "closed"], index),
    priority: "20",
    queue_id: String((index % 3) + 1),
    queue_name: cycle(queues, index),
    originator_email: `person${index % 7}@orchard-dental.example`,
    assigned_to_email: index % 4 === 0 ? null : "rowan.vale@larkfield.example",
    resolved: null,
    on_hold_until: null,
    created_at: `2026-06-${day}T08:30:00+00:00`,
    updated_at: `2026-07-${day}T09:12:00+00:00`,
    excerpt: `The caller tried it${filling}.`,
  }));
}

/** A response with its HTML and its plain text. */
function response(index: number): object {
  return recordOfSize(RESPONSE_BYTES, " x", (filling) => {
    const paragraphs = [sentences.repeat(2).slice(0, 150), sentences.repeat(2).slice(40, 190)];
    return {
      id: String(5000 + index),
      is_internal: index % 3 === 0,
      is_pinned: index === 0,
      staff_response: index % 2 === 1,
      created_by_email:
        index % 2 === 1 ? "rowan.vale@larkfield.example" : "person1@orchard-dental.example",
      created_at: `2026-06-${dayOf(index)}T08:30:00+00:00`,
      updated_at: `2026-06-${dayOf(index)}T08:30:00+00:00`,
      is_email_sourced: index % 2 === 0,
      html: paragraphs.map((text) => `<p>${text}</p>`).join(""),
      plain_text: paragraphs.join(" "),
      attachments: [],
      message_id: `<m${index}@mail.example>${filling}`,
    };
  });
}

const rows = answer(
  200,
  Array.from({ length: TICKETS }, (_value, index) => ticket(index)),
);
const shown = answer(200, {
  ok: true,
  data: {
    ticket: ticket(9),
    responses: Array.from({ length: RESPONSES }, (_value, index) => response(index)),
  },
});
const stockResponse = answer(200, {
  template: {
    id: 100,
    title: "Ask for the exact message",
    category: "Support",
    subcategory: null,
    content: "<p>Please send the exact text of the message.</p>",
  },
});
const nothing = answer(404, { message: "Not found." });

const routes: Readonly<Record<string, StandInAnswer>> = {
  "/api/v1/tickets/query": rows,
  "/api/v1/tickets/show": shown,
  "/api/v1/tickets/responses/query": answer(200, {
    ok: true,
    data: { responses: [], next_cursor: null },
  }),
  "/api/v1/settings/stock-responses/show": stockResponse,
};

/** The few routes of Tickiti's API that benchmark calls reach. */
export const standIn: StandIn = (method, url) =>
  method === "POST" ? (routes[url] ?? nothing) : answer(405, { message: "Method not allowed." });

function answer(status: number, body: unknown): StandInAnswer {
  return { status, type: "application/json", body: Buffer.from(JSON.stringify(body)) };
}
