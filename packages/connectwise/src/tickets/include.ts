import {
  attempt,
  joinPaths,
  path,
  reasonOf,
  type PlainRecord,
  type ViewField,
} from "@psa-mcp/core";
import type { CwApi, CwQuery, CwRecord } from "../api.ts";
import { where } from "../conditions/build.ts";
import { nameOf, readable } from "../records/records.ts";
import { typesOf } from "../schedule/types.ts";
import { hoursOf, timeFields } from "../views/time.ts";
import { attachedConfigurations } from "./configurations.ts";
import { chargeType, type KnownTicket } from "./kind.ts";

/** What can be read along with a ticket. */
export const INCLUDES = [
  "tasks",
  "time",
  "configurations",
  "documents",
  "schedule",
  "products",
  "history",
] as const;

export type Include = (typeof INCLUDES)[number];

/** Most entries of one kind. */
const MOST = 50;

/** How included parts are shown. */
export const includeFields: readonly ViewField[] = INCLUDES.map((key) => ({ key, max: 6000 }));

/**
 * The parts of a ticket that are asked for, each as lines under its name. A part that the member's role or the site
 * hides is named in `missing`; other failures end the call.
 */
export async function included(
  vendor: CwApi,
  ticket: KnownTicket,
  wanted: readonly Include[],
): Promise<{ readonly parts: PlainRecord; readonly missing: readonly string[] }> {
  const parts: Record<string, unknown> = {};
  const missing: string[] = [];
  await Promise.all(
    [...new Set(wanted)].map(async (part) => {
      const { value, failure } = await attempt(readers[part](vendor, ticket));
      if (failure === undefined) parts[part] = value.length === 0 ? ["none"] : value;
      else missing.push(`No ${part}: ${reasonOf(failure)}`);
    }),
  );
  return { parts, missing };
}

/** The first records of a list as lines. */
async function lines(
  vendor: CwApi,
  target: Parameters<CwApi["list"]>[0],
  query: CwQuery,
  line: (record: PlainRecord) => string,
): Promise<readonly string[]> {
  const { records, hasMore } = await vendor.list(target, query, 1, MOST);
  return [...records.map(readable).map(line), ...(hasMore ? ["… and more"] : [])];
}

const spoken = (...words: readonly unknown[]): string =>
  words
    .filter((word) => word !== undefined && word !== "")
    .map((word) => (word as string | number).toString())
    .join(" ");

/** `2026-01-31 08:00` of a time. */
const clock = (time: unknown): string =>
  String(time ?? "")
    .slice(0, 16)
    .replace("T", " ");

const readers: Readonly<
  Record<Include, (vendor: CwApi, ticket: KnownTicket) => Promise<readonly string[]>>
> = {
  tasks: (vendor, ticket) =>
    lines(vendor, joinPaths(ticket.path, path`/tasks`), { orderBy: "priority asc" }, (task) =>
      spoken(
        task["closed_flag"] === true ? "[x]" : "[ ]",
        task["notes"],
        `(${String(task["id"])})`,
      ),
    ),
  async time(vendor, { kind, record }) {
    const { records, limitReached } = await vendor.all(
      timeFields.path,
      {
        fields: timeFields.row,
        conditions: where.all(
          where.is("chargeToId", record.id),
          where.is("chargeToType", chargeType[kind]),
        ),
        orderBy: "timeStart desc",
      },
      500,
    );
    if (records.length === 0) return [];
    const sum = `${String(hoursOf(records))} hours in ${String(records.length)} entries${limitReached ? " and more" : ""}`;
    return [sum, ...records.slice(0, MOST).map(timeLine)];
  },
  async configurations(vendor, ticket) {
    const { records, hasMore } = await attachedConfigurations(vendor, ticket, 1, MOST);
    const shown = records.map((one) =>
      spoken(one["name"] ?? one["deviceIdentifier"], nameOf(one["type"]), `(${String(one.id)})`),
    );
    return [...shown, ...(hasMore ? ["… and more"] : [])];
  },
  documents: (vendor, { record }) =>
    lines(
      vendor,
      path`/system/documents`,
      { params: { recordType: "Ticket", recordId: record.id } },
      (one) => spoken(one["title"], one["file_name"], `(${String(one["id"])})`),
    ),
  async schedule(vendor, { kind, record }) {
    const types = await typesOf(vendor, kind);
    const conditions = where.all(
      where.is("objectId", record.id),
      types.length === 0 ? undefined : where.oneOf("type/identifier", types),
    );
    return lines(
      vendor,
      path`/schedule/entries`,
      { conditions, orderBy: "dateStart desc" },
      (entry) =>
        spoken(
          `${clock(entry["date_start"])}–${clock(entry["date_end"]).slice(11)}`,
          nameOf(entry["member"]),
          entry["done_flag"] === true ? "done" : undefined,
          `(${String(entry["id"])})`,
        ),
    );
  },
  products: (vendor, { record }) =>
    lines(
      vendor,
      path`/procurement/products`,
      { conditions: where.is("ticket/id", record.id), orderBy: "id asc" },
      (product) =>
        spoken(
          `${String(product["quantity"] ?? 1)} ×`,
          nameOf(product["catalog_item"]),
          product["description"],
          product["billable_option"],
          `(${String(product["id"])})`,
        ),
    ),
  history: (vendor, { record }) =>
    lines(
      vendor,
      path`/system/audittrail`,
      { params: { type: "Ticket", id: record.id } },
      (change) => spoken(clock(change["entered_date"]), change["entered_by"], change["text"]),
    ),
};

function timeLine(record: CwRecord): string {
  const entry = readable(record);
  return spoken(
    clock(entry["time_start"]),
    `${String(entry["actual_hours"] ?? 0)} h`,
    nameOf(record["member"]),
    String(entry["notes"] ?? "").slice(0, 200),
    `(${String(entry["id"])})`,
  );
}
