import { id, item, path, z, type AnyTool, type PlainRecord } from "@psa-mcp/core";
import type { CwApi, FieldEdit } from "../api.ts";
import { dayOrTime, nameOrId, paging, rawConditions, ticketType } from "../arguments.ts";
import { where } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { companyCondition, companyFilter } from "../lookup/filters.ts";
import { actingMember } from "../lookup/acting.ts";
import { members, referenceTo, workRoles, workTypes } from "../lookup/directories.ts";
import { find } from "../lookup/lookup.ts";
import { listPage } from "../records/list.ts";
import { nameOf, readable } from "../records/records.ts";
import { identifierOf } from "../tickets/conditions.ts";
import { chargeType } from "../tickets/kind.ts";
import { withinPeriods, type Period } from "../time/days.ts";
import { chargeOf, entryEdits, timesOf } from "../time/entry.ts";
import { hoursOf, timeDetail, timeFields, timeRow, timeRows } from "../views/time.ts";

const hours = z.number().positive().max(24);
const deduct = z.number().min(0).max(24);
const noteText = z.string().min(1).max(32_000);

const createEntry = defineTool({
  name: "cw_create_time_entry",
  title: "Create time entry",
  tier: "write",
  toolset: "time",
  description:
    "Log time on a ticket (or charge_code, or activity_id), for the member whose keys are used. The note reaches the ticket only by an add_to argument; add_to_detail and add_to_resolution show it to the customer. Mails nobody unless an email argument says so.",
  input: z.object({
    ticket_id: id("ticket").optional(),
    charge_code: nameOrId.optional(),
    activity_id: id("activity").optional(),
    time_start: dayOrTime,
    time_end: dayOrTime.optional(),
    hours: hours.optional(),
    hours_deduct: deduct.describe("Break").optional(),
    notes: noteText,
    internal_notes: z.string().max(32_000).optional(),
    billable: z.boolean().optional(),
    work_role: nameOrId.optional(),
    work_type: nameOrId.optional(),
    add_to_detail: z.boolean().optional(),
    add_to_internal: z.boolean().optional(),
    add_to_resolution: z.boolean().optional(),
    email_contact: z.boolean().optional(),
    email_resource: z.boolean().optional(),
    email_cc: z.string().max(1000).describe("Addresses").optional(),
    member: nameOrId.describe("Another member; needs the right").optional(),
    ticket_type: ticketType,
  }),
  handler: async ({ input, vendor }) => {
    const times = timesOf(input);
    const [charge, role, type, member] = await Promise.all([
      chargeOf(vendor, input),
      input.work_role === undefined ? undefined : find(vendor, workRoles, input.work_role),
      input.work_type === undefined ? undefined : find(vendor, workTypes, input.work_type),
      input.member === undefined ? undefined : find(vendor, members, input.member),
    ]);
    const created = await vendor.create(timeFields.path, {
      ...charge,
      ...times,
      notes: input.notes,
      internalNotes: input.internal_notes,
      billableOption: input.billable === false ? "DoNotBill" : "Billable",
      workRole: role === undefined ? undefined : referenceTo(role),
      workType: type === undefined ? undefined : referenceTo(type),
      member: member === undefined ? undefined : referenceTo(member),
      addToDetailDescriptionFlag: input.add_to_detail === true,
      addToInternalAnalysisFlag: input.add_to_internal === true,
      addToResolutionFlag: input.add_to_resolution === true,
      emailContactFlag: input.email_contact === true,
      emailResourceFlag: input.email_resource === true,
      emailCcFlag: input.email_cc !== undefined,
      emailCc: input.email_cc,
    });
    const entry = await withBreak(vendor, created, input.hours_deduct);
    return item(readable(entry), timeDetail, { notes: [whereItWent(input), whoIsMailed(input)] });
  },
});

/** Some releases leave the break out of a new entry; it is then set in a second step. */
async function withBreak(
  vendor: CwApi,
  created: PlainRecord,
  pause: number | undefined,
): Promise<PlainRecord> {
  if (
    pause === undefined ||
    pause === 0 ||
    vendor.client.dryRun ||
    created["hoursDeduct"] === pause
  )
    return created;
  const edit: FieldEdit = { path: "hoursDeduct", value: pause, before: created["hoursDeduct"] };
  return vendor.edit(path`/time/entries/${Number(created["id"])}`, [edit], created);
}

function whereItWent(input: {
  readonly add_to_detail?: boolean | undefined;
  readonly add_to_internal?: boolean | undefined;
  readonly add_to_resolution?: boolean | undefined;
}): string {
  const places = [
    input.add_to_detail === true ? "the discussion (the customer sees it)" : undefined,
    input.add_to_internal === true ? "the internal notes" : undefined,
    input.add_to_resolution === true ? "the resolution (the customer sees it)" : undefined,
  ].filter((place) => place !== undefined);
  return places.length === 0
    ? "The note stays with the time entry; it was not added to the ticket."
    : `The note was added to ${places.join(", ")}.`;
}

