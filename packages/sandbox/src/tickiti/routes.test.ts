import { describe, expect, it } from "vitest";
import { DANA, harness, RICH, ROWAN } from "./api.fixture.ts";
import { TICKITI_PASSWORD, TICKITI_ROUTES as ROUTES } from "./index.ts";

const { call, sandbox } = harness();

type Body = Record<string, unknown>;

/** How to call a route so that it succeeds for the superuser, and what the answer must have. */
interface Step {
  body?: Body;
  /** Calls that come first, as path and body. */
  before?: [path: string, body: Body][];
  parameters?: Record<string, string>;
  /** A multipart body with a picture. */
  upload?: boolean;
  has?: string;
  bare?: boolean;
}

const DATES = { date_from: "2026-06-01", date_to: "2026-06-30" };
const MAILBOX = {
  name: "Box",
  address: "box@larkfield.example",
  mailbox_type: "imap",
  pop_enable: false,
  pop_encryption: "none",
  pop_validate_cert: false,
  max_consecutive_errors: 5,
  secondary_report_threshold: 3,
  outgoing_mailbox_type: "none",
  smtp_enable: false,
  smtp_security: "none",
};
const INTERVENTION = {
  name: "new_one",
  title: "New one",
  queue_name: "Inbox",
  notify_inbox_managers: false,
  create_urgent: false,
  remote_timeout_seconds: 30,
  remote_enabled: false,
};
const HOURS = {
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
};
const PARAMETERS = { user: "4", queue: "1" };

