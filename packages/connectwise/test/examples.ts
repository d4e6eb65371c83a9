// One working call of every tool against the sandbox's seed: the data of the contract suite.
import type { TestAnswer, TestVendor } from "@psa-mcp/core/testing";
import type { ToolExample } from "@psa-mcp/core/testing/contract";

const ORCHARD = 42;
const CONTACT = 2220;
const TICKET = 10_001;
const PROJECT_TICKET = 12_101;
const VALE = 151;

/** The first row that a list tool answers. */
async function first(
  server: TestVendor,
  tool: string,
  given: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const answer = await server.call(tool, given);
  const [row] = (answer.structured?.["items"] ?? []) as Record<string, unknown>[];
  if (row === undefined) throw new Error(`${tool} answers no row: ${answer.text}`);
  return row;
}

const idOf = async (...args: Parameters<typeof first>): Promise<number> =>
  Number((await first(...args))["id"]);

/** A note that the call itself makes. */
async function ownNote(server: TestVendor): Promise<number> {
  const made = await server.call("cw_add_ticket_note", {
    ticket_id: TICKET,
    note: "Called back.",
    internal: true,
  });
  return madeId(made);
}

/** A time entry of today that the call itself makes. */
async function ownEntry(server: TestVendor): Promise<number> {
  const day = new Date().toISOString().slice(0, 10);
  const made = await server.call("cw_create_time_entry", {
    ticket_id: TICKET,
    time_start: `${day}T05:00:00Z`,
    hours: 0.5,
    notes: "Looked at the logs.",
  });
  return madeId(made);
}

/** The time sheet of today, with an entry in it. */
async function ownSheet(server: TestVendor): Promise<number> {
  const entry = await server.call("cw_get", {
    path: `/time/entries/${String(await ownEntry(server))}`,
  });
  return madeId(entry, "time_sheet");
}

async function ownScheduleEntry(server: TestVendor): Promise<number> {
  const made = await server.call("cw_schedule_ticket", {
    ticket_id: TICKET,
    member: "rvale",
    time_start: "2031-03-03T10:00:00Z",
    time_end: "2031-03-03T11:00:00Z",
  });
  return madeId(made);
}

async function ownTask(server: TestVendor): Promise<number> {
  const made = await server.call("cw_create_ticket_task", {
    ticket_id: TICKET,
    notes: "Order the part",
  });
  return madeId(made);
}

/** The id of the record that a tool answered, or of a record inside it. */
function madeId(answer: TestAnswer, inside?: string): number {
  if (answer.isError) throw new Error(answer.text);
  const made = (answer.structured?.["item"] ?? {}) as Record<string, unknown>;
  const record = (inside === undefined ? made : (made[inside] ?? {})) as Record<string, unknown>;
  return Number(record["id"]);
}

const today = new Date().toISOString().slice(0, 10);

/** The day so many days ago. */
const before = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** A sheet in a state, of anybody. */
const sheet =
  (status: string) =>
  async (server: TestVendor): Promise<Record<string, unknown>> => ({
    timesheet_id: await idOf(server, "cw_get", {
      path: "/time/sheets",
      conditions: `status = "${status}" and hours > 0`,
      order_by: "id desc",
    }),
  });

