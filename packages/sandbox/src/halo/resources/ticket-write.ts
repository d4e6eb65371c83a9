import { now, table, type Call } from "../call.ts";
import { sentence } from "../errors.ts";
import { NO_DATE, number, stamp, text, toHtml, toText, type Fields, type Row } from "../model.ts";
import type { Draft } from "../resource.ts";
import { recordAction } from "./action-write.ts";
import { sendMail } from "./mail.ts";

const HOUR = 3_600_000;

/** What a ticket gets on creation when nothing is said. */
export function newTicket(call: Call, draft: Draft, domain: string): Fields {
  const { given } = draft;
  const type =
    table(call, "tickettypes").get(number(given, "tickettype_id")) ??
    table(call, "tickettypes").by("$domain", domain)[0];
  if (number(given, "tickettype_id") > 0 && type?.id !== number(given, "tickettype_id")) {
    throw sentence("A valid Ticket Type must be selected");
  }
  const place = placeOf(call, given);
  const time = now(call);
  const team = text(type, "default_team");
  return {
    tickettype_id: Number(type?.id ?? 1),
    status_id: number(type, "$status"),
    priority_id: number(type, "default_priority"),
    sla_id: number(type, "default_sla"),
    itil_requesttype_id: number(type, "itilrequesttype"),
    workflow_id: number(type, "$workflow"),
    workflow_step: 1,
    ...place,
    team,
    agent_id: 1,
    details: text(given, "details_html") === "" ? "" : toText(text(given, "details_html")),
    dateoccurred: time,
    datecreated: time,
    dateclosed: NO_DATE,
    responsedate: NO_DATE,
    lastactiondate: time,
    timetaken: 0,
    parent_id: 0,
    child_count: 0,
    attachment_count: 0,
    category_1: "",
    category_2: "",
    category_3: "",
    category_4: "",
    onhold: false,
    inactive: false,
    excludefromsla: false,
    hasbeenclosed: false,
    supplier_id: 0,
    contract_id: 0,
    impact: 3,
    urgency: 3,
    source: 0,
    slaresponsestate: "",
    slastate: "",
    startdate: NO_DATE,
    targetdate: NO_DATE,
    deadlinedate: NO_DATE,
    followupdate: NO_DATE,
    customfields: [],
    deleted: false,
    use: "ticket",
    $domain: text(type, "$domain"),
  };
}

/** Client, site and user of a new ticket; each follows from the next. */
function placeOf(call: Call, given: Fields): Fields {
  const users = table(call, "users");
  const user = users.get(number(given, "user_id"));
  if (number(given, "user_id") > 0 && !user) throw sentence("A User must be selected");
  const clientId = number(given, "client_id") || number(user, "client_id") || 1;
  const client = table(call, "clients").get(clientId);
  if (!client) throw sentence("A Customer must be selected");
  const sites = table(call, "sites").by("client_id", clientId);
  const siteId = number(given, "site_id") || number(user, "site_id") || Number(sites[0]?.id ?? 0);
  const site = table(call, "sites").get(siteId);
  if (!site) throw sentence("A Site must be selected");
  const general = user ?? users.by("site_id", siteId)[0];
  return {
    client_id: clientId,
    client_name: text(client, "name"),
    site_id: siteId,
    site_name: text(site, "name"),
    user_id: Number(general?.id ?? 0),
    user_name: text(general, "name"),
    user_email: text(general, "emailaddress"),
    reportedby: text(general, "name"),
  };
}

/** Looks for what a ticket must not be, and sets what follows from the change. */
export function checkTicket(call: Call, draft: Draft): void {
  const { row, given, before } = draft;
  recover(draft);
  if (before?.["deleted"] === true && row["deleted"] === true) {
    throw sentence("This Ticket has been deleted");
  }
  const status = table(call, "statuses").get(number(row, "status_id"));
  if (!status) throw sentence("A valid Status must be selected");
  mandatory(call, draft);
  names(call, draft);
  const time = now(call);
  const closed = status["$closed"] === true;
  const wasClosed = before?.["$closed"] === true;
  if (closed && !wasClosed) {
    row["dateclosed"] = time;
    row["hasbeenclosed"] = true;
    row["slastate"] = time <= text(row, "fixbydate") ? "I" : "O";
  }
  if (!closed && wasClosed) row["dateclosed"] = NO_DATE;
  row["$closed"] = closed;
  row["onhold"] = status["$hold"] === true;
  row["last_update"] = stamp(call.state.clock.tick());
  if (!before || "priority_id" in given || "sla_id" in given) targets(call, row);
  if (typeof given["details_html"] === "string" && given["details"] === undefined) {
    row["details"] = toText(given["details_html"]);
  } else if (typeof given["details"] === "string") {
    row["details_html"] = toHtml(given["details"]);
  }
  merge(call, draft);
}

/** `_recover` with `_validate_updates` takes a deleted ticket back. */
function recover({ row, before, flags }: Draft): void {
  if (
    before?.["deleted"] === true &&
    flags["_recover"] === true &&
    flags["_validate_updates"] === true
  ) {
    row["deleted"] = false;
  } else if (before) {
    row["deleted"] = before["deleted"];
  }
}

