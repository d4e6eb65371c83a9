import {
  id,
  item,
  page,
  path,
  PsaError,
  view,
  z,
  type AnyTool,
  type PlainRecord,
} from "@psa-mcp/core";
import { moment, named, nameOrId } from "../arguments.ts";
import type { HaloApi } from "../api.ts";
import { defineTool } from "../define.ts";
import { inSpan } from "../records/moments.ts";
import { cleanRecord } from "../records/records.ts";
import { agentNamed } from "../tickets/change.ts";
import { numberOf, textOf } from "../tickets/ticket.ts";

const KEYS = [
  "id",
  "agent_id",
  "start_date",
  "end_date",
  "timetaken",
  "ticket_id",
  "subject",
  "customer",
  "note",
  "event_type",
  "charge_type_name",
  "holiday_id",
];

const rows = view(
  "entries",
  "id",
  "agent_id",
  { key: "start_date", format: "datetime" },
  { key: "end_date", format: "datetime" },
  { key: "timetaken", label: "hours" },
  "ticket_id",
  { key: "subject", max: 50 },
  { key: "note", max: 100 },
);

const pick = (record: PlainRecord): PlainRecord => {
  const clean = cleanRecord(record);
  return Object.fromEntries(
    KEYS.flatMap((key) => (clean[key] === undefined ? [] : [[key, clean[key]]])),
  );
};

const list = defineTool({
  name: "halo_timesheetevents_list",
  title: "List timesheet entries",
  tier: "read",
  toolset: "time",
  paged: true,
  description:
    "List the entries of timesheets in a span of days: who worked when on what. One agent (name, id or me), or all.",
  input: z.object({ start_date: moment, end_date: moment, agent: named.optional() }),
  accepts: z.object({ agent: nameOrId.optional() }),
  handler: async ({ input, vendor }) => {
    const agent = input.agent === undefined ? undefined : await agentNamed(vendor, input.agent);
    const found = await vendor.whole({
      path: path`/TimesheetEvent`,
      query: { agent_id: agent?.id, start_date: input.start_date, end_date: input.end_date },
    });
    // Whatever Halo makes of these filters, they hold here.
    const within = found.filter(
      (entry) =>
        (agent === undefined || numberOf(entry, "agent_id") === agent.id) &&
        inSpan(textOf(entry, "start_date"), input.start_date, input.end_date),
    );
    const hours = within.reduce((sum, entry) => sum + numberOf(entry, "timetaken"), 0);
    return page({
      items: within.map(pick),
      view: rows,
      total: within.length,
      about: { hours: Math.round(hours * 100) / 100 },
    });
  },
});

const upsert = defineTool({
  name: "halo_timesheetevents_upsert",
  title: "Save timesheet entry",
  tier: "write",
  toolset: "time",
  description:
    "Create a timesheet entry (no id), or change one (id). end_date or hours says how long it took. Time on a ticket with a note: halo_tickets_log_time.",
  input: z.object({
    id: id("entry").optional(),
    start_date: moment.optional(),
    end_date: moment.optional(),
    hours: z.number().min(0).max(24).optional(),
    agent: named.optional(),
    ticket_id: id("ticket").optional(),
    subject: z.string().max(500).optional(),
    note: z.string().max(20_000).optional(),
  }),
  accepts: z.object({ agent: nameOrId.optional() }),
  handler: async ({ input, vendor }) => {
    const { id: number, agent: _agent, hours, ...rest } = input;
    const agent = input.agent === undefined ? undefined : await agentNamed(vendor, input.agent);
    if (number === undefined && input.start_date === undefined) {
      throw new PsaError("invalid_arguments", "start_date: is required for a new entry.");
    }
    if (number === undefined && input.end_date === undefined && hours === undefined) {
      throw new PsaError("invalid_arguments", "Give end_date or hours for a new entry.");
    }
    const fields: PlainRecord = {
      ...rest,
      ...(hours === undefined ? {} : { timetaken: hours }),
      ...(agent === undefined ? {} : { agent_id: agent.id }),
    };
    const before = number === undefined ? undefined : await readEntry(vendor, number);
    const [stored = {}] = await vendor.save(
      path`/TimesheetEvent`,
      [number === undefined ? fields : { id: number, ...fields }],
      {
        ...(before === undefined
          ? {}
          : { before: Object.fromEntries(Object.keys(fields).map((key) => [key, before[key]])) }),
        after: fields,
      },
    );
    const record = Object.keys(stored).length === 0 ? { id: number, ...fields } : stored;
    return item(pick(record), rows, {
      notes: [number === undefined ? "Created." : "Changed.", textOf(stored, "_warning")].filter(
        (note) => note !== "",
      ),
    });
  },
});

const readEntry = (vendor: HaloApi, number: number): Promise<PlainRecord> =>
  vendor.get(path`/TimesheetEvent/${number}`);

const remove = defineTool({
  name: "halo_timesheetevents_delete",
  title: "Delete timesheet entry",
  tier: "destructive",
  toolset: "time",
  description: "Delete one timesheet entry by its id, for good.",
  input: z.object({ id: id("entry") }),
  preview: async ({ input, vendor }) => {
    const entry = pick(await readEntry(vendor, input.id));
    return `Deletes the timesheet entry ${String(input.id)}: ${textOf(entry, "start_date")}, ${textOf(entry, "timetaken")} h, ${textOf(entry, "subject") || textOf(entry, "note") || "no text"}.`;
  },
  handler: async ({ input, vendor, settings }) => {
    if (settings["haloAllowDelete"] === false) {
      throw new PsaError("unsupported", "Deleting is switched off on this server.", {
        advice: "An operator switches it on with HALO_ALLOW_DELETE=true.",
      });
    }
    const entry = pick(await readEntry(vendor, input.id));
    await vendor.remove(path`/TimesheetEvent/${input.id}`, { before: entry });
    return item({ ...entry, deleted: true }, rows, { notes: ["Deleted. This was its content."] });
  },
});

/** Entries of timesheets. */
export const timesheetEventTools: readonly AnyTool[] = [list, upsert, remove];
