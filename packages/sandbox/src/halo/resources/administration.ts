import type { Answer } from "../../http/message.ts";
import { allow, now, table, type Call } from "../call.ts";
import { ApiError, empty, ok, sentence, unauthorized } from "../errors.ts";
import { addResource, type AddRoute } from "../engine.ts";
import { equals, named, when } from "../filters.ts";
import { HALO_TENANT } from "../keys.ts";
import { number, text, type Fields } from "../model.ts";
import { flag, int } from "../query.ts";
import { visible, type Resource } from "../resource.ts";
import type { Area } from "../scopes.ts";
import { guid } from "../seed/context.ts";

/** A list that can be read only. */
function reading(path: string, name: string, area: Area, more: Partial<Resource> = {}): Resource {
  const takes = ["order", "count"] as const;
  return { path, table: name, area, takes, without: ["post", "delete"], ...more };
}

const ticketRules: Resource = {
  path: "/TicketRules",
  table: "ticketrules",
  area: "admin",
  order: ["precedence", false],
  required: [["name", "Name must be entered"]],
  unique: [["name", "Name must be unique"]],
  defaults: (call) => ({
    guid: guid(47, table(call, "ticketrules").nextId()),
    precedence: table(call, "ticketrules").nextId(),
    use: 0,
    active: true,
    criteria: [],
    outcomes: [],
  }),
};

const webhooks = reading("/Webhook", "webhooks", "admin", { textId: true });

const approvals: Resource = {
  path: "/TicketApproval",
  table: "ticketapprovals",
  area: "tickets",
  without: ["delete"],
  filters: {
    ticket_id: equals("ticket_id"),
    mine: when((row, call) => row["agent_id"] === call.principal.agent.id),
    my_approvals: when((row, call) => row["agent_id"] === call.principal.agent.id),
  },
  order: ["datetime", true],
  brief: (_call, row) => visible(row, ["id"]),
  whole: (_call, row) => visible(row, ["id"]),
  find: (call, id) => table(call, "ticketapprovals").by("uniqueid", Number(id))[0],
  /** An approval is told by its ticket and its place among the ticket's approvals. */
  keyOf: (given) =>
    number(given, "ticket_id") > 0 ? `${number(given, "ticket_id")}/${number(given, "seq")}` : 0,
  check(call, { row, before }) {
    if (!before) throw sentence("The Approval could not be found");
    if (number(row, "result") > 0) row["dateapproved"] = now(call);
  },
};

const others: readonly Resource[] = [
  ticketRules,
  webhooks,
  approvals,
  reading("/FieldInfo", "fieldinfos", "config", {
    filters: {
      typeid: equals("usage"),
      usage: equals("usage"),
      name: named("name"),
    },
    search: ["name", "label"],
  }),
  reading("/FieldGroup", "fieldgroups", "config"),
  reading("/CustomTable", "customtables", "config"),
  reading("/TicketTypeField", "tickettypefields", "config", {
    filters: { tickettype_id: equals("rtid"), rtid: equals("rtid") },
    order: ["seq", false],
  }),
  reading("/TicketArea", "ticketareas", "config"),
  reading("/ViewLists", "viewlists", "config", {
    filters: { domain: named("domain") },
    order: ["sequence", false],
  }),
  reading("/ViewFilter", "viewfilters", "config", { filters: { type: named("type") } }),
  reading("/ViewColumns", "viewcolumns", "config", { filters: { type: named("type") } }),
  reading("/Template", "templates", "config", { envelope: "stdrequests" }),
  reading("/Automation", "automations", "admin", { envelope: "automations" }),
  reading("/Release", "releases", "config", { envelope: "releases" }),
  reading("/Roles", "roles", "admin", { textId: true }),
  reading("/Mailbox", "mailboxes", "admin"),
  reading("/Tax", "taxes", "config"),
  reading("/Application", "applications", "admin"),
];

/** Much of the set-up at once; without its flag it fails. */
function clientCache(call: Call): Answer {
  allow(call, "read", "config");
  if (flag(call, "iscachebuild") !== true) throw new ApiError(empty(500));
  const rows = (name: string): Fields[] =>
    table(call, name)
      .all()
      .map((row) => visible(row));
  return ok({
    statuses: rows("statuses"),
    tickettypes: rows("tickettypes"),
    ticketareas: rows("ticketareas"),
    fieldinfos: rows("fieldinfos"),
    agents: rows("agents"),
    lookups: rows("lookups"),
    mailboxes: rows("mailboxes"),
  });
}

/** What happened last, newest first; `older_than_id` and `newer_than_id` go on from a row. */
function feed(call: Call): Answer {
  allow(call, "read", "tickets");
  const older = int(call, "older_than_id");
  const newer = int(call, "newer_than_id");
  const actions = table(call, "actions").all();
  const rows: Fields[] = [];
  const most = Math.min(int(call, "count") ?? 50, 100);
  for (let id = actions.length; id > 0 && rows.length < most; id -= 1) {
    if (older !== undefined && id >= older) continue;
    if (newer !== undefined && id <= newer) break;
    const action = actions[id - 1];
    if (!action) continue;
    rows.push({
      id,
      ticket_id: action["ticket_id"],
      action_number: action.id,
      who: action["$who"],
      date: action["datetime"],
      outcome: action["outcome"],
      note: text(action, "note"),
    });
  }
  return ok({ feed: rows });
}

/** What is for another kind of sign-in answers 401 whatever the token. */
function closed(): Answer {
  throw unauthorized();
}

const LICENCE: Fields = { licensed_agents: 25, agents_in_use: 14, concurrent: false };

export function addAdministration(add: AddRoute): void {
  for (const resource of others) addResource(add, resource);
  add("GET", "/ClientCache", clientCache);
  add("GET", "/Feed", feed);
  add("GET", "/Client/me", closed);
  add("GET", "/Users/me", closed);
  add("GET", "/PasswordField", closed);
  add("GET", "/Tenant", (call) => {
    allow(call, "read", "admin");
    return ok([{ id: 1, name: HALO_TENANT }]);
  });
  add("GET", "/LicenseInfo", (call) => {
    allow(call, "read", "admin");
    return ok(LICENCE);
  });
}
