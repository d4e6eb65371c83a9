import {
  id,
  item,
  joinPaths,
  page,
  path,
  text,
  view,
  z,
  type AnyTool,
  type View,
} from "@psa-mcp/core";
import type { CwApi } from "../api.ts";
import { dayOrTime, paging } from "../arguments.ts";
import { moment, where, type Condition } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { invoiceStatuses } from "../lookup/directories.ts";
import { companyCondition, companyFilter, namedCondition } from "../lookup/filters.ts";
import { listAll, listPage } from "../records/list.ts";
import { readable } from "../records/records.ts";
import { withinPeriods } from "../time/days.ts";
import { endOf } from "../time/moments.ts";
import { hoursOf, timeFields, timeRow, timeRows } from "../views/time.ts";

const dates = { on_or_after: dayOrTime.optional(), on_or_before: dayOrTime.optional() };

interface Filters {
  readonly company_id?: number | undefined;
  readonly company_name?: string | undefined;
  readonly on_or_after?: string | undefined;
  readonly on_or_before?: string | undefined;
}

/** Company and days; the API keeps the days of invoices and agreements as midnight in UTC. */
async function filters(
  vendor: CwApi,
  input: Filters,
  field: string,
): Promise<Condition | undefined> {
  return where.all(
    await companyCondition(vendor, input),
    input.on_or_after === undefined ? undefined : where.from(field, moment(input.on_or_after)),
    input.on_or_before === undefined
      ? undefined
      : where.before(field, moment(endOf(input.on_or_before))),
  );
}

const listInvoices = defineTool({
  name: "cw_list_invoices",
  title: "List invoices",
  tier: "read",
  toolset: "finance",
  paged: true,
  description: "List invoices, newest first, by company, status and days (both included).",
  input: z.object({ ...companyFilter, status: text(50).optional(), ...dates, ...paging }),
  handler: async ({ input, vendor }) =>
    listPage(vendor, input, {
      path: path`/finance/invoices`,
      fields: [
        "id",
        "invoiceNumber",
        "type",
        "status/name",
        "company/id",
        "company/name",
        "date",
        "dueDate",
        "total",
        "balance",
      ],
      conditions: where.all(
        await filters(vendor, input, "date"),
        await namedCondition(vendor, "status", invoiceStatuses, input.status),
      ),
      orderBy: "date desc",
      view: view(
        "invoices",
        "id",
        { key: "invoice_number", label: "number" },
        "type",
        { key: "company.name", label: "company", max: 40 },
        { key: "date", format: "date" },
        { key: "due_date", label: "due", format: "date" },
        "total",
        "balance",
        { key: "status.name", label: "status" },
      ),
    }),
});

const invoiceDetail: View = view(
  "invoice",
  "id",
  { key: "invoice_number", label: "number" },
  "type",
  { key: "status", format: "name" },
  { key: "company", format: "name" },
  { key: "date", format: "date" },
  { key: "due_date", label: "due", format: "date" },
  "subtotal",
  "sales_tax",
  "total",
  "payments",
  "credits",
  "balance",
  { key: "agreement", format: "name" },
  { key: "ticket", format: "name" },
  { key: "project", format: "name" },
  "reference",
  { key: "customer_po", label: "customer PO" },
);

const getInvoice = defineTool({
  name: "cw_get_invoice",
  title: "Get invoice",
  tier: "read",
  toolset: "finance",
  description: "Get one invoice with its sums.",
  input: z.object({ invoice_id: id("invoice") }),
  handler: async ({ input, vendor }) =>
    item(readable(await vendor.get(path`/finance/invoices/${input.invoice_id}`)), invoiceDetail),
});

const listAgreements = defineTool({
  name: "cw_list_agreements",
  title: "List agreements",
  tier: "read",
  toolset: "finance",
  paged: true,
  description: "List agreements (contracts) by company and status.",
  input: z.object({
    ...companyFilter,
    status: z.enum(["Active", "Cancelled", "Expired", "Inactive"]).optional(),
    ...paging,
  }),
  handler: async ({ input, vendor }) =>
    listPage(vendor, input, {
      path: path`/finance/agreements`,
      fields: [
        "id",
        "name",
        "type/name",
        "company/id",
        "company/name",
        "agreementStatus",
        "startDate",
        "endDate",
        "noEndingDateFlag",
        "billAmount",
      ],
      conditions: where.all(
        await filters(vendor, input, "startDate"),
        input.status === undefined ? undefined : where.is("agreementStatus", input.status),
      ),
      orderBy: "name asc",
      view: view(
        "agreements",
        "id",
        { key: "name", max: 60 },
        { key: "type.name", label: "type" },
        { key: "company.name", label: "company", max: 40 },
        { key: "agreement_status", label: "status" },
        { key: "start_date", label: "from", format: "date" },
        { key: "end_date", label: "to", format: "date" },
        { key: "bill_amount", label: "amount" },
      ),
    }),
});

