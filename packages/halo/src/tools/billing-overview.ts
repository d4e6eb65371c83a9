import {
  attempt,
  id,
  item,
  page,
  path,
  PsaError,
  reasonOf,
  view,
  z,
  type AnyTool,
  type PlainRecord,
} from "@psa-mcp/core";
import { moment, named, nameOrId } from "../arguments.ts";
import type { HaloApi, HaloList } from "../api.ts";
import { defineTool } from "../define.ts";
import { find } from "../lookup/find.ts";
import { inSpan } from "../records/moments.ts";
import { cleanRecord, isRecord } from "../records/records.ts";
import { numberOf, textOf } from "../tickets/ticket.ts";

/** Contracts of a client that are looked at, and pages of a list. */
const MOST_CONTRACTS = 20;
const MOST_PAGES = 10;
const PAGE = 100;

const burn = defineTool({
  name: "halo_agreement_burn",
  title: "Contract usage",
  tier: "read",
  toolset: "billing",
  description:
    "Show for each contract of a client, or for one contract, how many hours are included and used in the present period, and what is left of prepaid hours.",
  input: z.object({ client: named.optional(), contract_id: id("contract").optional() }),
  accepts: z.object({ client: nameOrId.optional() }),
  handler: async ({ input, vendor }) => {
    if ((input.client === undefined) === (input.contract_id === undefined)) {
      throw new PsaError("invalid_arguments", "Give either client or contract_id.");
    }
    const ids =
      input.contract_id === undefined
        ? await contractsOf(vendor, input.client ?? "")
        : [input.contract_id];
    const contracts = await Promise.all(
      ids.slice(0, MOST_CONTRACTS).map((one) =>
        vendor.get(path`/ClientContract/${one}`, {
          query: { includedetails: true, includeperiods: true },
        }),
      ),
    );
    return page({
      items: contracts.map(usageOf),
      view: view(
        "contracts",
        "id",
        "ref",
        { key: "client_name", max: 30 },
        { key: "contracttype_name", label: "type", max: 30 },
        { key: "period", max: 40 },
        { key: "hours_included", label: "hours in period" },
        { key: "hours_used", label: "used" },
        { key: "hours_left", label: "left" },
        { key: "prepaid", label: "prepaid hours" },
        { key: "prepaid_used", label: "prepaid used" },
        { key: "prepaid_left", label: "prepaid left" },
      ),
      total: ids.length,
      notes: [
        ...(ids.length > MOST_CONTRACTS
          ? [`Only the first ${String(MOST_CONTRACTS)} are shown.`]
          : []),
        "An empty field is one that Halo does not tell for that contract.",
      ],
    });
  },
});

async function contractsOf(vendor: HaloApi, client: string | number): Promise<readonly number[]> {
  const { id: number } = await find(vendor, "client", client);
  const list: HaloList = {
    path: path`/ClientContract`,
    key: "contracts",
    query: { client_id: number },
  };
  const { records } = await vendor.page(list, 1, PAGE);
  return records
    .filter((record) => record["active"] !== false)
    .map((record) => numberOf(record, "id"));
}

/** Hours of one contract: of its present period, and prepaid ones. */
function usageOf(record: PlainRecord): PlainRecord {
  const periods = ["contract_periods", "periods"].flatMap((key) => {
    const list = record[key];
    return Array.isArray(list) ? list.filter(isRecord) : [];
  });
  const now = periods.find((one) => one["current"] === true);
  const perPeriod = numberOf(record, "chargehoursperperiod");
  const prepaid = numberOf(record, "contract_prepaytotal");
  return {
    id: record["id"],
    ref: record["ref"],
    client_name: record["client_name"],
    contracttype_name: record["contracttype_name"],
    period: now === undefined ? undefined : textOf(now, "name"),
    hours_included: now?.["hours_in_period"] ?? (perPeriod > 0 ? perPeriod : undefined),
    hours_used: now?.["hours_used"],
    hours_left: now?.["hours_remaining"],
    ...(prepaid > 0
      ? {
          prepaid,
          prepaid_used: numberOf(record, "contract_prepayused"),
          prepaid_left: numberOf(record, "contract_prepaybalance"),
        }
      : {}),
  };
}

