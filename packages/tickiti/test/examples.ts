// One working call of every tool against the sandbox's seed: the data of the contract suite.
import type { TestAnswer, TestVendor } from "@psa-mcp/core/testing";
import type { ToolExample } from "@psa-mcp/core/testing/contract";

const ME = "grace.holm@larkfield.example";
const DAYS = { date_from: "2026-11-01", date_to: "2026-11-26" };

/** A PNG of one pixel. */
export const PIXEL: Buffer = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function rows(
  server: TestVendor,
  tool: string,
  given: Record<string, unknown> = {},
): Promise<readonly Record<string, unknown>[]> {
  const answer = await server.call(tool, given);
  const found = (answer.structured?.["items"] ?? []) as Record<string, unknown>[];
  if (found.length === 0) throw new Error(`${tool} answers no row: ${answer.text}`);
  return found;
}

const first = async (...args: Parameters<typeof rows>): Promise<Record<string, unknown>> =>
  (await rows(...args))[0] ?? {};

/** The id of the list's last row, which nothing else uses. */
const lastId = async (...args: Parameters<typeof rows>): Promise<number> =>
  Number((await rows(...args)).at(-1)?.["id"]);

/** The number of an open ticket. */
export const ticketNumber = async (server: TestVendor): Promise<number> =>
  Number((await first(server, "tickiti_search_tickets", { status: ["Open"], limit: 1 }))["number"]);

/** The id of an open ticket. */
const ticketId = async (server: TestVendor): Promise<number> =>
  Number((await first(server, "tickiti_search_tickets", { status: ["Open"], limit: 1 }))["id"]);

const idOf = (made: TestAnswer): number => {
  if (made.isError) throw new Error(made.text);
  return Number(made.structured?.["id"]);
};

/** What a creating tool makes, for a tool that removes or changes it. */
const own =
  (tool: string, given: Record<string, unknown>, argument: string, more = {}) =>
  async (server: TestVendor): Promise<Record<string, unknown>> => ({
    [argument]: idOf(await server.call(tool, given)),
    ...more,
  });

const reply = async (server: TestVendor): Promise<Record<string, unknown>> => ({
  ticket_number: await ticketNumber(server),
  from_email: ME,
});

const workflow = async (server: TestVendor, kind: string): Promise<number> =>
  lastId(server, "tickiti_list_workflow", { kind });

/** An attachment that the API hands out without a question. */
export async function attachment(server: TestVendor): Promise<Record<string, unknown>> {
  const found = await server.call("tickiti_query_responses", {
    limit: 1000,
    fields: ["attachments"],
  });
  const items = (found.structured?.["items"] ?? []) as Record<string, unknown>[];
  for (const row of items) {
    const files = (row["attachments"] ?? []) as { id: number; type?: string }[];
    const file = files.find((one) => one.type === "image/png" || one.type === "text/plain");
    if (file !== undefined) {
      return {
        ticket_number: Number(row["ticket_number"]),
        response_attachment_id: file.id,
      };
    }
  }
  throw new Error("no response has a plain attachment");
}

const picture = { base64: PIXEL.toString("base64"), name: "pixel.png" };
const logo: ToolExample = {
  given: { upload_id: "AAAAAAAAAAAAAAAAAAAAAAAA" },
  files: { takeUpload: async () => ({ bytes: PIXEL, fileName: "logo.png" }) },
};

