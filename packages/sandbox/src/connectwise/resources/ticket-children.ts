import { changedBy, now, type Call } from "../call.ts";
import { serve, type Add } from "../engine.ts";
import { number } from "../model.ts";
import { assignedTo, EVERYTHING, type Draft, type Resource } from "../resource.ts";
import { mail } from "./mail.ts";
import { addTicketActions } from "./ticket-actions.ts";
import { addConfigurations, addReferences } from "./ticket-links.ts";
import { addAllNotes } from "./ticket-notes.ts";
import { projectTickets, serviceTickets } from "./tickets.ts";

const FLAGS = ["detailDescriptionFlag", "internalAnalysisFlag", "resolutionFlag"];

/** A resource that lies under tickets of one of the two kinds. */
function under(tickets: Resource, name: string, table: string, kind: string): Resource {
  return {
    path: `${tickets.path}/:ticket/${name}`,
    table,
    schema: kind,
    label: kind === "Task" || kind === "TicketTask" ? "Task" : "Note",
    operations: EVERYTHING,
    ...(tickets.module === undefined ? {} : { module: tickets.module }),
    parent: {
      parameter: "ticket",
      table: "tickets",
      label: "Ticket",
      field: "ticketId",
      visible: (call, row) =>
        (tickets.where?.(row) ?? true) && (tickets.visible?.(call, row) ?? true),
    },
    mine(call, row) {
      const ticket = call.state.store.table("tickets").get(number(row, "_parent"));
      return ticket !== undefined && assignedTo(call, ticket);
    },
  };
}

function notes(tickets: Resource, kind: string): Resource {
  return {
    ...under(tickets, "notes", "ticketNotes", kind),
    readOnly: ["ticketId", "member", "dateCreated", "createdBy", "internalFlag", "externalFlag"],
    transient: ["processNotifications"],
    required: () => ["text"],
    defaults: (call) => ({
      detailDescriptionFlag: false,
      internalAnalysisFlag: false,
      resolutionFlag: false,
      issueFlag: false,
      customerUpdatedFlag: false,
      member: call.principal.member.id,
      createdBy: call.principal.identifier,
      dateCreated: now(call),
    }),
    check: checkNote,
    saved(call, row, { given }) {
      const ticket = call.state.store.table("tickets").get(number(row, "_parent"));
      if (!ticket) return;
      call.state.store.table("tickets").update(ticket, changedBy(call));
      if (given["processNotifications"] === true) {
        mail(call, ticket, "Note", { contact: row["externalFlag"] === true, resources: true });
      }
    },
  };
}

function checkNote(_call: Call, { row, problems }: Draft): void {
  if (!FLAGS.some((flag) => row[flag] === true)) {
    const message = `One of ${FLAGS.join(", ")} is required.`;
    problems.push({
      code: "MissingRequiredField",
      message,
      resource: "note",
      field: FLAGS[0] ?? "",
    });
  }
  const isOutside = row["detailDescriptionFlag"] === true || row["resolutionFlag"] === true;
  row["externalFlag"] = isOutside;
  row["internalFlag"] = !isOutside;
}

/** Adds everything that lies under tickets. */
export function addTicketChildren(add: Add): void {
  for (const [tickets, note, task] of [
    [serviceTickets, "ServiceNote", "Task"],
    [projectTickets, "TicketNote", "TicketTask"],
  ] as const) {
    serve(add, notes(tickets, note));
    serve(add, {
      ...under(tickets, "tasks", "ticketTasks", task),
      readOnly: ["ticketId"],
      defaults: () => ({ closedFlag: false, priority: 1 }),
    });
    addAllNotes(add, tickets);
    addReferences(add, tickets);
    addConfigurations(add, tickets);
  }
  addTicketActions(add);
}
