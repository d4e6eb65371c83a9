import { id, text, z, type AnyTool } from "@psa-mcp/core";
import { called, change } from "../answers/changed.ts";
import { listPage } from "../answers/show.ts";
import { email } from "../arguments.ts";
import { defineTool } from "../define.ts";

const listIgnoredSubjects = defineTool({
  name: "tickiti_list_ignored_subjects",
  title: "List ignored subjects",
  tier: "read",
  toolset: "mail",
  description: "List the subjects whose mail makes no ticket.",
  input: z.object({}),
  handler: async ({ vendor }) =>
    listPage(await vendor.read("mail.subjects.index"), {
      noun: "subjects",
      keys: ["subjects"],
      plain: "subject",
    }),
});

const createIgnoredSubject = defineTool({
  name: "tickiti_create_ignored_subject",
  title: "Create ignored subject",
  tier: "write",
  toolset: "mail",
  description: "Let mail of a subject make no ticket from now on.",
  input: z.object({ subject: text(300) }),
  handler: async ({ input, ...hands }) =>
    change(hands, "mail.subjects.create", input, "Added the ignored subject", { names: true }),
});

const deleteIgnoredSubject = defineTool({
  name: "tickiti_delete_ignored_subject",
  title: "Delete ignored subject",
  tier: "destructive",
  toolset: "mail",
  description: "Let mail of a subject make tickets again.",
  input: z.object({ id: id("ignored subject") }),
  preview: async ({ input, ...hands }) =>
    `No longer ignore the subject ${await called(hands, "mail.subjects.index", "subjects", input.id)}?`,
  handler: async ({ input, ...hands }) =>
    change(hands, "mail.subjects.delete", input, `Deleted ignored subject ${String(input.id)}`),
});

const listExcludedEmails = defineTool({
  name: "tickiti_list_excluded_emails",
  title: "List excluded e-mails",
  tier: "read",
  toolset: "mail",
  description: "List the addresses that get no mail from Tickiti and make no tickets.",
  input: z.object({}),
  handler: async ({ vendor }) =>
    listPage(await vendor.read("mail.excluded.index"), {
      noun: "addresses",
      keys: ["excluded", "emails", "excluded_emails"],
      plain: "email",
    }),
});

const createExcludedEmail = defineTool({
  name: "tickiti_create_excluded_email",
  title: "Create excluded e-mail",
  tier: "write",
  toolset: "mail",
  description: "Exclude an address from mail.",
  input: z.object({ email }),
  handler: async ({ input, ...hands }) =>
    change(hands, "mail.excluded.create", input, `Excluded ${input.email}`, { names: true }),
});

const deleteExcludedEmail = defineTool({
  name: "tickiti_delete_excluded_email",
  title: "Delete excluded e-mail",
  tier: "destructive",
  toolset: "mail",
  description: "No longer exclude an address from mail.",
  input: z.object({ id: id("excluded e-mail") }),
  preview: async ({ input, ...hands }) =>
    `No longer exclude the address ${await called(hands, "mail.excluded.index", "excluded", input.id)}?`,
  handler: async ({ input, ...hands }) =>
    change(hands, "mail.excluded.delete", input, `Deleted excluded address ${String(input.id)}`),
});

/** Mail that makes no tickets. */
export const mailFilterTools: readonly AnyTool[] = [
  listIgnoredSubjects,
  createIgnoredSubject,
  deleteIgnoredSubject,
  listExcludedEmails,
  createExcludedEmail,
  deleteExcludedEmail,
];
