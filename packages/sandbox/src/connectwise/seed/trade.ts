import { stamp, type Fields } from "../model.ts";
import { contactId, RICH_COMPANY } from "./companies.ts";
import { cycle, DAY, history, list, names, type SeedTables } from "./context.ts";

/** Identifier, description, cost and price of what is sold. */
export const ITEMS: readonly (readonly [string, string, number, number])[] = [
  ["LAPTOP-14", "Laptop 14 inch", 780, 990],
  ["MON-27", "Monitor 27 inch", 160, 229],
  ["FW-SMALL", "Firewall for small offices", 420, 610],
  ["LIC-OFFICE", "Office suite, per user and month", 9, 12.5],
  ["BACKUP-TB", "Cloud backup, per terabyte", 18, 35],
  ["CABLE-5M", 'Cable "Cat 6", 5 m', 2, 6],
  ["SUPPORT-HR", "Support, per hour", 60, 110],
  ["OLD-MODEM", "Modem (no longer sold)", 30, 45],
];

/** Sales, procurement and expenses. */
export const tradeTables: SeedTables = {
  probabilities: () =>
    list([25, 50, 75], (probability) => ({ probability, _name: `${probability}%` })),
  opportunityTypes: () =>
    list(["New Business", "Renewal"], (description) => ({ description, inactiveFlag: false })),
  opportunityStatuses: () =>
    list(["Open", "Won", "Lost"], (name, index) => ({
      name,
      wonFlag: index === 1,
      lostFlag: index === 2,
      closedFlag: index > 0,
      inactiveFlag: false,
      defaultFlag: index === 0,
    })),
  opportunityRatings: () => list(["Hot", "Cold"], (name, index) => ({ name, sortOrder: index })),
  opportunityStages: () =>
    list(["Qualify", "Propose", "Negotiate"], (name, index) => ({
      name,
      probability: index + 1,
      sequenceNumber: index + 1,
    })),
  opportunities: ({ today }) =>
    list(
      Array.from({ length: 24 }, (_, index) => index),
      (index) => ({
        name: `${cycle(["Laptops for", "Agreement renewal", "Phone system", "Security review"], index)} ${index + 1}`,
        company: index === 0 ? RICH_COMPANY : 20 + ((index * 3) % 40),
        contact: index === 0 ? contactId(22, 0) : contactId((index * 3) % 40, 0),
        type: 1 + (index % 2),
        stage: 1 + (index % 3),
        status: 1 + (index % 6 === 5 ? 1 : 0),
        probability: 1 + (index % 3),
        rating: 1 + (index % 2),
        primarySalesRep: 163,
        expectedCloseDate: stamp(today + (index * 5 - 10) * DAY),
        notes: "Asked for a quote by the end of the month.",
        locationId: 1,
        businessUnitId: 1,
        _revenue: 1500 + index * 420,
        ...history(today - (40 + index) * DAY, "avoss"),
      }),
      601,
    ),
  opportunityNotes: ({ today }) =>
    list([601, 602], (opportunity) => ({
      _parent: opportunity,
      opportunityId: opportunity,
      type: 1,
      text: "Budget is approved.",
      flagged: false,
      enteredBy: "avoss",
      ...history(today - 9 * DAY, "avoss"),
    })),
  activityTypes: () => names(["Call", "Meeting", "Quarterly Review"], { inactiveFlag: false }),
  activityStatuses: () => names(["Open", "Closed"], { inactiveFlag: false }),
  activities: ({ today }) =>
    list(
      Array.from({ length: 20 }, (_, index) => index),
      (index): Fields => ({
        name: index === 0 ? "Review of the year" : `Follow up ${index}`,
        type: 1 + (index % 3),
        status: 1 + (index % 4 === 3 ? 1 : 0),
        company: index === 0 ? RICH_COMPANY : 20 + ((index * 3) % 40),
        contact: index === 0 ? contactId(22, 0) : contactId((index * 3) % 40, 0),
        ...(index % 2 === 0 ? { opportunity: 601 + index } : {}),
        ...(index === 1 ? { ticket: 10_001 } : {}),
        assignTo: 163,
        assignedBy: 163,
        dateStart: stamp(today + (index - 5) * DAY + 10 * 3_600_000),
        dateEnd: stamp(today + (index - 5) * DAY + 11 * 3_600_000),
        notifyFlag: false,
        notes: "Ask about the new office.",
        ...history(today - 12 * DAY, "avoss"),
      }),
      701,
    ),
  categories: () => names(["Hardware", "Licenses", "Services"], { inactiveFlag: false }),
  subcategories: () =>
    list(["Computers", "Network", "Subscriptions"], (name, index) => ({
      _parent: index + 1,
      name,
      inactiveFlag: false,
    })),
  productTypes: () => names(["Inventory", "Service"], { inactiveFlag: false }),
  catalog: () =>
    list(ITEMS, ([identifier, description, cost, price], index) => ({
      identifier,
      description,
      customerDescription: description,
      cost,
      price,
      inactiveFlag: identifier.startsWith("OLD"),
      category: index === 3 || index === 4 ? 2 : 1,
      subcategory: 1,
      type: index === 6 ? 2 : 1,
      productClass: index === 6 ? "Service" : "NonInventory",
      manufacturer: 1 + (index % 3),
      serializedFlag: index < 3,
      taxableFlag: true,
    })),
  products: () =>
    list([10_001, 10_013], (ticket) => ({
      catalogItem: 6,
      description: 'Cable "Cat 6", 5 m',
      quantity: 2,
      price: 6,
      cost: 2,
      billableOption: "Billable",
      ticket,
      cancelledFlag: false,
      sequenceNumber: 1,
    })),
  purchaseOrderStatuses: () =>
    names(["New", "Sent", "Received"], { inactiveFlag: false, closedFlag: false }),
  purchaseOrders: ({ today }) =>
    list([0, 1, 2], (index) => ({
      poNumber: `PO-${2000 + index}`,
      poDate: stamp(today - index * 12 * DAY),
      status: index + 1,
      closedFlag: index === 2,
      vendorCompany: 30,
      subTotal: 990,
      salesTax: 198,
      total: 1188,
      enteredBy: "fokoye",
      ...history(today - index * 12 * DAY, "fokoye"),
    })),
  lineItems: () =>
    list([1, 2, 3], (order) => ({
      _parent: order,
      purchaseOrderId: order,
      lineNumber: 1,
      description: "Laptop 14 inch",
      product: 1,
      quantity: 1,
      unitCost: 780,
      closedFlag: false,
      canceledFlag: false,
    })),
  expenseTypes: () =>
    list(["Mileage", "Parking", "Meals"], (name, index) => ({
      name,
      amountCaption: index === 0 ? "Miles" : "Amount",
      billExpenses: "Billable",
      invoiceMarkupOption: "Amount",
      inactiveFlag: false,
      mileageFlag: index === 0,
      defaultFlag: index === 1,
    })),
  expenseEntries: ({ today }) =>
    list([151, 152], (member, index) => ({
      company: RICH_COMPANY,
      chargeToId: 10_001,
      chargeToType: "ServiceTicket",
      type: 2,
      member,
      amount: 8.5 + index,
      billableOption: "Billable",
      date: stamp(today - 3 * DAY),
      status: "Open",
      notes: "Parking at the customer",
      ticket: 10_001,
      ...history(today - 2 * DAY, index === 0 ? "rvale" : "rvaleri"),
    })),
};
