import { allow, table, type Call } from "../call.ts";
import { sentence } from "../errors.ts";
import { addResource, findRecord, type AddRoute } from "../engine.ts";
import { among, equals, isListed, when, type Filters } from "../filters.ts";
import { number, objects, rounded, text, type Fields } from "../model.ts";
import { flag } from "../query.ts";
import { visible, type Draft, type Resource } from "../resource.ts";
import type { Area } from "../scopes.ts";
import { advancedSearch } from "./advanced-search.ts";
import { pdf } from "./pdf.ts";

const PLACE: Filters = {
  client_id: equals("client_id"),
  site_id: equals("site_id"),
  user_id: equals("user_id"),
  ticket_id: equals("ticket_id"),
};

/** Fills in the names that belong to the ids of a customer. */
function place(call: Call, { row, given }: Draft): void {
  const client = table(call, "clients").get(number(row, "client_id"));
  if (!client) throw sentence("A Customer must be selected");
  row["client_name"] = text(client, "name");
  if ("site_id" in given)
    row["site_name"] = text(table(call, "sites").get(number(row, "site_id")), "name");
  if ("user_id" in given)
    row["user_name"] = text(table(call, "users").get(number(row, "user_id")), "name");
}

function supplier(call: Call, { row }: Draft): void {
  const found = table(call, "suppliers").get(number(row, "supplier_id"));
  if (!found) throw sentence("A Supplier must be selected");
  row["supplier_name"] = text(found, "name");
}

/** Lines get an id each, and the record their sum. */
function total({ row, given }: Draft, price: string, withTax: boolean): void {
  if (!Array.isArray(given["lines"])) return;
  const lines = objects(given, "lines").map((line, index): Fields => ({
    ...line,
    id: number(line, "id") || index + 1,
  }));
  row["lines"] = lines;
  const net = lines.reduce((sum, line) => sum + lineTotal(line, price), 0);
  row["total"] = rounded(withTax ? net * 1.2 : net);
}

function lineTotal(line: Fields, price: string): number {
  return number(line, price) || number(line, "unit_price") * (number(line, "qty_order") || 1);
}

/** A document with lines: they are shown with the single record, or when they are asked for. */
function documents(path: string, name: string, envelope: string, area: Area): Resource {
  return {
    path,
    table: name,
    envelope,
    paged: true,
    unpaged: 50,
    area,
    filters: PLACE,
    order: ["id", true],
    brief: (call, row) =>
      flag(call, "includelines") === true ? visible(row) : visible(row, ["lines"]),
  };
}

const invoices: Resource = {
  ...documents("/Invoice", "invoices", "invoices", "invoices"),
  filters: {
    client_id: equals("client_id"),
    client_ids: among("client_id"),
    site_id: equals("sitenumber"),
    user_id: equals("uid"),
    ticket_id: equals("ticket_id"),
    contract_id: equals("contract_id"),
    postedonly: when((row) => row["posted"] === true),
    notpostedonly: when((row) => row["posted"] !== true),
    paymentstatuses: among("paymentstatus"),
    advanced_search: advancedSearch,
  },
  search: ["client_name", "invoicenumber", "reference"],
  defaults: (call) => ({
    invoicenumber: `INV-${table(call, "invoices").nextId() + 9499}`,
    posted: false,
    paymentstatus: 0,
    amountpaid: 0,
    total: 0,
    lines: [],
    customfields: [],
    use: "invoice",
  }),
  check(call, draft) {
    place(call, draft);
    total(draft, "net_amount", true);
  },
  removing(_call, row) {
    if (row["posted"] === true)
      throw sentence("This Invoice has been posted and cannot be deleted");
    return undefined;
  },
};

const recurringInvoices: Resource = {
  ...documents("/RecurringInvoice", "recurringinvoices", "invoices", "invoices"),
  filters: { client_id: equals("client_id"), contract_id: equals("contract_id") },
  search: ["client_name"],
};

const quotes: Resource = {
  ...documents("/Quotation", "quotes", "quotes", "quotes"),
  filters: {
    ...PLACE,
    open: when((row) => number(row, "status") < 3),
    closed: when((row) => number(row, "status") >= 3),
    quote_status: among("status"),
  },
  search: ["title", "client_name"],
  required: [["title", "Title must be entered"]],
  defaults: () => ({
    status: 1,
    total: 0,
    lines: [],
    customfields: [],
    note: "",
    use: "quotation",
  }),
  check(call, draft) {
    place(call, draft);
    total(draft, "net_total", true);
  },
};

const salesOrders: Resource = {
  ...documents("/SalesOrder", "salesorders", "salesorders", "sos"),
  search: ["title", "client_name", "po_number"],
};

