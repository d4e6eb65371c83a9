// Every route of the API: reached by a tool, answered, and refused by name where a right is missing.
import type { TestVendor } from "@psa-mcp/core/testing";
import { testVendor } from "@psa-mcp/core/testing";
import {
  startTickitiSandbox,
  TICKITI_PASSWORD,
  TICKITI_ROUTES,
  type TickitiRoute,
  type TickitiSandbox,
  type TokenName,
} from "@psa-mcp/sandbox/tickiti";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ToolExample } from "@psa-mcp/core/testing/contract";
import { tickiti } from "../src/index.ts";
import { allRoutes, findRoute } from "../src/reference/catalogue.ts";
import { examples } from "./examples.ts";
import { variables } from "./house.ts";

let sandbox: TickitiSandbox;
const servers: TestVendor[] = [];

beforeAll(async () => {
  sandbox = await startTickitiSandbox();
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  sandbox.reset();
});
afterAll(() => sandbox.close());

async function open(token: TokenName, files: object = {}): Promise<TestVendor> {
  const server = await testVendor(tickiti, {
    results: "both",
    toolsets: ["all"],
    abilities: ["uploads", "local-files", "local-export"],
    files,
    settings: {
      ...variables(sandbox, token),
      MCP_CONFIRM: "never",
      MCP_ALLOW_SECRETS: "1",
      TICKITI_SECRETS: `owner=${TICKITI_PASSWORD}\nsupport-smtp=an-smtp-password-0123`,
    },
  });
  servers.push(server);
  return server;
}

const nameOf = (route: TickitiRoute): string => `${route.family}.${route.action}`;

const patterns = TICKITI_ROUTES.map(
  (route) =>
    [new RegExp(`^/api/v1/${route.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`), nameOf(route)] as const,
);

/** The routes that were asked for and answered with 200 since the last reset. */
const answered = (): ReadonlySet<string> =>
  new Set(
    sandbox
      .requests()
      .filter(({ status }) => status === 200)
      .flatMap(({ path }) => patterns.find(([pattern]) => pattern.test(path))?.[1] ?? []),
  );

describe("the table of routes", () => {
  it("is the sandbox's own, which was written from the document apart from ours", () => {
    const ours = allRoutes.map((route) => ({
      name: route.name,
      path: route.path,
      abilities: [...route.abilities].toSorted(),
      // The sandbox has the sysadmin's right among the roles.
      role: route.sysadmin ? "sysadmin" : route.role,
      plan: route.planFlags[0],
      write: route.tier !== "read",
      keyed: route.keyed,
    }));
    const theirs = TICKITI_ROUTES.map((route) => ({
      name: nameOf(route),
      path: route.path,
      abilities: [...route.abilities].toSorted(),
      role: route.sysadmin ? "sysadmin" : route.role,
      plan: route.plan,
      write: route.write,
      keyed: route.idempotent,
    }));
    const byName = (left: { name: string }, right: { name: string }): number =>
      left.name < right.name ? -1 : 1;
    expect(ours).toHaveLength(108);
    expect(ours.toSorted(byName)).toEqual(theirs.toSorted(byName));
  });
});

describe("typed tools", () => {
  it("reach every route but the one that mints keys, which nothing needs", async () => {
    const reached = new Set<string>();
    const days = { date_from: "2026-11-01", date_to: "2026-11-26" };
    const others = [
      ...["resolution-categories", "escalations"].map(
        (kind) => ["tickiti_list_workflow", { given: { kind } }] as const,
      ),
      ...["meta", "resolutions"].map(
        (report) => ["tickiti_run_report", { given: { report, ...days } }] as const,
      ),
    ];
    const calls: readonly (readonly [string, ToolExample])[] = [
      ...Object.entries(examples),
      ...others,
    ];
    for (const [tool, example] of calls) {
      sandbox.reset();
      const server = await open("superuser", example.files ?? {});
      const given =
        typeof example.given === "function" ? await example.given(server) : example.given;
      const before = sandbox.requests().length;
      const answer = await server.call(tool, given);
      expect(answer.isError, `${tool}: ${answer.text}`).toBe(false);
      // What the preparation of an example asks for does not count.
      const own = sandbox.requests().slice(before);
      if (tool.startsWith("tickiti_call") || tool === "tickiti_whoami_capabilities") continue;
      for (const { path, status } of own) {
        const route = patterns.find(([pattern]) => pattern.test(path))?.[1];
        if (route !== undefined && status === 200) reached.add(route);
      }
    }
    const missing = TICKITI_ROUTES.map(nameOf).filter((name) => !reached.has(name));
    expect(missing).toEqual(["idempotency_key.create"]);
  });
});

