import {
  page,
  PsaError,
  z,
  type AnyTool,
  type PageResult,
  type PlainRecord,
  type Settings,
} from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";
import { withLabels } from "../lookup/labels.ts";
import { parameters } from "../reference/parameters.ts";
import { checkedSchema, listParameters, listedSchema, type Parameter } from "../wire/parameters.ts";
import { keysOf, type Domain } from "./domain.ts";
import { filtersOf, type Filtering } from "./filters.ts";
import { fieldNames, rowsOf, type WantedFields } from "./rows.ts";
import { lazily, toolOf } from "./tool.ts";

/** Rows of a page when the call does not say, and most of one page. */
const USUAL_PAGE = 50;
const LARGEST_PAGE = 100;
/** Most rows of one call, over all the pages that it reads. */
const MOST_ITEMS = 500;

const search = z.string().optional();
const pageSize = z.int().min(1).max(LARGEST_PAGE).optional();

/** What every list takes beside its filters. */
const common = {
  page_size: pageSize,
  page_no: z.int().min(1).optional(),
  order: z.string().max(200).optional(),
  orderdesc: z.boolean().optional(),
  search: z.string().max(500).optional(),
  pageinate: z.boolean().optional(),
  fetch_all: z.boolean().optional(),
  max_items: z.int().min(1).max(MOST_ITEMS).optional(),
  fields: z.union([z.string().max(2000), z.array(z.string().max(100)).max(100)]).optional(),
  labels: z.boolean().optional(),
};

interface ListInput {
  readonly page_size?: number;
  readonly page_no?: number;
  readonly order?: string;
  readonly orderdesc?: boolean;
  readonly search?: string;
  readonly pageinate?: boolean;
  readonly fetch_all?: boolean;
  readonly max_items?: number;
  readonly fields?: WantedFields;
  readonly labels?: boolean;
  readonly [filter: string]: unknown;
}

/** `halo_<stem>_list`. */
export function listTool(domain: Domain, toolset: readonly string[]): AnyTool {
  const { stem, nouns, about, notes, shown = "" } = domain;
  const reference = parameters[stem];
  const known = lazily(() => (reference === undefined ? [] : listParameters(stem, reference)));
  return toolOf({
    name: `halo_${stem}_list`,
    title: `List ${nouns}`,
    tier: "read",
    toolset,
    paged: true,
    description: `List ${nouns}: ${about}.${notes?.list === undefined ? "" : ` ${notes.list}`}`,
    input: () => {
      const named = new Set(shown === "" ? [] : shown.split(" "));
      const listed = known().filter(({ name }) => named.has(name));
      return z.object({
        search,
        ...Object.fromEntries(listed.map((one) => [one.name, listedSchema(one)])),
        // Everywhere else the cursor will do.
        ...(toolset.includes("core") ? { page_size: pageSize } : {}),
      });
    },
    accepts: () =>
      z.object({
        ...Object.fromEntries(known().map((one) => [one.name, checkedSchema(one)])),
        ...common,
      }),
    handler: ({ input, vendor, settings }) => listRecords(vendor, domain, known(), input, settings),
  });
}

async function listRecords(
  vendor: HaloApi,
  domain: Domain,
  known: readonly Parameter[],
  input: ListInput,
  settings: Settings,
): Promise<PageResult> {
  if (domain.withinTicket === true) assertBounded(input);
  const filtering = await filtersOf(vendor, domain, known, input, settings);
  const number = input.page_no ?? 1;
  const size = input.page_size ?? Math.min(USUAL_PAGE, input.max_items ?? USUAL_PAGE);
  const everything = input.fetch_all === true || input.pageinate === false;
  const wanted = Math.max(size, input.max_items ?? (everything ? MOST_ITEMS : size));
  const most = Math.min(wanted, filtering.count ?? MOST_ITEMS);
  // Ids alone come without pages.
  const idsOnly = input["ticketidonly"] === true;
  const found =
    domain.paged === true && !idsOnly
      ? await pagesOf(vendor, domain, queryOf(domain, filtering, input), number, size, most)
      : cut(await wholeOf(vendor, domain, filtering, input), number, size, most);
  const labels = labelsOf(domain, input);
  const labelled = labels !== undefined ? await withLabels(vendor, found.rows, labels) : found.rows;
  const { items, view } = rowsOf(domain, labelled, input.fields);
  const more = found.next !== undefined && filtering.count === undefined;
  return page({
    items,
    view,
    ...(found.total === undefined ? {} : { total: found.total }),
    page: number,
    ...(more ? { next: { page_no: found.next } } : {}),
    ...(filtering.notes.length === 0 ? {} : { notes: filtering.notes }),
  });
}

