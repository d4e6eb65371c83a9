import { rounded, stamp, text, type Row } from "../model.ts";
import { cycle, DAY, history, HOUR, list, type SeedContext, type SeedTables } from "./context.ts";
import { FIRST_TICKET, hoursOf, RICH_TICKET } from "./tickets.ts";

/** Members who keep time sheets. */
export const TIME_KEEPERS = [151, 152, 153, 155, 156, 160, 161, 162] as const;

/** How many weeks have sheets before the present one, and after it. */
const WEEKS_BEFORE = 60;
const WEEKS_AFTER = 2;

/** The Monday of the week of a moment. */
function monday(time: number): number {
  const day = Math.floor(time / DAY) * DAY;
  return day - ((new Date(day).getUTCDay() + 6) % 7) * DAY;
}

function sheetId(context: SeedContext, member: number, time: number): number {
  const week = Math.round((monday(time) - monday(context.today)) / (7 * DAY)) + WEEKS_BEFORE;
  const keeper = TIME_KEEPERS.indexOf(member as (typeof TIME_KEEPERS)[number]);
  return 5000 + keeper * (WEEKS_BEFORE + WEEKS_AFTER + 1) + week;
}

/** Sheets close with time: three weeks ago all are approved, last week they wait, one was refused. */
function statusOf(week: number, member: number): string {
  if (week >= 0) return "Open";
  if (week === -1) return member === 152 ? "Rejected" : "PendingApproval";
  return week === -2 ? "ApprovedByTierOne" : "ApprovedByTierTwo";
}

function entriesOf(context: SeedContext, ticket: Row): Row[] {
  const hours = hoursOf(ticket.id);
  if (hours === 0) return [];
  const parts = ticket.id === RICH_TICKET ? [0.5, 0.5, 1] : [hours];
  return parts.map((part, turn) => entry(context, ticket, part, turn));
}

function entry(context: SeedContext, ticket: Row, hours: number, turn: number): Row {
  const index = ticket.id - FIRST_TICKET;
  const member = Number(ticket["owner"] ?? 151);
  const who = context.rows("members").find((row) => row.id === member);
  const entered = Date.parse(text(ticket, "_entered"));
  const start = entered + (1 + turn) * HOUR;
  const end = start + hours * HOUR;
  const week = Math.round((monday(start) - monday(context.today)) / (7 * DAY));
  const isBilled = week < -8 && index % 3 !== 1;
  const identifier = text(who, "identifier");
  return {
    id: 200_000 + index * 4 + turn,
    _ticket: ticket.id,
    ticket: ticket.id,
    company: ticket["company"],
    chargeToId: ticket.id,
    chargeToType: text(ticket, "recordType"),
    project: ticket["project"],
    phase: ticket["phase"],
    agreement: ticket["agreement"],
    member,
    locationId: 1,
    businessUnitId: 1,
    workType: 1 + (index % 3),
    workRole: 1,
    timeStart: stamp(start),
    timeEnd: stamp(end),
    hoursDeduct: 0,
    actualHours: rounded(hours),
    billableOption: index % 9 === 0 ? "DoNotBill" : "Billable",
    notes: cycle(
      [
        "Remote session with the user; checked the log and restarted the service.",
        "Replaced the part and tested.",
        "Phone call with the vendor.",
      ],
      index + turn,
    ),
    internalNotes: index % 7 === 0 ? "The user was annoyed." : undefined,
    addToDetailDescriptionFlag: index % 4 === 0,
    addToInternalAnalysisFlag: index % 4 === 2,
    addToResolutionFlag: false,
    enteredBy: identifier,
    dateEntered: stamp(end),
    timeSheet: sheetId(context, member, start),
    status: isBilled ? "Billed" : statusOf(week, member),
    ...(isBilled ? { invoice: 6000 + (index % 60), invoiceHours: rounded(hours) } : {}),
    ...history(end, identifier),
  };
}

/** Time entries, sheets and periods. */
export const timeTables: SeedTables = {
  timeEntries: (context) => context.rows("tickets").flatMap((ticket) => entriesOf(context, ticket)),
  timeEntryAudits: () => [],
  timeSheetAudits: () => [],
  timeSheets(context) {
    const hours = new Map<unknown, number>();
    for (const row of context.rows("timeEntries")) {
      const sheet = row["timeSheet"];
      hours.set(sheet, (hours.get(sheet) ?? 0) + Number(row["actualHours"]));
    }
    return TIME_KEEPERS.flatMap((member) =>
      Array.from({ length: WEEKS_BEFORE + WEEKS_AFTER + 1 }, (_, position) => {
        const week = position - WEEKS_BEFORE;
        const start = monday(context.today) + week * 7 * DAY;
        const id = sheetId(context, member, start);
        const end = start + 6 * DAY;
        return {
          id,
          member,
          year: new Date(start).getUTCFullYear(),
          period: periodOf(start),
          dateStart: stamp(start),
          dateEnd: stamp(end),
          _name: `${stamp(start).slice(0, 10)} to ${stamp(end).slice(0, 10)}`,
          status: statusOf(week, member),
          hours: rounded(hours.get(id) ?? 0),
          deadline: stamp(end + 3 * DAY),
          ...history(start, "psaapi"),
        };
      }),
    );
  },
  timePeriodSetups: ({ today }) =>
    list([new Date(today).getUTCFullYear()], (year) => ({
      periodApplyTo: "Both",
      year,
      numberFuturePeriods: WEEKS_AFTER,
      type: "Weekly",
      description: `Weeks of ${year}`,
      firstPeriodEndDate: `${year}-01-04T00:00:00Z`,
      daysPastEndDate: 3,
    })),
  timePeriods: ({ today }) =>
    Array.from({ length: 10 }, (_, index) => {
      const start = monday(today) + (index - 7) * 7 * DAY;
      return {
        id: 800 + index,
        _parent: 1,
        timePeriodSetup: 1,
        period: periodOf(start),
        startDate: stamp(start),
        endDate: stamp(start + 6 * DAY),
        deadlineDate: stamp(start + 9 * DAY),
        _updated: stamp(today),
      };
    }),
};

/** The number of the week in its year. */
function periodOf(start: number): number {
  const first = Date.UTC(new Date(start).getUTCFullYear(), 0, 1);
  return Math.floor((start - first) / (7 * DAY)) + 1;
}
