import { now, type Call } from "../call.ts";
import type { Ticket, User } from "../model.ts";

/** The built-in account that writes what nobody in particular wrote. */
export const SYSTEM_EMAIL: string = "system@larkfield.example";

/** The user of an address; an unknown one becomes a customer. */
export function findOrMakeUser(call: Call, email: string): User {
  const users = call.state.store.table("users");
  return (
    users.find((user) => user.email === email) ??
    users.insert({
      name: email.slice(0, email.indexOf("@")),
      email,
      is_staff: false,
      is_admin: false,
      is_sysadmin: false,
      is_superuser: false,
      api_user: false,
      tonic_notifications: false,
      password: "",
      created_at: now(call),
    })
  );
}

/** Notes that the participants other than the author would get mail. */
export function notify(call: Call, ticket: Ticket, author: string, why: string): void {
  const to = ticket.participants.filter((email) => email !== author);
  if (to.length === 0) return;
  call.state.mails.push({ time: now(call), ticket_number: ticket.number, to, why });
  for (const email of to) {
    call.state.store.table("sentMails").insert({
      ticket_id: ticket.id,
      to: email,
      subject: `Re: [#${ticket.number}] ${ticket.subject}`,
      html: `<p>There is something new on ticket ${ticket.number}.</p>`,
      status: "sent",
      sent_at: now(call),
    });
  }
}