/** The names that will be seen: each costs a directory. */
function labelsOf(domain: Domain, { labels, fields }: ListInput): Domain["labels"] {
  if (labels === false || domain.labels === undefined) return undefined;
  const shown = new Set(fieldNames(fields) ?? keysOf(domain.columns));
  return shown.has("all") ? domain.labels : domain.labels.filter((one) => shown.has(one.shown));
}

/** All actions of an instance are more than Halo can answer. */
function assertBounded(input: ListInput): void {
  const span = input["startdate"] !== undefined || input["enddate"] !== undefined;
  if (input["ticket_id"] !== undefined || (span && input["timeentriesonly"] === true)) return;
  throw new PsaError("invalid_arguments", "ticket_id: is required.", {
    advice: "Or give startdate, enddate and timeentriesonly: true for the time over all tickets.",
  });
}

interface Found {
  readonly rows: readonly PlainRecord[];
  readonly total?: number;
  /** Page that follows. */
  readonly next?: number;
}

function queryOf(domain: Domain, { query }: Filtering, input: ListInput): Filtering["query"] {
  const sent = new Set(parameters[domain.stem]?.common.split(" "));
  return {
    ...domain.usual,
    ...(sent.has("search") && input.search !== "" ? { search: input.search } : {}),
    ...(sent.has("order") && input.order !== "" ? { order: input.order } : {}),
    ...(sent.has("orderdesc") ? { orderdesc: input.orderdesc } : {}),
    ...query,
  };
}

/**
 * Pages of a list that Halo cuts, from the asked one on, until there are enough rows. Halo gives fewer rows than asked
 * for where it has a limit of its own, so that positions are counted in its pages and not in ours.
 */
async function pagesOf(
  vendor: HaloApi,
  domain: Domain,
  query: Filtering["query"],
  number: number,
  size: number,
  most: number,
): Promise<Found> {
  const chunk = Math.min(size, domain.most ?? LARGEST_PAGE);
  const start = (number - 1) * size;
  const rows: PlainRecord[] = [];
  const wanted = Math.ceil(most / size) * size;
  let total: number | undefined;
  let last = "";
  let ended = false;
  for (let index = Math.floor(start / chunk); rows.length < (start % chunk) + wanted; index += 1) {
    const { path, key } = domain;
    const found = await vendor.page({ path, key, query }, index + 1, chunk);
    // One that is not cut at all comes in whole.
    if (found.records.length > chunk) return cut(found.records, number, size, most);
    total = found.total ?? total;
    const mark = JSON.stringify(found.records[0] ?? null);
    // A list that ignores pages answers its first one for ever.
    const again = found.records.length > 0 && mark === last;
    last = mark;
    if (!again) rows.push(...found.records);
    const seen = index * chunk + found.records.length;
    ended =
      again ||
      found.records.length === 0 ||
      (total === undefined ? found.records.length < chunk : seen >= total);
    if (ended) break;
  }
  const kept = rows.slice(start % chunk, (start % chunk) + Math.min(wanted, most));
  const left = !ended || rows.length > (start % chunk) + wanted;
  return {
    rows: kept,
    ...(total === undefined ? {} : { total }),
    ...(left ? { next: number + wanted / size } : {}),
  };
}

/** A list that Halo answers in whole, with what it does not filter, search or sort done here. */
async function wholeOf(
  vendor: HaloApi,
  domain: Domain,
  filtering: Filtering,
  input: ListInput,
): Promise<readonly PlainRecord[]> {
  const { path, key } = domain;
  const sent = new Set(parameters[domain.stem]?.common.split(" "));
  let rows = await vendor.whole({ path, key, query: queryOf(domain, filtering, input) });
  for (const test of filtering.tests) rows = rows.filter(test);
  if (input.search !== undefined && !sent.has("search")) {
    const words = input.search.toLowerCase();
    const keys = keysOf(domain.columns);
    rows = rows.filter((row) =>
      keys.some((name) =>
        String(row[name] ?? "")
          .toLowerCase()
          .includes(words),
      ),
    );
  }
  if (input.order !== undefined && input.order !== "" && !sent.has("order"))
    rows = sorted(rows, input.order, input.orderdesc === true);
  return rows;
}

function sorted(
  rows: readonly PlainRecord[],
  key: string,
  descending: boolean,
): readonly PlainRecord[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((left, right) => {
    const [one, other] = [left[key], right[key]];
    if (typeof one === "number" && typeof other === "number") return sign * (one - other);
    return sign * String(one ?? "").localeCompare(String(other ?? ""));
  });
}

function cut(rows: readonly PlainRecord[], number: number, size: number, most: number): Found {
  const start = (number - 1) * size;
  const wanted = Math.ceil(most / size) * size;
  return {
    rows: rows.slice(start, start + most),
    total: rows.length,
    ...(start + wanted < rows.length ? { next: number + wanted / size } : {}),
  };
}
