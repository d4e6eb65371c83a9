import { fact, firstItem, type Demo } from "./tour.ts";

const NOTE = "Restarted the gateway; the tunnel has been up for an hour.";

/** Triage of a ticket: find what is open for a dental practice, read it and its history, sort it, and write down why. */
export const haloPart: Demo = {
  vendor: "halo",
  title: "Halo",
  steps: [
    {
      title: "Triage: what is open, for a client by its name",
      tool: "halo_tickets_list",
      arguments: () => ({
        client_id: "Northwind Dental",
        requesttype: "Incident",
        open_only: true,
        page_size: 5,
      }),
      learn: (structured) => ({
        id: fact(firstItem(structured), "id"),
        summary: fact(firstItem(structured), "summary"),
      }),
    },
    {
      title: "What happened on the first of them",
      tool: "halo_tickets_timeline",
      arguments: ({ id }) => ({ ticket_id: id }),
      show: (lines) => lines.slice(0, 12),
    },
    {
      title: "What the knowledge base knows of it",
      tool: "halo_kb_search",
      arguments: ({ summary }) => ({ query: summary, max_items: 2 }),
    },
    {
      title: "Try to assign it by names: dry_run sends nothing and shows the difference",
      tool: "halo_tickets_assign",
      arguments: ({ id }) => ({ ticket_id: id, agent: "Jo Lind", team: "2nd Line", dry_run: true }),
    },
    {
      title: "Assign it",
      tool: "halo_tickets_assign",
      arguments: ({ id }) => ({ ticket_id: id, agent: "Jo Lind", team: "2nd Line" }),
      expect: /Jo Lind/,
      show: (lines) => lines.slice(-5),
    },
    {
      title: "Put it on hold, with the reason for the team alone",
      tool: "halo_tickets_set_status",
      arguments: ({ id }) => ({ ticket_id: id, status: "On Hold", note: NOTE }),
      expect: /hidden from the customer/,
      show: (lines) => lines.slice(-5),
    },
    {
      title: "Log the quarter of an hour that it took",
      tool: "halo_tickets_log_time",
      arguments: ({ id }) => ({ ticket_id: id, minutes: 15, note: NOTE }),
      expect: /15 min/,
      show: (lines) => lines.slice(-2),
    },
    {
      title: "Read the history again",
      tool: "halo_tickets_timeline",
      arguments: ({ id }) => ({ ticket_id: id, kinds: ["private"] }),
      expect: /Restarted the gateway/,
      show: (lines) => lines.filter((line) => line.startsWith("###") || line.includes("gateway")),
    },
  ],
};
