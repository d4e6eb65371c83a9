import { count, id, text, z, type AnyTool } from "@psa-mcp/core";
import { listPage, shown } from "../answers/show.ts";
import { recordIn } from "../api.ts";
import { defineTool } from "../define.ts";

const fields = ["id", "to", "subject", "status", "sent_at", "created_at"];
const keys = ["mails", "sent_mail", "emails", "results", "data"];

const listSentMail = defineTool({
  name: "tickiti_list_sent_mail",
  title: "List sent mail",
  tier: "read",
  toolset: "mail",
  description: "List the mail that Tickiti sent in the last days (1 to 30).",
  input: z.object({ range_days: count(1, 30).optional() }),
  handler: async ({ input, vendor }) =>
    listPage(await vendor.read("mail.sent_mail.list", input), { noun: "mails", keys, fields }),
});

const searchSentMail = defineTool({
  name: "tickiti_search_sent_mail",
  title: "Search sent mail",
  tier: "read",
  toolset: "mail",
  description: "Find mail that Tickiti sent, by words of its subject or an address.",
  input: z.object({ q: text(200), limit: count(1, 500).optional() }),
  handler: async ({ input, vendor }) =>
    listPage(await vendor.read("mail.sent_mail.search", input), { noun: "mails", keys, fields }),
});

const getSentMail = defineTool({
  name: "tickiti_get_sent_mail",
  title: "Get sent mail",
  tier: "read",
  toolset: "mail",
  description: "Read one mail that Tickiti sent, by its id.",
  input: z.object({ id: id("sent mail") }),
  handler: async ({ input, vendor }) => {
    const answer = await vendor.read("mail.sent_mail.show", input);
    return shown(recordIn(answer, "mail", "sent_mail", "email"), "mail", fields);
  },
});

/** Mail that went out. */
export const sentMailTools: readonly AnyTool[] = [listSentMail, searchSentMail, getSentMail];
