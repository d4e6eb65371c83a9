import { PsaError, type PlainRecord } from "@psa-mcp/core";
import type { CwApi, FieldEdit } from "../api.ts";
import { chargeCodes, referenceTo, spoken, workRoles, workTypes } from "../lookup/directories.ts";
import { find } from "../lookup/lookup.ts";
import { nameOf } from "../records/records.ts";
import { chargeType, locateTicket, type TicketKind } from "../tickets/kind.ts";
import { hoursAfter, hoursBetween, span, wholeSecond } from "./moments.ts";

interface Times {
  readonly time_start: string;
  readonly time_end?: string | undefined;
  readonly hours?: number | undefined;
  readonly hours_deduct?: number | undefined;
}

/** Start, end and break as they are sent. Throws `invalid_arguments` for times that contradict each other. */
export function timesOf(
  input: Times,
): PlainRecord & { readonly timeStart: string; readonly timeEnd: string } {
  const { hours: length, hours_deduct: pause } = input;
  if ((input.time_end === undefined) === (length === undefined)) {
    throw new PsaError("invalid_arguments", "Give either time_end or hours.");
  }
  if (pause !== undefined && length !== undefined) {
    throw new PsaError("invalid_arguments", "hours_deduct goes with time_end, not with hours.", {
      advice: "hours are the hours worked; for a break give time_end.",
    });
  }
  const start = wholeSecond(input.time_start);
  const times = span(start, input.time_end ?? hoursAfter(start, length ?? 0));
  if (pause !== undefined && pause >= hoursBetween(times.start, times.end)) {
    throw new PsaError(
      "invalid_arguments",
      "hours_deduct must be less than the time between start and end.",
    );
  }
  return {
    timeStart: times.start,
    timeEnd: times.end,
    ...(pause === undefined ? {} : { hoursDeduct: pause }),
  };
}

/**
 * What a time entry is charged to: a ticket of either kind, a charge code, or an activity. Throws `invalid_arguments`
 * unless exactly one is given.
 */
export async function chargeOf(
  vendor: CwApi,
  input: {
    readonly ticket_id?: number | undefined;
    readonly charge_code?: string | undefined;
    readonly activity_id?: number | undefined;
    readonly ticket_type?: "auto" | TicketKind | undefined;
  },
): Promise<PlainRecord> {
  const { ticket_id: ticket, charge_code: code, activity_id: activity } = input;
  if ([ticket, code, activity].filter((given) => given !== undefined).length !== 1) {
    throw new PsaError("invalid_arguments", "Give one of ticket_id, charge_code and activity_id.");
  }
  if (ticket !== undefined) {
    const { kind } = await locateTicket(vendor, ticket, input.ticket_type);
    return { chargeToId: ticket, chargeToType: chargeType[kind] };
  }
  if (activity !== undefined) return { chargeToId: activity, chargeToType: "Activity" };
  const found = await find(vendor, chargeCodes, code ?? "");
  return { chargeToId: found.id, chargeToType: "ChargeCode" };
}

/** The edits of a time entry; start and end must stay in order. */
export async function entryEdits(
  vendor: CwApi,
  input: {
    readonly notes?: string | undefined;
    readonly time_start?: string | undefined;
    readonly time_end?: string | undefined;
    readonly hours_deduct?: number | undefined;
    readonly billable?: boolean | undefined;
    readonly work_role?: string | undefined;
    readonly work_type?: string | undefined;
  },
  before: PlainRecord,
): Promise<readonly FieldEdit[]> {
  const [start, end] = [
    input.time_start ?? before["timeStart"],
    input.time_end ?? before["timeEnd"],
  ];
  const changed = input.time_start !== undefined || input.time_end !== undefined;
  const times =
    changed && typeof start === "string" && typeof end === "string" ? span(start, end) : undefined;
  const values: PlainRecord = {
    notes: input.notes,
    timeStart: input.time_start === undefined ? undefined : times?.start,
    timeEnd: input.time_end === undefined ? undefined : times?.end,
    hoursDeduct: input.hours_deduct,
    billableOption:
      input.billable === undefined ? undefined : input.billable ? "Billable" : "DoNotBill",
  };
  const plain = Object.entries(values).flatMap(([field, value]) =>
    value === undefined ? [] : [{ path: field, value, before: before[field] }],
  );
  const named = await Promise.all(
    (
      [
        ["workRole", input.work_role, workRoles],
        ["workType", input.work_type, workTypes],
      ] as const
    ).map(async ([field, wanted, directory]): Promise<readonly FieldEdit[]> => {
      if (wanted === undefined) return [];
      const found = await find(vendor, directory, wanted);
      return [
        {
          path: field,
          value: referenceTo(found),
          before: nameOf(before[field]),
          shown: spoken(found),
        },
      ];
    }),
  );
  return [...plain, ...named.flat()];
}
