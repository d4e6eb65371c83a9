// One working call of each intent, search, report and plain-API tool: the data of the contract suite.
import type { TestVendor } from "@psa-mcp/core/testing";
import type { ToolExample } from "@psa-mcp/core/testing/contract";

type Row = Record<string, unknown>;

const TICKET = 1001;

/** The first row of a list. */
async function first(server: TestVendor, tool: string, given: Row = {}): Promise<Row> {
  const answer = await server.call(tool, given);
  const [row] = (answer.structured?.["items"] ?? []) as Row[];
  if (row === undefined) throw new Error(`${tool} answers no row: ${answer.text}`);
  return row;
}

/** Calls a tool that asks first, and confirms. */
async function confirmed(server: TestVendor, tool: string, given: Row): Promise<void> {
  const asked = await server.call(tool, given);
  const confirm = asked.structured?.["confirm"];
  const answer = confirm === undefined ? asked : await server.call(tool, { ...given, confirm });
  if (answer.isError) throw new Error(`${tool}: ${answer.text}`);
}

const today = (): string => new Date().toISOString().slice(0, 10);

const entry = async (server: TestVendor): Promise<Row> =>
  first(server, "halo_timesheetevents_list", { start_date: "2000-01-01", end_date: today() });

/** Merged with the examples of the 43 domains. */
export const beyondExamples: Readonly<Record<string, ToolExample>> = {
  halo_search: { given: { query: "vpn" }, expect: "VPN drops" },
  halo_whoami: { given: {}, expect: "API Integration" },
  halo_capabilities: { given: { domains: ["tickets", "reports"] }, expect: "tickets" },
  halo_connection_test: { given: {}, expect: "sign-in" },
  halo_outcomes_list: { given: { ticket_id: TICKET }, expect: "Private Note" },
  halo_lookups_list: { given: { lookupid: 17 }, expect: "Remote support" },
  halo_customfields_list: { given: {}, expect: "CFRollbackPlan" },
  halo_ticketareas_list: { given: {}, expect: "Service Desk" },
  halo_views_list: { given: { kind: "lists" }, expect: "list_id" },
  halo_kb_search: { given: { query: "vpn", max_items: 2 }, expect: "VPN drops" },
  halo_client_overview: { given: { client: "Northwind Dental" }, expect: "Northwind Dental" },

  halo_tickets_create_guided: {
    given: { summary: "No sound", client: "Northwind Dental", type: "Incident", priority: "High" },
    expect: "No sound",
  },
  halo_tickets_add_note: {
    given: { ticket_id: TICKET, note: "Called back." },
    expect: "hidden from the customer",
  },
  halo_tickets_reply: {
    given: { ticket_id: TICKET, body: "We are on it." },
    expect: "can be seen by the customer",
  },
  halo_tickets_log_time: {
    given: { ticket_id: TICKET, minutes: 15, note: "Looked at the logs." },
    expect: "15 min",
  },
  halo_tickets_assign: { given: { ticket_id: TICKET, agent: "Jo Lind" }, expect: "Jo Lind" },
  halo_tickets_set_status: {
    given: { ticket_id: TICKET, status: "In Progress" },
    expect: "In Progress",
  },
  halo_tickets_set_priority: { given: { ticket_id: TICKET, priority: "High" }, expect: "High" },
  halo_tickets_close: { given: { ticket_id: TICKET, note: "Solved." }, expect: "Closed" },
  halo_tickets_reopen: {
    given: async (server) => {
      const row = await first(server, "halo_tickets_list", {
        closed_only: true,
        requesttype: "Incident",
        page_size: 1,
      });
      return { ticket_id: row["id"] };
    },
    expect: "In Progress",
  },
  halo_tickets_restore: {
    given: async (server) => {
      await confirmed(server, "halo_tickets_delete", { id: 1005, reason: "duplicate" });
      return { ticket_id: 1005 };
    },
    expect: "found and read again",
  },
  halo_tickets_merge: { given: { ticket_id: 1002, into_ticket_id: TICKET }, expect: "merge" },
  halo_tickets_link: { given: { ticket_id: 1002, parent_id: TICKET }, expect: "Parent" },
  halo_tickets_available_actions: { given: { ticket_id: TICKET }, expect: "Log Time" },
  halo_tickets_execute_action: {
    given: { ticket_id: TICKET, outcome: "Start Work" },
    expect: "In Progress",
  },
  halo_tickets_mine: { given: { state: "all" }, expect: "tickets" },
  halo_tickets_overdue: { given: { max_items: 3 }, expect: "scanned" },
  halo_tickets_summary: { given: { group_by: "team" }, expect: "1st Line" },
  halo_tickets_timeline: { given: { ticket_id: TICKET }, expect: "seen by" },
  halo_tickets_bulk_update: {
    given: { ticket_ids: [TICKET], changes: { priority: "Low" } },
    expect: "Changed 1 of 1",
  },

  halo_agreement_burn: { given: { client: "Northwind Dental" }, expect: "contracts" },
  halo_revenue_breakdown: {
    given: { since: "2000-01-01", until: today(), client: "Northwind Dental" },
    expect: "invoices",
  },
  halo_invoices_pdf: {
    given: async (server) => ({ id: (await first(server, "halo_invoices_list"))["id"] }),
    expect: /pdf|^$/i,
  },
  halo_recurringinvoices_list: { given: {}, expect: "recurring invoices" },
  halo_recurringinvoices_get: { given: { id: 1 }, expect: "total" },
  halo_salesorders_list: { given: {}, expect: "sales orders" },
  halo_salesorders_get: { given: { id: 1 }, expect: "total" },
  halo_crmnotes_list: { given: { page_size: 3 }, expect: "CRM notes" },
  halo_templates_list: { given: {}, expect: "templates" },
  halo_ticketapprovals_list: { given: {}, expect: "approvals" },
  halo_ticketapprovals_respond: {
    given: async (server) => {
      const { ticket_id, seq } = await first(server, "halo_ticketapprovals_list");
      return { ticket_id, seq, decision: "approve", note: "Go ahead." };
    },
    expect: "approve",
  },
  halo_releases_list: { given: {}, expect: "releases" },
  halo_servicecategories_list: { given: {}, expect: "service categor" },
  halo_suppliercontracts_list: { given: {}, expect: "supplier contracts" },
  halo_webhooks_list: { given: {}, expect: "webhooks" },
  halo_automations_list: { given: {}, expect: "automations" },
  halo_timesheets_submit: { given: { agent: "Jo Lind", date: today() }, expect: "submitted" },
  halo_timesheets_approve: { given: { agent: "Jo Lind", date: today() }, expect: "approved" },

  halo_timesheetevents_list: {
    given: { start_date: "2000-01-01", end_date: today(), agent: "Jo Lind" },
    expect: "hours",
  },
  halo_timesheetevents_upsert: {
    given: { start_date: `${today()}T09:00:00Z`, hours: 1.5, agent: "Jo Lind", note: "Stock take" },
    expect: "Stock take",
  },
  halo_timesheetevents_delete: {
    given: async (server) => ({ id: (await entry(server))["id"] }),
    expect: "Deleted",
  },

  halo_attachments_download: {
    given: async (server) => {
      const row = await first(server, "halo_attachments_list", { ticket_id: TICKET });
      return { id: row["id"] };
    },
    expect: "bytes",
  },
  halo_attachments_upload: {
    given: { ticket_id: TICKET, filename: "log.txt", content_base64: "aGVsbG8=" },
    expect: "log.txt",
  },

  halo_reports_run: { given: { id: 1, max_rows: 3 }, expect: "Team" },
  halo_reports_definition: { given: { id: 1 }, expect: "SELECT" },
  halo_reports_sql: {
    given: { sql: "SELECT faultid, symptom FROM faults", max_rows: 2 },
    expect: "faultid",
  },

  halo_api_search: {
    given: { query: "recurring invoices" },
    expect: "/RecurringInvoice",
    local: true,
  },
  halo_api_describe: { given: { path: "/Tags", method: "POST" }, expect: "text", local: true },
  halo_api_call: { given: { path: "/RecurringInvoice" }, expect: "records" },
  halo_api_write: {
    given: { method: "POST", path: "/Tags", body: { text: "remote" } },
    expect: "remote",
  },
};
