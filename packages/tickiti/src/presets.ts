import type { Preset } from "@psa-mcp/core";

/** The tools of the server for Tickiti that came before, by their present names. */
const earlier: readonly string[] = [
  "tickiti_create_ticket",
  "tickiti_respond_to_ticket",
  "tickiti_query_tickets",
  "tickiti_get_ticket",
  "tickiti_list_responses",
  "tickiti_query_responses",
  "tickiti_export_responses",
  "tickiti_get_attachment",
  "tickiti_list_perspectives",
  "tickiti_list_watchlists",
  "tickiti_list_stock_responses",
  "tickiti_list_queues",
  "tickiti_list_workflow",
  "tickiti_run_report",
  "tickiti_list_endpoints",
  "tickiti_call",
];

/** Resources and prompts that go with the tools, by name: answers point to them. */
const beside: readonly string[] = [
  "ticket",
  "attachment",
  "queues",
  "perspectives",
  "triage_queue",
  "draft_reply",
];

/** What a person at the helpdesk uses on a day. */
const agent: readonly string[] = [
  "tickiti_search_tickets",
  "tickiti_query_tickets",
  "tickiti_get_ticket",
  "tickiti_list_responses",
  "tickiti_query_responses",
  "tickiti_create_ticket",
  "tickiti_reply_to_ticket",
  "tickiti_add_internal_note",
  "tickiti_hold_ticket",
  "tickiti_reopen_ticket",
  "tickiti_get_attachment",
  "tickiti_request_upload",
  "tickiti_list_perspectives",
  "tickiti_list_watchlists",
  "tickiti_list_stock_responses",
  "tickiti_get_stock_response",
  "tickiti_list_queues",
  "tickiti_whoami_capabilities",
];

/** Named selections of tools. */
export const presets: Readonly<Record<string, Preset>> = {
  default: {
    description: "The helpdesk's day and everything of the earlier server",
    tools: [...new Set([...agent, ...earlier]), ...beside, "export", "weekly_report"],
  },
  agent: {
    description: "The helpdesk's day: tickets, replies, attachments",
    tools: [...agent, ...beside],
  },
  lean: {
    description: "Find, read and answer tickets, in few tokens",
    tools: [
      "tickiti_search_tickets",
      "tickiti_get_ticket",
      "tickiti_create_ticket",
      "tickiti_reply_to_ticket",
      "tickiti_add_internal_note",
      "tickiti_hold_ticket",
      "tickiti_get_attachment",
      "tickiti_list_perspectives",
      "tickiti_list_stock_responses",
      "tickiti_list_queues",
      ...beside,
    ],
  },
  lead: {
    description: "Leads: tickets, settings, workflow, reports, exports",
    toolsets: [
      "tickets",
      "attachments",
      "export",
      "settings",
      "workflow",
      "reports",
      "diagnostics",
    ],
  },
};
