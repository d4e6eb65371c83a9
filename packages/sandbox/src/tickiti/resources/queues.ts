import { ok, type Call, type Handler } from "../call.ts";
import { noRecord, Refusal } from "../errors.ts";
import { Input } from "../input.ts";
import type { Fields, Queue } from "../model.ts";

/** Every queue: administrators see that it exists, even when they may not look inside. */
export const index: Handler = (call) =>
  ok({
    queues: call.state.store
      .table("queues")
      .all()
      .map((queue) => shown(call, queue)),
  });

/** The maker gets every right in the new queue. */
export const create: Handler = (call) => {
  const input = new Input(call.body);
  const { name, mailboxId } = read(call, input, 0);
  input.done();
  const { store } = call.state;
  const queue = store
    .table("queues")
    .insert({ name, built_in: false, outgoing_mailbox_id: mailboxId ?? null });
  store.table("queueRights").insert({
    user_id: call.user.id,
    queue_id: queue.id,
    can_view: true,
    can_manage: true,
    can_delete: true,
    treat_as_inbox: false,
    receive_inbox_errors: false,
  });
  return ok({ queue: shown(call, queue) });
};

export const update: Handler = (call) => {
  const input = new Input(call.body);
  const id = input.id("queue_id");
  const { name, mailboxId } = read(call, input, id);
  input.done();
  const queue = mustFind(call, id);
  if (queue.built_in && name !== queue.name) {
    throw new Refusal("A built-in queue cannot be renamed.");
  }
  queue.name = name;
  if (mailboxId !== undefined) queue.outgoing_mailbox_id = mailboxId;
  return ok({ queue: shown(call, queue) });
};

/** Moves every ticket of a queue, closed ones too. */
export const move: Handler = (call) => {
  const input = new Input(call.body);
  const from = input.id("from_queue_id");
  const to = input.id("to_queue_id");
  if (from === to) input.fail("to_queue_id", "The two queues must be different.");
  input.done();
  mustFind(call, from);
  mustFind(call, to);
  const tickets = call.state.store
    .table("tickets")
    .all()
    .filter(({ queue_id }) => queue_id === from);
  for (const ticket of tickets) ticket.queue_id = to;
  return ok({ success: true, moved: tickets.length });
};

export const remove: Handler = (call) => {
  const input = new Input(call.body);
  const id = input.id("queue_id");
  input.done();
  const { store } = call.state;
  const queue = mustFind(call, id);
  if (queue.built_in) throw new Refusal("A built-in queue cannot be deleted.");
  if (store.table("tickets").find(({ queue_id }) => queue_id === id)) {
    throw new Refusal(`The queue ${queue.name} still has tickets. Move them first.`);
  }
  if (store.table("interventions").find(({ queue_name }) => queue_name === queue.name)) {
    throw new Refusal(`The queue ${queue.name} is used by an intervention.`);
  }
  store.table("queues").remove(id);
  for (const right of store.table("queueRights").all()) {
    if (right.queue_id === id) store.table("queueRights").remove(right.id);
  }
  return ok({ success: true });
};

function read(
  call: Call,
  input: Input,
  own: number,
): { name: string; mailboxId: number | undefined } {
  const { store } = call.state;
  const name = input.text("name", { required: true });
  if (store.table("queues").find((queue) => queue.name === name && queue.id !== own)) {
    input.fail("name", "The name has already been taken.");
  }
  const mailboxId = input.integer("outgoing_mailbox_id");
  if (mailboxId !== undefined && !store.table("mailboxes").get(mailboxId)) {
    input.fail("outgoing_mailbox_id", "The selected outgoing mailbox id is invalid.");
  }
  return { name, mailboxId };
}

function mustFind(call: Call, id: number): Queue {
  const queue = call.state.store.table("queues").get(id);
  if (!queue) throw noRecord("Queue", id);
  return queue;
}

function shown(call: Call, queue: Queue): Fields {
  const tickets = call.state.store
    .table("tickets")
    .all()
    .filter(({ queue_id }) => queue_id === queue.id);
  const open = tickets.filter(({ status }) => status === "open").length;
  return { ...queue, ticket_count: tickets.length, open_count: open };
}
