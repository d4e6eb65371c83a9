import { path, view, type ApiPath, type PlainRecord, type View } from "@psa-mcp/core";
import type { CwRecord } from "../api.ts";
import { readable } from "../records/records.ts";

/** Where time entries are, and what a list asks for. */
export const timeFields: { readonly path: ApiPath; readonly row: readonly string[] } = {
  path: path`/time/entries`,
  row: [
    "id",
    "chargeToId",
    "chargeToType",
    "company/id",
    "company/name",
    "member/identifier",
    "timeStart",
    "timeEnd",
    "hoursDeduct",
    "actualHours",
    "billableOption",
    "workRole/name",
    "workType/name",
    "status",
    "notes",
    "ticket/id",
    "ticket/summary",
    "timeSheet/id",
  ],
};

/** A time entry as a row of a list. */
export const timeRow = (record: CwRecord): PlainRecord => readable(record);

export const timeRows: View = view(
  "time entries",
  "id",
  { key: "time_start", label: "start", format: "datetime" },
  { key: "actual_hours", label: "hours" },
  { key: "member.identifier", label: "member" },
  { key: "charge_to_id", label: "charged to" },
  { key: "charge_to_type", label: "kind" },
  { key: "company.name", label: "company", max: 30 },
  { key: "billable_option", label: "billable" },
  { key: "work_role.name", label: "role", max: 24 },
  { key: "status" },
  { key: "notes", max: 80 },
);

export const timeDetail: View = view(
  "time entry",
  "id",
  { key: "charge_to_type", label: "charged to a" },
  { key: "charge_to_id", label: "with id" },
  { key: "member.identifier", label: "member" },
  { key: "company", format: "name" },
  { key: "time_start", label: "start", format: "datetime" },
  { key: "time_end", label: "end", format: "datetime" },
  "hours_deduct",
  "actual_hours",
  { key: "billable_option", label: "billable" },
  { key: "work_role", format: "name" },
  { key: "work_type", format: "name" },
  { key: "agreement", format: "name" },
  "status",
  { key: "time_sheet.id", label: "time sheet" },
  "notes",
  "internal_notes",
);

/** Hours of some entries together, to the minute. */
export function hoursOf(records: readonly PlainRecord[]): number {
  const sum = records.reduce((total, record) => total + Number(record["actualHours"] ?? 0), 0);
  return Math.round(sum * 100) / 100;
}
