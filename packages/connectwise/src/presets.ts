import type { Preset } from "@psa-mcp/core";

/** What a technician uses, under the names of the servers for ConnectWise that came before. */
const technician: readonly string[] = [
  "cw_search_tickets",
  "cw_my_tickets",
  "cw_get_ticket",
  "cw_create_ticket",
  "cw_update_ticket",
  "cw_add_ticket_note",
  "cw_list_boards",
  "cw_get_board",
  "cw_list_priorities",
  "cw_list_ticket_time",
  "cw_list_ticket_tasks",
  "cw_bundle_tickets",
  "cw_create_time_entry",
  "cw_update_time_entry",
  "cw_list_my_time",
  "cw_list_work_roles",
  "cw_list_work_types",
  "cw_list_my_timesheets",
  "cw_submit_timesheet",
  "cw_search_companies",
  "cw_get_company",
  "cw_search_contacts",
  "cw_get_contact",
  "cw_list_company_sites",
  "cw_list_configurations",
  "cw_get_configuration",
];

/** Named selections of tools. */
export const presets: Readonly<Record<string, Preset>> = {
  default: { description: "The same as tech", tools: technician },
  tech: {
    description: "A technician: tickets, time, companies and configurations",
    tools: technician,
  },
  lean: {
    description: "The least for a technician's work on tickets and time",
    tools: [
      "cw_search_tickets",
      "cw_my_tickets",
      "cw_get_ticket",
      "cw_create_ticket",
      "cw_update_ticket",
      "cw_add_ticket_note",
      "cw_get_board",
      "cw_create_time_entry",
      "cw_list_my_time",
      "cw_search_companies",
    ],
  },
  dispatch: {
    description: "Dispatch: tickets, schedule, companies and configurations",
    toolsets: ["tickets", "schedule", "companies", "configurations"],
  },
  invoicing: {
    description: "Billing: finance, time and companies",
    toolsets: ["finance", "time", "companies"],
  },
  sales: {
    description: "Sales: opportunities, activities, companies and the catalog",
    toolsets: ["sales", "companies", "procurement"],
  },
  pm: {
    description: "Project managers: projects, tickets, time and companies",
    toolsets: ["projects", "tickets", "time", "companies"],
  },
};
