import { NO_DATE, rounded, stamp, text, type Fields, type Row } from "../model.ts";
import { cycle, DAY, daysAgo, list, times, type SeedContext, type SeedTables } from "./context.ts";
import { USERS_PER_CLIENT } from "./customers.ts";

const SUPPLIERS = [
  "Northbridge Distribution",
  "Calder Cloud Services",
  "Pennine Telecom",
  "Harrow Hardware",
  "Quill Software Licensing",
] as const;

const ITEMS: readonly (readonly [string, number, number, boolean])[] = [
  ["Laptop 14 inch", 720, 990, false],
  ["Laptop 16 inch", 940, 1290, false],
  ["Monitor 27 inch", 150, 239, false],
  ["Docking station", 90, 159, false],
  ["Firewall small office", 310, 540, false],
  ["Wireless access point", 85, 145, false],
  ["Backup per server", 18, 45, true],
  ["Mailbox per month", 3.5, 9, true],
  ["Managed workstation", 9, 28, true],
  ["On-site hour", 0, 95, false],
];

/** A client with its first site and its first person. */
function customer(context: SeedContext, id: number): Fields {
  const client = context.find("clients", id);
  const site = context.find("sites", (id - 1) * 3 + 1);
  const user = context.find("users", (id - 1) * USERS_PER_CLIENT + 2);
  return {
    client_id: id,
    client_name: text(client, "name"),
    site_id: Number(site.id),
    site_name: text(site, "name"),
    user_id: Number(user.id),
    user_name: text(user, "name"),
  };
}

/** Lines of an invoice, a quote or an order. */
function lines(
  first: number,
  count: number,
  make: (item: Row, quantity: number, id: number) => Fields,
) {
  return (items: readonly Row[]): Fields[] =>
    Array.from({ length: count }, (_, place) => {
      const item = items[(first + place * 3) % items.length];
      const quantity = 1 + ((first + place) % 4);
      return item ? make(item, quantity, first * 10 + place) : {};
    });
}

function sum(rows: readonly Fields[], name: string): number {
  return rounded(rows.reduce((total, row) => total + Number(row[name] ?? 0), 0));
}

/** The clients that pay: all but the first and the inactive one. */
function payer(index: number): number {
  return 2 + (index % 36);
}

function invoice(context: SeedContext, id: number, index: number): Fields {
  const day = context.today - (index * 3 + 2) * DAY;
  const rows = lines(index, 2 + (index % 3), (item, quantity, line) => ({
    id: line + 1,
    ihid: id,
    _itemid: Number(item.id),
    item_code: `ITM${item.id}`,
    item_shortdescription: text(item, "name"),
    qty_order: quantity,
    unit_price: item["baseprice"],
    unit_cost: item["costprice"],
    net_amount: rounded(quantity * Number(item["baseprice"])),
    tax_amount: rounded(quantity * Number(item["baseprice"]) * 0.2),
    tax_rate: 20,
    tax_code: "S",
  }))(context.rows("items"));
  const net = sum(rows, "net_amount");
  const total = rounded(net * 1.2);
  const paid = index % 3 !== 0;
  const buyer = customer(context, payer(index));
  return {
    client_id: buyer["client_id"],
    client_name: buyer["client_name"],
    site_name: buyer["site_name"],
    uid: buyer["user_id"],
    sitenumber: (payer(index) - 1) * 3 + 1,
    invoicenumber: `INV-${10_000 + index}`,
    thirdpartyinvoicenumber: "",
    posted: index > 4,
    name: text(buyer, "client_name"),
    contactname: text(buyer, "user_name"),
    invoice_date: stamp(day),
    duedate: stamp(day + 30 * DAY),
    datesent: index > 4 ? stamp(day + DAY) : NO_DATE,
    datepaid: paid ? stamp(day + 20 * DAY) : NO_DATE,
    paymentstatus: paid ? 2 : 0,
    amountpaid: paid ? total : 0,
    amountdue: paid ? 0 : total,
    contract_id: index % 2 === 0 ? 1 + (payer(index) % 36) : 0,
    ticket_id: 0,
    salesorder_id: 0,
    reference: "",
    notes_1: "Thank you for your business.",
    currency: "GBP",
    is_recurring_invoice: false,
    invoicetype: 0,
    composite_tax_total: rounded(total - net),
    total,
    lines: rows,
    customfields: [],
    use: "invoice",
  };
}

