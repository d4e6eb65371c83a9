import type { Answer } from "../../http/message.ts";
import { now, type Call } from "../call.ts";
import { bodyOf, serve, type Add } from "../engine.ts";
import { conflict, denied, invalidObject } from "../errors.ts";
import { number, rounded, text, type Fields, type Row } from "../model.ts";
import { present } from "../present.ts";
import {
  answer,
  EVERYTHING,
  ownedByMember,
  READ,
  viewOf,
  type Draft,
  type Resource,
} from "../resource.ts";
import { level } from "../security.ts";
import { schema } from "../schema/fields.ts";
import { problem, readDate } from "../write.ts";
import { mail } from "./mail.ts";
import { addSheetSteps, sheetAudits, sheets } from "./sheets.ts";

/** States of a sheet in which its time can still be changed. */
const OPEN = ["Open", "Rejected", "ErrorsCorrected", "RejectBySecondTier"];

const entries: Resource = {
  path: "/time/entries",
  table: "timeEntries",
  schema: "TimeEntry",
  label: "Time Entry",
  operations: EVERYTHING,
  module: "time",
  mine: ownedByMember,
  wholeSeconds: ["timeStart", "timeEnd"],
  readOnly: [
    "enteredBy",
    "dateEntered",
    "timeSheet",
    "status",
    "ticket",
    "project",
    "phase",
    "invoice",
    "hoursBilled",
    "invoiceHours",
    "agreementHours",
    "agreementAmount",
  ],
  transient: ["emailResourceFlag", "emailContactFlag", "emailCcFlag", "emailCc"],
  extra: () => ({
    invoiceFlag: { kind: "flag", get: (row) => (row as Row)["invoice"] !== undefined },
  }),
  defaults: entryDefaults,
  check: checkEntry,
  saved(call, row, { given, before }) {
    refreshTotals(call, row);
    if (before && before["timeSheet"] !== row["timeSheet"]) refreshTotals(call, before);
    const to = {
      contact: given["emailContactFlag"] === true,
      resources: given["emailResourceFlag"] === true,
      copies: given["emailCcFlag"] === true ? text(given, "emailCc") : "",
    };
    const ticket = call.state.store.table("tickets").get(number(row, "_ticket"));
    if (to.contact || to.resources || to.copies !== "") mail(call, ticket, "Time entry", to);
  },
  removing(call, row) {
    refuseLocked(call, row);
    const gone = { ...row };
    call.state.store.table("timeEntries").update(row, { actualHours: 0 });
    refreshTotals(call, gone);
  },
};

function refuseLocked(call: Call, row: Row): void {
  if (row["invoice"] !== undefined) {
    throw conflict(`Time Entry ${row.id} has been billed and cannot be changed or deleted.`);
  }
  const sheet = call.state.store.table("timeSheets").get(number(row, "timeSheet"));
  if (sheet && !OPEN.includes(text(sheet, "status"))) {
    throw conflict(
      `Time Entry ${row.id} belongs to a time sheet that is ${text(sheet, "status")}.`,
    );
  }
}

function entryDefaults(call: Call, { row }: Draft): Fields {
  const { member } = call.principal;
  const { target } = chargedTo(call, row);
  const who = call.state.store.table("members").get(number(row, "member") ?? member.id);
  const type = number(row, "workType") ?? number(who, "workType");
  const workType = call.state.store.table("workTypes").get(type);
  return {
    member: member.id,
    chargeToType: "ServiceTicket",
    company: number(target, "company"),
    agreement: number(target, "agreement"),
    workType: type,
    workRole: number(who, "workRole"),
    billableOption: text(workType, "billTime") || "Billable",
    hoursDeduct: 0,
    locationId: number(who, "defaultLocation"),
    businessUnitId: number(who, "defaultDepartment"),
    addToDetailDescriptionFlag: false,
    addToInternalAnalysisFlag: false,
    addToResolutionFlag: false,
    enteredBy: call.principal.identifier,
    dateEntered: now(call),
    status: "Open",
  };
}

