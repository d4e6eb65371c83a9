import type { Answer } from "../../http/message.ts";
import { allow, changedBy, madeBy, type Call } from "../call.ts";
import type { Add } from "../engine.ts";
import { badRequest } from "../errors.ts";
import { number, text } from "../model.ts";
import { findRecord, ownedByMember, READ, success, type Resource } from "../resource.ts";

/** The time of a member in a period. */
export const sheets: Resource = {
  path: "/time/sheets",
  table: "timeSheets",
  schema: "TimeSheet",
  label: "Time Sheet",
  operations: READ,
  module: "time",
  mine: ownedByMember,
};

/** What happened to a sheet. */
export const sheetAudits: Resource = {
  path: "/time/sheets/:sheet/audits",
  table: "timeSheetAudits",
  schema: "TimeSheetAudit",
  label: "Time Sheet Audit",
  operations: READ,
  parent: { parameter: "sheet", table: "timeSheets", label: "Time Sheet" },
};

/** From which states an action leads to which. */
const STEPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  submit: { Open: "PendingApproval", Rejected: "PendingApproval" },
  approve: { PendingApproval: "ApprovedByTierOne", ApprovedByTierOne: "ApprovedByTierTwo" },
  reject: { PendingApproval: "Rejected", ApprovedByTierOne: "RejectBySecondTier" },
  reverse: {
    PendingApproval: "Open",
    ApprovedByTierOne: "Open",
    ApprovedByTierTwo: "Open",
    Rejected: "Open",
    RejectBySecondTier: "Open",
  },
};

function step(call: Call, action: string): Answer {
  const sheet = findRecord(call, sheets);
  const isOwn = sheet["member"] === call.principal.member.id;
  if (action === "submit") allow(call, "time", "edit", isOwn);
  else allow(call, "approvals", "edit", false);
  const from = text(sheet, "status");
  const to = STEPS[action]?.[from];
  if (to === undefined) {
    throw badRequest(
      `A time sheet that is ${from} cannot be changed by ${action}.`,
      "InvalidObject",
    );
  }
  if (action === "submit" && (number(sheet, "hours") ?? 0) === 0) {
    throw badRequest("A time sheet without time entries cannot be submitted.", "InvalidObject");
  }
  const { store } = call.state;
  store.table("timeSheets").update(sheet, { status: to, ...changedBy(call) });
  for (const entry of store.table("timeEntries").by("timeSheet", sheet.id)) {
    if (entry["invoice"] === undefined) store.table("timeEntries").update(entry, { status: to });
  }
  store.table("timeSheetAudits").insert({
    _parent: sheet.id,
    member: call.principal.member.id,
    source: "API",
    type: "Status",
    message: `Status changed by ${action}.`,
    oldValue: from,
    newValue: to,
    ...madeBy(call),
  });
  return success(`The time sheet is now ${to}.`);
}

/** Adds the steps that a sheet goes through. */
export function addSheetSteps(add: Add): void {
  for (const action of Object.keys(STEPS)) {
    add("POST", `/time/sheets/:id/${action}`, (call) => step(call, action));
  }
}
