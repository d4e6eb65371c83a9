import { table, type Call } from "../call.ts";
import { sentence } from "../errors.ts";
import { equals, isListed, when, type Filters } from "../filters.ts";
import { NO_DATE, number, text, type Fields, type Row } from "../model.ts";
import { flag } from "../query.ts";
import { visible, type Draft, type Resource } from "../resource.ts";
import { advancedSearch } from "./advanced-search.ts";

/** The tickets of a customer, counted the way the vendor shows them on request. */
function counts(call: Call, property: string, id: number): Fields {
  const tickets = table(call, "tickets")
    .by(property, id)
    .filter((row) => row["deleted"] !== true && row["$domain"] === "reqs");
  const open = tickets.filter((row) => row["$closed"] !== true);
  return {
    open_ticket_count: open.length,
    onhold_ticket_count: open.filter((row) => row["onhold"] === true).length,
    total_ticket_count: tickets.length,
  };
}

function clientName(call: Call, draft: Draft): void {
  const client = table(call, "clients").get(number(draft.row, "client_id"));
  if (!client) throw sentence("A Customer must be selected");
  draft.row["client_name"] = text(client, "name");
}

const clients: Resource = {
  path: "/Client",
  table: "clients",
  envelope: "clients",
  paged: true,
  unpaged: 50,
  area: "customers",
  listed: isListed,
  filters: { toplevel_id: equals("toplevel_id"), advanced_search: advancedSearch },
  unlisted: { include_website: () => undefined },
  search: ["name", "ref", "accountsid"],
  order: ["name", false],
  whole: (call, row) => ({
    ...visible(row),
    notes: text(row, "notes"),
    datecreated: text(row, "$datecreated") || NO_DATE,
    main_site_id: Number(table(call, "sites").by("client_id", row.id)[0]?.id ?? 0),
    main_site_name: text(table(call, "sites").by("client_id", row.id)[0], "name"),
    ...(flag(call, "includeactivity") === true ? counts(call, "client_id", Number(row.id)) : {}),
  }),
  required: [["name", "Name must be entered"]],
  unique: [["name", "Name must be unique"]],
  defaults: (call, { given }) => {
    const top = table(call, "toplevels").get(number(given, "toplevel_id") || 1);
    if (!top) throw sentence("A Top Level must be selected");
    return {
      toplevel_id: Number(top.id),
      toplevel_name: text(top, "name"),
      inactive: false,
      customfields: [],
      notes: "",
      use: "area",
    };
  },
  saved(call, row, draft) {
    // A customer begins with a site and the user that stands for everybody.
    if (!draft.before) {
      const sites = table(call, "sites");
      const site = sites.insert({
        id: sites.nextId(),
        name: text(draft.given, "newclient_sitename") || "Main",
        client_id: Number(row.id),
        client_name: text(row, "name"),
        clientsite_name: `${text(row, "name")}/Main`,
        inactive: false,
        use: "site",
      });
      addGeneralUser(call, site);
    }
    return undefined;
  },
  removing(call, row) {
    const open = table(call, "tickets")
      .by("client_id", row.id)
      .some((ticket) => ticket["deleted"] !== true);
    if (open) throw sentence("This Customer cannot be deleted as it is in use");
    return undefined;
  },
};

function addGeneralUser(call: Call, site: Row): void {
  const users = table(call, "users");
  users.insert({
    id: users.nextId(),
    name: "General User",
    firstname: "General",
    surname: "User",
    emailaddress: "",
    site_id: Number(site.id),
    site_id_int: Number(site.id),
    site_name: text(site, "name"),
    client_id: number(site, "client_id"),
    client_name: text(site, "client_name"),
    inactive: false,
    isserviceaccount: true,
    use: "user",
  });
}

const sites: Resource = {
  path: "/Site",
  table: "sites",
  envelope: "sites",
  paged: true,
  unpaged: 50,
  area: "customers",
  listed: isListed,
  filters: {
    client_id: equals("client_id"),
    site_id: equals("id"),
    toplevel_id: ofTopLevel(),
    advanced_search: advancedSearch,
  },
  unlisted: { top_level_id: ofTopLevel() },
  search: ["name", "client_name"],
  order: ["clientsite_name", false],
  whole: (call, row) => ({
    ...visible(row, [
      "use",
      "delivery_address_line1",
      "delivery_address_line2",
      "delivery_address_line3",
      "delivery_address_line4",
      "delivery_address_line5",
      "ref",
      "maincontact_id",
    ]),
    delivery_address: {
      line1: text(row, "delivery_address_line1"),
      line2: text(row, "delivery_address_line2"),
      line3: "",
      line4: "",
      postcode: text(row, "delivery_address_line5"),
    },
    ...(flag(call, "includeactivity") === true ? counts(call, "site_id", Number(row.id)) : {}),
  }),
  required: [["name", "Name must be entered"]],
  defaults: () => ({ inactive: false, customfields: [], notes: "", timezone: "", use: "site" }),
  check(call, draft) {
    clientName(call, draft);
    draft.row["clientsite_name"] = `${text(draft.row, "client_name")}/${text(draft.row, "name")}`;
  },
};

