import { createRandom } from "../../http/random.ts";
import { stamp, type Mailbox, type NamedEntry, type SentMail } from "../model.ts";
import { HOUR, list, type SeedContext, type SeedTables } from "./context.ts";

const SERVER = { pop_enable: true, pop_encryption: "ssl", pop_validate_cert: true };

function mailboxes(): Mailbox[] {
  return list<[string, string, string, boolean], Mailbox>(
    [
      ["Support", "support@larkfield.example", "imap", false],
      ["Accounts", "accounts@larkfield.example", "imap", false],
      ["Marketing", "hello@larkfield.example", "gmail", true],
    ],
    ([name, address, type, gmail]) => ({
      name,
      address,
      mailbox_type: type,
      outgoing_mailbox_type: "smtp",
      gmail_connected: gmail,
      settings: {
        ...SERVER,
        pop_host: "mail.larkfield.example",
        smtp_host: "mail.larkfield.example",
        smtp_enable: true,
        smtp_security: "tls",
        max_consecutive_errors: 5,
        secondary_report_threshold: 3,
      },
      secrets: { smtp_password: "SANDBOXsmtp", pop_password: "SANDBOXpop" },
    }),
  );
}

const entries = (values: readonly string[]): NamedEntry[] =>
  list<string, NamedEntry>(values, (value) => ({ value }));

function sentMails({ today, rows }: SeedContext): SentMail[] {
  const random = createRandom("sent mail");
  const tickets = rows("tickets").filter(({ queue_id }) => queue_id !== 4);
  return Array.from({ length: 90 }, (_nothing, index) => {
    const ticket = tickets[random.between(0, tickets.length - 1)];
    return {
      id: 5001 + index,
      ticket_id: ticket?.id ?? null,
      to: ticket?.originator_email ?? "dana@orchard-dental.example",
      subject: `Re: [#${ticket?.number ?? 0}] ${ticket?.subject ?? ""}`,
      html: "<p>Thank you for the report. I am looking into it.</p>",
      status: random.chance(0.05) ? "failed" : "sent",
      sent_at: stamp(today - index * 11 * HOUR - 3 * HOUR),
    };
  });
}

export const mailTables: Pick<
  SeedTables,
  "mailboxes" | "ignoredSubjects" | "excludedEmails" | "sentMails"
> = {
  mailboxes,
  ignoredSubjects: () => entries(["Out of office", "Automatic reply", "Undeliverable:"]),
  excludedEmails: () => entries(["noreply@rogue.example", "newsletter@shop.example"]),
  sentMails,
};
