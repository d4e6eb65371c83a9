import { view, type PlainRecord, type View } from "@psa-mcp/core";
import type { CwRecord } from "../api.ts";
import { spokenFields } from "../records/custom-fields.ts";
import { readable } from "../records/records.ts";
import { includeFields } from "./include.ts";
import type { TicketKind } from "./kind.ts";

const shared = [
  "id",
  "summary",
  "board/id",
  "board/name",
  "status/id",
  "status/name",
  "priority/name",
  "company/id",
  "company/name",
  "contact/name",
  "type/name",
  "owner/identifier",
  "resources",
  "closedFlag",
  "requiredDate",
  "_info/dateEntered",
  "_info/lastUpdated",
];

/** What a list asks for, of each resource. */
export const rowFields: Readonly<Record<TicketKind, readonly string[]>> = {
  service: [...shared, "recordType", "parentTicketId"],
  project: [...shared, "project/id", "project/name", "phase/name"],
};

/** A ticket as a row: who works on it in one field, and where it lives. */
export function ticketRow(kind: TicketKind, record: CwRecord): PlainRecord {
  const row = readable(record);
  const owner = (row["owner"] as PlainRecord | undefined)?.["identifier"];
  return { ...row, ticket_type: kind, assigned: row["resources"] ?? owner };
}

export const ticketRows: View = view(
  "tickets",
  "id",
  { key: "summary", max: 70 },
  { key: "company.name", label: "company", max: 30 },
  { key: "board.name", label: "board", max: 20 },
  { key: "status.name", label: "status", max: 20 },
  { key: "priority.name", label: "priority", max: 20 },
  { key: "assigned", max: 24 },
  { key: "ticket_type", label: "kind" },
  { key: "date_entered", label: "entered", format: "date" },
);

export const ticketDetail: View = view(
  "ticket",
  "id",
  "summary",
  { key: "ticket_type", label: "kind" },
  { key: "company", format: "name" },
  { key: "contact", format: "name" },
  { key: "contact_email_address", label: "contact email" },
  { key: "contact_phone_number", label: "contact phone" },
  { key: "site", format: "name" },
  { key: "board", format: "name" },
  { key: "status", format: "name" },
  { key: "closed_flag", label: "closed" },
  { key: "priority", format: "name" },
  "severity",
  "impact",
  { key: "classification", label: "type" },
  { key: "team", format: "name" },
  { key: "source", format: "name" },
  { key: "owner.identifier", label: "owner" },
  "resources",
  { key: "project", format: "name" },
  { key: "phase", format: "name" },
  { key: "agreement", format: "name" },
  { key: "parent_ticket_id", label: "parent ticket" },
  { key: "has_child_ticket", label: "has children" },
  { key: "date_entered", label: "entered", format: "datetime" },
  { key: "entered_by" },
  { key: "last_updated", label: "updated", format: "datetime" },
  { key: "required_date", label: "required", format: "datetime" },
  { key: "sla_status" },
  { key: "is_in_sla", label: "in sla" },
  { key: "budget_hours" },
  { key: "actual_hours" },
  { key: "closed_date", format: "datetime" },
  { key: "closed_by" },
  { key: "custom", label: "custom fields" },
  { key: "link" },
  ...includeFields,
);

/** A whole ticket: type, subtype and item in one line, custom fields with values, and the address for people. */
export function ticketRecord(kind: TicketKind, record: CwRecord, baseUrl: string): PlainRecord {
  const whole = readable(record);
  const name = (key: string): unknown => (whole[key] as PlainRecord | undefined)?.["name"];
  const classification = [name("type"), name("sub_type"), name("item")].filter(
    (part) => part !== undefined,
  );
  return {
    ...whole,
    ticket_type: kind,
    ...(classification.length === 0 ? {} : { classification: classification.join(" → ") }),
    custom: spokenFields(record["customFields"]),
    link: deepLink(baseUrl, "ServiceFV", record.id),
  };
}

/** The page of a record in the vendor's own program: `ServiceFV` a ticket, `AccountFV` a company, `ConfigFV` a device. */
export function deepLink(
  baseUrl: string,
  screen: "ServiceFV" | "AccountFV" | "ConfigFV",
  id: number,
): string {
  const root = baseUrl.replace(/\/apis\/3\.0$/, "").replace(/^(https:\/\/)api-/, "$1");
  return `${root}/ConnectWise.aspx?routeTo=${screen}&recid=${String(id)}`;
}
