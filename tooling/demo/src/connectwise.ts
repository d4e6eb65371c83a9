import { fact, firstItem, type Demo } from "./tour.ts";

const NOTE = "Called back: the fault is gone since the restart. I look again tomorrow.";
/** The technician's working day so far. */
const today = new Date().toISOString().slice(0, 10);

/** A technician's morning: what is mine, what do I know of the first one, a note for the team, and the time it took. */
export const connectwisePart: Demo = {
  vendor: "connectwise",
  title: "ConnectWise PSA",
  steps: [
    {
      title: "A technician's morning: my tickets",
      tool: "cw_my_tickets",
      arguments: () => ({ ticket_type: "service", page_size: 5 }),
      learn: (structured) => ({ ticket_id: fact(firstItem(structured), "id") }),
      expect: /member: rvale/,
    },
    {
      title: "The first of them, with its newest notes and its checklist",
      tool: "cw_get_ticket",
      arguments: ({ ticket_id }) => ({ ticket_id, note_count: 2, include: ["tasks"] }),
      show: (lines) => lines.filter((line) => SHOWN.test(line)),
    },
    {
      title: "Try a note for the team: dry_run sends nothing and shows the request",
      tool: "cw_add_ticket_note",
      arguments: ({ ticket_id }) => ({ ticket_id, note: NOTE, internal: true, dry_run: true }),
      show: (lines) => lines.slice(0, 12),
    },
    {
      title: "Write it; nobody is mailed",
      tool: "cw_add_ticket_note",
      arguments: ({ ticket_id }) => ({ ticket_id, note: NOTE, internal: true }),
      expect: /staff only.*No mail/s,
    },
    {
      title: "Log the half hour that it took",
      tool: "cw_create_time_entry",
      arguments: ({ ticket_id }) => ({
        ticket_id,
        time_start: `${today}T08:00:00Z`,
        hours: 0.5,
        notes: NOTE,
        work_role: "Engineer",
      }),
      show: (lines) => lines.filter((line) => TIME.test(line)),
    },
    {
      title: "My time today",
      tool: "cw_list_my_time",
      arguments: () => ({ date_from: today, date_to: today }),
      expect: /the fault is gone/,
      show: (lines) => lines.slice(0, 6),
    },
    {
      title: "Read the ticket again",
      tool: "cw_get_ticket",
      arguments: ({ ticket_id }) => ({ ticket_id, note_count: 1 }),
      expect: /the fault is gone/,
      show: (lines) => lines.slice(-2),
    },
  ],
};

/** What a technician looks at first. */
const SHOWN =
  /^(?:summary|company|contact|board|status|priority|sla status|required|tasks|id): |^###|^[A-Z].{0,200}$/;
const TIME = /^(?:id|charged to a|with id|member|start|end|actual hours|work role): |^The note/;
