import { rounded, stamp, type Row } from "../model.ts";
import { contactId, siteId } from "./companies.ts";
import { ITEMS } from "./trade.ts";
import { cycle, DAY, history, list, names, type SeedContext, type SeedTables } from "./context.ts";

/** Position and id of the companies with an agreement: every second one. */
function withAgreement(context: SeedContext): [number, Row][] {
  const companies = context.rows("companies").slice(1);
  return companies
    .map((row, index): [number, Row] => [index, row])
    .filter(([index]) => index % 2 === 0);
}

const PROJECT_NAMES = [
  "Move to the new office",
  "Mailbox migration",
  "Firewall replacement",
  "Wi-Fi survey and rollout",
] as const;

function agreement(context: SeedContext, index: number, company: Row): Row {
  const start = context.today - (400 - index) * DAY;
  const isCancelled = index === 8;
  const isOver = index === 12;
  return {
    id: 400 + index,
    name: index % 4 === 0 ? "Managed Services Gold" : "Block of Hours",
    type: index % 4 === 0 ? 1 : 2,
    _typeName: index % 4 === 0 ? "Managed Services" : "Block Time",
    company: company.id,
    contact: contactId(index, 2),
    site: siteId(index, 0),
    location: 1,
    department: 1,
    startDate: stamp(start),
    ...(isOver ? { endDate: stamp(context.today - 20 * DAY) } : { noEndingDateFlag: true }),
    cancelledFlag: isCancelled,
    ...(isCancelled
      ? { dateCancelled: stamp(context.today - 50 * DAY), reasonCancelled: "Moved" }
      : {}),
    agreementStatus: agreementStatus(isCancelled, isOver),
    applicationUnits: "Hours",
    applicationLimit: 10 + (index % 5) * 5,
    applicationCycle: "CalendarMonth",
    billAmount: 800 + index * 50,
    billTime: "Billable",
    billExpenses: "Billable",
    billProducts: "Billable",
    autoInvoiceFlag: true,
    nextInvoiceDate: stamp(context.today + 10 * DAY),
    ...history(start, "fokoye"),
  };
}

function agreementStatus(isCancelled: boolean, isOver: boolean): string {
  if (isCancelled) return "Cancelled";
  return isOver ? "Expired" : "Active";
}

