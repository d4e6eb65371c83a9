import type { Answer } from "../../http/message.ts";
import { allow, changedBy, now, type Call } from "../call.ts";
import { announce, bodyOf, type Add } from "../engine.ts";
import { badRequest, invalidObject } from "../errors.ts";
import { isFields, number, numbers, text, type Row } from "../model.ts";
import { assignedTo, findRecord, success, type Draft } from "../resource.ts";
import { problem } from "../write.ts";
import { serviceTickets } from "./tickets.ts";

/** Adds merging, bundling and conversion. */
export function addTicketActions(add: Add): void {
  const { path } = serviceTickets;
  add("POST", `${path}/:id/merge`, merge);
  add("POST", `${path}/:id/attachChildren`, attachChildren);
  add("POST", `${path}/:id/convert`, convert);
}

/** The tickets that a body names, all of them or a 400. */
function named(call: Call, field: string, self: Row): Row[] {
  const ids = numbers(bodyOf(call), field);
  if (ids.length === 0) {
    throw invalidObject("ticket", [
      problem(serviceTickets, "MissingRequiredField", field, `${field} is required.`),
    ]);
  }
  return ids.map((id) => {
    const row = call.state.store.table("tickets").get(id);
    if (!row || row["recordType"] !== "ServiceTicket" || id === self.id) {
      throw invalidObject("ticket", [
        problem(serviceTickets, "NotFound", field, `Ticket ${id} not found`),
      ]);
    }
    return row;
  });
}

function editable(call: Call): Row {
  const ticket = findRecord(call, serviceTickets);
  allow(call, "tickets", "edit", assignedTo(call, ticket));
  return ticket;
}

function merge(call: Call): Answer {
  const ticket = editable(call);
  const tickets = call.state.store.table("tickets");
  const sources = named(call, "mergeTicketIds", ticket);
  const wanted = bodyOf(call)["status"];
  for (const source of sources) {
    const statuses = call.state.store.table("boardStatuses").by("_parent", source["board"]);
    const status = statuses.find((row) =>
      isFields(wanted)
        ? row.id === wanted["id"] || row["name"] === wanted["name"]
        : row["closedStatus"] === true,
    );
    const isClosed = status?.["closedStatus"] === true;
    tickets.update(source, {
      mergedParentTicket: ticket.id,
      ...(status ? { status: status.id, closedFlag: isClosed } : {}),
      ...(isClosed ? { closedDate: now(call), closedBy: call.principal.identifier } : {}),
      ...changedBy(call),
    });
    announce(call, serviceTickets, source, "updated");
  }
  tickets.update(ticket, { hasMergedChildTicketFlag: true, ...changedBy(call) });
  return success(`${sources.length} tickets were merged into ticket ${ticket.id}.`);
}

function attachChildren(call: Call): Answer {
  const ticket = editable(call);
  const tickets = call.state.store.table("tickets");
  const children = named(call, "childTicketIds", ticket);
  for (const child of children) {
    if (child["parentTicketId"] !== undefined && child["parentTicketId"] !== ticket.id) {
      throw badRequest(`Ticket ${child.id} already has a parent ticket.`, "InvalidObject");
    }
    if (child["hasChildTicket"] === true || ticket["parentTicketId"] !== undefined) {
      throw badRequest(`Ticket ${child.id} cannot be a child here.`, "InvalidObject");
    }
  }
  for (const child of children) {
    tickets.update(child, { parentTicketId: ticket.id, ...changedBy(call) });
    announce(call, serviceTickets, child, "updated");
  }
  tickets.update(ticket, { hasChildTicket: true, ...changedBy(call) });
  return success(`${children.length} tickets were attached to ticket ${ticket.id}.`);
}

function convert(call: Call): Answer {
  const ticket = editable(call);
  const body = bodyOf(call);
  const given = isFields(body["project"]) ? body["project"]["id"] : undefined;
  const project = call.state.store.table("projects").get(number({ given }, "given"));
  const problems: Draft["problems"] = [];
  if (text(body, "wbsCode") === "") {
    problems.push(
      problem(serviceTickets, "MissingRequiredField", "wbsCode", "wbsCode is required."),
    );
  }
  if (!project) {
    const message = `Project ${String(given)} not found`;
    problems.push(problem(serviceTickets, "NotFound", "project/id", message));
  }
  if (problems.length > 0 || !project) throw invalidObject("ticket", problems);
  const phase = isFields(body["phase"]) ? body["phase"]["id"] : undefined;
  call.state.store.table("tickets").update(ticket, {
    recordType: "ProjectTicket",
    project: project.id,
    phase,
    wbsCode: body["wbsCode"],
    ...changedBy(call),
  });
  return success(`Ticket ${ticket.id} was converted.`);
}