function quote(context: SeedContext, id: number, index: number): Fields {
  const rows = lines(index + 5, 2, (item, quantity, line) => ({
    id: line + 1,
    qhid: id,
    item_id: Number(item.id),
    name: text(item, "name"),
    costprice: item["costprice"],
    total_price: rounded(quantity * Number(item["baseprice"])),
    net_total: rounded(quantity * Number(item["baseprice"])),
    baseprice: item["baseprice"],
    optional: false,
    group_id: 0,
  }))(context.rows("items"));
  const total = sum(rows, "net_total");
  return {
    ...customer(context, payer(index * 2)),
    title: cycle(["New laptops", "Firewall renewal", "Backup for the branch"], index),
    ticket_id: index < 20 ? 7001 + index : 0,
    status: cycle([1, 2, 3, 4], index),
    date: daysAgo(context, index * 6 + 1),
    expiry_date: daysAgo(context, index * 6 - 29),
    revenue: total,
    tax_total: rounded(total * 0.2),
    total: rounded(total * 1.2),
    note: "",
    agent_id: 12,
    assigned_agent: 12,
    assigned_agent_name: "Ines Marlow",
    approvalstate: 0,
    lines: rows,
    customfields: [],
    use: "quotation",
  };
}

function purchaseOrder(context: SeedContext, id: number, index: number): Fields {
  const rows = lines(index + 2, 2, (item, quantity, line) => ({
    id: line + 1,
    purchaseorder_id: id,
    item_id: Number(item.id),
    name: text(item, "name"),
    quantity_received: index % 2 === 0 ? quantity : 0,
    baseprice: item["costprice"],
    net_total: rounded(quantity * Number(item["costprice"])),
  }))(context.rows("items"));
  const supplier = 1 + (index % SUPPLIERS.length);
  return {
    ...customer(context, payer(index)),
    title: `Order ${id}`,
    ticket_id: 0,
    status: cycle([1, 2, 3], index),
    po_ref: `PO-${2000 + index}`,
    date: daysAgo(context, index * 8 + 3),
    datesent: daysAgo(context, index * 8 + 2),
    note: "",
    total: sum(rows, "net_total"),
    supplier_id: supplier,
    supplier_name: SUPPLIERS[supplier - 1],
    goodsin_status: index % 2,
    approval_status: 0,
    deliver_to_us: true,
    salesorder_id: 0,
    lines: rows,
    customfields: [],
    use: "purchaseorder",
    $closed: cycle([1, 2, 3], index) === 3,
  };
}

