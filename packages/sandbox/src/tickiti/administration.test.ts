import { describe, expect, it } from "vitest";
import { harness, type Reply, type Send } from "./api.fixture.ts";
import { TICKITI_PASSWORD } from "./index.ts";

const { call, switch: change, sandbox } = harness();

const as: Send = { as: "superuser" };
const admin = (path: string, body: unknown = {}): Promise<Reply> => call(path, body, as);

describe("a deletion of something in use", () => {
  it.each([
    ["workflow/queues/delete", { queue_id: 1 }, "my_error"],
    ["workflow/queues/delete", { queue_id: 2 }, "my_error"],
    ["workflow/resolution-categories/delete", { id: 1 }, "my_error"],
    ["mail/mailboxes/delete", { mailbox_id: 1 }, "my_error"],
    ["templates/delete", { template_id: 4 }, "error"],
    [
      "supervisor/health/disk/store",
      { root_path: "/", min_free_space: 1, warn_free_space: 2 },
      "ok",
    ],
  ])("%s %j is a failure with status 200, or 409", async (path, body, mark) => {
    const refused = await admin(path, body);
    expect(refused.status).toBe(200);
    if (mark === "ok") expect(refused.body).toEqual({ ok: false, message: expect.any(String) });
    else expect(refused.body).toEqual({ [mark]: expect.any(String) });
    await change({ inUse: "409" });
    const loud = await admin(path, body);
    expect([loud.status, Object.keys(loud.body)]).toEqual([409, ["message"]]);
  });
});

describe("queues", () => {
  it("that are built in stay, also when they are empty", async () => {
    await admin("workflow/queues/move", { from_queue_id: 1, to_queue_id: 2 });
    const { body } = await admin("workflow/queues/delete", { queue_id: 1 });
    expect(body).toEqual({ my_error: "A built-in queue cannot be deleted." });
    const renamed = await admin("workflow/queues/update", { queue_id: 1, name: "Post" });
    expect(renamed.body.my_error).toContain("renamed");
  });

  it("are made, filled, emptied and deleted; the maker may look inside", async () => {
    const made = await admin("workflow/queues/create", { name: "New", outgoing_mailbox_id: 2 });
    const id = made.body.queue.id as number;
    const moved = await admin("workflow/queues/move", { from_queue_id: 4, to_queue_id: id });
    expect(moved.body.moved).toBe(15);
    const rows = await admin("tickets/query", {
      search_object: { criteria: [{ mode: "queue", tokens: ["New"] }] },
    });
    expect(rows.body).toHaveLength(15);
    expect((await admin("workflow/queues/delete", { queue_id: id })).body.my_error).toContain(
      "tickets",
    );
    await admin("workflow/queues/move", { from_queue_id: id, to_queue_id: 4 });
    expect((await admin("workflow/queues/delete", { queue_id: id })).body.success).toBe(true);
    const taken = await admin("workflow/queues/create", { name: "Inbox" });
    expect(Object.keys(taken.body.errors)).toEqual(["name"]);
  });

  it("rights decide what a user sees, at once", async () => {
    const count = async (): Promise<number> => (await call("tickets/query")).body.length;
    const before = await count();
    await admin("administration/users/4/queues/3", { can_view: true });
    const more = await count();
    expect(more).toBe(before + 45);
    await admin("administration/users/4/queues/3/detach");
    expect(await count()).toBe(before);
    expect((await admin("administration/users/999/queues/3")).status).toBe(404);
    expect((await admin("administration/users/4/queues/x")).status).toBe(404);
  });
});

describe("users", () => {
  it("are made and raised, and nobody lowers themselves", async () => {
    const { body } = await admin("administration/users/create", {
      name: "Kim",
      email: "Kim@larkfield.example",
      is_staff: true,
    });
    expect(body.user).toMatchObject({ email: "kim@larkfield.example", is_staff: true, queues: [] });
    expect(JSON.stringify(body)).not.toContain("password");
    const twice = await admin("administration/users/create", {
      name: "Kim",
      email: "kim@larkfield.example",
      is_staff: true,
    });
    expect(Object.keys(twice.body.errors)).toEqual(["email"]);
    const raised = await admin(`administration/users/${body.user.id}/update`, { is_admin: true });
    expect(raised.body.user.is_admin).toBe(true);
    const lowered = await admin(`administration/users/${body.user.id}/update`, {
      is_admin: false,
    });
    expect(lowered.body.user.is_admin).toBe(false);
    const own = await admin("administration/users/1/update", { is_admin: false });
    expect(own.body.my_error).toContain("your own");
  });
});

