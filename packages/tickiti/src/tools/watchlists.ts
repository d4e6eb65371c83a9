import { id, text, z, type AnyTool } from "@psa-mcp/core";
import { called, change, update } from "../answers/changed.ts";
import { listPage } from "../answers/show.ts";
import { passedOn } from "../arguments.ts";
import { defineTool } from "../define.ts";

const listWatchlists = defineTool({
  name: "tickiti_list_watchlists",
  title: "List watchlists",
  tier: "read",
  toolset: "settings",
  aliases: ["list_watchlists"],
  description: "List the watchlists, hand-picked lists of tickets, with their ids.",
  input: z.object({ filters: passedOn }),
  handler: async ({ input, vendor }) =>
    listPage(await vendor.read("settings.watchlists.index", input.filters), {
      noun: "watchlists",
      keys: ["watchlists"],
      fields: ["id", "name", "icon", "shared"],
    }),
});

const createWatchlist = defineTool({
  name: "tickiti_create_watchlist",
  title: "Create watchlist",
  tier: "write",
  toolset: "settings",
  description: "Create an empty watchlist; icon is a name such as star.",
  input: z.object({ name: text(200), icon: text(100), shared: z.boolean().optional() }),
  handler: async ({ input, ...hands }) =>
    change(hands, "settings.watchlists.create", input, `Created the watchlist ${input.name}`, {
      names: true,
    }),
});

const updateWatchlist = defineTool({
  name: "tickiti_update_watchlist",
  title: "Update watchlist",
  tier: "write",
  toolset: "settings",
  idempotent: true,
  description: "Rename a watchlist, give it another icon or share it; what is left out stays.",
  input: z.object({
    watchlist_id: id("watchlist"),
    name: text(200).optional(),
    icon: text(100).optional(),
    shared: z.boolean().optional(),
  }),
  handler: async ({ input: { watchlist_id: watchlist, ...changes }, ...hands }) =>
    update(
      hands,
      {
        route: "settings.watchlists.update",
        list: "settings.watchlists.index",
        key: "watchlists",
        idField: "watchlist_id",
        fields: ["name", "icon"],
      },
      watchlist,
      changes,
      `Updated watchlist ${String(watchlist)}`,
    ),
});

const deleteWatchlist = defineTool({
  name: "tickiti_delete_watchlist",
  title: "Delete watchlist",
  tier: "destructive",
  toolset: "settings",
  description: "Delete a watchlist for good; its tickets stay.",
  input: z.object({ watchlist_id: id("watchlist") }),
  preview: async ({ input, ...hands }) =>
    `Delete the watchlist ${await called(hands, "settings.watchlists.index", "watchlists", input.watchlist_id)}?`,
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "settings.watchlists.delete",
      input,
      `Deleted watchlist ${String(input.watchlist_id)}`,
    ),
});

/** Watchlists take the ids of tickets, not their numbers. */
const members = {
  watchlist_id: id("watchlist"),
  ticket_ids: z.array(id("ticket")).min(1).max(500),
};

const addWatchlistTickets = defineTool({
  name: "tickiti_add_watchlist_tickets",
  title: "Add tickets to watchlist",
  tier: "write",
  toolset: "settings",
  idempotent: true,
  description:
    "Put tickets on a watchlist, by ticket id (not number; tickiti_get_ticket shows it).",
  input: z.object(members),
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "settings.watchlists.add_tickets",
      input,
      `Added ${String(input.ticket_ids.length)} tickets to watchlist ${String(input.watchlist_id)}`,
    ),
});

const removeWatchlistTickets = defineTool({
  name: "tickiti_remove_watchlist_tickets",
  title: "Remove tickets from watchlist",
  tier: "write",
  toolset: "settings",
  idempotent: true,
  description: "Take tickets off a watchlist, by ticket id; the tickets stay.",
  input: z.object(members),
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "settings.watchlists.remove_tickets",
      input,
      `Removed ${String(input.ticket_ids.length)} tickets from watchlist ${String(input.watchlist_id)}`,
    ),
});

const reorderWatchlist = defineTool({
  name: "tickiti_reorder_watchlist",
  title: "Reorder watchlist",
  tier: "write",
  toolset: "settings",
  idempotent: true,
  description: "Set the order of a watchlist's tickets: all their ids, the first on top.",
  input: z.object(members),
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "settings.watchlists.reorder",
      input,
      `Reordered watchlist ${String(input.watchlist_id)}`,
    ),
});

/** Hand-picked lists of tickets. */
export const watchlistTools: readonly AnyTool[] = [
  listWatchlists,
  createWatchlist,
  updateWatchlist,
  deleteWatchlist,
  addWatchlistTickets,
  removeWatchlistTickets,
  reorderWatchlist,
];