/** The records whose customer belongs to a top level. */
function ofTopLevel(): Filters[string] {
  return (call, name) => {
    const wanted = Number(call.query.get(name)?.[0] ?? 0);
    if (!(wanted > 0)) return undefined;
    const ids = new Set(
      table(call, "clients")
        .by("toplevel_id", wanted)
        .map((row) => row.id),
    );
    return (row) => ids.has(number(row, "client_id"));
  };
}

const PHONES = ["phonenumber", "mobilenumber", "sitephonenumber", "homenumber"] as const;

const users: Resource = {
  path: "/Users",
  table: "users",
  envelope: "users",
  paged: true,
  unpaged: 50,
  area: "customers",
  listed: isListed,
  filters: {
    client_id: equals("client_id"),
    site_id: equals("site_id"),
    department_id: equals("$department"),
    toplevel_id: ofTopLevel(),
    approvers_only: when((row) => row["$approver"] === true),
    exclude_generaluser: when((row) => row["name"] !== "General User"),
    exclude_agents: when((row) => number(row, "linked_agent_id") === 0),
    asset_id: (call, name) => {
      const asset = table(call, "assets").get(Number(call.query.get(name)?.[0] ?? 0));
      if (!asset) return undefined;
      return (row) => text(asset, "$user") === String(row.id);
    },
    advanced_search: advancedSearch,
  },
  unlisted: {
    approvalsonly: when((row) => row["$approver"] === true),
    excludeagents: when((row) => number(row, "linked_agent_id") === 0),
  },
  search: ["name", "emailaddress", "client_name", ...PHONES],
  order: ["name", false],
  whole: (call, row) => ({
    ...visible(row, ["use", "client_id"]),
    login: text(row, "$login"),
    ischangeapprover: row["$approver"] === true,
    datecreated: NO_DATE,
    ...(flag(call, "includeactivity") === true ? counts(call, "user_id", Number(row.id)) : {}),
  }),
  required: [],
  defaults: (_call, { given }) => ({
    name: `${text(given, "firstname")} ${text(given, "surname")}`.trim(),
    inactive: false,
    customfields: [],
    emailaddress: "",
    linked_agent_id: 0,
    use: "user",
  }),
  check(call, draft) {
    const { row } = draft;
    if (text(row, "name") === "") throw sentence("Username must be entered");
    const site = table(call, "sites").get(number(row, "site_id"));
    if (!site) throw sentence("A Site must be selected");
    if ("client_id" in draft.given && site["client_id"] !== row["client_id"]) {
      throw sentence("A Site must be selected");
    }
    Object.assign(row, {
      site_id_int: Number(site.id),
      site_name: text(site, "name"),
      client_id: number(site, "client_id"),
      client_name: text(site, "client_name"),
    });
    uniqueMail(call, draft);
  },
};

function uniqueMail(call: Call, { row, given, before }: Draft): void {
  const mail = text(given, "emailaddress").toLowerCase();
  if (mail === "") return;
  const taken = table(call, "users")
    .by("client_id", row["client_id"])
    .some((other) => other.id !== before?.id && text(other, "emailaddress").toLowerCase() === mail);
  if (taken) throw sentence("Email Address must be unique");
}

const organisations: Resource = {
  path: "/Organisation",
  table: "organisations",
  area: "customers",
  required: [["name", "Name must be entered"]],
  unique: [["name", "Name must be unique"]],
};

const toplevels: Resource = {
  path: "/TopLevel",
  table: "toplevels",
  envelope: "tree",
  paged: true,
  area: "customers",
  editArea: "admin",
  search: ["name"],
  required: [["name", "Name must be entered"]],
  unique: [["name", "Name must be unique"]],
};

export const customerResources: readonly Resource[] = [
  clients,
  sites,
  users,
  organisations,
  toplevels,
];
