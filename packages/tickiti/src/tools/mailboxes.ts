import { count, id, text, z, type AnyTool } from "@psa-mcp/core";
import { called, change, update } from "../answers/changed.ts";
import { listPage } from "../answers/show.ts";
import { email, passedOn } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { secretNamed, withNamedSecrets } from "../secrets.ts";

const listMailboxes = defineTool({
  name: "tickiti_list_mailboxes",
  title: "List mailboxes",
  tier: "read",
  toolset: "mail",
  description:
    "List the mailboxes that tickets arrive by and mail leaves through; never their passwords.",
  input: z.object({}),
  handler: async ({ vendor }) =>
    listPage(await vendor.read("mail.mailboxes.index"), {
      noun: "mailboxes",
      keys: ["mailboxes"],
      fields: ["id", "name", "address", "mailbox_type", "outgoing_mailbox_type"],
    }),
});

const fields = {
  mailbox_type: text(40).optional(),
  pop_enable: z.boolean().optional(),
  pop_encryption: text(40).optional(),
  pop_validate_cert: z.boolean().optional(),
  outgoing_mailbox_type: text(40).optional(),
  smtp_enable: z.boolean().optional(),
  smtp_security: text(40).optional(),
  max_consecutive_errors: count(0, 10_000).optional(),
  secondary_report_threshold: count(0, 10_000).optional(),
  more: passedOn.describe("Further fields, such as pop_host or smtp_host; no passwords"),
};

const createMailbox = defineTool({
  name: "tickiti_create_mailbox",
  title: "Create mailbox",
  tier: "write",
  toolset: "mail",
  description:
    "Create a mailbox (mailbox_type such as imap). Its password is set by tickiti_set_mailbox_password.",
  input: z.object({ name: text(200), address: email, ...fields }),
  handler: async ({ input: { more, ...input }, ...hands }) =>
    change(
      hands,
      "mail.mailboxes.create",
      { ...withNamedSecrets(more ?? {}, hands), ...input },
      `Created the mailbox ${input.name}`,
      { names: true },
    ),
});

const updateMailbox = defineTool({
  name: "tickiti_update_mailbox",
  title: "Update mailbox",
  tier: "write",
  toolset: "mail",
  idempotent: true,
  description: "Change a mailbox; what is left out stays, passwords included.",
  input: z.object({
    mailbox_id: id("mailbox"),
    name: text(200).optional(),
    address: email.optional(),
    ...fields,
  }),
  handler: async ({ input: { more, mailbox_id: mailbox, ...changes }, ...hands }) =>
    update(
      hands,
      {
        route: "mail.mailboxes.update",
        list: "mail.mailboxes.index",
        key: "mailboxes",
        idField: "mailbox_id",
        fields: [
          "name",
          "address",
          "mailbox_type",
          "pop_enable",
          "pop_encryption",
          "pop_validate_cert",
          "outgoing_mailbox_type",
          "smtp_enable",
          "smtp_security",
          "max_consecutive_errors",
          "secondary_report_threshold",
        ],
      },
      mailbox,
      { ...withNamedSecrets(more ?? {}, hands), ...changes },
      `Updated mailbox ${String(mailbox)}`,
    ),
});

const deleteMailbox = defineTool({
  name: "tickiti_delete_mailbox",
  title: "Delete mailbox",
  tier: "destructive",
  toolset: "mail",
  description: "Delete a mailbox for good: nothing arrives by it any more.",
  input: z.object({ mailbox_id: id("mailbox") }),
  preview: async ({ input, ...hands }) =>
    `Delete the mailbox ${await called(hands, "mail.mailboxes.index", "mailboxes", input.mailbox_id)}?`,
  handler: async ({ input, ...hands }) =>
    change(hands, "mail.mailboxes.delete", input, `Deleted mailbox ${String(input.mailbox_id)}`),
});

const setMailboxPassword = defineTool({
  name: "tickiti_set_mailbox_password",
  title: "Set mailbox password",
  tier: "destructive",
  calls: { least: "secret", tierOf: () => "secret" },
  toolset: "mail",
  idempotent: true,
  description:
    "Set a password of a mailbox from the operator's named secrets (TICKITI_SECRETS): secret is the name, never the password.",
  input: z.object({
    mailbox_id: id("mailbox"),
    field: text(60).describe("pop_password, smtp_password"),
    secret: text(100),
  }),
  preview: async ({ input, ...hands }) =>
    `Set ${input.field} of the mailbox ${await called(hands, "mail.mailboxes.index", "mailboxes", input.mailbox_id)} to the secret named ${input.secret}?`,
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "mail.mailboxes.set_password",
      {
        mailbox_id: input.mailbox_id,
        field: input.field,
        value: secretNamed(hands, input.secret),
      },
      `Set ${input.field} of mailbox ${String(input.mailbox_id)}`,
    ),
});

/** Mailboxes. */
export const mailboxTools: readonly AnyTool[] = [
  listMailboxes,
  createMailbox,
  updateMailbox,
  deleteMailbox,
  setMailboxPassword,
];
