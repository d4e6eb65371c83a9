import type { Call } from "../call.ts";
import { serve, type Add } from "../engine.ts";
import { conflict } from "../errors.ts";
import { number, rounded, text, type Fields } from "../model.ts";
import {
  EVERYTHING,
  findRecord,
  insideRestriction,
  READ,
  type Draft,
  type Resource,
} from "../resource.ts";
import { pdf } from "./pdf.ts";

const agreements: Resource = {
  path: "/finance/agreements",
  table: "agreements",
  schema: "Agreement",
  label: "Agreement",
  operations: EVERYTHING,
  module: "agreements",
  readOnly: ["agreementStatus"],
  required: () => ["type", "company"],
  defaults: () => ({
    billTime: "Billable",
    billExpenses: "Billable",
    billProducts: "Billable",
    cancelledFlag: false,
    noEndingDateFlag: false,
    location: 1,
    department: 1,
  }),
  check(call, { row }) {
    row["agreementStatus"] = row["cancelledFlag"] === true ? "Cancelled" : statusByDate(call, row);
    row["_typeName"] = text(
      call.state.store.table("agreementTypes").get(number(row, "type")),
      "name",
    );
  },
  removing(call, row) {
    if (call.state.store.table("tickets").by("agreement", row.id).length > 0) {
      throw conflict(`Agreement ${row.id} is in use and cannot be deleted.`);
    }
  },
};

function statusByDate(call: Call, row: Fields): string {
  const end = text(row, "endDate");
  const isOver = end !== "" && Date.parse(end) < call.state.clock.now().getTime();
  return isOver ? "Expired" : "Active";
}

const additions: Resource = {
  path: "/finance/agreements/:agreement/additions",
  table: "additions",
  schema: "Addition",
  label: "Addition",
  operations: EVERYTHING,
  module: "agreements",
  parent: {
    parameter: "agreement",
    table: "agreements",
    label: "Agreement",
    field: "agreementId",
  },
  readOnly: ["billedQuantity", "extPrice", "extCost", "agreementStatus"],
  required: () => ["product"],
  defaults: (call, { row }) => {
    const item = call.state.store.table("catalog").get(number(row, "product"));
    return {
      quantity: 1,
      lessIncluded: 0,
      unitPrice: number(item, "price") ?? 0,
      unitCost: number(item, "cost") ?? 0,
      description: item?.["description"],
      invoiceDescription: item?.["customerDescription"],
      taxableFlag: true,
    };
  },
  check: (_call, { row }: Draft) => {
    const billed = (number(row, "quantity") ?? 0) - (number(row, "lessIncluded") ?? 0);
    row["billedQuantity"] = billed;
    row["extPrice"] = rounded(billed * (number(row, "unitPrice") ?? 0));
    row["extCost"] = rounded(billed * (number(row, "unitCost") ?? 0));
  },
};

const invoices: Resource = {
  path: "/finance/invoices",
  table: "invoices",
  schema: "Invoice",
  label: "Invoice",
  operations: READ,
  module: "invoices",
};

const projects: Resource = {
  path: "/project/projects",
  table: "projects",
  schema: "Project",
  label: "Project",
  operations: EVERYTHING,
  module: "projects",
  visible: insideRestriction,
  mine: (call, row) => row["manager"] === call.principal.member.id,
  readOnly: ["closedFlag", "actualHours", "percentComplete"],
  required: () => ["company", "board"],
  defaults: (call) => ({
    status: 1,
    type: 1,
    manager: call.principal.member.id,
    closedFlag: false,
    actualHours: 0,
    percentComplete: 0,
    location: 1,
    department: 1,
  }),
  check(call, { row }) {
    const status = call.state.store.table("projectStatuses").get(number(row, "status"));
    row["closedFlag"] = status?.["closedFlag"] === true;
  },
};

function underProject(name: string, table: string, kind: string, label: string): Resource {
  return {
    path: `/project/projects/:project/${name}`,
    table,
    schema: kind,
    label,
    operations: EVERYTHING,
    module: "projects",
    parent: { parameter: "project", table: "projects", label: "Project", field: "projectId" },
  };
}

function setup(path: string, table: string, kind: string, label: string): Resource {
  return { path, table, schema: kind, label, operations: EVERYTHING };
}

/** Every resource of this file, for the addresses of references. */
export const businessResources: readonly Resource[] = [
  agreements,
  additions,
  setup("/finance/agreements/types", "agreementTypes", "AgreementType", "Agreement Type"),
  invoices,
  {
    ...setup("/finance/invoices/:invoice/payments", "payments", "Payment", "Payment"),
    module: "invoices",
    operations: READ,
    parent: { parameter: "invoice", table: "invoices", label: "Invoice", field: "invoice" },
  },
  projects,
  underProject("phases", "phases", "ProjectPhase", "Project Phase"),
  underProject("notes", "projectNotes", "ProjectNote", "Project Note"),
  underProject("teamMembers", "projectTeam", "ProjectTeamMember", "Team Member"),
  setup("/project/statuses", "projectStatuses", "ProjectStatus", "Project Status"),
  setup("/project/projectTypes", "projectTypes", "ProjectType", "Project Type"),
  setup("/project/phaseStatuses", "phaseStatuses", "PhaseStatus", "Phase Status"),
];

/** Adds agreements, invoices and projects. */
export function addBusiness(add: Add): void {
  for (const resource of businessResources) serve(add, resource);
  add("GET", "/finance/invoices/:id/pdf", (call) => {
    const invoice = findRecord(call, invoices);
    const company = call.state.store.table("companies").get(number(invoice, "company"));
    const lines = [
      `Invoice ${text(invoice, "invoiceNumber")}`,
      text(company, "name"),
      `Total ${String(invoice["total"])}`,
    ];
    return { status: 200, headers: { "content-type": "application/pdf" }, body: pdf(lines) };
  });
}