/** A body that each route takes, where it needs one; values that the seed or an earlier call has. */
const bodies: Readonly<Record<string, (server: TestVendor) => Promise<object> | object>> = {
  "tickets.create": () => ({
    originator_email_address: "dana@orchard-dental.example",
    data: { subject: "A", content: "B" },
  }),
  "tickets.show": () => ({ ticket_number: "220009" }),
  "tickets.responses": () => ({ ticket_number: "220009" }),
  "tickets.respond": () => ({
    ticket_number: "220009",
    from_email: "grace.holm@larkfield.example",
    content: "Yes",
  }),
  "tickets.attachment": async (server) => ({
    ticket_number: "220009",
    response_attachment_id: await attachmentId(server),
  }),
  "settings.perspectives.create": () => ({ name: "P", shared: false }),
  "settings.perspectives.update": async (server) => ({
    perspective_id: await made(server, "settings", "perspectives.create", {
      name: "P",
      shared: false,
    }),
    name: "Q",
    show_in_crm: false,
    shared: false,
  }),
  "settings.perspectives.delete": async (server) => ({
    perspective_id: await made(server, "settings", "perspectives.create", {
      name: "P",
      shared: false,
    }),
  }),
  "settings.watchlists.create": () => ({ name: "W", icon: "star", shared: false }),
  "settings.watchlists.update": () => ({ watchlist_id: 1, name: "W", icon: "star" }),
  "settings.watchlists.delete": () => ({ watchlist_id: 1 }),
  "settings.watchlists.add_tickets": () => ({ watchlist_id: 1, ticket_ids: [1] }),
  "settings.watchlists.remove_tickets": () => ({ watchlist_id: 1, ticket_ids: [112] }),
  "settings.watchlists.reorder": () => ({
    watchlist_id: 1,
    ticket_ids: [117, 116, 115, 114, 113, 112],
  }),
  "settings.hashtags.delete": () => ({ tag: "billing" }),
  "settings.stock_responses.show": () => ({ template_id: 1 }),
  "settings.stock_responses.update": () => ({
    template: { id: 1, title: "T", category: "C", subcategory: "S", content: "<p>X</p>" },
  }),
  "settings.stock_responses.delete": () => ({ template_id: 1 }),
  "workflow.queues.create": () => ({ name: "Q", outgoing_mailbox_id: 1 }),
  "workflow.queues.update": () => ({ queue_id: 2, name: "Field", outgoing_mailbox_id: 1 }),
  "workflow.queues.move": () => ({ from_queue_id: 4, to_queue_id: 1 }),
  "workflow.queues.delete": async (server) => ({
    queue_id: await made(server, "workflow", "queues.create", {
      name: "Q",
      outgoing_mailbox_id: 1,
    }),
  }),
  "workflow.resolutions.create": () => ({ name: "R", colour: "#336699" }),
  "workflow.resolutions.update": () => ({ id: 5, name: "R", colour: "#336699" }),
  "workflow.resolutions.reorder": () => ({ ids: [5, 4, 3, 2, 1] }),
  "workflow.resolutions.delete": () => ({ id: 5 }),
  "workflow.interventions.create": () => intervention,
  "workflow.interventions.update": () => ({ intervention_id: 2, ...intervention }),
  "workflow.interventions.generate_token": () => ({ intervention_id: 1, remote_name: "crm" }),
  "workflow.interventions.delete": () => ({ intervention_id: 2 }),
  "workflow.escalations.create": () => escalation,
  "workflow.escalations.update": () => ({ id: 1, ...escalation }),
  "workflow.escalations.delete": () => ({ id: 1 }),
  "workflow.business_hours.update": () => ({
    mode: "simple",
    ...Object.fromEntries(
      ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [`${day}_enabled`, true]),
    ),
    simple_start: 540,
    simple_end: 1020,
  }),
  "reports.resolutions": () => days,
  "reports.volumes": () => ({ ...days, group_by: "day" }),
  "reports.response_times": () => ({ ...days, group_by: "day" }),
  "reports.agent_activity": () => days,
  "mail.mailboxes.create": () => mailbox,
  "mail.mailboxes.update": () => ({ mailbox_id: 1, ...mailbox }),
  "mail.mailboxes.set_password": () => ({
    mailbox_id: 1,
    field: "smtp_password",
    value: "secret:support-smtp",
  }),
  "mail.mailboxes.delete": () => ({ mailbox_id: 3 }),
  "mail.subjects.create": () => ({ subject: "S" }),
  "mail.subjects.delete": () => ({ id: 1 }),
  "mail.excluded.create": () => ({ email: "x@rogue.example" }),
  "mail.excluded.delete": () => ({ id: 1 }),
  "mail.sent_mail.search": () => ({ q: "UPS" }),
  "mail.sent_mail.show": () => ({ id: 5001 }),
  "templates.search": () => ({ search: "VPN" }),
  "templates.show": () => ({ template_id: 1 }),
  "templates.create": () => ({
    type: "template",
    identifier: "t-1",
    category: "Mail",
    subcategory: "All",
  }),
  "templates.update": () => ({
    template: { id: 1, type: "template", identifier: "welcome", subject: "S", content: "C" },
  }),
  "templates.delete": () => ({ template_id: 9 }),
  "administration.system.update": () => ({}),
  "administration.ai.update": () => ({ current_password: "secret:owner", ai_enabled: true }),
  "administration.custom_domain.update": () => ({
    current_password: "secret:owner",
    domain: "help.larkfield.example",
  }),
  "administration.users.create": () => ({
    name: "N",
    email: "n@larkfield.example",
    is_staff: true,
    is_admin: false,
    tonic_notifications: false,
  }),
  "administration.users.update": () => ({
    is_staff: true,
    is_admin: false,
    tonic_notifications: false,
  }),
  "administration.users.queue_upsert": () => ({
    can_view: true,
    can_manage: false,
    can_delete: false,
    treat_as_inbox: false,
    receive_inbox_errors: false,
  }),
  "administration.storage.retention": () => ({ sent_mail_retention_days: 90 }),
  "administration.storage.delete_closed": () => ({ older_than_days: 3000 }),
  "administration.diagnostics.upload": () => ({ upload: true }),
  "supervisor.jobs.retry": () => ({ job_ids: [701] }),
  "supervisor.jobs.delete": () => ({ job_ids: [702] }),
  "supervisor.health.disk_store": () => ({
    root_path: "/srv",
    min_free_space: 1,
    warn_free_space: 2,
  }),
  "supervisor.health.disk_delete": () => ({ id: 2 }),
  "supervisor.health.exception_store": () => ({ pattern: "X*", description: "Y" }),
  "supervisor.health.exception_delete": () => ({ id: 1 }),
};