/** What the time is charged to; the type decides where the id is looked up. */
function chargedTo(call: Call, row: Fields): { target: Row | undefined; label: string } {
  const { store } = call.state;
  const id = number(row, "chargeToId");
  switch (text(row, "chargeToType")) {
    case "ChargeCode":
      return { target: store.table("chargeCodes").get(id), label: "Charge Code" };
    case "Activity":
      return { target: store.table("activities").get(id), label: "Activity" };
    default: {
      const ticket = store.table("tickets").get(id);
      const isService = ticket?.["recordType"] === "ServiceTicket";
      const wanted = text(row, "chargeToType") !== "ProjectTicket";
      return { target: isService === wanted ? ticket : undefined, label: "Ticket" };
    }
  }
}

function checkEntry(call: Call, draft: Draft): void {
  const { row, given, before, problems } = draft;
  if (before) refuseLocked(call, before);
  const wrong = (code: string, field: string, message: string): void => {
    problems.push(problem(entries, code, field, message));
  };
  const { target, label } = chargedTo(call, row);
  if (row["chargeToId"] === undefined) {
    wrong("MissingRequiredField", "chargeToId", "chargeToId is required.");
  } else if (!target) {
    wrong("NotFound", "chargeToId", `${label} ${String(row["chargeToId"])} not found`);
  }
  const isTicket = label === "Ticket";
  row["_ticket"] = isTicket ? target?.id : undefined;
  row["ticket"] = row["_ticket"];
  row["project"] = isTicket ? number(target, "project") : undefined;
  row["phase"] = isTicket ? number(target, "phase") : undefined;
  const status = call.state.store.table("boardStatuses").get(number(target, "status"));
  if (isTicket && !before && status?.["timeEntryNotAllowed"] === true) {
    const message = `Time entry is not allowed for the status ${text(status, "name")}.`;
    wrong("InvalidField", "chargeToId", message);
  }
  checkHours(call, draft, wrong);
  const start = text(row, "timeStart");
  if (start !== "") checkPeriod(call, row, start, wrong);
  if (before && Object.hasOwn(given, "member") && given["member"] !== before["member"]) {
    if (level(call.principal.role, "time", "edit") !== "All") throw denied();
  }
}

type Wrong = (code: string, field: string, message: string) => void;

/** Hours follow from start, end and deduction. */
function checkHours(call: Call, { row, given, before }: Draft, wrong: Wrong): void {
  const { switches } = call.state;
  if (!before && switches.hoursDeduct === "ignored") row["hoursDeduct"] = 0;
  const start = Date.parse(text(row, "timeStart"));
  const asked = number(given, "actualHours");
  if (text(row, "timeEnd") === "" && asked !== undefined && !Number.isNaN(start)) {
    row["timeEnd"] = readDate(new Date(start + asked * 3_600_000).toISOString());
  }
  const end = Date.parse(text(row, "timeEnd"));
  if (Number.isNaN(start) || Number.isNaN(end)) return;
  if (end <= start)
    return wrong("InvalidField", "timeEnd", "timeEnd must be later than timeStart.");
  const span = (end - start) / 3_600_000;
  const deducted = number(row, "hoursDeduct") ?? 0;
  if (deducted < 0 || deducted >= span) {
    return wrong("InvalidField", "hoursDeduct", "hoursDeduct must be less than the time span.");
  }
  if (before && asked !== undefined && switches.actualHours === "accepted") return;
  row["actualHours"] = rounded(span - deducted);
}

