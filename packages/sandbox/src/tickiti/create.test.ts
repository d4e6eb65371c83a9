import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { harness } from "./api.fixture.ts";

const { call, sandbox, switch: change } = harness();

const NEW = { originator_email_address: "new@person.example" };
const MESSAGE = { ...NEW, data: { subject: "Hello", content: "<p>World</p>" } };

interface Made {
  ticket_id: number;
  ticket_number: number;
  response_id: number;
}

async function make(body: unknown, as: "agent" | "superuser" = "superuser"): Promise<Made> {
  const reply = await call("tickets", body, { as });
  expect(reply.status, reply.text).toBe(200);
  return reply.body.data;
}

// oxlint-disable-next-line typescript/no-explicit-any
async function read(number: number): Promise<any> {
  return (await call("tickets/show", { ticket_number: number }, { as: "superuser" })).body.data;
}

describe("a message", () => {
  it("opens a ticket in the Inbox for a person who was unknown", async () => {
    const { ticket_number: number } = await make(MESSAGE, "agent");
    expect(String(number)).toMatch(/^\d{6}$/);
    const { ticket, responses } = await read(number);
    expect(ticket).toMatchObject({
      subject: "Hello",
      status: "open",
      priority: "20",
      queue_id: "1",
      originator_email: "new@person.example",
    });
    expect(responses).toMatchObject([
      { is_internal: false, staff_response: true, created_by_email: "system@larkfield.example" },
    ]);
    const users = await call("administration/users", {}, { as: "superuser" });
    const emails = users.body.users.map(({ email }: { email: string }) => email);
    expect(emails).toContain("new@person.example");
  });

  it("takes the queue at the top, in data, or in both", async () => {
    for (const queue of [
      { queue_name: "Accounts" },
      { data: { ...MESSAGE.data, queue_name: "Accounts" } },
      { queue_name: "Accounts", data: { ...MESSAGE.data, queue_name: "Accounts" } },
    ]) {
      const { ticket_number: number } = await make({ ...MESSAGE, ...queue });
      expect((await read(number)).ticket.queue_id).toBe("3");
    }
    const wrong = await call("tickets", { ...MESSAGE, queue_name: "Nowhere" });
    expect(Object.keys(wrong.body.errors)).toEqual(["queue_name"]);
    const two = { queue_name: "Inbox", data: { ...MESSAGE.data, queue_name: "Accounts" } };
    const torn = await call("tickets", { ...MESSAGE, ...two });
    expect(Object.keys(torn.body.errors)).toEqual(["queue_name"]);
  });

  it("can be internal, and be written by the originator", async () => {
    const { ticket_number: number } = await make({
      ...MESSAGE,
      is_public: false,
      use_passed_originator_as_responder: true,
    });
    expect((await read(number)).responses).toMatchObject([
      { is_internal: true, staff_response: false, created_by_email: "new@person.example" },
    ]);
    expect(sandbox().mails()).toEqual([]);
  });

  it("turns images in the body into attachments", async () => {
    const bytes = Buffer.from("89504e470d0a1a0a00", "hex");
    const image = `<img alt="a" src="data:image/jpeg;base64,${bytes.toString("base64")}">`;
    const data = { subject: "Picture", content: `<p>x</p>${image}${image}` };
    const { ticket_number: number } = await make({ ...NEW, data });
    const [response] = (await read(number)).responses;
    expect(response.html).not.toContain("data:");
    expect(response.html.match(/src="cid:[^"]+"/g)).toHaveLength(2);
    expect(response.attachments).toHaveLength(2);
    const [first] = response.attachments;
    expect(first).toMatchObject({ is_inline: true, mime_type: "image/png", file_size: 9 });
    expect(response.html).toContain(`cid:${first.content_id}`);
    const file = await call(
      "tickets/attachment",
      { ticket_number: number, response_attachment_id: first.id },
      { as: "superuser" },
    );
    expect(file.body.data).toMatchObject({
      sha256: createHash("sha256").update(bytes).digest("hex"),
      content_base64: bytes.toString("base64"),
    });
  });

  it("refuses an image above 10 MB, and keeps nothing of the request", async () => {
    const large = Buffer.alloc(10 * 1024 * 1024 + 1).toString("base64");
    const data = { subject: "x", content: `<img src="data:image/png;base64,${large}">` };
    const refused = await call("tickets", { ...NEW, data });
    expect([refused.status, Object.keys(refused.body.errors)]).toEqual([422, ["data.content"]]);
    const users = await call("administration/users", {}, { as: "superuser" });
    expect(users.text).not.toContain("new@person.example");
  });

  it("answers in the shape that was chosen", async () => {
    await change({ createBody: "flat", createNumber: "text" });
    const flat = await call("tickets", MESSAGE);
    expect(flat.body).toMatchObject({ ok: true, ticket_number: expect.stringMatching(/^\d{6}$/) });
    await change({ createBody: "ids" });
    const ids = await call("tickets", MESSAGE);
    expect(Object.keys(ids.body.data)).toEqual(["ticket_id", "response_id"]);
  });
});

describe("a template and an intervention", () => {
  it("fills a template in", async () => {
    const { ticket_number: number } = await make({
      ...NEW,
      template_identifier: "welcome",
      data: { name: "<Kim>" },
    });
    const { ticket, responses } = await read(number);
    expect(ticket.subject).toBe("Welcome, <Kim>");
    expect(responses[0].html).toContain("Dear &lt;Kim&gt;,");
  });

  it("begins an intervention in its own queue with both texts", async () => {
    const { ticket_number: number } = await make({
      ...NEW,
      intervention: "contract_review",
      uid: "C-7",
      data: { data: { contract: "Gold", customer: "Kim" } },
    });
    const { ticket, responses } = await read(number);
    expect(ticket).toMatchObject({ subject: "Contract review C-7", queue_id: "3" });
    expect(responses.map(({ plain_text }: { plain_text: string }) => plain_text)).toEqual([
      "Your contract Gold is being reviewed.",
      "Review Gold of Kim (C-7).",
    ]);
    expect(responses[1].is_internal).toBe(true);
  });

  it("needs the plan, the uid, and no queue", async () => {
    const body = { ...NEW, intervention: "contract_review", uid: "1", data: {} };
    const queue = await call("tickets", { ...body, queue_name: "Inbox" });
    expect(Object.keys(queue.body.errors)).toEqual(["queue_name"]);
    const { uid: _uid, ...withoutUid } = body;
    expect(Object.keys((await call("tickets", withoutUid)).body.errors)).toEqual(["uid"]);
    const off = await call("tickets", { ...body, intervention: "credit_limit" });
    expect(Object.keys(off.body.errors)).toEqual(["intervention"]);
    sandbox().plan({ has_interventions: false });
    expect((await call("tickets", body)).status).toBe(403);
  });
});

it.each([
  ["nothing at all", {}, ["originator_email_address", "data"]],
  ["none of the three", NEW, ["data"]],
  ["a subject alone", { ...NEW, data: { subject: "x" } }, ["data.content"]],
  [
    "a template and a message",
    { ...MESSAGE, template_identifier: "welcome" },
    ["template_identifier"],
  ],
  [
    "a template and an intervention",
    { ...NEW, template_identifier: "welcome", intervention: "contract_review", uid: "1", data: {} },
    ["template_identifier"],
  ],
  ["an unknown template", { ...NEW, template_identifier: "x", data: {} }, ["template_identifier"]],
])("refuses %s", async (_what, body, fields) => {
  const reply = await call("tickets", body);
  expect(reply.status).toBe(422);
  expect(reply.body.error).toBe("validation_failed");
  expect(Object.keys(reply.body.errors)).toEqual(fields);
});
