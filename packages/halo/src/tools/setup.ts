import {
  page,
  path,
  PsaError,
  view,
  z,
  type AnyTool,
  type ApiPath,
  type PlainRecord,
} from "@psa-mcp/core";
import { maxItems } from "../arguments.ts";
import type { HaloApi } from "../api.ts";
import { defineTool } from "../define.ts";
import { cleanRecord, isRecord } from "../records/records.ts";
import { numberOf, textOf } from "../tickets/ticket.ts";

const CACHED = 300;
const USUAL = 100;

const pick = (record: PlainRecord, keys: readonly string[]): PlainRecord => {
  const clean = cleanRecord(record);
  return Object.fromEntries(
    keys.flatMap((key) => (clean[key] === undefined ? [] : [[key, clean[key]]])),
  );
};

/** Number of the lookup that lists all lookups. */
const LOOKUP_OF_LOOKUPS = 11;

const lookups = defineTool({
  name: "halo_lookups_list",
  title: "List lookup values",
  tier: "read",
  toolset: "config",
  paged: true,
  description:
    "List the values of one lookup (charge rates, sources …) by its lookupid; without one, list which lookups there are. Ids count within their lookup.",
  input: z.object({
    lookupid: z.int().min(0).optional(),
    exclude_zero: z.boolean().optional(),
    showallcodes: z.boolean().optional(),
  }),
  handler: async ({ input, vendor }) => {
    const lookupid = input.lookupid ?? LOOKUP_OF_LOOKUPS;
    const rows = await vendor.whole({
      path: path`/Lookup`,
      query: { lookupid, exclude_zero: input.exclude_zero, showallcodes: input.showallcodes },
      cacheSeconds: CACHED,
    });
    // Ids recur in each lookup: only both together name a value.
    const items = rows
      .filter((row) => row["lookupid"] === undefined || numberOf(row, "lookupid") === lookupid)
      .map((row) => ({
        lookupid,
        ...pick(row, ["id", "name", "value2", "value3", "custom1", "custom2", "sequence"]),
      }));
    return page({
      items,
      view: view("values", "lookupid", "id", "name", "value2", "value3"),
      total: items.length,
    });
  },
});

const customFields = defineTool({
  name: "halo_customfields_list",
  title: "List custom fields",
  tier: "read",
  toolset: "config",
  paged: true,
  description:
    "List definitions of custom fields: the name to write them by (CF…), label, type and allowed values. typeid narrows to what they are for (Halo's number).",
  input: z.object({
    typeid: z.int().min(0).optional(),
    search: z.string().max(200).optional(),
    max_items: maxItems.optional(),
  }),
  handler: async ({ input, vendor }) => {
    const rows = await vendor.whole({
      path: path`/FieldInfo`,
      query: { typeid: input.typeid },
      cacheSeconds: CACHED,
    });
    const words = (input.search ?? "").toLowerCase();
    const fits = rows.filter(
      (row) =>
        (input.typeid === undefined ||
          row["usage"] === undefined ||
          numberOf(row, "usage") === input.typeid) &&
        (words === "" ||
          ["name", "label"].some((key) => textOf(row, key).toLowerCase().includes(words))),
    );
    const most = input.max_items ?? USUAL;
    const items = fits.slice(0, most).map((row) => ({
      ...pick(row, ["id", "name", "label", "type", "inputtype", "usage", "hint", "readonly"]),
      values: valuesOf(row),
    }));
    return page({
      items,
      view: view("custom fields", "id", "name", "label", "type", "inputtype", "usage", {
        key: "values",
        max: 200,
      }),
      total: fits.length,
      ...(fits.length > most ? { notes: ["There are more; raise max_items or search."] } : {}),
    });
  },
});

function valuesOf(row: PlainRecord): string | undefined {
  const values = row["values"];
  if (!Array.isArray(values) || values.length === 0) return undefined;
  return values
    .map((value) => (isRecord(value) ? textOf(value, "name") : String(value)))
    .filter((name) => name !== "")
    .join(", ");
}

const ticketAreas = defineTool({
  name: "halo_ticketareas_list",
  title: "List ticket areas",
  tier: "read",
  toolset: "config",
  description: "List ticket areas: the sections that views of tickets are grouped in.",
  input: z.object({}),
  handler: async ({ vendor }) =>
    rowsOf(vendor, path`/TicketArea`, "ticket areas", ["id", "name", "sequence"]),
});

async function rowsOf(
  vendor: HaloApi,
  target: ApiPath,
  noun: string,
  keys: readonly string[],
): Promise<ReturnType<typeof page>> {
  const rows = await vendor.whole({ path: target, cacheSeconds: CACHED });
  return page({
    items: rows.map((row) => pick(row, keys)),
    view: view(noun, ...keys),
    total: rows.length,
  });
}

const VIEWS = {
  lists: { path: path`/ViewLists`, argument: "list_id" },
  filters: { path: path`/ViewFilter`, argument: "view_id" },
  columns: { path: path`/ViewColumns`, argument: "columns_id" },
} as const;

const views = defineTool({
  name: "halo_views_list",
  title: "List views",
  tier: "read",
  toolset: "config",
  description:
    "List saved views: lists (list_id of halo_tickets_list), filters (view_id) or column sets (columns_id).",
  input: z.object({ kind: z.enum(["lists", "filters", "columns"]) }),
  handler: async ({ input, vendor }) => {
    const { path: target, argument } = VIEWS[input.kind];
    const rows = await vendor.whole({ path: target, cacheSeconds: CACHED });
    if (rows.some((row) => row["id"] === undefined)) {
      throw new PsaError("bad_response", "Halo answered views without ids.");
    }
    return page({
      items: rows.map((row) =>
        pick(row, ["id", "name", "domain", "type", "ticketarea_id", "sequence"]),
      ),
      view: view("views", "id", "name", "domain", "type"),
      total: rows.length,
      notes: [`The ids are for ${argument} of halo_tickets_list.`],
    });
  },
});

/** What the instance is set up with, beside the 43 kinds of records. */
export const setupTools: readonly AnyTool[] = [lookups, customFields, ticketAreas, views];
