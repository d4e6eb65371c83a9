/** What a route is for: its first segment names it. */
export type Family =
  | "tickets"
  | "idempotency_key"
  | "settings"
  | "workflow"
  | "reports"
  | "mail"
  | "templates"
  | "administration"
  | "supervisor";

/** Who may call a route, lowest first; each one may do what those before may. */
export type Role = "staff" | "admin" | "sysadmin" | "superuser";

/** Parts of the product that are paid for apart. */
export type PlanFlag =
  | "has_reports"
  | "has_interventions"
  | "has_escalations"
  | "has_resolution_tracking"
  | "has_ai_assistant";

/** The parts, all of them. */
export const PLAN_FLAGS: readonly PlanFlag[] = [
  "has_reports",
  "has_interventions",
  "has_escalations",
  "has_resolution_tracking",
  "has_ai_assistant",
];

/** One route of v1. Every one of them is a POST. */
export interface Route {
  family: Family;
  action: string;
  /** Below `/api/v1/`, with `{name}` for parameters. */
  path: string;
  /** Any one of these suffices; empty means that none is needed. */
  abilities: readonly string[];
  role: Role | undefined;
  sysadmin: boolean;
  plan: PlanFlag | undefined;
  write: boolean;
  /** The Idempotency-Key header is mandatory. */
  idempotent: boolean;
}

type Row = [action: string, path: string, kind: "read" | "write", extra?: Partial<Route>];

const tickets: Row[] = [
  ["query", "tickets/query", "read"],
  ["create", "tickets", "write", { idempotent: true }],
  ["respond", "tickets/respond", "write", { idempotent: true }],
  ["show", "tickets/show", "read"],
  ["responses", "tickets/responses", "read"],
  ["responses_query", "tickets/responses/query", "read"],
  ["attachment", "tickets/attachment", "read"],
];

const settings: Row[] = [
  ["perspectives.index", "settings/perspectives", "read"],
  ["perspectives.create", "settings/perspectives/create", "write"],
  ["perspectives.update", "settings/perspectives/update", "write"],
  ["perspectives.delete", "settings/perspectives/delete", "write"],
  ["watchlists.index", "settings/watchlists", "read"],
  ["watchlists.create", "settings/watchlists/create", "write"],
  ["watchlists.update", "settings/watchlists/update", "write"],
  ["watchlists.delete", "settings/watchlists/delete", "write"],
  ["watchlists.add_tickets", "settings/watchlists/add-tickets", "write"],
  ["watchlists.remove_tickets", "settings/watchlists/remove-tickets", "write"],
  ["watchlists.reorder", "settings/watchlists/reorder", "write"],
  ["hashtags.index", "settings/hashtags", "read"],
  ["hashtags.delete", "settings/hashtags/delete", "write"],
  ["stock_responses.index", "settings/stock-responses", "read"],
  ["stock_responses.create", "settings/stock-responses/create", "write"],
  ["stock_responses.show", "settings/stock-responses/show", "read"],
  ["stock_responses.update", "settings/stock-responses/update", "write"],
  ["stock_responses.delete", "settings/stock-responses/delete", "write"],
];

const resolution: Partial<Route> = { plan: "has_resolution_tracking" };
const intervention: Partial<Route> = { plan: "has_interventions" };
const escalation: Partial<Route> = { plan: "has_escalations" };

const workflow: Row[] = [
  ["queues.index", "workflow/queues", "read"],
  ["queues.create", "workflow/queues/create", "write"],
  ["queues.update", "workflow/queues/update", "write"],
  ["queues.move", "workflow/queues/move", "write"],
  ["queues.delete", "workflow/queues/delete", "write"],
  ["resolutions.index", "workflow/resolution-categories", "read", resolution],
  ["resolutions.create", "workflow/resolution-categories/create", "write", resolution],
  ["resolutions.update", "workflow/resolution-categories/update", "write", resolution],
  ["resolutions.reorder", "workflow/resolution-categories/reorder", "write", resolution],
  ["resolutions.delete", "workflow/resolution-categories/delete", "write", resolution],
  ["interventions.index", "workflow/interventions", "read", intervention],
  ["interventions.create", "workflow/interventions/create", "write", intervention],
  ["interventions.update", "workflow/interventions/update", "write", intervention],
  ["interventions.generate_token", "workflow/interventions/generate-token", "write", intervention],
  ["interventions.delete", "workflow/interventions/delete", "write", intervention],
  ["escalations.index", "workflow/escalations", "read", escalation],
  ["escalations.create", "workflow/escalations/create", "write", escalation],
  ["escalations.update", "workflow/escalations/update", "write", escalation],
  ["escalations.delete", "workflow/escalations/delete", "write", escalation],
  ["business_hours.update", "workflow/business-hours/update", "write", escalation],
];

const reports: Row[] = [
  ["meta", "reports/meta", "read"],
  ["resolutions", "reports/resolutions", "read"],
  ["volumes", "reports/volumes", "read"],
  ["response_times", "reports/response-times", "read"],
  ["agent_activity", "reports/agent-activity", "read"],
];

