import { page, view, z, type AnyTool, type PlainRecord } from "@psa-mcp/core";
import { maxItems, moment, named, nameOrId } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { ticketLabels, withLabels } from "../lookup/labels.ts";
import { momentOf } from "../records/moments.ts";
import { cleanRecord } from "../records/records.ts";
import { queryOf, scan, ticketRow, workView } from "../tickets/scan.ts";
import { textOf } from "../tickets/ticket.ts";

const USUAL = 50;

const mine = defineTool({
  name: "halo_tickets_mine",
  title: "My tickets",
  tier: "read",
  toolset: ["core", "tickets"],
  paged: true,
  description:
    "List the tickets of the agent that this connection acts as; the open ones unless state says otherwise.",
  input: z.object({
    state: z.enum(["open", "closed", "all"]).optional(),
    max_items: maxItems.optional(),
  }),
  handler: async ({ input, vendor }) => {
    const state = input.state ?? "open";
    const found = await scan(
      vendor,
      {
        domain: "reqs",
        mine: true,
        ...(state === "open" ? { open_only: true } : {}),
        ...(state === "closed" ? { closed_only: true } : {}),
      },
      input.max_items ?? USUAL,
    );
    const rows = await withLabels(vendor, found.records, ticketLabels);
    return page({
      items: rows.map((record) => ticketRow(record)),
      view: workView,
      ...(found.total === undefined ? {} : { total: found.total }),
      about: { truncated: found.truncated },
      ...(found.truncated ? { notes: ["There are more; raise max_items (up to 500)."] } : {}),
    });
  },
});

const overdue = defineTool({
  name: "halo_tickets_overdue",
  title: "Overdue tickets",
  tier: "read",
  toolset: "tickets",
  paged: true,
  description:
    "List open tickets whose time to respond or to fix is over, the longest overdue first. Tickets on hold are marked; their clock stands still.",
  input: z.object({
    team: named.optional(),
    agent: named.optional(),
    client: named.optional(),
    max_items: maxItems.optional(),
  }),
  accepts: z.object({
    team: nameOrId.optional(),
    agent: nameOrId.optional(),
    client: nameOrId.optional(),
  }),
  handler: async ({ input, vendor, settings, progress }) => {
    const query = await queryOf(vendor, input, settings["haloArrays"]);
    const found = await scan(vendor, { ...query, open_only: true }, undefined, progress);
    const now = Date.now();
    const late = found.records
      .flatMap((record) => {
        const since = lateSince(record, now);
        return since === undefined ? [] : [{ record, since }];
      })
      .toSorted((left, right) => left.since.at - right.since.at);
    const most = input.max_items ?? USUAL;
    const shown = late.slice(0, most);
    const rows = await withLabels(
      vendor,
      shown.map(({ record }) => record),
      ticketLabels,
    );
    return page({
      items: rows.map((record, index) => ({
        ...ticketRow(record),
        overdue: shown[index]?.since.what,
        overdue_hours: Math.round(((now - (shown[index]?.since.at ?? now)) / 3_600_000) * 10) / 10,
        on_hold: record["onhold"] === true || undefined,
      })),
      view: view(
        "tickets",
        "id",
        { key: "summary", max: 60 },
        "overdue",
        { key: "overdue_hours", label: "hours" },
        "status",
        "priority",
        { key: "client_name", max: 30 },
        { key: "agent", max: 25 },
        "on_hold",
      ),
      total: late.length,
      about: { scanned: found.records.length, truncated: found.truncated },
      notes: [
        ...(found.truncated
          ? [
              `Only the first ${String(found.records.length)} open tickets were looked at; narrow by team, agent or client.`,
            ]
          : []),
        ...(late.length > most ? [`${String(late.length - most)} more; raise max_items.`] : []),
      ],
    });
  },
});

/** Since when a ticket waits for its response or its fix; dates that were never set are none. */
function lateSince(
  record: PlainRecord,
  now: number,
): { readonly what: string; readonly at: number } | undefined {
  const clean = cleanRecord(record);
  const at = (key: string): number | undefined => {
    const time = momentOf(textOf(clean, key));
    return Number.isNaN(time) ? undefined : time;
  };
  const respond = at("responsedate") === undefined ? at("respondbydate") : undefined;
  const fix = at("fixbydate");
  const over = [
    ...(respond !== undefined && respond < now ? [{ what: "respond", at: respond }] : []),
    ...(fix !== undefined && fix < now ? [{ what: "fix", at: fix }] : []),
  ];
  const [first] = over.toSorted((left, right) => left.at - right.at);
  if (first === undefined) return undefined;
  return over.length > 1 ? { what: "respond and fix", at: first.at } : first;
}

const GROUPS = {
  status: "status",
  team: "team",
  agent: "agent",
  client: "client_name",
  type: "type",
  priority: "priority",
  category: "category_1",
} as const;

const summary = defineTool({
  name: "halo_tickets_summary",
  title: "Count tickets",
  tier: "read",
  toolset: "tickets",
  description:
    "Count tickets by status, team, agent, client, type, priority or category under filters; says when there were more than it could read. Open ones unless state says otherwise; since and until are about when they were opened.",
  input: z.object({
    group_by: z
      .enum(["status", "team", "agent", "client", "type", "priority", "category"])
      .optional(),
    state: z.enum(["open", "closed", "all"]).optional(),
    client: named.optional(),
    team: named.optional(),
    agent: named.optional(),
    type: named.optional(),
    since: moment.optional(),
    until: moment.optional(),
  }),
  accepts: z.object({
    client: nameOrId.optional(),
    team: nameOrId.optional(),
    agent: nameOrId.optional(),
    type: nameOrId.optional(),
    status: nameOrId.optional(),
    priority: nameOrId.optional(),
  }),
  handler: async ({ input, vendor, settings, progress }) => {
    const state = input.state ?? "open";
    const dated = input.since !== undefined || input.until !== undefined;
    const found = await scan(
      vendor,
      {
        ...(await queryOf(vendor, input, settings["haloArrays"])),
        ...(state === "open" ? { open_only: true } : {}),
        ...(state === "closed" ? { closed_only: true } : {}),
        ...(dated
          ? { datesearch: "dateoccured", startdate: input.since, enddate: input.until }
          : {}),
      },
      undefined,
      progress,
    );
    const by = input.group_by ?? "status";
    const rows = await withLabels(vendor, found.records, ticketLabels);
    const counts = new Map<string, number>();
    for (const record of rows) {
      const name = textOf(record, GROUPS[by]) || "(none)";
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const items = [...counts]
      .toSorted(([, left], [, right]) => right - left)
      .map(([name, count]) => ({ [by]: name, count }));
    return page({
      items,
      view: view(`tickets by ${by}`, by, "count"),
      total: items.length,
      about: {
        counted: found.records.length,
        tickets: found.total ?? found.records.length,
        truncated: found.truncated,
      },
      ...(found.truncated
        ? {
            notes: [
              `Counted the first ${String(found.records.length)} of ${found.total === undefined ? "more" : String(found.total)} tickets; narrow the filters for a full count.`,
            ],
          }
        : {}),
    });
  },
});

/** Work lists and counts. */
export const ticketWorkTools: readonly AnyTool[] = [mine, overdue, summary];