const additionView: View = view(
  "additions",
  "id",
  { key: "product.identifier", label: "product" },
  { key: "description", max: 80 },
  "quantity",
  { key: "less_included", label: "included" },
  "unit_price",
  { key: "bill_customer", label: "billing" },
  { key: "effective_date", label: "from", format: "date" },
  { key: "cancelled_date", label: "cancelled", format: "date" },
);

const agreementDetail: View = view(
  "agreement",
  "id",
  "name",
  { key: "type", format: "name" },
  { key: "company", format: "name" },
  { key: "agreement_status", label: "status" },
  { key: "start_date", label: "from", format: "date" },
  { key: "end_date", label: "to", format: "date" },
  { key: "no_ending_date_flag", label: "without end" },
  { key: "application_units", label: "covers" },
  { key: "application_limit", label: "limit" },
  { key: "application_cycle", label: "per" },
  { key: "application_unlimited_flag", label: "unlimited" },
  { key: "billing_cycle", format: "name" },
  "bill_amount",
  "bill_time",
  "bill_expenses",
  "bill_products",
  { key: "next_invoice_date", format: "date" },
  { key: "sla", format: "name" },
);

const getAgreement = defineTool({
  name: "cw_get_agreement",
  title: "Get agreement",
  tier: "read",
  toolset: "finance",
  description: "Get one agreement with limits and billing; include_additions adds what it bills.",
  input: z.object({ agreement_id: id("agreement"), include_additions: z.boolean().optional() }),
  handler: async ({ input, vendor }) => {
    const target = path`/finance/agreements/${input.agreement_id}`;
    const agreement = readable(await vendor.get(target));
    if (input.include_additions !== true) return item(agreement, agreementDetail);
    const { records } = await vendor.all(joinPaths(target, path`/additions`), {
      orderBy: "id asc",
    });
    return item({ ...agreement, additions: records.map(readable) }, agreementDetail, {
      rows: "additions",
      rowsView: additionView,
    });
  },
});

const listAdditions = defineTool({
  name: "cw_list_agreement_additions",
  title: "List agreement additions",
  tier: "read",
  toolset: "finance",
  description: "List what an agreement bills: products, quantities, prices.",
  input: z.object({ agreement_id: id("agreement"), active_only: z.boolean().optional() }),
  handler: async ({ input, vendor }) => {
    const found = await listAll(vendor, {
      path: path`/finance/agreements/${input.agreement_id}/additions`,
      orderBy: "id asc",
      view: additionView,
    });
    if (input.active_only !== true) return found;
    const today = new Date().toISOString().slice(0, 10);
    const items = found.items.filter(
      (row) =>
        row["cancelled_date"] === undefined || String(row["cancelled_date"]).slice(0, 10) > today,
    );
    return page({ ...found, items, total: items.length });
  },
});

const unbilledTime = defineTool({
  name: "cw_list_unbilled_time",
  title: "List unbilled time",
  tier: "read",
  toolset: "finance",
  paged: true,
  description: "List billable time entries that are on no invoice yet, with the hours of the page.",
  input: z.object({ ...companyFilter, ...dates, ...paging }),
  handler: async ({ input, vendor, client, principal }) =>
    listPage(vendor, input, {
      path: timeFields.path,
      fields: timeFields.row,
      conditions: where.all(
        where.is("billableOption", "Billable"),
        where.is("invoiceFlag", false),
        await companyCondition(vendor, input),
        await withinPeriods(
          { vendor, client, principal },
          { timeStart: { from: input.on_or_after, to: input.on_or_before } },
        ),
      ),
      orderBy: "timeStart desc",
      view: timeRows,
      row: timeRow,
      about: (records) => ({ hours_on_this_page: hoursOf(records) }),
    }),
});

/** Invoices, agreements and unbilled time. */
export const financeTools: readonly AnyTool[] = [
  listInvoices,
  getInvoice,
  listAgreements,
  getAgreement,
  listAdditions,
  unbilledTime,
];
