import { fact, firstItem, type Demo } from "./tour.ts";

const NOTE = "Restarted the gateway; the tunnel has been up for an hour.";

/** Triage of a ticket: find what is open for a dental practice, read it and its history, sort it, and write down why. */
export const haloPart: Demo = {
  vendor: "halo",
  title: "Halo",
  steps: [
    {
      title: "Find what is open",
      tool: "halo_tickets_list",
      arguments: () => ({ client_id: "Northwind Dental", open_only: true, page_size: 5 }),
      learn: (structured) => ({ id: fact(firstItem(structured), "id") }),
    },
    {
      title: "Read one",
      tool: "halo_tickets_get",
      arguments: ({ id }) => ({ id }),
      show: (lines) => lines.slice(0, 18),
    },
    {
      title: "What happened so far",
      tool: "halo_actions_list",
      arguments: ({ id }) => ({ ticket_id: id, excludesys: true }),
      show: (lines) => lines.slice(0, 8),
    },
    {
      title: "Try to sort it by names: dry_run sends nothing and shows the difference",
      tool: "halo_tickets_upsert",
      arguments: ({ id }) => ({
        data: { id, status_id: "In Progress", priority_id: "High" },
        mode: "update",
        dry_run: true,
      }),
    },
    {
      title: "Sort it",
      tool: "halo_tickets_upsert",
      arguments: ({ id }) => ({
        data: { id, status_id: "In Progress", priority_id: "High" },
        mode: "update",
      }),
      show: (lines) => lines.slice(-6),
    },
    {
      title: "Write down why, for the team alone",
      tool: "halo_actions_upsert",
      arguments: ({ id }) => ({
        data: { ticket_id: id, outcome: "Private Note", note: NOTE, hiddenfromuser: true },
      }),
      show: (lines) => lines.slice(0, 8),
    },
    {
      title: "Read the history again",
      tool: "halo_actions_list",
      arguments: ({ id }) => ({ ticket_id: id }),
      expect: /Restarted the gateway/,
      show: (lines) => lines.filter((line) => line.includes("gateway")),
    },
  ],
};
