// Templates of resources: single records under an address, for people who put them into a conversation themselves.
import {
  defineResource,
  id,
  path,
  PsaError,
  type AnyResource,
  type PlainRecord,
} from "@psa-mcp/core";
import type { HaloApi, HaloList } from "./api.ts";
import { clientOverview } from "./tools/client-overview.ts";
import { timelineOf } from "./tools/tickets-timeline.ts";

const MARKDOWN = "text/markdown";
/** Suggestions for what somebody has begun to type. */
const MOST_SUGGESTED = 20;

/** The id in an address. Anything else names nothing, and must not reach the API. */
function idOf(noun: string, given: Readonly<Record<string, string>>): number {
  const parsed = id(noun).safeParse(given["id"]);
  if (!parsed.success) throw new PsaError("not_found", `There is no such ${noun}.`);
  return parsed.data;
}

/** Ids of the records that fit what was typed: a part of their name, or the beginning of their id. */
async function suggested(
  vendor: HaloApi,
  list: HaloList,
  typed: string,
): Promise<readonly string[]> {
  const { records } = await vendor.page(
    { ...list, query: { ...list.query, search: typed }, cacheSeconds: 60 },
    1,
    MOST_SUGGESTED,
  );
  return records.map((record: PlainRecord) => String(record["id"]));
}

// A resource bears the name of the tool that reads the same: whoever allows, denies or selects one has decided on both.
const ticket = defineResource<HaloApi>({
  uri: "halo://tickets/{id}",
  name: "halo_tickets_timeline",
  title: "Ticket",
  description: "A Halo ticket with its history, oldest first.",
  mimeType: MARKDOWN,
  toolset: "core",
  cacheSeconds: 30,
  complete: (_variable, typed, { vendor }) =>
    suggested(vendor, { path: path`/Tickets`, key: "tickets", query: { domain: "reqs" } }, typed),
  read: async ({ input, vendor }) => timelineOf(vendor, { ticket_id: idOf("ticket", input) }),
});

const client = defineResource<HaloApi>({
  uri: "halo://clients/{id}",
  name: "halo_client_overview",
  title: "Client",
  description: "A Halo client at a glance: sites, users, assets, contracts, open tickets.",
  mimeType: MARKDOWN,
  toolset: "crm",
  cacheSeconds: 60,
  complete: (_variable, typed, { vendor }) =>
    suggested(vendor, { path: path`/Client`, key: "clients" }, typed),
  read: async ({ input, vendor }) => clientOverview(vendor, idOf("client", input)),
});

/** Single records by address. */
export const recordResources: readonly AnyResource[] = [ticket, client];