const revenue = defineTool({
  name: "halo_revenue_breakdown",
  title: "Revenue breakdown",
  tier: "read",
  toolset: "billing",
  description:
    "Add up the invoices of a span of days: from contracts, recurring and one-off, paid and due, by currency; beside it what is set up to recur. One client, or all.",
  input: z.object({ since: moment, until: moment, client: named.optional() }),
  accepts: z.object({ client: nameOrId.optional() }),
  handler: async ({ input, vendor, progress }) => {
    const client =
      input.client === undefined ? undefined : await find(vendor, "client", input.client);
    const query = { client_id: client?.id };
    const [invoices, recurring, contracts] = await Promise.all([
      all(vendor, { path: path`/Invoice`, key: "invoices", query }, progress),
      attempt(all(vendor, { path: path`/RecurringInvoice`, key: "invoices", query })),
      attempt(all(vendor, { path: path`/ClientContract`, key: "contracts", query })),
    ]);
    const mine = (record: PlainRecord): boolean =>
      client === undefined || numberOf(record, "client_id") === client.id;
    const within = invoices.records.filter(
      (record) =>
        mine(record) &&
        record["is_recurring_invoice"] !== true &&
        inSpan(textOf(cleanRecord(record), "invoice_date"), input.since, input.until),
    );
    const sums = new Map<string, Sum>();
    for (const record of within) {
      const kind = kindOf(record);
      const currency = textOf(record, "currency") || "-";
      const key = `${kind} ${currency}`;
      const sum = sums.get(key) ?? { kind, currency, invoices: 0, total: 0, paid: 0, due: 0 };
      sums.set(key, {
        ...sum,
        invoices: sum.invoices + 1,
        total: sum.total + numberOf(record, "total"),
        paid: sum.paid + numberOf(record, "amountpaid"),
        due: sum.due + numberOf(record, "amountdue"),
      });
    }
    const running = contracts.value?.records.filter(
      (record) => mine(record) && record["active"] !== false,
    );
    const repeated = recurring.value?.records.filter(mine);
    const add = (records: readonly PlainRecord[] | undefined, key: string): number | undefined =>
      records === undefined
        ? undefined
        : cents(records.reduce((sum, one) => sum + numberOf(one, key), 0));
    const missing = Object.entries({ recurring, contracts }).flatMap(([name, { failure }]) =>
      failure === undefined ? [] : [`Not counted: ${name}: ${reasonOf(failure)}`],
    );
    return item(
      {
        client: client?.name ?? client?.id,
        since: input.since,
        until: input.until,
        invoices: within.length,
        recurring_invoices: repeated?.length,
        recurring_total_per_run: add(repeated, "total"),
        active_contracts: running?.length,
        contract_charge_per_period: add(running, "periodchargeamount"),
        truncated: invoices.truncated,
        rows: [...sums.values()].map((sum) => ({
          ...sum,
          total: cents(sum.total),
          paid: cents(sum.paid),
          due: cents(sum.due),
        })),
      },
      view(
        "revenue",
        "client",
        "since",
        "until",
        "invoices",
        "recurring_invoices",
        { key: "recurring_total_per_run", label: "recurring, per run" },
        "active_contracts",
        { key: "contract_charge_per_period", label: "contracts, per billing period" },
        "truncated",
      ),
      {
        rows: "rows",
        rowsView: view("kinds", "kind", "currency", "invoices", "total", "paid", "due"),
        notes: [
          "Totals include tax, as Halo's invoices do.",
          ...(invoices.truncated ? ["Not all invoices were read; name a client."] : []),
          ...missing,
        ],
      },
    );
  },
});

interface Sum {
  readonly kind: string;
  readonly currency: string;
  readonly invoices: number;
  readonly total: number;
  readonly paid: number;
  readonly due: number;
}

const cents = (amount: number): number => Math.round(amount * 100) / 100;

function kindOf(record: PlainRecord): string {
  if (numberOf(record, "recurring_invoice_id") > 0 || numberOf(record, "schedule_id") > 0)
    return "recurring";
  return numberOf(record, "contract_id") > 0 ? "contract" : "one-off";
}

/** All rows of a list, up to ten pages of a hundred. */
async function all(
  vendor: HaloApi,
  list: HaloList,
  progress?: (done: number, total?: number) => void,
): Promise<{ readonly records: readonly PlainRecord[]; readonly truncated: boolean }> {
  const found = new Map<unknown, PlainRecord>();
  for (let number = 1; number <= MOST_PAGES; number += 1) {
    const { records, total } = await vendor.page(list, number, PAGE);
    const before = found.size;
    for (const record of records) found.set(record["id"], record);
    progress?.(found.size, total);
    const ended = total === undefined ? records.length < PAGE : found.size >= total;
    if (ended || found.size === before)
      return { records: [...found.values()], truncated: (total ?? found.size) > found.size };
  }
  return { records: [...found.values()], truncated: true };
}

/** Contracts and money on one page. */
export const billingOverviewTools: readonly AnyTool[] = [burn, revenue];
