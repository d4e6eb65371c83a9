// Lists of what Halo has beside the 43 kinds of records, as a table: each is one entry.
import {
  id,
  item,
  page,
  path,
  z,
  type AnyTool,
  type ApiPath,
  type PlainRecord,
  type Query,
} from "@psa-mcp/core";
import { named, nameOrId } from "../arguments.ts";
import type { HaloApi } from "../api.ts";
import { defineTool } from "../define.ts";
import { keysOf, viewOf } from "../domains/domain.ts";
import { find } from "../lookup/find.ts";
import { cleanRecord } from "../records/records.ts";
import { numberOf } from "../tickets/ticket.ts";

interface FurtherList {
  readonly stem: string;
  readonly noun: string;
  readonly nouns: string;
  readonly path: ApiPath;
  /** Key of the rows; absent for a bare array. */
  readonly key?: string;
  readonly toolset: string;
  /** What these are, after "List …". */
  readonly about: string;
  readonly columns: string;
  /** Which id narrows the list. */
  readonly by?: "client" | "supplier_id" | "ticket_id";
  /** Cut into pages by Halo, by `count` alone, or not at all. */
  readonly cut: "pages" | "count" | "none";
  /** Fields of one record, where one can be read. */
  readonly detail?: string;
  /** A sentence more. */
  readonly note?: string;
}

const lists: readonly FurtherList[] = [
  {
    stem: "recurringinvoices",
    noun: "recurring invoice",
    nouns: "recurring invoices",
    path: path`/RecurringInvoice`,
    key: "invoices",
    toolset: "billing",
    about: "what is invoiced again and again, with the next date",
    columns: "id client_name::30 contract_id total currency nextcreationdate:date lastcreated:date",
    detail:
      "id client_name client_id contract_id total tax_total currency period nextcreationdate:date lastcreated:date notes_1 lines:json:4000",
    by: "client",
    cut: "pages",
  },
  {
    stem: "salesorders",
    noun: "sales order",
    nouns: "sales orders",
    path: path`/SalesOrder`,
    key: "salesorders",
    toolset: "sales",
    about: "what clients ordered",
    columns: "id title::50 client_name::30 date:date total profit po_number status",
    detail:
      "id title client_name client_id date:date total cost profit po_number quotation_id status assigned_agent_name note lines:json:4000",
    by: "client",
    cut: "pages",
  },
  {
    stem: "crmnotes",
    noun: "CRM note",
    nouns: "CRM notes",
    path: path`/CRMNote`,
    key: "actions",
    toolset: "crm",
    about: "calls and meetings with clients, the newest first",
    columns: "id datetime:datetime client_id who_agentid note::300",
    by: "client",
    cut: "count",
  },
  {
    stem: "templates",
    noun: "template",
    nouns: "templates",
    path: path`/Template`,
    key: "stdrequests",
    toolset: "config",
    about: "what new tickets can be made from",
    columns: "id name::60 tickettype_id group_name",
    cut: "none",
  },
  {
    stem: "ticketapprovals",
    noun: "approval",
    nouns: "approvals",
    path: path`/TicketApproval`,
    toolset: "tickets",
    about: "who is asked to approve a ticket, and what they said",
    columns:
      "ticket_id seq actionnumber name agent_name user_id result requestor_name datetime:datetime approver_note::120",
    by: "ticket_id",
    cut: "none",
  },
  {
    stem: "releases",
    noun: "release",
    nouns: "releases",
    path: path`/Release`,
    key: "releases",
    toolset: "projects",
    about: "planned and past releases",
    columns: "id name::60 version releasedate:date status",
    cut: "none",
  },
  {
    stem: "servicecategories",
    noun: "service category",
    nouns: "service categories",
    path: path`/ServiceCategory`,
    toolset: "assets",
    about: "how services are grouped",
    columns: "id name::60 parent_id",
    cut: "none",
  },
  {
    stem: "suppliercontracts",
    noun: "supplier contract",
    nouns: "supplier contracts",
    path: path`/SupplierContract`,
    key: "contracts",
    toolset: "billing",
    about: "agreements with suppliers",
    columns: "id ref supplier_name::40 start_date:date end_date:date",
    by: "supplier_id",
    cut: "pages",
  },
  {
    stem: "webhooks",
    noun: "webhook",
    nouns: "webhooks",
    path: path`/Webhook`,
    toolset: "admin",
    about: "where Halo sends its events; secrets are hidden",
    columns: "id name::60 url::80 enabled type",
    cut: "none",
  },
  {
    stem: "automations",
    noun: "automation",
    nouns: "automations",
    path: path`/Automation`,
    key: "automations",
    toolset: "admin",
    about: "what Halo does by itself",
    columns: "id name::60 enabled type",
    cut: "none",
  },
];

