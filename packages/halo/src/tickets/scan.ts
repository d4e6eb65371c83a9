import { path, view, type PlainRecord, type Query, type View } from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";
import { find, findAll } from "../lookup/find.ts";
import { cleanRecord } from "../records/records.ts";
import { encode } from "../wire/parameters.ts";
import { agentNamed } from "./change.ts";

/** Filters of tickets by name or id. */
export interface TicketFilter {
  readonly client?: string | number | undefined;
  readonly team?: string | number | undefined;
  readonly agent?: string | number | undefined;
  readonly status?: string | number | undefined;
  readonly type?: string | number | undefined;
  readonly priority?: string | number | undefined;
}

/** Pages that one call reads at most, of 100 tickets each. */
const MOST_PAGES = 10;
const PAGE = 100;

/** The query that a filter means. `arrays` is the setting on how lists are written. */
export async function queryOf(
  vendor: HaloApi,
  filter: TicketFilter,
  arrays: unknown,
): Promise<Query> {
  const one = async (
    kind: "client" | "team" | "status" | "type",
    wanted: string | number | undefined,
  ): Promise<number | undefined> =>
    wanted === undefined ? undefined : (await find(vendor, kind, wanted)).id;
  const [client, team, status, type, agent, priorities] = await Promise.all([
    one("client", filter.client),
    one("team", filter.team),
    one("status", filter.status),
    one("type", filter.type),
    filter.agent === undefined ? undefined : agentNamed(vendor, filter.agent),
    filter.priority === undefined ? undefined : findAll(vendor, "priority", filter.priority),
  ]);
  const list = (values: readonly number[] | undefined): Query[string] =>
    values === undefined ? undefined : encode([...new Set(values)], arrays);
  return {
    domain: "reqs",
    client_id: client,
    status_id: status,
    requesttype_id: type,
    agent_id: agent?.id,
    team: list(team === undefined ? undefined : [team]),
    priority: list(priorities?.map(({ id }) => id)),
  };
}

/** Tickets of several pages. */
export interface Scan {
  readonly records: readonly PlainRecord[];
  /** How many there are, as Halo says. */
  readonly total?: number;
  /** True when there are more than were read. */
  readonly truncated: boolean;
}

/** Reads tickets page by page until they end or `most` are read; stops at a page that repeats. */
export async function scan(
  vendor: HaloApi,
  query: Query,
  most: number = MOST_PAGES * PAGE,
  progress?: (done: number, total?: number) => void,
): Promise<Scan> {
  const found = new Map<unknown, PlainRecord>();
  let total: number | undefined;
  for (let number = 1; number <= MOST_PAGES && found.size < most; number += 1) {
    const answer = await vendor.page({ path: path`/Tickets`, key: "tickets", query }, number, PAGE);
    total = answer.total ?? total;
    const before = found.size;
    for (const record of answer.records) found.set(record["id"], record);
    progress?.(found.size, total);
    const ended = total === undefined ? answer.records.length < PAGE : found.size >= total;
    if (ended || answer.records.length === 0 || found.size === before) {
      const records = [...found.values()].slice(0, most);
      return { ...known(records, total), truncated: (total ?? records.length) > records.length };
    }
  }
  return { ...known([...found.values()].slice(0, most), total), truncated: true };
}

const known = (
  records: readonly PlainRecord[],
  total: number | undefined,
): Pick<Scan, "records" | "total"> => (total === undefined ? { records } : { records, total });

const ROW = [
  "id",
  "summary",
  "status",
  "priority",
  "client_name",
  "team",
  "agent",
  "respondbydate",
  "fixbydate",
  "last_update",
] as const;

/** A ticket as a row of a work list. */
export function ticketRow(record: PlainRecord, keys: readonly string[] = ROW): PlainRecord {
  const clean = cleanRecord(record);
  return Object.fromEntries(
    keys.flatMap((key) => (clean[key] === undefined ? [] : [[key, clean[key]]])),
  );
}

export const workView: View = view(
  "tickets",
  "id",
  { key: "summary", max: 60 },
  "status",
  "priority",
  { key: "client_name", max: 30 },
  { key: "agent", max: 25 },
  { key: "fixbydate", format: "datetime" },
  { key: "last_update", format: "date" },
);
