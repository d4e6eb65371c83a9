import { allow, table, type Call } from "../call.ts";
import { ApiError, ok, sentence } from "../errors.ts";
import { html, type Answer } from "../../http/message.ts";
import { listRows, type AddRoute } from "../engine.ts";
import { equals, from, until, when, type Filters } from "../filters.ts";
import { number, rounded, text, toHtml, type Fields, type Row } from "../model.ts";
import { flag, int, one } from "../query.ts";
import { visible, type Resource } from "../resource.ts";
import { afterAction, newAction, nextNumber, outcomeOf } from "./action-write.ts";

/** Between people: mails and notes that the user may see. */
function isConversation(row: Row): boolean {
  return row["hiddenfromuser"] !== true && number(row, "action_systemid") !== 2;
}

const filters: Filters = {
  excludesys: when((row) => number(row, "action_systemid") === 0 || isConversation(row)),
  conversationonly: when(isConversation),
  agentonly: when((row) => row["who_type"] === 1),
  supplieronly: when((row) => row["outcome_id"] === 16),
  excludeprivate: when((row) => row["hiddenfromuser"] !== true),
  importantonly: when((row) => row["important"] === true),
  slaonly: when((row) => row["outcome_id"] === 3),
  timeentriesonly: when((row) => number(row, "timetaken") > 0),
  actoutcomenum: equals("outcome_id"),
  actoutcome: (call, name) => {
    const wanted = one(call, name)?.toLowerCase();
    return wanted === undefined
      ? undefined
      : (row) => text(row, "outcome").toLowerCase() === wanted;
  },
  startdate: from("datetime"),
  enddate: until("datetime"),
};

function brief(call: Call, row: Row): Fields {
  const shown = shownAction(call, row);
  if (flag(call, "includehtmlnote") === true) shown["note_html"] = noteHtml(row);
  if (flag(call, "includehtmlemail") === true && row["sendemail"] === true) {
    shown["emailbody_html"] = text(row, "emailbody_html") || noteHtml(row);
  }
  if (flag(call, "includeattachments") === true) {
    shown["attachments"] = table(call, "attachments")
      .by("ticket_id", row["ticket_id"])
      .filter((file) => file["action_id"] === row.id)
      .map(({ id, filename, filesize }) => ({ id, filename, filesize }));
  }
  return shown;
}

function shownAction(call: Call, row: Row): Fields {
  const shown = visible(row, ["note_html", "emailbody_html", "emailbody"]);
  if (call.state.switches.actionWho === "present") shown["who"] = text(row, "$who");
  return shown;
}

function noteHtml(row: Row): string {
  return text(row, "note_html") || toHtml(text(row, "note"));
}

/** Actions are found by their ticket and their number in it. */
function find(call: Call, id: string): Row | undefined {
  const ticketId = int(call, "ticket_id");
  if (ticketId === undefined) throw sentence("Parameter ticket_id must be included");
  return table(call, "actions").get(`${ticketId}/${id}`);
}

export const actions: Resource = {
  path: "/Actions",
  table: "actions",
  envelope: "actions",
  takes: ["count"],
  area: "tickets",
  without: ["list"],
  filters,
  order: ["datetime", true],
  find,
  brief,
  whole: (call, row) => {
    const shown: Fields = { ...shownAction(call, row), note_html: noteHtml(row) };
    if (flag(call, "includeemail") === true && row["sendemail"] === true) {
      shown["emailbody_html"] = text(row, "emailbody_html") || noteHtml(row);
    }
    return shown;
  },
  defaults: newAction,
  check(call, draft) {
    const outcome = outcomeOf(call, draft.row);
    if (!draft.before && outcome["mustaddnote"] === true && text(draft.row, "note") === "") {
      throw sentence("A Note must be entered");
    }
    if (!draft.before && outcome["mustassign"] === true && number(draft.given, "new_agent") <= 0) {
      throw sentence("An Agent must be selected");
    }
  },
  keyOf: (given) =>
    number(given, "id") > 0 ? `${number(given, "ticket_id")}/${number(given, "id")}` : 0,
  newId: (call, draft) => nextNumber(call, number(draft.row, "ticket_id")),
  saved: afterAction,
  removing(call, row) {
    const ticket = table(call, "tickets").get(number(row, "ticket_id"));
    if (ticket) {
      table(call, "tickets").update(ticket, {
        timetaken: rounded(number(ticket, "timetaken") - number(row, "timetaken")),
      });
    }
    return undefined;
  },
};

/** The list of actions needs a ticket or dates; without both it is empty or never ends. */
function list(call: Call): Answer {
  allow(call, "read", actions.area);
  const ticketId = int(call, "ticket_id");
  if (ticketId !== undefined && ticketId > 0) {
    const ticket = table(call, "tickets").get(ticketId);
    const visibleTicket = ticket !== undefined && ticket["deleted"] !== true;
    const own = visibleTicket ? table(call, "actions").by("ticket_id", ticketId) : [];
    const children =
      flag(call, "ischildnotes") === true
        ? table(call, "tickets")
            .by("parent_id", ticketId)
            .flatMap((child) => table(call, "actions").by("ticket_id", child.id))
        : undefined;
    return listRows(call, actions, children ?? own);
  }
  const dated = one(call, "startdate") !== undefined || one(call, "enddate") !== undefined;
  if (dated) return listRows(call, actions, table(call, "actions").all());
  if (call.state.switches.unfilteredActions === "timeout") {
    throw new ApiError(html(504, "<html><body><h1>504 Gateway Time-out</h1></body></html>"));
  }
  return ok({ record_count: 0, actions: [] });
}

export function addActions(add: AddRoute): void {
  add("GET", "/Actions", list);
}
