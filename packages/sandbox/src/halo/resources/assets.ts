import type { Answer } from "../../http/message.ts";
import { allow, table, type Call } from "../call.ts";
import { ok, sentence } from "../errors.ts";
import { addResource, type AddRoute } from "../engine.ts";
import { among, equals, from, isListed, named, notAmong, until, type Filter } from "../filters.ts";
import { number, objects, text, type Row } from "../model.ts";
import { flag, int } from "../query.ts";
import { visible, type Resource } from "../resource.ts";
import { guid } from "../seed/context.ts";
import { advancedSearch } from "./advanced-search.ts";

const ofTicket: Filter = (call, name) => {
  const ticket = table(call, "tickets").get(int(call, name) ?? 0);
  if (!ticket) return undefined;
  const ids = new Set(objects(ticket, "assets").map((asset) => asset["id"]));
  return (row) => ids.has(row.id);
};

const assets: Resource = {
  path: "/Asset",
  table: "assets",
  envelope: "assets",
  paged: true,
  pageLimit: (call) => Number(call.state.switches.assetPage),
  unpaged: 50,
  area: "assets",
  listed: isListed,
  filters: {
    client_id: equals("client_id"),
    site_id: equals("site_id"),
    user_id: (call, name) => {
      const wanted = int(call, name);
      return wanted === undefined || wanted <= 0
        ? undefined
        : (row) => row["$user"] === String(wanted);
    },
    username: named("username"),
    assettype_id: equals("assettype_id"),
    assettypes: among("assettype_id"),
    assetgroup_id: equals("$group"),
    assetgroups: among("$group"),
    assetstatuses: among("status_id"),
    contract_id: equals("contract_id"),
    supplier_id: equals("supplier_id"),
    inventory_number: named("inventory_number"),
    excludethese: notAmong("id"),
    ticket_id: ofTicket,
    linkedto_id: equals("parent_id"),
    advanced_search: advancedSearch,
  },
  search: ["inventory_number", "key_field", "key_field2", "username", "client_name"],
  order: ["inventory_number", false],
  brief: (call, row) =>
    flag(call, "includeassetfields") === true ? visible(row) : visible(row, ["fields"]),
  required: [["inventory_number", "Asset Tag must be entered"]],
  unique: [["inventory_number", "Asset Tag must be unique"]],
  defaults: () => ({ inactive: false, fields: [], customfields: [], use: "device" }),
  check(call, { row }) {
    const type = table(call, "assettypes").get(number(row, "assettype_id"));
    if (!type) throw sentence("An Asset Type must be selected");
    row["assettype_name"] = text(type, "name");
    row["$group"] = number(type, "assetgroup_id");
    const site = table(call, "sites").get(number(row, "site_id"));
    if (!site) throw sentence("A Site must be selected");
    row["site_name"] = text(site, "name");
    row["client_id"] = number(site, "client_id");
    row["client_name"] = text(site, "client_name");
  },
};

function setup(path: string, name: string, kind: number, more: Partial<Resource> = {}): Resource {
  return {
    path,
    table: name,
    area: "assets",
    editArea: "admin",
    required: [["name", "Name must be entered"]],
    unique: [["name", "Name must be unique"]],
    defaults: (call) => ({ guid: guid(kind, table(call, name).nextId()) }),
    ...more,
  };
}

const assetTypes = setup("/AssetType", "assettypes", 21, {
  filters: { assetgroup_id: equals("assetgroup_id") },
  check(call, { row }) {
    const group = table(call, "assetgroups").get(number(row, "assetgroup_id"));
    if (!group) throw sentence("An Asset Group must be selected");
    row["assetgroup_name"] = text(group, "name");
  },
});

const assetGroups = setup("/AssetGroup", "assetgroups", 20);

/** Needs `kind` for a single field and its deletion. */
const fields = setup("/Field", "fields", 22, {
  area: "config",
  filters: { kind: named("kind"), type_id: equals("$type") },
  find(call, id) {
    if (call.query.get("kind")?.[0] === undefined) {
      throw sentence("Parameter kind must be included");
    }
    return table(call, "fields").get(id);
  },
  defaults: (call) => ({ guid: guid(22, table(call, "fields").nextId()), kind: "A", lookup: 0 }),
});

const licences: Resource = {
  path: "/SoftwareLicence",
  table: "licences",
  envelope: "licences",
  paged: true,
  area: "softwarelicensing",
  listed: (call, row) => row["is_active"] !== false || flag(call, "includeinactive") === true,
  filters: {
    client_id: equals("client_id"),
    site_id: equals("site_id"),
    licence_type: equals("type"),
  },
  search: ["name", "client_name", "vendor"],
  required: [["name", "Name must be entered"]],
  defaults: () => ({ is_active: true, type: 0, count: 0 }),
};

const services: Resource = {
  path: "/Service",
  table: "services",
  envelope: "services",
  paged: true,
  area: "config",
  filters: {
    service_category_id: equals("service_category_id"),
    service_category_ids: among("service_category_id"),
    service_status_ids: among("current_status"),
  },
  search: ["name", "summary"],
  order: ["sequence", false],
  required: [["name", "Name must be entered"]],
  unique: [["name", "Name must be unique"]],
  defaults: (call) => ({
    guid: guid(24, table(call, "services").nextId()),
    current_status: 0,
    use: "service",
  }),
};

/** The ids are texts; a status of a service is its history. */
const serviceStatuses: Resource = {
  path: "/ServiceStatus",
  table: "servicestatuses",
  envelope: "service_status",
  paged: true,
  area: "config",
  editArea: "tickets",
  textId: true,
  order: ["timestamp", true],
  unlisted: { service_id: equals("$service") },
  find: (call, id) => byText(call, "servicestatuses", id),
  newId: (call) => `SV${table(call, "servicestatuses").size + 1}`,
  defaults: (call) => ({
    timestamp: call.state.clock.now().toISOString(),
    status: 0,
    message_public: "",
    message_internal: "",
    who: text(call.principal.agent, "name"),
  }),
};

/** A record whose id is a text, found without regard to case. */
export function byText(call: Call, name: string, id: string): Row | undefined {
  return table(call, name).get(id.toLowerCase());
}

const serviceCategories: Resource = {
  path: "/ServiceCategory",
  table: "servicecategories",
  area: "config",
  without: ["post", "delete"],
};

/** Dates and service are not in the vendor's specification as filters. */
const downtimes: Resource = {
  path: "/Downtime",
  table: "downtimes",
  envelope: "downtime",
  area: "config",
  editArea: "tickets",
  order: ["startdate", true],
  unlisted: {
    start_date: from("startdate"),
    end_date: until("startdate"),
    service_id: equals("service"),
  },
  defaults: () => ({ ended: false, calculated: false, allday: false, hours: 0 }),
};

function nextTag(call: Call): Answer {
  allow(call, "read", "assets");
  return ok({ inventory_number: String(table(call, "assets").nextId()).padStart(5, "0") });
}

export function addAssets(add: AddRoute): void {
  add("GET", "/Asset/NextTag", nextTag);
  for (const resource of [
    assets,
    assetTypes,
    assetGroups,
    fields,
    licences,
    services,
    serviceStatuses,
    serviceCategories,
    downtimes,
  ]) {
    addResource(add, resource);
  }
}