function whoIsMailed(input: {
  readonly email_contact?: boolean | undefined;
  readonly email_resource?: boolean | undefined;
  readonly email_cc?: string | undefined;
}): string {
  const mailed = [
    input.email_contact === true ? "the contact" : undefined,
    input.email_resource === true ? "the resources" : undefined,
    input.email_cc,
  ].filter((who) => who !== undefined);
  return mailed.length === 0
    ? "No mail was asked for."
    : `Mail was asked for: ${mailed.join(", ")}.`;
}

const updateEntry = defineTool({
  name: "cw_update_time_entry",
  title: "Update time entry",
  tier: "write",
  toolset: "time",
  description:
    "Correct a time entry; only what is given changes. Hours follow from start, end and hours_deduct.",
  input: z.object({
    entry_id: id("time entry"),
    notes: noteText.optional(),
    time_start: dayOrTime.optional(),
    time_end: dayOrTime.optional(),
    hours_deduct: deduct.optional(),
    billable: z.boolean().optional(),
    work_role: nameOrId.optional(),
    work_type: nameOrId.optional(),
  }),
  handler: async ({ input, vendor }) => {
    const target = path`/time/entries/${input.entry_id}`;
    const before = await vendor.get(target);
    const after = await vendor.edit(target, await entryEdits(vendor, input, before), before);
    return item(readable(after), timeDetail);
  },
});

const period = { date_from: dayOrTime.optional(), date_to: dayOrTime.optional() };

const periodOf = (input: {
  readonly date_from?: string | undefined;
  readonly date_to?: string | undefined;
}): Readonly<Record<string, Period>> => ({
  timeStart: { from: input.date_from, to: input.date_to },
});

const listMyTime = defineTool({
  name: "cw_list_my_time",
  title: "List my time",
  tier: "read",
  toolset: "time",
  paged: true,
  description:
    "List the time entries of the member whose keys are used, newest first; date_to is included.",
  input: z.object({ ...period, ...paging }),
  handler: async ({ input, vendor, client, principal }) => {
    const { identifier, warning } = await actingMember({ client, principal });
    return listPage(vendor, input, {
      path: timeFields.path,
      fields: timeFields.row,
      conditions: where.all(
        where.is("member/identifier", identifier),
        await withinPeriods({ vendor, client, principal }, periodOf(input)),
      ),
      orderBy: "timeStart desc",
      view: timeRows,
      row: timeRow,
      about: (records) => ({ member: identifier, hours_on_this_page: hoursOf(records) }),
      notes: warning === undefined ? [] : [warning],
    });
  },
});

const searchEntries = defineTool({
  name: "cw_search_time_entries",
  title: "Search time entries",
  tier: "read",
  toolset: "time",
  paged: true,
  description: "Find time entries of any member, ticket or company; date_to is included.",
  input: z.object({
    member: nameOrId.optional(),
    ticket_id: id("ticket").optional(),
    ...companyFilter,
    ...period,
    billable: z.boolean().optional(),
    invoiced: z.boolean().optional(),
    conditions: rawConditions,
    ...paging,
  }),
  handler: async ({ input, vendor, client, principal }) =>
    listPage(vendor, input, {
      path: timeFields.path,
      fields: timeFields.row,
      conditions: where.all(
        input.member === undefined
          ? undefined
          : where.is("member/identifier", await identifierOf(vendor, input.member)),
        input.ticket_id === undefined ? undefined : where.is("chargeToId", input.ticket_id),
        input.ticket_id === undefined
          ? undefined
          : where.oneOf("chargeToType", Object.values(chargeType)),
        await companyCondition(vendor, input),
        await withinPeriods({ vendor, client, principal }, periodOf(input)),
        input.billable === undefined
          ? undefined
          : input.billable
            ? where.is("billableOption", "Billable")
            : where.isNot("billableOption", "Billable"),
        input.invoiced === undefined ? undefined : where.is("invoiceFlag", input.invoiced),
      ),
      orderBy: "timeStart desc",
      view: timeRows,
      row: timeRow,
      about: (records) => ({ hours_on_this_page: hoursOf(records) }),
    }),
});

const deleteEntry = defineTool({
  name: "cw_delete_time_entry",
  title: "Delete time entry",
  tier: "destructive",
  toolset: "time",
  description:
    "Delete a time entry for good; its content is in the answer. Billed entries are refused.",
  input: z.object({ entry_id: id("time entry") }),
  preview: async ({ input, vendor }) => {
    const entry = await vendor.get(path`/time/entries/${input.entry_id}`);
    return `Deletes the time entry ${String(input.entry_id)} of ${nameOf(entry["member"]) ?? "a member"}: ${String(entry["actualHours"])} hours from ${String(entry["timeStart"])}.`;
  },
  handler: async ({ input, vendor }) => {
    const target = path`/time/entries/${input.entry_id}`;
    const entry = await vendor.get(target);
    await vendor.remove(target);
    return item({ ...readable(entry), deleted: true }, timeDetail, {
      notes: ["Deleted. This was its content."],
    });
  },
});

/** Time entries: log, correct, list, search, delete. */
export const timeEntryTools: readonly AnyTool[] = [
  createEntry,
  updateEntry,
  listMyTime,
  searchEntries,
  deleteEntry,
];