export const tradeTables: SeedTables = {
  suppliers: (context) =>
    list(SUPPLIERS, (name, index) => ({
      name,
      toplevel_id: 1,
      toplevel_name: "United Kingdom",
      contact_name: cycle(["Robin Hale", "Mina Sato"], index),
      email_address: `orders@${name.toLowerCase().replaceAll(" ", "-")}.example`,
      support_email_address: "",
      phone_number: `+44 1632 9800${index}`,
      inactive: index === 4,
      contract_count: 0,
      customfields: [],
      notes: "",
      datecreated: daysAgo(context, 800),
      is_supplier: true,
      use: "supplier",
    })),

  items: (context) =>
    list(ITEMS, ([name, cost, price, recurring], index) => ({
      name,
      status: 0,
      assetgroup_id: recurring ? 5 : 1,
      assetgroup_name: recurring ? "Services" : "Hardware",
      description: name,
      internalreference: `ITM${index + 1}`,
      externalreference: "",
      quantity_in_stock: recurring ? 0 : 12 - index,
      quantity_reserved: 0,
      quantity_on_order: 0,
      baseprice: price,
      costprice: cost,
      supplier_id: 1 + (index % 4),
      supplier_name: SUPPLIERS[index % 4],
      manufacturer_id: 0,
      assettype_id: 0,
      taxcode: 1,
      isrecurringitem: recurring,
      recurringprice: recurring ? price : 0,
      nominalcode: "4000",
      taxable: true,
      datecreated: daysAgo(context, 700),
      lastmodified: daysAgo(context, 30),
      customfields: [],
      use: "item",
    })),

  contracts: (context) =>
    times(36, (id, index) => {
      const kind = index % 3;
      return {
        ...customer(context, payer(index)),
        ref: `CON-${100 + id}`,
        refextra: "",
        start_date: daysAgo(context, 400 - index),
        end_date: daysAgo(context, index % 9 === 8 ? 20 : -330 + index),
        started: true,
        expired: index % 9 === 8,
        numberofunitsfree: 0,
        billingperiod: 1,
        billingdescription: 0,
        subtype: kind,
        status: index % 9 === 8 ? 3 : 1,
        sla_id: 1 + (index % 2),
        next_invoice_date: daysAgo(context, -12),
        periodchargeamount: 250 + index * 25,
        note: "",
        contracttype: kind + 1,
        contracttype_name: cycle(
          ["Managed service", "Prepaid hours", "Hardware maintenance"],
          kind,
        ),
        active: index % 9 !== 8,
        contract_prepaytotal: kind === 1 ? 40 : 0,
        contract_prepayused: kind === 1 ? 12.5 : 0,
        contract_prepaybalance: kind === 1 ? 27.5 : 0,
        chargehoursperperiod: kind === 0 ? 10 : 0,
        customfields: [],
        use: "contract",
      };
    }),

  invoices: (context) => times(240, (id, index) => invoice(context, id, index), 501),

  recurringinvoices: (context) =>
    times(30, (id, index) => ({
      ...invoice(context, id, index * 7),
      invoicenumber: "",
      is_recurring_invoice: true,
      posted: false,
      period: 1,
      nextcreationdate: daysAgo(context, -5 - (index % 25)),
      lastcreated: daysAgo(context, 25),
    })),

  quotes: (context) => times(60, (id, index) => quote(context, id, index), 301),

  salesorders: (context) =>
    times(25, (id, index) => {
      const base = quote(context, id, index + 3);
      const revenue = Number(base["revenue"]);
      return {
        ...customer(context, payer((index + 3) * 2)),
        title: base["title"],
        ticket_id: 0,
        assigned_agent: 12,
        assigned_agent_name: "Ines Marlow",
        status: cycle([1, 2, 3], index),
        date: base["date"],
        total: base["total"],
        cost: rounded(revenue * 0.7),
        profit: rounded(revenue * 0.3),
        note: "",
        po_number: `CPO-${700 + index}`,
        quotation_id: 301 + index,
        lines: base["lines"],
        customfields: [],
        use: "salesorder",
      };
    }),

  purchaseorders: (context) => times(40, (id, index) => purchaseOrder(context, id, index), 201),

  suppliercontracts: (context) =>
    times(6, (id, index) => ({
      ref: `SC-${id}`,
      supplier_id: 1 + (index % 4),
      supplier_name: SUPPLIERS[index % 4],
      start_date: daysAgo(context, 300),
      end_date: daysAgo(context, -65),
      note: "",
    })),

  prepays: (context) =>
    times(24, (id, index) => ({
      client_id: payer(index * 3 + 1),
      client_name: text(context.find("clients", payer(index * 3 + 1)), "name"),
      date: daysAgo(context, index * 10 + 4),
      hours: cycle([10, 20, 5], index),
      description: "Prepaid hours",
      amount: cycle([900, 1750, 475], index),
      invoice_id: String(501 + index),
      expirydate: daysAgo(context, -300),
      id,
    })),

  crmnotes: (context) =>
    times(120, (id, index) => ({
      client_id: payer(index),
      site_id: (payer(index) - 1) * 3 + 1,
      user_id: (payer(index) - 1) * USERS_PER_CLIENT + 2,
      datetime: daysAgo(context, index * 2 + 0.4),
      who_agentid: 12,
      note: cycle(
        ["Called about the renewal.", "Review meeting; all well.", "Asked for a quote."],
        index,
      ),
      timetaken: 0.25,
      id,
    })),
};
