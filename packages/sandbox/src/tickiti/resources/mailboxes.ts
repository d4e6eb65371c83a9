import { ok, type Call, type Handler } from "../call.ts";
import { noRecord, Refusal } from "../errors.ts";
import { Input } from "../input.ts";
import type { Fields, Mailbox } from "../model.ts";

const TYPES = ["none", "pop3", "imap", "gmail"];
const OUTGOING = ["none", "smtp", "gmail"];
const SECURITY = ["none", "ssl", "tls"];
const SECRETS = ["pop_password", "imap_password", "smtp_password"];

export const index: Handler = (call) =>
  ok({ mailboxes: call.state.store.table("mailboxes").all().map(shown) });

export const create: Handler = (call) => {
  const made = call.state.store
    .table("mailboxes")
    .insert({ ...read(call, 0), gmail_connected: false, secrets: {} });
  return ok({ mailbox: shown(made) });
};

export const update: Handler = (call) => {
  const found = mustFind(call);
  const fields = read(call, found.id);
  Object.assign(found, fields, { settings: { ...found.settings, ...fields.settings } });
  return ok({ mailbox: shown(found) });
};

/** Keeps a secret that no answer will ever have. */
export const setPassword: Handler = (call) => {
  const input = new Input(call.body);
  const field = input.text("field", { required: true, oneOf: SECRETS });
  const value = input.text("value", { required: true });
  input.id("mailbox_id");
  input.done();
  mustFind(call).secrets[field] = value;
  return ok({ success: true });
};

export const remove: Handler = (call) => {
  const found = mustFind(call);
  const { store } = call.state;
  const queue = store.table("queues").find((one) => one.outgoing_mailbox_id === found.id);
  if (queue) throw new Refusal(`The mailbox sends for the queue ${queue.name}.`);
  store.table("mailboxes").remove(found.id);
  return ok({ success: true });
};

function read(call: Call, own: number): Omit<Mailbox, "id" | "gmail_connected" | "secrets"> {
  const input = new Input(call.body);
  const name = input.text("name", { required: true });
  const address = input.email("address");
  const table = call.state.store.table("mailboxes");
  if (table.find((mailbox) => mailbox.address === address && mailbox.id !== own)) {
    input.fail("address", "The address has already been taken.");
  }
  const settings: Fields = {};
  for (const flag of ["pop_enable", "pop_validate_cert", "smtp_enable"]) {
    settings[flag] = input.flag(flag) ?? false;
  }
  settings["pop_encryption"] = input.text("pop_encryption", { oneOf: SECURITY }) || "none";
  settings["smtp_security"] = input.text("smtp_security", { oneOf: SECURITY }) || "none";
  for (const count of ["max_consecutive_errors", "secondary_report_threshold"]) {
    settings[count] = input.integer(count, { required: true, min: 0, max: 1000 });
  }
  for (const host of ["pop_host", "smtp_host", "pop_username", "smtp_username"]) {
    if (input.has(host)) settings[host] = input.text(host);
  }
  const fields = {
    name,
    address,
    mailbox_type: input.text("mailbox_type", { required: true, oneOf: TYPES }),
    outgoing_mailbox_type: input.text("outgoing_mailbox_type", { required: true, oneOf: OUTGOING }),
    settings,
  };
  input.done();
  return fields;
}

function mustFind(call: Call): Mailbox {
  const input = new Input(call.body);
  const id = input.id("mailbox_id");
  input.done();
  const found = call.state.store.table("mailboxes").get(id);
  if (!found) throw noRecord("Mailbox", id);
  return found;
}

/** Without secrets, and without a sign which of them are set. */
function shown({ settings, secrets: _secrets, ...fields }: Mailbox): Fields {
  return { ...fields, ...settings };
}