const USUAL = 50;

interface Given {
  readonly client?: string | number | undefined;
  readonly supplier_id?: number | undefined;
  readonly ticket_id?: number | undefined;
  readonly page_no?: number | undefined;
  readonly page_size?: number | undefined;
}

function listOf(list: FurtherList): AnyTool {
  const narrowing =
    list.by === "client"
      ? { client: named.optional() }
      : list.by === undefined
        ? {}
        : { [list.by]: id(list.by.replace("_id", "")).optional() };
  const sized =
    list.cut === "none"
      ? {}
      : {
          page_size: z.int().min(1).max(100).optional(),
          ...(list.cut === "pages" ? { page_no: z.int().min(1).optional() } : {}),
        };
  return defineTool({
    name: `halo_${list.stem}_list`,
    title: `List ${list.nouns}`,
    tier: "read",
    toolset: list.toolset,
    paged: list.cut === "pages",
    description: `List ${list.nouns}: ${list.about}.`,
    input: z.object({ ...narrowing, ...sized }),
    ...(list.by === "client" ? { accepts: z.object({ client: nameOrId.optional() }) } : {}),
    handler: async ({ input, vendor }) => listed(vendor, list, input as Given),
  });
}

async function listed(
  vendor: HaloApi,
  list: FurtherList,
  input: Given,
): Promise<ReturnType<typeof page>> {
  const field = list.by === "client" ? "client_id" : list.by;
  const wanted =
    list.by === "client"
      ? input.client === undefined
        ? undefined
        : (await find(vendor, "client", input.client)).id
      : list.by === undefined
        ? undefined
        : input[list.by];
  const query: Query = field === undefined ? {} : { [field]: wanted };
  const number = input.page_no ?? 1;
  const size = input.page_size ?? USUAL;
  const where = { path: list.path, key: list.key };
  const found =
    list.cut === "pages"
      ? await vendor.page({ ...where, query }, number, size)
      : {
          records: await vendor.whole({
            ...where,
            // These lists ignore pages: only a count bounds them.
            query: list.cut === "count" ? { ...query, count: size } : query,
          }),
        };
  // What Halo leaves unfiltered is filtered here.
  const rows = found.records.filter(
    (row) =>
      field === undefined ||
      wanted === undefined ||
      row[field] === undefined ||
      numberOf(row, field) === wanted,
  );
  const keys = keysOf(list.columns);
  const total = "total" in found ? found.total : undefined;
  const more =
    list.cut === "pages" &&
    (total === undefined ? found.records.length === size : number * size < total);
  return page({
    items: rows.map((row) => pick(cleanRecord(row), keys)),
    view: viewOf(list.nouns, list.columns),
    ...(list.cut === "none" ? { total: rows.length } : total === undefined ? {} : { total }),
    ...(list.cut === "pages" ? { page: number } : {}),
    ...(more ? { next: { page_no: number + 1 } } : {}),
  });
}

const pick = (record: PlainRecord, keys: readonly string[]): PlainRecord =>
  Object.fromEntries(
    keys.flatMap((key) => (record[key] === undefined ? [] : [[key, record[key]]])),
  );

function getOf(list: FurtherList, detail: string): AnyTool {
  return defineTool({
    name: `halo_${list.stem}_get`,
    title: `Get ${list.noun}`,
    tier: "read",
    toolset: list.toolset,
    description: `Read one ${list.noun} by its id, with its lines.`,
    input: z.object({ id: id(list.noun) }),
    handler: async ({ input, vendor }) => {
      const target = `${list.path}${path`/${input.id}`}` as ApiPath;
      const record = await vendor.get(target, { query: { includedetails: true } });
      return item(pick(cleanRecord(record), keysOf(detail)), viewOf(list.nouns, detail));
    },
  });
}

/** Further lists, and single records where they say more. */
export const furtherListTools: readonly AnyTool[] = lists.flatMap((list) => [
  listOf(list),
  ...(list.detail === undefined ? [] : [getOf(list, list.detail)]),
]);
