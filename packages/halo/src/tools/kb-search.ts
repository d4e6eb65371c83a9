import {
  attempt,
  count,
  page,
  path,
  view,
  withBody,
  z,
  type AnyTool,
  type PlainRecord,
} from "@psa-mcp/core";
import { htmlToText } from "@psa-mcp/core/text";
import { named, nameOrId } from "../arguments.ts";
import type { HaloApi } from "../api.ts";
import { defineTool } from "../define.ts";
import { find } from "../lookup/find.ts";
import { textOf } from "../tickets/ticket.ts";

const USUAL = 5;
/** Articles that are opened for an excerpt, where the list has no text. */
const MOST_OPENED = 10;
const EXCERPT = 300;

const kbSearch = defineTool({
  name: "halo_kb_search",
  title: "Search knowledge base",
  tier: "read",
  toolset: "core",
  description:
    "Find knowledge base articles by words: title, id and the passage that fits. halo_kb_get reads one in full.",
  input: z.object({
    query: z.string().trim().min(1).max(500),
    client: named.optional(),
    max_items: count(1, 25).optional(),
  }),
  accepts: z.object({ client: nameOrId.optional() }),
  handler: async ({ input, vendor }) => {
    const client =
      input.client === undefined ? undefined : (await find(vendor, "client", input.client)).id;
    const most = input.max_items ?? USUAL;
    const query = { search: input.query, client_id: client };
    const found = await vendor.page(
      { path: path`/KBArticle`, key: "articles", query, cacheSeconds: 60 },
      1,
      most,
    );
    const records = found.records.slice(0, most);
    const items = await Promise.all(
      records.map(async (record, index) => ({
        id: record["id"],
        title: record["name"],
        tags: record["kb_tags"] ?? record["tag_string"],
        excerpt: excerptOf(
          index < MOST_OPENED ? await opened(vendor, record) : record,
          input.query,
        ),
      })),
    );
    return page({
      items,
      view: withBody(view("articles", "id", "title", "tags"), {
        key: "excerpt",
        max: EXCERPT + 50,
      }),
      ...(found.total === undefined ? {} : { total: found.total }),
      ...(items.length === 0 ? { notes: ["No article fits; try fewer or other words."] } : {}),
    });
  },
});

/** What an article says; lists have its description at most. */
const TEXTS = ["resolution", "resolution_html"] as const;

/** The article with its text, which lists leave out. */
async function opened(vendor: HaloApi, record: PlainRecord): Promise<PlainRecord> {
  const number = Number(record["id"]);
  if (TEXTS.some((key) => textOf(record, key) !== "") || !Number.isSafeInteger(number))
    return record;
  const { value } = await attempt(
    vendor.get(path`/KBArticle/${number}`, { query: { includedetails: true }, cacheSeconds: 300 }),
  );
  return value ?? record;
}

/** The passage around the first word that was looked for. */
function excerptOf(record: PlainRecord, query: string): string {
  const part = (plain: string, html: string): string =>
    htmlToText(textOf(record, plain) || textOf(record, html));
  const text = [part("description", "description_html"), part("resolution", "resolution_html")]
    .filter((one) => one !== "")
    .join(" ")
    .replace(/\s+/g, " ");
  const lower = text.toLowerCase();
  const places = query
    .toLowerCase()
    .split(/\s+/)
    .map((word) => lower.indexOf(word))
    .filter((place) => place >= 0);
  const from = Math.max(0, Math.min(...places, text.length) - EXCERPT / 3);
  const begin = places.length === 0 ? 0 : Math.floor(from);
  const passage = text.slice(begin, begin + EXCERPT);
  return `${begin > 0 ? "…" : ""}${passage}${begin + EXCERPT < text.length ? "…" : ""}`;
}

/** Finding articles in few words. */
export const kbSearchTools: readonly AnyTool[] = [kbSearch];
