import { path, type PlainRecord } from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";

/** Things that are named by id or by name, everywhere. */
export type LookupKind =
  | "client"
  | "status"
  | "team"
  | "agent"
  | "type"
  | "priority"
  | "category_1"
  | "category_2"
  | "category_3"
  | "category_4";

/** One thing of a directory. */
export interface Entry {
  readonly id: number;
  readonly name: string;
  /** Other names it answers to: a short name, an address. */
  readonly also: readonly string[];
  /** For priorities: the SLA it belongs to. */
  readonly sla?: number;
}

/** Seconds for which a directory is remembered per credential, writes or not: set-up changes seldom, tickets all the time. */
export const REMEMBERED = 300;

const text = (record: PlainRecord, key: string): string => {
  const value = record[key];
  return typeof value === "string" ? value.trim() : "";
};

function entries(
  records: readonly PlainRecord[],
  idKey: string,
  nameKey: string,
  also: readonly string[] = [],
): readonly Entry[] {
  return records.flatMap((record) => {
    const id = Number(record[idKey]);
    const name = text(record, nameKey);
    if (!Number.isSafeInteger(id) || name === "") return [];
    const others = also.map((key) => text(record, key)).filter((other) => other !== "");
    return [{ id, name, also: others }];
  });
}

/** Agents who cannot be chosen and yet did something: those who left, and applications. */
const EVERY_AGENT = { includedisabled: true, includeapiagents: true, includeunassigned: true };

/**
 * The whole directory of one kind. Clients are too many for that: `wanted` narrows them. Without `wanted` there are the
 * agents whom nobody can choose any more as well, for names beside ids.
 *
 * @param fresh reads it anew, where what is remembered does not know a name.
 */
export async function directory(
  vendor: HaloApi,
  kind: LookupKind,
  wanted: string,
  fresh = false,
): Promise<readonly Entry[]> {
  const narrowed = kind === "client" ? ` ${wanted.toLowerCase()}` : wanted === "" ? " every" : "";
  return fresh
    ? read(vendor, kind, wanted)
    : vendor.client.remember(`halo ${kind}${narrowed}`, REMEMBERED, () =>
        read(vendor, kind, wanted),
      );
}

async function read(vendor: HaloApi, kind: LookupKind, wanted: string): Promise<readonly Entry[]> {
  switch (kind) {
    case "client": {
      const list = { path: path`/Client`, key: "clients", query: { search: wanted } };
      return entries((await vendor.page(list, 1, 100)).records, "id", "name", ["client_name"]);
    }
    case "status":
      return entries(await vendor.whole({ path: path`/Status` }), "id", "name", ["shortname"]);
    case "team":
      return entries(await vendor.whole({ path: path`/Team` }), "id", "name");
    case "agent": {
      const query = wanted === "" ? EVERY_AGENT : {};
      const list = { path: path`/Agent`, key: "results", query };
      return entries(await vendor.whole(list), "id", "name", ["email", "initials"]);
    }
    case "type":
      return entries(await vendor.whole({ path: path`/TicketType` }), "id", "name");
    case "priority": {
      // Tickets name a priority by its number within an SLA, not by its own id.
      const records = await vendor.whole({ path: path`/Priority` });
      return records.flatMap((record) =>
        entries([record], "priorityid", "name").map((entry) => {
          const sla = Number(record["slaid"]);
          return Number.isSafeInteger(sla) ? { ...entry, sla } : entry;
        }),
      );
    }
    default: {
      const level = Number(kind.slice(-1));
      const list = { path: path`/Category`, query: { type_id: level } };
      const records = await vendor.whole(list);
      return entries(
        // Instances that ignore the filter answer all levels.
        records.filter((record) => record["type_id"] === undefined || record["type_id"] === level),
        "id",
        "value",
        ["category_name"],
      );
    }
  }
}