const days = { date_from: "2026-11-01", date_to: "2026-11-26" };
const intervention = {
  name: "discount",
  title: "Discount",
  queue_name: "Accounts",
  notify_inbox_managers: false,
  create_urgent: false,
  remote_timeout_seconds: 10,
  remote_enabled: false,
};
const escalation = { minutes: 60, action: "notify", email: "grace.holm@larkfield.example" };
const mailbox = {
  name: "Sales",
  address: "sales@larkfield.example",
  mailbox_type: "imap",
  pop_enable: false,
  pop_encryption: "ssl",
  pop_validate_cert: true,
  max_consecutive_errors: 5,
  secondary_report_threshold: 10,
  outgoing_mailbox_type: "smtp",
  smtp_enable: false,
  smtp_security: "tls",
};

async function made(
  server: TestVendor,
  family: string,
  action: string,
  body: object,
): Promise<number> {
  const answer = await server.call("tickiti_call_write_endpoint", { family, action, body });
  expect(answer.isError, answer.text).toBe(false);
  const item = answer.structured?.["item"] as Record<string, unknown>;
  return Number(item["id"] ?? item["perspective_id"]);
}

async function attachmentId(server: TestVendor): Promise<number> {
  const answer = await server.call("tickiti_list_responses", { ticket_number: 220_009 });
  const rows = (answer.structured?.["items"] ?? []) as {
    attachments?: { id: number; type: string }[];
  }[];
  const found = rows
    .flatMap((row) => row.attachments ?? [])
    .find(({ type }) => type === "image/png");
  return Number(found?.id);
}

