import { fact, firstItem, type Demo } from "./tour.ts";

const NOTE = "The switch in the cupboard was off; a neighbour had needed the socket.";

/** Find an open ticket about a printer, read it, and write down for the team what was done. */
export const tickitiPart: Demo = {
  vendor: "tickiti",
  title: "Tickiti",
  steps: [
    {
      title: "Find the ticket",
      tool: "tickiti_search_tickets",
      arguments: () => ({ subject: "printer", status: ["Open"], limit: 3 }),
      learn: (structured) => ({ ticket_number: fact(firstItem(structured), "number") }),
    },
    {
      title: "Read it",
      tool: "tickiti_get_ticket",
      arguments: ({ ticket_number }) => ({ ticket_number, last_n: 2 }),
      show: (lines) => lines.slice(0, 18),
    },
    {
      title: "Try a note for the team: dry_run sends nothing and shows the request",
      tool: "tickiti_add_internal_note",
      arguments: ({ ticket_number }) => ({
        ticket_number,
        from_email: "grace.holm@larkfield.example",
        content: NOTE,
        dry_run: true,
      }),
    },
    {
      title: "Write it; the same call again would not write it twice",
      tool: "tickiti_add_internal_note",
      arguments: ({ ticket_number }) => ({
        ticket_number,
        from_email: "grace.holm@larkfield.example",
        content: NOTE,
      }),
    },
    {
      title: "Read the ticket again",
      tool: "tickiti_get_ticket",
      arguments: ({ ticket_number }) => ({ ticket_number, last_n: 1 }),
      expect: /a neighbour had needed the socket/,
      show: (lines) => lines.filter((line) => line.includes("neighbour")),
    },
  ],
};