/** Agreements, invoices and projects. */
export const businessTables: SeedTables = {
  agreementTypes: () =>
    list(["Managed Services", "Block Time"], (name, index) => ({
      name,
      defaultFlag: index === 0,
      inactiveFlag: false,
      employeeCompRate: "Hourly",
      employeeCompNotExceed: "Billing",
      invoicingCycle: "CalendarYear",
      billTime: "Billable",
      billExpenses: "Billable",
      billProducts: "Billable",
    })),
  agreements: (context) =>
    withAgreement(context).map(([index, company]) => agreement(context, index, company)),
  additions: (context) =>
    withAgreement(context).flatMap(([index]) =>
      list(
        [4, 5],
        (product, turn) => {
          const [, description, cost, price] = ITEMS[product - 1] ?? ["", "", 0, 0];
          const quantity = 5 + index + turn;
          return {
            _parent: 400 + index,
            agreementId: 400 + index,
            product,
            description,
            invoiceDescription: description,
            quantity,
            lessIncluded: 0,
            billedQuantity: quantity,
            unitPrice: price,
            unitCost: cost,
            extPrice: rounded(quantity * price),
            extCost: rounded(quantity * cost),
            billCustomer: "Billable",
            taxableFlag: true,
            effectiveDate: stamp(context.today - 300 * DAY),
            ...(turn === 1 && index % 8 === 0
              ? { cancelledDate: stamp(context.today - 30 * DAY) }
              : {}),
            agreementStatus: "Active",
          };
        },
        4500 + index * 2,
      ),
    ),
  invoices: (context) =>
    Array.from({ length: 60 }, (_, index) => {
      const companyIndex = (index * 2) % 44;
      const company = 20 + companyIndex;
      const subtotal = 400 + ((index * 137) % 2000);
      const total = rounded(subtotal * 1.2);
      const paid = index % 3 === 0 ? 0 : total;
      const date = context.today - (index + 1) * 7 * DAY;
      return {
        id: 6000 + index,
        invoiceNumber: `INV${10_000 + index}`,
        type: index % 4 === 0 ? "Agreement" : "Standard",
        applyToType: index % 4 === 0 ? "Agreement" : "All",
        ...(index % 4 === 0
          ? { agreement: 400 + companyIndex, applyToId: 400 + companyIndex }
          : {}),
        status: { id: paid > 0 ? 2 : 1, name: paid > 0 ? "Paid" : "Open", _info: {} },
        company,
        billToCompany: company,
        date: stamp(date),
        dueDate: stamp(date + 30 * DAY),
        subtotal,
        salesTax: rounded(total - subtotal),
        total,
        payments: paid,
        credits: 0,
        balance: rounded(total - paid),
        locationId: 1,
        departmentId: 2,
        ...history(date, "fokoye"),
      };
    }),
  payments: (context) =>
    context
      .rows("invoices")
      .filter((row) => Number(row["payments"]) > 0)
      .map((row) => ({
        id: row.id + 2000,
        _parent: row.id,
        invoice: row.id,
        type: "Bank transfer",
        amount: row["payments"],
        paymentDate: row["dueDate"],
        appliedBy: "fokoye",
      })),
  projectStatuses: () =>
    list(["Open", "On Hold", "Closed"], (name, index) => ({
      name,
      defaultFlag: index === 0,
      inactiveFlag: false,
      noTimeFlag: index === 2,
      closedFlag: index === 2,
    })),
  projectTypes: () => names(["Implementation", "Migration"], { inactiveFlag: false }),
  phaseStatuses: () => names(["Open", "Closed"], { inactiveFlag: false }),
  projects: ({ today }) =>
    list(
      Array.from({ length: 12 }, (_, index) => index),
      (index) => {
        const companyIndex = index === 0 ? 22 : (index * 7) % 40;
        const isClosed = index % 5 === 4;
        return {
          name: `${cycle(PROJECT_NAMES, index)} ${index + 1}`,
          company: 20 + companyIndex,
          contact: contactId(companyIndex, 0),
          site: siteId(companyIndex, 0),
          board: 4,
          status: isClosed ? 3 : 1,
          closedFlag: isClosed,
          type: 1 + (index % 2),
          manager: 162,
          billingMethod: cycle(["ActualRates", "FixedFee"], index),
          estimatedStart: stamp(today - 60 * DAY),
          estimatedEnd: stamp(today + (index * 10 - 20) * DAY),
          actualHours: 12 + index,
          budgetHours: 40 + index * 8,
          estimatedHours: 40 + index * 8,
          percentComplete: 0.1 * (index % 9),
          location: 1,
          department: 3,
          billTime: "Billable",
          ...history(today - 60 * DAY, "kbello"),
        };
      },
    ),
  phases: () =>
    Array.from({ length: 36 }, (_, index) => {
      const project = 1 + Math.floor(index / 3);
      const turn = index % 3;
      return {
        id: project * 10 + turn,
        _parent: project,
        projectId: project,
        description: cycle(["Plan", "Build", "Hand over"], turn),
        wbsCode: String(turn + 1),
        status: turn === 0 ? 2 : 1,
        board: 4,
        budgetHours: 12,
        markAsMilestoneFlag: turn === 2,
      };
    }),
  projectNotes: ({ today }) =>
    list([1, 2, 3], (project) => ({
      _parent: project,
      projectId: project,
      text: "Kick-off held; the customer wants weekly reports.",
      type: 1,
      flagged: false,
      ...history(today - 50 * DAY, "kbello"),
    })),
  projectTeam: () =>
    list([1, 2, 3], (project) => ({
      _parent: project,
      projectId: project,
      member: 151,
      hours: 10,
      projectRole: { id: 1, identifier: "Engineer", _info: {} },
      workRole: 1,
    })),
};