/** Examples by tool name. */
export const examples: Readonly<Record<string, ToolExample>> = {
  cw_search_tickets: { given: { company_id: ORCHARD, page_size: 5 }, expect: "Orchard" },
  cw_my_tickets: { given: { page_size: 5 }, expect: "gpark" },
  cw_get_ticket: { given: { ticket_id: TICKET }, expect: "Outlook" },
  cw_create_ticket: {
    given: {
      company_id: ORCHARD,
      board: "Help Desk",
      summary: "Label printer jams",
      initial_description: "Since noon.",
    },
    expect: "Label printer jams",
  },
  cw_update_ticket: { given: { ticket_id: TICKET, status: "In Progress" }, expect: "In Progress" },
  cw_add_ticket_note: {
    given: { ticket_id: TICKET, note: "Called back." },
    expect: /customer.*No mail/s,
  },
  cw_list_ticket_notes: { given: { ticket_id: TICKET }, expect: /note/ },
  cw_list_ticket_time: { given: { ticket_id: TICKET }, expect: /hours on this page/ },
  cw_list_ticket_tasks: { given: { ticket_id: TICKET } },
  cw_create_ticket_task: {
    given: { ticket_id: TICKET, notes: "Order the part" },
    expect: "Order the part",
  },
  cw_update_ticket_task: {
    given: async (server) => ({ ticket_id: TICKET, task_id: await ownTask(server), done: true }),
    expect: "yes",
  },
  cw_bundle_tickets: {
    given: { parent_ticket_id: TICKET, child_ticket_ids: [10_101, 10_102] },
    expect: /verified/,
  },
  cw_count_tickets: { given: { board: "Help Desk" }, expect: /count: \d+/ },
  cw_ticket_history: {
    given: async (server) => {
      await ownNote(server);
      await server.call("cw_update_ticket", { ticket_id: TICKET, summary: "Outlook asks twice" });
      return { ticket_id: TICKET };
    },
  },
  cw_assign_ticket: { given: { ticket_id: TICKET, member: "Marta Hollis" }, expect: "mhollis" },
  cw_merge_tickets: { given: { ticket_id: TICKET, merge_ticket_ids: [10_101], status: "Closed" } },
  cw_list_ticket_configurations: { given: { ticket_id: TICKET } },
  cw_attach_ticket_configuration: {
    given: async (server) => ({
      ticket_id: TICKET,
      configuration_id: await idOf(server, "cw_list_configurations", {
        company_id: ORCHARD,
        name_contains: "2",
      }),
    }),
  },
  cw_update_ticket_note: {
    given: async (server) => ({
      ticket_id: TICKET,
      note_id: await ownNote(server),
      note: "Called back twice.",
    }),
    expect: "twice",
  },
  cw_delete_ticket_note: {
    given: async (server) => ({ ticket_id: TICKET, note_id: await ownNote(server) }),
    expect: "Called back",
  },
  cw_list_boards: { given: {}, expect: "Help Desk" },
  cw_get_board: { given: { board: "Help Desk" }, expect: "Waiting on Client" },
  cw_list_priorities: { given: {}, expect: "Critical" },
  cw_create_time_entry: {
    given: {
      ticket_id: TICKET,
      time_start: `${today}T06:00:00Z`,
      hours: 0.5,
      notes: "Restarted the service.",
      work_role: "Engineer",
    },
    expect: "Restarted",
  },
  cw_update_time_entry: {
    given: async (server) => ({ entry_id: await ownEntry(server), notes: "Read the logs." }),
    expect: "Read the logs",
  },
  cw_list_my_time: { given: { page_size: 5 } },
  cw_search_time_entries: { given: { member: "rvale", page_size: 5 }, expect: "rvale" },
  cw_delete_time_entry: {
    given: async (server) => ({ entry_id: await ownEntry(server) }),
    expect: "logs",
  },
  cw_time_summary: {
    given: { member: "rvale", date_from: today, date_to: today },
    expect: "rvale",
  },
  cw_list_work_roles: { given: {}, expect: "Senior Engineer" },
  cw_list_work_types: { given: {}, expect: "Remote Support" },
  cw_list_my_timesheets: { given: {}, expect: /time sheets/ },
  cw_submit_timesheet: {
    given: async (server) => ({ timesheet_id: await ownSheet(server) }),
    expect: "PendingApproval",
  },
  cw_get_timesheet: {
    given: async (server) => ({ timesheet_id: await idOf(server, "cw_list_my_timesheets") }),
  },
  cw_approve_timesheet: { given: sheet("PendingApproval"), expect: /Approved/ },
  cw_reject_timesheet: { given: sheet("PendingApproval"), expect: "Rejected" },
  cw_search_companies: { given: { name_contains: "orchard" }, expect: "Orchard Dental" },
  cw_get_company: { given: { company_id: ORCHARD }, expect: "ORCHARD" },
  cw_list_company_sites: { given: { company_id: ORCHARD }, expect: "Main" },
  cw_company_overview: { given: { company_id: ORCHARD }, expect: /open tickets: \d+/ },
  cw_list_company_notes: { given: { company_id: ORCHARD } },
  cw_add_company_note: {
    given: { company_id: ORCHARD, note: "New phone system." },
    expect: "New phone",
  },
  cw_create_company: {
    given: { identifier: "QUILL", name: "Quillfeather Press", address_line1: "1 Ink Lane" },
    expect: "Quillfeather",
  },
  cw_update_company: {
    given: { company_id: 20, phone_number: "02079460000" },
    expect: "02079460000",
  },
  cw_search_contacts: { given: { name_contains: "Miriam Stone" }, expect: "Miriam" },
  cw_get_contact: { given: { contact_id: CONTACT }, expect: "Miriam" },
  cw_create_contact: {
    given: {
      company_id: ORCHARD,
      first_name: "Mira",
      last_name: "Testwell",
      email: "mira@testwell.example",
    },
    expect: "Mira",
  },
  cw_update_contact: {
    given: { contact_id: CONTACT, title: "Practice manager" },
    expect: "Practice manager",
  },
  cw_list_configurations: { given: { company_id: ORCHARD, page_size: 5 }, expect: "Orchard" },
  cw_get_configuration: { given: { configuration_id: 30_000 }, expect: "SRV-ALDER-1" },
  cw_list_members: { given: {}, expect: "rvaleri" },
  cw_get_member: { given: { member_id: VALE }, expect: "monday 09:00" },
  cw_member_availability: { given: { member: "rvale", date: "2031-03-03" }, expect: "09:00–17:30" },
  cw_find_free_slot: {
    given: { members: ["rvale", "rvaleri"], minutes: 60, date: "2031-03-03" },
    expect: /2031-03-0\dT/,
  },
  cw_list_schedule_entries: { given: { ticket_id: TICKET }, expect: "rvale" },
  cw_my_schedule: { given: {} },
  cw_schedule_ticket: {
    given: {
      ticket_id: PROJECT_TICKET,
      member: "rvale",
      time_start: "2031-03-04T10:00:00Z",
      time_end: "2031-03-04T11:00:00Z",
    },
    expect: "2031-03-04",
  },
  cw_update_schedule_entry: {
    given: async (server) => ({ entry_id: await ownScheduleEntry(server), done: true }),
    expect: "yes",
  },
  cw_delete_schedule_entry: {
    given: async (server) => ({ entry_id: await ownScheduleEntry(server) }),
  },
  cw_list_invoices: { given: { page_size: 5 }, expect: "INV" },
  cw_get_invoice: { given: { invoice_id: 6000 }, expect: "INV10000" },
  cw_list_agreements: { given: { status: "Active", page_size: 5 }, expect: "Block of Hours" },
  cw_get_agreement: { given: { agreement_id: 400, include_additions: true }, expect: "Gold" },
  cw_list_agreement_additions: { given: { agreement_id: 400 }, expect: "additions" },
  cw_list_unbilled_time: { given: { page_size: 5 }, expect: "hours on this page" },
  cw_list_projects: { given: { page_size: 5 }, expect: "projects" },
  cw_get_project: { given: { project_id: 1 }, expect: "Move to the new office" },
  cw_create_project: {
    given: {
      name: "Move the file server",
      company: "Orchard Dental Group",
      board: "Projects",
      billing_method: "FixedFee",
      estimated_start: "2031-03-03",
      estimated_end: "2031-04-04",
      manager: "rvale",
    },
    expect: /Move the file server.*rvale/s,
  },
  cw_list_project_phases: { given: { project_id: 1 }, expect: "Plan" },
  cw_search_project_tickets: { given: { open_only: false, page_size: 5 }, expect: "5 tickets" },
  cw_list_project_notes: { given: { project_id: 1 } },
  cw_list_opportunities: { given: { page_size: 5 }, expect: "opportunities" },
  cw_get_opportunity: { given: { opportunity_id: 601 }, expect: "Laptops" },
  cw_list_activities: { given: { page_size: 5 }, expect: "activities" },
  cw_get_activity: { given: { activity_id: 701 }, expect: "Review" },
  cw_search_catalog: { given: { contains: "LIC" }, expect: "LIC" },
  cw_list_documents: { given: { record_type: "Ticket", record_id: TICKET }, expect: /documents/ },
  cw_download_document: {
    given: async (server) => ({
      document_id: await idOf(server, "cw_list_documents", {
        record_type: "Ticket",
        record_id: TICKET,
      }),
    }),
  },
  cw_board_overview: { given: { board: "Network" }, expect: /open: \d+.*by status: .*New/s },
  cw_sla_report: {
    given: { date_from: before(30), date_to: today },
    expect: /percent in sla: \d/,
  },
  cw_member_utilization: {
    given: { members: ["rvale", "Rowan Valeri"], date_from: before(14), date_to: today },
    expect: /rvaleri/,
  },
  cw_whoami: { given: {}, expect: "gpark" },
  cw_test_connection: { given: {}, expect: "healthy: yes" },
  cw_find_endpoint: {
    local: true,
    given: { query: "service tickets" },
    expect: "/service/tickets",
  },
  cw_describe_endpoint: { local: true, given: { path: "/service/tickets" }, expect: "summary" },
  cw_get: {
    given: { path: "/service/boards", conditions: 'name = "Help Desk"' },
    expect: "Help Desk",
  },
  cw_count: {
    given: { path: "/service/tickets", conditions: "closedFlag = false" },
    expect: /count: \d+/,
  },
};
