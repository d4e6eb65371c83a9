import { createHash } from "node:crypto";
import { ok, type Call, type Handler } from "../call.ts";
import { noRecord, Refusal } from "../errors.ts";
import { Input } from "../input.ts";
import type { Fields, Intervention } from "../model.ts";

export const index: Handler = (call) =>
  ok({ interventions: call.state.store.table("interventions").all().map(shown) });

export const create: Handler = (call) => {
  const made = call.state.store.table("interventions").insert({
    ...read(call, 0),
    epilog_url: null,
    remote_name: null,
    token: null,
  });
  return ok({ intervention: shown(made) });
};

export const update: Handler = (call) => {
  const id = idOf(call);
  const found = mustFind(call, id);
  Object.assign(found, read(call, id));
  return ok({ intervention: shown(found) });
};

/** Makes the token of the remote system. It is shown this once; the one before stops working. */
export const generateToken: Handler = (call) => {
  const input = new Input(call.body);
  const id = input.id("intervention_id");
  const remoteName = input.text("remote_name", { required: true });
  input.done();
  const found = mustFind(call, id);
  const seed = `${found.id} ${remoteName} ${found.token ?? ""}`;
  const token = `SANDBOX${createHash("sha256").update(seed).digest("hex").slice(0, 33)}`;
  Object.assign(found, { token, remote_name: remoteName });
  return ok({ token, remote_name: remoteName });
};

export const remove: Handler = (call) => {
  const found = mustFind(call, idOf(call));
  const { store } = call.state;
  const isUsed = store
    .table("tickets")
    .find(({ intervention_id, status }) => intervention_id === found.id && status !== "closed");
  if (isUsed) throw new Refusal(`The intervention ${found.name} has undecided tickets.`);
  store.table("interventions").remove(found.id);
  return ok({ success: true });
};

type Editable = Omit<Intervention, "id" | "epilog_url" | "remote_name" | "token">;

function read(call: Call, own: number): Editable {
  const { store } = call.state;
  const input = new Input(call.body);
  const name = input.text("name", { required: true });
  if (name !== "" && !/^[a-z][a-z0-9_]*$/.test(name)) {
    input.fail("name", "The name field format is invalid.");
  }
  if (store.table("interventions").find((one) => one.name === name && one.id !== own)) {
    input.fail("name", "The name has already been taken.");
  }
  const title = input.text("title", { required: true });
  const queueName = input.text("queue_name", { required: true });
  if (queueName !== "" && !store.table("queues").find((queue) => queue.name === queueName)) {
    input.fail("queue_name", "The selected queue name is invalid.");
  }
  const fields: Editable = {
    name,
    title,
    queue_name: queueName,
    notify_inbox_managers: input.flag("notify_inbox_managers") ?? false,
    create_urgent: input.flag("create_urgent") ?? false,
    remote_timeout_seconds: input.integer("remote_timeout_seconds", { min: 1, max: 300 }) ?? 30,
    remote_enabled: input.flag("remote_enabled") ?? false,
  };
  input.done();
  return fields;
}

function idOf(call: Call): number {
  const input = new Input(call.body);
  const id = input.id("intervention_id");
  input.done();
  return id;
}

function mustFind(call: Call, id: number): Intervention {
  const found = call.state.store.table("interventions").get(id);
  if (!found) throw noRecord("Intervention", id);
  return found;
}

/** Without the token: only that there is one. */
function shown({ token, ...fields }: Intervention): Fields {
  return { ...fields, has_token: token !== null };
}
