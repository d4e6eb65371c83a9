import {
  id,
  item,
  path,
  PsaError,
  view,
  z,
  type AnyTool,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import type { CwApi, CwRecord, FieldEdit } from "../api.ts";
import { dayOrTime, nameOrId, paging, ticketType } from "../arguments.ts";
import { moment, where } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { actingMember } from "../lookup/acting.ts";
import { members, spoken } from "../lookup/directories.ts";
import { find } from "../lookup/lookup.ts";
import { listPage } from "../records/list.ts";
import { given, nameOf, readable } from "../records/records.ts";
import { typesOf } from "../schedule/types.ts";
import { identifierOf } from "../tickets/conditions.ts";
import { withinPeriods, type Period } from "../time/days.ts";
import { locateTicket } from "../tickets/kind.ts";
import { span } from "../time/moments.ts";

const ENTRIES = path`/schedule/entries`;

const entryView: View = view(
  "schedule entries",
  "id",
  { key: "member.identifier", label: "member" },
  { key: "date_start", label: "start", format: "datetime" },
  { key: "date_end", label: "end", format: "datetime" },
  "hours",
  { key: "type.identifier", label: "type" },
  { key: "object_id", label: "of" },
  { key: "name", max: 80 },
  { key: "status.name", label: "status" },
  { key: "done_flag", label: "done" },
);

const dates = { on_or_after: dayOrTime.optional(), on_or_before: dayOrTime.optional() };

const periodOf = (input: {
  readonly on_or_after?: string | undefined;
  readonly on_or_before?: string | undefined;
}): Readonly<Record<string, Period>> => ({
  dateStart: { from: input.on_or_after, to: input.on_or_before },
});

const listEntries = defineTool({
  name: "cw_list_schedule_entries",
  title: "List schedule entries",
  tier: "read",
  toolset: "schedule",
  paged: true,
  description: "List what is scheduled, by member, ticket and days (both included), newest first.",
  input: z.object({
    member: nameOrId.optional(),
    ticket_id: id("ticket").optional(),
    ...dates,
    ...paging,
  }),
  handler: async ({ input, vendor, client, principal }) => {
    const dates = await withinPeriods({ vendor, client, principal }, periodOf(input));
    const kind =
      input.ticket_id === undefined
        ? undefined
        : (await locateTicket(vendor, input.ticket_id, "auto")).kind;
    const types = kind === undefined ? [] : await typesOf(vendor, kind);
    return listPage(vendor, input, {
      path: ENTRIES,
      conditions: where.all(
        input.member === undefined
          ? undefined
          : where.is("member/identifier", await identifierOf(vendor, input.member)),
        input.ticket_id === undefined ? undefined : where.is("objectId", input.ticket_id),
        types.length === 0 ? undefined : where.oneOf("type/identifier", types),
        dates,
      ),
      orderBy: "dateStart desc",
      view: entryView,
    });
  },
});

const mySchedule = defineTool({
  name: "cw_my_schedule",
  title: "My schedule",
  tier: "read",
  toolset: "schedule",
  paged: true,
  description: "List what is scheduled for the member whose keys are used, newest first.",
  input: z.object({ ...dates, ...paging }),
  handler: async ({ input, vendor, client, principal }) => {
    const { identifier, warning } = await actingMember({ client, principal });
    const found = await listPage(vendor, input, {
      path: ENTRIES,
      conditions: where.all(
        where.is("member/identifier", identifier),
        await withinPeriods({ vendor, client, principal }, periodOf(input)),
      ),
      orderBy: "dateStart desc",
      view: entryView,
      notes: warning === undefined ? [] : [warning],
    });
    return { ...found, about: { member: identifier } };
  },
});

/** What a member already has between two times. */
async function conflicts(
  vendor: CwApi,
  member: number,
  start: string,
  end: string,
  own?: number,
): Promise<readonly CwRecord[]> {
  const { records } = await vendor.list(
    ENTRIES,
    {
      conditions: where.all(
        where.is("member/id", member),
        where.before("dateStart", moment(end)),
        where.from("dateEnd", moment(start)),
      ),
    },
    1,
    50,
  );
  // Entries that only touch, to-dos without length and the entry itself are in nobody's way.
  return records.filter(
    (entry) =>
      entry.id !== own &&
      String(entry["dateEnd"]) > start &&
      entry["dateStart"] !== entry["dateEnd"],
  );
}

function refuseConflicts(found: readonly CwRecord[]): void {
  if (found.length === 0) return;
  const list = found
    .slice(0, 5)
    .map(
      (entry) =>
        `${String(entry["dateStart"])}–${String(entry["dateEnd"])} ${String(entry["name"] ?? "")} (entry ${String(entry.id)})`,
    );
  throw new PsaError("conflict", `The member is already scheduled then: ${list.join("; ")}.`, {
    advice: "Choose another time (cw_member_availability), or pass allow_conflict.",
    details: { entries: found.map((entry) => entry.id) },
  });
}

const scheduleTicket = defineTool({
  name: "cw_schedule_ticket",
  title: "Schedule ticket",
  tier: "write",
  toolset: "schedule",
  description:
    "Put a ticket into a member's schedule; the member becomes a resource of the ticket. Refuses a time that is taken unless allow_conflict.",
  input: z.object({
    ticket_id: id("ticket"),
    member: nameOrId,
    time_start: dayOrTime,
    time_end: dayOrTime,
    allow_conflict: z.boolean().optional(),
    ticket_type: ticketType,
  }),
  handler: async ({ input, vendor }) => {
    const times = span(input.time_start, input.time_end);
    const [member, ticket] = await Promise.all([
      find(vendor, members, input.member),
      locateTicket(vendor, input.ticket_id, input.ticket_type),
    ]);
    const [type] = await typesOf(vendor, ticket.kind);
    if (type === undefined) {
      throw new PsaError(
        "unsupported",
        "This site has no schedule type for project tickets that could be found.",
      );
    }
    const taken = await conflicts(vendor, member.id, times.start, times.end);
    if (input.allow_conflict !== true) refuseConflicts(taken);
    const entry = await vendor.create(ENTRIES, {
      objectId: input.ticket_id,
      member: { id: member.id },
      type: { identifier: type },
      dateStart: times.start,
      dateEnd: times.end,
      ...(taken.length > 0 ? { allowScheduleConflictsFlag: true } : {}),
    });
    return item(readable(entry), entryView, {
      notes: taken.length === 0 ? [] : [`${String(taken.length)} other entries overlap.`],
    });
  },
});

const updateEntry = defineTool({
  name: "cw_update_schedule_entry",
  title: "Update schedule entry",
  tier: "write",
  toolset: "schedule",
  description:
    "Move a schedule entry, give it to another member, or mark it done; only what is given changes.",
  input: z.object({
    entry_id: id("schedule entry"),
    member: nameOrId.optional(),
    time_start: dayOrTime.optional(),
    time_end: dayOrTime.optional(),
    done: z.boolean().optional(),
  }),
  handler: async ({ input, vendor }) => {
    const target = path`/schedule/entries/${input.entry_id}`;
    const before = await vendor.get(target);
    const moved = input.time_start !== undefined || input.time_end !== undefined;
    const times = moved
      ? span(
          input.time_start ?? String(before["dateStart"]),
          input.time_end ?? String(before["dateEnd"]),
        )
      : undefined;
    const member =
      input.member === undefined ? undefined : await find(vendor, members, input.member);
    const values: PlainRecord = given({
      dateStart: input.time_start === undefined ? undefined : times?.start,
      dateEnd: input.time_end === undefined ? undefined : times?.end,
      doneFlag: input.done,
    });
    const edits: FieldEdit[] = Object.entries(values).map(([field, value]) => ({
      path: field,
      value,
      before: before[field],
    }));
    if (member !== undefined) {
      edits.push({
        path: "member",
        value: { id: member.id },
        before: nameOf(before["member"]),
        shown: spoken(member),
      });
    }
    return item(readable(await vendor.edit(target, edits, before)), entryView);
  },
});

const deleteEntry = defineTool({
  name: "cw_delete_schedule_entry",
  title: "Delete schedule entry",
  tier: "destructive",
  toolset: "schedule",
  description: "Delete a schedule entry for good; its content is in the answer.",
  input: z.object({ entry_id: id("schedule entry") }),
  preview: async ({ input, vendor }) => {
    const entry = await vendor.get(path`/schedule/entries/${input.entry_id}`);
    return `Deletes the schedule entry ${String(input.entry_id)} of ${nameOf(entry["member"]) ?? "a member"}: ${String(entry["name"] ?? "")}, ${String(entry["dateStart"])}.`;
  },
  handler: async ({ input, vendor }) => {
    const target = path`/schedule/entries/${input.entry_id}`;
    const entry = await vendor.get(target);
    await vendor.remove(target);
    return item({ ...readable(entry), deleted: true }, entryView, {
      notes: ["Deleted. This was its content."],
    });
  },
});

/** The schedule: read, plan, move, delete. */
export const scheduleTools: readonly AnyTool[] = [
  listEntries,
  mySchedule,
  scheduleTicket,
  updateEntry,
  deleteEntry,
];
