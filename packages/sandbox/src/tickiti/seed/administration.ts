import { stamp, type Fields, type Job, type Setting, type SuperTask } from "../model.ts";
import { DAY, HOUR, list, type SeedContext, type SeedTables } from "./context.ts";

const AREAS: readonly [area: string, values: Fields][] = [
  [
    "system",
    {
      company_name: "Larkfield Managed Services",
      timezone: "Europe/London",
      language: "en",
      ticket_reference_prefix: "#",
      auto_close_days: 14,
    },
  ],
  [
    "branding",
    {
      app_name: "Larkfield Support",
      primary_colour: "#205072",
      app_logo: null,
      email_logo: null,
      email_footer: "<p>Larkfield Managed Services</p>",
    },
  ],
  ["custom_domain", { domain: "support.larkfield.example", status: "active", verified: true }],
  [
    "ai",
    {
      ai_enabled: true,
      ai_auto_draft_inbound: false,
      ai_suggest_after_staff_reply: true,
      ai_auto_send: false,
      ai_auto_send_threshold: 90,
      ai_model: "standard",
      ai_persona: "Friendly",
      ai_business_context: "Managed services for small companies",
      ai_signature: "",
      ai_auto_signature: false,
      ai_api_key: "SANDBOXaikey",
    },
  ],
  [
    "business_hours",
    {
      mode: "simple",
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
  ],
  ["storage", { sent_mail_retention_days: 365, orphaned_files: 12, orphaned_bytes: 4_812_330 }],
  ["diagnostics", { enabled: true, level: "error", last_upload_at: null }],
  [
    "licence",
    { plan: "Professional", staff_seats: 15, staff_seats_used: 9, expires_at: "2027-01-31" },
  ],
];

function settings(): Setting[] {
  return list<(typeof AREAS)[number], Setting>(AREAS, ([area, values]) => ({ area, values }));
}

function jobs({ today }: SeedContext): Job[] {
  const rows: [queue: string, name: string, status: string, hours: number][] = [
    ["mail", "SendTicketNotification", "failed", 5],
    ["mail", "FetchMailbox", "failed", 9],
    ["default", "RenderAttachmentPreview", "failed", 20],
    ["default", "PruneSentMail", "pending", 0],
    ["portal_default", "SyncPortal", "failed", 30],
  ];
  return list<(typeof rows)[number], Job>(
    rows,
    ([queue, name, status, hours]) => ({
      queue,
      name,
      status,
      attempts: status === "failed" ? 3 : 0,
      exception: status === "failed" ? "ConnectionException: timed out after 30 seconds" : null,
      failed_at: status === "failed" ? stamp(today - hours * HOUR) : null,
    }),
    701,
  );
}

function superTasks({ today }: SeedContext): SuperTask[] {
  return list<[string, string, boolean], SuperTask>(
    [
      ["Nightly export", "0 2 * * *", true],
      ["Warehouse sync", "*/15 * * * *", false],
    ],
    ([name, schedule, enabled]) => ({ name, schedule, enabled, last_run_at: stamp(today - DAY) }),
  );
}

export const administrationTables: Pick<
  SeedTables,
  "jobs" | "diskRules" | "exceptionRules" | "superTasks" | "settings"
> = {
  settings,
  jobs,
  superTasks,
  diskRules: () => [
    { id: 1, root_path: "/", min_free_space: 5, warn_free_space: 10 },
    { id: 2, root_path: "/var/mail", min_free_space: 2, warn_free_space: 4 },
  ],
  exceptionRules: () => [
    { id: 1, pattern: "Illuminate\\Session\\*", description: "Expired sessions" },
  ],
};
