import { now, type Call } from "../call.ts";
import { text, type Row } from "../model.ts";

/** Notes a mail that the vendor would send; one without a recipient is not sent. */
export function sendMail(
  call: Call,
  ticket: Row,
  why: string,
  to: readonly string[],
  cc: readonly string[] = [],
  subject = `[#${ticket.id}] ${text(ticket, "summary")}`,
): void {
  const recipients = to.filter((address) => address.includes("@"));
  if (recipients.length === 0) return;
  call.state.mails.push({
    time: now(call),
    ticketId: Number(ticket.id),
    to: recipients,
    cc: cc.filter((address) => address.includes("@")),
    subject,
    why,
  });
}

/** Addresses of a text, separated by commas or semicolons. */
export function addresses(value: string): string[] {
  return value
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