const mail: Row[] = [
  ["mailboxes.index", "mail/mailboxes", "read"],
  ["mailboxes.create", "mail/mailboxes/create", "write"],
  ["mailboxes.update", "mail/mailboxes/update", "write"],
  ["mailboxes.set_password", "mail/mailboxes/set-password", "write"],
  ["mailboxes.delete", "mail/mailboxes/delete", "write"],
  ["subjects.index", "mail/subjects", "read"],
  ["subjects.create", "mail/subjects/create", "write"],
  ["subjects.delete", "mail/subjects/delete", "write"],
  ["excluded.index", "mail/excluded-emails", "read"],
  ["excluded.create", "mail/excluded-emails/create", "write"],
  ["excluded.delete", "mail/excluded-emails/delete", "write"],
  ["sent_mail.list", "mail/sent-mail", "read"],
  ["sent_mail.search", "mail/sent-mail/search", "read"],
  ["sent_mail.show", "mail/sent-mail/show", "read"],
];

const templates: Row[] = [
  ["index", "templates", "read"],
  ["faqs", "templates/faqs", "read"],
  ["search", "templates/search", "read"],
  ["show", "templates/show", "read"],
  ["create", "templates/create", "write"],
  ["update", "templates/update", "write"],
  ["delete", "templates/delete", "write"],
];

const owner: Partial<Route> = { sysadmin: true };
const assistant: Partial<Route> = { sysadmin: true, plan: "has_ai_assistant" };

const administration: Row[] = [
  ["system.index", "administration/system", "read"],
  ["system.update", "administration/system/update", "write"],
  ["branding.index", "administration/branding", "read"],
  ["branding.update", "administration/branding/update", "write"],
  ["branding.app_logo", "administration/branding/app-logo", "write"],
  ["branding.email_logo", "administration/branding/email-logo", "write"],
  ["branding.reset_app_logo", "administration/branding/reset-app-logo", "write"],
  ["branding.reset_email_logo", "administration/branding/reset-email-logo", "write"],
  ["custom_domain.status", "administration/custom-domain", "read", owner],
  ["custom_domain.update", "administration/custom-domain/update", "write", owner],
  ["ai.index", "administration/ai-assistant", "read", assistant],
  ["ai.update", "administration/ai-assistant/update", "write", assistant],
  ["users.index", "administration/users", "read"],
  ["users.create", "administration/users/create", "write"],
  ["users.update", "administration/users/{user}/update", "write"],
  ["users.queue_upsert", "administration/users/{user}/queues/{queue}", "write"],
  ["users.queue_detach", "administration/users/{user}/queues/{queue}/detach", "write"],
  ["licence.index", "administration/licence", "read"],
  ["storage.retention", "administration/storage/retention", "write"],
  ["storage.delete_orphaned", "administration/storage/delete-orphaned", "write"],
  ["storage.delete_closed", "administration/storage/delete-closed", "write"],
  ["diagnostics.index", "administration/diagnostics", "read"],
  ["diagnostics.fetch", "administration/diagnostics/fetch", "read"],
  ["diagnostics.update", "administration/diagnostics/update", "write"],
  ["diagnostics.upload", "administration/diagnostics/upload", "write"],
];

const supervisor: Row[] = [
  ["jobs.index", "supervisor/jobs", "read"],
  ["jobs.retry", "supervisor/jobs/retry", "write"],
  ["jobs.delete", "supervisor/jobs/delete", "write"],
  ["health.status", "supervisor/health", "read"],
  ["health.manage", "supervisor/health/manage", "read"],
  ["health.disk_store", "supervisor/health/disk/store", "write"],
  ["health.disk_delete", "supervisor/health/disk/delete", "write"],
  ["health.exception_store", "supervisor/health/exception/store", "write"],
  ["health.exception_delete", "supervisor/health/exception/delete", "write"],
  ["super_tasks.fetch", "supervisor/super-tasks", "read"],
  ["diagnostics", "supervisor/diagnostics", "read"],
];

/** All 108 routes of v1. */
export const ROUTES: readonly Route[] = [
  ...family("tickets", undefined, tickets),
  ...family("idempotency_key", undefined, [
    ["create", "idempotency_key", "read", { abilities: [] }],
  ]),
  ...family("settings", "staff", settings),
  ...family("workflow", "admin", workflow),
  ...family("reports", "admin", reports, { plan: "has_reports", abilities: ["reports:read"] }),
  ...family("mail", "admin", mail),
  ...family("templates", "admin", templates),
  ...family("administration", "admin", administration),
  ...family("supervisor", "superuser", supervisor),
];

function family(
  name: Family,
  role: Role | undefined,
  rows: Row[],
  common: Partial<Route> = {},
): Route[] {
  return rows.map(([action, path, kind, extra]) => ({
    family: name,
    action,
    path,
    // A token that may write may read.
    abilities: kind === "read" ? [`${name}:read`, `${name}:write`] : [`${name}:write`],
    role,
    sysadmin: false,
    plan: undefined,
    write: kind === "write",
    idempotent: false,
    ...common,
    ...extra,
  }));
}