/** `domerge` with `merged_into_id` closes a ticket, unless the flags are ignored. */
function merge(call: Call, { row, given }: Draft): void {
  if (call.state.switches.validationFlags === "ignored" || given["domerge"] !== true) return;
  if (!table(call, "tickets").get(number(given, "merged_into_id"))) {
    throw sentence("The Ticket to merge into could not be found");
  }
  row["status_id"] = 9;
  row["$closed"] = true;
  row["dateclosed"] = now(call);
}

/** Fields that a type asks for. */
function mandatory(call: Call, { row, before }: Draft): void {
  if (before) return;
  const fields = table(call, "tickettypefields").by("rtid", number(row, "tickettype_id"));
  for (const field of fields) {
    if (field["technew"] !== 2) continue;
    const name = text(field, "$property");
    const value = name === "" ? customValue(row, number(field, "fieldid")) : row[name];
    if (value === undefined || value === "" || value === 0) {
      throw sentence(`${text(field, "fieldname")} must be entered`);
    }
  }
}

function customValue(row: Fields, id: number): unknown {
  const fields = row["customfields"];
  if (!Array.isArray(fields)) return undefined;
  const found = fields.find((field) => (field as Fields | null)?.["id"] === id) as
    | Fields
    | undefined;
  return found?.["value"] ?? undefined;
}

/** Keeps the names beside the ids that changed. */
function names(call: Call, { row, given }: Draft): void {
  const follow = (id: string, name: string, from: string, message: string): void => {
    if (!(id in given)) return;
    const found = table(call, from).get(number(row, id));
    if (!found) throw sentence(message);
    row[name] = text(found, "name");
  };
  follow("client_id", "client_name", "clients", "A Customer must be selected");
  follow("site_id", "site_name", "sites", "A Site must be selected");
  follow("user_id", "user_name", "users", "A User must be selected");
  const agent = table(call, "agents").get(number(row, "agent_id"));
  if ("agent_id" in given && (!agent || agent["isdisabled"] === true)) {
    throw sentence("A valid Agent must be selected");
  }
  const team = table(call, "teams")
    .all()
    .find((one) => text(one, "name").toLowerCase() === text(row, "team").toLowerCase());
  if (!team) throw sentence("A valid Team must be selected");
  row["team"] = text(team, "name");
  row["$team"] = Number(team.id);
  for (const level of [1, 2, 3, 4]) {
    const value = text(row, `category_${level}`);
    const known = table(call, "categories").by("value", value)[0];
    row[`categoryid_${level}`] = Number(known?.id ?? 0);
  }
}

/** Respond and fix by the hours of the priority within the SLA. */
function targets(call: Call, row: Fields): void {
  const priority = table(call, "priorities")
    .by("priorityid", number(row, "priority_id"))
    .find((one) => one["slaid"] === row["sla_id"]);
  if (!priority) throw sentence("A valid Priority must be selected");
  const opened = Date.parse(text(row, "dateoccurred")) || call.state.clock.now().getTime();
  row["respondbydate"] = stamp(opened + number(priority, "responsetime") * HOUR);
  row["fixbydate"] = stamp(opened + number(priority, "fixtime") * HOUR);
}

const WATCHED = [
  "status_id",
  "agent_id",
  "team",
  "priority_id",
  "client_id",
  "category_1",
] as const;

/** What follows a stored ticket: the first action and its mail, or a note of the change and its audit. */
export function afterTicket(call: Call, stored: Row, draft: Draft): Row | undefined {
  const { before, flags } = draft;
  if (before) {
    const changed = WATCHED.filter((name) => before[name] !== stored[name]);
    for (const name of changed) audit(call, stored, name, before);
    if (changed.length > 0) {
      recordAction(call, stored, { outcome_id: 2, note: `Changed: ${changed.join(", ")}` });
    }
    return table(call, "tickets").get(stored.id);
  }
  recordAction(call, stored, {
    outcome_id: 1,
    note: text(stored, "details"),
    emaildirection: "I",
  });
  if (draft.given["dont_do_rules"] !== true && flags["_prevent_outgoing"] !== true) {
    sendMail(call, stored, "acknowledgement", [text(stored, "user_email")]);
  }
  const parent = table(call, "tickets").get(number(stored, "parent_id"));
  if (parent) {
    table(call, "tickets").update(parent, { child_count: number(parent, "child_count") + 1 });
  }
  return table(call, "tickets").get(stored.id);
}

function audit(call: Call, ticket: Row, name: string, before: Row): void {
  const audits = table(call, "audits");
  audits.insert({
    id: audits.nextId(),
    ticket_id: Number(ticket.id),
    agent_id: Number(call.principal.agent.id),
    date: now(call),
    value: name,
    from: String(before[name] ?? ""),
    to: String(ticket[name] ?? ""),
    table_name: "FAULTS",
    clientid: number(ticket, "client_id"),
  });
}