describe("workflow", () => {
  it("resolution categories answer with the whole list, bare and in order", async () => {
    const { body } = await admin("workflow/resolution-categories/reorder", {
      ids: [3, 1, 2, 5, 4],
    });
    expect(body.map(({ id }: { id: number }) => id)).toEqual([3, 1, 2, 5, 4]);
    const short = await admin("workflow/resolution-categories/reorder", { ids: [3, 1] });
    expect(short.status).toBe(422);
    const more = { ids: [3, 1, 2, 5, 4, 99] };
    expect((await admin("workflow/resolution-categories/reorder", more)).status).toBe(422);
    const colour = await admin("workflow/resolution-categories/create", {
      name: "x",
      colour: "red",
    });
    expect(Object.keys(colour.body.errors)).toEqual(["colour"]);
  });

  it("the token of an intervention is shown once and then only that there is one", async () => {
    const body = { intervention_id: 2, remote_name: "crm" };
    const { token } = (await admin("workflow/interventions/generate-token", body)).body;
    expect(token).toMatch(/^SANDBOX[0-9a-f]{33}$/);
    const list = await admin("workflow/interventions");
    expect(list.text).not.toContain(token);
    expect(list.body.interventions[1].has_token).toBe(true);
  });

  it("an intervention with undecided tickets stays", async () => {
    await call("tickets", {
      originator_email_address: "kim@person.example",
      intervention: "contract_review",
      uid: "1",
      data: {},
    });
    const { body } = await admin("workflow/interventions/delete", { intervention_id: 1 });
    expect(body.my_error).toContain("undecided");
  });

  it("business hours end after they begin", async () => {
    const hours = Object.fromEntries(
      ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [`${day}_enabled`, true]),
    );
    const wrong = { ...hours, mode: "simple", simple_start: 600, simple_end: 540 };
    const reply = await admin("workflow/business-hours/update", wrong);
    expect(Object.keys(reply.body.errors)).toEqual(["simple_end"]);
    await admin("workflow/business-hours/update", { ...wrong, simple_end: 1080 });
    const list = await admin("workflow/escalations");
    expect(list.body.business_hours).toMatchObject({ sun_enabled: true, simple_end: 1080 });
  });
});

describe("mail and templates", () => {
  it("no answer has a mailbox's secrets", async () => {
    const secret = "SANDBOXverysecret";
    const body = { mailbox_id: 1, field: "smtp_password", value: secret };
    expect((await admin("mail/mailboxes/set-password", body)).body).toEqual({ success: true });
    const { text } = await admin("mail/mailboxes");
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/password|SANDBOX/);
    expect(text).toContain("gmail_connected");
    const wrong = await admin("mail/mailboxes/set-password", { ...body, field: "name" });
    expect(Object.keys(wrong.body.errors)).toEqual(["field"]);
  });

  it("sent mail is listed by days and found by words", async () => {
    const count = async (body: unknown): Promise<number> =>
      (await admin("mail/sent-mail", body)).body.mails.length;
    const [usual, month] = [await count({}), await count({ range_days: 30 })];
    expect(usual).toBeGreaterThan(0);
    expect(month).toBeGreaterThan(usual);
    expect((await admin("mail/sent-mail", { range_days: 31 })).status).toBe(422);
    const found = await admin("mail/sent-mail/search", { q: "VPN", limit: 2 });
    expect(found.body.mails.length).toBeLessThanOrEqual(2);
    await call("tickets/respond", {
      ticket_number: "220009",
      from_email: "rowan.vale@larkfield.example",
      content: "x",
    });
    const newest = (await admin("mail/sent-mail")).body.mails[0];
    expect(newest).toMatchObject({
      to_address: "dana@orchard-dental.example",
      ticket_number: 220_009,
    });
  });

  it("templates are found by search and by q, and store images apart", async () => {
    const documented = await admin("templates/search", { search: "backup", mode: "identifier" });
    const other = await admin("templates/search", { q: "backup" });
    expect(documented.body).toEqual(other.body);
    expect(documented.body.templates).toHaveLength(1);
    const content = '<p><img src="data:image/png;base64,iVBORw0KGgo="></p>';
    const { body } = await admin("templates/update", { template: { id: 1, content } });
    expect(body.template.content).toContain("cid:template-welcome-1");
    expect(body.template).toMatchObject({ images: 1, identifier: "welcome" });
    const taken = await admin("templates/create", { type: "template", identifier: "welcome" });
    expect(Object.keys(taken.body.errors)).toEqual(["identifier"]);
  });
});

