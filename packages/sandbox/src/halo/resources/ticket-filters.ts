import { table, type Call } from "../call.ts";
import {
  among,
  contains,
  equals,
  named,
  notAmong,
  time,
  when,
  type Filter,
  type Filters,
} from "../filters.ts";
import { number, objects, text, type Row } from "../model.ts";
import { flag, list, moment, one } from "../query.ts";
import { advancedSearch } from "./advanced-search.ts";

/** The dates that `datesearch` can name, with the property that each stands for. */
const DATE_FIELDS: Readonly<Record<string, string>> = {
  dateoccured: "dateoccurred",
  dateoccurred: "dateoccurred",
  datecleared: "dateclosed",
  dateclosed: "dateclosed",
  lastupdate: "last_update",
  last_update: "last_update",
  lastactiondate: "lastactiondate",
  fixbydate: "fixbydate",
  respondbydate: "respondbydate",
};

/** `startdate` and `enddate` about the date that `datesearch` names. */
function dateRange(side: "start" | "end"): Filter {
  return (call, name) => {
    const given = one(call, name) ?? "";
    const limit = moment(given);
    if (limit === undefined) return undefined;
    const asked = one(call, "datesearch")?.toLowerCase() ?? "dateoccurred";
    const property = DATE_FIELDS[asked] ?? "dateoccurred";
    if (side === "start") return (row) => time(row, property) >= limit;
    // A bare day is meant whole.
    const last = /^\d{4}-\d{2}-\d{2}$/.test(given.trim()) ? limit + 86_399_999 : limit;
    return (row) => time(row, property) <= last;
  };
}

/** Numbers, or names, of which the row's category is one. */
function category(level: number): Filter {
  return (call, name) => {
    const wanted = list(call, name)?.map((value) => value.toLowerCase());
    if (!wanted) return undefined;
    const set = new Set(wanted);
    return (row) =>
      set.has(String(number(row, `categoryid_${level}`))) ||
      set.has(text(row, `category_${level}`).toLowerCase());
  };
}

const searchActions: Filter = (call) => {
  const wanted = one(call, "search")?.toLowerCase();
  if (flag(call, "searchactions") !== true || wanted === undefined) return undefined;
  return (row) =>
    text(row, "summary").toLowerCase().includes(wanted) || inActions(call, row, wanted);
};

function inActions(call: Call, row: Row, wanted: string): boolean {
  const actions = table(call, "actions").by("ticket_id", row.id);
  return actions.some((action) => text(action, "note").toLowerCase().includes(wanted));
}

/** Views and lists narrow by what their seeded definitions say. */
const view: Filter = (call, name) => {
  const id = Number(one(call, name) ?? 0);
  const filter = table(call, name === "list_id" ? "viewlists" : "viewfilters").get(id);
  if (!filter) return undefined;
  const rule = text(filter, "$rule");
  return (row) => passes(call, rule, row);
};

function passes(call: Call, rule: string, row: Row): boolean {
  switch (rule) {
    case "open":
      return row["$closed"] !== true;
    case "mine":
      return row["$closed"] !== true && row["agent_id"] === call.principal.agent.id;
    case "unassigned":
      return row["$closed"] !== true && row["agent_id"] === 1;
    case "closed":
      return row["$closed"] === true;
    default:
      return true;
  }
}

/** The filters of tickets, opportunities and projects. What is not here is passed over in silence. */
export const ticketFilters: Filters = {
  open_only: when((row) => row["$closed"] !== true),
  closed_only: when((row) => row["$closed"] === true),
  agent_id: equals("agent_id"),
  agent: among("agent_id"),
  status_id: equals("status_id"),
  status: among("status_id"),
  requesttype_id: equals("tickettype_id"),
  requesttype: among("tickettype_id"),
  itil_requesttype_id: equals("itil_requesttype_id"),
  itil_requesttype: among("itil_requesttype_id"),
  client_id: equals("client_id"),
  client_ids: among("client_id"),
  site_id: equals("site_id"),
  user_id: equals("user_id"),
  username: named("user_name"),
  team: among("$team"),
  team_name: named("team"),
  sla: among("sla_id"),
  priority: among("priority_id"),
  product: among("product_id"),
  supplier_id: equals("supplier_id"),
  release_id: equals("release_id"),
  contract_id: equals("contract_id"),
  parent_id: equals("parent_id"),
  milestone_id: equals("milestone_id"),
  asset_id: (call, name) => {
    const wanted = Number(one(call, name) ?? 0);
    if (wanted <= 0) return undefined;
    return (row) => objects(row, "assets").some((asset) => asset["id"] === wanted);
  },
  toplevel_id: (call, name) => {
    const wanted = Number(one(call, name) ?? 0);
    if (wanted <= 0) return undefined;
    const clients = table(call, "clients").by("toplevel_id", wanted);
    const ids = new Set(clients.map((client) => client.id));
    return (row) => ids.has(number(row, "client_id"));
  },
  category_1: category(1),
  category_2: category(2),
  category_3: category(3),
  category_4: category(4),
  flagged: when((row) => row["flagged"] === true),
  excludethese: notAmong("id"),
  ticketids: among("id"),
  unlinked_only: when((row) => number(row, "parent_id") === 0),
  withattachments: when((row) => number(row, "attachment_count") > 0),
  mine: when((row, call) => row["agent_id"] === call.principal.agent.id),
  startdate: dateRange("start"),
  enddate: dateRange("end"),
  search_summary: contains("summary"),
  search_details: contains("details"),
  search_user_name: contains("user_name"),
  search_reportedby: contains("reportedby"),
  search_id: contains("id"),
  search_inventory_number: contains("inventory_number"),
  search_supplier_reference: contains("supplier_reference"),
  search_oppcontactname: contains("oppcontactname"),
  search_oppcompanyname: contains("oppcompanyname"),
  search_oppemailaddress: contains("oppemailaddress"),
  search_releasenote: contains("release_note"),
  searchactions: searchActions,
  notime: when((row) => number(row, "timetaken") === 0),
  onlytime: when((row) => number(row, "timetaken") > 0),
  view_id: view,
  list_id: view,
  advanced_search: advancedSearch,
};
