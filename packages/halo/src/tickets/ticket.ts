import {
  path,
  PsaError,
  view,
  type PlainRecord,
  type Settings,
  type ToolResult,
  type View,
  item,
} from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";
import { ticketLabels, withLabels } from "../lookup/labels.ts";
import { momentOf } from "../records/moments.ts";
import { cleanRecord } from "../records/records.ts";
import { instanceUrl } from "../settings.ts";

/** A ticket with the names of its status, agent, priority and type beside their ids. */
export interface Ticket {
  readonly id: number;
  readonly record: PlainRecord;
}

/** One ticket in full. Throws `not_found`, and `conflict` when it has changed since `expected` (its `last_update` then). */
export async function readTicket(vendor: HaloApi, id: number, expected?: string): Promise<Ticket> {
  const raw = await vendor.get(path`/Tickets/${id}`, { query: { includedetails: true } });
  const [record = raw] = await withLabels(vendor, [raw], ticketLabels);
  assertUnchanged(id, record, expected);
  return { id, record };
}

function assertUnchanged(id: number, record: PlainRecord, expected: string | undefined): void {
  if (expected === undefined) return;
  const actual = textOf(record, "last_update");
  if (actual === expected || momentOf(actual) === momentOf(expected)) return;
  throw new PsaError(
    "conflict",
    `The ticket has changed since: last_update is ${actual}, not ${expected}. Nothing was written.`,
    { advice: `Read it again (halo_tickets_get with id ${String(id)}), then repeat the change.` },
  );
}

/** A text field; empty when it is absent. */
export function textOf(record: PlainRecord, key: string): string {
  const value = record[key];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** A number field; 0 when it is absent. */
export function numberOf(record: PlainRecord, key: string): number {
  const value = Number(record[key] ?? 0);
  return Number.isFinite(value) ? value : 0;
}

/** What a ticket is called in a sentence. */
export function headline({ id, record }: Ticket): string {
  const summary = textOf(record, "summary").slice(0, 80);
  return summary === "" ? `ticket ${String(id)}` : `ticket ${String(id)} (${summary})`;
}

const KEYS = [
  "id",
  "summary",
  "status",
  "priority",
  "client_name",
  "team",
  "agent",
  "timetaken",
  "fixbydate",
  "dateclosed",
  "last_update",
] as const;

const shownTicket: View = view(
  "tickets",
  ...KEYS.map((key) =>
    key === "timetaken"
      ? { key, label: "hours" }
      : key.includes("date") && key !== "last_update"
        ? { key, format: "datetime" as const }
        : { key },
  ),
  "link",
);

/** The state of a ticket after a change, with where to see it. */
export function ticketResult(
  { record }: Ticket,
  settings: Settings,
  notes: readonly string[],
  more: PlainRecord = {},
): ToolResult {
  const clean = cleanRecord(record);
  const shown = Object.fromEntries(
    KEYS.flatMap((key) => (clean[key] === undefined ? [] : [[key, clean[key]]])),
  );
  const link = `${instanceUrl(settings)}/ticket?id=${textOf(record, "id")}`;
  return item({ ...shown, link, ...more }, shownTicket, { notes });
}
