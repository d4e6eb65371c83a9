import { text, z, type AnyTool } from "@psa-mcp/core";
import { change } from "../answers/changed.ts";
import { listPage } from "../answers/show.ts";
import { defineTool } from "../define.ts";

const listHashtags = defineTool({
  name: "tickiti_list_hashtags",
  title: "List hashtags",
  tier: "read",
  toolset: "settings",
  description: "List the hashtags that tickets carry.",
  input: z.object({}),
  handler: async ({ vendor }) =>
    listPage(await vendor.read("settings.hashtags.index"), {
      noun: "hashtags",
      keys: ["hashtags", "tags"],
      plain: "tag",
    }),
});

const deleteHashtag = defineTool({
  name: "tickiti_delete_hashtag",
  title: "Delete hashtag",
  tier: "destructive",
  toolset: "settings",
  description: "Take a hashtag off every ticket, for good.",
  input: z.object({ tag: text(100) }),
  preview: async ({ input }) => `Take the hashtag ${input.tag} off every ticket?`,
  handler: async ({ input, ...hands }) =>
    change(hands, "settings.hashtags.delete", input, `Deleted the hashtag ${input.tag}`),
});

/** Hashtags of tickets. */
export const hashtagTools: readonly AnyTool[] = [listHashtags, deleteHashtag];