const logos = new Set(["administration.branding.app_logo", "administration.branding.email_logo"]);

/** Calls a route through the generic pair; unprepared where a body would need calls that are refused as well. */
async function callRoute(
  server: TestVendor,
  route: TickitiRoute,
  prepared = true,
): Promise<Awaited<ReturnType<TestVendor["call"]>>> {
  const params = route.path.includes("{user}")
    ? { path_params: { user: 9, ...(route.path.includes("{queue}") ? { queue: 1 } : {}) } }
    : {};
  const make = bodies[nameOf(route)];
  const body = make === undefined || (!prepared && make.length > 0) ? {} : await make(server);
  const tool = route.write ? "tickiti_call_write_endpoint" : "tickiti_call_read_endpoint";
  return server.call(tool, { family: route.family, action: route.action, body, ...params });
}

describe("the generic pair", () => {
  it.each(
    TICKITI_ROUTES.filter((route) => !logos.has(nameOf(route))).map(
      (route) => [nameOf(route), route] as const,
    ),
  )("calls %s", async (name, route) => {
    const server = await open("superuser");
    const answer = await callRoute(server, route);
    expect(answer.isError, answer.text).toBe(false);
    expect(answered()).toContain(name);
  });

  it("names the tools for the two routes that take a file", async () => {
    const server = await open("superuser");
    for (const action of ["branding.app_logo", "branding.email_logo"]) {
      const answer = await server.call("tickiti_call_write_endpoint", {
        family: "administration",
        action,
      });
      expect(answer.isError).toBe(true);
      expect(answer.text).toMatch(/tickiti_upload_(?:app|email)_logo/);
    }
  });
});

describe("a missing right", () => {
  const refused = async (token: TokenName, route: TickitiRoute): Promise<string> => {
    const server = await open(token);
    const body = logos.has(nameOf(route)) ? undefined : await callRoute(server, route, false);
    const answer =
      body ??
      (await (
        await open(token, {
          takeUpload: async () => ({
            bytes: Buffer.from("iVBORw0KGgo=", "base64"),
            fileName: "a.png",
          }),
        })
      ).call(
        route.action === "branding.app_logo"
          ? "tickiti_upload_app_logo"
          : "tickiti_upload_email_logo",
        { upload_id: "u" },
      ));
    expect(answer.isError, answer.text).toBe(true);
    expect(answer.structured).toMatchObject({ error: { code: "forbidden" } });
    return answer.text;
  };

  it.each(
    TICKITI_ROUTES.filter((route) => route.abilities.length > 0).map(
      (route) => [nameOf(route), route] as const,
    ),
  )("of the token is named: %s", async (_name, route) => {
    const said = await refused("legacy", route);
    expect(said).toContain(
      `lacks the ability ${findRoute(route.family, route.action)?.abilities.join(" or ") ?? ""}`,
    );
  });

  it.each(
    TICKITI_ROUTES.filter(
      ({ role, sysadmin }) => role !== undefined && role !== "staff" && !sysadmin,
    ).map((route) => [nameOf(route), route] as const),
  )("of the owner is named: %s", async (_name, route) => {
    const said = await refused("staff", route);
    expect(said).toContain(`lacks the role ${route.role ?? ""}`);
  });

  it.each(
    TICKITI_ROUTES.filter(({ role, write }) => role === "staff" && !write).map(
      (route) => [nameOf(route), route] as const,
    ),
  )("of a customer is named: %s", async (_name, route) => {
    expect(await refused("customer", route)).toContain("lacks the role staff");
  });

  it.each(
    TICKITI_ROUTES.filter(({ sysadmin }) => sysadmin).map(
      (route) => [nameOf(route), route] as const,
    ),
  )("of a sysadmin is named: %s", async (_name, route) => {
    expect(await refused("administrator", route)).toContain("is no sysadmin");
  });

  it.each(
    TICKITI_ROUTES.filter(({ plan }) => plan !== undefined).map(
      (route) => [nameOf(route), route] as const,
    ),
  )("of the plan is named: %s", async (_name, route) => {
    sandbox.plan({ [route.plan as string]: false });
    expect(await refused("superuser", route)).toContain(`plan lacks ${route.plan ?? ""}`);
  });
});
