import { rounded, stamp, text, type Row } from "../model.ts";
import { cycle, DAY, history, HOUR, type SeedContext, type SeedTables } from "./context.ts";

/** The last Sunday of a month (0 to 11), or the nth one when `turn` is given. */
function sunday(year: number, month: number, turn?: number): number {
  if (turn !== undefined) {
    const first = Date.UTC(year, month, 1);
    return first + (((7 - new Date(first).getUTCDay()) % 7) + (turn - 1) * 7) * DAY;
  }
  const last = Date.UTC(year, month + 1, 0);
  return last - new Date(last).getUTCDay() * DAY;
}

function entry(id: number, ticket: Row, member: number, start: number, hours: number): Row {
  return {
    id,
    objectId: ticket.id,
    _ticket: ticket.id,
    name: `Ticket# ${ticket.id} - ${text(ticket, "summary")}`,
    member,
    type: ticket["recordType"] === "ServiceTicket" ? 4 : 5,
    status: 1,
    dateStart: stamp(start),
    dateEnd: stamp(start + hours * HOUR),
    hours: rounded(hours),
    doneFlag: ticket["closedFlag"] === true,
    acknowledgedFlag: true,
    ownerFlag: ticket["owner"] === member,
    meetingFlag: false,
    allowScheduleConflictsFlag: false,
    ...history(start - 2 * DAY, "mhollis"),
  };
}

/** Work around the nights on which clocks change, in Europe and in America. */
function clockChanges(context: SeedContext, ticket: Row): Row[] {
  const year = new Date(context.today).getUTCFullYear();
  const nights: [number, number][] = [
    [151, sunday(year, 2)],
    [151, sunday(year, 9)],
    [152, sunday(year, 2, 2)],
    [152, sunday(year, 10, 1)],
  ];
  return nights.flatMap(([member, night], index) => [
    // From before the change to after it, and on the Monday that follows.
    entry(5900 + index * 2, ticket, member, night + 0.5 * HOUR, 6),
    entry(5901 + index * 2, ticket, member, night + DAY + 13 * HOUR, 2),
  ]);
}

/** Who is where and when. */
export const scheduleTables: SeedTables = {
  scheduleEntries(context) {
    const tickets = context.rows("tickets").filter((row) => row["owner"] !== undefined);
    const recent = tickets.slice(0, 90);
    const rows = recent.map((ticket, index) => {
      const day = context.today + ((index % 15) - 5) * DAY;
      const start = day + (9 + (Math.floor(index / 15) % 6)) * HOUR;
      const length = cycle([1, 0.5, 0.75], index);
      return entry(5001 + index, ticket, Number(ticket["owner"]), start, length);
    });
    const [first] = tickets;
    const project = tickets.find((row) => row["recordType"] === "ProjectTicket");
    return [
      ...withoutConflicts(rows),
      ...(first ? clockChanges(context, first) : []),
      ...(project ? [entry(5950, project, 162, context.today + DAY + 10 * HOUR, 2)] : []),
      // The start and the end of a to-do are the same midnight.
      ...(first ? [entry(5960, first, 151, context.today + 2 * DAY, 0)] : []),
      activityEntry(context),
    ];
  },
};

/** The seed itself keeps the rule that nobody is in two places. */
function withoutConflicts(rows: readonly Row[]): Row[] {
  const taken = new Set<string>();
  return rows.filter((row) => {
    const key = `${String(row["member"])} ${text(row, "dateStart")}`;
    if (taken.has(key)) return false;
    taken.add(key);
    return true;
  });
}

function activityEntry(context: SeedContext): Row {
  const start = context.today + 3 * DAY + 14 * HOUR;
  return {
    id: 5970,
    objectId: 701,
    name: "Orchard Dental Group / Review of the year",
    member: 163,
    type: 3,
    status: 1,
    dateStart: stamp(start),
    dateEnd: stamp(start + HOUR),
    hours: 1,
    doneFlag: false,
    acknowledgedFlag: false,
    ownerFlag: true,
    meetingFlag: false,
    allowScheduleConflictsFlag: false,
    ...history(context.today - DAY, "avoss"),
  };
}
