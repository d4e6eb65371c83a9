import type { Preset } from "@psa-mcp/core";

/** Selections for ways of working. */
export const presets: Readonly<Record<string, Preset>> = {
  lean: {
    description: "One technician's daily work: tickets, their history, clients, users, articles",
    tools: [
      "halo_tickets_list",
      "halo_tickets_get",
      "halo_tickets_timeline",
      "halo_tickets_create_guided",
      "halo_tickets_add_note",
      "halo_tickets_reply",
      "halo_tickets_log_time",
      "halo_tickets_assign",
      "halo_tickets_set_status",
      "halo_tickets_close",
      "halo_tickets_mine",
      "halo_clients_list",
      "halo_users_list",
      "halo_agents_list",
      "halo_kb_search",
      "halo_kb_get",
      "halo_search",
    ],
  },
};
