import { json, type Answer } from "../../http/message.ts";
import { now, type Call, type Handler } from "../call.ts";
import { Failure } from "../errors.ts";
import { storeImages } from "../files.ts";
import { Input } from "../input.ts";
import { isFields, type Fields, type Intervention, type Json, type Queue } from "../model.ts";
import { findOrMakeUser, notify, SYSTEM_EMAIL } from "./people.ts";

/** What a new ticket begins with. */
interface Opening {
  subject: string;
  /** Bodies in order; the first one is what the answer names. */
  bodies: { html: string; isInternal: boolean }[];
  queue: Queue;
  intervention: Intervention | undefined;
  uid: string | null;
}

/** Opens a ticket from a message, a template or an intervention. */
export const create: Handler = (call) => {
  const input = new Input(call.body);
  const email = input.email("originator_email_address");
  const isPublic = input.flag("is_public") ?? true;
  const asOriginator = input.flag("use_passed_originator_as_responder") === true;
  const opening = read(call, input, !isPublic);
  const images = opening.bodies.map(({ html }) => storeImages(call, html, "data.content"));
  const { store } = call.state;
  const originator = findOrMakeUser(call, email);
  const time = now(call);
  const ticket = store.table("tickets").insert({
    number: nextNumber(call),
    subject: opening.subject,
    status: "open",
    priority: opening.intervention?.create_urgent === true ? 40 : 20,
    queue_id: opening.queue.id,
    originator_email: originator.email,
    assigned_to_email: null,
    resolved: null,
    resolution_category_id: null,
    on_hold_until: null,
    participants: [originator.email],
    hashtags: [],
    intervention_id: opening.intervention?.id ?? null,
    uid: opening.uid,
    created_at: time,
    updated_at: time,
  });
  const author = asOriginator ? originator.email : SYSTEM_EMAIL;
  const made = opening.bodies.map(({ isInternal }, index) => {
    const response = store.table("responses").insert({
      ticket_id: ticket.id,
      is_internal: isInternal,
      is_pinned: false,
      staff_response: !asOriginator || originator.is_staff,
      created_by_email: author,
      is_email_sourced: false,
      html: images[index]?.html ?? "",
      created_at: time,
      updated_at: time,
      deleted_at: null,
    });
    images[index]?.attach(response.id);
    if (!isInternal) notify(call, ticket, author, "ticket created");
    return response;
  });
  return created(call, ticket.id, ticket.number, made[0]?.id ?? 0);
};

function created(call: Call, ticketId: number, number: number, responseId: number): Answer {
  const { createBody, createNumber } = call.state.switches;
  const ids: Fields = {
    ticket_id: ticketId,
    ...(createBody === "ids"
      ? {}
      : { ticket_number: createNumber === "integer" ? number : String(number) }),
    response_id: responseId,
  };
  return json(200, createBody === "flat" ? { ok: true, ...ids } : { ok: true, data: ids });
}

/** Exactly one of the three shapes, checked together with everything else. */
function read(call: Call, input: Input, isInternal: boolean): Opening {
  const template = input.text("template_identifier");
  const name = input.text("intervention");
  const data = input.object("data");
  const isMessage = data.has("subject") || data.has("content");
  if (template !== "" && name !== "") {
    input.fail("template_identifier", "Send a template or an intervention, not both.");
  }
  if (template === "" && name === "" && !isMessage) {
    input.fail(
      "data",
      "Send data.subject and data.content, or template_identifier and data, or intervention, uid and data.",
    );
  }
  if (name !== "") return readIntervention(call, input, data, name);
  const queue = queueOf(call, input, data);
  if (template !== "") {
    if (data.has("subject") && data.has("content")) {
      input.fail("template_identifier", "Send a template or a subject with content, not both.");
    }
    const found = call.state.store
      .table("templates")
      .find(({ identifier, type }) => identifier === template && type !== "faq");
    if (!found) input.fail("template_identifier", "The selected template identifier is invalid.");
    if (!isFields(input.raw("data"))) input.fail("data", "The data field is required.");
    input.done();
    const values = dataOf(input);
    const html = fill(found?.content ?? "", values);
    return {
      subject: fill(found?.subject ?? "", values, plain),
      bodies: [{ html, isInternal }],
      queue,
      intervention: undefined,
      uid: null,
    };
  }
  const subject = data.text("subject", { required: isMessage });
  const content = data.text("content", { required: isMessage, max: 20_000_000 });
  input.done();
  return {
    subject,
    bodies: [{ html: content, isInternal }],
    queue,
    intervention: undefined,
    uid: null,
  };
}

