import {
  count,
  id,
  item,
  page,
  path,
  text,
  view,
  z,
  type AnyTool,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import { nameMatches, type ItglueRecord } from "../api.ts";
import { paging, sort } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { jaroWinkler } from "../quality/similarity.ts";
import { allOf, byName, listPage, scanNotes, scanRecords } from "../records/list.ts";
import {
  addressOf,
  passwordDetail,
  passwordMetadata,
  passwordRows,
  VALUE_NOTE,
} from "../views/passwords.ts";

const PASSWORDS = path`/passwords`;

/** Values must not even be asked for. */
const NO_VALUES = { show_password: "false" };

const listPasswords = defineTool({
  name: "itglue_list_passwords",
  title: "List passwords",
  tier: "read",
  toolset: "passwords",
  description:
    "List stored passwords as metadata with a link, never the value. To look for one by words use itglue_find_credential.",
  input: z.object({
    organization_id: id("organization").optional(),
    filter_name: text().optional(),
    filter_id: id("password").optional(),
    password_category_id: id("password category").optional(),
    url: text().optional(),
    cached_resource_name: text().describe("Name of the record it belongs to").optional(),
    archived: z.boolean().optional(),
    sort,
    ...paging,
  }),
  paged: true,
  handler: async (context) => {
    const {
      filter_name,
      filter_id,
      page_number: _page,
      page_size: _size,
      sort: _sort,
      ...filters
    } = context.input;
    return listPage(context, {
      path: PASSWORDS,
      query: { filter: { id: filter_id, ...filters }, raw: NO_VALUES },
      sorts: ["name", "username", "url", "id", "created_at", "updated-at"],
      keys: [],
      row: passwordMetadata,
      view: passwordRows,
      keep: allOf(byName(filter_name), byAddress(filters.url)),
      ...(filter_name === undefined ? {} : { narrow: { name: filter_name } }),
    });
  },
});

/** A second look at what the API found by address: a password inside an address must not be guessed part by part. */
function byAddress(wanted: string | undefined): ((record: ItglueRecord) => boolean) | undefined {
  return wanted === undefined ? undefined : (record) => nameMatches(addressOf(record), wanted);
}

const getPassword = defineTool({
  name: "itglue_get_password",
  title: "Get password metadata",
  tier: "read",
  toolset: "passwords",
  description:
    "Get metadata of one stored password and the link to open it in IT Glue; never the value.",
  input: z.object({ password_id: id("password") }),
  handler: async ({ input, vendor }) => {
    const record = await vendor.get(path`/passwords/${input.password_id}`, {
      query: NO_VALUES,
    });
    return item(passwordMetadata(record), passwordDetail, { notes: [VALUE_NOTE] });
  },
});

const findCredential = defineTool({
  name: "itglue_find_credential",
  title: "Find credential",
  tier: "read",
  toolset: "passwords",
  description:
    "Find where a credential is stored by words of its name, user name, address or device; answers with links, never values.",
  input: z.object({
    query: text(200),
    organization_id: id("organization").optional(),
    limit: count(1, 50).optional(),
  }),
  handler: async (context) => {
    const { query, organization_id, limit = 10 } = context.input;
    const scan = await scanRecords(context, {
      path: PASSWORDS,
      query: { filter: { organization_id }, raw: NO_VALUES },
      keep: allOf(
        (record) => relevance(record, query) > 0,
        (record) => record["archived"] !== true,
      ),
      narrow: { name: query },
    });
    const ranked = scan.records
      .map((record) => ({ record, score: relevance(record, query) }))
      .toSorted((left, right) => right.score - left.score || left.record.id - right.record.id);
    return page({
      items: ranked.slice(0, limit).map(({ record, score }) => ({
        ...passwordMetadata(record),
        score: Math.round(score * 100) / 100,
      })),
      view: passwordRows,
      total: ranked.length,
      about: { scanned: scan.scanned, scan_limit_reached: scan.limitReached },
      notes: [VALUE_NOTE, ...scanNotes(scan)],
    });
  },
});

/** Fields of a password that tell what it is for, by their weight. */
const SEARCHED: readonly (readonly [string, number])[] = [
  ["name", 1],
  ["username", 0.8],
  ["cached_resource_name", 0.8],
  ["url", 0.7],
  ["organization_name", 0.5],
  ["password_category_name", 0.4],
];

/** 0 when a word of the query occurs nowhere; otherwise the better, the weightier the fields in which its words occur. */
function relevance(record: ItglueRecord, query: string): number {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  let sum = 0;
  for (const word of words) {
    let best = 0;
    for (const [key, weight] of SEARCHED) {
      const value = key === "url" ? addressOf(record) : record[key];
      if (typeof value !== "string") continue;
      const likeness = wordLikeness(value.toLowerCase(), word);
      if (likeness >= 0.9) best = Math.max(best, weight * likeness);
    }
    if (best === 0) return 0;
    sum += best;
  }
  return words.length === 0 ? 0 : sum / words.length;
}

/** 1 for a text that contains the word, otherwise how like it the most like of its own words is. */
function wordLikeness(value: string, word: string): number {
  if (value.includes(word)) return 1;
  const parts = value.split(/[\s@/:._-]+/).filter((part) => part[0] === word[0]);
  return Math.max(0, ...parts.map((part) => jaroWinkler(part, word)));
}

const folderKeys = [
  "id",
  "name",
  "organization_id",
  "organization_name",
  "parent_id",
  "restricted",
  "updated_at",
];

const folderRows: View = view(
  "password folders",
  "id",
  "name",
  { key: "parent_id", label: "parent" },
  "restricted",
  {
    key: "updated_at",
    format: "date",
  },
);

const listPasswordFolders = defineTool({
  name: "itglue_list_password_folders",
  title: "List password folders",
  tier: "read",
  toolset: "passwords",
  description: "List the password folders of one organization.",
  input: z.object({
    organization_id: id("organization"),
    filter_name: text().optional(),
    ...paging,
  }),
  paged: true,
  handler: async (context) => {
    const about: PlainRecord = { organization_id: context.input.organization_id };
    return listPage(context, {
      path: path`/organizations/${context.input.organization_id}/relationships/password_folders`,
      keys: folderKeys,
      view: folderRows,
      keep: byName(context.input.filter_name),
      about,
    });
  },
});

/** Passwords as metadata with a link: list, read, find; and their folders. */
export const passwordTools: readonly AnyTool[] = [
  listPasswords,
  getPassword,
  findCredential,
  listPasswordFolders,
];
