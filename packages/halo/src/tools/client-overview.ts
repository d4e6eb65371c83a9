import {
  attempt,
  item,
  path,
  reasonOf,
  view,
  z,
  type AnyTool,
  type ItemResult,
  type PlainRecord,
} from "@psa-mcp/core";
import { named, nameOrId } from "../arguments.ts";
import type { HaloApi, HaloList } from "../api.ts";
import { defineTool } from "../define.ts";
import { find } from "../lookup/find.ts";
import { ticketLabels, withLabels } from "../lookup/labels.ts";
import { cleanRecord } from "../records/records.ts";
import { scan, ticketRow } from "../tickets/scan.ts";
import { textOf } from "../tickets/ticket.ts";

/** Open tickets that are shown. */
const SHOWN_TICKETS = 10;

const overview = defineTool({
  name: "halo_client_overview",
  title: "Client overview",
  tier: "read",
  toolset: "crm",
  description:
    "One page about a client (name or id): sites, users, open tickets by status, assets, contracts. What the role hides is named, not guessed.",
  input: z.object({ client: named }),
  accepts: z.object({ client: nameOrId }),
  handler: async ({ input, vendor }) => {
    const { id } = await find(vendor, "client", input.client);
    return clientOverview(vendor, id);
  },
});

/** One client with what hangs on it. Parts that the role hides are named in the notes. */
export async function clientOverview(vendor: HaloApi, id: number): Promise<ItemResult> {
  const record = cleanRecord(
    await vendor.get(path`/Client/${id}`, { query: { includedetails: true } }),
  );
  const query = { client_id: id };
  const [tickets, sites, users, assets, contracts] = await Promise.all([
    attempt(openTickets(vendor, id)),
    attempt(some(vendor, { path: path`/Site`, key: "sites", query }, 20)),
    attempt(some(vendor, { path: path`/Users`, key: "users", query }, 5)),
    attempt(some(vendor, { path: path`/Asset`, key: "assets", query }, 1)),
    attempt(some(vendor, { path: path`/ClientContract`, key: "contracts", query }, 10)),
  ]);
  const missing = Object.entries({ tickets, sites, users, assets, contracts }).flatMap(
    ([name, { failure }]) => (failure === undefined ? [] : [`${name}: ${reasonOf(failure)}`]),
  );
  const names = (found: Some | undefined, key: string): string | undefined =>
    found?.records
      .map((one) => textOf(one, key))
      .filter((name) => name !== "")
      .join(", ");
  return item(
    {
      id,
      name: record["name"],
      toplevel: record["toplevel_name"],
      inactive: record["inactive"],
      account_manager: record["accountmanager_name"] ?? record["account_manager_name"],
      website: record["website"],
      notes: record["notes"],
      site_count: sites.value?.total,
      sites: names(sites.value, "name"),
      user_count: users.value?.total,
      asset_count: assets.value?.total,
      contract_count: contracts.value?.total,
      contracts: names(contracts.value, "ref"),
      open_tickets: tickets.value?.total,
      open_by_status: tickets.value?.byStatus,
      tickets: tickets.value?.rows ?? [],
    },
    view(
      "clients",
      "id",
      "name",
      "toplevel",
      "inactive",
      "account_manager",
      "website",
      { key: "notes", max: 500 },
      { key: "site_count", label: "sites in all" },
      { key: "sites", max: 600 },
      { key: "user_count", label: "users" },
      { key: "asset_count", label: "assets" },
      { key: "contract_count", label: "contracts in all" },
      { key: "contracts", max: 400 },
      { key: "open_tickets", label: "open tickets" },
      { key: "open_by_status", label: "by status" },
    ),
    {
      rows: "tickets",
      rowsView: view(
        "open tickets",
        "id",
        { key: "summary", max: 60 },
        "status",
        "priority",
        { key: "agent", max: 25 },
        { key: "last_update", format: "date" },
      ),
      notes: missing.map((line) => `Not shown: ${line}`),
    },
  );
}

interface Some {
  readonly records: readonly PlainRecord[];
  readonly total: number;
}

/** The first rows of a list, and how many there are. */
async function some(vendor: HaloApi, list: HaloList, size: number): Promise<Some> {
  const { records, total } = await vendor.page(list, 1, size);
  return { records: records.slice(0, size), total: total ?? records.length };
}

async function openTickets(
  vendor: HaloApi,
  client: number,
): Promise<{
  readonly total: number;
  readonly byStatus: string;
  readonly rows: readonly PlainRecord[];
}> {
  const found = await scan(vendor, { domain: "reqs", client_id: client, open_only: true }, 500);
  const labelled = await withLabels(vendor, found.records, ticketLabels);
  const counts = new Map<string, number>();
  for (const record of labelled) {
    const status = textOf(record, "status");
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const latest = labelled.toSorted((left, right) =>
    textOf(right, "last_update").localeCompare(textOf(left, "last_update")),
  );
  return {
    total: found.total ?? labelled.length,
    byStatus: [...counts].map(([status, count]) => `${status} ${String(count)}`).join(", "),
    rows: latest
      .slice(0, SHOWN_TICKETS)
      .map((record) =>
        ticketRow(record, ["id", "summary", "status", "priority", "agent", "last_update"]),
      ),
  };
}

/** A client on one page. */
export const clientOverviewTools: readonly AnyTool[] = [overview];