const purchaseOrders: Resource = {
  ...documents("/PurchaseOrder", "purchaseorders", "purchaseorders", "pos"),
  filters: {
    ...PLACE,
    supplier_id: equals("supplier_id"),
    po_status: among("status"),
    open: when((row) => row["$closed"] !== true),
    closed: when((row) => row["$closed"] === true),
  },
  unlisted: { status_id: equals("status") },
  search: ["title", "supplier_name", "po_ref"],
  defaults: (call) => ({
    status: 1,
    po_ref: `PO-${1800 + table(call, "purchaseorders").nextId()}`,
    lines: [],
    total: 0,
    use: "purchaseorder",
  }),
  check(call, draft) {
    supplier(call, draft);
    total(draft, "net_total", false);
  },
};

const contracts: Resource = {
  path: "/ClientContract",
  table: "contracts",
  envelope: "contracts",
  paged: true,
  unpaged: 50,
  area: "contracts",
  listed: (call, row) => row["active"] !== false || flag(call, "includeinactive") === true,
  filters: { client_id: equals("client_id"), site_id: equals("site_id") },
  search: ["ref", "client_name"],
  brief: (_call, row) =>
    visible(row, [
      "contract_prepaytotal",
      "contract_prepayused",
      "contract_prepaybalance",
      "chargehoursperperiod",
    ]),
  whole: (call, row) => ({
    ...visible(row),
    ...(flag(call, "includeperiods") === true ? { contract_periods: [] } : {}),
  }),
  required: [["ref", "Reference must be entered"]],
  unique: [["ref", "Reference must be unique"]],
  defaults: () => ({
    active: true,
    started: true,
    expired: false,
    status: 1,
    customfields: [],
    use: "contract",
  }),
  check: place,
};

const items: Resource = {
  path: "/Item",
  table: "items",
  envelope: "items",
  paged: true,
  unpaged: 50,
  area: "items",
  filters: {
    assetgroup_id: equals("assetgroup_id"),
    supplier_id: equals("supplier_id"),
    recurringonly: when((row) => row["isrecurringitem"] === true),
    excluderecurring: when((row) => row["isrecurringitem"] !== true),
  },
  search: ["name", "description", "internalreference"],
  order: ["name", false],
  required: [["name", "Name must be entered"]],
  unique: [["name", "Name must be unique"]],
  defaults: () => ({ baseprice: 0, costprice: 0, customfields: [], use: "item" }),
};

const suppliers: Resource = {
  path: "/Supplier",
  table: "suppliers",
  envelope: "suppliers",
  paged: true,
  unpaged: 50,
  area: "suppliers",
  listed: isListed,
  filters: { toplevel_id: equals("toplevel_id") },
  unlisted: { top_level_id: equals("toplevel_id") },
  search: ["name", "contact_name"],
  order: ["name", false],
  required: [["name", "Name must be entered"]],
  unique: [["name", "Name must be unique"]],
  defaults: () => ({ inactive: false, toplevel_id: 1, customfields: [], use: "supplier" }),
};

const supplierContracts: Resource = {
  path: "/SupplierContract",
  table: "suppliercontracts",
  envelope: "contracts",
  paged: true,
  area: "suppliers",
  filters: { supplier_id: equals("supplier_id") },
  without: ["post", "delete"],
};

const prepays: Resource = {
  path: "/ClientPrepay",
  table: "prepays",
  envelope: "prepay",
  takes: ["order", "count"],
  area: "customers",
  filters: { client_id: equals("client_id") },
  order: ["date", true],
  without: ["post", "delete"],
};

/** Ignores pages: each of them is the first one; `count` alone brings the rest. */
const crmNotes: Resource = {
  path: "/CRMNote",
  table: "crmnotes",
  envelope: "actions",
  takes: ["order", "count"],
  unpaged: 50,
  area: "crm",
  filters: {
    client_id: equals("client_id"),
    site_id: equals("site_id"),
    user_id: equals("user_id"),
  },
  order: ["datetime", true],
  defaults: (call) => ({
    datetime: call.state.clock.now().toISOString(),
    who_agentid: Number(call.principal.agent.id),
    timetaken: 0,
  }),
  check(call, { row }) {
    if (!table(call, "clients").get(number(row, "client_id"))) {
      throw sentence("A Customer must be selected");
    }
  },
};

export function addTrade(add: AddRoute): void {
  for (const resource of [
    invoices,
    recurringInvoices,
    quotes,
    salesOrders,
    purchaseOrders,
    contracts,
    items,
    suppliers,
    supplierContracts,
    prepays,
    crmNotes,
  ]) {
    addResource(add, resource);
  }
  // A POST without side effect: it answers the document.
  add("POST", "/Invoice/PDF/:id", (call) => {
    allow(call, "read", "invoices");
    const row = findRecord(call, invoices);
    return pdf(`Invoice ${text(row, "invoicenumber")}`, `${text(row, "invoicenumber")}.pdf`);
  });
  add("POST", "/Invoice/:id/void", (call) => {
    allow(call, "edit", "invoices");
    table(call, "invoices").update(findRecord(call, invoices), { posted: false, total: 0 });
    return { status: 200, headers: {}, body: "" };
  });
}