/** Time needs a period that exists and a sheet that is open. */
function checkPeriod(call: Call, row: Fields, start: string, wrong: Wrong): void {
  const own = call.state.store.table("timeSheets").by("member", row["member"]);
  const sheet = own.find(
    (one) =>
      text(one, "dateStart") <= start && start.slice(0, 10) <= text(one, "dateEnd").slice(0, 10),
  );
  if (!sheet) {
    return wrong("InvalidField", "timeStart", "There is no open report period for this date.");
  }
  if (!OPEN.includes(text(sheet, "status"))) {
    const message = `The time sheet of this period is ${text(sheet, "status")}; the report period is closed.`;
    return wrong("InvalidField", "timeStart", message);
  }
  row["timeSheet"] = sheet.id;
}

/** The hours of the ticket and of the sheet that a time entry counts for. */
function refreshTotals(call: Call, entry: Row): void {
  const { store } = call.state;
  const sum = (rows: readonly Row[]): number =>
    rounded(rows.reduce((total, row) => total + (number(row, "actualHours") ?? 0), 0));
  const ticket = store.table("tickets").get(number(entry, "_ticket"));
  if (ticket) {
    const hours = sum(store.table("timeEntries").by("_ticket", ticket.id));
    store.table("tickets").update(ticket, { actualHours: hours });
  }
  const sheet = store.table("timeSheets").get(number(entry, "timeSheet"));
  if (sheet) {
    const hours = sum(store.table("timeEntries").by("timeSheet", sheet.id));
    store.table("timeSheets").update(sheet, { hours });
  }
}

const entryAudits: Resource = {
  path: "/time/entries/:entry/audits",
  table: "timeEntryAudits",
  schema: "TimeEntryAudit",
  label: "Time Entry Audit",
  operations: READ,
  parent: { parameter: "entry", table: "timeEntries", label: "Time Entry" },
};

/** What a time entry would be filled with. */
function defaultsOf(call: Call): Answer {
  const body = bodyOf(call);
  const start = readDate(body["timeStart"]);
  if (start === undefined) {
    throw invalidObject("timeEntry", [
      problem(entries, "MissingRequiredField", "timeStart", "timeStart is required."),
    ]);
  }
  const row: Fields = { ...body, timeStart: start };
  const draft: Draft = { row, given: {}, before: undefined, problems: [] };
  const { chargeToType: _type, ...filled } = entryDefaults(call, draft);
  if (call.state.switches.timeDefaults === "anonymous") {
    delete filled["member"];
    delete filled["enteredBy"];
  }
  const shown = present(viewOf(call), schema("TimeEntry"), { timeStart: start, ...filled });
  delete shown["id"];
  return answer(200, shown);
}

function setup(path: string, table: string, kind: string, label: string): Resource {
  return { path, table, schema: kind, label, operations: EVERYTHING };
}

/** Every resource of this file, for the addresses of references. */
export const timeResources: readonly Resource[] = [
  entries,
  entryAudits,
  sheets,
  sheetAudits,
  { ...setup("/time/workRoles", "workRoles", "WorkRole", "Work Role"), show: hideRates },
  setup("/time/workTypes", "workTypes", "WorkType", "Work Type"),
  setup("/time/chargeCodes", "chargeCodes", "ChargeCode", "Charge Code"),
  setup("/time/timePeriodSetups", "timePeriodSetups", "TimePeriodSetup", "Time Period Setup"),
  {
    ...setup("/time/timePeriodSetups/:setup/periods", "timePeriods", "TimePeriod", "Period"),
    operations: READ,
    parent: { parameter: "setup", table: "timePeriodSetups", label: "Time Period Setup" },
  },
];

/** Rates are for those who may see members' costs. */
function hideRates(call: Call, _row: Row, shown: Fields): Fields {
  if (level(call.principal.role, "members", "edit") === "All") return shown;
  const { hourlyRate: _rate, ...rest } = shown;
  return rest;
}

/** Adds time entries, sheets and what time is charged with. */
export function addTime(add: Add): void {
  for (const resource of timeResources) serve(add, resource);
  add("POST", "/time/entries/defaults", defaultsOf);
  addSheetSteps(add);
}