const STEPS: Readonly<Record<string, Step>> = {
  "tickets.query": { bare: true },
  "tickets.create": {
    body: { originator_email_address: DANA, data: { subject: "Hello", content: "<p>x</p>" } },
    has: "data",
  },
  "tickets.respond": {
    body: { ticket_number: RICH, from_email: ROWAN, content: "<p>x</p>" },
    has: "data",
  },
  "tickets.show": { body: { ticket_number: RICH }, has: "data" },
  "tickets.responses": { body: { ticket_number: RICH }, has: "data" },
  "tickets.responses_query": { has: "data" },
  "tickets.attachment": {
    body: { ticket_number: RICH, response_attachment_id: "14494" },
    has: "data",
  },
  "idempotency_key.create": { has: "idempotency_key" },
  "settings.perspectives.index": { has: "perspectives" },
  "settings.perspectives.create": { body: { name: "x", shared: false }, has: "perspective_id" },
  "settings.perspectives.update": {
    body: { perspective_id: 7, name: "y", show_in_crm: true, shared: true },
  },
  "settings.perspectives.delete": { body: { perspective_id: 7 } },
  "settings.watchlists.index": { has: "watchlists" },
  "settings.watchlists.create": { body: { name: "x", icon: "star", shared: false } },
  "settings.watchlists.update": { body: { watchlist_id: 1, name: "y", icon: "flag" } },
  "settings.watchlists.delete": { body: { watchlist_id: 1 } },
  "settings.watchlists.add_tickets": { body: { watchlist_id: 1, ticket_ids: [1] } },
  "settings.watchlists.remove_tickets": { body: { watchlist_id: 1, ticket_ids: [112] } },
  "settings.watchlists.reorder": { body: { watchlist_id: 1, ticket_ids: [113] } },
  "settings.hashtags.index": { has: "hashtags" },
  "settings.hashtags.delete": { body: { tag: "vip" } },
  "settings.stock_responses.index": { has: "stock_responses" },
  "settings.stock_responses.create": { has: "template" },
  "settings.stock_responses.show": { body: { template_id: 1 }, has: "template" },
  "settings.stock_responses.update": {
    body: { template: { id: 1, title: "x", category: "y", subcategory: "z", content: "<p></p>" } },
  },
  "settings.stock_responses.delete": { body: { template_id: 1 } },
  "workflow.queues.index": { has: "queues" },
  "workflow.queues.create": { body: { name: "New", outgoing_mailbox_id: 2 } },
  "workflow.queues.update": { body: { queue_id: 2, name: "Visits", outgoing_mailbox_id: 2 } },
  "workflow.queues.move": { body: { from_queue_id: 2, to_queue_id: 1 } },
  "workflow.queues.delete": {
    before: [["workflow/queues/move", { from_queue_id: 2, to_queue_id: 1 }]],
    body: { queue_id: 2 },
  },
  "workflow.resolutions.index": { bare: true },
  "workflow.resolutions.create": { body: { name: "x", colour: "#abcdef" }, bare: true },
  "workflow.resolutions.update": { body: { id: 1, name: "x", colour: "#123456" }, bare: true },
  "workflow.resolutions.reorder": { body: { ids: [5, 4, 3, 2, 1] }, bare: true },
  "workflow.resolutions.delete": { body: { id: 5 }, bare: true },
  "workflow.interventions.index": { has: "interventions" },
  "workflow.interventions.create": { body: INTERVENTION },
  "workflow.interventions.update": { body: { intervention_id: 2, ...INTERVENTION } },
  "workflow.interventions.generate_token": {
    body: { intervention_id: 2, remote_name: "crm" },
    has: "token",
  },
  "workflow.interventions.delete": { body: { intervention_id: 2 } },
  "workflow.escalations.index": { has: "escalations" },
  "workflow.escalations.create": { body: { minutes: 60, action: "notify", email: ROWAN } },
  "workflow.escalations.update": { body: { id: 1, minutes: 90, action: "email", email: ROWAN } },
  "workflow.escalations.delete": { body: { id: 1 } },
  "workflow.business_hours.update": { body: HOURS },
  "reports.meta": { has: "group_by" },
  "reports.resolutions": { body: DATES, has: "rows" },
  "reports.volumes": { body: { ...DATES, group_by: "day" }, has: "rows" },
  "reports.response_times": { body: { ...DATES, group_by: "day" }, has: "rows" },
  "reports.agent_activity": { body: DATES, has: "rows" },
  "mail.mailboxes.index": { has: "mailboxes" },
  "mail.mailboxes.create": { body: MAILBOX },
  "mail.mailboxes.update": { body: { mailbox_id: 3, ...MAILBOX } },
  "mail.mailboxes.set_password": {
    body: { mailbox_id: 3, field: "smtp_password", value: "SANDBOX" },
  },
  "mail.mailboxes.delete": { body: { mailbox_id: 3 } },
  "mail.subjects.index": { bare: true },
  "mail.subjects.create": { body: { subject: "Spam" }, bare: true },
  "mail.subjects.delete": { body: { id: 1 }, bare: true },
  "mail.excluded.index": { bare: true },
  "mail.excluded.create": { body: { email: "spam@rogue.example" }, bare: true },
  "mail.excluded.delete": { body: { id: 1 }, bare: true },
  "mail.sent_mail.list": { body: { range_days: 30 }, has: "mails" },
  "mail.sent_mail.search": { body: { q: "orchard" }, has: "mails" },
  "mail.sent_mail.show": { body: { id: 5001 }, has: "mail" },
  "templates.index": { bare: true },
  "templates.faqs": { has: "faqs" },
  "templates.search": { body: { search: "vpn" }, has: "templates" },
  "templates.show": { body: { template_id: 1 }, has: "template" },
  "templates.create": {
    body: { type: "email", identifier: "x", category: "", subcategory: "" },
  },
  "templates.update": {
    body: { template: { id: 1, type: "email", identifier: "w", subject: "W", content: "<p></p>" } },
  },
  "templates.delete": { body: { template_id: 1 } },
  "administration.system.index": { has: "settings" },
  "administration.system.update": {},
  "administration.branding.index": { has: "branding" },
  "administration.branding.update": {},
  "administration.branding.app_logo": { upload: true },
  "administration.branding.email_logo": { upload: true },
  "administration.branding.reset_app_logo": {},
  "administration.branding.reset_email_logo": {},
  "administration.custom_domain.status": { has: "domain" },
  "administration.custom_domain.update": {
    body: { current_password: TICKITI_PASSWORD, domain: "help.larkfield.example" },
  },
  "administration.ai.index": { has: "settings" },
  "administration.ai.update": {
    body: { current_password: TICKITI_PASSWORD, ai_enabled: false },
  },
  "administration.users.index": { has: "users" },
  "administration.users.create": {
    body: {
      name: "New",
      email: "new@larkfield.example",
      is_staff: true,
      is_admin: false,
      tonic_notifications: false,
    },
  },
  "administration.users.update": { parameters: PARAMETERS, body: { is_admin: true } },
  "administration.users.queue_upsert": { parameters: PARAMETERS, body: { can_manage: true } },
  "administration.users.queue_detach": { parameters: PARAMETERS },
  "administration.licence.index": { has: "licence" },
  "administration.storage.retention": { body: { sent_mail_retention_days: 90 } },
  "administration.storage.delete_orphaned": { has: "deleted" },
  "administration.storage.delete_closed": { body: { older_than_days: 9999 }, has: "deleted" },
  "administration.diagnostics.index": { has: "diagnostics" },
  "administration.diagnostics.fetch": { has: "version" },
  "administration.diagnostics.update": {},
  "administration.diagnostics.upload": {},
  "supervisor.jobs.index": { has: "jobs" },
  "supervisor.jobs.retry": { body: { job_ids: [701] }, has: "retried" },
  "supervisor.jobs.delete": { body: { job_ids: [701] }, has: "deleted" },
  "supervisor.health.status": { has: "disks" },
  "supervisor.health.manage": { has: "exceptions" },
  "supervisor.health.disk_store": {
    body: { root_path: "/srv", min_free_space: 1, warn_free_space: 2 },
  },
  "supervisor.health.disk_delete": { body: { id: 1 } },
  "supervisor.health.exception_store": { body: { pattern: "a*", description: "b" } },
  "supervisor.health.exception_delete": { body: { id: 1 } },
  "supervisor.super_tasks.fetch": { has: "super_tasks" },
  "supervisor.diagnostics": { has: "version" },
};

