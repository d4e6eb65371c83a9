import type { Call } from "../call.ts";
import { listRows, type Add } from "../engine.ts";
import { notFound, otherError } from "../errors.ts";
import { text, type Fields, type Row } from "../model.ts";
import { selectionOf } from "../query.ts";
import { findRecord, type Resource } from "../resource.ts";
import { serviceTickets } from "./tickets.ts";

/** Adds the list in which all kinds of notes are together. */
export function addAllNotes(add: Add, tickets: Resource): void {
  const kind = tickets === serviceTickets ? "ServiceTicketNote" : "ProjectTicketNote";
  const all: Resource = {
    path: `${tickets.path}/:id/allNotes`,
    table: "ticketNotes",
    schema: kind,
    label: "Note",
    operations: ["list"],
  };
  add("GET", all.path, (call) => {
    const ticket = findRecord(call, tickets);
    const presence = call.state.switches.allNotes;
    if (presence === "404") throw notFound("The requested URL was not found.");
    if (presence === "405") {
      throw otherError(405, "The requested resource does not support this method.");
    }
    return listRows(call, all, everyNote(call, ticket), selectionOf(call));
  });
}

/** Notes of a ticket, of its children and of what was merged into it, and the notes of time entries. */
function everyNote(call: Call, ticket: Row): Row[] {
  const { store } = call.state;
  const children = store.table("tickets").by("parentTicketId", ticket.id);
  const merged = store.table("tickets").by("mergedParentTicket", ticket.id);
  const groups: [Row, Fields][] = [
    [ticket, {}],
    ...children.map((child): [Row, Fields] => [child, { bundledFlag: true }]),
    ...merged.map((child): [Row, Fields] => [child, { mergedFlag: true }]),
  ];
  return groups.flatMap(([source, marks]) => [
    ...store
      .table("ticketNotes")
      .by("_parent", source.id)
      .map((note) => shownNote(note, source, marks)),
    ...store
      .table("timeEntries")
      .by("_ticket", source.id)
      .filter((entry) => text(entry, "notes") !== "" && addsToTicket(entry))
      .map((entry) => timeNote(entry, source, marks)),
  ]);
}

function shownNote(note: Row, ticket: Row, marks: Fields): Row {
  return {
    ...note,
    noteType: "TicketNote",
    ticket: ticket.id,
    isMarkdownFlag: false,
    bundledFlag: false,
    mergedFlag: false,
    originalAuthor: note["createdBy"],
    ...marks,
  };
}

function timeNote(entry: Row, ticket: Row, marks: Fields): Row {
  const { id, _entered, _enteredBy, _updated, _updatedBy, timeStart, timeEnd, member } = entry;
  return {
    id,
    _entered,
    _enteredBy,
    _updated,
    _updatedBy,
    timeStart,
    timeEnd,
    member,
    noteType: "TimeEntryNote",
    ticket: ticket.id,
    text: entry["notes"],
    isMarkdownFlag: false,
    detailDescriptionFlag: entry["addToDetailDescriptionFlag"],
    internalAnalysisFlag: entry["addToInternalAnalysisFlag"],
    resolutionFlag: entry["addToResolutionFlag"],
    issueFlag: false,
    bundledFlag: false,
    mergedFlag: false,
    originalAuthor: entry["enteredBy"],
    ...marks,
  };
}

function addsToTicket(entry: Row): boolean {
  return ["DetailDescription", "InternalAnalysis", "Resolution"].some(
    (kind) => entry[`addTo${kind}Flag`] === true,
  );
}
