import { attempt, type PlainRecord } from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";
import { directory, type LookupKind } from "./directories.ts";

/** Where a record keeps an id, where it may have the name itself, and where the name is shown. */
export interface Label {
  readonly kind: Exclude<LookupKind, "client">;
  readonly id: string;
  readonly own: string;
  readonly shown: string;
}

/** What tickets, opportunities and projects give as ids. */
export const ticketLabels: readonly Label[] = [
  { kind: "status", id: "status_id", own: "status_name", shown: "status" },
  { kind: "agent", id: "agent_id", own: "agent_name", shown: "agent" },
  { kind: "priority", id: "priority_id", own: "priority_name", shown: "priority" },
  { kind: "type", id: "tickettype_id", own: "tickettype_name", shown: "type" },
];

/** Who did what on a ticket, where Halo gives no name. */
export const actionLabels: readonly Label[] = [
  { kind: "agent", id: "who_agentid", own: "who", shown: "who" },
];

/**
 * Records with the names of their ids beside them. Directories are read once and remembered; one that the credential may
 * not read leaves its ids as they are.
 */
export async function withLabels(
  vendor: HaloApi,
  records: readonly PlainRecord[],
  labels: readonly Label[],
): Promise<readonly PlainRecord[]> {
  if (records.length === 0) return records;
  const needed = labels.filter(({ id, own }) =>
    records.some((record) => typeof record[id] === "number" && !named(record, own)),
  );
  const names = new Map(
    await Promise.all(
      needed.map(async ({ kind }) => {
        const { value = [] } = await attempt(directory(vendor, kind, ""));
        return [kind, new Map(value.map(({ id, name }) => [id, name]))] as const;
      }),
    ),
  );
  return records.map((record) => {
    const more: PlainRecord = {};
    for (const { kind, id, own, shown } of labels) {
      const name = named(record, own) ? record[own] : names.get(kind)?.get(Number(record[id]));
      const fallback = record[id];
      if (name !== undefined) more[shown] = name;
      else if (typeof fallback === "number" && fallback > 0) more[shown] = fallback;
    }
    return { ...record, ...more };
  });
}

const named = (record: PlainRecord, key: string): boolean =>
  typeof record[key] === "string" && record[key] !== "";
