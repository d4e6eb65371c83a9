import type { Call } from "../call.ts";
import { serve, type Add } from "../engine.ts";
import { notFound } from "../errors.ts";
import { fullName, number, rounded, text, type Fields, type Row } from "../model.ts";
import { addressOf, presentReference } from "../present.ts";
import { answer, EVERYTHING, findRecord, viewOf, type Resource } from "../resource.ts";

const opportunities: Resource = {
  path: "/sales/opportunities",
  table: "opportunities",
  schema: "Opportunity",
  label: "Opportunity",
  operations: EVERYTHING,
  module: "sales",
  readOnly: ["closedBy", "totalSalesTax"],
  required: () => ["company", "contact", "primarySalesRep"],
  defaults: () => ({ status: 1, stage: 1, type: 1, locationId: 1, businessUnitId: 1 }),
};

const activities: Resource = {
  path: "/sales/activities",
  table: "activities",
  schema: "Activity",
  label: "Activity",
  operations: EVERYTHING,
  module: "activities",
  mine: (call, row) => row["assignTo"] === call.principal.member.id,
  required: () => ["assignTo"],
  defaults: (call) => ({
    status: 1,
    type: 1,
    assignedBy: call.principal.member.id,
    notifyFlag: false,
  }),
};

const products: Resource = {
  path: "/procurement/products",
  table: "products",
  schema: "ProductItem",
  label: "Product",
  operations: EVERYTHING,
  module: "procurement",
  required: () => ["catalogItem"],
  defaults: (call, { row }) => {
    const item = call.state.store.table("catalog").get(number(row, "catalogItem"));
    return {
      quantity: 1,
      description: item?.["description"],
      price: number(item, "price") ?? 0,
      cost: number(item, "cost") ?? 0,
      cancelledFlag: false,
    };
  },
};

const purchaseOrders: Resource = {
  path: "/procurement/purchaseorders",
  table: "purchaseOrders",
  schema: "PurchaseOrder",
  label: "Purchase Order",
  operations: EVERYTHING,
  module: "procurement",
  readOnly: ["closedFlag", "enteredBy"],
  defaults: (call) => ({ status: 1, closedFlag: false, enteredBy: call.principal.identifier }),
};

const expenses: Resource = {
  path: "/expense/entries",
  table: "expenseEntries",
  schema: "ExpenseEntry",
  label: "Expense Entry",
  operations: EVERYTHING,
  module: "expenses",
  mine: (call, row) => row["member"] === call.principal.member.id,
  readOnly: ["status", "invoice"],
  required: () => ["type"],
  defaults: (call) => ({
    member: call.principal.member.id,
    status: "Open",
    billableOption: "Billable",
  }),
};

function setup(path: string, table: string, kind: string, label: string): Resource {
  return { path, table, schema: kind, label, operations: EVERYTHING };
}

/** Every resource of this file, for the addresses of references. */
export const tradeResources: readonly Resource[] = [
  opportunities,
  {
    ...setup(
      "/sales/opportunities/:opportunity/notes",
      "opportunityNotes",
      "OpportunityNote",
      "Note",
    ),
    module: "sales",
    parent: {
      parameter: "opportunity",
      table: "opportunities",
      label: "Opportunity",
      field: "opportunityId",
    },
    readOnly: ["enteredBy"],
    defaults: (call) => ({ enteredBy: call.principal.identifier, flagged: false }),
  },
  setup("/sales/opportunities/types", "opportunityTypes", "OpportunityType", "Type"),
  setup("/sales/opportunities/statuses", "opportunityStatuses", "OpportunityStatus", "Status"),
  setup("/sales/opportunities/ratings", "opportunityRatings", "OpportunityRating", "Rating"),
  setup("/sales/stages", "opportunityStages", "OpportunityStage", "Stage"),
  setup("/sales/probabilities", "probabilities", "SalesProbability", "Probability"),
  activities,
  setup("/sales/activities/types", "activityTypes", "ActivityType", "Activity Type"),
  setup("/sales/activities/statuses", "activityStatuses", "ActivityStatus", "Activity Status"),
  {
    ...setup("/procurement/catalog", "catalog", "CatalogItem", "Catalog Item"),
    module: "catalog",
    unique: ["identifier"],
    defaults: () => ({ inactiveFlag: false }),
  },
  products,
  purchaseOrders,
  {
    ...setup(
      "/procurement/purchaseorders/:order/lineitems",
      "lineItems",
      "PurchaseOrderLineItem",
      "Line Item",
    ),
    module: "procurement",
    parent: {
      parameter: "order",
      table: "purchaseOrders",
      label: "Purchase Order",
      field: "purchaseOrderId",
    },
  },
  setup(
    "/procurement/purchaseorderstatuses",
    "purchaseOrderStatuses",
    "PurchaseOrderStatus",
    "Status",
  ),
  setup("/procurement/manufacturers", "manufacturers", "Manufacturer", "Manufacturer"),
  setup("/procurement/categories", "categories", "Category", "Category"),
  {
    ...setup(
      "/procurement/categories/:category/subcategories",
      "subcategories",
      "LegacySubCategory",
      "Subcategory",
    ),
    parent: { parameter: "category", table: "categories", label: "Category" },
  },
  setup("/procurement/types", "productTypes", "ProductType", "Product Type"),
  expenses,
  setup("/expense/types", "expenseTypes", "ExpenseType", "Expense Type"),
];

/** Adds sales, procurement and expenses. */
export function addTrade(add: Add): void {
  for (const resource of tradeResources) serve(add, resource);
  add("GET", "/procurement/catalog/:identifier/quantityOnHand", (call) => {
    const wanted = (call.parameters["identifier"] ?? "").toLowerCase();
    const item = call.state.store
      .table("catalog")
      .all()
      .find((row) => text(row, "identifier").toLowerCase() === wanted);
    if (!item) throw notFound(`Catalog Item ${wanted} not found`);
    return answer(200, { count: item.id % 7 });
  });
  add("GET", "/sales/opportunities/:id/forecast", (call) => {
    const opportunity = findRecord(call, opportunities);
    return answer(200, [forecast(call, opportunity)]);
  });
}

/** The expected revenue of an opportunity; one service line and one product line. */
function forecast(call: Call, opportunity: Row): Fields {
  const view = viewOf(call);
  const revenue = number(opportunity, "_revenue") ?? 0;
  const part = (share: number): Fields => ({
    id: opportunity.id,
    revenue: rounded(revenue * share),
    cost: rounded(revenue * share * 0.6),
    margin: rounded(revenue * share * 0.4),
    percentage: 40,
  });
  const rep = call.state.store.table("members").get(number(opportunity, "primarySalesRep"));
  const address = addressOf(view, "opportunities", opportunity);
  return {
    id: opportunity.id,
    serviceRevenue: part(0.7),
    productRevenue: part(0.3),
    forecastRevenueTotals: part(1),
    forecastTotalWithTaxes: rounded(revenue * 1.2),
    salesTaxRevenue: rounded(revenue * 0.2),
    forecastItems: [
      {
        id: opportunity.id * 10,
        forecastDescription: `Services, by ${rep ? fullName(rep) : "nobody"}`,
        opportunity: presentReference(view, "Opportunity", opportunity.id),
        quantity: 1,
        revenue: rounded(revenue * 0.7),
        forecastType: "Service",
      },
    ],
    _info: address === undefined ? {} : { opportunity_href: address },
  };
}