describe("the installation", () => {
  it("asks for the password before the most delicate changes", async () => {
    for (const [path, body] of [
      ["administration/custom-domain/update", { domain: "a.larkfield.example" }],
      ["administration/ai-assistant/update", { ai_enabled: false }],
    ] as const) {
      const missing = await admin(path, body);
      expect(Object.keys(missing.body.errors)).toEqual(["current_password"]);
      const wrong = await admin(path, { ...body, current_password: "x" });
      expect(wrong.body.errors.current_password).toEqual(["The password is incorrect."]);
      const right = await admin(path, { ...body, current_password: TICKITI_PASSWORD });
      expect(right.status).toBe(200);
    }
  });

  it("keeps the key of the assistant to itself", async () => {
    const update = { current_password: TICKITI_PASSWORD, ai_api_key: "SANDBOXnewkey" };
    const { text, body } = await admin("administration/ai-assistant/update", update);
    expect(text).not.toContain("SANDBOX");
    expect(body.settings.ai_api_key_set).toBe(true);
    const cleared = await admin("administration/ai-assistant/update", {
      current_password: TICKITI_PASSWORD,
      ai_api_key_clear: true,
    });
    expect(cleared.body.settings.ai_api_key_set).toBe(false);
  });

  it("takes logos as forms with a picture, and no JSON", async () => {
    const path = "administration/branding/app-logo";
    const refused = await admin(path, { app_logo: "x" });
    expect([refused.status, Object.keys(refused.body.errors)]).toEqual([422, ["app_logo"]]);
    const form = new FormData();
    form.set("file", new Blob([Buffer.from("89504e470d0a1a0a", "hex")]), "logo.png");
    const taken = await call(path, {}, { ...as, raw: form });
    expect(taken.body.branding.app_logo).toMatch(/^\/storage\/branding\/[0-9a-f]{16}\.png$/);
    const text = new FormData();
    text.set("file", new Blob(["hello"]), "logo.png");
    expect((await call(path, {}, { ...as, raw: text })).status).toBe(422);
    const update = await admin("administration/branding/update", {
      app_logo: "https://rogue.example/logo.png",
      app_name: "Help",
    });
    expect(update.body.branding).toMatchObject({
      app_name: "Help",
      app_logo: taken.body.branding.app_logo,
    });
    const reset = await admin("administration/branding/reset-app-logo");
    expect(reset.body.branding.app_logo).toBeNull();
  });

  it("changes only settings that it knows", async () => {
    const { body } = await admin("administration/system/update", {
      timezone: "UTC",
      colour: "red",
    });
    expect(body.settings.timezone).toBe("UTC");
    expect(body.settings).not.toHaveProperty("colour");
  });

  it("deletes old closed tickets for good", async () => {
    const before = (await admin("tickets/query", { perspective_id: 6 })).body.length;
    const none = await admin("administration/storage/delete-closed", { older_than_days: 99_999 });
    expect(none.body.deleted).toBe(0);
    const far = await admin("administration/storage/delete-closed", { older_than_days: 1e12 });
    expect([far.status, far.body.deleted]).toEqual([200, 0]);
    const { body } = await admin("administration/storage/delete-closed", { older_than_days: 90 });
    expect(body.deleted).toBeGreaterThan(0);
    const after = (await admin("tickets/query", { perspective_id: 6 })).body.length;
    expect(after).toBe(before - body.deleted);
    const first = await admin("administration/storage/delete-orphaned");
    const second = await admin("administration/storage/delete-orphaned");
    expect([first.body.deleted, second.body.deleted]).toEqual([12, 0]);
  });

  it("gives no diagnostics while they are off", async () => {
    await admin("administration/diagnostics/update", { enabled: false });
    expect((await admin("administration/diagnostics/fetch")).body.my_error).toContain("off");
  });
});

