import { ok, type Body, type Call, type Handler } from "../call.ts";
import { noRecord } from "../errors.ts";
import { Input } from "../input.ts";

/** A list of texts that mail is compared with. Every route answers with the whole list, bare. */
interface MailList {
  index: Handler;
  create: Handler;
  remove: Handler;
}

/** Subjects of mail that becomes no ticket. */
export const ignoredSubjects: MailList = mailList("ignoredSubjects", "subject");

/** Addresses from which no mail becomes a ticket. */
export const excludedEmails: MailList = mailList("excludedEmails", "email");

function mailList(name: "ignoredSubjects" | "excludedEmails", field: string): MailList {
  const all = (call: Call): Body =>
    ok(
      call.state.store
        .table(name)
        .all()
        .map(({ id, value }) => ({ id, [field]: value })),
    );
  return {
    index: all,
    create(call) {
      const input = new Input(call.body);
      const value = field === "email" ? input.email(field) : input.text(field, { required: true });
      const table = call.state.store.table(name);
      if (table.find((entry) => entry.value === value)) {
        input.fail(field, `The ${field} has already been taken.`);
      }
      input.done();
      table.insert({ value });
      return all(call);
    },
    remove(call) {
      const input = new Input(call.body);
      const id = input.id("id");
      input.done();
      const table = call.state.store.table(name);
      if (!table.get(id))
        throw noRecord(field === "email" ? "ExcludedEmail" : "IgnoredSubject", id);
      table.remove(id);
      return all(call);
    },
  };
}
