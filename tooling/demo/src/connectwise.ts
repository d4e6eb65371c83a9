import { fact, firstItem, type Demo } from "./tour.ts";

const NOTE = "Rebuilt the mail profile; the customer confirms that mail arrives again.";

/** Find an open ticket of a dental group, read it, and write down for the team what was done. */
export const connectwisePart: Demo = {
  vendor: "connectwise",
  title: "ConnectWise PSA",
  steps: [
    {
      title: "Find the ticket",
      tool: "cw_search_tickets",
      arguments: () => ({
        company_name: "Orchard Dental Group",
        summary_contains: "Outlook",
        page_size: 5,
      }),
      learn: (structured) => ({ ticket_id: fact(firstItem(structured), "id") }),
    },
    {
      title: "Read it",
      tool: "cw_get_ticket",
      arguments: ({ ticket_id }) => ({ ticket_id, note_count: 3 }),
      show: (lines) => lines.slice(0, 18),
    },
    {
      title: "Try a note for the team: dry_run sends nothing and shows the request",
      tool: "cw_add_ticket_note",
      arguments: ({ ticket_id }) => ({ ticket_id, note: NOTE, internal: true, dry_run: true }),
    },
    {
      title: "Write it",
      tool: "cw_add_ticket_note",
      arguments: ({ ticket_id }) => ({ ticket_id, note: NOTE, internal: true }),
    },
    {
      title: "Read the ticket again",
      tool: "cw_get_ticket",
      arguments: ({ ticket_id }) => ({ ticket_id, note_count: 1 }),
      expect: /Rebuilt the mail profile/,
      show: (lines) => lines.filter((line) => line.includes("mail profile")),
    },
  ],
};
