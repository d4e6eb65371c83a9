import type { Answer } from "../../http/message.ts";
import { allow, table, type Call } from "../call.ts";
import { save, show, type AddRoute } from "../engine.ts";
import { mapped, ok } from "../errors.ts";
import { among, equals } from "../filters.ts";
import { visible, type Resource } from "../resource.ts";
import { flag, one } from "../query.ts";
import { isFields, number, text, type Fields, type Row } from "../model.ts";
import { detailsHtml } from "../seed/tickets.ts";
import { ticketFilters } from "./ticket-filters.ts";
import { readJson } from "../write.ts";
import { afterTicket, checkTicket, newTicket } from "./ticket-write.ts";

/** The properties that a list row does not have. */
const DETAIL_ONLY = [
  "datecreated",
  "contract_id",
  "slastate",
  "closure_note",
  "deleted",
  "details_html",
  "client_reference",
  "takenby",
];

function briefTicket(call: Call, row: Row): Fields {
  if (flag(call, "ticketidonly") === true) {
    const { id, sla_id, status_id, client_id } = row;
    return { id, sla_id, status_id, client_id };
  }
  const shown = visible(row, DETAIL_ONLY);
  if (flag(call, "includeagent") === true)
    shown["agent_name"] = nameOf(call, "agents", row, "agent_id");
  if (flag(call, "includestatus") === true)
    shown["status_name"] = nameOf(call, "statuses", row, "status_id");
  if (flag(call, "includetickettype") === true) {
    shown["tickettype_name"] = nameOf(call, "tickettypes", row, "tickettype_id");
  }
  if (flag(call, "includelastnote") === true) {
    shown["lastnote"] = text(table(call, "actions").by("ticket_id", row.id).at(-1), "note");
  }
  if (flag(call, "includechildids") === true) {
    shown["child_ticket_ids"] = table(call, "tickets")
      .by("parent_id", row.id)
      .map((child) => Number(child.id));
  }
  return shown;
}

function nameOf(call: Call, name: string, row: Row, property: string): string {
  return text(table(call, name).get(number(row, property)), "name");
}

function wholeTicket(call: Call, row: Row): Fields {
  if (flag(call, "ticketidonly") === true) return { id: row.id };
  const shown: Fields = { ...visible(row), details_html: detailsHtml(row) };
  if (flag(call, "includedetails") === true) {
    shown["attachments"] = table(call, "attachments")
      .by("ticket_id", row.id)
      .map(({ id, filename, filesize }) => ({ id, filename, filesize }));
    shown["assets"] ??= [];
  }
  if (flag(call, "includelastaction") === true) {
    const last = table(call, "actions").by("ticket_id", row.id).at(-1);
    shown["current_action_name"] = text(last, "outcome");
    shown["lastnote"] = text(last, "note");
  }
  if (flag(call, "includeagent") === true)
    shown["agent_name"] = nameOf(call, "agents", row, "agent_id");
  return shown;
}

/** Deleted tickets and those of another domain are not listed unless they are asked for. */
function isListed(domain: string) {
  return (call: Call, row: Row): boolean => {
    const wanted = domain === "reqs" ? (one(call, "domain")?.toLowerCase() ?? domain) : domain;
    const deleted = flag(call, "deleted") === true;
    return row["$domain"] === wanted && (row["deleted"] === true) === deleted;
  };
}

const COLUMNS: readonly string[] = ["id", "summary", "client_name", "status_id", "agent_id"];

function family(path: string, domain: string, area: "tickets" | "sales" | "projects"): Resource {
  return {
    path,
    table: "tickets",
    envelope: "tickets",
    paged: true,
    unpaged: 50,
    area,
    // A deleted ticket can be written to again, to recover it; it cannot be read.
    listed: isListed(domain),
    find: (call, id) => {
      const row = table(call, "tickets").get(id);
      const fits = domain === "reqs" || row?.["$domain"] === domain;
      return row && fits && row["deleted"] !== true ? row : undefined;
    },
    filters: ticketFilters,
    unlisted: { site: equals("site_id"), products: among("product_id") },
    search: ["summary", "details", "id", "user_name", "client_name"],
    order: ["id", true],
    around: (call) => ({
      ...(flag(call, "includecolumns") === true
        ? {
            before: {
              columns: COLUMNS.map((name, index) => ({ id: index + 1, column_name: name })),
            },
          }
        : {}),
      after: { include_children: false },
    }),
    brief: briefTicket,
    whole: wholeTicket,
    required: [["summary", "A Summary must be entered"]],
    defaults: (call, draft) => newTicket(call, draft, domain),
    check: checkTicket,
    isTrial: (call, { flags }) =>
      flags["_validate_only"] === true && call.state.switches.validationFlags === "on",
    saved: afterTicket,
    removing(call, row) {
      table(call, "tickets").update(row, {
        deleted: true,
        $deletedReason: one(call, "reason") ?? "",
      });
      return true;
    },
  };
}

const tickets = family("/Tickets", "reqs", "tickets");

export const ticketResources: readonly Resource[] = [
  tickets,
  family("/Opportunities", "opps", "sales"),
  family("/Projects", "prjs", "projects"),
];

/** The one place that takes a ticket as an object instead of a list. */
function postObject(call: Call): Answer {
  allow(call, "edit", "tickets");
  const body = readJson(call);
  if (!isFields(body)) throw mapped({ "": ["The body has to be a JSON object."] });
  return ok(show(call, tickets, save(call, tickets, body)), Number(call.state.switches.postStatus));
}

export function addTickets(add: AddRoute): void {
  add("POST", "/Tickets/Object", postObject);
}