describe("the supervisor", () => {
  it("never touches jobs of the portal", async () => {
    const ids = [701, 702, 704, 705, 999_999];
    expect((await admin("supervisor/jobs/retry", { job_ids: ids })).body.retried).toBe(2);
    expect((await admin("supervisor/jobs/delete", { job_ids: ids })).body.deleted).toBe(3);
    const left = (await admin("supervisor/jobs")).body.jobs;
    expect(left.map(({ id }: { id: number }) => id)).toEqual([703, 705]);
  });
});

describe("reports", () => {
  const june = { date_from: "2026-06-01", date_to: "2026-06-30" };

  it("count what the tickets say", async () => {
    const { body } = await admin("reports/volumes", { ...june, group_by: "day" });
    expect(body.rows).toHaveLength(30);
    const criteria = [
      { mode: "created_from", tokens: [june.date_from] },
      { mode: "created_to", tokens: [june.date_to] },
    ];
    const tickets = await admin("tickets/query", { search_object: { criteria } });
    expect(body.totals.created).toBe(tickets.body.length);
    const sum = body.rows.reduce((all: number, row: { created: number }) => all + row.created, 0);
    expect(sum).toBe(body.totals.created);
    const months = await admin("reports/volumes", { ...june, group_by: "month" });
    expect(months.body.rows).toHaveLength(1);
    expect(months.body.totals).toEqual(body.totals);
    const weeks = await admin("reports/volumes", { ...june, group_by: "week" });
    expect(weeks.body.rows[0].period).toBe("2026-06-01");
  });

  it("know agents, categories and waits", async () => {
    const agents = (await admin("reports/agent-activity", june)).body.rows;
    expect(agents).toHaveLength(8);
    expect(agents.some((row: { public_responses: number }) => row.public_responses > 0)).toBe(true);
    const { rows, total, uncategorised } = (await admin("reports/resolutions", june)).body;
    const counted = rows.reduce((all: number, row: { count: number }) => all + row.count, 0);
    expect(counted + uncategorised).toBe(total);
    const waits = (await admin("reports/response-times", june)).body.totals;
    expect(waits.average_minutes).toBeGreaterThan(0);
  });

  it("want dates in order, and take a queue when told so", async () => {
    expect(Object.keys((await admin("reports/volumes")).body.errors)).toEqual([
      "date_from",
      "date_to",
    ]);
    const backwards = { date_from: "2026-06-30", date_to: "2026-06-01" };
    expect((await admin("reports/volumes", backwards)).status).toBe(422);
    const all = await admin("reports/volumes", { ...june, queue_id: 3 });
    await change({ reportQueue: "honoured" });
    const one = await admin("reports/volumes", { ...june, queue_id: 3 });
    expect(one.body.totals.created).toBeLessThan(all.body.totals.created);
  });

  it("are paid for", async () => {
    sandbox().plan({ has_reports: false });
    expect((await admin("reports/meta")).status).toBe(403);
    sandbox().plan({ has_reports: true });
    expect((await admin("reports/meta")).status).toBe(200);
  });
});

it("ids of screens can be texts", async () => {
  await change({ screenIds: "text" });
  const made = await admin("tickets/respond", {
    ticket_number: "220009",
    from_email: "dana@orchard-dental.example",
    content: "x",
  });
  expect(made.body.data.ticket_id).toBe(1);
  const { body } = await admin("workflow/queues");
  expect(body.queues[0]).toMatchObject({ id: "1", outgoing_mailbox_id: "1", ticket_count: 111 });
});