function readIntervention(call: Call, input: Input, data: Input, name: string): Opening {
  if (!call.state.plan.has_interventions) {
    throw new Failure(403, "forbidden", "Your current plan does not include this feature.");
  }
  const { store } = call.state;
  const found = store.table("interventions").find((candidate) => candidate.name === name);
  if (!found || !found.remote_enabled) {
    input.fail("intervention", "The selected intervention is invalid.");
  }
  const uid = input.text("uid", { required: true });
  if (input.has("queue_name") || data.has("queue_name")) {
    input.fail("queue_name", "The queue cannot be set for an intervention.");
  }
  const queue = store.table("queues").find((candidate) => candidate.name === found?.queue_name);
  if (found && !queue) input.fail("intervention", "The queue of the intervention does not exist.");
  input.done();
  const values = dataOf(input);
  const inner = isFields(values["data"]) ? values["data"] : values;
  const part = (suffix: string): string | undefined =>
    store.table("templates").find(({ identifier }) => identifier === `${name}.${suffix}`)?.content;
  const bodies = [
    { html: part("public"), isInternal: false },
    { html: part("private"), isInternal: true },
  ].flatMap(({ html, isInternal }) =>
    html === undefined ? [] : [{ html: fill(html, { ...inner, uid }), isInternal }],
  );
  return {
    subject: `${found?.title ?? name} ${uid}`,
    bodies: bodies.length > 0 ? bodies : [{ html: `<p>${uid}</p>`, isInternal: true }],
    queue: queue as Queue,
    intervention: found,
    uid,
  };
}

/** The queue comes at the top, in `data`, or in both; then they must agree. Inbox without any. */
function queueOf(call: Call, input: Input, data: Input): Queue {
  const top = input.text("queue_name");
  const inner = data.text("queue_name");
  if (top !== "" && inner !== "" && top !== inner) {
    input.fail("queue_name", "The queue name and data.queue_name do not match.");
  }
  const wanted = top || inner || "Inbox";
  const queue = call.state.store.table("queues").find(({ name }) => name === wanted);
  if (!queue)
    input.fail(
      top === "" ? "data.queue_name" : "queue_name",
      "The selected queue name is invalid.",
    );
  return queue as Queue;
}

function dataOf(input: Input): Fields {
  const value = input.raw("data");
  return isFields(value) ? value : {};
}

/** Replaces `{{name}}` and `{{a.b}}` by values that are made safe; a name without one becomes empty. */
export function fill(
  text: string,
  values: Fields,
  safe: (value: string) => string = escape,
): string {
  return text.replaceAll(/\{\{\s*([\w.]+)\s*\}\}/g, (_whole, path: string) => {
    const value = path
      .split(".")
      .reduce<Json>((inside, name) => (isFields(inside) ? inside[name] : undefined), values);
    return safe(value === undefined || value === null || isFields(value) ? "" : String(value));
  });
}

/** For bodies. */
function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** For subjects, which are no HTML. */
function plain(text: string): string {
  return text;
}

/** Six digits, not in a row, so that nobody can guess the next one. */
function nextNumber(call: Call): number {
  const table = call.state.store.table("tickets");
  let number = 700_000;
  do number = 100_000 + ((number * 7919 + table.size * 104_729) % 900_000);
  while (table.find((ticket) => ticket.number === number));
  return number;
}
