import { ok, type Handler } from "../call.ts";
import { Input } from "../input.ts";
import { stamp } from "../model.ts";
import { settingsOf } from "./areas.ts";

const DAY = 86_400_000;

export const retention: Handler = (call) => {
  const input = new Input(call.body);
  const days = input.integer("sent_mail_retention_days", { required: true, min: 1, max: 3650 });
  input.done();
  settingsOf(call, "storage")["sent_mail_retention_days"] = days;
  return ok({ success: true, sent_mail_retention_days: days });
};

/** Removes files that no response points to. */
export const deleteOrphaned: Handler = (call) => {
  const settings = settingsOf(call, "storage");
  const { orphaned_files: deleted, orphaned_bytes: bytes } = settings;
  Object.assign(settings, { orphaned_files: 0, orphaned_bytes: 0 });
  return ok({ success: true, deleted, bytes });
};

/** Deletes closed tickets for good, with everything on them. */
export const deleteClosed: Handler = (call) => {
  const input = new Input(call.body);
  const days = input.integer("older_than_days", { required: true, min: 1 }) ?? 0;
  input.done();
  const { store, clock } = call.state;
  // Beyond the year 1970 nothing is older.
  const before = stamp(Math.max(0, clock.now().getTime() - days * DAY));
  const old = store
    .table("tickets")
    .all()
    .filter(({ status, resolved }) => status === "closed" && (resolved ?? before) < before);
  const ids = new Set(old.map(({ id }) => id));
  const responses = store
    .table("responses")
    .all()
    .filter(({ ticket_id }) => ids.has(ticket_id));
  const responseIds = new Set(responses.map(({ id }) => id));
  for (const { id, response_id } of store.table("attachments").all()) {
    if (responseIds.has(response_id)) store.table("attachments").remove(id);
  }
  for (const id of responseIds) store.table("responses").remove(id);
  for (const id of ids) store.table("tickets").remove(id);
  return ok({ success: true, deleted: ids.size });
};
