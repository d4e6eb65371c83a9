import { count, page, path, view, z, type AnyTool, type PlainRecord } from "@psa-mcp/core";
import { defineTool } from "../define.ts";
import { cleanRecord } from "../records/records.ts";
import { textOf } from "../tickets/ticket.ts";

/** Hits of each kind when the call does not say. */
const USUAL = 5;

const search = defineTool({
  name: "halo_search",
  title: "Search everywhere",
  tier: "read",
  toolset: "core",
  description:
    "Search tickets, articles, clients, users, assets and services at once by words or a number; use it when the kind is unknown.",
  input: z.object({
    query: z.string().trim().min(1).max(500),
    count_per_entity: count(1, 50).optional(),
  }),
  handler: async ({ input, vendor }) => {
    const rows = await vendor.whole({
      path: path`/Search`,
      query: { search: input.query, count_per_entity: input.count_per_entity ?? USUAL },
    });
    const items = rows.map(hitOf).toSorted((left, right) => rank(left) - rank(right));
    return page({
      items,
      view: view("hits", "kind", "id", { key: "name", max: 100 }, { key: "about", max: 80 }),
      total: items.length,
      ...(items.length === 0 ? { notes: ["Nothing was found; try fewer or other words."] } : {}),
    });
  },
});

const KINDS = ["ticket", "client", "user", "asset", "article", "service"];

const rank = (hit: PlainRecord): number => {
  const place = KINDS.indexOf(String(hit["kind"]));
  return place === -1 ? KINDS.length : place;
};

/** How other kinds of answers name what an article is. */
const ARTICLES = new Set(["kb", "kbarticle", "kbentry", "faq", "article"]);

/** A hit under the names of this package; Halo describes the fields of a hit nowhere. */
function hitOf(row: PlainRecord): PlainRecord {
  const clean = cleanRecord(row);
  const first = (...keys: readonly string[]): unknown =>
    keys.map((key) => clean[key]).find((value) => value !== undefined && typeof value !== "object");
  const kind = textOf(clean, "entity") || textOf(clean, "use") || textOf(clean, "type") || "record";
  const singular = kind.toLowerCase().replace(/s$/, "");
  return {
    kind: ARTICLES.has(singular) ? "article" : singular,
    id: clean["id"],
    name: first("name", "summary", "title", "inventory_number", "text"),
    about: first("subtitle", "client_name", "description", "emailaddress"),
  };
}

/** Search over all kinds of records. */
export const searchTools: readonly AnyTool[] = [search];
