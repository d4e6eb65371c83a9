import { ok, type Call, type Handler } from "../call.ts";
import { noRecord } from "../errors.ts";
import { Input } from "../input.ts";
import { stamp, type Fields, type SentMail } from "../model.ts";

const DAY = 86_400_000;

/** The mail of the last days, newest first. */
export const list: Handler = (call) => {
  const input = new Input(call.body);
  const days = input.integer("range_days", { min: 1, max: 30 }) ?? 1;
  input.done();
  const since = stamp(call.state.clock.now().getTime() - days * DAY);
  return ok({
    mails: newest(call)
      .filter(({ sent_at }) => sent_at >= since)
      .map((mail) => row(call, mail)),
  });
};

/** Mail by subject or address. */
export const search: Handler = (call) => {
  const input = new Input(call.body);
  const wanted = input.text("q").toLowerCase();
  const limit = input.integer("limit", { min: 1, max: 500 }) ?? 100;
  input.done();
  const found = newest(call).filter(
    ({ subject, to }) => subject.toLowerCase().includes(wanted) || to.includes(wanted),
  );
  return ok({ mails: found.slice(0, limit).map((mail) => row(call, mail)) });
};

export const show: Handler = (call) => {
  const input = new Input(call.body);
  const id = input.id("id");
  input.done();
  const mail = call.state.store.table("sentMails").get(id);
  if (!mail) throw noRecord("SentMail", id);
  return ok({ mail: { ...row(call, mail), html: mail.html } });
};

function newest(call: Call): SentMail[] {
  return call.state.store
    .table("sentMails")
    .all()
    .toSorted((a, b) => b.sent_at.localeCompare(a.sent_at) || b.id - a.id);
}

function row(call: Call, { id, ticket_id, to, subject, status, sent_at }: SentMail): Fields {
  const number = call.state.store.table("tickets").get(ticket_id)?.number ?? null;
  return { id, ticket_number: number, to_address: to, subject, status, sent_at };
}