export const examples: Readonly<Record<string, ToolExample>> = {
  tickiti_search_tickets: {
    given: { queue: "Inbox", status: ["Open"], limit: 5 },
    expect: /tickets/,
  },
  tickiti_query_tickets: { given: { perspective_name: "Open", limit: 5 }, expect: /tickets/ },
  tickiti_get_ticket: {
    given: async (server) => ({ ticket_number: await ticketNumber(server) }),
    expect: /raised by/,
  },
  tickiti_list_responses: {
    given: async (server) => ({ ticket_number: await ticketNumber(server) }),
    expect: /responses/,
  },
  tickiti_create_ticket: {
    given: {
      originator_email_address: "dana@orchard-dental.example",
      subject: "Scanner is slow",
      content: "<p>It takes minutes. {{attach:pixel.png}}</p>",
      queue_name: "Inbox",
      attachments: [picture],
    },
    expect: /Created ticket \d{6}/,
  },
  tickiti_respond_to_ticket: {
    given: async (server) => ({ ...(await reply(server)), content: "<p>On it.</p>" }),
    expect: /Responded to ticket/,
  },
  tickiti_reply_to_ticket: {
    given: async (server) => ({ ...(await reply(server)), content: "On it.\n\nGrace" }),
    expect: /Replied/,
  },
  tickiti_add_internal_note: {
    given: async (server) => ({ ...(await reply(server)), content: "Called, nobody answered." }),
    expect: /note/,
  },
  tickiti_hold_ticket: {
    given: async (server) => ({ ...(await reply(server)), on_hold_until: "2031-03-03" }),
    expect: /on hold until 2031-03-03/,
  },
  tickiti_reopen_ticket: { given: reply, expect: /Reopened/ },
  tickiti_query_responses: { given: { queue: ["Inbox"], limit: 3 }, expect: /responses/ },
  tickiti_export_responses: {
    given: { path: "out.jsonl", max_records: 20 },
    files: {
      writeLocal: async () => ({
        write: async () => undefined,
        finish: async () => ({ path: "/exports/out.jsonl", bytes: 1 }),
        discard: async () => undefined,
      }),
    },
    expect: /Wrote 20 responses/,
  },
  tickiti_get_attachment: { given: attachment, expect: /sha256/ },
  tickiti_request_upload: {
    given: { file_name: "a.png" },
    local: true,
    files: {
      requestUpload: async () => ({
        upload_id: "u",
        method: "PUT",
        url: "http://127.0.0.1:3000/upload/u",
        headers: {},
        auth: "same-as-mcp",
        expires_at: "2031-01-01T00:00:00.000Z",
        max_bytes: 1,
      }),
    },
    expect: /curl/,
  },
  tickiti_list_perspectives: { given: {}, expect: /All/ },
  tickiti_create_perspective: { given: { name: "Mine", shared: false }, expect: /Mine/ },
  tickiti_update_perspective: {
    given: own("tickiti_create_perspective", { name: "Mine", shared: false }, "perspective_id", {
      name: "Ours",
      show_in_crm: false,
      shared: false,
    }),
    expect: /Ours/,
  },
  tickiti_delete_perspective: {
    given: own("tickiti_create_perspective", { name: "Mine", shared: false }, "perspective_id"),
    expect: /Deleted/,
  },
  tickiti_list_watchlists: { given: {}, expect: /Spare parts/ },
  tickiti_create_watchlist: { given: { name: "Visit", icon: "star" }, expect: /Visit/ },
  tickiti_update_watchlist: {
    given: own("tickiti_create_watchlist", { name: "Visit", icon: "star" }, "watchlist_id", {
      name: "Visits",
      icon: "wrench",
    }),
    expect: /Visits/,
  },
  tickiti_delete_watchlist: {
    given: own("tickiti_create_watchlist", { name: "Visit", icon: "star" }, "watchlist_id"),
    expect: /Deleted/,
  },
  tickiti_add_watchlist_tickets: {
    given: async (server) => ({
      watchlist_id: await lastId(server, "tickiti_list_watchlists"),
      ticket_ids: [await ticketId(server)],
    }),
    expect: /Added/,
  },
  tickiti_remove_watchlist_tickets: {
    given: async (server) => {
      const list = await first(server, "tickiti_list_watchlists");
      return {
        watchlist_id: Number(list["id"]),
        ticket_ids: ((list["ticket_ids"] ?? []) as number[]).slice(0, 1),
      };
    },
    expect: /Removed/,
  },
  tickiti_reorder_watchlist: {
    given: async (server) => {
      const list = await first(server, "tickiti_list_watchlists");
      return {
        watchlist_id: Number(list["id"]),
        ticket_ids: ((list["ticket_ids"] ?? []) as number[]).toReversed(),
      };
    },
    expect: /Reordered/,
  },
  tickiti_list_hashtags: { given: {}, expect: /billing/ },
  tickiti_delete_hashtag: { given: { tag: "billing" }, expect: /Deleted/ },
  tickiti_list_stock_responses: { given: {}, expect: /Greeting/ },
  tickiti_get_stock_response: {
    given: async (server) => ({
      template_id: await lastId(server, "tickiti_list_stock_responses"),
    }),
    expect: /content/,
  },
  tickiti_create_stock_response: {
    given: { title: "Thanks", content: "<p>Thank you.</p>", category: "General" },
    expect: /Thanks/,
  },
  tickiti_update_stock_response: {
    given: async (server) => ({
      template_id: await lastId(server, "tickiti_list_stock_responses"),
      title: "Closing, politely",
    }),
    expect: /Updated/,
  },
  tickiti_delete_stock_response: {
    given: async (server) => ({
      template_id: await lastId(server, "tickiti_list_stock_responses"),
    }),
    expect: /Deleted/,
  },
  tickiti_list_queues: { given: {}, expect: /Inbox/ },
  tickiti_create_queue: { given: { name: "Projects", outgoing_mailbox_id: 1 }, expect: /Projects/ },
  tickiti_update_queue: {
    given: own("tickiti_create_queue", { name: "Projects", outgoing_mailbox_id: 1 }, "queue_id", {
      name: "Plans",
      outgoing_mailbox_id: 1,
    }),
    expect: /Plans/,
  },
  tickiti_move_queue_tickets: {
    given: async (server) => ({
      from_queue_id: await lastId(server, "tickiti_list_queues"),
      to_queue_id: 1,
    }),
    expect: /Moved/,
  },
  tickiti_delete_queue: {
    given: own("tickiti_create_queue", { name: "Projects", outgoing_mailbox_id: 1 }, "queue_id"),
    expect: /Deleted/,
  },
  tickiti_list_workflow: { given: { kind: "interventions" }, expect: /interventions/ },
  tickiti_update_business_hours: {
    given: {
      mon_enabled: true,
      tue_enabled: true,
      wed_enabled: true,
      thu_enabled: true,
      fri_enabled: true,
      sat_enabled: false,
      sun_enabled: false,
      simple_start: 540,
      simple_end: 1020,
    },
    expect: /business hours/,
  },
  tickiti_create_resolution_category: {
    given: { name: "Gone", colour: "#336699" },
    expect: /Gone/,
  },
  tickiti_update_resolution_category: {
    given: async (server) => ({
      id: await workflow(server, "resolution-categories"),
      name: "Unused",
      colour: "#336699",
    }),
    expect: /Unused/,
  },
  tickiti_reorder_resolution_categories: {
    given: async (server) => ({
      ids: (await rows(server, "tickiti_list_workflow", { kind: "resolution-categories" }))
        .map((row) => Number(row["id"]))
        .toReversed(),
    }),
    expect: /Reordered/,
  },
  tickiti_delete_resolution_category: {
    given: async (server) => ({ id: await workflow(server, "resolution-categories") }),
    expect: /Deleted/,
  },
  tickiti_create_intervention: {
    given: { name: "discount", title: "Discount", queue_name: "Accounts", remote_enabled: false },
    expect: /discount/,
  },
  tickiti_update_intervention: {
    given: async (server) => ({
      intervention_id: await workflow(server, "interventions"),
      title: "Limit",
    }),
    expect: /Updated/,
  },
  tickiti_delete_intervention: {
    given: async (server) => ({ intervention_id: await workflow(server, "interventions") }),
    expect: /Deleted/,
  },
  tickiti_generate_intervention_token: {
    given: async (server) => ({
      intervention_id: await workflow(server, "interventions"),
      remote_name: "crm",
    }),
    expect: /token/,
  },
  tickiti_create_escalation: {
    given: { minutes: 60, action: "notify", email: ME },
    expect: /60 minutes/,
  },
  tickiti_update_escalation: {
    given: async (server) => ({
      id: await workflow(server, "escalations"),
      minutes: 90,
      action: "email",
      email: ME,
    }),
    expect: /Updated/,
  },
  tickiti_delete_escalation: {
    given: async (server) => ({ id: await workflow(server, "escalations") }),
    expect: /Deleted/,
  },
  tickiti_run_report: {
    given: { report: "volumes", ...DAYS, group_by: "day" },
    expect: /created/,
  },
  tickiti_report_summary: { given: DAYS, expect: /response times/ },
  tickiti_list_mailboxes: { given: {}, expect: /support@larkfield\.example/ },
  tickiti_create_mailbox: {
    given: {
      name: "Sales",
      address: "sales@larkfield.example",
      mailbox_type: "imap",
      pop_enable: false,
      pop_encryption: "ssl",
      pop_validate_cert: true,
      outgoing_mailbox_type: "smtp",
      smtp_enable: false,
      smtp_security: "tls",
      max_consecutive_errors: 5,
      secondary_report_threshold: 10,
    },
    expect: /Sales/,
  },
  tickiti_update_mailbox: { given: { mailbox_id: 1, name: "Support desk" }, expect: /Updated/ },
  tickiti_delete_mailbox: {
    given: async (server) => ({ mailbox_id: await lastId(server, "tickiti_list_mailboxes") }),
    expect: /Deleted/,
  },
  tickiti_set_mailbox_password: {
    given: { mailbox_id: 1, field: "smtp_password", secret: "support-smtp" },
    expect: /Set smtp_password/,
  },
  tickiti_list_ignored_subjects: { given: {}, expect: /Out of office/ },
  tickiti_create_ignored_subject: { given: { subject: "Vacation" }, expect: /Added/ },
  tickiti_delete_ignored_subject: {
    given: async (server) => ({ id: await lastId(server, "tickiti_list_ignored_subjects") }),
    expect: /Deleted/,
  },
  tickiti_list_excluded_emails: { given: {}, expect: /rogue\.example/ },
  tickiti_create_excluded_email: { given: { email: "spam@rogue.example" }, expect: /Excluded/ },
  tickiti_delete_excluded_email: {
    given: async (server) => ({ id: await lastId(server, "tickiti_list_excluded_emails") }),
    expect: /Deleted/,
  },
  tickiti_list_sent_mail: { given: { range_days: 30 }, expect: /mails/ },
  tickiti_search_sent_mail: { given: { q: "UPS", limit: 3 }, expect: /mails/ },
  tickiti_get_sent_mail: {
    given: async (server) => ({
      id: await lastId(server, "tickiti_list_sent_mail", { range_days: 30 }),
    }),
    expect: /subject/,
  },
  tickiti_list_templates: { given: {}, expect: /welcome/ },
  tickiti_list_faqs: { given: {}, expect: /faq-vpn/ },
  tickiti_search_templates: { given: { search: "VPN" }, expect: /faq-vpn/ },
  tickiti_get_template: { given: { template_id: 1 }, expect: /welcome/ },
  tickiti_create_template: {
    given: { type: "template", identifier: "goodbye", category: "Mail", subcategory: "All" },
    expect: /goodbye/,
  },
  tickiti_update_template: {
    given: { template_id: 1, subject: "Welcome to us", content: "<p>Hello {{name}}</p>" },
    expect: /Updated/,
  },
  tickiti_delete_template: {
    given: async (server) => ({ template_id: await lastId(server, "tickiti_list_faqs") }),
    expect: /Deleted/,
  },
  tickiti_list_users: { given: {}, expect: /Grace Holm/ },
  tickiti_create_user: {
    given: {
      name: "Noor Bell",
      email: "noor.bell@larkfield.example",
      is_staff: true,
      is_admin: false,
    },
    expect: /noor\.bell/,
  },
  tickiti_update_user: {
    given: { user_id: 9, is_staff: false, is_admin: false },
    expect: /Updated/,
  },
  tickiti_set_user_queue_rights: {
    given: { user_id: 9, queue_id: 2, can_view: true, can_manage: false },
    expect: /Set the rights/,
  },
  tickiti_detach_user_queue: { given: { user_id: 9, queue_id: 1 }, expect: /Detached/ },
  tickiti_get_system: { given: {}, expect: /company name/ },
  tickiti_update_system: { given: { fields: { auto_close_days: 21 } }, expect: /Updated/ },
  tickiti_get_licence: { given: {}, expect: /plan/ },
  tickiti_get_ai_settings: { given: {}, expect: /ai enabled/ },
  tickiti_update_ai_settings: {
    given: { current_password_secret: "owner", fields: { ai_enabled: false } },
    expect: /Updated/,
  },
  tickiti_get_custom_domain: { given: {}, expect: /domain/ },
  tickiti_update_custom_domain: {
    given: { current_password_secret: "owner", domain: "help.larkfield.example" },
    expect: /help\.larkfield\.example/,
  },
  tickiti_get_branding: { given: {}, expect: /app name/ },
  tickiti_update_branding: { given: { fields: { primary_colour: "#112233" } }, expect: /Updated/ },
  tickiti_upload_app_logo: { ...logo, expect: /Replaced/ },
  tickiti_upload_email_logo: { ...logo, expect: /Replaced/ },
  tickiti_reset_app_logo: { given: {}, expect: /Reset/ },
  tickiti_reset_email_logo: { given: {}, expect: /Reset/ },
  tickiti_set_mail_retention: { given: { sent_mail_retention_days: 60 }, expect: /60 days/ },
  tickiti_delete_orphaned_storage: { given: {}, expect: /Deleted/ },
  tickiti_delete_closed_tickets: { given: { older_than_days: 3000 }, expect: /Deleted/ },
  tickiti_get_diagnostics: { given: {}, expect: /enabled/ },
  tickiti_fetch_diagnostics: { given: {}, expect: /version/ },
  tickiti_update_diagnostics: { given: { fields: { enabled: true } }, expect: /Updated/ },
  tickiti_upload_diagnostics: { given: { upload: true }, expect: /Uploaded/ },
  tickiti_list_jobs: { given: {}, expect: /jobs/ },
  tickiti_retry_jobs: { given: { job_ids: [701] }, expect: /Retried/ },
  tickiti_delete_jobs: { given: { job_ids: [702] }, expect: /Deleted/ },
  tickiti_list_super_tasks: { given: {}, expect: /Nightly export/ },
  tickiti_get_health: { given: {}, expect: /status/ },
  tickiti_list_health_rules: { given: {}, expect: /root path/ },
  tickiti_set_disk_rule: {
    given: { root_path: "/srv", min_free_space: 3, warn_free_space: 6 },
    expect: /\/srv/,
  },
  tickiti_delete_disk_rule: { given: { id: 2 }, expect: /Deleted/ },
  tickiti_set_exception_rule: {
    given: { pattern: "Timeout*", description: "Slow peers" },
    expect: /Set the rule/,
  },
  tickiti_delete_exception_rule: { given: { id: 1 }, expect: /Deleted/ },
  tickiti_get_supervisor_diagnostics: { given: {}, expect: /version/ },
  tickiti_list_endpoints: { given: { family: "tickets" }, local: true, expect: /tickets/ },
  tickiti_call: {
    given: { family: "mail", action: "subjects.create", payload: { subject: "Bounce" } },
    expect: /Bounce/,
  },
  tickiti_call_read_endpoint: {
    given: { family: "workflow", action: "queues.index" },
    expect: /Inbox/,
  },
  tickiti_call_write_endpoint: {
    given: { family: "mail", action: "excluded.create", body: { email: "b@rogue.example" } },
    expect: /rogue/,
  },
  tickiti_whoami_capabilities: { given: {}, expect: /can be read/ },
  tickiti_health: { given: {}, expect: /healthy: yes/ },
};