/** The smallest picture there is. */
function picture(): FormData {
  const base64 =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
  const form = new FormData();
  form.set("logo", new Blob([Buffer.from(base64, "base64")], { type: "image/png" }), "logo.png");
  return form;
}

const table = ROUTES.map((route) => ({ name: `${route.family}.${route.action}`, route }));
const pathOf = (path: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_whole, name: "user" | "queue") => PARAMETERS[name]);

it("there are 108 routes in nine families, with paths of their own", () => {
  expect(ROUTES).toHaveLength(108);
  expect(new Set(ROUTES.map(({ path }) => path)).size).toBe(108);
  expect(new Set(ROUTES.map(({ family }) => family)).size).toBe(9);
  expect(Object.keys(STEPS).toSorted()).toEqual(table.map(({ name }) => name).toSorted());
});

describe.each(table)("$name", ({ name, route }) => {
  const path = pathOf(route.path);

  it("succeeds for whom everything is allowed, in the documented shape", async () => {
    const step = STEPS[name] ?? {};
    for (const [earlier, body] of step.before ?? []) {
      expect((await call(earlier, body, { as: "superuser" })).status).toBe(200);
    }
    const { status, body, text } = await call(path, step.body ?? {}, {
      as: "superuser",
      ...(step.upload === true ? { raw: picture() } : {}),
    });
    expect(status, text).toBe(200);
    for (const mark of ["my_error", "amf_error", "error"]) expect(body[mark]).toBeUndefined();
    expect(body.ok).not.toBe(false);
    expect(Array.isArray(body)).toBe(step.bare === true);
    if (step.has !== undefined) expect(Object.keys(body)).toContain(step.has);
    expect(body.ok === true).toBe(route.family === "tickets" && step.bare !== true);
  });

  it("is a POST, and wants a token that was not withdrawn", async () => {
    const other = await call(path, {}, { method: "GET", as: "superuser" });
    expect([other.status, other.headers.get("allow")]).toEqual([405, "POST"]);
    expect(other.body.message).toContain("GET method is not supported");
    if (route.abilities.length === 0) return;
    for (const as of [null, "revoked"] as const) {
      const { status, body } = await call(path, {}, { as });
      expect(status).toBe(401);
      expect(body).toEqual({ message: "Unauthenticated." });
    }
  });

  it("names ability, role and plan apart when they are missing", async () => {
    const message = async (as: "legacy" | "readOnly" | "customer" | "staff" | "administrator") => {
      const { status, body } = await call(path, {}, { as });
      return status === 403 ? (body.message as string) : undefined;
    };
    if (route.abilities.length > 0) {
      expect(await message("legacy")).toBe("Invalid ability provided.");
    }
    if (route.write) expect(await message("readOnly")).toBe("Invalid ability provided.");
    if (route.role === "admin") {
      expect(await message("staff")).toBe("Administrator access is required.");
    }
    if (route.role === "superuser") {
      expect(await message("staff")).toBe("Superuser access is required.");
      expect((await call(path, {}, { as: "sysadmin" })).status).toBe(403);
    }
    if (route.role === "staff" && !route.write) {
      expect(await message("customer")).toBe("Staff access is required.");
    }
    if (route.sysadmin) {
      expect(await message("administrator")).toBe("System administrator access is required.");
    }
    if (route.plan) {
      sandbox().plan({ [route.plan]: false });
      const { status, body } = await call(path, {}, { as: "superuser" });
      expect([status, body.message]).toEqual([
        403,
        "Your current plan does not include this feature.",
      ]);
    }
  });
});
