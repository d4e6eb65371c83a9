import type { ChangeEvent, State } from "../call.ts";
import { allow } from "../call.ts";
import { listRows, type Add } from "../engine.ts";
import { badRequest } from "../errors.ts";
import { stamp, text, type Row } from "../model.ts";
import { isForwardOnly, selectionOf } from "../query.ts";
import type { Resource } from "../resource.ts";

/** The types that the audit trail knows, with the table of their records. */
const TYPES: Readonly<Record<string, string>> = {
  ticket: "tickets",
  company: "companies",
  contact: "contacts",
  agreement: "agreements",
  invoice: "invoices",
  time: "timeEntries",
  expense: "expenseEntries",
  purchaseorder: "purchaseOrders",
  project: "projects",
  opportunity: "opportunities",
  configuration: "configurations",
};

const trail: Resource = {
  path: "/system/audittrail",
  table: "auditEntries",
  schema: "AuditTrailEntry",
  label: "Audit Trail Entry",
  operations: ["list"],
  module: "audit",
};

/** Notes a change for the audit trail. */
export function recordAudit(state: State, event: ChangeEvent): void {
  if (!Object.values(TYPES).includes(event.table)) return;
  state.store.table("auditEntries").insert({
    _table: event.table,
    _record: event.row.id,
    text: `Record was ${event.action}.`,
    enteredDate: stamp(state.clock.now()),
    enteredBy: event.member,
    auditType: "Record",
    auditSubType: event.action,
    auditSource: "API",
  });
}

/** Adds the audit trail, which is asked for one record at a time. */
export function addAudit(add: Add): void {
  add("GET", "/system/audittrail", (call) => {
    allow(call, "audit", "inquire", false);
    if (isForwardOnly(call)) {
      throw badRequest("Forward-only pagination is not supported by the audit trail.");
    }
    const type = call.query.get("type") ?? "";
    const table = TYPES[type.toLowerCase()];
    if (table === undefined) throw badRequest(`The audit type "${type}" is not supported.`);
    const id = Number(call.query.get("id") ?? "");
    const row = Number.isInteger(id) ? call.state.store.table(table).get(id) : undefined;
    if (!row) throw badRequest(`${type} ${call.query.get("id") ?? ""} was not found.`);
    const later = call.state.store.table("auditEntries").by("_record", id);
    const entries = [...beginning(row), ...later.filter((entry) => entry["_table"] === table)];
    return listRows(call, trail, entries, selectionOf(call));
  });
}

/** What a seeded record tells of its own past. */
function beginning(row: Row): Row[] {
  const entered = text(row, "_entered");
  if (entered === "") return [];
  const entry = (id: number, what: string, when: string, who: string): Row => ({
    id,
    text: what,
    enteredDate: when,
    enteredBy: who,
    auditType: "Record",
    auditSubType: id === 1 ? "added" : "updated",
    auditSource: "Application",
  });
  const made = entry(1, "Record was added.", entered, text(row, "_enteredBy"));
  const updated = text(row, "_updated");
  if (updated === "" || updated === entered) return [made];
  return [made, entry(2, "Record was updated.", updated, text(row, "_updatedBy"))];
}
