import type { Preset } from "@psa-mcp/core";

/** Selections for ways of working. */
export const presets: Readonly<Record<string, Preset>> = {
  lean: {
    description: "One technician's daily work: tickets, their history, clients, users, articles",
    tools: [
      "halo_tickets_list",
      "halo_tickets_get",
      "halo_actions_list",
      "halo_clients_list",
      "halo_users_list",
      "halo_agents_list",
      "halo_status_list",
      "halo_kb_list",
      "halo_kb_get",
    ],
  },
};
