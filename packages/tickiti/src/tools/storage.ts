import { count, z, type AnyTool } from "@psa-mcp/core";
import { change } from "../answers/changed.ts";
import { defineTool } from "../define.ts";

const setMailRetention = defineTool({
  name: "tickiti_set_mail_retention",
  title: "Set mail retention",
  tier: "write",
  toolset: "administration",
  idempotent: true,
  asksFirst: true,
  description: "Set after how many days sent mail is deleted.",
  input: z.object({ sent_mail_retention_days: count(1, 36_500) }),
  preview: async ({ input }) =>
    `Delete sent mail after ${String(input.sent_mail_retention_days)} days from now on?`,
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "administration.storage.retention",
      input,
      `Set the retention of sent mail to ${String(input.sent_mail_retention_days)} days`,
    ),
});

const deleteOrphanedStorage = defineTool({
  name: "tickiti_delete_orphaned_storage",
  title: "Delete orphaned storage",
  tier: "destructive",
  toolset: "administration",
  description: "Delete stored files that belong to nothing any more, for good.",
  input: z.object({}),
  preview: async () => "Delete all stored files that belong to nothing, for good?",
  handler: async (hands) =>
    change(hands, "administration.storage.delete_orphaned", {}, "Deleted orphaned files"),
});

const deleteClosedTickets = defineTool({
  name: "tickiti_delete_closed_tickets",
  title: "Delete closed tickets",
  tier: "destructive",
  toolset: "administration",
  description: "Delete every closed ticket that is older than so many days, for good.",
  input: z.object({ older_than_days: count(1, 36_500) }),
  preview: async ({ input }) =>
    `Delete EVERY closed ticket older than ${String(input.older_than_days)} days, for good?`,
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "administration.storage.delete_closed",
      input,
      `Deleted closed tickets older than ${String(input.older_than_days)} days`,
    ),
});

/** What is kept and what is deleted. */
export const storageTools: readonly AnyTool[] = [
  setMailRetention,
  deleteOrphanedStorage,
  deleteClosedTickets,
];
